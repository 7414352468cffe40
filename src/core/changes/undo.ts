/**
 * Undo as a run of its own: the inverse of what a run did, journalled, compared and merged like any other.
 * So a crash in its middle recovers, and undoing it brings the first run back.
 */
import type { VaultPath } from '../lib/vault-path';
import { plannedTexts, type Workplace } from './execute';
import type { JournalEntry } from './journal';
import { locate } from './locate';
import type { Step, StepResult, TextPair } from './step';

export interface Inverse {
	readonly steps: readonly Step[];
	/** What cannot or need not be undone, and why. */
	readonly kept: readonly StepResult[];
}

/** The steps that take a run back, last things first. */
export async function inverseOf({ state, steps }: JournalEntry, place: Workplace): Promise<Inverse> {
	const inverse: Step[] = [];
	const kept: StepResult[] = [];
	for (const [index, step] of [...(steps ?? []).entries()].reverse()) {
		const result = state.results[index];
		if (!result) continue;
		const texts = (await place.journal.texts(state.header.id, index)) ?? plannedTexts(step);
		const path = await place.moves.follow(result.path, state.header.movesBefore);
		const undone = await inverseStep(step, result, { texts, path, place });
		if (undone === null) continue;
		if ('kind' in undone) inverse.push(undone);
		else kept.push(undone);
	}
	return { steps: inverse, kept };
}

interface Where {
	readonly texts: TextPair;
	/** Where the note is now, as far as its renames are known. */
	readonly path: VaultPath;
	readonly place: Workplace;
}

async function inverseStep(step: Step, result: StepResult, { texts, path, place }: Where): Promise<Step | StepResult | null> {
	switch (result.outcome) {
		case 'written':
		case 'merged': {
			const at = await locate(path, texts.landed, place.vault);
			if (at === null) return { outcome: 'kept', path, detail: 'The note was removed; it stays removed.' };
			return { kind: 'write', path: at, before: texts.landed, after: texts.found, changes: [], inTheWay: 'conflict-note' };
		}
		case 'created':
		case 'copied': {
			if (result.isRescue) return { outcome: 'kept', path, detail: 'This copy was made after a crash, and may hold what the note has lost. Compare them, then remove it by hand.' };
			const at = await locate(path, texts.landed, place.vault);
			if (at === null) return { outcome: 'unchanged', path, detail: 'The note is no longer there.' };
			return { kind: 'trash', path: at, before: texts.landed };
		}
		case 'renamed':
			if (step.kind !== 'rename' || path !== step.to) return { outcome: 'kept', path, detail: 'The note was moved again; it stays where it is.' };
			return { kind: 'rename', path, to: step.path };
		case 'trashed':
			if (step.kind !== 'trash' || step.before === null) return { outcome: 'kept', path, detail: 'Bring the file back from the trash.' };
			return { kind: 'create', path: step.path, text: step.before, ifExists: 'new-name' };
		default:
			return null;
	}
}
