/**
 * Keeps the index in step with the vault: reads all notes in slices, then follows each change.
 *
 * The index is usable while it is being built, the newest notes first. Knows nothing of where it runs: the host says
 * how to give way to others. Which notes are held is said by `scope.ts`, how they get in by `note-intake.ts`.
 */
import type { After, FileEntry, StartThread, Store, Vault, VaultChange } from '../host';
import type { Problem } from '../lib/errors';
import { Listeners } from '../lib/listeners';
import { inTurns, turnsOf, type Turn } from '../lib/turns';
import type { VaultPath } from '../lib/vault-path';
import { ContentIndex } from './content-index';
import { IndexKeeper } from './index-keeper';
import { INDEXED_LENGTH } from './indexed-part';
import type { IndexHandle, IndexStatus } from './index-status';
import { NoteIntake, type Reading } from './note-intake';
import { NoteProblems } from './note-problems';
import { readAhead } from './read-ahead';
import { whatToRead, type Vanished } from './reconcile';
import { Scope } from './scope';

/** The main thread is given back after this long; a slice may overrun it by one note. */
const SLICE_MS = 5;
/** And after so many notes in any case, should the clock stand still. */
const SLICE_NOTES = 32;
/** And so many steps of other work. */
const SLICE_STEPS = 64;

export interface IndexerDeps {
	readonly vault: Pick<Vault, 'list' | 'read' | 'watch' | 'leftOut'>;
	/** Lets the host do other work, then resolves: a task, not a microtask. */
	readonly yieldToHost: () => Promise<void>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
	readonly excludedFolders: readonly string[];
	/** Bytes of notes that are held, the newest; 0 or none for all. Looked at whenever the vault is. */
	readonly mostBytes?: () => number;
	/** Where the index is kept between starts; without it every start reads all notes. */
	readonly store?: Pick<Store, 'read' | 'write' | 'remove' | 'keys'>;
	/** Lets changes be saved some time after they came; without it only a rebuild saves. */
	readonly after?: After;
	/** Where there is one, notes are analysed on another thread. */
	readonly startThread?: StartThread;
	/** Tests make it small; `INDEXED_LENGTH` unless told. */
	readonly indexedLength?: number;
}

export class Indexer implements IndexHandle {
	readonly index = new ContentIndex();
	status: IndexStatus = { state: 'empty', done: 0, total: 0, notes: 0 };
	readonly #listeners = new Listeners<IndexStatus>();
	readonly #found = new NoteProblems();
	readonly #scope: Scope;
	readonly #intake: NoteIntake;
	readonly #keeper: IndexKeeper;
	readonly #unwatch: () => void;
	#running: { readonly stop: AbortController; readonly done: Promise<IndexStatus> } | null = null;
	readonly #pending = new Set<Promise<void>>();
	readonly #closing = new AbortController();
	/** As last listed: what a note is known by at the next start. */
	#files: ReadonlyMap<string, FileEntry> = new Map();
	#vanished: Vanished | null = null;
	readonly #turn: Turn;

	/** Follows the vault from now on; `rebuild` reads what is there. */
	constructor(private readonly deps: IndexerDeps) {
		const { excludedFolders, mostBytes = () => 0, indexedLength = INDEXED_LENGTH } = deps;
		const turn = turnsOf({ ...deps, ms: SLICE_MS, steps: SLICE_STEPS });
		const shared = { ...deps, index: this.index, turn };
		this.#turn = turn;
		this.#scope = new Scope({ excludedFolders, mostBytes, indexedLength });
		this.#intake = new NoteIntake({
			...shared,
			indexedLength,
			problems: this.#found,
			mayHold: (path) => this.#scope.holds(path),
			// A file that is written later may be another than the one that was listed.
			statOf: (path) => (this.#running ? (this.#files.get(path) ?? null) : null),
			takeVanished: (version) => this.#vanished?.take(version) ?? null,
		});
		this.#keeper = new IndexKeeper({
			...shared,
			print: () => this.#found.print(indexedLength),
			read: (printed) => this.#found.read(printed, indexedLength),
			whole: async () => {
				while (this.#intake.isBusy) await this.#intake.flush();
			},
		});
		this.#unwatch = deps.vault.watch((change) => this.#follow(change));
	}

	onStatus(listener: (status: IndexStatus) => void): () => void {
		return this.#listeners.add(listener);
	}

	problems(): readonly Problem[] {
		const leftOut = (this.deps.vault.leftOut?.() ?? []).filter(({ path }) => !this.#scope.isExcluded(path));
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
		this.#scope.exclude(folders);
		for (const path of new Set([...this.#known(), ...this.#intake.underWay])) if (!this.#scope.holds(path)) this.#forget(path);
	}

	/** Resolves when every change seen so far is in the index. */
	async settled(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all(this.#pending);
	}

	/** Stops watching and building. The index stays as it is. */
	close(): void {
		this.#unwatch();
		this.#keeper.callOff();
		this.#closing.abort();
		this.#running?.stop.abort();
		this.#intake.end();
	}

	async #readAll(signal: AbortSignal): Promise<IndexStatus> {
		this.#tell({ state: 'building', done: 0, total: 0 });
		const isKept = this.index.size === 0 && (await this.#keeper.load());
		try {
			for (let changes = -1; changes !== this.#scope.changes && !signal.aborted; ) {
				changes = this.#scope.changes;
				await this.#readSlices(await this.#pathsToRead(isKept), signal);
			}
			await this.#keeper.tidy(signal);
		} catch (error) {
			this.#tell({ state: 'cancelled' });
			throw error;
		}
		this.#tell({ state: signal.aborted ? 'cancelled' : 'ready' });
		// Whoever was told has something to draw.
		await this.deps.yieldToHost();
		if (!signal.aborted) await this.#keeper.save();
		return this.status;
	}

	/** Every note that is to be held, or is; of a kept index those whose file was touched since. */
	async #pathsToRead(isKept: boolean): Promise<readonly VaultPath[]> {
		const files = await this.#fit();
		const toRead = await inTurns(whatToRead(this.index, { files, known: this.#known(), isKept }), this.#turn);
		this.#vanished = toRead.vanished;
		this.#files = toRead.files;
		return toRead.paths;
	}

	/** The notes to hold. Forgets those that are too old for it. */
	async #fit(): Promise<readonly FileEntry[]> {
		const files = await this.#scope.fit(() => this.deps.vault.list(), this.#turn);
		if (this.#scope.leftOut > 0) for (const path of this.#known()) if (!this.#scope.holds(path)) this.#intake.forget(path);
		return files;
	}

	async #readSlices(paths: readonly VaultPath[], signal: AbortSignal): Promise<void> {
		this.#intake.beginMany(paths.length);
		const turn = turnsOf({ ...this.deps, ms: SLICE_MS, steps: SLICE_NOTES });
		let done = 0;
		try {
			// What is left over took the place of earlier readings, so none may be lost.
			const onLeft = (rest: Promise<Reading>): void => this.#track(rest.then((reading) => void this.#take(reading)));
			for await (const reading of readAhead(paths, { read: (path) => this.#intake.read(path), signal, onLeft })) {
				const room = this.#take(reading, { isOneOfMany: true });
				done++;
				const pause = turn();
				await room;
				if (!pause) continue;
				this.#tell({ state: 'building', done, total: paths.length });
				await pause;
				this.#keeper.tidyOnce();
				await this.deps.yieldToHost();
			}
		} finally {
			await this.#intake.endMany();
		}
		if (!signal.aborted) this.#tell({ state: 'building', done, total: paths.length });
	}

	#follow(change: VaultChange): void {
		this.#scope.touched(change.path);
		if (change.type === 'renamed') this.#move(change.from, change.path);
		else if (change.type === 'removed') this.#forget(change.path);
		else this.#read(change.path);
	}

	#move(from: VaultPath, to: VaultPath): void {
		this.#scope.touched(from);
		if (this.#scope.holds(to) && this.#intake.move(from, to)) {
			this.#tell({});
			this.#saveLater();
			return;
		}
		this.#forget(from);
		this.#read(to);
	}

	#forget(path: string): void {
		this.#intake.forget(path);
		this.#changed();
	}

	#read(path: VaultPath): void {
		if (this.#scope.holds(path)) this.#track(this.#update(path));
	}

	/** Reads a note and takes it in. Never rejects. */
	async #update(path: VaultPath): Promise<void> {
		if (!this.#take(await this.#intake.read(path))) return;
		await this.#intake.flush();
		this.#intake.rest();
		this.#changed();
	}

	#take(reading: Reading, options?: { readonly isOneOfMany: boolean }): Promise<void> | null {
		const room = this.#intake.take(reading, options);
		this.#changed();
		return room;
	}

	#changed(): void {
		if (!this.#running) this.#tell({});
		this.#saveLater();
	}

	#saveLater(): void {
		if (!this.#running) this.#keeper.later(() => this.#track(this.#tidyAndSave()));
	}

	/** Never rejects: a vault that cannot be listed now is listed at the next start. */
	async #tidyAndSave(): Promise<void> {
		if ((this.deps.mostBytes?.() ?? 0) > 0) await this.#fit().then(() => this.#tell({}), () => undefined);
		await this.#keeper.tidy(this.#closing.signal);
		if (!this.#closing.signal.aborted && !this.#running) await this.#keeper.save();
	}

	/** Paths held, or known to be wrong. */
	#known(): string[] {
		return [...this.index.paths(), ...this.#found.paths()];
	}

	#track(work: Promise<void>): void {
		this.#pending.add(work);
		void work.finally(() => this.#pending.delete(work));
	}

	#tell(news: Partial<IndexStatus>): void {
		this.status = { ...this.status, ...news, notes: this.index.size, leftOut: this.#scope.leftOut || undefined };
		this.#listeners.tell(this.status);
	}
}
