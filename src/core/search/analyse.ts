/**
 * Cuts text of any script into the words that are indexed, each with its place in the text.
 *
 * Not a parser of Markdown: marks, brackets and URLs are just text between words. The same function reads
 * notes and questions, so that both agree on what a word is. Linear in the text; never throws.
 */
import { stem as porter2 } from 'porter2';
import { fold } from './fold';

/** Called for each word: its folded form and its half-open range in the text. Starts never decrease. */
export type WordListener = (form: string, start: number, end: number) => void;

export interface Word {
	/** Folded: the key of the index. */
	readonly form: string;
	readonly start: number;
	readonly end: number;
}

/** Longer words (data URLs, keys) are indexed by their beginning, which bounds what one line can cost. */
const MAX_FORM = 64;
/** Unspaced text is segmented in pieces of this size: the segmenter's cost is not promised to be linear. */
const MAX_RUN = 512;

/** Scripts written without spaces. Hangul has spaces, but its particles are joined to the word. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30FC\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Hangul}';
/** A number with thousands commas, a run without spaces, or a word with the marks that belong to it. */
const WORD = new RegExp(`\\d{1,3}(?:,\\d{3})+(?![\\d\\p{L}])|([${UNSPACED}][${UNSPACED}\\p{M}]*)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}][\\p{M}]*)+`, 'gu');
const PLAIN_WORD = /[A-Za-z0-9]+/g;
const ASCII = /^[\0-\x7f]*$/;
const STEMMED = /^[a-z]{3,}$/;

/** Tells `onWord` of each word in `text`. */
export function eachWord(text: string, onWord: WordListener): void {
	const pattern = new RegExp(ASCII.test(text) && !/\d,\d/.test(text) ? PLAIN_WORD : WORD);
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
		const word = match[0];
		if (match[1] !== undefined) eachUnspaced(word, match.index, onWord);
		else onWord(formOf(word), match.index, match.index + word.length);
	}
}

/** The words of `text`, in order. */
export function words(text: string): Word[] {
	const found: Word[] = [];
	eachWord(text, (form, start, end) => found.push({ form, start, end }));
	return found;
}

/** What inflections of one English word share (Porter2); other words are their own stem. */
export function stemOf(form: string): string {
	return STEMMED.test(form) ? porter2(form) : form;
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

let segmenter: Intl.Segmenter | null | undefined;

function segments(run: string): Range[] {
	if (segmenter === undefined) segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
	if (!segmenter) return [];
	const found: Range[] = [];
	for (const { segment, index } of segmenter.segment(run)) {
		if (segment.length !== 2 && segment.length < run.length) found.push({ start: index, end: index + segment.length });
	}
	return found;
}
