/** The memory of the vault: claims as notes, and what is done with them. The only wiring of its parts. */
import type { Guard } from '../guard/guard';
import { OWN } from '../guard/labels';
import type { GuardedChanges } from '../guard/guarded-changes';
import type { Store, Vault, VaultChange } from '../host';
import type { VaultPath } from '../lib/vault-path';
import type { ContentIndex } from '../search/content-index';
import { ClaimShelf } from './claim-shelf';
import { keepKnown } from './keep-known';
import { LearningDesk, type LearningDeskOptions } from './learning/learning-desk';
import { MemoryChecks } from './memory-checks';
import { MemoryDesk } from './memory-desk';
import type { MemorySettings } from './memory-settings';
import { SynthesisDesk, type SynthesisDeskOptions } from './learning/synthesis-desk';
import { Beliefs } from './pai/beliefs';
import { PaiDesk } from './pai/pai-desk';
import { relationOf } from './pai/pai-relations';
import { People, type PeopleOptions } from './people/people';
import { Proposals, type RunPattern } from './proposals/proposals';
import { notedPeople } from './people/noted';
import { Recall } from './recall/recall';
import { ClaimUses } from './recall/uses';
import { Subjects } from './subjects';
import { WorkDesk } from './work/work-desk';

export interface MemoryDeps {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Store;
	readonly index: ContentIndex;
	readonly guard: Guard;
	/** The person's yes to a note as they saw it: it is trusted from now on. */
	readonly accept: (path: VaultPath, version: string) => Promise<void>;
	/** The note in the vault of an agent or pattern. */
	readonly noteOf?: NonNullable<SynthesisDeskOptions['noteOf']>;
	/** Whether the person accepted the note as it reads now. */
	readonly isAccepted: LearningDeskOptions['isAccepted'];
	/** Of all that an ended run had read. */
	readonly labelOfRun: LearningDeskOptions['labelOfRun'];
	readonly records: LearningDeskOptions['records'];
	readonly changes: GuardedChanges;
	/** The person's goals, where they are known. */
	readonly goals?: NonNullable<PeopleOptions['goals']>;
	/** Asks the model that the person has chosen; null when none is. */
	readonly ask?: NonNullable<PeopleOptions['ask']>;
	/** Runs a pattern on a note with that model. */
	readonly runPattern?: RunPattern;
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
	/** What in the memory wants the person's eye, as proposals. */
	readonly checks: MemoryChecks;
	/** What is known of a question: claims that hold, and blocks of the notes. */
	readonly recall: Recall;
	/** Which claims were used, by which runs, on this device. */
	readonly uses: ClaimUses;
	/** What the person thinks of answers, and what later runs are told of it. */
	readonly learning: LearningDesk;
	/** Who the notes tell of, what is known of each, and a brief before a meeting. */
	readonly people: People;
	/** The monthly look at what was learned. */
	readonly synthesis: SynthesisDesk;
	/** What the person believes, and how sure they are. */
	readonly beliefs: Beliefs;
	/** Another assistant's memory, in and out. */
	readonly pai: PaiDesk;
	/** What could be remembered, until the person accepts or dismisses it. */
	readonly proposals: Proposals;
	/** Pieces of work, each a note with criteria that are ticked with evidence. */
	readonly work: WorkDesk;
	/** Writes what is known as a new note, private claims left out, and tells its path. */
	keepKnown(): Promise<VaultPath>;
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
	const subjects = new Subjects({ people: () => notedPeople(deps.index, deps.settings().excludedFolders), versionOf: (path) => deps.index.versionOf(path), labelOf: (path) => guard.labelOf(path), clock: deps.clock });
	const claims = new ClaimShelf({ ...deps, subjects, labelOf: (head, version) => guard.labelOfRead(head, version) });
	const uses = new ClaimUses(deps.store, deps.now);
	const desk = new MemoryDesk({ ...deps, claims });
	const learning = new LearningDesk(deps);
	const work = new WorkDesk({ ...deps, folder: () => deps.settings().workFolder });
	const pai = new PaiDesk({ ...deps, learning, work, claims: async () => { await claims.ready(); return claims.all().filter((one) => claims.holds(one.id) && !one.isPrivate && claims.labelOf(one.id)?.secrecy === 'vault').map(relationOf); } });
	const beliefs = new Beliefs({ ...deps, opinions: () => pai.opinions() });
	const checks = new MemoryChecks({ ...deps, claims, desk });
	return {
		claims,
		desk,
		checks,
		recall: new Recall({ ...deps, claims, uses }),
		uses,
		learning,
		synthesis: new SynthesisDesk({ ...deps, learning }),
		pai,
		beliefs,
		people: new People({ ...deps, claims }),
		proposals: new Proposals({ ...deps, desk }),
		work,
		keepKnown: () => keepKnown({ ...deps, claims, beliefs: () => beliefs.list(), stale: async () => new Set((await checks.run()).filter(({ kind }) => kind === 'quote-gone' || kind === 'quote-moved').flatMap((one) => one.claims.map(({ id }) => id))), write: (plan) => guard.ownChanges(OWN, () => Promise.resolve(true)).apply(plan) }),
		noteChanged: (change) => {
			void claims.noteChanged(change);
			void work.noteChanged(change);
			void learning.noteChanged(change);
		},
		labelsChanged: (path) => {
			subjects.labelsChanged(path);
			void claims.labelsChanged(path);
		},
		indexReady: () => void claims.indexReady(),
		close: () => undefined,
	};
}
