/**
 * A question in the chat, asked of a model: the same events as any run, and a thread that the next question goes on
 * with, whichever model answers it. What cannot be asked ends as a run that failed, with the way out.
 */
import { isPraxisError, messageOf } from '../lib/errors';
import { mostCost } from '../models/cost';
import type { ModelMessage, ModelSpec } from '../models/model';
import type { Models, ReadyModel } from '../models/models';
import type { RunEvent } from '../runs/events';
import { toolsNamed } from '../tools';
import type { Agent } from './agent-note';
import type { AgentRunOptions, Conversation } from './agent-run';
import { createAgentRun } from './create-agent-run';
import { previewPrompt } from './prompt';

/** What was said until now. Belongs to one chat; each run that ends puts its own end here. */
export interface Thread {
	conversation: Conversation | null;
	/** Notes whose text is in it. */
	notes: readonly string[];
}

export interface ChatRunOptions extends Pick<AgentRunOptions, 'guard' | 'vault' | 'index' | 'changes' | 'records' | 'now' | 'newId' | 'approve' | 'signal'> {
	readonly models: Pick<Models, 'ready'>;
	/** As in `ModelSettings.chatModel`, and not `quotes`. */
	readonly wanted: string;
	readonly thread: Thread;
}

/** What the first call of the next question sends, as far as that is known before. */
export interface ChatEstimate {
	/** Notes that were read in this conversation, and go along. */
	readonly notes: number;
	readonly tokens: number;
	/** US dollars, with an answer of usual length; null when the price is not known. */
	readonly usd: number | null;
}

export const LIBRARIAN: Agent = {
	name: 'Librarian',
	description: 'Answers questions from the notes, with quotes.',
	tools: null,
	model: null,
	purpose: [],
	principles: [],
	outOfScope: [],
	budget: {},
	privateOk: true,
	schedule: '',
	triggers: [],
	device: '',
	instructions: 'Answer the question of the person from their notes, in their language, as short as the question allows.',
	path: '',
};

/** Tokens of an answer of usual length, tool calls included. */
const USUAL_ANSWER = 1_000;

export function newThread(): Thread {
	return { conversation: null, notes: [] };
}

/** The run as it happens; `run-end` is the last event, whatever goes wrong. */
export async function* chatRun(question: string, { models, wanted, thread, ...rest }: ChatRunOptions): AsyncGenerator<RunEvent, void, undefined> {
	let ready: readonly ReadyModel[];
	try {
		ready = await models.ready(wanted);
	} catch (error) {
		return yield* neverAsked(question, error, rest);
	}
	const [first, ...others] = ready;
	if (!first) return yield* neverAsked(question, new Error('No model is chosen.'), rest);
	const run = createAgentRun({ ...rest, question, agent: LIBRARIAN, asPraxis: true, models: [first, ...others], ...(thread.conversation ? { earlier: thread.conversation } : {}) });
	try {
		yield* run.events;
	} finally {
		thread.conversation = run.conversation();
		thread.notes = [...new Set([...thread.notes, ...run.notes()])];
	}
}

/** Sends nothing. */
export function estimateChat(question: string, { spec, thread, now }: { readonly spec: ModelSpec; readonly thread: Thread; readonly now: Date }): ChatEstimate {
	const earlier = (thread.conversation?.messages ?? []).map(textOf).join('\n');
	const { tokens } = previewPrompt({ agent: LIBRARIAN, tools: toolsNamed(LIBRARIAN.tools).tools, spec, purpose: '', now, rest: `${earlier}\n${question}` });
	return { notes: thread.notes.length, tokens, usd: mostCost(tokens, USUAL_ANSWER, spec) };
}

function textOf({ parts }: ModelMessage): string {
	return parts.map((part) => ('text' in part ? part.text : part.type === 'tool-call' ? part.rawInput : '')).join('\n');
}

function* neverAsked(question: string, error: unknown, { newId, now }: Pick<ChatRunOptions, 'newId' | 'now'>): Generator<RunEvent, void, undefined> {
	const runId = newId();
	yield { type: 'run-start', runId, question, agent: LIBRARIAN.name, model: '', at: now().toISOString() };
	yield { type: 'run-end', runId, durationMs: 0, answer: { outcome: 'failed', text: messageOf(error), citations: [], missing: [], searched: '', resolve: isPraxisError(error) ? error.hint : '' } };
}
