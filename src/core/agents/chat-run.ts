/**
 * A question in the chat, asked of an agent: the same events as any run, and a thread that the next question goes on
 * with, whichever agent and model answers it. What cannot be asked ends as a run that failed, with the way out.
 */
import { isPraxisError, messageOf } from '../lib/errors';
import type { Guard } from '../guard/guard';
import { observe } from '../guard/run-state';
import type { Models, ReadyModel } from '../models/models';
import { roleNamed } from '../models/roles';
import type { RunEvent } from '../runs/events';
import type { AgentRunOptions, ModelChoice } from './agent-run';
import type { ListedAgent } from './agent-shelf';
import { createAgentRun } from './create-agent-run';
import { lastTurn, type Thread } from './thread';

export interface ChatRunOptions extends Pick<AgentRunOptions, 'vault' | 'index' | 'records' | 'now' | 'after' | 'newId' | 'approve' | 'askPerson' | 'attachments' | 'goal' | 'purpose' | 'lessons' | 'memory' | 'tools' | 'signal' | 'workFolder'> {
	readonly agent: ListedAgent;
	readonly guard: Pick<Guard, 'run' | 'ready' | 'labelOf'>;
	/** The models that answer, in the order in which they are tried. Rejects with the reason when there is none. */
	readonly ready: () => Promise<readonly ReadyModel[]>;
	readonly thread: Thread;
}

/** The run as it happens; `run-end` is the last event, whatever goes wrong. */
export async function* chatRun(question: string, { ready, thread, ...rest }: ChatRunOptions): AsyncGenerator<RunEvent, void, undefined> {
	let models: readonly ModelChoice[];
	try {
		models = await ready();
	} catch (error) {
		return yield* neverAsked(question, error, rest);
	}
	const [first, ...others] = models;
	if (!first) return yield* neverAsked(question, new Error('No model is chosen.'), rest);
	const last = lastTurn(thread);
	const earlier = last && { messages: last.conversation.messages, state: await stateNow(last, rest), notes: last.notes };
	const run = createAgentRun({ ...rest, question, asPraxis: rest.agent.isBuiltIn, models: [first, ...others], ...(earlier ? { earlier } : {}) });
	try {
		yield* run.events;
	} finally {
		thread.turns = [...thread.turns, { runId: run.id, conversation: run.conversation(), notes: [...new Set([...(last?.notes ?? []), ...run.notes()])] }];
	}
}

/** The labels of the conversation with those that its notes have by now: a note may have become private since it was read. */
async function stateNow({ conversation, notes }: NonNullable<ReturnType<typeof lastTurn>>, { guard, vault }: Pick<ChatRunOptions, 'guard' | 'vault'>): Promise<typeof conversation.state> {
	await guard.ready();
	const there = new Map((await vault.list()).map(({ path }) => [path as string, path]));
	let state = conversation.state;
	for (const name of notes) {
		const path = there.get(name);
		const label = path === undefined ? null : await guard.labelOf(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
		if (label) state = observe(state, name, label);
	}
	return state;
}

/**
 * What to ask `Models` for. A model that the person named stands; a role gives way to what the agent's note says, a role
 * or a model by its ref or id, when that can answer.
 */
export async function modelOf(wanted: string, { agent, models }: { readonly agent: Pick<ListedAgent, 'model'>; readonly models: Pick<Models, 'choose' | 'catalog'> }): Promise<string> {
	if (agent.model === null || roleNamed(wanted) === null) return wanted;
	const ids = models.catalog().entries.filter(({ spec }) => spec.id === agent.model);
	const own = roleNamed(agent.model) ?? (ids.length === 1 ? (ids[0]?.spec.ref ?? '') : agent.model);
	return (await models.choose(own)).kind === 'model' ? own : wanted;
}

/** A run that could not begin, with the way out. */
export function* neverAsked(question: string, error: unknown, { agent, newId, now }: Pick<ChatRunOptions, 'newId' | 'now'> & { readonly agent: Pick<ListedAgent, 'name'> }): Generator<RunEvent, void, undefined> {
	const runId = newId();
	yield { type: 'run-start', runId, question, agent: agent.name, model: '', at: now().toISOString() };
	yield { type: 'run-end', runId, durationMs: 0, answer: { outcome: 'failed', text: messageOf(error), citations: [], missing: [], searched: '', resolve: isPraxisError(error) ? error.hint : '' } };
}

