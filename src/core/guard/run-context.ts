/** What a run is given by the guard, what it asks the person, and what it tells of its writes: types, and nothing of it is shown to a model. */
import type { Changes, Plan, RunReport } from '../changes/changes';
import type { NoteText } from '../host';
import type { VaultPath } from '../lib/vault-path';
import type { Question } from './confirmation';
import type { GateRules } from './gate';
import type { GuardedHttpOptions } from './guarded-http';
import type { Label } from './labels';
import type { Amounts } from './limits';
import type { LeftOut, PartialYes } from './partial-yes';

/** What the person is asked; `plan` when the effect is a change of notes that can be shown as such. */
export interface GuardQuestion extends Question {
	readonly agent: string;
	/** Why it is asked: a sentence. */
	readonly reason: string;
	readonly plan: Plan | null;
}

/** What the person says: yes or no, or to a plan yes but for some parts of it. */
export type Approve = (question: GuardQuestion) => Promise<boolean | PartialYes>;

/** What was done, and what of the plan the person had left out. */
export interface AppliedReport extends RunReport {
	readonly leftOut: readonly LeftOut[];
}

/** Where a plan comes from, told just before it is applied. */
export interface RunOrigin {
	readonly planId: string;
	/** The guard's id of the run, as in the record of what left this device. */
	readonly runId: string;
	/** Notes whose text the run has read. */
	readonly read: readonly VaultPath[];
	/** The note of the goal that the run serves, else its name; absent while it serves none that is known. */
	readonly goal?: string;
}

export interface WrittenNote {
	readonly path: VaultPath;
	readonly label: Label;
	/** Hash of the text that was written over as the person saw it; null for a new note, absent when other text was there. */
	readonly before?: string | null;
}

/** What the run is given by the guard; nothing here is shown to a model. */
export interface RunContext {
	readonly id: string;
	readonly agent: string;
	readonly depth: number;
	/** What the run and its sub-runs have used until now, together. */
	readonly usage: { run: Amounts };
	rules(usage: Amounts, depth: number): Promise<GateRules>;
	read(path: VaultPath): Promise<NoteText | null>;
	labelOf(path: VaultPath, note: NoteText | null): Promise<Label>;
	/** Whether this text would be private at this path on every device: by its folder, or by a mark in the note itself. */
	isMarked(path: VaultPath, text: string): boolean;
	/** Whether the note lies where agents write, and nobody here knows who wrote it. */
	isStranger(path: VaultPath): Promise<boolean>;
	countNotes(): Promise<number>;
	/** Null: nobody is there. */
	readonly approve: Approve | null;
	/** Resolves when it is kept; false when it cannot be. */
	queue(question: GuardQuestion, label: Label): Promise<boolean>;
	used(more: Partial<Amounts>): Promise<void>;
	wrote(notes: readonly WrittenNote[]): Promise<void>;
	readonly applying?: (origin: RunOrigin) => void;
	readonly changes: Pick<Changes, 'plan' | 'apply'>;
	readonly http: Omit<GuardedHttpOptions, 'permit' | 'about'>;
}
