/**
 * A part that is full: typed arrays only, so that it can be saved as it is and used as it was read.
 * Only which of its records are gone changes.
 */
import { DEAD, type Part } from './part';
import type { NotePostings } from './note-postings';
import type { NoteTally } from './note-tally';
import type { Postings } from './postings';

/** What a segment is made of, and what is saved of it. Named in `part.ts`; the last three are the postings. */
export interface SegmentArrays {
	readonly recordUnits: Uint32Array;
	readonly recordLayout: Uint32Array;
	readonly layout: Uint8Array;
	readonly unitKind: Uint8Array;
	readonly unitLength: Uint16Array;
	readonly unitPassage: Uint32Array;
	readonly unitWords: Uint32Array;
	readonly words: Uint8Array;
	readonly passageLength: Uint32Array;
	/** Forms that occur, ascending. */
	readonly forms: Uint32Array;
	/** Where the postings of each begin, and the end of the last. */
	readonly offsets: Uint32Array;
	/** See `postings.ts`. */
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
	readonly unitLength: Uint16Array;
	readonly unitPassage: Uint32Array;
	readonly unitWords: Uint32Array;
	readonly words: Uint8Array;
	readonly passages: number;
	readonly passageLength: Uint32Array;
	readonly postings: Uint8Array;
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
		this.postings = arrays.postings;
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

	tallyNotes(form: number, tally: NoteTally): void {
		const { forms, offsets } = this.arrays;
		const index = indexOf(forms, form);
		if (index >= 0) tally.addRecords(this, offsets[index] ?? 0);
	}

	openNotes(form: number, out: NotePostings): void {
		this.#begin(form, out);
	}

	nextNotes(out: NotePostings): boolean {
		out.decode(this);
		return out.length > 0;
	}

	open(form: number, out: Postings): void {
		this.#begin(form, out);
	}

	next(out: Postings): boolean {
		out.decode(this);
		return out.length > 0;
	}

	#begin(form: number, out: Postings | NotePostings): void {
		const { forms, offsets, postings } = this.arrays;
		const index = indexOf(forms, form);
		out.begin(postings, index < 0 ? 0 : (offsets[index] ?? 0), index < 0 ? 0 : (offsets[index + 1] ?? 0));
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
