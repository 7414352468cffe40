/** Which patterns the picker lists, in which order, for what is typed so far. Pure but for the app's own fuzzy search. */
import { prepareFuzzySearch, type SearchMatches } from 'obsidian';
import type { ListedPattern } from '../../core/actions/pattern-shelf';

export type PatternGroup = 'favourite' | 'recent' | 'suggested' | 'all';

export interface FoundPattern {
	readonly pattern: ListedPattern;
	/** Where the query matches the name. */
	readonly matches: SearchMatches;
	/** Why it stands where it does; only in a list without a query. */
	readonly group: PatternGroup;
}

export interface KnownPatterns {
	readonly patterns: readonly ListedPattern[];
	/** Names; the first stands first. */
	readonly favourites: readonly string[];
	readonly recent: readonly string[];
	readonly suggested: readonly string[];
}

/** A name that matches stands before a tag or a word of the description. */
const NAME = 1000;
const FAVOURITE = 40;
const RECENT = 20;
const ALL_WORDS = 500;
/** Letters that begin a name stand before letters scattered over one. */
const STARTS = 500;

export function findPatterns(query: string, known: KnownPatterns): readonly FoundPattern[] {
	const wanted = query.trim();
	return wanted === '' ? grouped(known) : ranked(wanted, known);
}

function grouped({ patterns, favourites, recent, suggested }: KnownPatterns): FoundPattern[] {
	const left = new Map(patterns.map((pattern) => [folded(pattern.name), pattern]));
	const take = (names: readonly string[], group: PatternGroup): FoundPattern[] =>
		names.flatMap((name) => {
			const pattern = left.get(folded(name));
			left.delete(folded(name));
			return pattern ? [{ pattern, matches: [], group }] : [];
		});
	return [...take(favourites, 'favourite'), ...take(recent, 'recent'), ...take(suggested, 'suggested'), ...take([...left.values()].map(({ name }) => name), 'all')];
}

function ranked(query: string, { patterns, favourites, recent }: KnownPatterns): FoundPattern[] {
	const wanted = folded(query);
	const fuzzy = prepareFuzzySearch(query.replace(/^#/, ''));
	const terms = wanted.replace(/#/g, '').split(/\s+/).filter((term) => term !== '');
	const stars = new Set(favourites.map(folded));
	const lately = new Set(recent.map(folded));
	const scored = patterns.flatMap((pattern) => {
		const named = fuzzy(pattern.name);
		const { name, about } = lookOf(pattern);
		// The app's score is at most 0; the nearer, the better.
		const score = named ? NAME + named.score * 10 + (name.startsWith(wanted) ? STARTS : hasWord(name, wanted) ? STARTS / 2 : 0) : terms.every((term) => hasWord(about, term)) ? ALL_WORDS : null;
		if (score === null) return [];
		return [{ found: { pattern, matches: named?.matches ?? [], group: 'all' as const }, score: score + (stars.has(name) ? FAVOURITE : 0) + (lately.has(name) ? RECENT : 0) }];
	});
	return scored.sort((a, b) => b.score - a.score || (a.found.pattern.name < b.found.pattern.name ? -1 : 1)).map(({ found }) => found);
}

interface Look {
	readonly name: string;
	readonly about: string;
}

/** Every key looks at every pattern: what is looked at is made once. */
const looks = new WeakMap<ListedPattern, Look>();

function lookOf(pattern: ListedPattern): Look {
	const known = looks.get(pattern);
	if (known) return known;
	const look = { name: folded(pattern.name), about: folded(`${pattern.name} ${pattern.tags.join(' ')} ${pattern.description}`) };
	looks.set(pattern, look);
	return look;
}

/** At the start of a word. */
function hasWord(text: string, term: string): boolean {
	for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
	return false;
}

function folded(text: string): string {
	return text.normalize('NFC').toLowerCase();
}
