/** The text of a query as the person edits it: filters taken out, hints about what was not understood, ways to ask for less. Pure. */
import { LONGEST_QUERY, readQuery, type Filter, type Query } from '../../core/search/query';

export type QueryHint = { readonly kind: 'not-a-filter' | 'no-date'; readonly text: string } | { readonly kind: 'open-quote' | 'only-stop-words' | 'no-words' | 'only-left-out' | 'too-long' };

/** What looks like an operator, here or in the app's own search. */
const OPERATOR_LIKE = /(?:^|\s)-?(file|line|block|section|content|match-case|ignore-case|task|task-todo|task-done|tag|path|links-to|date|after|before):(\S*)/giu;
const DATED = /^(?:date|after|before)$/i;
const OWN = /^(?:tag|path|links-to)$/i;
const MAX_HINTS = 3;

/** The query without one of its filters. */
export function withoutFilter(text: string, filter: Pick<Filter, 'text'>): string {
	let at = text.indexOf(filter.text);
	while (at >= 0 && !standsAlone(text, at, filter.text.length)) at = text.indexOf(filter.text, at + 1);
	return at < 0 ? text : `${text.slice(0, at).trimEnd()} ${text.slice(at + filter.text.length).trimStart()}`.trim();
}

/** Not a part of another filter: “tag:a” in “-tag:a” or “tag:ab”. */
function standsAlone(text: string, at: number, length: number): boolean {
	return [text.charAt(at - 1), text.charAt(at + length)].every((beside) => beside === '' || /\s/.test(beside));
}

/** The query with the beginning of a filter at its end, ready for its value. */
export function withFilter(text: string, begun: string): string {
	return `${text.trimEnd()} ${begun}`.trimStart();
}

/** What of the query is not taken as the person may think, most telling first. */
export function hintsOf(text: string, query: Query): QueryHint[] {
	const hints: QueryHint[] = [];
	const rest = query.filters.reduce((left, filter) => withoutFilter(left, filter), text.slice(0, LONGEST_QUERY));
	for (const [, name = '', value = ''] of rest.matchAll(OPERATOR_LIKE)) {
		if (DATED.test(name) && value !== '') hints.push({ kind: 'no-date', text: value });
		else if (!DATED.test(name) && !OWN.test(name)) hints.push({ kind: 'not-a-filter', text: name });
		if (hints.length === MAX_HINTS) break;
	}
	if ((rest.match(/"/g) ?? []).length % 2 === 1) hints.push({ kind: 'open-quote' });
	if (text.length > LONGEST_QUERY) hints.push({ kind: 'too-long' });
	if (query.filters.length === 0 && query.words.length === 0) hints.push({ kind: query.excluded.length > 0 ? 'only-left-out' : 'no-words' });
	else if (query.isOnlyStopWords && query.words.length > 0) hints.push({ kind: 'only-stop-words' });
	return hints.slice(0, MAX_HINTS);
}

export interface Looser {
	/** What is left out; "" for the marks of phrases. */
	readonly without: string;
	readonly query: string;
}

/** Queries that ask for less, when one found nothing. */
export function looser(text: string): Looser[] {
	const short = text.slice(0, LONGEST_QUERY);
	const query = readQuery(short);
	const ways = query.filters.slice(0, 4).map((filter) => ({ without: filter.text, query: withoutFilter(short, filter) }));
	return [...ways, ...(query.phrases.length > 0 ? [{ without: '', query: short.replace(/"/g, ' ').replace(/\s+/g, ' ').trim() }] : [])].filter((way) => way.query !== '');
}
