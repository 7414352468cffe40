/** Carries out the steps of a journalled run, once or again after a crash: do → read back → close. */
import type { Vault } from '../host';
import { isPraxisError, PraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import { createStep, renameStep, trashStep } from './create-step';
import type { Journal } from './journal';
import type { Moves } from './moves';
import type { RunState, Step, StepResult, TextPair } from './step';
import type { StepContext } from './step-context';
import { writeStep } from './write-step';

export interface Workplace {
	readonly vault: Vault;
	readonly journal: Journal;
	readonly moves: Moves;
	readonly now: () => Date;
}

export interface Execution extends Workplace {
	readonly steps: readonly Step[];
	/** The steps may have been done before: the run was found unfinished. */
	readonly isResumed: boolean;
	/** For a resumed run: what later and earlier runs say of its steps (`history.ts`). */
	readonly isSuperseded?: (step: number) => boolean;
	readonly earlier?: (step: number) => readonly TextPair[];
}

/**
 * Does what is not done, reads it back and closes the run. When the host fails in the middle of a note, the run stays
 * open, to be finished by `recover`, and the error is thrown; a note that could not be begun is `failed`, and the others go on.
 */
export async function execute(state: RunState, execution: Execution): Promise<RunState> {
	const results = [...state.results];
	let failure: PraxisError | null = null;
	for (const index of execution.steps.keys()) {
		if (state.touched.includes(index) || execution.isSuperseded?.(index)) continue;
		let result: StepResult;
		try {
			result = await doStep(index, state, execution);
		} catch (error) {
			// One note that resists must not keep the others half done at every start.
			if (!execution.isResumed || !isPraxisError(error)) throw error;
			failure ??= error;
			continue;
		}
		results[index] = result;
		await execution.journal.setResult(state.header.id, index, result);
	}
	if (failure !== null) throw failure;
	await verify({ ...state, results }, execution);
	const phase = execution.vault.isDurable ? 'settled' : 'closed';
	return execution.journal.close({ ...state, results, phase, closedAt: execution.now().toISOString() });
}

async function doStep(index: number, state: RunState, execution: Execution): Promise<StepResult> {
	const step = execution.steps[index];
	if (step === undefined) throw new PraxisError('internal', `Run ${state.header.id} has no step ${index}.`);
	const context = contextOf(index, state, execution);
	try {
		return await performStep(step, context);
	} catch (error) {
		if (!isPraxisError(error) || !(await isUntouched(step, context))) throw error;
		return { outcome: 'failed', path: step.path, detail: `${error.message} ${error.hint}`.trim() };
	}
}

function performStep(step: Step, context: StepContext): Promise<StepResult> {
	if (step.kind === 'write') return writeStep(step, context);
	if (step.kind === 'create') return createStep(step, context);
	if (step.kind === 'rename') return renameStep(step, context);
	return trashStep(step, context);
}

function contextOf(index: number, state: RunState, execution: Execution): StepContext {
	const { vault, journal, moves, isResumed, steps } = execution;
	const { header } = state;
	return {
		vault,
		header,
		isResumed,
		recorded: state.results[index] ?? null,
		earlier: execution.earlier?.(index) ?? [],
		follow: async (path) => {
			const known = await moves.follow(path, header.movesBefore);
			if (!isResumed || !(await isGone(known, execution))) return known;
			// A crash may come between a rename and the note of it, or take back a rename that was noted.
			const rename = steps.find((step) => step.kind === 'rename' && step.path === known);
			const other = rename?.kind === 'rename' ? rename.to : path;
			return (await isGone(other, execution)) ? known : other;
		},
		texts: () => journal.texts(header.id, index),
		setTexts: (pair) => journal.setTexts(header.id, index, pair),
		moved: async (from, to) => {
			if ((await moves.follow(from, header.movesBefore)) !== to) await moves.made(from, to);
		},
	};
}

async function isGone(path: VaultPath, { vault }: Execution): Promise<boolean> {
	return !(await vault.list()).some((file) => file.path === path);
}

/** True when a step that failed has left its note exactly as it was, so that the run may go on. */
async function isUntouched(step: Step, context: StepContext): Promise<boolean> {
	try {
		const now = await context.vault.read(await context.follow(step.path));
		if (step.kind === 'write') return now === null || now.text === step.before;
		return step.kind === 'create' ? now === null : true;
	} catch (error) {
		if (!isPraxisError(error)) throw error;
		// What this vault never serves, Praxis cannot have written; bytes that are no text may be its own, torn.
		return error.code === 'bad-path' || error.code === 'too-large' || (error.code === 'not-text' && !context.isResumed);
	}
}

/** Reads every written note back. A write that did not take is made once more; what others did since is theirs. */
async function verify(state: RunState, { vault, journal, steps, isSuperseded }: Execution): Promise<void> {
	for (const [index, step] of steps.entries()) {
		const result = state.results[index];
		if (step.kind !== 'write' || !result || state.touched.includes(index) || isSuperseded?.(index) || (result.outcome !== 'written' && result.outcome !== 'merged')) continue;
		const pair = (await journal.texts(state.header.id, index)) ?? plannedTexts(step);
		const now = await vault.read(result.path);
		if (now === null || now.text !== pair.found || pair.found === pair.landed) continue;
		await vault.process(result.path, (text) => (text === pair.found ? pair.landed : text));
	}
}

/** The texts of a step when the journal has no others. For a removal, from the note to nothing. */
export function plannedTexts(step: Step): TextPair {
	if (step.kind === 'write') return { found: step.before, landed: step.after };
	if (step.kind === 'create') return { found: '', landed: step.text };
	return { found: step.kind === 'trash' ? (step.before ?? '') : '', landed: '' };
}
