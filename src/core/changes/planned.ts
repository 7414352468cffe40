/** A plan as it is shown, kept and applied: types only. */
import type { VaultPath } from '../lib/vault-path';
import type { TextChange } from './change';
import type { Hunk } from './hunks';

/** What is to be done, fit to be shown and to be applied once. */
export interface Plan {
	/** Becomes the run's id. A plan applied a second time does nothing. */
	readonly id: string;
	/** When it was made, ISO. */
	readonly at: string;
	/** One line: "Change 2 notes, create 1". */
	readonly summary: string;
	/** Why, as given by the caller; shown in the list of runs. */
	readonly reason: string;
	readonly notes: readonly PlannedNote[];
}

interface Planned {
	readonly path: VaultPath;
	/** One sentence for the person. */
	readonly summary: string;
	readonly hunks: readonly Hunk[];
}

/** Each kind carries the texts it stands for; `version` is the SHA-256 of `before`. */
export type PlannedNote =
	| (Planned & { readonly kind: 'write'; readonly before: string; readonly version: string; readonly after: string; readonly changes: readonly TextChange[] })
	| (Planned & { readonly kind: 'create'; readonly after: string; readonly ifExists: 'new-name' | 'skip' })
	| (Planned & { readonly kind: 'rename'; readonly to: VaultPath })
	| (Planned & { readonly kind: 'trash'; readonly before: string | null });
