/** Where a vault's bytes live: the port between the stand-in's Vault and memory or a folder on disk. Knows no events of Obsidian. */

export interface StoredEntry {
	path: string;
	isFolder: boolean;
	ctime: number;
	mtime: number;
	size: number;
	/** Of notes only, so that a large vault arrives in one piece. */
	text?: string;
}

/** Paths are vault paths; hidden ones are allowed. Every failure is an Error whose text says what happened. */
export interface VaultStorage {
	list(): Promise<StoredEntry[]>;
	read(path: string): Promise<Uint8Array>;
	/** Writes whole. With `expected`, fails with `StorageConflict` when the bytes there are others; `isNew` when any are. */
	write(path: string, bytes: Uint8Array, guard?: { expected?: Uint8Array; isNew?: boolean }): Promise<StoredEntry>;
	mkdir(path: string): Promise<StoredEntry>;
	remove(path: string): Promise<void>;
	rename(from: string, to: string): Promise<void>;
	/** Null when nothing is there. */
	stat(path: string): Promise<StoredEntry | null>;
	/** Paths directly inside. */
	children(path: string): Promise<StoredEntry[]>;
	/** Tells which paths may have changed, by anyone; what they hold now is asked with `stat`. */
	watch(listener: (path: string) => void): () => void;
}

export class StorageConflict extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encode(text: string): Uint8Array {
	return encoder.encode(text);
}

/** Keeps a BOM, as the app does when it reads text. */
export function decode(bytes: Uint8Array): string {
	return decoder.decode(bytes);
}

export function isSame(left: Uint8Array, right: Uint8Array): boolean {
	if (left.length !== right.length) return false;
	for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
	return true;
}

interface Kept {
	bytes: Uint8Array;
	ctime: number;
	mtime: number;
}

export type VaultFiles = Record<string, string | Uint8Array>;

export class MemoryStorage implements VaultStorage {
	private readonly files = new Map<string, Kept>();
	private readonly folders = new Set<string>();
	private readonly watchers = new Set<(path: string) => void>();

	/** A path that ends in "/" is an empty folder. */
	constructor(files: VaultFiles = {}) {
		const now = Date.now();
		for (const [path, content] of Object.entries(files)) {
			if (path.endsWith('/')) this.addFolders(path + 'x');
			else this.put(path, typeof content === 'string' ? encode(content) : content, now);
		}
	}

	private put(path: string, bytes: Uint8Array, now: number): void {
		this.addFolders(path);
		this.files.set(path, { bytes, ctime: this.files.get(path)?.ctime ?? now, mtime: now });
	}

	private addFolders(path: string): void {
		for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) this.folders.add(path.slice(0, slash));
	}

	private entry(path: string): StoredEntry | null {
		const kept = this.files.get(path);
		if (kept) {
			const text = path.endsWith('.md') ? { text: decode(kept.bytes) } : {};
			return { path, isFolder: false, ctime: kept.ctime, mtime: kept.mtime, size: kept.bytes.length, ...text };
		}
		return this.folders.has(path) ? { path, isFolder: true, ctime: 0, mtime: 0, size: 0 } : null;
	}

	async list(): Promise<StoredEntry[]> {
		return [...this.folders, ...this.files.keys()].flatMap((path) => this.entry(path) ?? []);
	}

	async read(path: string): Promise<Uint8Array> {
		const kept = this.files.get(path);
		if (!kept) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
		return kept.bytes;
	}

	async write(path: string, bytes: Uint8Array, guard: { expected?: Uint8Array; isNew?: boolean } = {}): Promise<StoredEntry> {
		const kept = this.files.get(path);
		if (guard.isNew && (kept || this.folders.has(path))) throw new Error('File already exists.');
		if (guard.expected && (!kept || !isSame(kept.bytes, guard.expected))) throw new StorageConflict(`changed meanwhile: ${path}`);
		this.put(path, bytes, Math.max(Date.now(), (kept?.mtime ?? 0) + 1));
		return this.entry(path) as StoredEntry;
	}

	async mkdir(path: string): Promise<StoredEntry> {
		this.addFolders(path + '/x');
		return this.entry(path) as StoredEntry;
	}

	async remove(path: string): Promise<void> {
		for (const name of [...this.files.keys()]) if (name === path || name.startsWith(path + '/')) this.files.delete(name);
		for (const name of [...this.folders]) if (name === path || name.startsWith(path + '/')) this.folders.delete(name);
	}

	async rename(from: string, to: string): Promise<void> {
		if (this.files.has(to) || this.folders.has(to)) throw new Error('Destination file already exists!');
		this.addFolders(to);
		for (const [name, kept] of [...this.files]) {
			if (name !== from && !name.startsWith(from + '/')) continue;
			this.files.delete(name);
			this.files.set(to + name.slice(from.length), kept);
		}
		for (const name of [...this.folders]) {
			if (name !== from && !name.startsWith(from + '/')) continue;
			this.folders.delete(name);
			this.folders.add(to + name.slice(from.length));
		}
	}

	async stat(path: string): Promise<StoredEntry | null> {
		return this.entry(path);
	}

	async children(path: string): Promise<StoredEntry[]> {
		const prefix = path === '/' || path === '' ? '' : path + '/';
		const inside = (name: string): boolean => name.startsWith(prefix) && !name.slice(prefix.length).includes('/') && name.length > prefix.length;
		return [...this.folders, ...this.files.keys()].filter(inside).flatMap((name) => this.entry(name) ?? []);
	}

	watch(listener: (path: string) => void): () => void {
		this.watchers.add(listener);
		return () => this.watchers.delete(listener);
	}

	/** For tests: what another program does to the folder. `null` deletes. */
	writeFromOutside(path: string, content: string | null): void {
		if (content === null) this.files.delete(path);
		else this.put(path, encode(content), Date.now());
		for (const listener of this.watchers) listener(path);
	}
}
