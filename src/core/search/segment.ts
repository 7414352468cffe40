/**
 * A part that is full: typed arrays only, so that it can be saved as it is and used as it was read.
 * Only which of its records are gone changes.
 */
import { DEAD, type Part, type Postings } from './part';

/** What a segment is made of, and what is saved of it. Named in `part.ts`; the last three are the postings. */
export interface SegmentArrays {
	readonly recordUnits: Uint32Array;
	readonly recordLayout: Uint32Array;
	readonly layout: Uint8Array;
	readonly unitKind: Uint8Array;
	readonly unitLength: Uint32Array;
	readonly unitPassage: Uint32Array;
	readonly unitWords: Uint32Array;
	readonly words: Uint8Array;
	readonly passageLength: Uint32Array;
	/** Forms that occur, ascending. */
	readonly forms: Uint32Array;
	/** Where the postings of each begin, and the end of the last. */
	readonly offsets: Uint32Array;
	/** By posting: distance to the unit before * 2 + 1 when the count, which follows, is not 1. Variable-length numbers. */
	readonly postings: Uint8Array;
}

export class Segment implements Part {
	readonly records: number;
	readonly recordUnits: Uint32Array;
	readonly recordLayout: Uint32Array;
	readonly layout: Uint8Array;
	readonly units: number;
	readonly unitSlot: Uint32Array;
	readonly unitKind: Uint8Array;
	readonly unitLength: Uint32Array;
	readonly unitPassage: Uint32Array;
	readonly unitWords: Uint32Array;
	readonly words: Uint8Array;
	readonly passages: number;
	readonly passageLength: Uint32Array;
	/** How many units are gone. */
	deadUnits = 0;
	/** Records are still being said to be whose: it must not be merged, which would lose those that are not. */
	isFilling = false;

	constructor(
		readonly arrays: SegmentArrays,
		readonly recordSlot: Uint32Array,
	) {
		this.records = recordSlot.length;
		this.recordUnits = arrays.recordUnits;
		this.recordLayout = arrays.recordLayout;
		this.layout = arrays.layout;
		this.units = arrays.unitKind.length;
		this.unitKind = arrays.unitKind;
		this.unitLength = arrays.unitLength;
		this.unitPassage = arrays.unitPassage;
		this.unitWords = arrays.unitWords;
		this.words = arrays.words;
		this.passages = arrays.passageLength.length;
		this.passageLength = arrays.passageLength;
		this.unitSlot = new Uint32Array(this.units);
		for (let record = 0; record < this.records; record++) this.#mark(record);
	}

	/** Says whose record it is. */
	assign(record: number, slot: number): void {
		if (this.recordSlot[record] === DEAD) this.deadUnits -= (this.recordUnits[record + 1] ?? 0) - (this.recordUnits[record] ?? 0);
		this.recordSlot[record] = slot;
		this.#mark(record);
	}

	#mark(record: number): void {
		const slot = this.recordSlot[record] ?? DEAD;
		const [first, end] = [this.recordUnits[record] ?? 0, this.recordUnits[record + 1] ?? 0];
		this.unitSlot.fill(slot, first, end);
		if (slot === DEAD) this.deadUnits += end - first;
	}

	read(form: number, out: Postings): void {
		const index = indexOf(this.arrays.forms, form);
		const [from, end] = index < 0 ? [0, 0] : [this.arrays.offsets[index] ?? 0, this.arrays.offsets[index + 1] ?? 0];
		// A posting takes a byte at least.
		out.clear(end - from);
		const { postings } = this.arrays;
		const { units, counts } = out;
		let [at, unit, length] = [from, 0, 0];
		while (at < end) {
			let value = postings[at++] ?? 0;
			if (value > 127) {
				value &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = postings[at++] ?? 0;
					value |= (byte & 127) << shift;
				}
			}
			unit += value >>> 1;
			let count = 1;
			if (value & 1) {
				count = postings[at++] ?? 0;
				if (count > 127) {
					count &= 127;
					for (let shift = 7, byte = 128; byte > 127; shift += 7) {
						byte = postings[at++] ?? 0;
						count |= (byte & 127) << shift;
					}
				}
			}
			units[length] = unit;
			counts[length++] = count;
		}
		out.length = this.deadUnits === 0 ? length : this.#living(out, length);
	}

	/** Leaves out the units that are gone; tells how many are left. */
	#living({ units, counts }: Postings, length: number): number {
		let kept = 0;
		for (let at = 0; at < length; at++) {
			const unit = units[at] ?? 0;
			if (this.unitSlot[unit] === DEAD) continue;
			units[kept] = unit;
			counts[kept++] = counts[at] ?? 0;
		}
		return kept;
	}
}

/** Place of a number in an ascending list, -1 when it is not there. */
function indexOf(list: Uint32Array, value: number): number {
	let [low, high] = [0, list.length - 1];
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = list[middle] ?? 0;
		if (found === value) return middle;
		if (found < value) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}
