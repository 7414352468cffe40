/**
 * Scores notes for a query: BM25F of the whole note, BM25 of its names, BM25 of its best passage.
 *
 * Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in the
 * simple form that sums weighted fields before saturation. The constants are in `ranking.ts`.
 */
import { matchesOf, type TermForm, type TermMatches } from './matches';
import { UNIT } from './note-draft';
import { DEAD, KIND_WEIGHT, type Part } from './part';
import type { Parts } from './parts';
import type { QueryTerm } from './query';
import { RANKING } from './ranking';

export interface WeighedTerm extends QueryTerm {
	/** ln(1 + (N - df + 0.5) / (df + 0.5)) over notes; highest for a word that no note has. */
	readonly idf: number;
	/** How many notes have the word in any inflection. */
	readonly notes: number;
	/** Numbers of its forms in the dictionary. */
	readonly forms: readonly number[];
}

export interface ScoredTerm extends WeighedTerm {
	readonly matches: TermMatches;
	/** The same over passages. */
	readonly passageIdf: number;
}

/** A note's best passage: its score, the part and the unit that it begins with. */
export interface BestPassage {
	score: number;
	part: Part;
	unit: number;
}

export interface Scores {
	readonly terms: readonly ScoredTerm[];
	/** The notes that match, or the best of them when they are very many; in no promised order. */
	readonly slots: readonly number[];
	/** By slot. */
	readonly note: Float64Array;
	readonly factor: Float64Array;
	readonly passage: Float64Array;
	/** By slot: part and first matched unit of the best passage; -1 where only names matched. */
	readonly passagePart: Int32Array;
	readonly passageUnit: Uint32Array;
	readonly topNote: number;
	readonly topPassage: number;
	/** By part, then by passage; empty unless they were to be kept. */
	readonly passages: readonly Float64Array[];
}

/** What a term weighs: the idf of a word found in `found` of `total` notes. */
export function idfOf(found: number, total: number): number {
	return Math.log(1 + (total - found + 0.5) / (found + 0.5));
}

export interface ScoringOptions {
	/** What counts for each word. */
	readonly formsOf: (term: QueryTerm) => readonly TermForm[];
	readonly keepsPassages?: boolean;
	/** How steeply notes sink that miss words: the power of the share of idf that they cover. */
	readonly exponent: number;
}

/** Scores every note that has a word of the query. */
export function scoreNotes(parts: Parts, terms: readonly QueryTerm[], { formsOf, exponent, keepsPassages = false }: ScoringOptions): Scores {
	const all = parts.all();
	const scorer = new NoteScorer(parts, all);
	const scored = terms.map((term) => scorer.add(term, formsOf(term)));
	const whole = Math.max(Number.EPSILON, scored.reduce((sum, { idf }) => sum + idf, 0));
	const factor = factorsOf(parts, scorer, { exponent, whole });
	const isCandidate = candidatesAmong(scorer, factor);
	const passages = new PassageScorer(parts, all);
	const kept = passages.score(scored, { isKept: keepsPassages, isCandidate, shareOf: exponent === RANKING.keywordExponent ? (covered) => covered / whole : () => 1 });
	const slots = isCandidate ? scorer.slots().filter((slot) => isCandidate[slot] === 1) : scorer.slots();
	let [topNote, topPassage] = [Number.EPSILON, Number.EPSILON];
	for (const slot of slots) {
		topNote = Math.max(topNote, scorer.note[slot] ?? 0);
		topPassage = Math.max(topPassage, passages.best[slot] ?? 0);
	}
	return { terms: scored, slots, note: scorer.note, factor, passage: passages.best, passagePart: passages.bestPart, passageUnit: passages.bestUnit, topNote, topPassage, passages: kept };
}

/** By note, what its score is multiplied with: how much of the query it covers, and how many notes link to it. */
function factorsOf({ catalog: { inlinks } }: Parts, scorer: NoteScorer, { exponent, whole }: { exponent: number; whole: number }): Float64Array {
	const factor = new Float64Array(inlinks.length);
	const scale = 1 / whole;
	for (const slot of scorer.slots()) {
		const share = (scorer.covered[slot] ?? 0) * scale;
		const links = inlinks[slot] ?? 0;
		factor[slot] = (exponent === 1 ? share : share ** exponent) * (links === 0 ? 1 : 1 + RANKING.inlinkShare * Math.log(1 + links));
	}
	return factor;
}

/** Passages are looked at in so many of the best notes: in more than that no passage lifts a note to the top. */
const CANDIDATES = 2_000;
const STEPS = 1_024;

/** The best notes by what the whole note scores, at least `CANDIDATES`; null when all are. */
function candidatesAmong(scorer: NoteScorer, factor: Float64Array): Uint8Array | null {
	const slots = scorer.slots();
	if (slots.length <= CANDIDATES) return null;
	let top = Number.EPSILON;
	for (const slot of slots) top = Math.max(top, (scorer.note[slot] ?? 0) * (factor[slot] ?? 0));
	const stepOf = (slot: number): number => Math.min(STEPS - 1, Math.floor((((scorer.note[slot] ?? 0) * (factor[slot] ?? 0)) / top) * STEPS));
	const counts = new Uint32Array(STEPS);
	for (const slot of slots) counts[stepOf(slot)] = (counts[stepOf(slot)] ?? 0) + 1;
	let step = STEPS - 1;
	for (let held = counts[step] ?? 0; step > 0 && held < CANDIDATES; held += counts[step] ?? 0) step--;
	const isCandidate = new Uint8Array(factor.length);
	for (const slot of slots) if (stepOf(slot) >= step) isCandidate[slot] = 1;
	return isCandidate;
}

/** BM25's saturation; `weight` and lengths are in halves of a body word. */
export function saturate(weight: number, relativeLength: number, b = RANKING.b): number {
	const frequency = weight / 2;
	return (frequency * (RANKING.k1 + 1)) / (frequency + RANKING.k1 * (1 - b + b * relativeLength));
}

/** Whole notes, one word of the query after the other. */
class NoteScorer {
	readonly note: Float64Array;
	readonly covered: Float64Array;
	private readonly isMatched: Uint8Array;
	private readonly matched: number[] = [];
	/** Of the word at hand, by note: weight in all fields, of the exact form, in names. */
	private readonly whole: Float32Array;
	private readonly exact: Float32Array;
	private readonly names: Float32Array;

	constructor(
		private readonly parts: Parts,
		private readonly all: readonly Part[],
	) {
		const { capacity } = parts.catalog;
		this.note = new Float64Array(capacity);
		this.covered = new Float64Array(capacity);
		this.isMatched = new Uint8Array(capacity);
		this.whole = new Float32Array(capacity);
		this.exact = new Float32Array(capacity);
		this.names = new Float32Array(capacity);
	}

	slots(): readonly number[] {
		return this.matched;
	}

	add(term: QueryTerm, forms: readonly TermForm[]): ScoredTerm {
		const matches = matchesOf(this.parts, this.all, forms);
		const slots: number[] = [];
		const found = this.#gather(matches, slots);
		const { catalog } = this.parts;
		const notes = Math.max(1, catalog.size);
		const [idf, exactIdf, namesIdf] = [idfOf(slots.length, catalog.size), idfOf(found.exact, catalog.size), idfOf(found.names, catalog.size)];
		const [average, averageNames] = [Math.max(1, catalog.totalLength) / notes, Math.max(1, catalog.totalNameLength) / notes];
		for (const slot of slots) {
			const length = (catalog.lengths[slot] ?? 0) / average;
			let score = idf * saturate(this.whole[slot] ?? 0, length);
			const [exact, names] = [this.exact[slot] ?? 0, this.names[slot] ?? 0];
			if (exact > 0) score += RANKING.formShare * exactIdf * saturate(exact, length);
			if (names > 0) score += RANKING.titleShare * namesIdf * saturate(names, (catalog.nameLengths[slot] ?? 0) / averageNames);
			this.note[slot] = (this.note[slot] ?? 0) + score;
			this.covered[slot] = (this.covered[slot] ?? 0) + idf;
			this.whole[slot] = this.exact[slot] = this.names[slot] = 0;
		}
		return { ...term, idf, notes: slots.length, forms: forms.map(({ id }) => id), matches, passageIdf: 0 };
	}

	#gather(matches: TermMatches, slots: number[]): { exact: number; names: number } {
		const { whole, exact, names, isMatched, matched, parts } = this;
		const found = { exact: 0, names: 0 };
		for (const [index, part] of this.all.entries()) {
			// Looked up once a part: this loop runs for every posting of every word.
			const { unitSlot, unitKind, unitPassage } = part;
			const { units, weights } = matches;
			const end = matches.starts[index + 1] ?? 0;
			for (let at = matches.starts[index] ?? 0; at < end; at++) {
				const unit = units[at] ?? 0;
				const kind = unitKind[unit] ?? 0;
				const slot = kind === UNIT.link ? parts.links.slotOf(unitPassage[unit] ?? 0) : (unitSlot[unit] ?? DEAD);
				if (slot < 0 || slot === DEAD || kind === UNIT.facets) continue;
				const weight = (weights[at] ?? 0) * (KIND_WEIGHT[kind] ?? 0);
				const before = whole[slot] ?? 0;
				whole[slot] = before + weight;
				if (before === 0) slots.push(slot);
				if (matches.exact[at] === 1) {
					if (exact[slot] === 0) found.exact++;
					exact[slot] = (exact[slot] ?? 0) + weight;
				}
				if (kind === UNIT.title || kind === UNIT.alias) {
					if (names[slot] === 0) found.names++;
					names[slot] = (names[slot] ?? 0) + weight;
				}
			}
		}
		for (const slot of slots) {
			if (isMatched[slot] === 0) matched.push(slot);
			isMatched[slot] = 1;
		}
		return found;
	}
}

interface PassageTables {
	/** By passage of the part at hand: score, and sum of idf of the words it has. */
	readonly scores: Float64Array;
	readonly covered: Float64Array;
	readonly weights: Float32Array;
	readonly firstUnits: Uint32Array;
	readonly isCandidate: Uint8Array | null;
}

/** Passages, part after part, so that the tables stay as large as one part. */
class PassageScorer {
	readonly best: Float64Array;
	readonly bestPart: Int32Array;
	readonly bestUnit: Uint32Array;

	constructor(
		private readonly parts: Parts,
		private readonly all: readonly Part[],
	) {
		const { capacity } = parts.catalog;
		this.best = new Float64Array(capacity);
		this.bestPart = new Int32Array(capacity).fill(-1);
		this.bestUnit = new Uint32Array(capacity);
	}

	score(terms: readonly ScoredTerm[], { isKept, isCandidate, shareOf }: { isKept: boolean; isCandidate: Uint8Array | null; shareOf: (covered: number) => number }): Float64Array[] {
		const kept: Float64Array[] = [];
		const most = this.all.reduce((size, { passages }) => Math.max(size, passages), 0);
		const tables: PassageTables = { scores: new Float64Array(most), covered: new Float64Array(most), weights: new Float32Array(most), firstUnits: new Uint32Array(most), isCandidate };
		for (const [index, part] of this.all.entries()) {
			const touched: number[] = [];
			for (const term of terms) this.#addTerm(part, { index, term, touched, tables });
			if (isKept) kept.push(tables.scores.slice(0, part.passages));
			for (const passage of touched) {
				this.#offer(part, { index, unit: tables.firstUnits[passage] ?? 0, score: (tables.scores[passage] ?? 0) * shareOf(tables.covered[passage] ?? 0) });
				tables.scores[passage] = 0;
				tables.covered[passage] = 0;
			}
		}
		return kept;
	}

	#addTerm(part: Part, { index, term, touched, tables }: { index: number; term: ScoredTerm; touched: number[]; tables: PassageTables }): void {
		const { scores, weights, firstUnits, isCandidate } = tables;
		const { unitKind, unitPassage, unitSlot, passageLength } = part;
		const { units, weights: counts, starts } = term.matches;
		const average = this.#averageLength();
		const own: number[] = [];
		const end = starts[index + 1] ?? 0;
		for (let at = starts[index] ?? 0; at < end; at++) {
			const unit = units[at] ?? 0;
			const kind = unitKind[unit] ?? 0;
			if (kind > UNIT.property || (isCandidate && isCandidate[unitSlot[unit] ?? 0] === 0)) continue;
			const passage = unitPassage[unit] ?? 0;
			const before = weights[passage] ?? 0;
			weights[passage] = before + (counts[at] ?? 0) * (KIND_WEIGHT[kind] ?? 0);
			if (before > 0) continue;
			own.push(passage);
			if (scores[passage] === 0) firstUnits[passage] = unit;
		}
		for (const passage of own) {
			const before = scores[passage] ?? 0;
			if (before === 0) touched.push(passage);
			scores[passage] = before + term.idf * saturate(weights[passage] ?? 0, (passageLength[passage] ?? 0) / average);
			tables.covered[passage] = (tables.covered[passage] ?? 0) + term.idf;
			weights[passage] = 0;
		}
	}

	/** The first of equals stands nearest the note's beginning. */
	#offer(part: Part, { index, unit, score }: { index: number; unit: number; score: number }): void {
		const slot = part.unitSlot[unit] ?? DEAD;
		if (slot === DEAD) return;
		const best = this.best[slot] ?? 0;
		if (score < best || (score === best && unit > (this.bestUnit[slot] ?? 0))) return;
		this.best[slot] = score;
		this.bestPart[slot] = index;
		this.bestUnit[slot] = unit;
	}

	#averageLength(): number {
		const { catalog } = this.parts;
		return Math.max(1, catalog.totalLength) / Math.max(1, this.parts.passages);
	}
}
