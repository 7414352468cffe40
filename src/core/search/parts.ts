/**
 * All parts of the index and what ties them together: notes come and go here, and parts are kept few.
 *
 * Nothing that is asked depends on how notes are spread over parts.
 */
import { Catalog } from './catalog';
import { dayInName } from './dates';
import { Dictionary } from './dictionary';
import { LINK_MARK } from './facets';
import { Head, Tally } from './head';
import { languageOfDraft } from './draft-language';
import type { Language } from './languages';
import { LinkTargets } from './link-targets';
import { mergeSegments, type Merged } from './merge';
import { draftOf, namesOf, UNIT, type IndexedNote, type NoteDraft } from './note-draft';
import { DEAD, eachUnitWord, KIND_LENGTH, kindAt, type Part } from './part';
import type { Place } from './places';
import { hasTarget, readContent, readContentHead, readFacts, readNames, type ContentRecord, type NamesRecord } from './record';
import { ScratchShelf } from './scratch';
import { Segment } from './segment';
import { TermMemo } from './term-memo';
import { titleOf } from '../lib/vault-path';

/** The head is sealed at so many bytes of words (about 250 notes): sealing then takes some milliseconds. */
const HEAD_BYTES = 200_000;
/** So many segments of about one size are merged into one. */
const MERGE_AT_ONCE = 6;
/** Segments with more bytes of words than this are not merged into larger ones, only swept. */
const MAX_SEGMENT_BYTES = 12_000_000;
/** A segment is swept when this share of it is gone. */
const SWEEP_SHARE = 0.4;

export class Parts {
	readonly dictionary = new Dictionary();
	readonly catalog = new Catalog();
	readonly links = new LinkTargets(this.catalog, (form) => this.dictionary.textOf(form).slice(LINK_MARK.length));
	readonly scratch = new ScratchShelf();
	readonly memo = new TermMemo();
	readonly #tally = new Tally();
	head = new Head(this.dictionary, this.#tally);
	segments: Segment[] = [];
	/** Raised by every change: what was counted across one is worth nothing. */
	changes = 0;
	/** How many passages living notes have, each note's names counting as one. */
	passages = 0;
	#merging: { readonly sources: readonly Segment[]; readonly work: Generator<void, Merged, void> } | null = null;

	all(): readonly Part[] {
		return this.head.units > 0 ? [...this.segments, this.head] : this.segments;
	}

	/** Takes a note in; there is none at its path. */
	add(indexed: IndexedNote): void {
		this.changes++;
		const draft = draftOf(indexed);
		const language = languageOfDraft(draft);
		const { path, mtime, size } = draft;
		const slot = this.catalog.add({ path, language, day: draft.day ?? dayInName(path), mtime, size });
		this.#addNames(slot, draft);
		const targets = draft.targets.map((key) => this.dictionary.add(LINK_MARK + key));
		const { record, length } = this.head.addContent(draft, { slot, language, targets });
		this.catalog.setContent(slot, { part: this.head, record }, length);
		this.passages += passagesIn({ part: this.head, record }) + 1;
		this.links.addNote(slot);
		this.links.addLinks(targets);
		if (this.head.weight > HEAD_BYTES) this.seal();
	}

	remove(slot: number): void {
		this.changes++;
		const content = this.catalog.contents(slot);
		this.links.removeLinks(this.targetsOf(slot));
		for (const place of [this.catalog.names(slot), content]) if (place) this.#drop(place, slot);
		this.passages -= (content ? passagesIn(content) : 0) + 1;
		this.links.removeNote(slot);
		this.catalog.remove(slot);
	}

	/** Gives a note another path, where there is none. What it says is not touched. */
	rename(slot: number, to: string): void {
		this.changes++;
		const { ownTitle, aliases } = this.namesOf(slot);
		this.links.removeNote(slot);
		this.catalog.rename(slot, to, this.contentOf(slot)?.day ?? dayInName(to));
		this.links.addNote(slot);
		const before = this.catalog.names(slot);
		if (before) this.#drop(before, slot);
		this.#addNames(slot, { path: to, ownTitle, aliases });
	}

	namesOf(slot: number): NamesRecord {
		const place = this.catalog.names(slot);
		return place ? readNames(place.part.layout, place.part.recordLayout[place.record] ?? 0) : { path: '', ownTitle: null, aliases: [] };
	}

	contentOf(slot: number): ContentRecord | null {
		const place = this.catalog.contents(slot);
		return place ? readContent(place.part.layout, place.part.recordLayout[place.record] ?? 0) : null;
	}

	/** Forms of the notes that a note links to. */
	targetsOf(slot: number): number[] {
		const place = this.catalog.contents(slot);
		return place ? readFacts(place.part.layout, place.part.recordLayout[place.record] ?? 0).targets.slice() : [];
	}

	/** Whether a note links to a note by one of these forms. Asked of all notes at once. */
	hasTarget(slot: number, forms: ReadonlySet<number>): boolean {
		const place = this.catalog.contents(slot);
		return place ? hasTarget(place.part.layout, place.part.recordLayout[place.record] ?? 0, forms) : false;
	}

	versionOf(slot: number): string | null {
		const place = this.catalog.contents(slot);
		return place ? readContentHead(place.part.layout, place.part.recordLayout[place.record] ?? 0).version : null;
	}

	/** Takes in a note whose records stand in a part already. */
	place(slot: number, names: Place, content: Place): void {
		this.changes++;
		const { targets } = readFacts(content.part.layout, content.part.recordLayout[content.record] ?? 0);
		this.catalog.setNames(slot, names, lengthOf(names));
		this.catalog.setContent(slot, content, lengthOf(content));
		this.passages += passagesIn(content) + 1;
		this.links.addNote(slot);
		this.links.addLinks(targets);
	}

	/** Makes a segment of what was taken in last. */
	seal(): void {
		if (this.head.units === 0) return;
		this.changes++;
		const { head } = this;
		const segment = head.seal();
		this.segments = [...this.segments, segment];
		this.head = new Head(this.dictionary, this.#tally);
		this.#relocate(head, segment);
	}

	/** Takes in a segment made elsewhere. */
	addSegment(segment: Segment): void {
		this.changes++;
		this.segments = [...this.segments, segment];
	}

	/** True when `tend` has something to do. */
	get isUntidy(): boolean {
		return this.#merging !== null || this.#toMerge() !== null;
	}

	/** Merges and sweeps segments while `mayGoOn`; true when there is more to do. */
	tend(mayGoOn: () => boolean): boolean {
		do {
			if (!this.#merging) {
				const sources = this.#toMerge();
				if (!sources) return false;
				this.#merging = { sources, work: mergeSegments(sources) };
			}
			const step = this.#merging.work.next();
			if (step.done) this.#replace(this.#merging.sources, step.value);
		} while (mayGoOn());
		return this.isUntidy;
	}

	#replace(sources: readonly Segment[], { segment, origins }: Merged): void {
		this.#merging = null;
		this.changes++;
		origins.forEach(({ source, record }, own) => {
			const slot = source.recordSlot[record] ?? DEAD;
			segment.assign(own, slot);
			if (slot !== DEAD) this.catalog.move(slot, { part: source, record }, { part: segment, record: own });
		});
		for (const source of sources) this.catalog.places.release(source);
		this.segments = [...this.segments.filter((one) => !sources.includes(one)), ...(segment.recordSlot.some((slot) => slot !== DEAD) ? [segment] : [])];
	}

	/** The smallest segments when there are enough of about one size, or one that is mostly gone. */
	#toMerge(): Segment[] | null {
		const full = this.segments.filter(({ isFilling }) => !isFilling);
		const swept = full.find(({ deadUnits, units }) => deadUnits > SWEEP_SHARE * units);
		if (swept) return [swept];
		const bySize = full.filter(({ words }) => words.length <= MAX_SEGMENT_BYTES / 2).sort((a, b) => a.words.length - b.words.length);
		for (let from = 0; from + MERGE_AT_ONCE <= bySize.length; from++) {
			const group = bySize.slice(from, from + MERGE_AT_ONCE);
			if ((group.at(-1)?.words.length ?? 0) <= MERGE_AT_ONCE * (group[0]?.words.length ?? 0)) return group;
		}
		return null;
	}

	#addNames(slot: number, names: Pick<NoteDraft, 'path' | 'ownTitle' | 'aliases'>): void {
		const units = namesOf(names.ownTitle ?? titleOf(names.path), names.aliases);
		const language = (this.catalog.languages[slot] ?? 0) as Language;
		const { record, length } = this.head.addNames(names, units, { slot, language });
		this.catalog.setNames(slot, { part: this.head, record }, length);
	}

	/** Marks a record as gone, and takes back its words. */
	#drop({ part, record }: Place, slot: number): void {
		const language = (this.catalog.languages[slot] ?? 0) as Language;
		this.disuse({ part, record }, language);
		if (part instanceof Segment) part.assign(record, DEAD);
		else this.head.drop(record);
	}

	/** Takes back the words of a record. */
	disuse({ part, record }: Place, language: Language): void {
		for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) {
			eachUnitWord(part, unit, (form) => this.dictionary.disuse(form, language));
		}
	}

	#relocate(from: Part, to: Segment): void {
		for (let record = 0; record < to.records; record++) {
			const slot = to.recordSlot[record] ?? DEAD;
			if (slot !== DEAD) this.catalog.move(slot, { part: from, record }, { part: to, record });
		}
		this.catalog.places.release(from);
	}
}

/** Weighted words of a record, in halves. */
function lengthOf({ part, record }: Place): number {
	let length = 0;
	for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) length += (part.unitLength[unit] ?? 0) * (KIND_LENGTH[kindAt(part, unit)] ?? 0);
	return length;
}

function passagesIn({ part, record }: Place): number {
	let [count, last] = [0, -1];
	for (let unit = part.recordUnits[record] ?? 0; unit < (part.recordUnits[record + 1] ?? 0); unit++) {
		const passage = kindAt(part, unit) <= UNIT.property ? (part.unitPassage[unit] ?? 0) : last;
		if (passage !== last) count++;
		last = passage;
	}
	return count;
}
