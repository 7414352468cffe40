/**
 * Keeps the index in step with the vault: reads all notes in slices, then follows each change.
 *
 * The index is usable while it is being built. A note that cannot be read is a problem on that note, never a
 * stop. Knows nothing of where it runs: the host says how to give way to others.
 */
import type { After, FileEntry, NoteText, Store, Vault, VaultChange } from '../host';
import { isPraxisError, type Problem } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { readNote } from '../lib/markdown';
import { isInAny, isInFolder, isNote, type VaultPath } from '../lib/vault-path';
import { ContentIndex } from './content-index';
import { INDEXED_LENGTH, indexedPart } from './indexed-part';
import type { IndexHandle, IndexStatus } from './index-status';
import { printProblems, readProblems } from './kept-problems';
import { isUntouched, Vanished } from './reconcile';

/** The main thread is given back after this long; a slice may overrun it by one note. */
const SLICE_MS = 5;
/** And after so many notes in any case, should the clock stand still. */
const SLICE_NOTES = 32;
/** And so many steps of tidying. */
const SLICE_STEPS = 64;
/** So many notes are asked for before they are needed: a disk or a phone's bridge answers many at once as fast as one. */
const READ_AHEAD = 32;

export interface IndexerDeps {
	readonly vault: Pick<Vault, 'list' | 'read' | 'watch' | 'leftOut'>;
	/** Lets the host do other work, then resolves: a task, not a microtask. */
	readonly yieldToHost: () => Promise<void>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
	readonly excludedFolders: readonly string[];
	/** Where the index is kept between starts; without it every start reads all notes. */
	readonly store?: Pick<Store, 'read' | 'write' | 'remove' | 'keys'>;
	/** Lets changes be saved some time after they came; without it only a rebuild saves. */
	readonly after?: After;
	/** Tests make it small; `INDEXED_LENGTH` unless told. */
	readonly indexedLength?: number;
}

/** Changes are saved together, so long after the first of them. */
const SAVE_AFTER_MS = 60_000;

/** What came of reading a note. `order` tells whether it is still wanted. */
type Reading = { readonly path: VaultPath; readonly order: symbol } & ({ readonly read: NoteText | null } | { readonly error: unknown });

export class Indexer implements IndexHandle {
	readonly index = new ContentIndex();
	status: IndexStatus = { state: 'empty', done: 0, total: 0, notes: 0 };
	private readonly listeners = new Listeners<IndexStatus>();
	private readonly problemsOf = new Map<string, readonly Problem[]>();
	/** The latest order for each path whose reading is under way; older readings are dropped when they arrive. */
	private readonly orders = new Map<string, symbol>();
	private readonly unwatch: () => void;
	private excluded: readonly string[];
	/** Counts changes of `excluded`: a list made before the last one may lack notes. */
	private exclusions = 0;
	private running: { readonly stop: AbortController; readonly done: Promise<IndexStatus> } | null = null;
	private readonly pending = new Set<Promise<void>>();
	private readonly closing = new AbortController();
	/** As last listed: what a note is known by at the next start. */
	private files: ReadonlyMap<string, FileEntry> = new Map();
	private vanished: Vanished | null = null;
	private callOffSaving: (() => void) | null = null;
	private isSaving = false;

	/** Follows the vault from now on; `rebuild` reads what is there. */
	constructor(private readonly deps: IndexerDeps) {
		this.excluded = deps.excludedFolders;
		this.unwatch = deps.vault.watch((change) => this.follow(change));
	}

	onStatus(listener: (status: IndexStatus) => void): () => void {
		return this.listeners.add(listener);
	}

	problems(): readonly Problem[] {
		const leftOut = (this.deps.vault.leftOut?.() ?? []).filter(({ path }) => !isInAny(path, this.excluded));
		return [...leftOut, ...[...this.problemsOf.keys()].sort().flatMap((path) => this.problemsOf.get(path) ?? [])];
	}

	/** Joins a rebuild that is under way, unless it was cancelled; then any of the callers can cancel it. Rejects when the vault cannot be listed. */
	async rebuild({ signal }: { signal?: AbortSignal } = {}): Promise<IndexStatus> {
		while (this.running?.stop.signal.aborted) await Promise.allSettled([this.running.done]);
		if (!this.running) {
			const stop = new AbortController();
			const done = this.readAll(stop.signal).finally(() => {
				this.running = null;
			});
			this.running = { stop, done };
		}
		const { stop, done } = this.running;
		const cancel = (): void => stop.abort();
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel, { once: true });
		return done.finally(() => signal?.removeEventListener('abort', cancel));
	}

	/** Leaves out other folders from now on. What is newly let in is read by the rebuild under way, or by the next one. */
	exclude(folders: readonly string[]): void {
		this.excluded = folders;
		this.exclusions++;
		const known = [...this.index.paths(), ...this.problemsOf.keys(), ...this.orders.keys()];
		for (const path of new Set(known)) if (!this.isIndexed(path)) this.forget(path);
	}

	/** Resolves when every change seen so far is in the index. */
	async settled(): Promise<void> {
		while (this.pending.size > 0) await Promise.all(this.pending);
	}

	/** Stops watching and building. The index stays as it is. */
	close(): void {
		this.unwatch();
		this.callOffSaving?.();
		this.closing.abort();
		this.running?.stop.abort();
	}

	private async readAll(signal: AbortSignal): Promise<IndexStatus> {
		this.tell({ state: 'building', done: 0, total: 0 });
		const isKept = this.index.size === 0 && (await this.loadSaved());
		try {
			for (let exclusions = -1; exclusions !== this.exclusions && !signal.aborted; ) {
				exclusions = this.exclusions;
				await this.readSlices(await this.pathsToRead(isKept), signal);
			}
			await this.tidy(signal);
		} catch (error) {
			this.tell({ state: 'cancelled' });
			throw error;
		}
		this.tell({ state: signal.aborted ? 'cancelled' : 'ready' });
		if (!signal.aborted) await this.save();
		return this.status;
	}

	/** Every note that is listed or held; of a kept index those whose file was touched since. */
	private async pathsToRead(isKept: boolean): Promise<VaultPath[]> {
		const files = (await this.deps.vault.list()).filter(({ path }) => this.isIndexed(path)).sort(newestFirst);
		// What is held and not listed is read too: it is gone, or newer than the list.
		const listed = new Set<string>(files.map(({ path }) => path));
		const others = [...this.index.paths(), ...this.problemsOf.keys()].filter((path) => !listed.has(path));
		this.vanished = new Vanished(this.index, listed);
		this.files = new Map(files.map((file) => [file.path, file]));
		const touched = isKept ? files.filter((file) => !isUntouched(this.index, file)) : files;
		return [...touched.map(({ path }) => path), ...(others as VaultPath[])];
	}

	private tendFor(ms: number): boolean {
		const end = this.deps.clock() + ms;
		let steps = 0;
		return this.index.tend(() => ++steps < SLICE_STEPS && this.deps.clock() < end);
	}

	/** Merges what the rebuild left in small parts, giving way as it goes. */
	private async tidy(signal: AbortSignal): Promise<void> {
		while (!signal.aborted && this.tendFor(SLICE_MS)) await this.deps.yieldToHost();
	}

	/** True when the index of an earlier start is there. One that cannot be read is as none. */
	private async loadSaved(): Promise<boolean> {
		const saved = this.deps.store ? await this.index.load(this.deps.store).catch(asNone) : null;
		const found = saved === null ? null : readProblems(saved, this.deps.indexedLength ?? INDEXED_LENGTH);
		if (found === null) return false;
		for (const [path, problems] of found) this.problemsOf.set(path, problems);
		return true;
	}

	/** Keeps the index for the next start. What cannot be written is made again then. */
	private async save(): Promise<void> {
		const { store } = this.deps;
		this.callOffSaving?.();
		this.callOffSaving = null;
		if (!store || this.isSaving) return;
		this.isSaving = true;
		const note = printProblems(this.problemsOf, this.deps.indexedLength ?? INDEXED_LENGTH);
		await this.index.save(store, note).catch(asNone);
		this.isSaving = false;
	}

	private saveLater(): void {
		if (this.running || this.callOffSaving || !this.deps.store) return;
		this.callOffSaving = this.deps.after?.(SAVE_AFTER_MS, () => this.track(this.tidyAndSave())) ?? null;
	}

	private async tidyAndSave(): Promise<void> {
		this.callOffSaving = null;
		await this.tidy(this.closing.signal);
		if (!this.closing.signal.aborted && !this.running) await this.save();
	}

	private async readSlices(paths: readonly VaultPath[], signal: AbortSignal): Promise<void> {
		let sliceEnd = this.deps.clock() + SLICE_MS;
		let inSlice = 0;
		let done = 0;
		for await (const reading of this.readAhead(paths, signal)) {
			this.takeIn(reading);
			done++;
			if (++inSlice < SLICE_NOTES && this.deps.clock() < sliceEnd) continue;
			this.tell({ state: 'building', done, total: paths.length });
			await this.deps.yieldToHost();
			this.tendFor(SLICE_MS);
			await this.deps.yieldToHost();
			sliceEnd = this.deps.clock() + SLICE_MS;
			inSlice = 0;
		}
		if (!signal.aborted) this.tell({ state: 'building', done, total: paths.length });
	}

	/** The notes in their order, read some way ahead and in groups, until `signal` is aborted. */
	private async *readAhead(paths: readonly VaultPath[], signal: AbortSignal): AsyncGenerator<Reading, void, undefined> {
		const ahead: Promise<Reading>[] = [];
		let next = 0;
		try {
			while (!signal.aborted) {
				if (ahead.length <= READ_AHEAD / 2) {
					const group = paths.slice(next, next + READ_AHEAD - ahead.length);
					next += group.length;
					ahead.push(...group.map((path) => this.read(path)));
				}
				const first = ahead.shift();
				if (!first) return;
				yield await first;
			}
		} finally {
			// These took the place of earlier readings, so none may be lost.
			for (const rest of ahead) this.track(rest.then((reading) => this.takeIn(reading)));
		}
	}

	private follow(change: VaultChange): void {
		if (change.type === 'renamed') this.move(change.from, change.path);
		else if (change.type === 'removed') this.forget(change.path);
		else if (this.isIndexed(change.path)) this.track(this.update(change.path));
	}

	private move(from: VaultPath, to: VaultPath): void {
		const isRead = this.index.has(from) && !this.orders.has(from);
		if (isRead && this.isIndexed(to)) {
			this.moveKnown(from, to);
			this.orders.delete(to);
			this.tell({});
			this.saveLater();
			return;
		}
		this.forget(from);
		if (this.isIndexed(to)) this.track(this.update(to));
	}

	private forget(path: string): void {
		this.orders.delete(path);
		this.index.remove(path);
		this.problemsOf.delete(path);
		if (!this.running) this.tell({});
		this.saveLater();
	}

	/** Reads a note and takes it in. Never rejects. */
	private async update(path: VaultPath): Promise<void> {
		this.takeIn(await this.read(path));
	}

	/** Never rejects. From now on earlier readings of the note are out of date. */
	private async read(path: VaultPath): Promise<Reading> {
		const order = Symbol(path);
		this.orders.set(path, order);
		try {
			return { path, order, read: await this.deps.vault.read(path) };
		} catch (error) {
			return { path, order, error };
		}
	}

	/** Does nothing when a later order for the note came meanwhile. */
	private takeIn(reading: Reading): void {
		const { path, order } = reading;
		if (this.orders.get(path) === order) {
			this.orders.delete(path);
			try {
				if ('error' in reading) throw reading.error;
				if (reading.read === null) this.index.remove(path);
				else if (this.isIndexed(path)) this.accept(path, reading.read);
				if (reading.read === null) this.problemsOf.delete(path);
			} catch (error) {
				this.index.remove(path);
				this.setProblems(path, this.isIndexed(path) ? [{ path, line: 1, message: problemText(error) }] : []);
			}
		}
		if (!this.running) this.tell({});
		this.saveLater();
	}

	/** Takes a note in as it was read, unless it is held so already, here or where it was before. */
	private accept(path: VaultPath, read: NoteText): void {
		const from = this.index.versionOf(path) === read.version ? path : this.vanished?.take(read.version);
		if (from === undefined || from === null) this.take(path, read);
		else if (from !== path) this.moveKnown(from, path);
		const file = this.files.get(path);
		if (file && this.running) this.index.setStat(path, { mtime: Math.round(file.mtime), size: file.size });
	}

	private moveKnown(from: string, to: VaultPath): void {
		const problems = this.problemsOf.get(from) ?? [];
		this.index.rename(from, to);
		this.problemsOf.delete(from);
		this.setProblems(to, problems.map((problem) => ({ ...problem, path: to })));
	}

	private take(path: VaultPath, { text, version }: { text: string; version: string }): void {
		const limit = this.deps.indexedLength ?? INDEXED_LENGTH;
		const kept = indexedPart(text, limit);
		const note = readNote(path, kept);
		this.index.put({ path, text: kept, version, note });
		const problems = [...note.problems];
		if (kept.length < text.length) {
			const message = `Only the first ${kept.length.toLocaleString('en')} of ${text.length.toLocaleString('en')} characters are searched. Split the note to find the rest.`;
			problems.push({ path, line: 1, message });
		}
		this.setProblems(path, problems);
	}

	private setProblems(path: string, problems: readonly Problem[]): void {
		if (problems.length > 0) this.problemsOf.set(path, problems);
		else this.problemsOf.delete(path);
	}

	private track(work: Promise<void>): void {
		this.pending.add(work);
		void work.finally(() => this.pending.delete(work));
	}

	private isIndexed(path: string): boolean {
		return isNote(path) && !this.excluded.some((folder) => isInFolder(path, folder));
	}

	private tell(news: Partial<IndexStatus>): void {
		this.status = { ...this.status, ...news, notes: this.index.size };
		this.listeners.tell(this.status);
	}
}

function newestFirst(a: FileEntry, b: FileEntry): number {
	return b.mtime - a.mtime || (a.path < b.path ? -1 : 1);
}

function problemText(error: unknown): string {
	if (isPraxisError(error)) return error.hint === '' ? error.message : `${error.message} ${error.hint}`;
	return `The note could not be read: ${error instanceof Error ? error.message : String(error)}.`;
}

/** A cache that fails is as none: it is made from the notes, which are the truth. */
function asNone(): null {
	return null;
}
