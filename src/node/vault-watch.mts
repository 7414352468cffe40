/**
 * Tells of changes in a vault folder. The system's watcher only says where to look; what happened is found by
 * comparing the files with those seen last, so that lost, doubled and early events do no harm. The vault's
 * own changes are told by the vault itself, at once and only once.
 */
import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { VaultChange } from '../core/host';
import { Listeners } from '../core/lib/listeners';
import { asVaultPath, isHidden, type VaultPath } from '../core/lib/vault-path';
import type { FoundFile, VaultFiles } from './vault-files.mts';

export interface WatchOptions {
	/** Quiet time after the last event before looking; 50 when left out. */
	readonly quietMs?: number;
	/** Look at everything this often: for disks without events. Used anyway when the system has no watcher left. */
	readonly pollMs?: number;
}

const QUIET_MS = 50;
const POLL_MS = 5_000;
/** File times may lag behind the clock by one tick of the system. */
const CLOCK_STEP_MS = 20;
/** Linux watches each folder by itself; Windows and macOS watch whole trees, and cheaply. */
const WATCHES_TREES = process.platform === 'win32' || process.platform === 'darwin';

export class VaultWatch {
	readonly #files: VaultFiles;
	readonly #options: WatchOptions;
	readonly #listeners = new Listeners<VaultChange>();
	#session: WatchSession | null = null;

	constructor(files: VaultFiles, options: WatchOptions) {
		this.#files = files;
		this.#options = options;
	}

	add(listener: (change: VaultChange) => void): () => void {
		const remove = this.#listeners.add(listener);
		this.#session ??= new WatchSession(this.#files, this.#options, (change) => this.#listeners.tell(change));
		return () => {
			remove();
			if (!this.#listeners.isEmpty) return;
			this.#session?.close();
			this.#session = null;
		};
	}

	/** Runs a change that this vault makes to `paths` itself: what the disk tells of them meanwhile is no news. */
	async during<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
		const session = this.#session;
		session?.begin(paths);
		try {
			return await work();
		} finally {
			session?.end(paths);
		}
	}

	/** Tells of a change that this vault made, within `during`. */
	async own(change: VaultChange): Promise<void> {
		await this.#session?.remember(change);
		this.#listeners.tell(change);
	}
}

/** From the first listener to the last one's end. */
class WatchSession {
	readonly #files: VaultFiles;
	readonly #quietMs: number;
	readonly #tell: (change: VaultChange) => void;
	readonly #watchers = new Map<string, FSWatcher>();
	/** Files as seen last, by path. */
	readonly #seen = new Map<string, FoundFile>();
	/** Paths to look at, "" for all. */
	#places = new Set<string>();
	#timer: NodeJS.Timeout | null = null;
	#poll: NodeJS.Timeout | null = null;
	#looking: Promise<void>;
	#isFirstLook = true;
	/** What this vault is changing itself now, each path as often as changes are under way. */
	readonly #busy: string[] = [];
	/** What it has changed since the look that goes on now began. */
	#touched = new Set<string>();
	#isClosed = false;

	constructor(files: VaultFiles, options: WatchOptions, tell: (change: VaultChange) => void) {
		this.#files = files;
		this.#quietMs = options.quietMs ?? QUIET_MS;
		this.#tell = tell;
		if (options.pollMs !== undefined) this.#startPolling(options.pollMs);
		this.#watchFolder(files.root);
		this.#looking = this.#start();
	}

	close(): void {
		this.#isClosed = true;
		if (this.#timer) clearTimeout(this.#timer);
		if (this.#poll) clearInterval(this.#poll);
		for (const watcher of this.#watchers.values()) watcher.close();
		this.#watchers.clear();
	}

	begin(paths: readonly string[]): void {
		this.#busy.push(...paths);
		for (const path of paths) this.#touched.add(path);
	}

	end(paths: readonly string[]): void {
		for (const path of paths) this.#busy.splice(this.#busy.indexOf(path), 1);
	}

	/** Takes a change of our own for seen. */
	async remember(change: VaultChange): Promise<void> {
		this.#seen.delete(change.path);
		if (change.type === 'renamed') this.#seen.delete(change.from);
		const entry = change.type === 'removed' ? null : await this.#files.entry(this.#files.absolute(change.path)).catch(() => null);
		if (entry) this.#seen.set(entry.path, entry);
	}

	/** The files found now are the state to compare with; those newer than this session are news already. */
	async #start(): Promise<void> {
		const startedAt = Date.now();
		try {
			for (const file of await this.#files.walk('', (folder) => this.#watchFolder(folder))) {
				const isNew = file.mtime >= startedAt - CLOCK_STEP_MS && !this.#touched.has(file.path);
				this.#seen.set(file.path, file);
				if (isNew && !this.#isClosed) this.#tell({ type: 'written', path: file.path });
			}
		} catch {
			this.#startPolling(POLL_MS); // the folder cannot be read now (unplugged, say): look again later
		}
	}

	#startPolling(everyMs: number): void {
		if (this.#poll || this.#isClosed) return;
		this.#poll = setInterval(() => this.#noticed(''), everyMs);
		this.#poll.unref();
	}

	#watchFolder(folder: string): void {
		if (this.#isClosed || this.#watchers.has(folder) || (WATCHES_TREES && folder !== this.#files.root)) return;
		try {
			const watcher = watchFolder(folder, { recursive: WATCHES_TREES, persistent: false });
			watcher.on('change', (_event, name) => this.#noticed(name === null ? '' : this.#pathOf(join(folder, String(name)))));
			watcher.on('error', () => this.#unwatch(folder));
			this.#watchers.set(folder, watcher);
		} catch {
			this.#startPolling(POLL_MS); // the system's watchers are used up
		}
	}

	#unwatch(folder: string): void {
		this.#watchers.get(folder)?.close();
		this.#watchers.delete(folder);
		this.#noticed(this.#pathOf(folder));
	}

	#pathOf(absolute: string): string {
		return relative(this.#files.root, absolute).split(sep).join('/');
	}

	#noticed(path: string): void {
		if (this.#isClosed || isHidden(path)) return;
		this.#places.add(path);
		this.#timer ??= setTimeout(() => {
			this.#timer = null;
			this.#looking = this.#looking.then(() => this.#look());
		}, this.#quietMs);
	}

	async #look(): Promise<void> {
		const places = this.#places;
		this.#places = new Set();
		try {
			if (this.#isFirstLook) await this.#tellFirst(places);
			this.#touched = new Set(this.#busy);
			const before = new Map<string, FoundFile>();
			const looked = places.has('') ? [''] : [...places];
			for (const place of looked) for (const file of this.#seenIn(place)) before.set(file.path, file);
			let after = await this.#foundInAll(looked);
			// What was moved while we looked was in neither place: it would be told as removed, and then as new.
			if (hasLost(before, after)) after = await this.#foundInAll(looked);
			for (const path of this.#touched) {
				if (before.delete(path) || after.delete(path)) this.#noticed(path);
				after.delete(path);
			}
			if (!this.#isClosed) this.#compare(before, after);
		} catch {
			this.#startPolling(POLL_MS); // as in #start
		}
	}

	/** Events from before the first state was complete: it may hold the file as it was before them or after. */
	async #tellFirst(places: ReadonlySet<string>): Promise<void> {
		this.#isFirstLook = false;
		for (const place of places) {
			const path = asVaultPath(place);
			if (path === null || this.#touched.has(place)) continue;
			const isKnown = this.#seen.delete(path);
			const isThere = (await this.#foundIn(place)).length > 0;
			if (!isThere && !this.#isClosed && (isKnown || !(await this.#files.isFolder(place)))) this.#tell({ type: 'removed', path });
		}
	}

	#seenIn(place: string): FoundFile[] {
		const file = this.#seen.get(place);
		if (file) return [file];
		return [...this.#seen.values()].filter(({ path }) => place === '' || path.startsWith(`${place}/`));
	}

	async #foundInAll(places: readonly string[]): Promise<Map<string, FoundFile>> {
		const found = new Map<string, FoundFile>();
		for (const place of places) for (const file of await this.#foundIn(place)) found.set(file.path, file);
		return found;
	}

	async #foundIn(place: string): Promise<FoundFile[]> {
		if (place !== '') {
			if (asVaultPath(place) === null) return [];
			const file = await this.#files.entry(this.#files.absolute(place));
			if (file) return [file];
			if (!(await this.#files.isFolder(place))) return [];
		}
		return this.#files.walk(place, (folder) => this.#watchFolder(folder));
	}

	#compare(before: Map<string, FoundFile>, after: Map<string, FoundFile>): void {
		const gone = new Map<number, VaultPath>();
		for (const file of before.values()) if (!after.has(file.path)) gone.set(file.inode, file.path);
		for (const file of after.values()) {
			const known = this.#seen.get(file.path);
			this.#seen.set(file.path, file);
			if (known && known.inode === file.inode && known.mtime === file.mtime && known.size === file.size) continue;
			const from = known ? undefined : gone.get(file.inode);
			if (from === undefined) {
				this.#tell({ type: 'written', path: file.path });
				continue;
			}
			gone.delete(file.inode);
			const wasWritten = before.get(from)?.mtime !== file.mtime || before.get(from)?.size !== file.size;
			this.#seen.delete(from);
			this.#tell({ type: 'renamed', path: file.path, from });
			if (wasWritten) this.#tell({ type: 'written', path: file.path });
		}
		for (const path of gone.values()) if (this.#seen.delete(path)) this.#tell({ type: 'removed', path });
	}
}

/** Whether a file is gone and stands under no other name. */
function hasLost(before: ReadonlyMap<string, FoundFile>, after: ReadonlyMap<string, FoundFile>): boolean {
	const there = new Set([...after.values()].map(({ inode }) => inode));
	return [...before.values()].some(({ path, inode }) => !after.has(path) && !there.has(inode));
}
