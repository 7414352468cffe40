/**
 * One pattern carried out on texts: one call of a model, and a second when the result does not keep the contract.
 *
 * It writes nothing. What it worked on is read through the guard, so that the run knows what taints it and what must
 * stay on the device; where the result goes is another's work.
 */
import type { Guard, RunOptions } from '../guard/guard';
import type { Label } from '../guard/labels';
import type { RunGuard } from '../guard/run-guard';
import { safeMarkdown } from '../guard/safe-markdown';
import { isPraxisError, messageOf, PraxisError, throwIfAborted } from '../lib/errors';
import { EventQueue } from '../lib/event-queue';
import { asVaultPath, type VaultPath } from '../lib/vault-path';
import type { LessonsAbout, LessonsOf } from '../memory/learning/learning-desk';
import { NO_LESSONS, type Lessons } from '../memory/learning/lessons';
import { callModel, type CallResult } from '../models/call-model';
import { costOf } from '../models/cost';
import { estimateRequest } from '../models/estimate-tokens';
import type { Model, ModelMessage, ModelRequest } from '../models/model';
import type { ReadyModel } from '../models/models';
import { budgetPassed, DEFAULT_BUDGET, type Budget } from '../runs/budget';
import { addCall, NO_COST, type RunCost } from '../runs/cost';
import type { RunEvent } from '../runs/events';
import type { Answer, Outcome } from '../runs/outcome';
import type { RunRecords } from '../runs/run-records';
import { compose, repairMessage, type Composed, type NamedText } from './compose';
import { checkContract } from './output-contract';
import type { Pattern } from './pattern';
import type { Strategy } from './strategy';

/** What a pattern works on. */
export interface ActionInput extends NamedText {
	/** The note that it is from: its label becomes the run's. Without it the text is foreign, unless `isTyped`. */
	readonly path?: VaultPath;
	/** Known otherwise: that of the run which wrote it. */
	readonly label?: Label;
	/** The person typed it for this run. */
	readonly isTyped?: boolean;
}

export interface ActionOptions {
	readonly pattern: Pattern;
	readonly strategy?: Strategy | null;
	readonly variables?: Readonly<Record<string, string>>;
	readonly inputs: readonly ActionInput[];
	readonly contexts?: readonly ActionInput[];
	readonly wish?: string;
	/** In the order in which they are tried; at least one. */
	readonly models: readonly [ReadyModel, ...ReadyModel[]];
	readonly guard: Pick<Guard, 'run' | 'ready'>;
	readonly records: RunRecords;
	/** The digest of the person's goals, and whether it tells of private notes. */
	readonly purpose?: (where: { readonly remote: boolean }) => Promise<{ readonly text: string; readonly isPrivate: boolean }>;
	/** The person's rules, and what was learned in runs of this pattern. */
	readonly lessons?: LessonsOf;
	readonly budget?: Partial<Budget>;
	readonly approve?: NonNullable<RunOptions['approve']>;
	readonly signal?: AbortSignal;
	readonly now: () => Date;
	readonly newId: () => string;
}

export interface ActionRun {
	readonly id: string;
	/** `run-end` is the last event, whatever goes wrong: its answer's text is the result. Leaving early stops the run. */
	readonly events: AsyncIterable<RunEvent>;
	/** The run's labels, for whoever writes the result. */
	readonly guard: RunGuard;
}

interface Bench {
	readonly options: ActionOptions;
	readonly guard: RunGuard;
	readonly signal: AbortSignal;
	readonly tell: (event: RunEvent) => void;
	cost: RunCost;
	text: string;
	lessons: Lessons;
}

const LONGEST_ANSWER = 8000;
/** UTF-16 units. */
const ABOUT = 300;

/** Begins at once. */
export function runAction(options: ActionOptions): ActionRun {
	const stop = new AbortController();
	const follow = (): void => stop.abort(options.signal?.reason);
	if (options.signal?.aborted) follow();
	options.signal?.addEventListener('abort', follow, { once: true });
	const models = options.pattern.privacy === 'device' ? options.models.filter(({ spec }) => spec.place === 'device') : options.models;
	const remote = models[0]?.spec.place === 'remote';
	const guard = options.guard.run({ remote, typed: options.wish ? [options.wish] : [], granted: ['ask_model', 'note_read'], ...(options.approve ? { approve: options.approve } : {}) });
	const queue = new EventQueue<RunEvent>();
	const bench: Bench = { options, guard, signal: stop.signal, tell: (event) => queue.push(event), cost: NO_COST, text: '', lessons: NO_LESSONS };
	const done = drive(bench, models).finally(() => {
		options.signal?.removeEventListener('abort', follow);
		guard.end();
		queue.end();
	});
	return { id: guard.id, guard, events: readOnce(queue, done, stop) };
}

async function* readOnce(queue: EventQueue<RunEvent>, done: Promise<void>, stop: AbortController): AsyncGenerator<RunEvent, void, undefined> {
	try {
		yield* queue;
		await done;
	} finally {
		stop.abort();
	}
}

/** Never rejects. */
async function drive(bench: Bench, models: readonly ReadyModel[]): Promise<void> {
	const { options, guard, tell } = bench;
	const started = options.now();
	const start = { runId: guard.id, question: options.wish || options.pattern.name, agent: options.pattern.name, model: models[0]?.spec.ref ?? '', at: started.toISOString() };
	tell({ type: 'run-start', ...start });
	let answer: Answer;
	try {
		await options.records.open({ id: guard.id, agent: start.agent, model: start.model, question: start.question, at: start.at });
		answer = await carryOut(bench, models);
	} catch (error) {
		answer = failure(error, bench);
	}
	const { used, leftOut } = bench.lessons;
	if (used.length + leftOut > 0) answer = { ...answer, learned: { used, leftOut } };
	try {
		await options.records.update(guard.id, { answer, cost: bench.cost, notes: guard.notes, guardState: guard.state });
	} catch (error) {
		// The result stands; only the device's own record of it is missing.
		answer = { ...answer, searched: `${answer.searched} The run could not be recorded: ${messageOf(error)}`.trim() };
	}
	tell({ type: 'run-end', runId: guard.id, answer, durationMs: options.now().getTime() - started.getTime() });
}

async function carryOut(bench: Bench, models: readonly ReadyModel[]): Promise<Answer> {
	const { options, guard } = bench;
	const { pattern, inputs, contexts = [], wish = '', variables = {}, strategy = null } = options;
	if (models.length === 0) throw new PraxisError('refused', `“${pattern.name}” runs only on models on this device, and none is set up.`, { hint: 'Add a model on this device in the settings, or change “privacy” in the pattern.' });
	await options.guard.ready();
	for (const input of [...contexts, ...inputs]) await admit(input, guard);
	const purpose = (pattern.context.telos ? await options.purpose?.({ remote: guard.state.remote }) : null) ?? { text: '', isPrivate: false };
	if (purpose.isPrivate) guard.observe('your purpose', { integrity: 'trusted', secrecy: 'private', reasons: ['tells of private notes'] });
	bench.lessons = (await options.lessons?.(aboutAction({ pattern, wish, inputs }), guard)) ?? NO_LESSONS;
	const composed = await compose({ pattern, strategy, variables, inputs, contexts, purpose: purpose.text, rules: bench.lessons.rules, learned: bench.lessons.data, wish, now: options.now(), readFile: (path) => readThrough(path, guard) });
	throwIfAborted(bench.signal);
	const first = await answerFrom(bench, { models, composed });
	const given = inputs.map(({ text }) => text).join('\n');
	const misses = checkContract(first.text, pattern.result, given);
	if (misses.length === 0 || first.outcome !== 'answered') return first;
	bench.tell({ type: 'text-reset', keep: 0 });
	const second = await answerFrom(bench, { models, composed, repair: { said: first.text, misses } });
	const left = checkContract(second.text, pattern.result, given);
	// A repair that failed must not cost the person the first result.
	if (second.outcome !== 'answered' || left.length >= misses.length) return { ...first, outcome: 'partial', resolve: misses.join(' ') };
	return left.length === 0 ? second : { ...second, outcome: 'partial', resolve: left.join(' ') };
}

/** What it is about: the person's words, else how its first text begins. */
export function aboutAction({ pattern, wish = '', inputs }: Pick<ActionOptions, 'pattern' | 'wish' | 'inputs'>): LessonsAbout {
	return { agent: '', pattern: pattern.name, tags: pattern.tags, question: wish === '' ? (inputs[0]?.text.slice(0, ABOUT) ?? '') : wish };
}

async function admit({ path, name, label, isTyped }: ActionInput, guard: RunGuard): Promise<void> {
	if (label) return guard.observe(name, label);
	const read = path === undefined ? null : await guard.read(path);
	if (!read && isTyped !== true) guard.receive(name, 'was not written in a note of yours');
}

async function readThrough(path: string, guard: RunGuard): Promise<string | null> {
	const known = asVaultPath(path);
	try {
		return known && ((await guard.read(known))?.text ?? null);
	} catch (error) {
		if (isPraxisError(error)) return null;
		throw error;
	}
}

interface Turn {
	readonly models: readonly ReadyModel[];
	readonly composed: Composed;
	readonly repair?: { readonly said: string; readonly misses: readonly string[] };
}

async function answerFrom(bench: Bench, { models, composed, repair }: Turn): Promise<Answer> {
	const messages: ModelMessage[] = [composed.message, ...(repair ? [{ role: 'assistant', parts: [{ type: 'text', text: repair.said }] } as const, repairMessage(repair.misses)] : [])];
	let failed: CallResult | null = null;
	for (const choice of models) {
		if (choice !== models[0] && choice.spec.place === 'remote' && !bench.guard.state.remote) continue;
		const model = choice.connect(bench.guard);
		if (failed) bench.tell({ type: 'model-change', model: choice.spec.ref, reason: `${choice.spec.name} goes on, because the one before could not: ${failed.error?.message ?? ''}` });
		bench.text = '';
		const called = await call(model, { system: composed.system, messages, tools: [] }, bench);
		if (!called.error) return answerOf(called);
		failed = called;
		if (called.error.code === 'refused') break;
		bench.tell({ type: 'text-reset', keep: 0 });
	}
	return { ...answerWith('failed', bench.text), resolve: [failed?.error?.message, failed?.error?.hint].filter((part) => part).join(' ') };
}

async function call(model: Model, request: ModelRequest, bench: Bench): Promise<CallResult> {
	const { options, guard, signal, tell } = bench;
	const inputTokens = estimateRequest(request);
	const budget = { ...DEFAULT_BUDGET, ...options.budget };
	const passed = budgetPassed({ cost: bench.cost, writes: 0 }, budget, { inputTokens, usd: costOf({ inputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 }, model.spec) });
	if (passed !== null) throw new PraxisError('over-limit', passed, { hint: 'Give it less text, or raise the limit.' });
	const { verdict, reason } = await guard.decide({ tool: 'ask_model', remote: model.spec.place === 'remote', amounts: { calls: 1 } });
	if (verdict === 'deny') throw new PraxisError('refused', reason, { hint: 'Choose a model on this device, or leave private text out.' });
	const room = model.spec.contextTokens === null ? Infinity : model.spec.contextTokens - inputTokens;
	if (room < 200) throw new PraxisError('too-large', `The text has about ${inputTokens.toLocaleString('en-US')} tokens; ${model.spec.name} takes ${(model.spec.contextTokens ?? 0).toLocaleString('en-US')}.`, { hint: 'Select less text, or choose a model with a larger context.' });
	const { temperature } = options.pattern;
	const maxTokens = Math.min(LONGEST_ANSWER, model.spec.maxOutputTokens ?? LONGEST_ANSWER, room);
	const watched = (event: RunEvent): void => {
		if (event.type === 'text-delta') bench.text += event.text;
		if (event.type === 'text-reset') bench.text = bench.text.slice(0, event.keep);
		tell(event);
	};
	const called = await callModel(model, { ...request, maxTokens, ...(temperature === null ? {} : { temperature: Math.min(1, temperature) }) }, { tell: watched, signal, told: 0, streamsText: true, estimate: () => inputTokens });
	bench.cost = addCall(bench.cost, called.cost);
	tell({ type: 'usage', cost: bench.cost });
	await guard.used({ tokens: called.cost.inputTokens + called.cost.outputTokens, cost: called.cost.usd });
	return called;
}

function answerOf({ message, stopReason }: CallResult): Answer {
	const text = message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
	if (stopReason === 'refusal') return { ...answerWith('refused', text), resolve: 'The model declined. Use other words, or another model.' };
	if (stopReason === 'context-overflow') return { ...answerWith('failed', text), resolve: 'The text does not fit the model. Select less, or choose a model with a larger context.' };
	if (stopReason === 'max-tokens') return { ...answerWith('partial', text), resolve: 'The result was cut at the longest length of the model.' };
	if (text.trim() === '') return { ...answerWith('failed', ''), resolve: 'The model returned nothing. Try again, or choose another model.' };
	return answerWith('answered', text);
}

function failure(error: unknown, { text, signal }: Bench): Answer {
	if (isPraxisError(error, 'aborted') || signal.aborted) return { ...answerWith('failed', text), resolve: 'Stopped.' };
	const outcome: Outcome = isPraxisError(error, 'refused') ? 'refused' : 'failed';
	return { ...answerWith(outcome, text), resolve: [messageOf(error), isPraxisError(error) ? error.hint : ''].filter((part) => part !== '').join(' ') };
}

/** What a model wrote is made safe before anybody sees or writes it. A fence around the whole is taken off. */
function answerWith(outcome: Outcome, raw: string): Answer {
	const [, inner] = /^\s*```(?:markdown|md)?\n([\s\S]*?)\n```\s*$/.exec(raw) ?? [];
	return { outcome, text: safeMarkdown((inner ?? raw).trim()).text, citations: [], missing: [], searched: '', resolve: '' };
}
