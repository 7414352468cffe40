/**
 * Runs of an earlier session that never ended: the app crashed, or the phone put it to sleep. The person sees them, and
 * closes each or goes on with it; nothing goes on by itself.
 */
import { PraxisError } from '../lib/errors';
import type { RunCost } from '../runs/cost';
import type { RunEvent } from '../runs/events';
import type { RunRecord, RunRecords } from '../runs/run-records';
import type { AskOptions } from './chat-desk';
import { conversationOf } from './resume';
import { newThread } from './thread';

export interface CutOffRun {
	readonly id: string;
	readonly question: string;
	readonly agent: string;
	/** Ref of its model. */
	readonly model: string;
	/** ISO 8601. */
	readonly at: string;
	readonly cost: RunCost;
	/** Paths of the notes it had read. */
	readonly notes: readonly string[];
	/** Ids of the changes it had made; they stand, and each can be undone. */
	readonly changeIds: readonly string[];
	/** False: too little of it was kept; going on asks the question anew. */
	readonly isWhole: boolean;
}

export interface CutOffRunsOptions {
	readonly records: RunRecords;
	readonly ask: (question: string, options: AskOptions) => AsyncIterable<RunEvent>;
	/** Runs that began between then and now may go on elsewhere at this moment. */
	readonly startedAt: Date;
	readonly now: () => Date;
}

/** What goes to the model when a run goes on. The old request is no consent to a new effect, so it is not said again. */
export const GO_ON = 'Go on where you were cut off, and answer the question. Read a note again before you quote it: it may have changed.';

export class CutOffRuns {
	constructor(private readonly options: CutOffRunsOptions) {}

	/** Newest first. Damaged records are passed over. */
	async list(): Promise<readonly CutOffRun[]> {
		return (await this.#records()).map((record) => {
			const { id, question, agent, model, at, cost, notes, changeIds } = record;
			return { id, question, agent, model, at, cost, notes, changeIds, isWhole: conversationOf(record) !== null };
		});
	}

	/** Ends it as it stands: what it wrote stays, and it is no longer listed. Nothing happens for a run that is not cut off. */
	async close(id: string): Promise<void> {
		const record = (await this.#records()).find((one) => one.id === id);
		if (record) await this.options.records.close(record);
	}

	/**
	 * Goes on with it as a new run, with what it had read and found and with their labels. `options` as in `App.ask`; agent and
	 * model are those of the run unless they name others. The old one stays listed until the new one is under way.
	 * Throws `bad-input` when it is not cut off.
	 */
	async *resume(id: string, options: AskOptions = {}): AsyncGenerator<RunEvent, void, undefined> {
		const record = (await this.#records()).find((one) => one.id === id);
		if (!record) throw new PraxisError('bad-input', 'This run has ended by now.', { hint: 'Ask the question again.' });
		const earlier = conversationOf(record);
		const thread = options.thread ?? newThread();
		if (earlier) thread.turns = [...thread.turns, { runId: record.id, conversation: earlier, notes: record.notes }];
		for await (const event of this.options.ask(earlier ? GO_ON : record.question, { agent: record.agent, model: record.model, ...options, thread })) {
			// A run that could not begin names no model: then there is still something to go on with.
			if (event.type === 'run-start' && event.model !== '') await this.options.records.close(record);
			yield event;
		}
	}

	async #records(): Promise<readonly RunRecord[]> {
		const { records, startedAt, now } = this.options;
		// One of the future is of an earlier session too: the clock was wrong, then or now.
		return (await records.cutOff()).filter(({ at }) => Date.parse(at) < startedAt.getTime() || Date.parse(at) > now().getTime());
	}
}
