/**
 * Reads what the person typed: words, "phrases", -exclusions and filters. Never throws; anything is a query, and
 * what only looks like an operator is words.
 *
 * `tag:name`, `path:part`, `[property:value]` (`[property:]`: has it), `links-to:Note`, `date:2026-03`,
 * `date:2026-01..2026-03`, `after:2026-03-01` and `before:2026-03-01` (both days included). A value with spaces
 * stands in quotes. `-` before a word, a phrase or a filter turns it around.
 */
import { isUnspaced, segmentedWords, stemOf, words } from './analyse';
import { daysOf } from './dates';
import { RANKING } from './ranking';
import { isAskingWord, isDoingWord, isLeadingWord, stopWordsAmong } from './stop-words';

export interface QueryTerm {
	/** As typed, at its first place. */
	readonly text: string;
	readonly form: string;
	/** Its stem in English. */
	readonly stem: string;
	/** How much of its weight counts, 1 unless told: less for what hardly names what is looked for. */
	readonly share?: number;
}

export type Filter = { readonly isNot: boolean; readonly text: string } & (
	| { readonly kind: 'tag' | 'path' | 'links-to'; readonly value: string }
	| { readonly kind: 'property'; readonly name: string; readonly value: string | null }
	/** Days since 1970, both included. */
	| { readonly kind: 'date'; readonly first: number; readonly last: number }
);

export interface Query {
	/** Distinct by stem, in order of typing, without stop words unless there is nothing else. */
	readonly terms: readonly QueryTerm[];
	/** Each a run of forms that must stand side by side in the note. */
	readonly phrases: readonly (readonly string[])[];
	/** Words and phrases that the note must not hold; a single word in any inflection. */
	readonly excluded: readonly (readonly string[])[];
	readonly filters: readonly Filter[];
	/** All words in order, those without meaning too: what a title may begin with. */
	readonly words: readonly string[];
	/** The text ends in a word, which may be unfinished. */
	readonly endsInWord: boolean;
	/** Begins as questions and wishes do, or ends as they do. */
	readonly asks: boolean;
	/** Asks rather than names: partial matches are welcome. */
	readonly isQuestion: boolean;
	/** True when only words such as "what is the" were typed. */
	readonly isOnlyStopWords: boolean;
}

/** UTF-16 units. Beyond this a query is a pasted text, and its beginning says enough. */
export const LONGEST_QUERY = 5_000;
const MAX_TERMS = 64;
const MAX_FILTERS = 32;
/** Each may have to be looked for in every note; more are words like others. */
const MAX_PHRASES = 8;
const VALUE = '(?:"([^"]*)"|\\[\\[([^\\]]*)\\]\\]|([^\\s"\\[]+))';
const OPERATOR = new RegExp(`(^|\\s)(-?)(tag|path|links-to|date|after|before):${VALUE}`, 'giu');
const PROPERTY = /(^|\s)(-?)\[([^\]:[\n]{1,100}):([^\]\n]{0,200})\]/gu;
const EXCLUDED = /(^|\s)-(?:"([^"]+)"|([\p{L}\p{N}][^\s"]*))/gu;
const PHRASE = /"([^"]+)"/g;

export function readQuery(typed: string): Query {
	const filters: Filter[] = [];
	const excluded: string[][] = [];
	let text = typed.slice(0, LONGEST_QUERY);
	text = text.replace(OPERATOR, (whole: string, before: string, minus: string, name: string, quoted?: string, linked?: string, bare?: string) => {
		const filter = filterOf(name.toLowerCase(), quoted ?? linked ?? bare ?? '');
		if (!filter || filters.length >= MAX_FILTERS) return whole;
		filters.push({ ...filter, isNot: minus === '-', text: whole.trim() });
		return before;
	});
	text = text.replace(PROPERTY, (whole: string, before: string, minus: string, name: string, value: string) => {
		if (filters.length >= MAX_FILTERS) return whole;
		filters.push({ kind: 'property', name: name.trim(), value: value.trim() === '' ? null : value.trim(), isNot: minus === '-', text: whole.trim() });
		return before;
	});
	text = text.replace(EXCLUDED, (_whole: string, before: string, phrase?: string, word?: string) => {
		if (phrase !== undefined) excluded.push(phraseOf(phrase));
		else for (const { form } of words(word ?? '').slice(0, MAX_TERMS)) excluded.push([form]);
		return before;
	});
	const phrases = [...text.matchAll(PHRASE)].map((match) => phraseOf(match[1] ?? '')).filter((phrase) => phrase.length > 0);
	const unwanted = distinct(excluded);
	return { ...termsOf(text), phrases: distinct(phrases).slice(0, MAX_PHRASES), excluded: [...unwanted.filter((run) => run.length === 1).slice(0, MAX_TERMS), ...unwanted.filter((run) => run.length > 1).slice(0, MAX_PHRASES)], filters };
}

function distinct(runs: readonly string[][]): string[][] {
	return [...new Map(runs.map((run) => [run.join(' '), run])).values()];
}

/** Distinct words of a text, as a query has them. */
export function queryTerms(text: string, limit: number): QueryTerm[] {
	return distinctTerms(text, words(text), limit).map(({ text: typed, form, stem }) => ({ text: typed, form, stem }));
}

function termsOf(text: string): Pick<Query, 'terms' | 'words' | 'endsInWord' | 'asks' | 'isQuestion' | 'isOnlyStopWords'> {
	const found = words(text);
	const forms = found.map(({ form }) => form);
	const stop = stopWordsAmong(forms);
	const named = withoutParticles(found.filter(({ form }) => !stop.has(form)));
	const isOnlyStopWords = named.length === 0;
	const isAsked = asks(forms, text);
	const subjects = isAsked ? withoutDoing(named) : named;
	const terms = weighed(distinctTerms(text, isOnlyStopWords ? found : subjects, MAX_TERMS), { text, isAsked });
	return { terms, words: forms, endsInWord: found.length > 0 && found.at(-1)?.end === text.length, asks: isAsked, isQuestion: isAsked || terms.length > 4, isOnlyStopWords };
}

/** Asks, or tells to do something: "summarize …". */
function asks(forms: readonly string[], text: string): boolean {
	return forms.some(isAskingWord) || text.trimEnd().endsWith('?') || (forms.length > 2 && isDoingWord(forms[0] ?? ''));
}

/** Japanese joins its words with particles and endings in Hiragana; what a question is about is seldom written so. */
function withoutParticles(found: ReturnType<typeof words>): ReturnType<typeof words> {
	const rest = found.filter(({ form }) => !PARTICLE.test(form));
	return rest.length > 0 ? rest : found;
}

const PARTICLE = /^[\p{Script=Hiragana}ー]+$/u;

function withoutDoing(found: ReturnType<typeof words>): ReturnType<typeof words> {
	const rest = found.filter(({ form }) => !isDoingWord(form));
	return rest.length > 0 ? rest : found;
}

/** With less weight for pairs of letters that are no words, and in questions for words that only lead to what is asked. */
function weighed(terms: readonly PlacedTerm[], { text, isAsked }: { text: string; isAsked: boolean }): QueryTerm[] {
	const found = segmentedWords(text);
	return terms.map(({ start, end, ...term }) => {
		if (isAsked && isLeadingWord(term.form)) return { ...term, share: RANKING.leadingShare };
		return found && end - start === 2 && isUnspaced(term.form) && found.get(start) !== end ? { ...term, share: RANKING.pairTermShare } : term;
	});
}

interface PlacedTerm extends QueryTerm {
	readonly start: number;
	readonly end: number;
}

function distinctTerms(text: string, found: ReturnType<typeof words>, limit: number): PlacedTerm[] {
	const terms = new Map<string, PlacedTerm>();
	for (const { form, start, end } of found) {
		const stem = stemOf(form);
		if (!terms.has(stem) && terms.size < limit) terms.set(stem, { text: text.slice(start, end), form, stem, start, end });
	}
	return [...terms.values()];
}

/** The words of a phrase side by side. In unspaced scripts these are the pairs: how a run is segmented hangs on what is around it. */
function phraseOf(text: string): string[] {
	const found = words(text);
	return found.filter(({ start, end }, at) => end - start === 2 || found[at - 1]?.start !== start).filter(({ start, end }, at, all) => end - start <= 2 || (all[at + 1]?.start ?? end) >= end).map(({ form }) => form);
}

type Bare = Filter extends infer F ? (F extends Filter ? Omit<F, 'isNot' | 'text'> : never) : never;

function filterOf(name: string, value: string): Bare | null {
	if (value.trim() === '') return null;
	if (name === 'tag' || name === 'path' || name === 'links-to') return { kind: name, value };
	const [from = '', to = from] = name === 'date' ? value.split('..') : [value];
	const [first, last] = [daysOf(from), daysOf(to)];
	if (name === 'after') return first && { kind: 'date', first: first.first, last: Infinity };
	if (name === 'before') return first && { kind: 'date', first: -Infinity, last: first.last };
	// Whichever is named first: from and to are meant.
	return first && last && { kind: 'date', first: Math.min(first.first, last.first), last: Math.max(first.last, last.last) };
}
