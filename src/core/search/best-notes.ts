/** The best of the notes that were scored: passage and whole note mixed, words side by side, links. */
import { dayOfTime } from './dates';
import { nearnessLift, soughtBy } from './nearness';
import { eachUnitForm, unitsOfPassage, unitsOfRecord, type Part } from './part';
import type { Parts } from './parts';
import type { Query } from './query';
import { nthLargest } from './rank';
import { liftOf, type Called } from './name-lift';
import { RANKING } from './ranking';
import type { Scores, ScoredTerm } from './scores';

/** Of the sum of all words' idf: sums differ in the last digits by their order. */
const NEARLY_ALL = 0.999;
/** Neighbours and names are looked up for the first of these only: 200 win nothing more on any set. */
const PAIR_DEPTH = 100;
/** How near the words stand is looked up for the first of these only: 200 win nothing more on any set. */
const NEAR_DEPTH = 30;

export interface BestNote {
	readonly slot: number;
	readonly score: number;
	/** Place among the scores, -1 for a note that was not scored. */
	readonly at: number;
}

export interface BestNotesOptions {
	/** What was typed, and whether it may be unfinished: lifts the notes that are called so. */
	readonly called?: Called | null;
	/** What was asked: lifts the notes in which the words of a few keywords stand near each other. */
	readonly query?: Query | null;
	readonly limit: number;
}

/** Best first; ties by path. */
export function bestNotes(parts: Parts, scores: Scores, { limit, called = null, query = null }: BestNotesOptions): BestNote[] {
	const compare = (a: BestNote, b: BestNote): number => b.score - a.score || comparePaths(parts, a.slot, b.slot);
	const depth = Math.max(PAIR_DEPTH, limit);
	const top = mix(scores, depth).sort(compare).slice(0, depth);
	const all = parts.all();
	const termOf = termByForm(scores.terms);
	const wanted = NEARLY_ALL * scores.terms.reduce((sum, { idf, isScored }) => sum + (isScored ? idf : 0), 0);
	const sought = query && exponentOf(query) === RANKING.keywordExponent ? soughtBy(parts, scores.terms, query) : null;
	const first = top.slice(0, PAIR_DEPTH).map(({ slot, score, at }, place) => {
		const near = sought && place < NEAR_DEPTH ? nearnessLift({ names: parts.catalog.names(slot), part: all[scores.passagePart[at] ?? -1], unit: scores.passageUnit[at] ?? 0 }, sought) : 1;
		const lift = near * (called ? liftOf(parts, slot, { called, hasAllWords: (scores.covered[at] ?? 0) >= wanted }) : 1);
		return { slot, at, score: (score + pairBonus(all, at, { scores, termOf }) + namePairs(parts, slot, { scores, termOf })) * lift };
	});
	return [...first.sort(compare), ...top.slice(PAIR_DEPTH)].slice(0, limit);
}

/** Notes that pass a filter, those of the latest day first, then those changed last; ties by path. */
export function newestNotes(parts: Parts, { limit, isAllowed }: { readonly limit: number; readonly isAllowed: ((slot: number) => boolean) | null }): BestNote[] {
	const { catalog } = parts;
	const compare = (a: BestNote, b: BestNote): number => b.score - a.score || catalog.stat(b.slot).mtime - catalog.stat(a.slot).mtime || comparePaths(parts, a.slot, b.slot);
	let best: BestNote[] = [];
	let floor = -Infinity;
	for (let slot = 0; slot < catalog.capacity; slot++) {
		if (!catalog.paths[slot]) continue;
		const score = catalog.dayOf(slot) ?? dayOfTime(catalog.mtimeOf(slot));
		if (score < floor || (isAllowed && !isAllowed(slot))) continue;
		best.push({ slot, score, at: -1 });
		if (best.length < limit * 4) continue;
		best = best.sort(compare).slice(0, limit);
		floor = best.at(-1)?.score ?? -Infinity;
	}
	return best.sort(compare).slice(0, limit);
}

/** The `depth` best in no order, and those that equal the last. */
function mix({ slots, note, passage, factor, topNote, topPassage, passageShare }: Scores, depth: number): BestNote[] {
	const scale = (passageShare * topNote) / topPassage;
	const mixed = new Float64Array(slots.length);
	for (let at = 0; at < mixed.length; at++) mixed[at] = ((note[at] ?? 0) + scale * (passage[at] ?? 0)) * (factor[at] ?? 0);
	const least = mixed.length <= depth ? -Infinity : nthLargest(mixed.slice(), { count: mixed.length, n: depth });
	const best: BestNote[] = [];
	for (const [at, score] of mixed.entries()) if (score >= least) best.push({ slot: slots[at] ?? 0, at, score });
	return best;
}

/** How steeply notes sink that miss words of the query: see `RANKING`. */
export function exponentOf(query: Query): number {
	return query.isQuestion || query.terms.length > RANKING.keywordsAtMost ? RANKING.questionExponent : RANKING.keywordExponent;
}

/** What the query's neighbours that are neighbours in the best passage are worth. */
function pairBonus(all: readonly Part[], at: number, { scores: { terms, passagePart, passageUnit }, termOf }: { scores: Scores; termOf: ReadonlyMap<number, number> }): number {
	const part = all[passagePart[at] ?? -1];
	if (!part || terms.length < 2) return 0;
	return RANKING.pairShare * pairsIn(part, unitsOfPassage(part, passageUnit[at] ?? 0), { terms, termOf });
}

/** The same in what the note is called. */
function namePairs(parts: Parts, slot: number, { scores: { terms }, termOf }: { scores: Scores; termOf: ReadonlyMap<number, number> }): number {
	const place = parts.catalog.names(slot);
	if (!place || terms.length < 2) return 0;
	return RANKING.namePairShare * pairsIn(place.part, unitsOfRecord(place), { terms, termOf });
}

/** Sum of the lesser idf over passages of each pair of the query that stands side by side in the units, each counted once. */
function pairsIn(part: Part, units: readonly number[], { terms, termOf }: { terms: readonly ScoredTerm[]; termOf: ReadonlyMap<number, number> }): number {
	const seen = new Set<number>();
	for (const unit of units) {
		let last = -1;
		eachUnitForm(part, unit, (form) => {
			const term = termOf.get(form) ?? -1;
			if (last >= 0 && term === last + 1) seen.add(term);
			last = term;
		});
	}
	let bonus = 0;
	for (const term of seen) bonus += Math.min(terms[term]?.passageIdf ?? 0, terms[term - 1]?.passageIdf ?? 0);
	return bonus;
}

export function termByForm(terms: readonly ScoredTerm[]): Map<number, number> {
	const termOf = new Map<number, number>();
	terms.forEach(({ forms }, index) => forms.forEach((form) => termOf.set(form, index)));
	return termOf;
}

function comparePaths(parts: Parts, a: number, b: number): number {
	const [left, right] = [parts.catalog.paths[a] ?? '', parts.catalog.paths[b] ?? ''];
	return left < right ? -1 : left > right ? 1 : 0;
}
