/**
 * The write path as everyone but the guard holds it: whatever is written passes the gate. There is no `apply`; runs write
 * through their own guard, and a person through `applyReviewed`.
 */
import type { ApplyOptions, Changes, Plan, RunReport } from '../changes/changes';

/** Undo, redo and recovery write only what passed the gate before, or its inverse, in the same notes. */
export interface GuardedChanges extends Omit<Changes, 'apply'> {
	/**
	 * Writes a plan that the person has looked at, without the parts that they left out, as large as it is. Throws
	 * `refused` for what the gate denies: places that are not for notes, and what the person's policy rules out.
	 */
	applyReviewed(plan: Plan, options?: ApplyOptions): Promise<RunReport>;
}

export function guardChanges(changes: Changes, guard: Pick<GuardedChanges, 'applyReviewed'>): GuardedChanges {
	const others: Omit<Changes, 'apply'> = changes;
	return { ...others, applyReviewed: (plan, options) => guard.applyReviewed(plan, options) };
}
