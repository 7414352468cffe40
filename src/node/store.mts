/** The `Store` port over files: one folder for each vault, one file for each key. */
import { join } from 'node:path';
import type { Store } from '../core/host';
import { Serial } from '../core/lib/serial';
import { checkStoreKey } from '../core/lib/store-key';
import { isTemporary, makeFolder, realFileSystem, removeFile, removeLeftover, replaceFile, type FileSystem } from './durable-file.mts';
import { isAbsent, withDiskErrors } from '../core/lib/disk-error';

/** A store in `folder`, which is made at the first write and readable by its owner alone. */
export function nodeStore(folder: string, fs: FileSystem = realFileSystem): Store {
	return new NodeStore(folder, fs);
}

class NodeStore implements Store {
	readonly #folder: string;
	readonly #fs: FileSystem;
	readonly #turns = new Serial();

	constructor(folder: string, fs: FileSystem) {
		this.#folder = folder;
		this.#fs = fs;
	}

	async read(key: string): Promise<Uint8Array | null> {
		const path = this.#pathOf(key);
		return withDiskErrors(`The record ${key}`, async () => {
			try {
				return new Uint8Array(await this.#fs.readFile(path));
			} catch (error) {
				if (isAbsent(error)) return null;
				throw error;
			}
		});
	}

	async write(key: string, bytes: Uint8Array): Promise<void> {
		const path = this.#pathOf(key);
		const copy = bytes.slice();
		await this.#turns.run([key], () =>
			withDiskErrors(`The record ${key}`, async () => {
				await makeFolder(this.#fs, this.#folder, 0o700);
				await replaceFile(this.#fs, path, copy);
			}),
		);
	}

	async remove(key: string): Promise<void> {
		const path = this.#pathOf(key);
		await this.#turns.run([key], () => withDiskErrors(`The record ${key}`, () => removeFile(this.#fs, path)));
	}

	async keys(prefix: string): Promise<readonly string[]> {
		return withDiskErrors('The folder of records', async () => {
			const names = await this.#names();
			for (const name of names.filter(isTemporary)) await removeLeftover(this.#fs, this.#folder, name);
			return names.filter((name) => name.startsWith('=')).map(keyOf).filter((key) => key.startsWith(prefix)).sort();
		});
	}

	async #names(): Promise<string[]> {
		try {
			return await this.#fs.readdir(this.#folder);
		} catch (error) {
			if (isAbsent(error)) return [];
			throw error;
		}
	}

	#pathOf(key: string): string {
		checkStoreKey(key);
		return join(this.#folder, fileNameOf(key));
	}
}

/**
 * One flat name: "/" is "+" so that "a" and "a/b" can both exist, "A" is "!a" for disks that ignore case, and
 * "=" in front so that no key is a device of Windows.
 */
function fileNameOf(key: string): string {
	return `=${key.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`).replaceAll('/', '+')}`;
}

function keyOf(name: string): string {
	return name.slice(1).replaceAll('+', '/').replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
