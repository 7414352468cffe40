/** Carries out the steps of a journalled run, once or again after a crash: do → read back → close. */
import type { Vault } from '../host';
import { isPraxisError, PraxisError } from '../lib/errors';
import { createStep, renameStep, trashStep } from './create-step';
import type { Journal } from './journal';
import type { Moves } from './moves';
import type { RunState, Step, StepResult } from './step';
import type { StepContext } from './step-context';
import { writeStep } from './write-step';

export interface Execution {
	readonly vault: Vault;
	readonly journal: Journal;
	readonly moves: Moves;
	readonly now: () => Date;
	readonly steps: readonly Step[];
	readonly isResumed: boolean;
}

/** Does what is not done, reads it back and closes the run. When the host fails in the middle of a note, the run stays open and the error is thrown. */
export async function execute(state: RunState, execution: Execution): Promise<RunState> {
	let current = state;
	for (const index of execution.steps.keys()) {
		const result = await doStep(index, current, execution);
		current = await execution.journal.save({ ...current, results: current.results.map((old, at) => (at === index ? result : old)) });
	}
	await verify(current, execution);
	return execution.journal.save({ ...current, phase: 'closed', closedAt: execution.now().toISOString() });
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

function contextOf(index: number, state: RunState, { vault, journal, moves, isResumed }: Execution): StepContext {
	const { header } = state;
	return {
		vault,
		header,
		isResumed,
		recorded: state.results[index] ?? null,
		follow: (path) => moves.follow(path, header.at),
		texts: () => journal.texts(header.id, index),
		setTexts: (pair) => journal.setTexts(header.id, index, pair),
		moved: (from, to) => moves.note(from, to),
	};
}

/** True when a step that failed has left its note exactly as it was, so that the run may go on. */
async function isUntouched(step: Step, context: StepContext): Promise<boolean> {
	try {
		const now = await context.vault.read(await context.follow(step.path));
		if (step.kind === 'write') return now?.text === step.before;
		return step.kind === 'create' ? now === null : true;
	} catch (error) {
		if (isPraxisError(error)) return step.kind === 'write' && isPraxisError(error, 'not-text');
		throw error;
	}
}

/** Reads every written note back. A write that did not take is made once more; what others did since is theirs. */
async function verify(state: RunState, execution: Execution): Promise<void> {
	for (const [index, step] of execution.steps.entries()) {
		const result = state.results[index];
		if (step.kind !== 'write' || !result || (result.outcome !== 'written' && result.outcome !== 'merged')) continue;
		const pair = (await execution.journal.texts(state.header.id, index)) ?? { found: step.before, landed: step.after };
		const now = await execution.vault.read(result.path);
		if (now === null || now.text !== pair.found || pair.found === pair.landed) continue;
		await execution.vault.process(result.path, (text) => (text === pair.found ? pair.landed : text));
	}
}
