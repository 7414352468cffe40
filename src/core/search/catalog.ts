/** The notes of the index by number ("slot"): where each is, how long, which parts hold it. Slots are used again. */
import type { Language } from './languages';
import { withRoomU32 } from './bytes';
import type { Part } from './part';

/** A record of a note within a part. */
export interface Place {
	readonly part: Part;
	readonly record: number;
}

export interface NoteFacts {
	readonly path: string;
	readonly language: Language;
	readonly day: number | null;
	readonly mtime: number;
	readonly size: number;
}

export class Catalog {
	/** By slot; "" where there is no note. */
	readonly paths: string[] = [];
	readonly names: (Place | null)[] = [];
	readonly contents: (Place | null)[] = [];
	languages = new Uint8Array(64);
	/** Weighted words of the note, in halves, and of its names alone. */
	lengths = new Uint32Array(64);
	nameLengths = new Uint32Array(64);
	inlinks = new Uint32Array(64);
	/** Day + 2^31, 0 when the note has none: typed so that it costs four bytes. */
	#days = new Uint32Array(64);
	#mtimes = new Float64Array(64);
	#sizes = new Float64Array(64);
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

	slotOf(path: string): number {
		return this.#slots.get(path) ?? -1;
	}

	allPaths(): Iterable<string> {
		return this.#slots.keys();
	}

	add(facts: NoteFacts): number {
		const slot = this.#free.pop() ?? this.paths.length;
		this.addAt(slot, facts);
		return slot;
	}

	/** Takes a note in under a slot that no note has; slots are given in ascending order when a whole catalog is made. */
	addAt(slot: number, { path, language, day, mtime, size }: NoteFacts): void {
		for (let unused = this.paths.length; unused < slot; unused++) {
			this.paths.push('');
			this.names.push(null);
			this.contents.push(null);
			this.#free.push(unused);
		}
		this.#makeRoom(slot);
		this.paths[slot] = path;
		this.names[slot] = null;
		this.contents[slot] = null;
		this.languages[slot] = language;
		this.lengths[slot] = this.nameLengths[slot] = this.inlinks[slot] = 0;
		this.#setDay(slot, day);
		this.#mtimes[slot] = mtime;
		this.#sizes[slot] = size;
		this.#slots.set(path, slot);
	}

	setContent(slot: number, place: Place, length: number): void {
		this.contents[slot] = place;
		this.lengths[slot] = (this.lengths[slot] ?? 0) + length;
		this.totalLength += length;
	}

	/** Takes names in, in place of those there were. */
	setNames(slot: number, place: Place, length: number): void {
		const before = this.nameLengths[slot] ?? 0;
		this.names[slot] = place;
		this.lengths[slot] = (this.lengths[slot] ?? 0) + length - before;
		this.nameLengths[slot] = length;
		this.totalLength += length - before;
		this.totalNameLength += length - before;
	}

	/** A record stands elsewhere now, as parts are merged. */
	move(slot: number, from: Place, to: Place): void {
		const names = this.names[slot];
		if (names?.part === from.part && names.record === from.record) this.names[slot] = to;
		else this.contents[slot] = to;
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
		this.names[slot] = this.contents[slot] = null;
		this.#free.push(slot);
	}

	stat(slot: number): { mtime: number; size: number } {
		return { mtime: this.#mtimes[slot] ?? 0, size: this.#sizes[slot] ?? 0 };
	}

	mtimeOf(slot: number): number {
		return this.#mtimes[slot] ?? 0;
	}

	/** Copies of all times and sizes, by slot. */
	stats(): { mtimes: Float64Array; sizes: Float64Array } {
		return { mtimes: this.#mtimes.slice(0, this.capacity), sizes: this.#sizes.slice(0, this.capacity) };
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

	#makeRoom(slot: number): void {
		this.lengths = withRoomU32(this.lengths, slot + 1);
		this.nameLengths = withRoomU32(this.nameLengths, slot + 1);
		this.inlinks = withRoomU32(this.inlinks, slot + 1);
		this.#days = withRoomU32(this.#days, slot + 1);
		if (slot < this.languages.length) return;
		this.languages = larger(this.languages, new Uint8Array(slot * 2));
		this.#mtimes = larger(this.#mtimes, new Float64Array(slot * 2));
		this.#sizes = larger(this.#sizes, new Float64Array(slot * 2));
	}
}

function larger<T extends Uint8Array | Float64Array>(old: T, room: T): T {
	room.set(old);
	return room;
}
