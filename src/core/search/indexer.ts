/**
 * Keeps the index in step with the vault: reads all notes in slices, then follows each change.
 *
 * The index is usable while it is being built. Many notes, and very long ones, are analysed on another thread where the
 * host has one. A note that cannot be read is a problem on that note, never a
 * stop. Knows nothing of where it runs: the host says how to give way to others.
 */
import type { After, FileEntry, NoteText, StartThread, Store, Vault, VaultChange } from '../host';
import type { Problem } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { readNote } from '../lib/markdown';
import { inTurns, turnsOf, type Turn } from '../lib/turns';
import { isInAny, isInFolder, isNote, type VaultPath } from '../lib/vault-path';
import type { NoteToRead } from './analysis';
import { ContentIndex } from './content-index';
import { INDEXED_LENGTH, indexedPart } from './indexed-part';
import type { IndexHandle, IndexStatus } from './index-status';
import { NoteProblems } from './note-problems';
import { readAhead } from './read-ahead';
import { ReadingThread } from './reading-thread';
import { whatToRead, type Vanished } from './reconcile';
import { ThreadedIntake } from './threaded-intake';

/** The main thread is given back after this long; a slice may overrun it by one note. */
const SLICE_MS = 5;
/** And after so many notes in any case, should the clock stand still. */
const SLICE_NOTES = 32;
/** And so many steps of tidying. */
const SLICE_STEPS = 64;
/** Fewer notes are read here before another thread would have started; longer ones would be felt while typing. */
const MANY_NOTES = 64;
const LONG_NOTE = 30_000;

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
	/** Where there is one, notes are analysed on another thread. */
	readonly startThread?: StartThread;
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
	readonly #listeners = new Listeners<IndexStatus>();
	readonly #found = new NoteProblems();
	/** The latest order for each path whose reading is under way; older readings are dropped when they arrive. */
	readonly #orders = new Map<string, symbol>();
	readonly #unwatch: () => void;
	#excluded: readonly string[];
	/** Counts changes of `excluded`: a list made before the last one may lack notes. */
	#exclusions = 0;
	#running: { readonly stop: AbortController; readonly done: Promise<IndexStatus> } | null = null;
	readonly #pending = new Set<Promise<void>>();
	readonly #closing = new AbortController();
	/** As last listed: what a note is known by at the next start. */
	#files: ReadonlyMap<string, FileEntry> = new Map();
	#vanished: Vanished | null = null;
	#callOffSaving: (() => void) | null = null;
	#isSaving = false;
	readonly #turn: Turn;
	readonly #intake: ThreadedIntake | null;
	readonly #orderOf = new WeakMap<NoteToRead, { readonly order: symbol; readonly length: number }>();
	/** Notes are read by the hundred. */
	#isReadingMany = false;

	/** Follows the vault from now on; `rebuild` reads what is there. */
	constructor(private readonly deps: IndexerDeps) {
		this.#excluded = deps.excludedFolders;
		const { yieldToHost, clock, startThread: start, after } = deps;
		this.#turn = turnsOf({ yieldToHost, clock, ms: SLICE_MS, steps: SLICE_STEPS });
		this.#intake = start ? this.#threaded(new ReadingThread({ start, numbersOf: (forms) => this.index.numbersOf(forms, this.#turn), ...(after ? { after } : {}) })) : null;
		this.#unwatch = deps.vault.watch((change) => this.#follow(change));
	}

	onStatus(listener: (status: IndexStatus) => void): () => void {
		return this.#listeners.add(listener);
	}

	problems(): readonly Problem[] {
		const leftOut = (this.deps.vault.leftOut?.() ?? []).filter(({ path }) => !isInAny(path, this.#excluded));
		return [...leftOut, ...this.#found.all()];
	}

	/** Joins a rebuild that is under way, unless it was cancelled; then any of the callers can cancel it. Rejects when the vault cannot be listed. */
	async rebuild({ signal }: { signal?: AbortSignal } = {}): Promise<IndexStatus> {
		while (this.#running?.stop.signal.aborted) await Promise.allSettled([this.#running.done]);
		if (!this.#running) {
			const stop = new AbortController();
			const done = this.#readAll(stop.signal).finally(() => {
				this.#running = null;
			});
			this.#running = { stop, done };
		}
		const { stop, done } = this.#running;
		const cancel = (): void => stop.abort();
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel, { once: true });
		return done.finally(() => signal?.removeEventListener('abort', cancel));
	}

	/** Leaves out other folders from now on. What is newly let in is read by the rebuild under way, or by the next one. */
	exclude(folders: readonly string[]): void {
		this.#excluded = folders;
		this.#exclusions++;
		const known = [...this.index.paths(), ...this.#found.paths(), ...this.#orders.keys()];
		for (const path of new Set(known)) if (!this.#isIndexed(path)) this.#forget(path);
	}

	/** Resolves when every change seen so far is in the index. */
	async settled(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all(this.#pending);
	}

	/** Stops watching and building. The index stays as it is. */
	close(): void {
		this.#unwatch();
		this.#callOffSaving?.();
		this.#closing.abort();
		this.#running?.stop.abort();
		this.#intake?.end();
	}

	#threaded(thread: ReadingThread): ThreadedIntake {
		return new ThreadedIntake({
			index: this.index,
			thread,
			turn: this.#turn,
			claim: (note) => {
				const isWanted = !this.#closing.signal.aborted && this.#orders.get(note.path) === this.#orderOf.get(note)?.order;
				if (isWanted) this.#orders.delete(note.path);
				return isWanted;
			},
			onTakenIn: (note, problems) => this.#tellTaken(note, problems),
			readHere: (note) => {
				const read = readNote(note.path, note.text);
				this.index.put({ ...note, note: read });
				this.#tellTaken(note, read.problems);
			},
		});
	}

	async #readAll(signal: AbortSignal): Promise<IndexStatus> {
		this.#tell({ state: 'building', done: 0, total: 0 });
		const isKept = this.index.size === 0 && (await this.#loadSaved());
		try {
			for (let exclusions = -1; exclusions !== this.#exclusions && !signal.aborted; ) {
				exclusions = this.#exclusions;
				await this.#readSlices(await this.#pathsToRead(isKept), signal);
			}
			await this.#tidy(signal);
		} catch (error) {
			this.#tell({ state: 'cancelled' });
			throw error;
		}
		this.#tell({ state: signal.aborted ? 'cancelled' : 'ready' });
		// Whoever was told has something to draw.
		await this.deps.yieldToHost();
		if (!signal.aborted) await this.#save();
		return this.status;
	}

	/** Every note that is listed or held; of a kept index those whose file was touched since. */
	async #pathsToRead(isKept: boolean): Promise<readonly VaultPath[]> {
		const files = (await this.deps.vault.list()).filter(({ path }) => this.#isIndexed(path));
		const toRead = await inTurns(whatToRead(this.index, { files, known: [...this.index.paths(), ...this.#found.paths()], isKept }), this.#turn);
		this.#vanished = toRead.vanished;
		this.#files = toRead.files;
		return toRead.paths;
	}

	#tendFor(ms: number): boolean {
		const end = this.deps.clock() + ms;
		let steps = 0;
		return this.index.tend(() => ++steps < SLICE_STEPS && this.deps.clock() < end);
	}

	/** Merges what the rebuild left in small parts, giving way as it goes. */
	async #tidy(signal: AbortSignal): Promise<void> {
		while (!signal.aborted && this.#tendFor(SLICE_MS)) await this.deps.yieldToHost();
	}

	/** True when the index of an earlier start is there. One that cannot be read is as none. */
	async #loadSaved(): Promise<boolean> {
		const saved = this.deps.store ? await this.index.load(this.deps.store, this.#turn).catch(asNone) : null;
		return saved !== null && this.#found.read(saved, this.#indexedLength);
	}

	/** Keeps the index for the next start. What cannot be written is made again then. */
	async #save(): Promise<void> {
		const { store } = this.deps;
		this.#callOffSaving?.();
		this.#callOffSaving = null;
		if (!store || this.#isSaving) return;
		this.#isSaving = true;
		// What is half taken in must not be kept.
		while (this.#intake?.isBusy) await this.#intake.flush();
		const note = this.#found.print(this.#indexedLength);
		await this.index.save(store, note, this.#turn).catch(asNone);
		this.#isSaving = false;
	}

	#saveLater(): void {
		if (this.#running || this.#callOffSaving || !this.deps.store) return;
		this.#callOffSaving = this.deps.after?.(SAVE_AFTER_MS, () => this.#track(this.#tidyAndSave())) ?? null;
	}

	async #tidyAndSave(): Promise<void> {
		this.#callOffSaving = null;
		await this.#tidy(this.#closing.signal);
		if (!this.#closing.signal.aborted && !this.#running) await this.#save();
	}

	async #readSlices(paths: readonly VaultPath[], signal: AbortSignal): Promise<void> {
		this.#isReadingMany = paths.length >= MANY_NOTES;
		const turn = turnsOf({ ...this.deps, ms: SLICE_MS, steps: SLICE_NOTES });
		let done = 0;
		try {
			// What is left over took the place of earlier readings, so none may be lost.
			const onLeft = (rest: Promise<Reading>): void => this.#track(rest.then((reading) => void this.#takeIn(reading)));
			for await (const reading of readAhead(paths, { read: (path) => this.#read(path), signal, onLeft })) {
				const room = this.#takeIn(reading, { isOneOfMany: true });
				done++;
				const pause = turn();
				await room;
				if (!pause) continue;
				this.#tell({ state: 'building', done, total: paths.length });
				await pause;
				this.#tendFor(SLICE_MS);
				await this.deps.yieldToHost();
			}
		} finally {
			await this.#intake?.flush();
			this.#isReadingMany = false;
			this.#endThread();
		}
		if (!signal.aborted) this.#tell({ state: 'building', done, total: paths.length });
	}

	/** The thread holds all words of the vault: it is kept no longer than needed. */
	#endThread(): void {
		if (this.#intake && !this.#isReadingMany && !this.#intake.isBusy) this.#intake.end();
	}

	#follow(change: VaultChange): void {
		if (change.type === 'renamed') this.#move(change.from, change.path);
		else if (change.type === 'removed') this.#forget(change.path);
		else if (this.#isIndexed(change.path)) this.#track(this.#update(change.path));
	}

	#move(from: VaultPath, to: VaultPath): void {
		const isRead = this.index.has(from) && !this.#orders.has(from);
		if (isRead && this.#isIndexed(to)) {
			this.#moveKnown(from, to);
			this.#orders.delete(to);
			this.#tell({});
			this.#saveLater();
			return;
		}
		this.#forget(from);
		if (this.#isIndexed(to)) this.#track(this.#update(to));
	}

	#forget(path: string): void {
		this.#orders.delete(path);
		this.index.remove(path);
		this.#found.delete(path);
		if (!this.#running) this.#tell({});
		this.#saveLater();
	}

	/** Reads a note and takes it in. Never rejects. */
	async #update(path: VaultPath): Promise<void> {
		if (!this.#takeIn(await this.#read(path))) return;
		await this.#intake?.flush();
		this.#endThread();
		if (!this.#running) this.#tell({});
		this.#saveLater();
	}

	/** Never rejects. From now on earlier readings of the note are out of date. */
	async #read(path: VaultPath): Promise<Reading> {
		const order = Symbol(path);
		this.#orders.set(path, order);
		try {
			return { path, order, read: await this.deps.vault.read(path) };
		} catch (error) {
			return { path, order, error };
		}
	}

	/** Does nothing when a later order for the note came meanwhile. When the note is on its way only, gives back what to wait for before more is read. */
	#takeIn(reading: Reading, { isOneOfMany = false } = {}): Promise<void> | null {
		const { path, order } = reading;
		let room: Promise<void> | null = null;
		if (this.#orders.get(path) === order) {
			this.#orders.delete(path);
			try {
				if ('error' in reading) throw reading.error;
				if (reading.read === null) this.index.remove(path);
				else if (this.#isIndexed(path)) room = this.#accept(path, { read: reading.read, order, isOneOfMany });
				if (reading.read === null) this.#found.delete(path);
			} catch (error) {
				this.index.remove(path);
				if (this.#isIndexed(path)) this.#found.setUnread(path, error);
				else this.#found.delete(path);
			}
		}
		if (!this.#running) this.#tell({});
		this.#saveLater();
		return room;
	}

	/** Takes a note in as it was read, unless it is held so already, here or where it was before. */
	#accept(path: VaultPath, { read, order, isOneOfMany }: { read: NoteText; order: symbol; isOneOfMany: boolean }): Promise<void> | null {
		const from = this.index.versionOf(path) === read.version ? path : this.#vanished?.take(read.version);
		const file = this.#running ? this.#files.get(path) : undefined;
		const stat = file ? { mtime: Math.round(file.mtime), size: file.size } : { mtime: 0, size: 0 };
		if (from === undefined || from === null) return this.#take({ path, text: indexedPart(read.text, this.#indexedLength), version: read.version, ...stat }, { order, length: read.text.length, isOneOfMany });
		if (from !== path) this.#moveKnown(from, path);
		if (file) this.index.setStat(path, stat);
		return null;
	}

	#moveKnown(from: string, to: VaultPath): void {
		this.index.rename(from, to);
		this.#found.move(from, to);
	}

	/** `length`: of the whole text. */
	#take(note: NoteToRead, of: { readonly order: symbol; readonly length: number; readonly isOneOfMany: boolean }): Promise<void> | null {
		this.#orderOf.set(note, of);
		if (this.#intake && !this.#intake.isBroken && ((of.isOneOfMany && this.#isReadingMany) || note.text.length > LONG_NOTE)) {
			// It is on its way until it is taken in.
			this.#orders.set(note.path, of.order);
			return this.#intake.add(note);
		}
		const read = readNote(note.path, note.text);
		this.index.put({ ...note, note: read });
		this.#tellTaken(note, read.problems);
		return null;
	}

	#tellTaken(note: NoteToRead, found: readonly Problem[]): void {
		const [kept, whole] = [note.text.length, this.#orderOf.get(note)?.length ?? 0];
		const message = `Only the first ${kept.toLocaleString('en')} of ${whole.toLocaleString('en')} characters are searched. Split the note to find the rest.`;
		this.#found.set(note.path, kept < whole ? [...found, { path: note.path, line: 1, message }] : found);
	}

	get #indexedLength(): number {
		return this.deps.indexedLength ?? INDEXED_LENGTH;
	}

	#track(work: Promise<void>): void {
		this.#pending.add(work);
		void work.finally(() => this.#pending.delete(work));
	}

	#isIndexed(path: string): boolean {
		return isNote(path) && !this.#excluded.some((folder) => isInFolder(path, folder));
	}

	#tell(news: Partial<IndexStatus>): void {
		this.status = { ...this.status, ...news, notes: this.index.size };
		this.#listeners.tell(this.status);
	}
}

/** A cache that fails is as none: it is made from the notes, which are the truth. */
function asNone(): null {
	return null;
}
