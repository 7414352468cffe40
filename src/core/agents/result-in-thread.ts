/** The result of a pattern as a turn of a chat: what is asked next knows it, with the labels of all that it was made from. */
import type { Label } from '../guard/labels';
import type { RunEvent } from '../runs/events';
import { withAnswer, type Thread } from './thread';

export interface ResultInThreadOptions {
	/** What stands there for the question. */
	readonly question: string;
	readonly thread: Thread;
	/** Null for a run that left nothing. */
	readonly labelOf: (runId: string) => Label | null;
}

/** The same events; at `run-end` the thread has one turn more. */
export async function* resultInThread(events: AsyncIterable<RunEvent>, { question, thread, labelOf }: ResultInThreadOptions): AsyncGenerator<RunEvent, void, undefined> {
	for await (const event of events) {
		if (event.type === 'run-end') {
			const label = labelOf(event.runId);
			if (label) thread.turns = [...thread.turns, withAnswer(thread, { runId: event.runId, question, text: event.answer.text, label, notes: [] })];
		}
		yield event;
	}
}
