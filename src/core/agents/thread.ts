/**
 * The thread of a chat: what the next question goes on with, turn by turn, so that it can be branched at any turn, kept
 * as data and taken up again another day. It holds the labels of what was read along with the messages; nothing here
 * can make a conversation cleaner than it was.
 */
import { observe, startRun, type RunState } from '../guard/run-state';
import type { Label } from '../guard/labels';
import type { ModelMessage } from '../models/model';
import type { Conversation } from './agent-run';
import { conversationOf } from './resume';

/** The conversation as it stood when a run had ended. */
export interface ThreadTurn {
	readonly runId: string;
	readonly conversation: Conversation;
	/** Notes whose text is in it. */
	readonly notes: readonly string[];
}

/** Belongs to one chat; each run that ends adds its own turn. */
export interface Thread {
	turns: readonly ThreadTurn[];
}

/** A thread as plain data: JSON can hold it. Messages that a turn shares with the one before are kept once. */
export interface SavedThread {
	readonly version: 1;
	readonly turns: readonly {
		readonly runId: string;
		readonly notes: readonly string[];
		readonly state: RunState;
		/** Messages at the start that are those of the turn before. */
		readonly kept: number;
		readonly messages: readonly ModelMessage[];
	}[];
}

const VERSION = 1;

export function newThread(): Thread {
	return { turns: [] };
}

/** A copy that goes on after this run: a branch. The whole thread when it does not know the run. */
export function threadAfter(thread: Thread, runId: string): Thread {
	const at = thread.turns.findIndex((turn) => turn.runId === runId);
	return { turns: at < 0 ? thread.turns : thread.turns.slice(0, at + 1) };
}

/** A copy that goes on before this run: to edit its question and send it again. The whole thread when it does not know the run. */
export function threadBefore(thread: Thread, runId: string): Thread {
	const at = thread.turns.findIndex((turn) => turn.runId === runId);
	return { turns: at < 0 ? thread.turns : thread.turns.slice(0, at) };
}

/** Where the thread stands now; null before the first turn. */
export function lastTurn(thread: Thread): ThreadTurn | null {
	return thread.turns.at(-1) ?? null;
}

export function saveThread({ turns }: Thread): SavedThread {
	return {
		version: VERSION,
		turns: turns.map(({ runId, notes, conversation }, i) => {
			const before = turns[i - 1]?.conversation.messages ?? [];
			const differs = conversation.messages.findIndex((message, at) => message !== before[at]);
			const kept = differs < 0 ? conversation.messages.length : differs;
			// What was typed is no consent to a later effect.
			return { runId, notes, state: { ...conversation.state, typed: [] }, kept, messages: conversation.messages.slice(kept) };
		}),
	};
}

/**
 * The thread in saved data; null when it is damaged, as labels that are not known would count as clean. `origin`: the
 * label of where the data was kept; it joins every turn, because whoever can write there could have forged it.
 */
export function loadThread(data: unknown, origin: Label): Thread | null {
	const { version, turns } = (typeof data === 'object' && data !== null ? data : {}) as { version?: unknown; turns?: unknown };
	if (version !== VERSION || !Array.isArray(turns)) return null;
	const loaded: ThreadTurn[] = [];
	for (const item of turns as readonly unknown[]) {
		const turn = loadTurn(item, { before: loaded.at(-1)?.conversation.messages ?? [], origin });
		if (!turn) return null;
		loaded.push(turn);
	}
	return { turns: loaded };
}

function loadTurn(data: unknown, { before, origin }: { readonly before: readonly ModelMessage[]; readonly origin: Label }): ThreadTurn | null {
	const { runId, notes, state, kept, messages } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
	if (typeof runId !== 'string' || !Array.isArray(notes) || !notes.every((path) => typeof path === 'string')) return null;
	if (typeof kept !== 'number' || !Number.isInteger(kept) || kept < 0 || kept > before.length || !Array.isArray(messages)) return null;
	const conversation = conversationOf({ conversation: [...before.slice(0, kept), ...(messages as unknown[])], guardState: state });
	return conversation && { runId, notes, conversation: { ...conversation, state: observe(conversation.state, 'a saved conversation', origin) } };
}

/** The conversation with a question and its answer at the end that no model gave: the next model reads them too. */
export function withAnswer(thread: Thread, said: { readonly runId: string; readonly question: string; readonly text: string; readonly label: Label; readonly notes: readonly string[] }): ThreadTurn {
	const last = lastTurn(thread);
	const state = observe(last?.conversation.state ?? startRun(false), 'quoted notes', said.label);
	const messages: readonly ModelMessage[] = [...(last?.conversation.messages ?? []), { role: 'user', parts: [{ type: 'text', text: said.question }] }, { role: 'assistant', parts: [{ type: 'text', text: said.text }] }];
	return { runId: said.runId, notes: [...new Set([...(last?.notes ?? []), ...said.notes])], conversation: { messages, state } };
}
