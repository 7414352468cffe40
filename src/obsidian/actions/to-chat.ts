/** Brings the run of a pattern into the chat: as it happens, or after it ended in a window of its own. */
import { Notice } from 'obsidian';
import { resultInThread, type App as Praxis } from '../../core/app';
import type { RunEvent } from '../../core/runs/events';
import type { Session } from '../session';
import { words } from '../words';

export interface ToChatOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	/** What stands there for the question. */
	readonly question: string;
	readonly act: (signal: AbortSignal) => AsyncIterable<RunEvent>;
}

/** False, and told, when the chat is busy. */
export function askInChat({ session, praxis, question, act }: ToChatOptions): boolean {
	if (session.conversation.isRunning) {
		new Notice(words.chat.busy);
		return false;
	}
	session.openChat();
	void session.conversation.ask(question, { run: (thread, signal) => resultInThread(begun(act(signal), question), { question, thread, labelOf: (id) => praxis.actions.labelOf(id) }) });
	return true;
}

/** What asks no model tells no beginning. */
async function* begun(events: AsyncIterable<RunEvent>, question: string): AsyncGenerator<RunEvent, void, undefined> {
	let isBegun = false;
	for await (const event of events) {
		if (!isBegun && event.type === 'run-end') yield { type: 'run-start', runId: event.runId, question, agent: '', model: '', at: new Date().toISOString() };
		isBegun = true;
		yield event;
	}
}

/** Events that have happened, once more. */
export async function* replayed(events: readonly RunEvent[]): AsyncGenerator<RunEvent, void, undefined> {
	await Promise.resolve();
	yield* events;
}
