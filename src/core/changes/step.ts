/** What a run does to one note, and how it ended: the journal's words. Types only. */
import type { VaultPath } from '../lib/vault-path';
import type { TextChange } from './change';

export type Step =
	| {
			readonly kind: 'write';
			readonly path: VaultPath;
			readonly before: string;
			readonly after: string;
			/** What the edit meant, to make it again in a text that has changed; empty when only the texts are known. */
			readonly changes: readonly TextChange[];
			/** What is written beside the note when the edit and the person's text cannot be joined. */
			readonly inTheWay: 'copy' | 'conflict-note';
	  }
	| { readonly kind: 'create'; readonly path: VaultPath; readonly text: string; readonly ifExists: 'new-name' | 'skip' }
	| { readonly kind: 'rename'; readonly path: VaultPath; readonly to: VaultPath }
	| { readonly kind: 'trash'; readonly path: VaultPath; readonly before: string | null };

export type StepOutcome =
	/** The text that was planned stands in the note. */
	| 'written'
	/** The edit stands in the note together with what others had changed. */
	| 'merged'
	| 'created'
	/** The note was left alone; a new note beside it holds the text. */
	| 'copied'
	| 'renamed'
	| 'trashed'
	/** Nothing was done, because the person's text or wish stood against it. */
	| 'kept'
	/** Nothing had to be done. */
	| 'unchanged'
	/** The host could not do it; the note is as it was. */
	| 'failed';

export interface StepResult {
	readonly outcome: StepOutcome;
	/** The note that was written, made, moved (its new name) or left. */
	readonly path: VaultPath;
	/** One sentence for the person; "" when there is nothing to add. */
	readonly detail: string;
	/** A copy made after a crash: it may be the only place that holds what the crash tore from the note. */
	readonly isRescue?: boolean;
}

/** The texts of one write: `found` becomes `landed`. */
export interface TextPair {
	readonly found: string;
	readonly landed: string;
	/** `landed` goes into a new note beside the one that was to be written. */
	readonly isCopy?: boolean;
}

export type RunKind = 'apply' | 'undo' | 'redo' | 'watched';

export interface RunHeader {
	readonly id: string;
	readonly kind: RunKind;
	/** The run that this one undoes or redoes. */
	readonly of: string | null;
	/** ISO time. */
	readonly at: string;
	readonly deviceId: string;
	readonly reason: string;
	readonly summary: string;
	/** The last move of a note known when the run began (`moves.ts`). */
	readonly movesBefore: number;
}

/**
 * `open`: some of it may not be done. `closed`: all was done and read back, but the disk may not have it yet.
 * `settled`: long enough ago to be on disk.
 */
export type RunPhase = 'open' | 'closed' | 'settled';

export interface RunState {
	readonly header: RunHeader;
	readonly phase: RunPhase;
	/** ISO time; null while open. */
	readonly closedAt: string | null;
	/** One for each step, null while it is to be done. */
	readonly results: readonly (StepResult | null)[];
	/** Steps whose notes others were seen to change after the run closed: what is on disk is as they want it. */
	readonly touched: readonly number[];
}
