/**
 * What the most frequent words of the last queries are worth to each note: whoever types asks for the same words again
 * with every key. Good until the index changes.
 */

export interface KnownTerm {
	readonly slots: Uint32Array;
	/** By place in `slots`. */
	readonly scores: Float32Array;
	/** What `ScoredTerm` says of the word, before its share of the query. */
	readonly facts: { readonly idf: number; readonly passageIdf: number; readonly notes: number; readonly blocks: number };
}

/** Words of fewer notes are scored again as quickly. */
const FREQUENT = 5_000;
/** Notes of all words kept: eight bytes each. */
const MAX_KEPT = 600_000;

export class TermMemo {
	/** Those asked for last stand last. */
	readonly #known = new Map<string, KnownTerm>();
	#kept = 0;
	#changes = -1;

	/** `changes`: of the index, see `Parts`. */
	get(key: string, changes: number): KnownTerm | null {
		if (changes !== this.#changes) {
			this.#known.clear();
			this.#kept = 0;
			this.#changes = changes;
		}
		const known = this.#known.get(key);
		if (!known) return null;
		this.#known.delete(key);
		this.#known.set(key, known);
		return known;
	}

	/** Keeps what was worked out since `get` had nothing; seldom words are let be. The lists are copied. */
	keep(key: string, { slots, scores, facts }: KnownTerm): void {
		if (slots.length < FREQUENT || this.#known.has(key)) return;
		this.#known.set(key, { slots: slots.slice(), scores: scores.slice(), facts });
		this.#kept += slots.length;
		for (const [oldest, { slots: { length } }] of this.#known) {
			if (this.#kept <= MAX_KEPT) break;
			this.#known.delete(oldest);
			this.#kept -= length;
		}
	}
}
