/** A run in words: why it was, what it did, and what can be done about it. Pure. */
import { withoutLog } from '../../core/agents/run-log';
import type { RunReport } from '../../core/changes/changes';
import type { StepOutcome } from '../../core/changes/step';
import { words } from '../words';

const ORDER: readonly StepOutcome[] = ['written', 'merged', 'created', 'copied', 'renamed', 'trashed', 'kept', 'failed', 'unchanged'];
const CHANGING: ReadonlySet<StepOutcome> = new Set<StepOutcome>(['written', 'merged', 'created', 'copied', 'renamed', 'trashed']);

/** Why it was: the reason it was given, else what it was to do. */
export function runTitle({ kind, reason, summary }: RunReport): string {
	const what = reason === '' ? summary.replace(/^(?:Undo|Redo): /, '') : reason;
	return kind === 'undo' ? words.activity.undoOf(what) : kind === 'redo' ? words.activity.redoOf(what) : what;
}

/** "2 notes changed, 1 created". */
export function runCounts({ notes }: Pick<RunReport, 'notes'>): string {
	const counts = ORDER.flatMap((outcome) => {
		const n = notes.filter((note) => note.outcome === outcome).length;
		return n === 0 ? [] : [words.activity.noteCounts[outcome](n)];
	});
	return counts.length === 0 ? words.activity.nothing : counts.join(', ');
}

/** What the person can do with the run as a whole; null when there is nothing to take back. */
export function wayBack({ phase, undoneBy, notes }: RunReport): 'undo' | 'redo' | null {
	if (undoneBy !== null) return 'redo';
	return phase !== 'open' && notes.some(({ outcome }) => CHANGING.has(outcome)) ? 'undo' : null;
}

/** The newest run that changed something for Praxis or another program and still stands, the run log aside. `runs` is newest first. */
export function lastChange(runs: readonly RunReport[]): RunReport | null {
	return withoutLog(runs).find((run) => run.kind !== 'undo' && wayBack(run) === 'undo') ?? null;
}
