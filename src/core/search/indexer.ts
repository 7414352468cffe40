/**
 * Keeps the index in step with the vault: reads all notes in slices, then follows each change.
 *
 * The index is usable while it is being built. A note that cannot be read is a problem on that note, never a
 * stop. Knows nothing of where it runs: the host says how to give way to others.
 */
import type { FileEntry, Vault, VaultChange } from '../host';
import { isPraxisError, type Problem } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { readNote } from '../lib/markdown';
import { isInFolder, isNote, type VaultPath } from '../lib/vault-path';
import { ContentIndex } from './content-index';
import { INDEXED_LENGTH, indexedPart } from './indexed-part';
import type { IndexHandle, IndexStatus } from './index-status';

/** The main thread is given back after this long; a slice may overrun it by one note. */
const SLICE_MS = 5;
/** And after so many notes in any case, should the clock stand still. */
const SLICE_NOTES = 32;

export interface IndexerDeps {
	readonly vault: Pick<Vault, 'list' | 'read' | 'watch'>;
	/** Lets the host do other work, then resolves: a task, not a microtask. */
	readonly yieldToHost: () => Promise<void>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
	readonly excludedFolders: readonly string[];
	/** Tests make it small; `INDEXED_LENGTH` unless told. */
	readonly indexedLength?: number;
}

export class Indexer implements IndexHandle {
	readonly index = new ContentIndex();
	status: IndexStatus = { state: 'empty', done: 0, total: 0, notes: 0 };
	private readonly listeners = new Listeners<IndexStatus>();
	private readonly problemsOf = new Map<string, readonly Problem[]>();
	/** The latest order for each path whose reading is under way; older readings are dropped when they arrive. */
	private readonly orders = new Map<string, symbol>();
	private readonly unwatch: () => void;
	private excluded: readonly string[];
	private running: { readonly stop: AbortController; readonly done: Promise<IndexStatus> } | null = null;
	private readonly pending = new Set<Promise<void>>();

	/** Follows the vault from now on; `rebuild` reads what is there. */
	constructor(private readonly deps: IndexerDeps) {
		this.excluded = deps.excludedFolders;
		this.unwatch = deps.vault.watch((change) => this.follow(change));
	}

	onStatus(listener: (status: IndexStatus) => void): () => void {
		return this.listeners.add(listener);
	}

	problems(): readonly Problem[] {
		return [...this.problemsOf.keys()].sort().flatMap((path) => this.problemsOf.get(path) ?? []);
	}

	/** Joins a rebuild that is under way; then any of the callers can cancel it. Rejects when the vault cannot be listed. */
	async rebuild({ signal }: { signal?: AbortSignal } = {}): Promise<IndexStatus> {
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

	/** Leaves out other folders from now on. What is newly let in is read by the next `rebuild`. */
	exclude(folders: readonly string[]): void {
		this.excluded = folders;
		for (const path of [...this.index.paths()]) if (!this.isIndexed(path)) this.forget(path);
	}

	/** Resolves when every change seen so far is in the index. */
	async settled(): Promise<void> {
		while (this.pending.size > 0) await Promise.all(this.pending);
	}

	/** Stops watching and building. The index stays as it is. */
	close(): void {
		this.unwatch();
		this.running?.stop.abort();
	}

	private async readAll(signal: AbortSignal): Promise<IndexStatus> {
		this.tell({ state: 'building', done: 0, total: 0 });
		try {
			const files = (await this.deps.vault.list()).filter(({ path }) => this.isIndexed(path)).sort(newestFirst);
			// What is held and not listed is read too: it is gone, or newer than the list.
			const listed = new Set<string>(files.map(({ path }) => path));
			const others = [...this.index.paths(), ...this.problemsOf.keys()].filter((path) => !listed.has(path));
			await this.readSlices([...files.map(({ path }) => path), ...(others as VaultPath[])], signal);
		} catch (error) {
			this.tell({ state: 'cancelled' });
			throw error;
		}
		this.tell({ state: signal.aborted ? 'cancelled' : 'ready' });
		return this.status;
	}

	private async readSlices(paths: readonly VaultPath[], signal: AbortSignal): Promise<void> {
		let sliceEnd = this.deps.clock() + SLICE_MS;
		let inSlice = 0;
		for (const [done, path] of paths.entries()) {
			if (signal.aborted) return;
			await this.update(path);
			if (++inSlice < SLICE_NOTES && this.deps.clock() < sliceEnd) continue;
			this.tell({ state: 'building', done: done + 1, total: paths.length });
			await this.deps.yieldToHost();
			sliceEnd = this.deps.clock() + SLICE_MS;
			inSlice = 0;
		}
		this.tell({ state: 'building', done: paths.length, total: paths.length });
	}

	private follow(change: VaultChange): void {
		if (change.type === 'renamed') this.move(change.from, change.path);
		else if (change.type === 'removed') this.forget(change.path);
		else if (this.isIndexed(change.path)) this.track(this.update(change.path));
	}

	private move(from: VaultPath, to: VaultPath): void {
		const isRead = this.index.has(from) && !this.orders.has(from);
		if (isRead && this.isIndexed(to)) {
			const problems = this.problemsOf.get(from) ?? [];
			this.index.rename(from, to);
			this.forget(from);
			this.orders.delete(to);
			this.setProblems(to, problems.map((problem) => ({ ...problem, path: to })));
			this.tell({});
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
	}

	/** Reads a note and takes it in. Never rejects; when a later order for the path came meanwhile, does nothing. */
	private async update(path: VaultPath): Promise<void> {
		const order = Symbol(path);
		this.orders.set(path, order);
		const isLatest = (): boolean => this.orders.get(path) === order;
		try {
			const read = await this.deps.vault.read(path);
			if (!isLatest()) return;
			if (read === null) this.index.remove(path);
			else if (this.index.versionOf(path) !== read.version) this.take(path, read);
			if (read === null) this.problemsOf.delete(path);
		} catch (error) {
			if (!isLatest()) return;
			this.index.remove(path);
			this.setProblems(path, [{ path, line: 1, message: problemText(error) }]);
		} finally {
			if (isLatest()) this.orders.delete(path);
			if (!this.running) this.tell({});
		}
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
