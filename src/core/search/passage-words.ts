/**
 * Scores passages by reading the words of the notes that were chosen, instead of the postings of all that have a word:
 * what frequent words cost is bounded by how much the chosen notes say.
 */
import { saturate } from './bm25';
import { UNIT } from './note-draft';
import { KIND_WEIGHT, type Part } from './part';
import type { ScoredTerm } from './scores';
import type { Scratch } from './scratch';

const EVERYWHERE = 0xff;

export interface PassageWordsOptions {
	readonly scratch: Scratch;
	/** Whose forms all count as much as the word itself. */
	readonly terms: readonly ScoredTerm[];
	/** Of notes, by slot. */
	readonly languages: Uint8Array;
	/** Of a passage, weighted, in halves. */
	readonly averageLength: number;
}

/** Made for one search. `clear` is to be called at its end. */
export class PassageWords {
	/** By entry: place of its term, languages (bits) in which it counts, and another entry of the form + 1. `scratch.entryOf` has the first + 1 by form. */
	readonly #termOf: number[] = [];
	readonly #wanted: number[] = [];
	readonly #next: number[] = [];
	readonly #forms: number[] = [];
	/** By place of the term, what it weighs in the passage at hand; those that it has. */
	readonly #weights: Float32Array;
	#isAny = false;
	/** Of the note being read. */
	#language = 0;
	#firstUnit = 0;

	/** `forms`: how many the dictionary has. */
	constructor(
		private readonly options: PassageWordsOptions,
		forms: number,
	) {
		const { scratch, terms } = options;
		this.#weights = new Float32Array(terms.length);
		scratch.fitForms(forms);
		terms.forEach(({ counted }, place) => {
			for (const { id, languages } of counted) {
				this.#termOf.push(place);
				this.#wanted.push(languages);
				this.#next.push(scratch.entryOf[id] ?? 0);
				this.#forms.push(id);
				scratch.entryOf[id] = this.#termOf.length;
			}
		});
	}

	/** Adds to each passage of the ranges of units what the words are worth to it, and tells which those are. */
	score(part: Part, ranges: Int32Array, touched: number[]): void {
		const { unitKind, unitPassage, unitSlot } = part;
		for (let range = 0; range < ranges.length; range += 2) {
			const [first, end] = [ranges[range] ?? 0, ranges[range + 1] ?? 0];
			this.#language = this.options.languages[unitSlot[first] ?? 0] ?? 0;
			let last = -1;
			for (let unit = first; unit < end; unit++) {
				const kind = unitKind[unit] ?? 0;
				if (kind > UNIT.property) continue;
				const passage = unitPassage[unit] ?? 0;
				if (passage !== last) this.#close(part, last, touched);
				last = passage;
				this.#read(part, unit, KIND_WEIGHT[kind] ?? 0);
			}
			this.#close(part, last, touched);
		}
	}

	/** Forgets the forms. */
	clear(): void {
		for (const form of this.#forms) this.options.scratch.entryOf[form] = 0;
	}

	/** Runs for every unit of the notes chosen: the bytes are read here, without a reader, and nothing is made. */
	#read({ words, unitWords }: Part, unit: number, worth: number): void {
		const { entryOf } = this.options.scratch;
		const end = unitWords[unit + 1] ?? 0;
		let at = unitWords[unit] ?? 0;
		while (at < end) {
			let form = words[at++] ?? 0;
			if (form > 127) {
				form &= 127;
				for (let shift = 7, byte = 128; byte > 127; shift += 7) {
					byte = words[at++] ?? 0;
					form |= (byte & 127) << shift;
				}
			}
			// Of where it stands only is asked whether its length follows.
			const step = words[at++] ?? 0;
			if (step > 127) while ((words[at++] ?? 0) > 127);
			if (step & 1) while ((words[at++] ?? 0) > 127);
			const entry = entryOf[form] ?? 0;
			if (entry > 0) this.#count(entry, unit, worth);
		}
	}

	#count(first: number, unit: number, worth: number): void {
		const language = this.#language;
		for (let entry = first; entry > 0; entry = this.#next[entry - 1] ?? 0) {
			const wanted = this.#wanted[entry - 1] ?? 0;
			if (wanted !== EVERYWHERE && ((wanted >> language) & 1) === 0) continue;
			const place = this.#termOf[entry - 1] ?? 0;
			this.#weights[place] = (this.#weights[place] ?? 0) + worth;
			if (!this.#isAny) this.#firstUnit = unit;
			this.#isAny = true;
		}
	}

	/** All of a passage is read. */
	#close({ passageLength }: Part, passage: number, touched: number[]): void {
		if (!this.#isAny) return;
		this.#isAny = false;
		const { terms, averageLength, scratch: { passage: scores, passageCovered, passageUnit } } = this.options;
		const weights = this.#weights;
		const length = (passageLength[passage] ?? 0) / averageLength;
		let [score, covered] = [0, 0];
		for (let place = 0; place < weights.length; place++) {
			const weight = weights[place] ?? 0;
			if (weight === 0) continue;
			const idf = terms[place]?.passageIdf ?? 0;
			score += idf * saturate(weight, length);
			covered += idf;
			weights[place] = 0;
		}
		scores[passage] = score;
		passageCovered[passage] = covered;
		passageUnit[passage] = this.#firstUnit;
		touched.push(passage);
	}
}
