/** Scores the passages of the notes that were chosen, part after part, so that the tables stay as large as one part. */
import { saturate } from './bm25';
import { UNIT } from './note-draft';
import { DEAD, KIND_WEIGHT, type Part } from './part';
import type { Parts } from './parts';
import type { PassageWords } from './passage-words';
import type { ScoredTerm } from './scores';
import type { Scratch } from './scratch';

const EVERYWHERE = 0xff;

export interface PassageScorerOptions {
	/** How many notes were chosen; `scratch.place` tells which. */
	readonly count: number;
	readonly keepsAll: boolean;
	/** What a passage is multiplied with, by the idf over passages of the words that it has. */
	readonly shareOf: (covered: number) => number;
	/** What of the passages beside it counts for a passage. */
	readonly neighbours: number;
	/** Reads the words that are whole where that costs less than their postings. */
	readonly words: PassageWords | null;
}

/** All its forms count as much as the word itself: how often they stand somewhere adds up to the same in any order. */
export function isWhole({ counted }: ScoredTerm): boolean {
	return counted.every(({ weight }) => weight === 1);
}

/** Words of a passage, weighted, in halves. */
export function averagePassage({ catalog, passages }: Parts): number {
	return Math.max(1, catalog.totalLength) / Math.max(1, passages);
}

export class PassageScorer {
	/** By place: the best passage's score, its part and its first matched unit. */
	readonly best: Float64Array;
	readonly bestPart: Int32Array;
	readonly bestUnit: Uint32Array;
	/** By part, where all were to be kept. */
	readonly kept: Map<number, number>[] = [];
	readonly #average: number;

	constructor(
		private readonly parts: Parts,
		private readonly scratch: Scratch,
		private readonly options: PassageScorerOptions,
	) {
		this.best = new Float64Array(options.count);
		this.bestPart = new Int32Array(options.count).fill(-1);
		this.bestUnit = new Uint32Array(options.count);
		this.#average = averagePassage(parts);
	}

	/** `ranges`: first unit and end of what the notes chosen say in this part, ascending. Parts come in their order. */
	score(part: Part, { index, terms, ranges }: { readonly index: number; readonly terms: readonly ScoredTerm[]; readonly ranges: Int32Array }): void {
		const { passage: scores, passageCovered, passageUnit, postings } = this.scratch;
		const before = postings.ranges;
		postings.ranges = ranges;
		const touched: number[] = [];
		const { words } = this.options;
		words?.score(part, ranges, touched);
		for (const term of terms) if (term.isScored && !(words && isWhole(term))) this.#addTerm(part, term, touched);
		postings.ranges = before;
		const kept = new Map<number, number>();
		if (this.options.keepsAll) this.kept.push(kept);
		for (const passage of touched) {
			const score = scores[passage] ?? 0;
			if (this.options.keepsAll) kept.set(passage, score);
			const beside = this.options.neighbours === 0 ? 0 : this.options.neighbours * this.#beside(part, passage);
			this.#offer(part, { index, unit: passageUnit[passage] ?? 0, score: (score + beside) * this.options.shareOf(passageCovered[passage] ?? 0) });
		}
		for (const passage of touched) scores[passage] = passageCovered[passage] = 0;
	}

	/** Sum of the scores of the passages before and after, where they are the same note's. */
	#beside({ unitSlot }: Part, passage: number): number {
		const { passage: scores, passageUnit } = this.scratch;
		const own = unitSlot[passageUnit[passage] ?? 0];
		let sum = 0;
		for (const other of [passage - 1, passage + 1]) if ((scores[other] ?? 0) > 0 && unitSlot[passageUnit[other] ?? 0] === own) sum += scores[other] ?? 0;
		return sum;
	}

	#addTerm(part: Part, term: ScoredTerm, touched: number[]): void {
		const { passage: scores, passageCovered, passageWeight: weights, postings } = this.scratch;
		const { passageLength } = part;
		const { passageOwn } = this.scratch;
		let own = 0;
		for (const { id, languages, weight } of term.counted) {
			part.open(id, postings);
			while (part.next(postings)) own = this.#addForm(part, { wanted: languages, weight, own });
		}
		for (let at = 0; at < own; at++) {
			const passage = passageOwn[at] ?? 0;
			const before = scores[passage] ?? 0;
			if (before === 0) touched.push(passage);
			scores[passage] = before + term.passageIdf * saturate(weights[passage] ?? 0, (passageLength[passage] ?? 0) / this.#average);
			passageCovered[passage] = (passageCovered[passage] ?? 0) + term.passageIdf;
			weights[passage] = 0;
		}
	}

	/** Tells how many passages have the word now. */
	#addForm({ unitSlot, unitKind, unitPassage }: Part, { wanted, weight, own }: { wanted: number; weight: number; own: number }): number {
		const { languages } = this.parts.catalog;
		const { place, passage: scores, passageWeight: weights, passageUnit, passageOwn, postings: { units, counts, length } } = this.scratch;
		let held = own;
		for (let at = 0; at < length; at++) {
			const unit = units[at] ?? 0;
			const slot = unitSlot[unit] ?? DEAD;
			if ((place[slot] ?? 0) === 0) continue;
			const kind = unitKind[unit] ?? 0;
			if (kind > UNIT.property || (wanted !== EVERYWHERE && ((wanted >> (languages[slot] ?? 0)) & 1) === 0)) continue;
			const passage = unitPassage[unit] ?? 0;
			const before = weights[passage] ?? 0;
			weights[passage] = before + (counts[at] ?? 0) * weight * (KIND_WEIGHT[kind] ?? 0);
			if (before > 0) continue;
			passageOwn[held++] = passage;
			if (scores[passage] === 0) passageUnit[passage] = unit;
		}
		return held;
	}

	/** The first of equals stands nearest the note's beginning. */
	#offer(part: Part, { index, unit, score }: { index: number; unit: number; score: number }): void {
		const at = (this.scratch.place[part.unitSlot[unit] ?? 0] ?? 0) - 1;
		const best = this.best[at] ?? 0;
		if (at < 0 || score < best || (score === best && unit > (this.bestUnit[at] ?? 0))) return;
		this.best[at] = score;
		this.bestPart[at] = index;
		this.bestUnit[at] = unit;
	}
}
