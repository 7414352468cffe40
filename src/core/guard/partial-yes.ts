/** A yes to a part of a plan: what the person left out, and that a part never undoes what keeps the whole private. */
import type { Plan } from '../changes/changes';
import { idsOf, stepsOf } from '../changes/plan-steps';
import { PraxisError } from '../lib/errors';
import { isNote, type VaultPath } from '../lib/vault-path';

/** The person accepted the plan but for these parts, named as `idsOf` names them. */
export interface PartialYes {
	readonly rejected: ReadonlySet<string>;
}

/** A part of a plan that the person did not accept. */
export interface LeftOut {
	readonly path: VaultPath;
	/** What would have been written there; "" for a note as a whole, and for text to be removed. */
	readonly text: string;
}

export function leftOutOf(plan: Plan, rejected: ReadonlySet<string>): readonly LeftOut[] {
	return plan.notes.flatMap((note, index) => {
		const ids = idsOf(note, index);
		if (ids.every((id) => rejected.has(id))) return [{ path: note.path, text: '' }];
		return note.hunks.filter(({ id }) => rejected.has(id)).map(({ after }) => ({ path: note.path, text: after }));
	});
}

/** Throws `refused` when nothing is left of the plan, or when the part left out is what marks a note private. */
export function checkPart(plan: Plan, rejected: ReadonlySet<string>, isMarked: (path: VaultPath, text: string) => boolean): void {
	const steps = stepsOf(plan, rejected);
	if (steps.length === 0) throw new PraxisError('refused', 'You said no.', { hint: 'Nothing was done.' });
	for (const step of steps) {
		if ((step.kind !== 'write' && step.kind !== 'create') || !isNote(step.path)) continue;
		const whole = plan.notes.find((note) => note.path === step.path && note.kind === step.kind);
		if (!whole || (whole.kind !== 'write' && whole.kind !== 'create')) continue;
		const text = step.kind === 'write' ? step.after : step.text;
		if (isMarked(step.path, whole.after) && !isMarked(step.path, text)) throw new PraxisError('refused', `“${step.path}” cannot be changed without the mark that keeps it private.`, { hint: 'Nothing was done.' });
	}
}
