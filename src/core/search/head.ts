/**
 * The part that grows: takes notes in one by one, and can be asked at any moment. When it is full it is sealed into
 * a `Segment` and another one is begun.
 */
import { MAX_FORM, scanWords } from './analyse';
import { GrowingU16, GrowingU32, GrowingU8, withRoom } from './bytes';
import type { Dictionary } from './dictionary';
import type { Language } from './languages';
import { UNIT, type NoteDraft, type UnitDraft } from './note-draft';
import { DEAD, KIND_LENGTH, KIND_WEIGHT, NO_PASSAGE, type Part } from './part';
import { FOUND, type NotePostings } from './note-postings';
import type { NoteTally } from './note-tally';
import { Postings } from './postings';
import { writeContent, writeNames, type NamesRecord } from './record';
import { Segment } from './segment';
import { PostingsWriter } from './write-postings';

export interface AddedRecord {
	readonly record: number;
	/** Weighted words, in halves: see `KIND_LENGTH`. */
	readonly length: number;
}

/** Counts forms of one unit after the other. As large as the dictionary, so one serves all heads, one at a time. */
export class Tally {
	/** By form, the head's newest entry + 1, 0 where there is none. */
	newest: Uint32Array = new Uint32Array(4096);
	readonly #seen = new GrowingU32();
	#counts: Uint32Array = new Uint32Array(4096);

	add(form: number): void {
		if (form >= this.#counts.length) {
			this.#counts = withRoom(this.#counts, form + 1);
			this.newest = withRoom(this.newest, form + 1);
		}
		const before = this.#counts[form] ?? 0;
		if (before === 0) this.#seen.push(form);
		this.#counts[form] = before + 1;
	}

	/** Tells of each form with its count, in order of first sight, and forgets it. */
	empty(onForm: (form: number, count: number) => void): void {
		for (let at = 0; at < this.#seen.length; at++) {
			const form = this.#seen.data[at] ?? 0;
			onForm(form, this.#counts[form] ?? 0);
			this.#counts[form] = 0;
		}
		this.#seen.length = 0;
	}
}

export class Head implements Part {
	readonly layoutBytes = new GrowingU8(4096);
	readonly #slots = new GrowingU32();
	readonly #firstUnits = new GrowingU32();
	readonly #layouts = new GrowingU32();
	readonly #kinds = new GrowingU8();
	readonly #unitSlots = new GrowingU32();
	readonly #lengths = new GrowingU16();
	readonly #inPassage = new GrowingU32();
	readonly #wordStarts = new GrowingU32();
	private readonly wordBytes = new GrowingU8(16_384);
	readonly #passageLengths = new GrowingU32();
	/** Postings in order of writing, chained by form: unit, count, entry before + 1. */
	readonly #entryUnit = new GrowingU32(4096);
	readonly #entryCount = new GrowingU32(4096);
	readonly #entryBefore = new GrowingU32(4096);
	/** All that have entries. */
	readonly #forms = new GrowingU32(4096);
	readonly #read = new Postings();
	deadUnits = 0;

	/** `tally` is lent while notes are added: see `Tally`. */
	constructor(
		private readonly dictionary: Dictionary,
		private readonly tally: Tally,
	) {
		this.#firstUnits.push(0);
		this.#wordStarts.push(0);
		tally.newest.fill(0);
	}

	get records(): number {
		return this.#slots.length;
	}
	get recordSlot(): Uint32Array {
		return this.#slots.data;
	}
	get recordUnits(): Uint32Array {
		return this.#firstUnits.data;
	}
	get recordLayout(): Uint32Array {
		return this.#layouts.data;
	}
	get layout(): Uint8Array {
		return this.layoutBytes.data;
	}
	get units(): number {
		return this.#unitSlots.length;
	}
	get unitSlot(): Uint32Array {
		return this.#unitSlots.data;
	}
	get unitKind(): Uint8Array {
		return this.#kinds.data;
	}
	get unitLength(): Uint16Array {
		return this.#lengths.data;
	}
	get unitPassage(): Uint32Array {
		return this.#inPassage.data;
	}
	get unitWords(): Uint32Array {
		return this.#wordStarts.data;
	}
	get words(): Uint8Array {
		return this.wordBytes.data;
	}
	get passages(): number {
		return this.#passageLengths.length;
	}
	get passageLength(): Uint32Array {
		return this.#passageLengths.data;
	}
	/** Bytes of words taken in: what sealing costs grows with them. */
	get weight(): number {
		return this.wordBytes.length;
	}

	addNames(names: NamesRecord, units: readonly UnitDraft[], { slot, language }: { slot: number; language: Language }): AddedRecord {
		const record = this.#open(slot);
		writeNames(this.layoutBytes, names);
		return { record, length: this.#addUnits(units, slot, language) };
	}

	addContent(draft: NoteDraft, { slot, language, targets }: { slot: number; language: Language; targets: readonly number[] }): AddedRecord {
		const record = this.#open(slot);
		writeContent(this.layoutBytes, { version: draft.version, language, day: draft.day, targets }, draft);
		return { record, length: this.#addUnits(draft.content, slot, language) };
	}

	/** Unit by unit. */
	tallyNotes(form: number, tally: NoteTally): void {
		let lastPassage = -1;
		this.#eachUnitWith(form, (unit, slot, count) => {
			const kind = this.#kinds.data[unit] ?? 0;
			const target = this.#inPassage.data[unit] ?? 0;
			const isPart = kind <= UNIT.property;
			tally.add(slot, { place: placeOf(kind), weight: count * (KIND_WEIGHT[kind] ?? 0), blocks: isPart && kind !== UNIT.heading ? 1 : 0, passages: isPart && target !== lastPassage ? 1 : 0, target });
			if (isPart) lastPassage = target;
		});
	}

	openNotes(form: number, out: NotePostings): void {
		out.at = form;
	}

	/** All at once. */
	nextNotes(out: NotePostings): boolean {
		out.length = 0;
		this.#eachUnitWith(out.at, (unit, slot) => {
			out.makeRoom(out.length + 1);
			out.add(slot, placeOf(this.#kinds.data[unit] ?? 0), this.#inPassage.data[unit]);
		});
		out.at = -1;
		return out.length > 0;
	}

	#eachUnitWith(form: number, tell: (unit: number, slot: number, count: number) => void): void {
		const read = this.#read;
		this.open(form, read);
		this.next(read);
		for (let at = 0; at < read.length; at++) tell(read.units[at] ?? 0, this.#unitSlots.data[read.units[at] ?? 0] ?? DEAD, read.counts[at] ?? 0);
	}

	open(form: number, out: Postings): void {
		out.at = this.tally.newest[form] ?? 0;
	}

	/** The chain begins with the newest, and the oldest is wanted first: all at once, written from the end. */
	next(out: Postings): boolean {
		const first = out.at;
		let most = 0;
		for (let entry = first; entry > 0; entry = this.#entryBefore.data[entry - 1] ?? 0) most++;
		out.makeRoom(most);
		let at = most;
		for (let entry = first; entry > 0; entry = this.#entryBefore.data[entry - 1] ?? 0) {
			const unit = this.#entryUnit.data[entry - 1] ?? 0;
			if (this.#unitSlots.data[unit] === DEAD) continue;
			out.units[--at] = unit;
			out.counts[at] = this.#entryCount.data[entry - 1] ?? 0;
		}
		out.units.copyWithin(0, at, most);
		out.counts.copyWithin(0, at, most);
		out.length = most - at;
		out.at = 0;
		return out.length > 0;
	}

	/** Marks a record as gone. */
	drop(record: number): void {
		const [first, end] = [this.#firstUnits.data[record] ?? 0, this.#firstUnits.data[record + 1] ?? 0];
		this.#slots.data[record] = DEAD;
		this.#unitSlots.data.fill(DEAD, first, end);
		this.deadUnits += end - first;
	}

	/** The same records as a part that does not change any more. */
	seal(): Segment {
		const arrays = {
			recordUnits: this.#firstUnits.trimmed(),
			recordLayout: this.#layouts.trimmed(),
			layout: this.layoutBytes.trimmed(),
			unitKind: this.#kinds.trimmed(),
			unitLength: this.#lengths.trimmed(),
			unitPassage: this.#inPassage.trimmed(),
			unitWords: this.#wordStarts.trimmed(),
			words: this.wordBytes.trimmed(),
			passageLength: this.#passageLengths.trimmed(),
		};
		const all = this.#forms.trimmed().sort();
		const [forms, offsets, postings] = [new GrowingU32(all.length), new GrowingU32(all.length + 1), new GrowingU8(this.#entryUnit.length * 3)];
		offsets.push(0);
		const writer = new PostingsWriter(arrays);
		for (const form of all) {
			this.open(form, this.#read);
			// Those that only notes had that are gone are left out.
			if (!this.next(this.#read)) continue;
			writer.write(postings, this.#read);
			forms.push(form);
			offsets.push(postings.length);
		}
		return new Segment({ ...arrays, forms: forms.trimmed(), offsets: offsets.trimmed(), postings: postings.trimmed() }, this.#slots.trimmed());
	}

	#open(slot: number): number {
		this.#layouts.push(this.layoutBytes.length);
		return this.#slots.push(slot);
	}

	#addUnits(units: readonly UnitDraft[], slot: number, language: Language): number {
		let length = 0;
		for (const unit of units) length += this.#addUnit(unit, slot, language);
		this.#firstUnits.push(this.#unitSlots.length);
		return length;
	}

	#addUnit(draft: UnitDraft, slot: number, language: Language): number {
		const unit = this.#unitSlots.push(slot);
		this.#kinds.push(draft.kind);
		const words = this.#addWords(draft);
		this.#lengths.push(draft.kind === UNIT.facets ? 0 : words);
		this.tally.empty((form, count) => {
			this.dictionary.use(form, language, count);
			const { newest } = this.tally;
			const before = newest[form] ?? 0;
			if (before === 0) this.#forms.push(form);
			this.#entryBefore.push(before);
			this.#entryUnit.push(unit);
			newest[form] = this.#entryCount.push(count) + 1;
		});
		this.#wordStarts.push(this.wordBytes.length);
		const length = (this.#lengths.data[unit] ?? 0) * (KIND_LENGTH[draft.kind] ?? 0);
		this.#inPassage.push(this.#placeOf(draft, length));
		return length;
	}

	#placeOf(draft: UnitDraft, length: number): number {
		if (draft.kind === UNIT.link) return this.dictionary.add(draft.forms[0] ?? '');
		if (draft.kind > UNIT.property) return NO_PASSAGE;
		if (draft.opensPassage) return this.#passageLengths.push(length);
		const passage = this.#passageLengths.length - 1;
		this.#passageLengths.data[passage] = (this.#passageLengths.data[passage] ?? 0) + length;
		return passage;
	}

	/** Writes the words of a unit and tallies them; tells how many there are. */
	#addWords(draft: UnitDraft): number {
		const { tally, dictionary, wordBytes } = this;
		let last = draft.start;
		let words = 0;
		const add = (form: number, start: number, length: number): void => {
			const isAsLong = length === dictionary.lengthOf(form);
			wordBytes.varint(form);
			wordBytes.varint((start - last) * 2 + (isAsLong ? 0 : 1));
			if (!isAsLong) wordBytes.varint(length);
			last = start;
			words++;
			tally.add(form);
		};
		if (draft.kind === UNIT.facets) for (const form of draft.forms) add(dictionary.add(form), draft.start, form.length);
		else {
			scanWords(draft.text, draft, {
				onPlain: (start, end) => add(dictionary.addPlain(draft.text, start, Math.min(end, start + MAX_FORM)), start, end - start),
				onWord: (form, start, end) => add(dictionary.add(form), start, end - start),
			});
		}
		return words;
	}
}

function placeOf(kind: number): number {
	if (kind === UNIT.facets) return FOUND.facets;
	if (kind === UNIT.link) return FOUND.link;
	return kind === UNIT.title || kind === UNIT.alias ? FOUND.names : FOUND.text;
}
