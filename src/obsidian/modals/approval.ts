/** What a person has decided about a plan so far: each change accepted, rejected or still open. It draws nothing. */
import type { Hunk } from '../../core/changes/hunks';
import type { Plan, PlannedNote } from '../../core/changes/plan';
import { idsOf } from '../../core/changes/plan-steps';

export type Decision = 'open' | 'accepted' | 'rejected';

/** One thing to decide: a hunk of a note, or a note that is made, moved or removed as a whole. */
export interface PlannedChange {
	readonly id: string;
	readonly note: PlannedNote;
	/** Null when it is about the whole note. */
	readonly hunk: Hunk | null;
}

export class Approval {
	readonly changes: readonly PlannedChange[];
	readonly #decisions = new Map<string, Decision>();
	#at = 0;

	constructor(plan: Plan, start: 'open' | 'accepted') {
		this.changes = plan.notes.flatMap((note, index) => idsOf(note, index).map((id) => ({ id, note, hunk: note.kind === 'write' ? (note.hunks.find((hunk) => hunk.id === id) ?? null) : null })));
		if (start === 'accepted') this.acceptAll();
	}

	get current(): number {
		return this.#at;
	}

	decisionOf(id: string): Decision {
		return this.#decisions.get(id) ?? 'open';
	}

	count(decision: Decision): number {
		return this.changes.filter(({ id }) => this.decisionOf(id) === decision).length;
	}

	decide(index: number, decision: Decision): void {
		const change = this.changes[index];
		if (change) this.#decisions.set(change.id, decision);
	}

	acceptAll(): void {
		for (const { id } of this.changes) this.#decisions.set(id, 'accepted');
	}

	moveTo(index: number): void {
		this.#at = Math.max(0, Math.min(this.changes.length - 1, index));
	}

	/** The next open change after `index`, from the start again at the end; `index` itself when none is open. */
	nextOpen(index: number): number {
		const { length } = this.changes;
		for (let step = 1; step < length; step++) {
			const next = (index + step) % length;
			if (this.decisionOf(this.changes[next]?.id ?? '') === 'open') return next;
		}
		return index;
	}

	/** Everything that was not accepted: what is left open is not done. */
	get rejected(): ReadonlySet<string> {
		return new Set(this.changes.map(({ id }) => id).filter((id) => this.decisionOf(id) !== 'accepted'));
	}
}
