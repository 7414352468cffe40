/**
 * The citation check: whether a quote stands literally in a note, and whether a claim says no more than its quote.
 *
 * Code, not judgement. It never repairs a quote, and knows no meaning: a claim that passes holds no word, number, date,
 * name or denial that its quote has not, in the same order. It may leave words out; what it cannot see is that one of
 * them mattered, and that is why the quote is shown beside the claim.
 */
import type { Block, Note, Span } from '../../lib/note';
import { countNegations, countWords, UNSPACED, whyUnsupported } from './claim-words';
import { quoteText, type QuoteText } from './quote-text';

/** A shorter quote must be the only place of its kind in the vault. */
export const FEWEST_WORDS = 6;
/** Longer ones are no quotes. In UTF-16 units. */
const LONGEST_QUOTE = 4000;
/** How far around a quote a denial is looked for, within its clause. */
const REACH = 80;
const CLAUSE_END = /[.,;:!?…()\n|。、！？；：،؛؟।]/;

interface Place { readonly span: Span; readonly block: Block | null; folded: QuoteText | null }

/** Kept as long as the note that was read. */
const PLACES = new WeakMap<Note, { readonly text: string; readonly places: readonly Place[] }>();

export type QuoteCheck =
	| { readonly ok: true; readonly span: Span; readonly block: Block | null; /** True when it must be unique in the vault to count. */ readonly mustBeUnique: boolean; readonly clause: string }
	| { readonly ok: false; readonly reason: string };

/** Where `quote` stands in `text`, whole words within one block or one property. Pass the text of the version that was read. */
export function checkQuote(quote: string, text: string, note: Note): QuoteCheck {
	const wanted = quoteText(quote);
	if (wanted.text === '' || !/[\p{L}\p{N}]/u.test(wanted.text)) return fail('it quotes nothing');
	if (quote.length > LONGEST_QUOTE) return fail('its quote is too long');
	let isCut = false;
	for (const place of placesIn(text, note)) {
		const { span, block } = place;
		const within = (place.folded ??= quoteText(text.slice(span.start, span.end)));
		for (let at = within.text.indexOf(wanted.text); at >= 0; at = within.text.indexOf(wanted.text, at + 1)) {
			const end = at + wanted.text.length;
			if (isWhole(within.text, at, end)) return { ok: true, block, mustBeUnique: countWords(wanted.text) < FEWEST_WORDS, span: spanOf(within, { start: at, end }, span.start), clause: clauseAround(within.text, at, end) };
			isCut = true;
		}
	}
	return fail(isCut ? 'its quote cuts a word or a number' : 'its quote is not in the note');
}

/** How often `quote` stands in `text`. */
export function countQuotes(quote: string, text: string): number {
	const [wanted, whole] = [quoteText(quote).text, quoteText(text).text];
	return wanted === '' ? 0 : whole.split(wanted).length - 1;
}

/** Why `claim` says more than the quote that `found` names; null when nothing speaks against it. */
export function checkClaim(claim: string, quote: string, found: { readonly clause: string; readonly text: string }): string | null {
	const [said, source] = [plainText(claim), plainText(quote)];
	let lower: string | null = null;
	const isCommon = (word: string): boolean => (lower ??= quoteText(found.text).text).includes(` ${word} `);
	const reason = whyUnsupported(said, source, isCommon);
	if (reason !== null) return reason;
	const denials = countNegations(said);
	if (denials !== countNegations(source)) return denials > countNegations(source) ? 'it denies what its quote does not' : 'its quote denies something';
	return denials !== countNegations(plainText(found.clause)) ? 'its quote leaves out a denial beside it' : null;
}

function fail(reason: string): QuoteCheck {
	return { ok: false, reason };
}

/** The places of a note, folded when first looked at: an answer quotes one note many times. */
function placesIn(text: string, note: Note): readonly Place[] {
	const known = PLACES.get(note);
	if (known?.text === text) return known.places;
	const places = [...placesOf(text, note)].map((place): Place => ({ ...place, folded: null }));
	PLACES.set(note, { text, places });
	return places;
}

/** What can be quoted: blocks, headings, and each property. */
function* placesOf(text: string, note: Note): Generator<{ span: Span; block: Block | null }> {
	for (const block of note.blocks) yield { span: block.span, block };
	for (const { span } of note.headings) yield { span, block: null };
	if (!note.frontMatter) return;
	const { start, end } = note.frontMatter.yaml;
	let at = start;
	for (const row of text.slice(start, end).split('\n')) {
		if (row.trim() !== '') yield { span: { start: at, end: at + row.length }, block: null };
		at += row.length + 1;
	}
}

function spanOf({ starts, ends }: QuoteText, { start, end }: Span, offset: number): Span {
	return { start: offset + (starts[start] ?? 0), end: offset + (ends[end - 1] ?? 0) };
}

/** It neither begins nor ends inside a word, a character with its marks, or a number with its sign and decimals. */
function isWhole(text: string, start: number, end: number): boolean {
	const [before, first] = [text.slice(Math.max(0, start - REACH), start), text.slice(start, start + REACH)];
	const [last, after] = [text.slice(Math.max(0, end - REACH), end), text.slice(end, end + REACH)];
	if (/^[\p{M}\u200C\u200D]/u.test(first) || /^[\p{M}\u200C\u200D]/u.test(after) || /^[\uDC00-\uDFFF]/.test(first) || /^[\uDC00-\uDFFF]/.test(after)) return false;
	if (joins(before, first) || joins(last, after)) return false;
	return !cutsNumberBefore(before, first) && !cutsNumberAfter(last, after);
}

function cutsNumberBefore(before: string, first: string): boolean {
	if (!/^[$€£¥₹₽]?[.,]?\d/.test(first)) return false;
	const isSigned = /(?:^|[^\p{L}\p{N}])[-+±<>≤≥~][$€£¥₹₽]?$/u.test(before);
	const isJoined = /[\p{L}\d][.,:/'⁄-]$/u.test(before) || /(?:^|[^\p{L}\p{N}])[.,]$/u.test(before);
	return isSigned || isJoined || (/(?:^|[^\d.,])\d{1,3} $/.test(before) && /^\d{3}(?!\d)/.test(first));
}

function cutsNumberAfter(last: string, after: string): boolean {
	if (!/\d$/.test(last)) return false;
	return /^(?:[.,:/'⁄-]\d| ?[%‰°]|\p{No})/u.test(after) || (/(?:^|[^\d.,])\d{1,3}$/.test(last) && /^ \d{3}(?!\d)/.test(after));
}

/** Whether a word or a number goes on from one text into the next. */
function joins(one: string, next: string): boolean {
	const [left, right] = [Array.from(one.slice(-2)).at(-1) ?? '', Array.from(next.slice(0, 2))[0] ?? ''];
	if (/\p{N}/u.test(left) && /\p{N}/u.test(right)) return true;
	if (UNSPACED.test(left) || UNSPACED.test(right)) return false;
	// One name of two words: “Anna-Maria” is not “Maria”.
	if ((/[\p{L}\p{M}]-$/u.test(one) && /^\p{L}/u.test(next)) || (/[\p{L}\p{M}]$/u.test(one) && /^-\p{L}/u.test(next))) return true;
	const isWord = /[\p{L}\p{N}\p{M}]/u;
	if (isWord.test(left) && isWord.test(right)) return true;
	return /[\p{L}\p{N}]['’]$/u.test(one) && /^\p{L}/u.test(next) ? true : isWord.test(left) && /^['’]\p{L}/u.test(next) && !/^['’]s\b/.test(next);
}

/** The quote with what stands beside it up to the ends of its clause: where a denial hides that was cut away. */
function clauseAround(text: string, start: number, end: number): string {
	const left = text.slice(Math.max(0, start - REACH), start);
	const right = text.slice(end, end + REACH);
	const from = Math.max(...Array.from(left).map((_, i) => (CLAUSE_END.test(left[i] ?? '') ? i + 1 : 0)), 0);
	const to = CLAUSE_END.test(text[end - 1] ?? '') ? 0 : right.search(CLAUSE_END);
	return left.slice(from) + text.slice(start, end) + (to < 0 ? right : right.slice(0, to));
}

/** Folded, without the marks of Markdown that stand around words. */
function plainText(markdown: string): string {
	return quoteText(markdown.replace(/(?:\*\*|__|==|~~|`)/g, '').replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1').replace(/^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[.\][ \t]+)?/, '').replace(/[ \t]\^[\w-]+$/, '')).text;
}
