/** From a plan, as the person accepted it, to the steps of its run. Pure. */
import { PraxisError } from '../lib/errors';
import { applyHunks } from './hunks';
import type { Plan, PlannedNote } from './plan';
import type { Step } from './step';

/** What of a note, the one at `index` in its plan, can be accepted or rejected: each hunk, or all of it when it has none. */
export function idsOf(note: PlannedNote, index: number): readonly string[] {
	return note.hunks.length > 0 ? note.hunks.map((hunk) => hunk.id) : [String(index)];
}

/** The plan with only what the person accepted. */
export function stepsOf(plan: Plan, rejected: ReadonlySet<string>): Step[] {
	return plan.notes.flatMap((note, index) => {
		if (idsOf(note, index).every((id) => rejected.has(id))) return [];
		const accepted = note.hunks.filter((hunk) => !rejected.has(hunk.id));
		return [stepOf(note, accepted.length === note.hunks.length, accepted)];
	});
}

function stepOf(note: PlannedNote, isWhole: boolean, accepted: PlannedNote['hunks']): Step {
	if (note.kind === 'rename') return { kind: 'rename', path: note.path, to: note.to };
	if (note.kind === 'trash') return { kind: 'trash', path: note.path, before: note.before };
	if (note.kind === 'create') return { kind: 'create', path: note.path, text: isWhole ? note.after : applyHunks('', accepted), ifExists: note.ifExists };
	if (note.kind !== 'write') throw new PraxisError('internal', 'An unknown kind of change.');
	const after = isWhole ? note.after : applyHunks(note.before, accepted);
	return { kind: 'write', path: note.path, before: note.before, after, changes: isWhole ? note.changes : [], inTheWay: 'copy' };
}
