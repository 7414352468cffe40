/**
 * What an index still knows of a vault: notes whose file was not touched are not read, and one that was moved while
 * nobody watched is known by its text.
 */
import type { FileEntry } from '../host';
import type { VaultPath } from '../lib/vault-path';
import type { ContentIndex } from './content-index';
import { newestFirst } from './newest-first';

export interface ToRead {
	/** What to read, the newest first; last what is held and not listed: it is gone, or newer than the list. */
	readonly paths: readonly VaultPath[];
	readonly files: ReadonlyMap<string, FileEntry>;
	readonly vanished: Vanished;
}

export interface Listed {
	readonly files: readonly FileEntry[];
	/** Everything known of, held or not. */
	readonly known: Iterable<string>;
	/** The index was kept since an earlier start: files that were not touched are not read. */
	readonly isKept: boolean;
}

/** Files looked at between two yields: well below a millisecond. */
const STEP = 512;

/** In small steps: a large vault has a hundred thousand files. */
export function* whatToRead(index: ContentIndex, { files, known, isKept }: Listed): Generator<void, ToRead, void> {
	const listed = new Map<string, FileEntry>();
	let touched: FileEntry[] = [];
	for (const [at, file] of files.entries()) {
		if (at % STEP === 0) yield;
		listed.set(file.path, file);
		if (!isKept || !isUntouched(index, file)) touched.push(file);
	}
	touched = yield* newestFirst(touched);
	const gone: string[] = [];
	let seen = 0;
	for (const path of new Set(known)) {
		if (++seen % STEP === 0) yield;
		if (!listed.has(path)) gone.push(path);
	}
	return { paths: [...touched.map(({ path }) => path), ...(gone as VaultPath[])], files: listed, vanished: new Vanished(index, gone) };
}

/** True when the file is as it was when it was last read: nothing of it needs to be looked at. */
function isUntouched(index: ContentIndex, { path, mtime, size }: FileEntry): boolean {
	const held = index.statOf(path);
	return held.mtime > 0 && held.mtime === Math.round(mtime) && held.size === size;
}

/** Notes held that are not listed any more, by the version they had: where moved notes come from. */
export class Vanished {
	readonly #byVersion = new Map<string, string>();

	constructor(
		private readonly index: ContentIndex,
		gone: readonly string[],
	) {
		for (const path of gone) {
			const version = index.versionOf(path);
			if (version !== null) this.#byVersion.set(version, path);
		}
	}

	/** Where a note that reads so was before; each is given once. Null when it is not one that vanished. */
	take(version: string): string | null {
		const from = this.#byVersion.get(version);
		this.#byVersion.delete(version);
		return from !== undefined && this.index.versionOf(from) === version ? from : null;
	}
}
