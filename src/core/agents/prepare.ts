/** What stands before the first call: the run's labels, the conversation, the question and what the person put beside it. */
import { PraxisError } from '../lib/errors';
import type { RunGuard } from '../guard/run-guard';
import type { RunState } from '../guard/run-state';
import type { UserMessage } from '../models/model';
import { DEFAULT_BUDGET, type Budget } from '../runs/budget';
import type { Tool } from '../tools';
import type { AgentRunOptions, ModelChoice } from './agent-run';
import { attachedParts } from './attachments';

/** The tighter of each limit. */
export function budgetOf({ agent, budget = {} }: Pick<AgentRunOptions, 'agent' | 'budget'>): Budget {
	const least = (name: keyof Budget): number => Math.min(agent.budget[name] ?? DEFAULT_BUDGET[name], budget[name] ?? Infinity);
	return { tokens: least('tokens'), usd: least('usd'), calls: least('calls'), writes: least('writes') };
}

/** The names by which the gate knows what these tools do, and the call of the model itself. */
export function grantsOf(tools: readonly Tool[]): string[] {
	return [...new Set(['ask_model', 'note_read', ...tools.flatMap(({ grants }) => grants)])];
}

/** Carries over what an earlier part of the conversation had read. Only makes the run worse. */
export function resumeState(guard: RunGuard, earlier: RunState | undefined): void {
	if (!earlier) return;
	for (const { name, reason } of earlier.sources) guard.observe(name, { integrity: 'untrusted', secrecy: 'vault', reasons: [reason] });
	if (earlier.taint && earlier.sources.length === 0) guard.receive('an earlier part of this conversation', 'had read text that is not from you');
	if (earlier.secrecy === 'private') guard.observe('an earlier part of this conversation', { integrity: 'trusted', secrecy: 'private', reasons: ['read private notes'] });
}

/** The question with what the person put beside it, read through the guard, and what the memory and earlier runs tell. Throws as `attachedParts` does. */
export async function openingMessage({ question, attachments = [], vault, index }: Pick<AgentRunOptions, 'question' | 'attachments' | 'vault' | 'index'>, { guard, signal, lessons = '', memory = '' }: { readonly guard: RunGuard; readonly signal: AbortSignal; readonly lessons?: string; readonly memory?: string }): Promise<UserMessage> {
	const beside = await attachedParts(attachments, { guard, vault, index, signal });
	const learned = [memory, lessons].filter((text) => text !== '').map((text) => ({ type: 'text', text }) as const);
	return { role: 'user', parts: [...learned, ...beside, { type: 'text', text: question }] };
}

/** The models that can see what is put beside the question, in their order. Throws `bad-input` when there is none. */
export function ableModels({ models, attachments = [] }: Pick<AgentRunOptions, 'models' | 'attachments'>): readonly ModelChoice[] {
	const able = attachments.some(({ type }) => type === 'image') ? models.filter(({ spec }) => spec.takesImages) : models;
	if (able.length === 0) throw new PraxisError('bad-input', `${models[0].spec.name} cannot see images. Nothing was sent.`, { hint: 'Choose a model that can, or take the image off your question.' });
	return able;
}
