/** The conversation of a run that was cut off, from its record, so that the person can go on with it. */
import type { RunState, Source } from '../guard/run-state';
import type { ModelMessage } from '../models/model';
import type { RunRecord } from '../runs/run-records';
import type { Conversation } from './agent-run';

/** Pass it as `earlier`, with the question to go on. Null when the record does not hold it whole: what is not known of its labels would count as clean. */
export function conversationOf({ conversation, guardState }: Pick<RunRecord, 'conversation' | 'guardState'>): Conversation | null {
	const state = stateIn(guardState);
	if (!state || !Array.isArray(conversation) || !conversation.every(isMessage)) return null;
	return { messages: conversation, state };
}

function isMessage(item: unknown): item is ModelMessage {
	const { role, parts } = (typeof item === 'object' && item !== null ? item : {}) as { role?: unknown; parts?: unknown };
	return (role === 'user' || role === 'assistant' || role === 'tool') && Array.isArray(parts) && parts.every((part: unknown) => typeof part === 'object' && part !== null && typeof (part as { type?: unknown }).type === 'string');
}

/** A run's state from its record; null when it is not there or damaged. Nothing that was typed comes back: an old request is no consent to a new effect. */
export function stateIn(data: unknown): RunState | null {
	if (typeof data !== 'object' || data === null) return null;
	const { taint, secrecy, remote, sources } = data as Record<string, unknown>;
	if (typeof taint !== 'boolean' || typeof remote !== 'boolean' || !Array.isArray(sources) || (secrecy !== 'vault' && secrecy !== 'private')) return null;
	const isSource = (item: unknown): item is Source => typeof item === 'object' && item !== null && typeof (item as Source).name === 'string' && typeof (item as Source).reason === 'string';
	return { taint, secrecy, remote, typed: [], sources: sources.filter(isSource) };
}
