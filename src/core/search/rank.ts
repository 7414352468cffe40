/**
 * Scores notes for a query: BM25F of the whole note, BM25 of its names, BM25 of its best passage.
 *
 * Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in the
 * simple form that sums weighted fields before saturation. The constants are in `ranking.ts`.
 */
import { matchesOf, slotAt, type TermForm, type TermMatches } from './matches';
import { UNIT } from './note-draft';
import { DEAD, KIND_WEIGHT, kindAt, NO_PASSAGE, type Part } from './part';
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
	/** Notes that match, in no promised order. */
	readonly slots: readonly number[];
	/** By slot. */
	readonly note: Float64Array;
	readonly covered: Float64Array;
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
}

/** Scores every note that has a word of the query. */
export function scoreNotes(parts: Parts, terms: readonly QueryTerm[], { formsOf, keepsPassages = false }: ScoringOptions): Scores {
	const all = parts.all();
	const scorer = new NoteScorer(parts, all);
	const scored = terms.map((term) => scorer.add(term, formsOf(term)));
	const passages = new PassageScorer(parts, all);
	const kept = passages.score(scored, keepsPassages);
	const slots = scorer.slots();
	let [topNote, topPassage] = [Number.EPSILON, Number.EPSILON];
	for (const slot of slots) {
		topNote = Math.max(topNote, scorer.note[slot] ?? 0);
		topPassage = Math.max(topPassage, passages.best[slot] ?? 0);
	}
	return { terms: scored, slots, note: scorer.note, covered: scorer.covered, passage: passages.best, passagePart: passages.bestPart, passageUnit: passages.bestUnit, topNote, topPassage, passages: kept };
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
		const found = this.gather(matches, slots);
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

	private gather(matches: TermMatches, slots: number[]): { exact: number; names: number } {
		let [exact, names] = [0, 0];
		this.all.forEach((part, index) => {
			for (let at = matches.starts[index] ?? 0; at < (matches.starts[index + 1] ?? 0); at++) {
				const unit = matches.units[at] ?? 0;
				const slot = slotAt(this.parts, part, unit);
				const kind = kindAt(part, unit);
				if (slot === DEAD || kind === UNIT.facets) continue;
				const weight = (matches.weights[at] ?? 0) * (KIND_WEIGHT[kind] ?? 0);
				if (this.whole[slot] === 0) slots.push(slot);
				this.whole[slot] = (this.whole[slot] ?? 0) + weight;
				if (matches.exact[at] === 1) {
					if (this.exact[slot] === 0) exact++;
					this.exact[slot] = (this.exact[slot] ?? 0) + weight;
				}
				if (kind === UNIT.title || kind === UNIT.alias) {
					if (this.names[slot] === 0) names++;
					this.names[slot] = (this.names[slot] ?? 0) + weight;
				}
				if (this.isMatched[slot] === 0) {
					this.isMatched[slot] = 1;
					this.matched.push(slot);
				}
			}
		});
		return { exact, names };
	}
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

	score(terms: readonly ScoredTerm[], isKept: boolean): Float64Array[] {
		const kept: Float64Array[] = [];
		const most = this.all.reduce((size, { passages }) => Math.max(size, passages), 0);
		const [scores, weights, firstUnits] = [new Float64Array(most), new Float32Array(most), new Uint32Array(most)];
		const average = this.averageLength();
		this.all.forEach((part, index) => {
			const touched: number[] = [];
			for (const { matches, idf } of terms) {
				const own: number[] = [];
				for (let at = matches.starts[index] ?? 0; at < (matches.starts[index + 1] ?? 0); at++) {
					const unit = matches.units[at] ?? 0;
					const kind = kindAt(part, unit);
					if (kind > UNIT.property) continue;
					const passage = part.unitPassage[unit] ?? NO_PASSAGE;
					if (weights[passage] === 0) own.push(passage);
					weights[passage] = (weights[passage] ?? 0) + (matches.weights[at] ?? 0) * (KIND_WEIGHT[kind] ?? 0);
					if (scores[passage] === 0) firstUnits[passage] = unit;
				}
				for (const passage of own) {
					if (scores[passage] === 0) touched.push(passage);
					scores[passage] = (scores[passage] ?? 0) + idf * saturate(weights[passage] ?? 0, (part.passageLength[passage] ?? 0) / average);
					weights[passage] = 0;
				}
			}
			if (isKept) kept.push(scores.slice(0, part.passages));
			for (const passage of touched) {
				this.offer(part, { index, unit: firstUnits[passage] ?? 0, score: scores[passage] ?? 0 });
				scores[passage] = 0;
			}
		});
		return kept;
	}

	/** The first of equals stands nearest the note's beginning. */
	private offer(part: Part, { index, unit, score }: { index: number; unit: number; score: number }): void {
		const slot = part.unitSlot[unit] ?? DEAD;
		if (slot === DEAD) return;
		const best = this.best[slot] ?? 0;
		if (score < best || (score === best && unit > (this.bestUnit[slot] ?? 0))) return;
		this.best[slot] = score;
		this.bestPart[slot] = index;
		this.bestUnit[slot] = unit;
	}

	private averageLength(): number {
		const { catalog } = this.parts;
		return Math.max(1, catalog.totalLength) / Math.max(1, this.parts.passages);
	}
}
