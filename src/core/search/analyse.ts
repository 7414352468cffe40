/**
 * Cuts text of any script into the words that are indexed, each with its place in the text.
 *
 * Not a parser of Markdown: marks, brackets and URLs are just text between words. The same functions read
 * notes and questions, so that both agree on what a word is. Linear in the text; never throws.
 */
import { fold } from './fold';

export { stemOf } from './stems';

/** Called for each word: its folded form and its half-open range in the text. Starts never decrease. */
export type WordListener = (form: string, start: number, end: number) => void;
/** Called for a word of ASCII letters and digits only, as it stands: lowering its case folds it. */
export type PlainWordListener = (start: number, end: number) => void;

export interface Word {
	/** Folded: the key of the index. */
	readonly form: string;
	readonly start: number;
	readonly end: number;
}

/** Longer words (data URLs, keys) are indexed by their beginning, which bounds what one line can cost. */
export const MAX_FORM = 64;
/** Unspaced text is segmented in pieces of this size: the segmenter's cost is not promised to be linear. */
const MAX_RUN = 512;

/** Scripts written without spaces. Hangul has spaces, but its particles are joined to the word. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30FC\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Hangul}';
/** A number with thousands commas, a run without spaces, or a word with the marks and soft hyphens that belong to it. */
const WORD = new RegExp(`\\d{1,3}(?:,\\d{3})+(?![\\d\\p{L}])|([${UNSPACED}][${UNSPACED}\\p{M}]*)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}][\\p{M}\\u00AD]*)+`, 'gu');

/** Tells `onWord` of each word in `text`. */
export function eachWord(text: string, onWord: WordListener): void {
	scanWords(text, { start: 0, end: text.length }, { onWord, onPlain: (start, end) => onWord(text.slice(start, Math.min(end, start + MAX_FORM)).toLowerCase(), start, end) });
}

/**
 * Tells of each word in `text[start, end)`, in order. Most words of most notes are plain and are told by their
 * place alone, so that no string is made of them.
 */
export function scanWords(text: string, { start, end }: { start: number; end: number }, { onWord, onPlain }: { onWord: WordListener; onPlain: PlainWordListener }): void {
	let slow: ((from: number) => number) | null = null;
	for (let at = start; at < end; ) {
		const code = text.charCodeAt(at);
		if (code < 128 && !isPlain(code)) {
			at++;
			continue;
		}
		let last = at;
		while (last < end && isPlain(text.charCodeAt(last))) last++;
		if (last > at && !continues(text, { at, last, end })) {
			onPlain(at, last);
			at = last;
			continue;
		}
		slow ??= slowScan(text, { start, end }, onWord);
		at = slow(at);
	}
}

function isPlain(code: number): boolean {
	return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

const COMMA = 44;

/** True when the plain run `[at, last)` may belong to a longer word: a letter beyond ASCII follows, or a thousands comma. */
function continues(text: string, { at, last, end }: { at: number; last: number; end: number }): boolean {
	if (last >= end) return false;
	const next = text.charCodeAt(last);
	if (next >= 128) return true;
	if (next !== COMMA || last - at > 3 || last + 1 >= end) return false;
	const [first, after] = [text.charCodeAt(at), text.charCodeAt(last + 1)];
	return first >= 48 && first <= 57 && after >= 48 && after <= 57;
}

/** Reads the next word at or after a place by the full rules; tells where to go on. */
function slowScan(text: string, { start, end }: { start: number; end: number }, onWord: WordListener): (from: number) => number {
	const pattern = new RegExp(WORD);
	// The pattern must not look past the end: a word there would be another one.
	const within = start === 0 && end === text.length ? text : text.slice(start, end);
	return (from) => {
		pattern.lastIndex = from - start;
		const match = pattern.exec(within);
		if (!match) return end;
		const word = match[0];
		const at = match.index + start;
		if (match[1] !== undefined) eachUnspaced(word, at, onWord);
		else onWord(formOf(word), at, at + word.length);
		return at + word.length;
	};
}

/** The words of `text`, in order. */
export function words(text: string): Word[] {
	const found: Word[] = [];
	eachWord(text, (form, start, end) => found.push({ form, start, end }));
	return found;
}

function formOf(word: string): string {
	const form = fold(word.length > MAX_FORM ? word.slice(0, MAX_FORM) : word);
	return form.includes(',') ? form.replaceAll(',', '') : form;
}

/** A run without spaces gives each pair of neighbours, and the words a segmenter sees that are not pairs. */
function eachUnspaced(run: string, offset: number, onWord: WordListener): void {
	for (let from = 0; from < run.length; from += MAX_RUN) {
		// One character more than the piece, so that the pair across its border is not lost.
		const piece = run.slice(from, from + MAX_RUN + 1);
		const found = [...pairs(piece), ...segments(piece)].sort((a, b) => a.start - b.start || a.end - b.end);
		for (const { start, end } of found) onWord(formOf(piece.slice(start, end)), offset + from + start, offset + from + end);
	}
}

interface Range {
	readonly start: number;
	readonly end: number;
}

function pairs(run: string): Range[] {
	const starts: number[] = [];
	for (let at = 0; at < run.length; at += (run.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
	starts.push(run.length);
	if (starts.length <= 2) return [{ start: 0, end: run.length }];
	return starts.slice(0, -2).map((start, index) => ({ start, end: starts[index + 2] ?? run.length }));
}

let known: Intl.Segmenter | null | undefined;

/** Null where the host has none. */
function segmenter(): Intl.Segmenter | null {
	if (known === undefined) known = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
	return known;
}

function segments(run: string): Range[] {
	const found: Range[] = [];
	for (const { segment, index } of segmenter()?.segment(run) ?? []) {
		if (segment.length !== 2 && segment.length < run.length) found.push({ start: index, end: index + segment.length });
	}
	return found;
}

const RUN = new RegExp(`[${UNSPACED}][${UNSPACED}\\p{M}]*`, 'gu');
const ONLY_UNSPACED = new RegExp(`^[${UNSPACED}\\p{M}]+$`, 'u');

/** True for a form of a script that is written without spaces. */
export function isUnspaced(form: string): boolean {
	return ONLY_UNSPACED.test(form);
}

/** Where the words of unspaced text begin, each with its end; null where the host cannot tell. */
export function segmentedWords(text: string): ReadonlyMap<number, number> | null {
	const own = segmenter();
	if (!own) return null;
	const found = new Map<number, number>();
	for (const { 0: run, index: start } of text.matchAll(RUN)) {
		for (let from = 0; from < run.length; from += MAX_RUN) {
			for (const { segment, index } of own.segment(run.slice(from, from + MAX_RUN))) found.set(start + from + index, start + from + index + segment.length);
		}
	}
	return found;
}
