/** The best of the notes that were scored: passage and whole note mixed, words side by side, links. */
import { dayOfTime } from './dates';
import { eachUnitWord, type Part } from './part';
import type { Parts } from './parts';
import type { Query } from './query';
import type { Scores, ScoredTerm } from './rank';
import { RANKING } from './ranking';

/** Neighbours are looked up for the first of these only. */
const PAIR_DEPTH = 200;

export interface BestNote {
	readonly slot: number;
	readonly score: number;
}

export interface BestNotesOptions {
	readonly query: Query;
	readonly limit: number;
	readonly isAllowed: (slot: number) => boolean;
}

/** Best first; ties by path. */
export function bestNotes(parts: Parts, scores: Scores, { query, limit, isAllowed }: BestNotesOptions): BestNote[] {
	const mixed = mix(parts, scores, query);
	const compare = (a: BestNote, b: BestNote): number => b.score - a.score || comparePaths(parts, a.slot, b.slot);
	const depth = Math.max(PAIR_DEPTH, limit);
	const top = takeBest(mixed, depth, compare, ({ slot }) => isAllowed(slot));
	const all = parts.all();
	const first = top.slice(0, PAIR_DEPTH).map((note) => ({ ...note, score: note.score + pairBonus(all, note.slot, scores) }));
	return [...first.sort(compare), ...top.slice(PAIR_DEPTH)].slice(0, limit);
}

/** Notes that pass a filter, those of the latest day first, then those changed last; ties by path. */
export function newestNotes(parts: Parts, { limit, isAllowed }: { readonly limit: number; readonly isAllowed: (slot: number) => boolean }): BestNote[] {
	const { catalog } = parts;
	const found: BestNote[] = [];
	for (let slot = 0; slot < catalog.capacity; slot++) {
		if (!catalog.paths[slot] || !isAllowed(slot)) continue;
		const { mtime } = catalog.stat(slot);
		found.push({ slot, score: catalog.dayOf(slot) ?? dayOfTime(mtime) });
	}
	const compare = (a: BestNote, b: BestNote): number => b.score - a.score || catalog.stat(b.slot).mtime - catalog.stat(a.slot).mtime || comparePaths(parts, a.slot, b.slot);
	return takeBest(found, limit, compare, () => true);
}

function mix(parts: Parts, scores: Scores, query: Query): BestNote[] {
	const { terms, note, passage, covered, topNote, topPassage } = scores;
	const whole = Math.max(Number.EPSILON, terms.reduce((sum, { idf }) => sum + idf, 0));
	const exponent = query.isQuestion || terms.length > RANKING.keywordsAtMost ? RANKING.questionExponent : RANKING.keywordExponent;
	const passageScale = (RANKING.passageShare * topNote) / topPassage;
	const linkScale = RANKING.inlinkShare;
	const { inlinks } = parts.catalog;
	return scores.slots.map((slot) => {
		const score = (note[slot] ?? 0) + passageScale * (passage[slot] ?? 0);
		return { slot, score: score * ((covered[slot] ?? 0) / whole) ** exponent * (1 + linkScale * Math.log(1 + (inlinks[slot] ?? 0))) };
	});
}

/** The `depth` best of those allowed, best first, without sorting all. */
function takeBest(notes: BestNote[], depth: number, compare: (a: BestNote, b: BestNote) => number, isAllowed: (note: BestNote) => boolean): BestNote[] {
	let best: BestNote[] = [];
	let floor = -Infinity;
	for (const note of notes) {
		if (note.score < floor || !isAllowed(note)) continue;
		best.push(note);
		if (best.length < depth * 4) continue;
		best = best.sort(compare).slice(0, depth);
		floor = best.at(-1)?.score ?? -Infinity;
	}
	return best.sort(compare).slice(0, depth);
}

/** What the query's neighbours that are neighbours in the best passage are worth. */
function pairBonus(all: readonly Part[], slot: number, { terms, passagePart, passageUnit }: Scores): number {
	const part = all[passagePart[slot] ?? -1];
	if (!part || terms.length < 2) return 0;
	const termOf = termByForm(terms);
	const seen = new Set<number>();
	for (const unit of unitsOfPassage(part, passageUnit[slot] ?? 0)) {
		let last = -1;
		eachUnitWord(part, unit, (form) => {
			const term = termOf.get(form) ?? -1;
			if (last >= 0 && term === last + 1) seen.add(term);
			last = term;
		});
	}
	let bonus = 0;
	for (const term of seen) bonus += Math.min(terms[term]?.idf ?? 0, terms[term - 1]?.idf ?? 0);
	return RANKING.pairShare * bonus;
}

export function termByForm(terms: readonly ScoredTerm[]): Map<number, number> {
	const termOf = new Map<number, number>();
	terms.forEach(({ forms }, index) => forms.forEach((form) => termOf.set(form, index)));
	return termOf;
}

/** All units of the passage that `unit` is in. */
export function unitsOfPassage(part: Part, unit: number): number[] {
	const passage = part.unitPassage[unit];
	const kindLimit = 2;
	const isIn = (other: number): boolean => part.unitPassage[other] === passage && (part.unitKind[other] ?? 9) <= kindLimit;
	let first = unit;
	while (first > 0 && isIn(first - 1)) first--;
	const units: number[] = [];
	for (let at = first; at < part.units && isIn(at); at++) units.push(at);
	return units;
}

function comparePaths(parts: Parts, a: number, b: number): number {
	const [left, right] = [parts.catalog.paths[a] ?? '', parts.catalog.paths[b] ?? ''];
	return left < right ? -1 : left > right ? 1 : 0;
}
