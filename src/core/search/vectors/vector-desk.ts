/**
 * Search by meaning, for people who want it: vectors of the person's own choice beside the index of words. Off until a
 * model is named. Private notes are embedded only on this device; what was embedded once is not sent again.
 */
import { messageOf } from '../../lib/errors';
import { hashText } from '../../lib/hash';
import { Listeners } from '../../lib/listeners';
import { readNote } from '../../lib/markdown';
import { turnsOf, type Turn } from '../../lib/turns';
import type { VaultPath } from '../../lib/vault-path';
import type { After, Store } from '../../host';
import type { Guard } from '../../guard/guard';
import type { RunGuard } from '../../guard/run-guard';
import { costOf } from '../../models/cost';
import { estimateTokens } from '../../models/estimate-tokens';
import type { Models, ReadyEmbedder } from '../../models/models';
import type { ContentIndex } from '../content-index';
import type { Hit } from '../hit';
import { batchesOf, Budget } from './batches';
import { embeddable, type PassageText } from './embeddable';
import { fuse, type Near } from './fuse';
import { TableShelf } from './table-shelf';
import { VectorTable } from './vector-table';
import type { VectorSettings } from './vector-settings';

export interface VectorStatus {
	/** `paused`: `reason` says why, and `build` goes on where it stopped. */
	readonly state: 'off' | 'idle' | 'building' | 'paused';
	/** Notes with vectors, and notes there are. */
	readonly notes: number;
	readonly total: number;
	/** Left out because they are private and the model is not on this device. */
	readonly leftOut: number;
	/** A sentence; "" unless paused. */
	readonly reason: string;
}

export interface VectorDeskDeps {
	readonly guard: Pick<Guard, 'run' | 'ready'>;
	readonly index: Pick<ContentIndex, 'paths' | 'versionOf' | 'statOf' | 'hitAt' | 'size'>;
	readonly models: Pick<Models, 'embedder'>;
	readonly store: Store;
	readonly settings: () => VectorSettings;
	readonly after: After;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
}

export interface RankOptions {
	readonly limit: number;
	/** The query came of private notes: it is not sent to a remote model. */
	readonly isPrivate?: boolean;
	readonly signal?: AbortSignal;
}

/** The hits in the order that a weight gives them. */
export type Trial = (query: string, hits: readonly Hit[], weight: number) => Promise<readonly Hit[]>;

interface CutNote {
	readonly path: string;
	readonly version: string;
	readonly passages: readonly PassageText[];
}

/** Notes read in one go. */
const GROUP = 32;
const SLICE_MS = 6;
const SAVE_EVERY_MS = 30_000;
const UPDATE_AFTER_MS = 8_000;
const KEPT_QUERIES = 32;
const TRIAL_LIMIT = 10;

export class VectorDesk {
	readonly #listeners = new Listeners<VectorStatus>();
	readonly #queries = new Map<string, Float32Array>();
	readonly #turn: Turn;
	readonly #shelf: TableShelf;
	#status: VectorStatus = { state: 'off', notes: 0, total: 0, leftOut: 0, reason: '' };
	#table: VectorTable | null = null;
	#loading: Promise<void> = Promise.resolve();
	#running: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
	#callOff: (() => void) | null = null;
	#wasBuilt = false;

	constructor(private readonly deps: VectorDeskDeps) {
		this.#turn = turnsOf({ ...deps, ms: SLICE_MS });
		this.#shelf = new TableShelf(deps.store, this.#turn);
		this.settingsChanged();
	}

	get status(): VectorStatus {
		return this.#status;
	}

	onStatus(listener: (status: VectorStatus) => void): () => void {
		return this.#listeners.add(listener);
	}

	/** To be called when the model may be another one. What was made for it before is there again at once. */
	settingsChanged(): void {
		const { vectorModel } = this.deps.settings();
		if (vectorModel === (this.#table?.model ?? '')) return;
		this.stop();
		this.#queries.clear();
		this.#table = vectorModel === '' ? null : new VectorTable(vectorModel);
		this.#wasBuilt = false;
		this.#tell({ state: vectorModel === '' ? 'off' : 'idle', reason: '', leftOut: 0 });
		if (vectorModel !== '') this.#loading = this.#load(vectorModel);
	}

	/** Notes changed: their vectors follow after a while, if a build was done or under way. */
	notesChanged(): void {
		if (!this.#wasBuilt || this.#running || this.#callOff || this.#status.state !== 'idle') return;
		this.#callOff = this.deps.after(UPDATE_AFTER_MS, () => {
			this.#callOff = null;
			// What goes wrong is in the status.
			void this.build();
		});
	}

	/** Embeds what has changed since the last time. Joins a build that is under way. Never rejects: see `status`. */
	async build(): Promise<void> {
		if (this.#running) return this.#running.done;
		const stop = new AbortController();
		const done = this.#loading.then(() => this.#build(stop.signal)).then(
			() => this.#tell({ state: this.#table ? 'idle' : 'off', reason: '' }),
			(error: unknown) => this.#tell({ state: this.#table ? 'paused' : 'off', reason: stop.signal.aborted ? 'Stopped.' : messageOf(error) }),
		);
		this.#running = { stop, done };
		await done;
		this.#running = null;
	}

	/** Ends a build that is under way; what was made stays. */
	stop(): void {
		this.#callOff?.();
		this.#callOff = null;
		this.#running?.stop.abort();
	}

	/** Forgets all vectors, also on disk. */
	async forget(): Promise<void> {
		this.stop();
		await this.#running?.done;
		const model = this.#table?.model;
		this.#table = model === undefined ? null : new VectorTable(model);
		this.#wasBuilt = false;
		await this.#shelf.clear();
		this.#tell({ state: model === undefined ? 'off' : 'idle', leftOut: 0, reason: '' });
	}

	/** The hits with what vectors know of them, and notes that only they find. The hits as they are when there are no vectors or the model cannot be asked. */
	async rank(query: string, hits: readonly Hit[], { limit, isPrivate = false, signal }: RankOptions): Promise<readonly Hit[]> {
		await this.#loading;
		const table = this.#table;
		if (!table || table.size === 0 || query.trim() === '') return hits.slice(0, limit);
		let vector: Float32Array | null;
		try {
			vector = await this.#vectorOf(query, { isPrivate, ...(signal ? { signal } : {}) });
		} catch (error) {
			if (signal?.aborted) throw error;
			this.#tell({ state: 'paused', reason: messageOf(error) });
			return hits.slice(0, limit);
		}
		if (!vector) return hits.slice(0, limit);
		const { index, settings } = this.deps;
		return fuse(hits, await this.#near(vector, { table, limit, index }), { weight: settings().vectorWeight, limit });
	}

	/**
	 * A way to try weights on a copy of the index whose notes differ here and there: these are embedded as they stand in
	 * the copy, and kept nowhere. Null when there are no vectors. Throws what the model throws.
	 */
	async trial(copy: Pick<ContentIndex, 'hitAt'>, changed: readonly { readonly path: string; readonly text: string; readonly version: string }[], signal: AbortSignal): Promise<Trial | null> {
		await this.#loading;
		if (!this.#table || this.#table.size === 0) return null;
		const table = await VectorTable.load(await this.#table.save(this.#turn), this.#table.model, this.#turn);
		if (!table) return null;
		const ready = await this.deps.models.embedder(table.model);
		const run = this.deps.guard.run({ remote: ready.spec.place === 'remote' });
		try {
			await run.readAllowed(changed.map(({ path }) => path as VaultPath));
			const notes = changed.map(({ path, text, version }) => ({ path, version, passages: embeddable(text, readNote(path, text), hashText) }));
			await this.#embedFresh(notes, { ready, table, run, budget: new Budget(ready.spec.place, this.deps.settings().vectorTokens), signal });
		} finally {
			run.end();
		}
		// What is near does not depend on the weight: each question is asked and compared once.
		const known = new Map<string, readonly Near[] | null>();
		return async (query, hits, weight) => {
			const limit = hits.length || TRIAL_LIMIT;
			let near = known.get(query);
			if (near === undefined) {
				const vector = await this.#vectorOf(query, { isPrivate: false, signal });
				near = vector ? await this.#near(vector, { table, limit, index: copy }) : null;
				known.set(query, near);
			}
			return near ? fuse(hits, near, { weight, limit }) : hits;
		};
	}

	close(): void {
		this.stop();
	}

	async #near(vector: Float32Array, { table, limit, index }: { readonly table: VectorTable; readonly limit: number; readonly index: Pick<ContentIndex, 'hitAt'> }): Promise<readonly Near[]> {
		const near = await table.nearest(vector, limit * 2, this.#turn);
		return near.map(({ path, version, span, nearness }) => ({ path, nearness, hit: () => index.hitAt({ path, version, at: span, score: 0 }) }));
	}

	async #vectorOf(query: string, { isPrivate, signal }: Pick<RankOptions, 'isPrivate' | 'signal'>): Promise<Float32Array | null> {
		const known = this.#queries.get(query);
		if (known) return known;
		const ready = await this.deps.models.embedder(this.#table?.model ?? '');
		if (isPrivate && ready.spec.place === 'remote') return null;
		const run = this.deps.guard.run({ remote: ready.spec.place === 'remote', typed: [query] });
		try {
			const [vector] = (await this.#embed(ready, run, [query], signal)) ?? [];
			if (!vector) return null;
			for (const oldest of this.#queries.keys()) if (this.#queries.size >= KEPT_QUERIES) this.#queries.delete(oldest);
			this.#queries.set(query, vector);
			return vector;
		} finally {
			run.end();
		}
	}

	async #build(signal: AbortSignal): Promise<void> {
		const table = this.#table;
		if (!table) return;
		const { index, models, guard, clock } = this.deps;
		await guard.ready();
		const ready = await models.embedder(table.model);
		const gone = [...table.paths()].filter((path) => index.versionOf(path) === null);
		for (const path of gone) table.remove(path);
		const todo = [...index.paths()].filter((path) => table.versionOf(path) !== index.versionOf(path)).sort((a, b) => index.statOf(b).mtime - index.statOf(a).mtime);
		this.#wasBuilt = true;
		const budget = new Budget(ready.spec.place, this.deps.settings().vectorTokens);
		let leftOut = 0;
		let savedAt = clock();
		try {
			for (let from = 0; from < todo.length; from += GROUP) {
				this.#tell({ state: 'building', leftOut, reason: '' });
				leftOut += await this.#takeIn(todo.slice(from, from + GROUP), { ready, table, budget, signal });
				if (clock() - savedAt < SAVE_EVERY_MS) continue;
				await this.#shelf.save(table);
				savedAt = clock();
			}
			table.sweep();
		} finally {
			if (todo.length + gone.length > 0 && table === this.#table) await this.#shelf.save(table);
			this.#tell({ leftOut });
		}
	}

	/** Reads and embeds a few notes; tells how many may not be read. A note counts as done when all its passages have vectors. */
	async #takeIn(paths: readonly string[], { ready, table, budget, signal }: { readonly ready: ReadyEmbedder; readonly table: VectorTable; readonly budget: Budget; readonly signal: AbortSignal }): Promise<number> {
		const run = this.deps.guard.run({ remote: ready.spec.place === 'remote' });
		try {
			const read = await run.readAllowed(paths as VaultPath[]);
			const notes: CutNote[] = [];
			for (const note of read.filter((one) => one !== null)) {
				const path = paths[read.indexOf(note)] ?? '';
				notes.push({ path, version: note.version, passages: embeddable(note.text, readNote(path, note.text), hashText) });
				await this.#turn();
			}
			await this.#embedFresh(notes, { ready, table, run, budget, signal });
			return read.filter((note) => note === null).length;
		} finally {
			run.end();
		}
	}

	/** Asks for what is not held yet, and takes the notes in. */
	async #embedFresh(notes: readonly CutNote[], { ready, table, run, budget, signal }: { readonly ready: ReadyEmbedder; readonly table: VectorTable; readonly run: RunGuard; readonly budget: Budget; readonly signal: AbortSignal }): Promise<void> {
		const fresh = new Map(notes.flatMap(({ passages }) => passages.filter(({ key }) => !table.has(key)).map(({ key, text }) => [key, text] as const)));
		for (const batch of batchesOf([...fresh])) {
			signal.throwIfAborted();
			budget.check(batch.map(([, text]) => text));
			const vectors = await this.#embed(ready, run, batch.map(([, text]) => text), signal);
			batch.forEach(([key], at) => table.add(key, vectors[at] ?? new Float32Array()));
		}
		for (const { path, version, passages } of notes) table.put(path, version, passages);
	}

	async #embed(ready: ReadyEmbedder, run: RunGuard, texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
		const { vectors, tokens } = await ready.connect(run).embed(texts, signal);
		const inputTokens = tokens ?? texts.reduce((sum, text) => sum + estimateTokens(text), 0);
		const cost = costOf({ inputTokens, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }, ready.spec);
		// What a model on this device reads takes nothing from the limits of the day.
		await run.used(ready.spec.place === 'remote' ? { tokens: inputTokens, cost } : { tokens: null, cost: 0 });
		return vectors;
	}

	async #load(model: string): Promise<void> {
		const table = await this.#shelf.load(model);
		if (!table || this.#table?.model !== model || this.#table.size > 0) return;
		this.#table = table;
		this.#wasBuilt = table.size > 0;
		this.#tell({});
	}

	#tell(news: Partial<VectorStatus>): void {
		this.#status = { ...this.#status, ...news, notes: this.#table?.size ?? 0, total: this.deps.index.size };
		this.#listeners.tell(this.#status);
	}
}
