/**
 * Which notes are searched: none of the folders that are left out, and where memory is short only the newest of the
 * others. It holds no notes and reads none.
 */
import type { FileEntry } from '../host';
import { inTurns, type Turn } from '../lib/turns';
import { isInAny, isNote } from '../lib/vault-path';
import { newestFirst } from './newest-first';

/** What a note takes of the limit, whatever its length: paths, places and postings of its own. */
const LEAST_BYTES = 512;

export interface ScopeOptions {
	readonly excludedFolders: readonly string[];
	/** Bytes of notes that are held at most, or a few more until they are next looked at as a whole; 0 for all. */
	readonly mostBytes: () => number;
	/** Bytes of one note that are looked at. */
	readonly indexedLength: number;
}

export class Scope {
	/** Raised by every change of the folders: a list made before may lack notes. */
	changes = 0;
	#excluded: readonly string[];
	#leftOut = new Set<string>();
	/** Written since `fit` began: what it works on may be older. */
	readonly #fresh = new Set<string>();

	constructor(private readonly options: ScopeOptions) {
		this.#excluded = options.excludedFolders;
	}

	/** How many notes are too old to be held. */
	get leftOut(): number {
		return this.#leftOut.size;
	}

	exclude(folders: readonly string[]): void {
		this.#excluded = folders;
		this.changes++;
	}

	isExcluded(path: string): boolean {
		return isInAny(path, this.#excluded);
	}

	holds(path: string): boolean {
		return isNote(path) && !this.isExcluded(path) && !this.#leftOut.has(path);
	}

	/** A note was written, moved or removed just now: it is among the newest, or gone. */
	touched(path: string): void {
		this.#fresh.add(path);
		this.#leftOut.delete(path);
	}

	/** Of all files the notes to hold; from now on the others are left out. */
	async fit(list: () => Promise<readonly FileEntry[]>, turn: Turn): Promise<readonly FileEntry[]> {
		this.#fresh.clear();
		const notes = (await list()).filter(({ path }) => isNote(path) && !this.isExcluded(path));
		const most = this.options.mostBytes();
		const sorted = most > 0 ? await inTurns(newestFirst(notes), turn) : notes;
		let [count, left] = [0, most > 0 ? most : Infinity];
		for (; count < sorted.length && left >= 0; count++) left -= Math.max(LEAST_BYTES, Math.min(sorted[count]?.size ?? 0, this.options.indexedLength));
		// The one that went over it does not fit, unless it is alone.
		const fitting = left < 0 ? Math.max(1, count - 1) : count;
		this.#leftOut = new Set(sorted.slice(fitting).flatMap(({ path }) => (this.#fresh.has(path) ? [] : path)));
		return sorted.filter(({ path }, at) => at < fitting || !this.#leftOut.has(path));
	}
}
