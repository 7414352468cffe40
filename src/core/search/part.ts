/**
 * A part of the index: some notes' units, their words in order, and for each word the units that hold it.
 *
 * The index is made of parts, so that a change is cheap (it goes into a small one) and so is saving (a part that
 * is full never changes again). A note is two records, what it is called and what it says, so that a rename moves
 * one and leaves the other. What is gone is only marked; see `merge.ts`.
 *
 * A posting names a note's record with what the word weighs in it, then its units and how often each has the word. Where in the unit stands in `words`, in reading order: all
 * that needs positions (phrases, neighbours, marks, snippets, related notes, taking a note out) begins with a unit
 * and wants its words side by side.
 */
import { ByteReader } from './bytes';
import { UNIT, type UnitKind } from './note-draft';
import type { NotePostings } from './note-postings';
import type { NoteTally } from './note-tally';
import type { Postings } from './postings';

export { DEAD } from './postings';

/** In `unitPassage`: in none. */
export const NO_PASSAGE = 0xffffffff;

/** How much a word counts by where it stands, in halves of a body word, so that sums are whole numbers. */
export const KIND_WEIGHT: readonly number[] = [2, 3, 2, 2, 6, 6, 2, 2, 0];
/** The same for the length of a note: the text of links is another note's, facets are no words. */
export const KIND_LENGTH: readonly number[] = [2, 3, 2, 2, 6, 6, 2, 0, 0];

export interface Part {
	readonly records: number;
	/** The note (see `catalog.ts`), or `DEAD`. */
	readonly recordSlot: Uint32Array;
	/** First unit of each record, and the end of the last. */
	readonly recordUnits: Uint32Array;
	/** Where each record's `record.ts` bytes begin in `layout`. */
	readonly recordLayout: Uint32Array;
	readonly layout: Uint8Array;
	readonly units: number;
	/** How many of them are gone. */
	readonly deadUnits: number;
	readonly unitSlot: Uint32Array;
	readonly unitKind: Uint8Array;
	/** Words in the unit, 65,535 at most. */
	readonly unitLength: Uint16Array;
	/** Passage within the part, `NO_PASSAGE`, or for a link the form of its target. */
	readonly unitPassage: Uint32Array;
	/** Where each unit's words begin in `words`, and the end of the last. */
	readonly unitWords: Uint32Array;
	readonly words: Uint8Array;
	readonly passages: number;
	/** Words in the passage, weighted, in halves. */
	readonly passageLength: Uint32Array;
	/** Adds what `form` weighs in each living note that has it. */
	tallyNotes(form: number, tally: NoteTally): void;
	/** Begins to read which living notes have `form`, and where: `nextNotes` has them. */
	openNotes(form: number, out: NotePostings): void;
	/** Fills `out` with the next of them; false when there are no more. */
	nextNotes(out: NotePostings): boolean;
	/** Begins to read the living units that hold `form`, ascending: `next` has them. */
	open(form: number, out: Postings): void;
	/** Fills `out` with the next of them; false when there are no more. */
	next(out: Postings): boolean;
}

export function kindAt(part: Part, unit: number): UnitKind {
	return (part.unitKind[unit] ?? UNIT.body) as UnitKind;
}

/** The first word of a unit, -1 when it has none. */
export function firstWordOf(part: Part, unit: number): number {
	const start = part.unitWords[unit] ?? 0;
	return start < (part.unitWords[unit + 1] ?? 0) ? new ByteReader(part.words, start).varint() : -1;
}

export type UnitWordListener = (form: number, start: number, length: number) => void;

/** Reads the words of a unit back, in order: form, start relative to the unit, length in the text (0: that of the form). */
export function eachUnitWord(part: Part, unit: number, onWord: UnitWordListener): void {
	const reader = new ByteReader(part.words, part.unitWords[unit] ?? 0);
	const end = part.unitWords[unit + 1] ?? 0;
	let start = 0;
	while (reader.at < end) {
		const form = reader.varint();
		const step = reader.varint();
		start += step >> 1;
		onWord(form, start, step & 1 ? reader.varint() : 0);
	}
}

/** The forms of a unit in order: what `eachUnitWord` tells but for the places, in half of the time. */
export function eachUnitForm({ words, unitWords }: Part, unit: number, onForm: (form: number) => void): void {
	const end = unitWords[unit + 1] ?? 0;
	for (let at = unitWords[unit] ?? 0; at < end; ) {
		let byte = words[at++] ?? 0;
		let form = byte & 127;
		for (let shift = 7; byte > 127; shift += 7) {
			byte = words[at++] ?? 0;
			form |= (byte & 127) << shift;
		}
		onForm(form);
		// The step's lowest bit tells whether a length follows.
		const hasLength = (words[at] ?? 0) & 1;
		while ((words[at++] ?? 0) > 127);
		if (hasLength) while ((words[at++] ?? 0) > 127);
	}
}

/** All units of a record. */
export function unitsOfRecord({ part, record }: { readonly part: Part; readonly record: number }): number[] {
	const units: number[] = [];
	for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) units.push(unit);
	return units;
}

/** All units of the passage that `unit` is in. */
export function unitsOfPassage({ unitPassage, unitKind, units: count }: Part, unit: number): number[] {
	const passage = unitPassage[unit];
	const isIn = (other: number): boolean => unitPassage[other] === passage && (unitKind[other] ?? UNIT.facets) <= UNIT.property;
	let first = unit;
	while (first > 0 && isIn(first - 1)) first--;
	const units: number[] = [];
	for (let at = first; at < count && isIn(at); at++) units.push(at);
	return units;
}
