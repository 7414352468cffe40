/** From a plan, as the person accepted it, to the steps of its run. Pure. */
import { PraxisError } from '../lib/errors';
import { applyHunks } from './hunks';
import type { Plan, PlannedNote } from './plan';
import type { Step } from './step';

/** The plan with only what the person accepted. */
export function stepsOf(plan: Plan, rejected: ReadonlySet<string>): Step[] {
	return plan.notes.flatMap((note) => {
		const accepted = note.hunks.filter((hunk) => !rejected.has(hunk.id));
		if (note.hunks.length > 0 && accepted.length === 0) return [];
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
