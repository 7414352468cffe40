/** The notes of the index by number ("slot"): where each is, how long, which parts hold it. Slots are used again. */
import type { Language } from './languages';
import { withRoom } from './bytes';
import { Places, type Place } from './places';

export interface NoteFacts {
	readonly path: string;
	readonly language: Language;
	readonly day: number | null;
	readonly mtime: number;
	readonly size: number;
}

/** What is saved, by slot: as the fields of `Catalog` are called. */
export type SavedFacts = readonly [languages: Uint8Array, lengths: Uint32Array, nameLengths: Uint32Array, inlinks: Uint32Array, days: Uint32Array, mtimes: Float64Array, sizes: Float64Array];

export class Catalog {
	/** By slot; "" where there is no note. */
	readonly paths: string[] = [];
	/** At twice the slot, where a note's names stand; behind that what it says. */
	readonly places = new Places();
	languages: Uint8Array = new Uint8Array(64);
	/** Weighted words of the note, in halves, and of its names alone. */
	lengths: Uint32Array = new Uint32Array(64);
	nameLengths: Uint32Array = new Uint32Array(64);
	inlinks: Uint32Array = new Uint32Array(64);
	/** Day + 2^31, 0 when the note has none: typed so that it costs four bytes. */
	#days: Uint32Array = new Uint32Array(64);
	#mtimes: Float64Array = new Float64Array(64);
	#sizes: Float64Array = new Float64Array(64);
	totalLength = 0;
	totalNameLength = 0;
	readonly #slots = new Map<string, number>();
	readonly #free: number[] = [];

	/** How many notes there are. */
	get size(): number {
		return this.#slots.size;
	}

	/** One more than the largest slot. */
	get capacity(): number {
		return this.paths.length;
	}

	/** Where a note's names stand. */
	names(slot: number): Place | null {
		return this.places.at(slot * 2);
	}

	/** Where stands what a note says. */
	contents(slot: number): Place | null {
		return this.places.at(slot * 2 + 1);
	}

	slotOf(path: string): number {
		return this.#slots.get(path) ?? -1;
	}

	allPaths(): Iterable<string> {
		return this.#slots.keys();
	}

	/** Takes a note in, and gives back its slot. */
	add({ path, language, day, mtime, size }: NoteFacts): number {
		const slot = this.#free.pop() ?? this.paths.length;
		if (slot >= this.languages.length) this.restore(this.#each((array) => withRoom(array, slot + 1)));
		this.paths[slot] = path;
		this.languages[slot] = language;
		this.lengths[slot] = this.nameLengths[slot] = this.inlinks[slot] = 0;
		this.#setDay(slot, day);
		this.#mtimes[slot] = mtime;
		this.#sizes[slot] = size;
		this.#slots.set(path, slot);
		return slot;
	}

	/** Copies of what is known of each note, but for its path and where it stands. */
	saved(): SavedFacts {
		return this.#each((array) => array.slice(0, this.capacity));
	}

	/** Takes what was saved; each slot is then to be named, in order. */
	restore(saved: SavedFacts): void {
		[this.languages, this.lengths, this.nameLengths, this.inlinks, this.#days, this.#mtimes, this.#sizes] = saved;
	}

	#each(change: (array: SavedFacts[number]) => SavedFacts[number]): SavedFacts {
		return [this.languages, this.lengths, this.nameLengths, this.inlinks, this.#days, this.#mtimes, this.#sizes].map(change) as unknown as SavedFacts;
	}

	/** Names the note of the next slot; "" where there is no note. */
	name(path: string): void {
		const slot = this.paths.push(path) - 1;
		if (path === '') this.#free.push(slot);
		else {
			this.#slots.set(path, slot);
			this.totalLength += this.lengths[slot] ?? 0;
			this.totalNameLength += this.nameLengths[slot] ?? 0;
		}
	}

	setContent(slot: number, place: Place, length: number): void {
		this.places.set(slot * 2 + 1, place);
		this.lengths[slot] = (this.lengths[slot] ?? 0) + length;
		this.totalLength += length;
	}

	/** Takes names in, in place of those there were. */
	setNames(slot: number, place: Place, length: number): void {
		const before = this.nameLengths[slot] ?? 0;
		this.places.set(slot * 2, place);
		this.lengths[slot] = (this.lengths[slot] ?? 0) + length - before;
		this.nameLengths[slot] = length;
		this.totalLength += length - before;
		this.totalNameLength += length - before;
	}

	/** A record stands elsewhere now, as parts are merged. */
	move(slot: number, from: Place, to: Place): void {
		const names = this.names(slot);
		this.places.set(slot * 2 + (names?.part === from.part && names.record === from.record ? 0 : 1), to);
	}

	rename(slot: number, to: string, day: number | null): void {
		this.#slots.delete(this.paths[slot] ?? '');
		this.paths[slot] = to;
		this.#slots.set(to, slot);
		this.#setDay(slot, day);
	}

	remove(slot: number): void {
		this.#slots.delete(this.paths[slot] ?? '');
		this.totalLength -= this.lengths[slot] ?? 0;
		this.totalNameLength -= this.nameLengths[slot] ?? 0;
		this.paths[slot] = '';
		for (const kind of [0, 1]) this.places.put(slot * 2 + kind, 0, 0);
		this.#free.push(slot);
	}

	stat(slot: number): { mtime: number; size: number } {
		return { mtime: this.#mtimes[slot] ?? 0, size: this.#sizes[slot] ?? 0 };
	}

	mtimeOf(slot: number): number {
		return this.#mtimes[slot] ?? 0;
	}

	setStat(slot: number, { mtime, size }: { mtime: number; size: number }): void {
		this.#mtimes[slot] = mtime;
		this.#sizes[slot] = size;
	}

	/** The day the note is about; null when nothing tells. */
	dayOf(slot: number): number | null {
		const day = this.#days[slot] ?? 0;
		return day === 0 ? null : day - 0x80000000;
	}

	#setDay(slot: number, day: number | null): void {
		this.#days[slot] = day === null ? 0 : day + 0x80000000;
	}
}
