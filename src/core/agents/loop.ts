/**
 * The loop: prepare, call, tools, finish; until there is an outcome or a limit.
 *
 * Everything that a model asks for passes its tool, the guard and, at the end, the check of its claims. The loop itself
 * reads nothing, writes nothing and believes nothing.
 */
import { PraxisError, throwIfAborted } from '../lib/errors';
import { untilAborted } from '../lib/until-aborted';
import { costOf } from '../models/cost';
import { estimateRequest } from '../models/estimate-tokens';
import type { AssistantMessage, Model, ModelRequest, ModelSpec, ToolCallPart, UserMessage } from '../models/model';
import type { ModelError } from '../models/model-error';
import { budgetPassed, tokensLeft, type NextCall } from '../runs/budget';
import { addCall } from '../runs/cost';
import type { Finish } from '../tools';
import type { ModelChoice, Workbench } from './agent-run';
import { callModel, type CallResult } from '../models/call-model';
import { compact, sizeOf } from './compact';
import { isOtherLanguage } from './other-language';
import { ableModels } from './prepare';
import { parsePlainCalls, plainMessages } from './plain-tools';
import { buildPrompt, systemParts, toolSpecs } from './prompt';
import { purposeText } from './purpose';
import { runCalls } from './run-calls';

/** How a loop ends: with what the model says, or with what stopped it. */
export type Ending =
	| { readonly type: 'finish'; readonly finish: Finish }
	/** The model ended without the tool `finish`, although it was reminded. */
	| { readonly type: 'unfinished' }
	/** `atLimit`: at one of the person's own, in the settings. */
	| { readonly type: 'stopped'; readonly why: string; readonly resolve: string; readonly atLimit?: true }
	| { readonly type: 'refused'; readonly why: string; readonly resolve: string }
	| { readonly type: 'failed'; readonly why: string; readonly resolve: string };

/** Share of a model's context that a request may fill; the rest is for its answer and for what the estimate misses. */
const CONTEXT_SHARE = 0.7;
const LONGEST_ANSWER = 8000;
const MOST_FAILED_ROUNDS = 4;

/** Throws `aborted`, and faults of ours. */
export async function runLoop(bench: Workbench): Promise<Ending> {
	const purpose = purposeText(bench.progress);
	let choices = ableModels(bench.options);
	let asked: Asked | null = null;
	for (;;) {
		throwIfAborted(bench.signal);
		const [choice] = choices;
		if (!choice) throw new PraxisError('internal', 'A run needs a model.');
		asked ??= askedWith(choice.connect(bench.guard), purpose, bench);
		const { model } = asked;
		const request = requestFor(asked, bench);
		const inputTokens = asked.tokens + sizeOf(request.messages);
		await keep(bench);
		const stop = await whyNoCall(model.spec, inputTokens, bench);
		if (stop) return stop;
		const called = await callModel(model, { ...request, maxTokens: longestAnswer(model.spec, inputTokens, bench) }, { tell: bench.tell, signal: bench.signal, told: bench.progress.settled, hasLeft: bench.progress.text.length > bench.progress.settled, streamsText: model.spec.callsTools, estimate: () => inputTokens });
		await count(called, bench);
		if (called.error) {
			const next = nextChoice(choices, called, bench);
			if (!next) return brokenOff(called, called.error, bench);
			[choices, asked] = [next, null];
			continue;
		}
		const ending = await afterCall(called, model, bench);
		if (ending) return ending;
	}
}

/** A model with what each of its calls begins with, the same to the letter, so that the vendor's cache holds. */
interface Asked extends Pick<ModelRequest, 'system' | 'tools'> {
	readonly model: Model;
	/** Of both together. Estimated. */
	readonly tokens: number;
}

function askedWith(model: Model, purpose: string, { options, tools, progress: { lessons: { rules } } }: Workbench): Asked {
	const system = systemParts(buildPrompt({ agent: options.agent, tools, spec: model.spec, purpose, rules, now: options.now() }));
	const specs = model.spec.callsTools ? toolSpecs(tools) : [];
	return { model, system, tools: specs, tokens: estimateRequest({ system, messages: [], tools: specs }) };
}

function requestFor({ model: { spec }, system, tools, tokens }: Asked, { progress }: Workbench): ModelRequest {
	const room = Math.floor((spec.contextTokens ?? 128_000) * CONTEXT_SHARE) - tokens;
	// Kept shortened: what was cut once is not sent in full again, and the beginning stays the same for the vendor's cache.
	progress.messages = [...compact(progress.messages, Math.max(1000, room))];
	return { system, messages: spec.callsTools ? progress.messages : plainMessages(progress.messages), tools };
}

/** The gate and the budget before each call; the network asks the gate once more. */
async function whyNoCall(spec: ModelSpec, inputTokens: number, { guard, budget, progress, signal }: Workbench): Promise<Ending | null> {
	const next: NextCall = { inputTokens, usd: costOf({ inputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 }, spec) };
	const passed = budgetPassed({ cost: progress.cost, writes: progress.written.size }, budget, next);
	if (passed !== null) return { type: 'stopped', why: passed, resolve: 'Raise the limit in the agent’s note, or ask for less.' };
	const { verdict, rule, reason } = await untilAborted(guard.decide({ tool: 'ask_model', remote: spec.place === 'remote', amounts: { calls: 1, tokens: inputTokens, cost: next.usd ?? 0 } }), signal);
	if (verdict === 'deny' && rule === 'private') return { type: 'refused', why: reason, resolve: 'Choose a model on this device, or leave the private notes out.' };
	if (verdict === 'deny' && rule === 'limit') return { type: 'stopped', why: reason, resolve: 'What was found until now is kept. Raise the limit in the settings, or ask for less.', atLimit: true };
	return null;
}

function longestAnswer({ maxOutputTokens }: ModelSpec, inputTokens: number, { budget, progress }: Workbench): number {
	return Math.min(LONGEST_ANSWER, maxOutputTokens ?? LONGEST_ANSWER, tokensLeft({ cost: progress.cost, writes: 0 }, budget, { inputTokens, usd: null }));
}

/** What a crash would lose is on the device before the next call is paid. */
async function keep({ guard, progress, options }: Workbench): Promise<void> {
	await options.records.update(guard.id, { cost: progress.cost, conversation: progress.messages, notes: guard.notes, changeIds: progress.changeIds, guardState: guard.state });
}

async function count({ cost }: CallResult, { guard, progress, tell }: Workbench): Promise<void> {
	progress.cost = addCall(progress.cost, cost);
	tell({ type: 'usage', cost: progress.cost });
	await guard.used({ tokens: cost.inputTokens + cost.outputTokens, cost: cost.usd });
}

/** The models that are left after this one failed. After one on this device comes no remote one. */
function nextChoice(choices: readonly ModelChoice[], { error }: CallResult, { guard, tell }: Workbench): readonly ModelChoice[] | null {
	const rest = choices.slice(1).filter(({ spec }) => guard.state.remote || spec.place === 'device');
	const [failed, next] = [choices[0], rest[0]];
	if (!next || !failed || !error || error.code === 'refused') return null;
	tell({ type: 'model-change', model: next.spec.ref, reason: `${next.spec.name} goes on, because ${failed.spec.name} could not: ${error.message}` });
	return rest;
}

/** What came until then is kept, and said to be unchecked. */
function brokenOff({ message }: CallResult, { message: why, hint }: ModelError, { progress, tell, options }: Workbench): Ending {
	const said = textOf(parsePlainCalls(message, options.newId));
	if (progress.text.length === progress.settled && said !== '') tell({ type: 'text-delta', text: said });
	if (progress.text.length === progress.settled) return { type: 'failed', why, resolve: hint };
	return { type: 'stopped', why: `${why} What stands above is all that came, and none of it was checked against your notes.`, resolve: hint };
}

function textOf({ parts }: AssistantMessage): string {
	return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

async function afterCall({ message: raw, stopReason }: CallResult, { spec }: Model, bench: Workbench): Promise<Ending | null> {
	const { progress, tell, options } = bench;
	const message = spec.callsTools ? raw : parsePlainCalls(raw, options.newId);
	const said = textOf(message);
	if (!spec.callsTools && said !== '') tell({ type: 'text-delta', text: said });
	progress.settled = progress.text.length;
	progress.messages.push(message);
	if (stopReason === 'refusal') return { type: 'refused', why: 'The model declined to answer.', resolve: 'Ask in other words, or choose another model.' };
	if (stopReason === 'context-overflow') return { type: 'stopped', why: 'The conversation no longer fits the model.', resolve: 'Start a new conversation, or choose a model with a larger context.' };
	const calls = message.parts.filter((part): part is ToolCallPart => part.type === 'tool-call');
	if (calls.length === 0) return remind(stopReason === 'max-tokens', bench);
	if (said !== '') {
		tell({ type: 'text-delta', text: '\n\n' });
		progress.settled = progress.text.length;
	}
	const { finish, stopped, hasWorked } = await runCalls(calls, bench);
	if (finish) return askedInOwnWords(finish, bench) ? null : { type: 'finish', finish };
	if (stopped !== null) return { type: 'stopped', why: stopped, resolve: 'Ask in other words, or choose another model.' };
	progress.failedRounds = hasWorked ? 0 : progress.failedRounds + 1;
	return progress.failedRounds >= MOST_FAILED_ROUNDS ? { type: 'stopped', why: `Stopped: ${MOST_FAILED_ROUNDS} rounds of tool calls failed one after the other.`, resolve: 'Ask in other words, or choose another model.' } : null;
}

/** Once: the person gets the words meant for them in the language of their question. Claims have that of their quotes. */
function askedInOwnWords({ remark, missing, resolve }: Finish, { progress, options }: Workbench): boolean {
	if (progress.wasToldLanguage || !isOtherLanguage([remark, resolve, ...missing].join(' '), options.question)) return false;
	progress.wasToldLanguage = true;
	// The same end in the same words is not the same call any more.
	progress.made.clear();
	progress.messages.push(fromPraxis('Nobody has seen this yet: “remark”, “resolve” and “missing” are in another language than the question. Call “finish” again with the same claims, and these in the language of the person.'));
	return true;
}

function fromPraxis(text: string): UserMessage {
	return { role: 'user', parts: [{ type: 'text', text: `[From Praxis, not from the person] ${text}` }] };
}

/** Once: an answer without `finish` was checked by nobody. Not "try harder": only how to end. */
function remind(wasCut: boolean, { progress }: Workbench): Ending | null {
	if (progress.wasReminded) return { type: 'unfinished' };
	progress.wasReminded = true;
	const how = wasCut ? 'Your message was cut at its longest length. Say less.' : 'Nothing of this was checked yet.';
	progress.messages.push(fromPraxis(`${how} End with the tool "finish": the claims with their quotes, or the outcome "unknown".`));
	return null;
}
