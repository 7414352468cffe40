/**
 * The record of each run on this device: what was asked, what it cost, how it ended, and its conversation, so that a
 * run which was cut off is found at the next start and can be closed or gone on with.
 */
import type { Store } from '../host';
import { Serial } from '../lib/serial';
import type { RunCost } from './cost';
import { NO_COST } from './cost';
import type { Answer } from './outcome';

export interface RunRecord {
	readonly id: string;
	readonly agent: string;
	readonly model: string;
	readonly question: string;
	/** ISO 8601. */
	readonly at: string;
	/** Null while it goes on, or when it was cut off. */
	readonly answer: Answer | null;
	readonly cost: RunCost;
	/** Paths of the notes it has read. */
	readonly notes: readonly string[];
	/** Ids of the changes it made, for undo. */
	readonly changeIds: readonly string[];
	/** The conversation until now, as plain data of whoever wrote the record. */
	readonly conversation: unknown;
	/** What the guard knew of the run, as plain data. */
	readonly guardState: unknown;
}

export type RunProgress = Partial<Pick<RunRecord, 'answer' | 'cost' | 'notes' | 'changeIds' | 'conversation' | 'guardState' | 'model'>>;

const FOLDER = 'runs/';
/** Older ones are forgotten. */
export const MOST_RECORDS = 200;

export class RunRecords {
	readonly #serial = new Serial();
	readonly #open = new Map<string, RunRecord>();

	constructor(private readonly store: Store) {}

	/** Resolves when the record is kept: a crash from then on is noticed. */
	async open(start: Pick<RunRecord, 'id' | 'agent' | 'model' | 'question' | 'at'>): Promise<void> {
		const record: RunRecord = { ...start, answer: null, cost: NO_COST, notes: [], changeIds: [], conversation: null, guardState: null };
		this.#open.set(start.id, record);
		await this.#write(record);
		const old = (await this.store.keys(FOLDER)).slice(0, -MOST_RECORDS).filter((key) => !this.#open.has(idOf(key)));
		for (const key of old) await this.store.remove(key);
	}

	/** Nothing happens for a run that is not open. With an answer the run is over. */
	async update(id: string, progress: RunProgress): Promise<void> {
		const record = this.#open.get(id);
		if (!record) return;
		const next = { ...record, ...progress };
		if (next.answer === null) this.#open.set(id, next);
		else this.#open.delete(id);
		// An ended run needs no conversation: the answer and the notes hold what came of it.
		await this.#write(next.answer === null ? next : { ...next, conversation: null });
	}

	/** Runs of an earlier session that never ended, newest first. Damaged records are passed over. */
	async cutOff(): Promise<readonly RunRecord[]> {
		return (await this.list()).filter((record) => record.answer === null && !this.#open.has(record.id));
	}

	/** Ends a run that was cut off: it keeps what it had found. */
	async close(record: RunRecord): Promise<void> {
		const answer: Answer = { outcome: 'failed', text: 'The run was cut off before it ended.', citations: [], missing: [], searched: '', resolve: 'Ask again.' };
		await this.#write({ ...record, answer, conversation: null });
	}

	/** Null when it is not known any more. */
	async read(id: string): Promise<RunRecord | null> {
		// An id that others made up is no key.
		return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? parseRecord(await this.store.read(`${FOLDER}${id}.json`)) : null;
	}

	/** Newest first. */
	async list(): Promise<readonly RunRecord[]> {
		const records: RunRecord[] = [];
		for (const key of [...(await this.store.keys(FOLDER))].reverse()) {
			const record = parseRecord(await this.store.read(key));
			if (record) records.push(record);
		}
		return records;
	}

	#write(record: RunRecord): Promise<void> {
		const bytes = new TextEncoder().encode(JSON.stringify(record));
		return this.#serial.run([record.id], () => this.store.write(`${FOLDER}${record.id}.json`, bytes));
	}
}

function idOf(key: string): string {
	return key.slice(FOLDER.length).replace(/\.json$/, '');
}

function parseRecord(bytes: Uint8Array | null): RunRecord | null {
	if (!bytes) return null;
	try {
		const data = JSON.parse(new TextDecoder().decode(bytes)) as Partial<RunRecord> | null;
		const isWhole = typeof data?.id === 'string' && typeof data.question === 'string' && typeof data.at === 'string' && typeof data.cost === 'object';
		return isWhole ? (data as RunRecord) : null;
	} catch {
		return null; // A damaged record tells nothing; the journal of changes stands on its own.
	}
}
