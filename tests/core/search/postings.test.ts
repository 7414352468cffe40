/** Postings are read as they were written, whole and by note; and passages are worth the same whichever way they are read. */
import fc from 'fast-check';
import { readNote } from '../../../src/core/lib/markdown';
import { GrowingU8 } from '../../../src/core/search/bytes';
import { UNIT } from '../../../src/core/search/note-draft';
import { FOUND, NotePostings } from '../../../src/core/search/note-postings';
import { DEAD, KIND_WEIGHT } from '../../../src/core/search/part';
import { Parts } from '../../../src/core/search/parts';
import { NoteScorer } from '../../../src/core/search/note-scorer';
import { NoteTally } from '../../../src/core/search/note-tally';
import { averagePassage, PassageScorer } from '../../../src/core/search/passage-scorer';
import { PassageWords } from '../../../src/core/search/passage-words';
import { Postings } from '../../../src/core/search/postings';
import { queryTerms } from '../../../src/core/search/query';
import { rangesOf } from '../../../src/core/search/rank';
import { formsFor } from '../../../src/core/search/term-forms';
import { PostingsWriter } from '../../../src/core/search/write-postings';

/** A unit: its kind, how often it has the form (0: not at all), and whether a passage begins. */
const unit = fc.record({ kind: fc.constantFrom(...Object.values(UNIT)), count: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(5), fc.nat(400)), opens: fc.boolean() });
const record = fc.record({ units: fc.array(unit, { maxLength: 12 }), isGone: fc.boolean(), isWanted: fc.boolean() });
const records = fc.array(fc.oneof({ weight: 5, arbitrary: record }, { weight: 1, arbitrary: fc.record({ units: fc.array(unit, { minLength: 30, maxLength: 60 }), isGone: fc.constant(false), isWanted: fc.boolean() }) }), { minLength: 1, maxLength: 40 });

type Drawn = typeof records extends fc.Arbitrary<infer T> ? T : never;

function written(drawn: Drawn) {
	const units = drawn.flatMap((one, at) => one.units.map((own) => ({ ...own, record: at })));
	let passage = 0;
	const part = {
		recordUnits: Uint32Array.from({ length: drawn.length + 1 }, (_value, at) => drawn.slice(0, at).reduce((sum, one) => sum + one.units.length, 0)),
		recordSlot: Uint32Array.from(drawn, ({ isGone }, at) => (isGone ? DEAD : at + 7)),
		unitKind: Uint8Array.from(units, ({ kind }) => kind),
		// A passage is of one record alone.
		unitPassage: Uint32Array.from(units, ({ opens, record: own }, at) => (passage += opens || units[at - 1]?.record !== own ? 1 : 0)),
	};
	const has = units.flatMap(({ count }, at) => (count > 0 ? [at] : []));
	const out = new GrowingU8();
	// Something stands before, as in a part.
	out.varint(99);
	const start = out.length;
	if (has.length > 0) new PostingsWriter(part).write(out, { units: Uint32Array.from(has), counts: Uint32Array.from(has, (at) => units[at]?.count ?? 0), length: has.length });
	return { units, has, start, part: { ...part, postings: out.trimmed() } };
}

function unitsRead(reader: Postings, { start, part }: ReturnType<typeof written>): [number, number][] {
	const read: [number, number][] = [];
	reader.begin(part.postings, start, part.postings.length);
	for (reader.decode(part); reader.length > 0; reader.decode(part)) for (let at = 0; at < reader.length; at++) read.push([reader.units[at] ?? 0, reader.counts[at] ?? 0]);
	return read;
}

describe('postings', () => {
	it('are read as they were written, of living records, at once and a few at a time', () => {
		fc.assert(
			fc.property(records, fc.integer({ min: 1, max: 9 }), (drawn, most) => {
				const made = written(drawn);
				const living = made.has.filter((at) => !drawn[made.units[at]?.record ?? 0]?.isGone).map((at) => [at, made.units[at]?.count ?? 0]);
				expect(unitsRead(new Postings(), made)).toEqual(living);
				expect(unitsRead(new Postings(most), made)).toEqual(living);
			}),
			{ numRuns: 300 },
		);
	});

	it('are read of the records that are wanted', () => {
		fc.assert(
			fc.property(records, fc.integer({ min: 1, max: 9 }), (drawn, most) => {
				const made = written(drawn);
				const reader = new Postings(most);
				reader.ranges = Int32Array.from(drawn.flatMap(({ isWanted, units }, at) => (isWanted && units.length > 0 ? [made.part.recordUnits[at] ?? 0, made.part.recordUnits[at + 1] ?? 0] : [])));
				const wanted = made.has.filter((at) => drawn[made.units[at]?.record ?? 0]?.isWanted && !drawn[made.units[at]?.record ?? 0]?.isGone);
				expect(unitsRead(reader, made).map(([at]) => at)).toEqual(wanted);
			}),
			{ numRuns: 300 },
		);
	});

	it('tell of each note where it has the form', () => {
		fc.assert(
			fc.property(records, (drawn) => {
				const made = written(drawn);
				const told: string[] = [];
				const reader = new NotePostings();
				reader.begin(made.part.postings, made.start, made.part.postings.length);
				for (reader.decode(made.part); reader.length > 0; reader.decode(made.part)) for (let at = 0; at < reader.length; at++) told.push([reader.slots[at], reader.places[at], reader.places[at] === FOUND.link ? reader.targets[at] : ''].join(' '));
				expect(new Set(told)).toEqual(placesIn(drawn, made));
			}),
			{ numRuns: 300 },
		);
	});

	it('come to what their units come to', () => {
		fc.assert(
			fc.property(records, fc.constantFrom(1, 0.5), fc.constantFrom(0xff, 1, 2), (drawn, weight, languages) => {
				const made = written(drawn);
				const slots = drawn.length + 7;
				// Every other note is of another language, and links lead to notes by the number of their form.
				const notes = { languages: Uint8Array.from({ length: slots }, (_value, slot) => slot & 1), slotOf: (target: number) => linkedBy(target, slots) };
				const scratch = { whole: new Float32Array(slots), names: new Float32Array(slots), touched: new Uint32Array(slots) };
				const tally = new NoteTally(notes, scratch);
				tally.begin();
				tally.setForm({ languages, weight });
				if (made.has.length > 0) tally.addRecords(made.part, made.start);
				const expected = sums(drawn, made, { weight, isWanted: (slot) => ((languages >> (slot & 1)) & 1) === 1, slots });
				expect({ whole: [...scratch.whole], names: [...scratch.names], blocks: tally.blocks, passages: tally.passages }).toEqual(expected);
				expect([...scratch.touched.slice(0, tally.notes)].sort((x, y) => x - y)).toEqual(expected.whole.flatMap((value, slot) => (value > 0 ? [slot] : [])));
				expect(tally.named).toBe(expected.names.filter((value) => value > 0).length);
			}),
			{ numRuns: 300 },
		);
	});
});

/** Some links lead nowhere. */
function linkedBy(target: number, slots: number): number {
	return target % 5 === 0 ? -1 : target % slots;
}

function placesIn(drawn: Drawn, { units, part }: ReturnType<typeof written>): Set<string> {
	const inNames = new Set(units.flatMap(({ kind, count, record: own }) => (count > 0 && (kind === UNIT.title || kind === UNIT.alias) ? [own] : [])));
	return new Set(units.flatMap(({ kind, count, record: own }, at) => {
		if (count === 0 || drawn[own]?.isGone) return [];
		if (kind === UNIT.facets) return [`${own + 7} ${FOUND.facets} `];
		if (kind === UNIT.link) return [`${own + 7} ${FOUND.link} ${part.unitPassage[at]}`];
		return [`${own + 7} ${inNames.has(own) ? FOUND.names : FOUND.text} `];
	}));
}

/** The same, unit by unit. A record with a name in it counts as a name. */
function sums(drawn: Drawn, { units, part }: ReturnType<typeof written>, { weight, isWanted, slots }: { weight: number; isWanted: (slot: number) => boolean; slots: number }) {
	const [whole, names] = [new Array<number>(slots).fill(0), new Array<number>(slots).fill(0)];
	const inNames = new Set(units.flatMap(({ kind, count, record: own }) => (count > 0 && (kind === UNIT.title || kind === UNIT.alias) ? [own] : [])));
	const passages = new Set<number | undefined>();
	let blocks = 0;
	units.forEach(({ kind, count, record: own }, at) => {
		const slot = own + 7;
		if (count === 0 || drawn[own]?.isGone || !isWanted(slot) || kind === UNIT.facets) return;
		const to = kind === UNIT.link ? linkedBy(part.unitPassage[at] ?? 0, slots) : slot;
		if (to < 0) return;
		const worth = weight * count * (kind === UNIT.link ? 2 : (KIND_WEIGHT[kind] ?? 0));
		whole[to] = (whole[to] ?? 0) + worth;
		if (kind === UNIT.link) return;
		if (inNames.has(own)) names[to] = (names[to] ?? 0) + worth;
		if (kind > UNIT.property) return;
		if (kind !== UNIT.heading) blocks++;
		passages.add(part.unitPassage[at]);
	});
	return { whole, names, blocks, passages: passages.size };
}

describe('passages', () => {
	const word = fc.constantFrom('pump', 'pumps', 'pumping', 'well', 'garden', 'gardens', 'gate', 'x', 'the');
	const line = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
	const note = fc.array(fc.tuple(fc.constantFrom('', '# ', '- '), line), { minLength: 1, maxLength: 8 }).map((lines) => lines.map(([mark, text]) => mark + text).join('\n\n'));

	it('are worth the same read word by word and from the postings', () => {
		fc.assert(
			fc.property(fc.array(note, { minLength: 1, maxLength: 12 }), fc.nat(12), line, (texts, sealed, query) => {
				const parts = new Parts();
				texts.forEach((text, at) => {
					if (at === sealed) parts.seal();
					parts.add({ path: `${at}.md`, text, version: '', note: readNote(`${at}.md`, text) });
				});
				const [byPostings, byWords] = [false, true].map((isRead) => scored(parts, query, { isRead, isChosen: (slot) => slot % 3 !== 1 }));
				expect(byWords).toEqual(byPostings);
			}),
			{ numRuns: 200 },
		);
	});

	function scored(parts: Parts, query: string, { isRead, isChosen }: { isRead: boolean; isChosen: (slot: number) => boolean }) {
		const scratch = parts.scratch.lend();
		scratch.fit({ slots: parts.catalog.capacity, passages: 1_000 });
		const notes = new NoteScorer(parts, parts.all(), scratch);
		const terms = queryTerms(query, 64).map((term) => ({ ...notes.add(term, formsFor(parts.dictionary, term).forms), repairs: [], isScored: true }));
		const slots = scratch.matched.slice(0, notes.matched).sort().filter(isChosen);
		const words = isRead ? new PassageWords({ scratch, terms, languages: parts.catalog.languages, averageLength: averagePassage(parts) }, parts.dictionary.size) : null;
		const passages = new PassageScorer(parts, scratch, { count: slots.length, keepsAll: true, shareOf: (covered) => covered, neighbours: 0.2, words });
		slots.forEach((slot, at) => (scratch.place[slot] = at + 1));
		const rangesIn = rangesOf(parts, slots);
		parts.all().forEach((part, index) => passages.score(part, { index, terms, ranges: rangesIn(part) }));
		words?.clear();
		expect(scratch.entryOf.every((entry) => entry === 0)).toBe(true);
		return { best: passages.best, parts: passages.bestPart, kept: passages.kept.map((kept) => [...kept].sort(([a], [b]) => a - b)) };
	}
});
