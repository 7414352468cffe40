/**
 * A chain carried out step by step. Each result is kept on this device before the next step begins, so that a chain
 * that was stopped goes on where it was. What the first step read taints the last: labels travel with the text.
 */
import { joinLabels, type Label } from '../guard/labels';
import { labelOfOutput } from '../guard/run-state';
import type { Store } from '../host';
import { PraxisError } from '../lib/errors';
import type { RunEvent } from '../runs/events';
import type { Answer } from '../runs/outcome';
import type { Chain, ChainStep, Gate } from './chain';
import { countWords } from './output-contract';
import type { ActionInput, ActionRun } from './run-action';

export interface KeptStep {
	readonly pattern: string;
	readonly text: string;
	readonly label: Label;
	readonly runId: string;
	/** The condition was not met in the times that the step had; the chain went on. */
	readonly isUnmet: boolean;
	/** The ref of the model that wrote it. */
	readonly model?: string;
}

/** What is known of a chain under way: plain data. */
export interface ChainProgress {
	readonly id: string;
	readonly chain: string;
	readonly steps: readonly KeptStep[];
	/** Names of what the first step worked on. */
	readonly about?: readonly string[];
}

export interface ChainOptions {
	readonly id: string;
	readonly chain: Chain;
	/** What the first step works on. */
	readonly inputs: readonly ActionInput[];
	/** Starts one step. Throws for a pattern that there is not. */
	readonly start: (step: ChainStep, inputs: readonly ActionInput[], signal: AbortSignal) => Promise<ActionRun>;
	readonly store: Pick<Store, 'read' | 'write'>;
	/** Steps that are kept from before, to go on behind them. */
	readonly earlier?: ChainProgress;
	readonly signal: AbortSignal;
}

export type ChainEvent = { readonly type: 'step-start' | 'step-end'; readonly index: number; readonly pattern: string; readonly time: number } | { readonly type: 'step-event'; readonly index: number; readonly event: RunEvent };

const FOLDER = 'chains/';

/** Ends with the whole progress. Throws what `start` throws, `aborted`, and `refused` where a step could not be made; what was kept until then stays. */
export async function* runChain({ id, chain, inputs, start, store, earlier, signal }: ChainOptions): AsyncGenerator<ChainEvent, ChainProgress, undefined> {
	let progress: ChainProgress = earlier ?? { id, chain: chain.name, steps: [], about: namesOf(inputs) };
	for (const [index, step] of chain.steps.entries()) {
		if (index < progress.steps.length) continue;
		const kept = yield* runStep(step, { index, inputs: index === 0 ? inputs : passedOn(progress), start, signal });
		progress = { ...progress, steps: [...progress.steps, kept] };
		await store.write(`${FOLDER}${id}.json`, new TextEncoder().encode(JSON.stringify(progress)));
	}
	return progress;
}

/** Null when nothing is kept, or it is damaged. */
export async function readProgress(store: Pick<Store, 'read'>, id: string): Promise<ChainProgress | null> {
	const bytes = /^[A-Za-z0-9_-]{1,64}$/.test(id) ? await store.read(`${FOLDER}${id}.json`) : null;
	if (!bytes) return null;
	try {
		const data = JSON.parse(new TextDecoder().decode(bytes)) as Partial<ChainProgress> | null;
		return typeof data?.id === 'string' && typeof data.chain === 'string' && Array.isArray(data.steps) ? (data as ChainProgress) : null;
	} catch {
		return null; // Begun anew: the steps can be made again.
	}
}

async function* runStep(step: ChainStep, { index, inputs, start, signal }: { readonly index: number; readonly inputs: readonly ActionInput[]; readonly start: ChainOptions['start']; readonly signal: AbortSignal }): AsyncGenerator<ChainEvent, KeptStep, undefined> {
	let given = inputs;
	let kept = null as KeptStep | null;
	for (let time = 1; time <= step.times; time++) {
		yield { type: 'step-start', index, pattern: step.pattern, time };
		const run = await start(step, given, signal);
		let answer: Answer | null = null;
		let model = '';
		for await (const event of run.events) {
			if (event.type === 'run-start' || event.type === 'model-change') model = event.model;
			if (event.type === 'run-end') answer = event.answer;
			yield { type: 'step-event', index, event };
		}
		if (!answer || answer.outcome === 'failed' || answer.outcome === 'refused') throw new PraxisError(signal.aborted ? 'aborted' : 'refused', `The chain stopped at step ${index + 1}, “${step.pattern}”. ${answer?.resolve ?? ''}`.trim(), { hint: 'The results of the steps before it are kept; go on from there when it is mended.' });
		const label = joinLabels([labelOfOutput(run.guard.state), ...(kept ? [kept.label] : [])]);
		const isMet: boolean = step.until === null || holds(step.until, answer.text, kept?.text ?? textOf(inputs));
		kept = { pattern: step.pattern, text: answer.text, label, runId: run.id, isUnmet: !isMet, ...(model === '' ? {} : { model }) };
		yield { type: 'step-end', index, pattern: step.pattern, time };
		if (isMet) break;
		given = passedOn({ steps: [kept] });
	}
	if (!kept) throw new PraxisError('internal', 'A step of a chain was made no times.');
	return kept;
}

export function namesOf(inputs: readonly ActionInput[]): readonly string[] {
	return inputs.map(({ name, path }) => path ?? name);
}

export function holds(gate: Gate, text: string, before: string): boolean {
	switch (gate.kind) {
		case 'contains':
			return text.toLowerCase().includes(gate.text.toLowerCase());
		case 'at-most':
			return countWords(text) <= gate.words;
		case 'at-least':
			return countWords(text) >= gate.words;
		case 'unchanged':
			return text.trim() === before.trim();
	}
}

function passedOn({ steps }: Pick<ChainProgress, 'steps'>): ActionInput[] {
	const last = steps.at(-1);
	return last ? [{ name: `the result of “${last.pattern}”`, text: last.text, label: last.label }] : [];
}

function textOf(inputs: readonly ActionInput[]): string {
	return inputs.map(({ text }) => text).join('\n');
}
