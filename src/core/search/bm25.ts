/**
 * The two formulas of BM25 that all scoring shares.
 *
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in the simple form that sums
 * weighted fields before saturation. The constants are in `ranking.ts`.
 */
import { RANKING } from './ranking';

/** What a term weighs: the idf of a word found in `found` of `total` notes. */
export function idfOf(found: number, total: number): number {
	return Math.log(1 + (total - found + 0.5) / (found + 0.5));
}

/** BM25's saturation; `weight` and lengths are in halves of a body word. */
export function saturate(weight: number, relativeLength: number, b = RANKING.b): number {
	const frequency = weight / 2;
	return (frequency * (RANKING.k1 + 1)) / (frequency + RANKING.k1 * (1 - b + b * relativeLength));
}
