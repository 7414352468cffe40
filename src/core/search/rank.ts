/**
 * Scores notes for a query: every note as a whole, then the passages of those that may be among the best.
 *
 * What one query can cost is bounded: by the words it counts (`MAX_USES`) and by the notes it looks into
 * (`CANDIDATES`). The formulas are in `bm25.ts`, the constants in `ranking.ts`.
 */
import type { Dictionary } from './dictionary';
import type { TermForm } from './matches';
import { NoteScorer } from './note-scorer';
import type { Part } from './part';
import type { Parts } from './parts';
import { averagePassage, isWhole, PassageScorer } from './passage-scorer';
import { PassageWords } from './passage-words';
import type { QueryTerm } from './query';
import { RANKING } from './ranking';
import type { ScoredTerm, Scores } from './scores';
import type { Scratch } from './scratch';
import { idfOf } from './bm25';

/**
 * Passages are looked at in so many of the best notes: in more than that no passage lifts a note to the top. 2,000 win
 * nothing on any set; at 100,000 notes 99 of 100 of the first ten are the same, and a query takes a quarter longer.
 */
const CANDIDATES = 500;
/**
 * A query counts words that stand in so many places together, the rarest first; what is left are its most frequent
 * words, which tell least and cost most. A question of eight of the most frequent words of 100,000 notes stays below.
 */
const MAX_USES = 3_000_000;

/** Looking for what was meant goes through all words of the vault: more unknown words than these are let be. */
const MAX_UNKNOWN = 8;

/** What counts for a word of the query. */
export interface TermForms {
	readonly forms: readonly TermForm[];
	/** Forms of the vault that it was read as, when no note has it. */
	readonly repairs: readonly number[];
}

export interface ScoringOptions {
	/** `mayRepair`: false when too many words were unknown already. */
	readonly formsOf: (term: QueryTerm, mayRepair: boolean) => TermForms;
	readonly keepsPassages?: boolean;
	/** How steeply notes sink that miss words: the power of the share of idf that they cover. */
	readonly exponent: number;
	/** Notes that may be found; all unless told. */
	readonly isAllowed?: ((slot: number) => boolean) | null;
}

/** Scores the notes that have a word of the query. */
export function scoreNotes(parts: Parts, terms: readonly QueryTerm[], options: ScoringOptions): Scores {
	const steps = attempt(parts, terms, options);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** Begun again so often when the index changes meanwhile, before it is done without giving way. */
const TRIES = 2;

/** `scoreNotes` in steps of some milliseconds; whoever stops early just leaves it. */
export function* scoreSteps(parts: Parts, terms: readonly QueryTerm[], options: ScoringOptions): Generator<void, Scores, void> {
	for (let left = TRIES; left > 0; left--) {
		const { changes } = parts;
		const steps = attempt(parts, terms, options);
		while (parts.changes === changes) {
			const step = steps.next();
			if (step.done) return step.value;
			yield;
		}
	}
	return scoreNotes(parts, terms, options);
}

/** The index must not change between its steps. */
function* attempt(parts: Parts, terms: readonly QueryTerm[], { formsOf, exponent, isAllowed = null, keepsPassages = false }: ScoringOptions): Generator<void, Scores, void> {
	const all = parts.all();
	const scratch = parts.scratch.lend();
	scratch.fit({ slots: parts.catalog.capacity, passages: all.reduce((most, { passages }) => Math.max(most, passages), 0) });
	const scorer = new NoteScorer(parts, all, scratch);
	const read: (QueryTerm & TermForms)[] = [];
	let unknown = 0;
	for (const term of terms) {
		const forms = formsOf(term, unknown < MAX_UNKNOWN);
		if (forms.repairs.length > 0 || forms.forms.length === 0) unknown++;
		read.push({ ...term, ...forms });
		yield;
	}
	const isScored = withinUses(parts, read);
	const scored: ScoredTerm[] = [];
	for (const { forms, repairs, ...term } of read) {
		if (isScored(forms)) scored.push({ ...scorer.add(term, forms), repairs, isScored: true });
		else scored.push({ ...unscored(parts, term, forms), repairs });
		yield;
	}
	const whole = Math.max(Number.EPSILON, scored.reduce((sum, { idf, isScored: counts }) => sum + (counts ? idf : 0), 0));
	const slots = chosen(parts, scorer.matched, { scratch, exponent, whole, isAllowed });
	yield;
	const isKeywords = exponent === RANKING.keywordExponent;
	const words = wordsOf(parts, slots, { scratch, scored });
	const passages = new PassageScorer(parts, scratch, { count: slots.length, words, keepsAll: keepsPassages, shareOf: isKeywords ? shareOfKeywords(scored) : () => 1, neighbours: isKeywords ? 0 : RANKING.passageNeighbours });
	slots.forEach((slot, at) => (scratch.place[slot] = at + 1));
	const rangesIn = rangesOf(parts, slots);
	for (const [index, part] of all.entries()) {
		passages.score(part, { index, terms: scored, ranges: rangesIn(part) });
		yield;
	}
	const scores = scoresOf({ scratch, slots, scored, passages, passageShare: isKeywords ? RANKING.passageShare : passageShareIn(parts), factorOf: (slot) => factorOf(parts, slot, { covered: scratch.covered, exponent, whole }) });
	for (const slot of slots) scratch.place[slot] = 0;
	words?.clear();
	scorer.clear();
	parts.scratch.giveBack(scratch);
	return scores;
}

/** What reading a word of a note costs against passing over one in the postings. */
const READING = 2;

/** Reads what the notes chosen say, where that costs less than the postings of the query's words in all notes. */
function wordsOf(parts: Parts, slots: Uint32Array, { scratch, scored }: { scratch: Scratch; scored: readonly ScoredTerm[] }): PassageWords | null {
	const { catalog, dictionary } = parts;
	const terms = scored.filter((term) => term.isScored && isWhole(term));
	const uses = terms.reduce((sum, { forms }) => sum + usesOf(dictionary, forms), 0);
	const length = slots.reduce((sum, slot) => sum + (catalog.lengths[slot] ?? 0), 0) / 2;
	return uses <= READING * length ? null : new PassageWords({ scratch, terms, languages: catalog.languages, averageLength: averagePassage(parts) }, dictionary.size);
}

function usesOf(dictionary: Dictionary, forms: readonly number[]): number {
	return forms.reduce((sum, id) => sum + dictionary.usesOf(id), 0);
}

function scoresOf({ scratch, slots, scored, passages, passageShare, factorOf: factorAt }: { scratch: Scratch; slots: Uint32Array; scored: readonly ScoredTerm[]; passages: PassageScorer; passageShare: number; factorOf: (slot: number) => number }): Scores {
	const by = (valueOf: (slot: number) => number): Float64Array => {
		const values = new Float64Array(slots.length);
		for (let at = 0; at < slots.length; at++) values[at] = valueOf(slots[at] ?? 0);
		return values;
	};
	const note = by((slot) => scratch.note[slot] ?? 0);
	return {
		terms: scored,
		slots,
		note,
		factor: by(factorAt),
		covered: by((slot) => scratch.covered[slot] ?? 0),
		passage: passages.best,
		passagePart: passages.bestPart,
		passageUnit: passages.bestUnit,
		topNote: largest(note),
		topPassage: largest(passages.best),
		passageShare,
		passages: passages.kept,
	};
}

/** By the idf over passages of the words a passage has, how much of it counts. */
function shareOfKeywords(terms: readonly ScoredTerm[]): (covered: number) => number {
	const whole = Math.max(Number.EPSILON, terms.reduce((sum, { passageIdf, isScored }) => sum + (isScored ? passageIdf : 0), 0));
	return (covered) => (covered / whole) ** RANKING.passageExponent;
}

/** What the best passage counts for a question in this vault: the more the longer its notes are. */
function passageShareIn({ passages, catalog: { size } }: Parts): number {
	// Each note's names count as one passage.
	const average = Math.max(1, passages / Math.max(1, size) - 1);
	return Math.min(RANKING.mostPassageShare, Math.max(RANKING.passageShare, RANKING.passageShareByLength * Math.log2(average)));
}

function largest(values: Float64Array): number {
	let most = Number.EPSILON;
	for (const value of values) if (value > most) most = value;
	return most;
}

/** Which words are counted: all, unless together they stand in too many places. */
function withinUses({ dictionary }: Parts, terms: readonly TermForms[]): (forms: readonly TermForm[]) => boolean {
	const rarestFirst = terms.map(({ forms }) => ({ forms, uses: usesOf(dictionary, forms.map(({ id }) => id)) })).sort((a, b) => a.uses - b.uses);
	let uses = 0;
	const counted = new Set(rarestFirst.filter((term, index) => (uses += term.uses) <= MAX_USES || index === 0).map(({ forms }) => forms));
	return (forms) => counted.has(forms);
}

function unscored({ dictionary, catalog }: Parts, term: QueryTerm, forms: readonly TermForm[]): Omit<ScoredTerm, 'repairs'> {
	const notes = Math.min(catalog.size, usesOf(dictionary, forms.map(({ id }) => id)));
	return { ...term, idf: idfOf(notes, catalog.size), notes, forms: forms.map(({ id }) => id), counted: [], passageIdf: 0, blocks: 0, isScored: false };
}

/** What a note's score is multiplied with: how much of the query it covers, and how many notes link to it. */
function factorOf({ catalog: { inlinks } }: Parts, slot: number, { covered, exponent, whole }: { covered: Float64Array; exponent: number; whole: number }): number {
	const share = (covered[slot] ?? 0) / whole;
	const links = inlinks[slot] ?? 0;
	return raised(share, exponent) * (links === 0 ? 1 : 1 + RANKING.inlinkShare * Math.log(1 + links));
}

/** Powers of a quarter are two roots: a tenth of the time, for every note that matches. */
function raised(share: number, exponent: number): number {
	if (exponent === 1) return share;
	return exponent === 0.25 ? Math.sqrt(Math.sqrt(share)) : share ** exponent;
}

/** The best of the notes allowed by what the whole note scores: `CANDIDATES`, and those that equal the last. */
function chosen(parts: Parts, matched: number, { scratch, exponent, whole, isAllowed }: { scratch: Scratch; exponent: number; whole: number; isAllowed: ((slot: number) => boolean) | null }): Uint32Array {
	const { matched: slots, note, covered, worth, order, touched: kept } = scratch;
	let count = 0;
	for (let at = 0; at < matched; at++) {
		const slot = slots[at] ?? 0;
		if (isAllowed && !isAllowed(slot)) continue;
		kept[count] = slot;
		worth[count++] = (note[slot] ?? 0) * factorOf(parts, slot, { covered, exponent, whole });
	}
	if (count > CANDIDATES) {
		order.set(worth.subarray(0, count));
		const least = nthLargest(order, { count, n: CANDIDATES });
		const all = count;
		count = 0;
		for (let at = 0; at < all; at++) if ((worth[at] ?? 0) >= least) kept[count++] = kept[at] ?? 0;
	}
	return kept.slice(0, count);
}

/** By part, first unit and end of what each of the notes says there, ascending. */
export function rangesOf({ catalog }: Parts, slots: Iterable<number>): (part: Part) => Int32Array {
	const records = new Map<Part, number[]>();
	for (const slot of slots) {
		const place = catalog.contents(slot);
		const known = place && records.get(place.part);
		if (known) known.push(place.record);
		else if (place) records.set(place.part, [place.record]);
	}
	return (part) => {
		const own = new Uint32Array(records.get(part) ?? []).sort();
		const ranges = new Int32Array(own.length * 2);
		for (let at = 0; at < ranges.length; at++) ranges[at] = part.recordUnits[(own[at >> 1] ?? 0) + (at & 1)] ?? 0;
		return ranges;
	};
}

/** The `n`th largest of the first `count` numbers, which are put into another order. */
export function nthLargest(values: Float64Array, { count, n }: { count: number; n: number }): number {
	let [from, to] = [0, count - 1];
	while (from < to) {
		const pivot = values[(from + to) >> 1] ?? 0;
		let [left, right] = [from, to];
		while (left <= right) {
			while ((values[left] ?? 0) > pivot) left++;
			while ((values[right] ?? 0) < pivot) right--;
			if (left > right) break;
			const moved = values[left] ?? 0;
			values[left++] = values[right] ?? 0;
			values[right--] = moved;
		}
		if (n - 1 <= right) to = right;
		else if (n - 1 >= left) from = left;
		else break;
	}
	return values[n - 1] ?? 0;
}
