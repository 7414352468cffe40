/**
 * Things that are each kept in a note of certain folders, read once and then kept up with the vault. It knows nothing
 * of what the things are.
 */
import { isPraxisError, messageOf, type Problem } from './errors';
import { Listeners } from './listeners';
import { Serial } from './serial';
import type { VaultPath } from './vault-path';

export interface Shelved<T> {
	/** Null for a note that cannot be used. */
	readonly item: T | null;
	readonly problems: readonly Problem[];
}

export interface NoteShelfOptions<T> {
	readonly vault: {
		list(): Promise<readonly { readonly path: VaultPath }[]>;
		read(path: VaultPath): Promise<{ readonly text: string } | null>;
	};
	readonly isKeptAt: (path: VaultPath) => boolean;
	/** Null for a note that is no such thing and was not meant as one. */
	readonly read: (path: VaultPath, text: string) => Shelved<T> | null;
}

export class NoteShelf<T> {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();
	readonly #notes = new Map<VaultPath, Shelved<T>>();
	#reading: Promise<void> | null = null;

	constructor(private readonly options: NoteShelfOptions<T>) {}

	/** In the order of their paths. Begins to read the vault when nobody has yet; `onChange` tells when more is known. */
	entries(): readonly (readonly [VaultPath, Shelved<T>])[] {
		void this.ready();
		return [...this.#notes].sort(([a], [b]) => (a < b ? -1 : 1));
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Resolves when the vault has been read. Never rejects for what the disk does. */
	ready(): Promise<void> {
		this.#reading ??= this.#readAll();
		return this.#reading;
	}

	/** Tell it of every change in the vault. */
	async noteChanged(change: { readonly path: VaultPath; readonly from?: VaultPath }): Promise<void> {
		if (this.#reading === null) return;
		const paths = [change.path, ...(change.from === undefined ? [] : [change.from])].filter(this.options.isKeptAt);
		if (paths.length === 0) return;
		await Promise.all(paths.map((path) => this.#readOne(path)));
		this.#listeners.tell();
	}

	async #readAll(): Promise<void> {
		const { vault, isKeptAt } = this.options;
		let paths: readonly VaultPath[] = [];
		try {
			paths = (await vault.list()).map(({ path }) => path).filter(isKeptAt);
		} catch (error) {
			if (!isPraxisError(error)) throw error;
		}
		await Promise.all(paths.map((path) => this.#readOne(path)));
		if (paths.length > 0) this.#listeners.tell();
	}

	/** One after the other for each note: the last reading is of the last text. */
	#readOne(path: VaultPath): Promise<void> {
		return this.#serial.run([path], async () => {
			const shelved = await this.#shelve(path);
			if (shelved) this.#notes.set(path, shelved);
			else this.#notes.delete(path);
		});
	}

	async #shelve(path: VaultPath): Promise<Shelved<T> | null> {
		try {
			const note = await this.options.vault.read(path);
			return note && this.options.read(path, note.text);
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			return { item: null, problems: [{ path, line: 1, message: messageOf(error) }] };
		}
	}
}
