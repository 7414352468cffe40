/** The memory of the vault: claims as notes, and what is done with them. The only wiring of its parts. */
import type { Guard } from '../guard/guard';
import type { GuardedChanges } from '../guard/guarded-changes';
import type { Store, Vault, VaultChange } from '../host';
import type { VaultPath } from '../lib/vault-path';
import type { ContentIndex } from '../search/content-index';
import { ClaimShelf } from './claim-shelf';
import { MemoryDesk } from './memory-desk';
import type { MemorySettings } from './memory-settings';
import { Recall } from './recall/recall';
import { ClaimUses } from './recall/uses';
import { WorkDesk } from './work/work-desk';

export interface MemoryDeps {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Store;
	readonly index: ContentIndex;
	readonly guard: Guard;
	/** The person's yes to a note as they saw it: it is trusted from now on. */
	readonly accept: (path: VaultPath, version: string) => Promise<void>;
	readonly changes: GuardedChanges;
	readonly settings: () => MemorySettings & { readonly excludedFolders: readonly string[]; readonly chatFolder: string; readonly resultFolder: string };
	readonly notify: (message: string) => void;
	readonly now: () => Date;
	readonly newId: () => string;
	readonly deviceId: string;
	readonly yieldToHost: () => Promise<void>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
}

export interface Memory {
	/** All claims of the vault. Reads nothing before its `ready` is called. */
	readonly claims: ClaimShelf;
	/** What is done to claims: remember, correct, retract, endorse, forget. */
	readonly desk: MemoryDesk;
	/** What is known of a question: claims that hold, and blocks of the notes. */
	readonly recall: Recall;
	/** Which claims were used, by which runs, on this device. */
	readonly uses: ClaimUses;
	/** Pieces of work, each a note with criteria that are ticked with evidence. */
	readonly work: WorkDesk;
	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): void;
	/** Tell it when labels may have changed: of one note, or of all when the settings did. */
	labelsChanged(path?: VaultPath): void;
	/** Tell it when the index holds all notes. */
	indexReady(): void;
	close(): void;
}

export function createMemory(deps: MemoryDeps): Memory {
	const { guard } = deps;
	const claims = new ClaimShelf({ ...deps, labelOf: (head, version) => guard.labelOfRead(head, version) });
	const desk = new MemoryDesk({ ...deps, claims });
	const work = new WorkDesk({ ...deps, folder: () => deps.settings().workFolder });
	return {
		claims,
		desk,
		recall: new Recall({ ...deps, claims }),
		uses: new ClaimUses(deps.store, deps.now),
		work,
		noteChanged: (change) => {
			void claims.noteChanged(change);
			void work.noteChanged(change);
		},
		labelsChanged: (path) => void claims.labelsChanged(path),
		indexReady: () => void claims.indexReady(),
		close: () => undefined,
	};
}
