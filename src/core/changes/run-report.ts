/** What is told of a run: in the list of runs, and with its texts for a view of one. */
import type { VaultPath } from '../lib/vault-path';
import type { Workplace } from './execute';
import { plannedTexts } from './execute';
import { hunksOf, type Hunk } from './hunks';
import type { JournalEntry } from './journal';
import type { RunHeader, RunKind, RunPhase, RunState, Step, StepResult } from './step';

export interface RunReport extends RunHeader {
	readonly phase: RunPhase;
	/** One for each note; in an open run only those that were reached. */
	readonly notes: readonly StepResult[];
	/** The run that took this one back, when one did and was not taken back itself. */
	readonly undoneBy: string | null;
}

export interface NoteDetail extends StepResult {
	/** The note's text just before the run wrote it ("" for a new one), and what the run wrote ("" for a removal). */
	readonly before: string;
	readonly after: string;
	readonly hunks: readonly Hunk[];
	/** For a text that went beside a note which others had changed; else null. */
	readonly conflict: Conflict | null;
}

/** What stood against each other; the third text is the note itself. */
export interface Conflict {
	/** The note that was left alone, by its name when the run began. */
	readonly path: VaultPath;
	/** The note before Praxis wrote it, and what Praxis wrote. */
	readonly before: string;
	readonly written: string;
}

export function reportOf(state: RunState, all: readonly RunState[]): RunReport {
	const notes = state.results.flatMap((result) => (result === null ? [] : [result]));
	return { ...state.header, phase: state.phase, notes, undoneBy: undoneBy(state.header.id, all) };
}

/** The run that undid this one and stands. An undo can be undone, and so on: each run is taken back by at most one that stands. */
export function undoneBy(id: string, all: readonly RunState[]): string | null {
	const undo = all.find(({ header }) => header.of === id && undoneBy(header.id, all) === null);
	return undo?.header.id ?? null;
}

/** The run's notes with their texts, in the order of its steps. Empty when its plan is damaged. */
export async function detailsOf({ state, steps }: JournalEntry, { journal }: Workplace): Promise<readonly NoteDetail[]> {
	const details: NoteDetail[] = [];
	for (const [index, step] of (steps ?? []).entries()) {
		const result = state.results[index];
		if (!result) continue;
		const { found, landed } = (await journal.texts(state.header.id, index)) ?? plannedTexts(step);
		const conflict = result.outcome === 'copied' ? conflictOf(step, state.header.kind) : null;
		details.push({ ...result, before: found, after: landed, hunks: hunksOf(found, landed, `${index}.`), conflict });
	}
	return details;
}

function conflictOf(step: Step, kind: RunKind): Conflict | null {
	if (step.kind !== 'write') return null;
	// An undo leads from what Praxis wrote to what was before.
	const [before, written] = kind === 'undo' ? [step.after, step.before] : [step.before, step.after];
	return { path: step.path, before, written };
}
