/**
 * Postings as bytes: which records have a form and what it weighs in them, and behind that in which units and how often.
 *
 * Scoring whole notes, which goes through all that have a word, asks for records alone (`note-postings.ts`); where in
 * them the word stands is read of those that are wanted. `write-postings.ts` writes both.
 *
 * All numbers are of variable length. Of a form in a part: bytes of its records, records, units.
 * A record: distance to the record before * 8 + a shape; what follows hangs on that, see `SHAPE`.
 * A unit: distance to the unit before, of the first to the record's first, * 8 + the count less one, or 3 when a count
 * of four or more follows, less four, * 2 + 1 for the record's last.
 */

/**
 * Shapes below `facets` stand for what is most frequent (`COMMON`), and nothing follows. Of `facets` neither. After
 * `plain` follow weight, and blocks * 16 + passages. After `mixed` come bits of `HAS`, with text weight, blocks and
 * passages, then how many units are texts of links, and of each its distance to the record's first and its count.
 */
export const SHAPE = { facets: 5, plain: 6, mixed: 7 } as const;
export const HAS = { text: 1, names: 2, facets: 4 } as const;
/** By shape: weight in halves of a body word, blocks, passages; the last is a title. Two thirds of all records are one of these. */
export const COMMON: readonly (readonly [weight: number, blocks: number, passages: number])[] = [[2, 1, 1], [4, 1, 1], [4, 2, 2], [8, 1, 1], [6, 0, 0]];
export const TITLE_SHAPE = 4;

/** In a list of slots: gone. */
export const DEAD = 0xffffffff;
/** As many postings as stay in the cache of a processor. */
export const AT_A_TIME = 2_048;
/** No unit is so high. */
const END = 0x3fffffff;
/** All units. */
const ALL_UNITS = Int32Array.of(0, END);

/** What a part's postings are about. */
export interface PostedRecords {
	readonly postings: Uint8Array;
	readonly recordSlot: Uint32Array;
	readonly recordUnits: Uint32Array;
}

/** Units that have one form in one part, decoded some at a time. One is used for form after form. */
export class Postings {
	units = new Uint32Array(0);
	/** How often each unit has the form. */
	counts = new Uint32Array(0);
	length = 0;
	/** Of the part that reads: where it is among records, where they end, where it is among units, and where those end. */
	at = 0;
	end = 0;
	unitAt = 0;
	unitEnd = 0;
	/** First unit and end of each range that is wanted, ascending, none within a record. Units outside may be among what is read, but cost time. */
	ranges: Int32Array = ALL_UNITS;
	#record = 0;
	#unit = 0;
	#range = 0;
	/** Within a record: its units are wanted, or passed over. */
	#isWithin = false;

	/** `most` at a time; all at once unless told. */
	constructor(private readonly most = Infinity) {}

	/** Holds nothing; reading begins in a part's bytes. */
	begin(bytes: Uint8Array, at: number, end: number): void {
		this.length = this.#record = this.#unit = this.#range = 0;
		this.#isWithin = false;
		[this.at, this.end, this.unitAt, this.unitEnd] = [at, at, end, end];
		if (at === end) return;
		const records = this.#varint(bytes);
		this.end = this.unitAt = this.at + records;
	}

	/** Makes room for so many. */
	makeRoom(count: number): void {
		if (count <= this.units.length) return;
		const size = Math.max(count, Math.min(this.most, this.units.length * 2));
		this.units = new Uint32Array(size);
		this.counts = new Uint32Array(size);
	}

	/** Decodes the next units of living records from where it stands. */
	decode(part: PostedRecords): void {
		// A unit takes a byte at least.
		const room = Math.min(this.unitEnd - this.unitAt, this.most);
		this.makeRoom(room);
		this.length = 0;
		while (this.length < room && (this.#isWithin || this.#nextRecord(part))) this.#decodeUnits(part.postings, room);
	}

	/** Goes to the next record that is wanted, past the units of those that are not; false when there is none. */
	#nextRecord({ postings: bytes, recordSlot, recordUnits }: PostedRecords): boolean {
		const { ranges, end } = this;
		let { at, unitAt } = this;
		let [record, range] = [this.#record, this.#range];
		let [from, to] = [ranges[range] ?? END, ranges[range + 1] ?? END];
		while (at < end && !this.#isWithin) {
			let value = bytes[at++] ?? 0;
			if (value > 127) {
				value &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = bytes[at++] ?? 0;
					value |= (byte & 127) << shift;
				}
			}
			record += value >>> 3;
			const shape = value & 7;
			if (shape === SHAPE.plain) {
				while ((bytes[at++] ?? 0) > 127);
				at++;
			} else if (shape === SHAPE.mixed) at = afterMixed(bytes, at);
			const first = recordUnits[record] ?? 0;
			while (first >= to) {
				range += 2;
				from = ranges[range] ?? END;
				to = ranges[range + 1] ?? END;
			}
			if (first >= from && recordSlot[record] !== DEAD) {
				this.#unit = first;
				this.#isWithin = true;
			} else unitAt = afterUnits(bytes, unitAt);
		}
		[this.at, this.unitAt, this.#record, this.#range] = [at, unitAt, record, range];
		return this.#isWithin;
	}

	#decodeUnits(bytes: Uint8Array, room: number): void {
		const { units, counts } = this;
		let { unitAt: at, length } = this;
		let unit = this.#unit;
		let isLast = 0;
		while (isLast === 0 && length < room) {
			let value = bytes[at++] ?? 1;
			isLast = value & 1;
			if (value > 127) {
				value &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = bytes[at++] ?? 0;
					value |= (byte & 127) << shift;
				}
			}
			unit += value >>> 3;
			let count = ((value >>> 1) & 3) + 1;
			if (count === 4) {
				let more = bytes[at++] ?? 0;
				if (more > 127) {
					more &= 127;
					for (let shift = 7, byte = 128; byte > 127; shift += 7) {
						byte = bytes[at++] ?? 0;
						more |= (byte & 127) << shift;
					}
				}
				count += more;
			}
			units[length] = unit;
			counts[length++] = count;
		}
		[this.unitAt, this.length, this.#unit, this.#isWithin] = [at, length, unit, isLast === 0];
	}

	#varint(bytes: Uint8Array): number {
		const { value, next } = varintAt(bytes, this.at);
		this.at = next;
		return value;
	}
}

export function varintAt(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } {
	let [at, value, shift, byte] = [from, 0, 0, 128];
	for (; byte > 127; shift += 7) {
		byte = bytes[at++] ?? 0;
		value |= (byte & 127) << shift;
	}
	return { value, next: at };
}

/** Past the units of a record that is not wanted. */
function afterUnits(bytes: Uint8Array, from: number): number {
	let at = from;
	for (let isLast = 0; isLast === 0; ) {
		const value = bytes[at++] ?? 1;
		isLast = value & 1;
		if (value > 127) while ((bytes[at++] ?? 0) > 127);
		if ((value & 6) === 6) while ((bytes[at++] ?? 0) > 127);
	}
	return at;
}

/** Past what follows the shape of a mixed record. */
function afterMixed(bytes: Uint8Array, from: number): number {
	const has = varintAt(bytes, from);
	let at = has.next;
	if (has.value & HAS.text) for (let left = 3; left > 0; left--) at = varintAt(bytes, at).next;
	const links = varintAt(bytes, at);
	at = links.next;
	for (let left = links.value * 2; left > 0; left--) at = varintAt(bytes, at).next;
	return at;
}
