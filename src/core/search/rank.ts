/**
 * Scores notes for a query: BM25F of the whole note, BM25 of its title, BM25 of its best passage.
 *
 * Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in the
 * simple form that sums weighted fields before saturation. All constants were set on development halves of
 * public collections and are one setting for everything.
 */
import { eachPackedWord } from './note-entry';
import type { Postings } from './postings';
import type { Query, QueryTerm } from './query';

const K1 = 0.9;
const B = 0.4;
/** The word exactly as typed, beside its stem. */
const FORM_SHARE = 0.3;
/** The title's own score, beside its part in the note's. */
const TITLE_SHARE = 0.5;
/** The best passage beside the whole note, both relative to the best of all. */
const PASSAGE_SHARE = 0.6;
/** Words of the query side by side. */
const PAIR_SHARE = 0.15;
/** Notes that miss words sink: steeply for a few keywords, gently for questions. */
const KEYWORD_EXPONENT = 1;
const QUESTION_EXPONENT = 0.25;
const KEYWORDS_AT_MOST = 4;
/** Neighbours are looked up for the first of these only. */
const PAIR_DEPTH = 200;

export interface WeighedTerm extends QueryTerm {
	/** ln(1 + (N - df + 0.5) / (df + 0.5)) over notes; highest for a word that no note has. */
	readonly idf: number;
	/** How many notes have the word in any inflection. */
	readonly notes: number;
	/** Numbers of its forms in the dictionary. */
	readonly forms: readonly number[];
}

export interface RankedNote {
	readonly slot: number;
	readonly score: number;
	/** Place of its best passage within the note, -1 when only the title matched. */
	readonly passage: number;
}

interface Tally {
	readonly note: Float64Array;
	readonly covered: Float64Array;
	readonly passage: Float64Array;
	readonly slots: Set<number>;
}

/** All notes that match, best first; ties by path. `terms` come back with their weight in this vault. */
export function rank(postings: Postings, query: Query): { ranked: RankedNote[]; terms: WeighedTerm[] } {
	const tally: Tally = {
		note: new Float64Array(postings.notes.length),
		covered: new Float64Array(postings.notes.length),
		passage: new Float64Array(postings.passageSlot.length),
		slots: new Set(),
	};
	const terms = query.terms.map((term) => addTerm(postings, term, tally));
	const ranked = mix(postings, { tally, terms, query });
	const byScore = (a: RankedNote, b: RankedNote): number => b.score - a.score || comparePaths(postings, a.slot, b.slot);
	ranked.sort(byScore);
	const top = ranked.slice(0, PAIR_DEPTH).map((note) => withPairs(postings, note, terms));
	return { ranked: [...top.sort(byScore), ...ranked.slice(PAIR_DEPTH)], terms };
}

/** What a term weighs: the idf of a word found in `found` of `total` notes. */
function idfOf(found: number, total: number): number {
	return Math.log(1 + (total - found + 0.5) / (found + 0.5));
}

function addTerm(postings: Postings, term: QueryTerm, tally: Tally): WeighedTerm {
	const forms = postings.dictionary.formsOf(term.stem);
	const { byPassage, byNote } = gather(postings, forms);
	const idf = idfOf(byNote.size, postings.liveNotes);
	const averageNote = postings.totalNoteLength / Math.max(1, postings.liveNotes);
	const averagePassage = postings.totalNoteLength / Math.max(1, postings.livePassages);
	for (const [slot, weight] of byNote) {
		add(tally.note, slot, idf * saturate(weight, (postings.noteLength[slot] ?? 0) / averageNote));
		add(tally.covered, slot, idf);
		tally.slots.add(slot);
	}
	for (const [passage, weight] of byPassage) add(tally.passage, passage, idf * saturate(weight, (postings.passageLength[passage] ?? 0) / averagePassage));
	addTitles(postings, byPassage, tally);
	const exact = postings.dictionary.idOf(term.form);
	if (exact >= 0) addForm(postings, exact, tally);
	return { ...term, idf, notes: byNote.size, forms };
}

function addTitles(postings: Postings, byPassage: ReadonlyMap<number, number>, tally: Tally): void {
	const titles = [...byPassage].filter(([passage]) => isTitle(postings, passage));
	const idf = idfOf(titles.length, postings.liveNotes);
	const average = postings.totalTitleLength / Math.max(1, postings.liveNotes);
	for (const [passage, weight] of titles) {
		const slot = postings.passageSlot[passage] ?? 0;
		add(tally.note, slot, TITLE_SHARE * idf * saturate(weight, (postings.passageLength[passage] ?? 0) / average));
	}
}

function addForm(postings: Postings, form: number, tally: Tally): void {
	const { byNote } = gather(postings, [form]);
	const idf = idfOf(byNote.size, postings.liveNotes);
	const average = postings.totalNoteLength / Math.max(1, postings.liveNotes);
	for (const [slot, weight] of byNote) add(tally.note, slot, FORM_SHARE * idf * saturate(weight, (postings.noteLength[slot] ?? 0) / average));
}

function gather(postings: Postings, forms: readonly number[]): { byPassage: Map<number, number>; byNote: Map<number, number> } {
	const byPassage = new Map<number, number>();
	const byNote = new Map<number, number>();
	for (const form of forms) {
		postings.each(form, (passage, slot, weight) => {
			byPassage.set(passage, (byPassage.get(passage) ?? 0) + weight);
			byNote.set(slot, (byNote.get(slot) ?? 0) + weight);
		});
	}
	return { byPassage, byNote };
}

function mix(postings: Postings, { tally, terms, query }: { tally: Tally; terms: readonly WeighedTerm[]; query: Query }): RankedNote[] {
	const best = [...tally.slots].map((slot) => bestPassage(postings, slot, tally.passage));
	const topNote = largest([...tally.slots].map((slot) => tally.note[slot] ?? 0));
	const topPassage = largest(best.map(({ score }) => score));
	const whole = Math.max(Number.EPSILON, terms.reduce((sum, { idf }) => sum + idf, 0));
	const exponent = query.isQuestion || terms.length > KEYWORDS_AT_MOST ? QUESTION_EXPONENT : KEYWORD_EXPONENT;
	return best.map(({ slot, passage, score }) => {
		const mixed = (tally.note[slot] ?? 0) + (PASSAGE_SHARE * topNote * score) / topPassage;
		return { slot, passage, score: mixed * ((tally.covered[slot] ?? 0) / whole) ** exponent };
	});
}

/** The largest, never 0, so that it can divide. Not `Math.max(...)`: a long list would overflow the stack. */
function largest(values: readonly number[]): number {
	return values.reduce((most, value) => Math.max(most, value), Number.EPSILON);
}

function bestPassage(postings: Postings, slot: number, scores: Float64Array): { slot: number; passage: number; score: number } {
	const title = postings.titlePassage[slot] ?? 0;
	const end = postings.titlePassage[slot + 1] ?? postings.passageSlot.length;
	let best = { slot, passage: -1, score: 0 };
	for (let passage = title + 1; passage < end; passage++) {
		const score = scores[passage] ?? 0;
		if (score > best.score) best = { slot, passage: passage - title - 1, score };
	}
	return best;
}

/** Adds what the query's neighbours that are neighbours in the best passage are worth. */
function withPairs(postings: Postings, ranked: RankedNote, terms: readonly WeighedTerm[]): RankedNote {
	const entry = postings.notes[ranked.slot];
	if (!entry || ranked.passage < 0 || terms.length < 2) return ranked;
	const termOf = new Map<number, number>();
	terms.forEach(({ forms }, index) => forms.forEach((form) => termOf.set(form, index)));
	const seen = new Set<number>();
	let last = -1;
	eachPackedWord(entry, ranked.passage, (form) => {
		const term = termOf.get(form) ?? -1;
		if (last >= 0 && term === last + 1) seen.add(term);
		last = term;
	});
	let bonus = 0;
	for (const term of seen) bonus += Math.min(terms[term]?.idf ?? 0, terms[term - 1]?.idf ?? 0);
	return bonus === 0 ? ranked : { ...ranked, score: ranked.score + PAIR_SHARE * bonus };
}

/** BM25's saturation; the weight is in halves of a body word. */
function saturate(weight: number, relativeLength: number): number {
	const frequency = weight / 2;
	return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * relativeLength));
}

function isTitle(postings: Postings, passage: number): boolean {
	return postings.titlePassage[postings.passageSlot[passage] ?? 0] === passage;
}

function comparePaths(postings: Postings, a: number, b: number): number {
	const [left, right] = [postings.notes[a]?.path ?? '', postings.notes[b]?.path ?? ''];
	return left < right ? -1 : left > right ? 1 : 0;
}

function add(scores: Float64Array, at: number, value: number): void {
	scores[at] = (scores[at] ?? 0) + value;
}
