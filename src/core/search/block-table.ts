/** The blocks of the notes that were chosen, in one part of the index: what each scores, by itself and with what stands around it. */
import { saturate } from './bm25';
import { isBlock, UNIT } from './note-draft';
import { kindAt, type Part } from './part';
import type { Postings } from './postings';
import { RANKING } from './ranking';
import type { ScoredTerm } from './scores';

/** Empty places after each note's blocks, and before the first: what stands two blocks away counts, and another note's does not. */
const BESIDE = 2;

export interface BlockTerm {
	readonly counted: ScoredTerm['counted'];
	/** Over blocks. */
	readonly idf: number;
	/** Words in a block, on average. */
	readonly average: number;
	/** Of notes, by slot. */
	readonly languages: Uint8Array;
	readonly postings: Postings;
}

/** What a block is lifted by, beside its own words. */
export interface Around {
	/** The most that a block scores by itself, in any part. */
	readonly top: number;
	readonly ofNote: (slot: number) => number;
	readonly ofPassage: (passage: number) => number;
}

export class BlockTable {
	/** By place: what a block scores by itself, and what the word at hand weighs in it. */
	readonly #own: Float64Array;
	readonly #weights: Float64Array;
	/** Blocks that were scored, and what with all around them. */
	readonly #units: number[] = [];
	readonly #scores: number[] = [];
	/** By range, the place of its first unit. */
	readonly #first: Int32Array;

	/** `ranges`: first unit and end of what each note says in this part, ascending. */
	constructor(
		readonly part: Part,
		private readonly ranges: Int32Array,
	) {
		this.#first = new Int32Array(ranges.length / 2);
		let size = BESIDE;
		for (let range = 0; range < ranges.length; range += 2) {
			this.#first[range / 2] = size;
			size += (ranges[range + 1] ?? 0) - (ranges[range] ?? 0) + BESIDE;
		}
		this.#own = new Float64Array(size);
		this.#weights = new Float64Array(size);
	}

	/** What the best block scores by itself. */
	get top(): number {
		let top = 0;
		for (const own of this.#own) if (own > top) top = own;
		return top;
	}

	/** Adds to each block what a word is worth to it. */
	add(term: BlockTerm): void {
		const { part, ranges } = this;
		const units: number[] = [];
		const places: number[] = [];
		const { postings } = term;
		postings.ranges = ranges;
		for (const form of term.counted) {
			part.open(form.id, postings);
			for (let range = 0; part.next(postings); ) {
				for (let at = 0; at < postings.length; at++) {
					const unit = postings.units[at] ?? 0;
					while (unit >= (ranges[range + 1] ?? Infinity)) range += 2;
					if (unit < (ranges[range] ?? Infinity) || !isBlock(kindAt(part, unit)) || !((form.languages >> (term.languages[part.unitSlot[unit] ?? 0] ?? 0)) & 1)) continue;
					const place = this.#placeOf(unit, range);
					const before = this.#weights[place] ?? 0;
					if (before === 0) {
						units.push(unit);
						places.push(place);
					}
					this.#weights[place] = before + (postings.counts[at] ?? 0) * form.weight;
				}
			}
		}
		for (const [at, place] of places.entries()) {
			this.#own[place] = (this.#own[place] ?? 0) + term.idf * saturate((this.#weights[place] ?? 0) * 2, (part.unitLength[units[at] ?? 0] ?? 0) / term.average, RANKING.blockB);
			this.#weights[place] = 0;
		}
	}

	/** Scores each block that has a word of the query, or stands beside one: an answer seldom repeats its question. */
	score({ top, ofNote, ofPassage }: Around): readonly number[] {
		const { part, ranges } = this;
		const own = this.#own;
		for (let range = 0; range < ranges.length; range += 2) {
			const [first, end] = [ranges[range] ?? 0, ranges[range + 1] ?? 0];
			const note = ofNote(part.unitSlot[first] ?? 0);
			let [passage, around] = [-1, 0];
			for (let unit = first, at = this.#placeOf(first, range); unit < end; unit++, at++) {
				const [before, self, after] = [own[at - 1] ?? 0, own[at] ?? 0, own[at + 1] ?? 0];
				const kind = kindAt(part, unit);
				if ((self === 0 && before === 0 && after === 0) || !isBlock(kind)) continue;
				const next = part.unitPassage[unit] ?? 0;
				if (next !== passage) [passage, around] = [next, ofPassage(next) + note];
				const isAsked = unit > first && kindAt(part, unit - 1) === UNIT.asking;
				const near = (isAsked ? RANKING.questionBefore : RANKING.neighbourBefore) * before + RANKING.neighbourAfter * after + RANKING.farNeighbour * ((own[at - 2] ?? 0) + (own[at + 2] ?? 0));
				this.#units.push(unit);
				this.#scores.push(((self + near) / top + around) * (kind === UNIT.asking ? RANKING.askingFactor : 1));
			}
		}
		return this.#scores;
	}

	/** Tells of the blocks that were scored so high. */
	eachFrom(least: number, tell: (unit: number, score: number) => void): void {
		this.#scores.forEach((score, at) => {
			if (score >= least) tell(this.#units[at] ?? 0, score);
		});
	}

	#placeOf(unit: number, range: number): number {
		return (this.#first[range / 2] ?? 0) + unit - (this.ranges[range] ?? 0);
	}
}
