/** What scoring hands on: types only. */
import type { QueryTerm } from './query';

/** The forms that count for one word of the query. */
export interface TermForm {
	readonly id: number;
	/** Languages (bits) of the notes in which it counts. */
	readonly languages: number;
	/** Against the word itself: 1, or less for completions and repairs. */
	readonly weight: number;
	/** Exactly the form that was typed. */
	readonly isExact: boolean;
}

export interface WeighedTerm extends QueryTerm {
	/** ln(1 + (N - df + 0.5) / (df + 0.5)) over notes; highest for a word that no note has. */
	readonly idf: number;
	/** How many notes have the word in any inflection. */
	readonly notes: number;
	/** Numbers of its forms in the dictionary. */
	readonly forms: readonly number[];
}

export interface ScoredTerm extends WeighedTerm {
	readonly counted: readonly TermForm[];
	/** The idf over passages: in a vault of long notes most notes have most words, and most passages have not. */
	readonly passageIdf: number;
	/** How many postings its forms have in blocks: what their idf over blocks is made of. */
	readonly blocks: number;
	/** False for the most frequent words of a query that has very many: only marked where they stand, see `rank.ts`. */
	readonly isScored: boolean;
	/** What it was read as, where no note has it. */
	readonly repairs: readonly number[];
}

/** The notes that match and may be shown, or the best of them when they are very many. All lists go by place in `slots`, whose order is not promised. */
export interface Scores {
	readonly terms: readonly ScoredTerm[];
	readonly slots: Uint32Array;
	readonly note: Float64Array;
	/** What the note's score is multiplied with. */
	readonly factor: Float64Array;
	/** Sum of the idf of the words that the note has, its links' texts included. */
	readonly covered: Float64Array;
	readonly passage: Float64Array;
	/** Part and first matched unit of the best passage; -1 where only names matched. */
	readonly passagePart: Int32Array;
	readonly passageUnit: Uint32Array;
	readonly topNote: number;
	readonly topPassage: number;
	/** What the best passage counts beside the whole note. */
	readonly passageShare: number;
	/** By part, scores of passages; empty unless they were to be kept. */
	readonly passages: readonly ReadonlyMap<number, number>[];
}
