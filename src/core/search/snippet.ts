/** Which part of a long block to show: where most of the query's words stand close together. */
import type { Span } from '../lib/note';

/** About two lines of a search result. */
const LENGTH = 200;
/** So much is shown before the first word found. */
const LEAD = 40;

/**
 * The part of `block` with the most weight of distinct words. `starts` are where words begin, ascending, so that
 * no word is cut at the beginning; `weightOf` tells what a match is worth the first time.
 */
export function snippetOf(block: Span, starts: readonly number[], matches: readonly { readonly span: Span; readonly term: number; readonly weight: number }[]): Span {
	if (block.end - block.start <= LENGTH) return block;
	let best = { from: block.start, weight: -1 };
	let last = 0;
	for (const [at, first] of matches.entries()) {
		const from = Math.max(block.start, first.span.start - LEAD);
		const seen = new Set<number>();
		let weight = 0;
		for (last = at; last < matches.length && (matches[last]?.span.end ?? 0) <= from + LENGTH; last++) {
			const match = matches[last];
			if (!match || seen.has(match.term)) continue;
			seen.add(match.term);
			weight += match.weight;
		}
		if (weight > best.weight) best = { from, weight };
	}
	const from = best.from === block.start ? best.from : (starts.find((start) => start >= best.from) ?? best.from);
	const limit = Math.min(block.end, from + LENGTH);
	// It ends before the word that would be cut.
	const end = limit === block.end ? limit : (starts.filter((start) => start <= limit).at(-1) ?? limit);
	return { start: from, end: end > from ? end : limit };
}
