/** The `Vault` port in memory, with the same rules as the real ones. For tests only. */
import type { FileEntry, NoteText, Vault, VaultChange } from '../../src/core/host';
import { PraxisError } from '../../src/core/lib/errors';
import { hashText } from '../../src/core/lib/hash';
import { Listeners } from '../../src/core/lib/listeners';
import { decodeNote, encodeNote } from '../../src/core/lib/note-bytes';
import { missingNote, nameTaken } from '../../src/core/lib/vault-errors';
import { visiblePath, type VaultPath } from '../../src/core/lib/vault-path';
import { Faults } from './faults';

export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>;

interface File {
	readonly bytes: Uint8Array;
	readonly mtime: number;
	/** As read, once it was. */
	note?: NoteText;
}

export class MemoryVault implements Vault {
	/** Called between reading a note and writing it back: the place for another program's write in a test. */
	beforeWrite: ((path: string) => void) | null = null;
	readonly trashed: string[] = [];
	readonly #files = new Map<string, File>();
	readonly #listeners = new Listeners<VaultChange>();
	readonly #faults: Faults;
	readonly #now: () => Date;

	constructor(files: MemoryFiles = {}, options: { faults?: Faults; now?: () => Date } = {}) {
		this.#faults = options.faults ?? new Faults();
		this.#now = options.now ?? (() => new Date(0));
		for (const [path, content] of Object.entries(files)) this.#put(path, bytesOf(content));
	}

	/** Writes as another program would: no checks, no faults, the watcher is told. */
	putForeign(path: string, content: string | Uint8Array): void {
		this.#put(path, bytesOf(content));
		this.#listeners.tell({ type: 'written', path: path as VaultPath });
	}

	/** Deletes as another program would. */
	removeForeign(path: string): void {
		if (this.#files.delete(path)) this.#listeners.tell({ type: 'removed', path: path as VaultPath });
	}

	/** Every file with its text as stored (not decoded strictly), for comparing whole vaults. */
	snapshot(): Record<string, string> {
		const texts = [...this.#files].map(([path, file]) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes)] as const);
		return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
	}

	/** The bytes of a file, or null. */
	bytes(path: string): Uint8Array | null {
		return this.#files.get(path)?.bytes.slice() ?? null;
	}

	list(): Promise<readonly FileEntry[]> {
		return this.#faults.read(() => [...this.#files].map(([path, file]) => ({ path: path as VaultPath, mtime: file.mtime, size: file.bytes.length })));
	}

	async read(path: VaultPath): Promise<NoteText | null> {
		visiblePath(path);
		return this.#faults.read(() => {
			const file = this.#files.get(path);
			return file ? (file.note ??= noteText(decodeNote(file.bytes, path))) : null;
		});
	}

	async process(path: VaultPath, change: (text: string) => string): Promise<NoteText> {
		visiblePath(path);
		for (;;) {
			const before = await this.#faults.read(() => this.#existing(path));
			const text = decodeNote(before.bytes, path);
			const next = change(text);
			if (next === text) return noteText(text);
			this.beforeWrite?.(path);
			const bytes = encodeNote(next, path);
			const isWritten = await this.#faults.write(() => {
				if (this.#existing(path) !== before) return false;
				this.#put(path, bytes);
				return true;
			});
			if (!isWritten) continue;
			this.#listeners.tell({ type: 'written', path });
			return noteText(decodeNote(bytes, path));
		}
	}

	async create(path: VaultPath, text: string): Promise<NoteText> {
		visiblePath(path);
		const bytes = encodeNote(text, path);
		await this.#faults.write(() => {
			this.#checkFree(path);
			this.#put(path, bytes);
		});
		this.#listeners.tell({ type: 'written', path });
		return noteText(decodeNote(bytes, path));
	}

	async rename(from: VaultPath, to: VaultPath): Promise<void> {
		visiblePath(from);
		visiblePath(to);
		await this.#faults.write(() => {
			const file = this.#existing(from);
			if (from === to) return;
			this.#checkFree(to);
			this.#files.delete(from);
			this.#files.set(to, file);
		});
		if (from !== to) this.#listeners.tell({ type: 'renamed', path: to, from });
	}

	async trash(path: VaultPath): Promise<void> {
		visiblePath(path);
		await this.#faults.write(() => {
			this.#existing(path);
			this.#files.delete(path);
			this.trashed.push(path);
		});
		this.#listeners.tell({ type: 'removed', path });
	}

	watch(listener: (change: VaultChange) => void): () => void {
		return this.#listeners.add(listener);
	}

	#put(path: string, bytes: Uint8Array): void {
		this.#files.set(path, { bytes, mtime: this.#now().getTime() });
	}

	#existing(path: string): File {
		const file = this.#files.get(path);
		if (!file) throw missingNote(path);
		return file;
	}

	/** As on a disk: a name can be one file or one folder, not both. */
	#checkFree(path: string): void {
		const taken = this.#files.has(path) || [...this.#files.keys()].some((other) => other.startsWith(`${path}/`));
		if (taken) throw nameTaken(path);
		const fileAbove = [...this.#files.keys()].find((other) => path.startsWith(`${other}/`));
		if (fileAbove) throw new PraxisError('bad-path', `"${fileAbove}" is a file, not a folder.`, { hint: 'Choose another folder.' });
	}
}

function noteText(text: string): NoteText {
	return { text, version: hashText(text) };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
	return typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
}
