/**
 * What one line of Markdown is, looked at by itself: heading, fence, marker, rule, delimiter row, block id.
 *
 * Pure questions over `text[at, end)`, where `at` is past the indentation and `end` before the line end.
 * What a line means among its neighbours is decided in `markdown-blocks.ts`.
 */
import { CODE, indentFrom, isBlankCode, isWhiteCode, skipBlanks, skipRun, trimmedEnd } from './text-scan';

export interface AtxHeading {
	readonly level: 1 | 2 | 3 | 4 | 5 | 6;
	readonly textStart: number;
	readonly textEnd: number;
}

/** `## Text ##`, with white space after the opening marks. */
export function atxHeading(text: string, at: number, end: number): AtxHeading | null {
	const marks = skipRun(text, at, CODE.hash);
	const level = marks - at;
	if (level < 1 || level > 6) return null;
	if (marks < end && !isBlankCode(text.charCodeAt(marks))) return null;
	const textStart = Math.min(skipBlanks(text, marks, end), end);
	const full = trimmedEnd(text, textStart, end);
	let closing = full;
	while (closing > textStart && text.charCodeAt(closing - 1) === CODE.hash) closing--;
	const isClosed = closing < full && (closing === textStart || isBlankCode(text.charCodeAt(closing - 1)));
	return { level: level as AtxHeading['level'], textStart, textEnd: isClosed ? trimmedEnd(text, textStart, closing) : full };
}

/** 1 for a line of `=`, 2 for a line of `-`, else null. */
export function setextLevel(text: string, at: number, end: number): 1 | 2 | null {
	const code = text.charCodeAt(at);
	if (code !== CODE.equals && code !== CODE.dash) return null;
	return skipRun(text, at, code) >= trimmedEnd(text, at, end) ? (code === CODE.equals ? 1 : 2) : null;
}

/** Three or more `-`, `*` or `_`, blanks between them allowed. */
export function isThematicBreak(text: string, at: number, end: number): boolean {
	const code = text.charCodeAt(at);
	if (code !== CODE.dash && code !== CODE.star && code !== CODE.underscore) return false;
	let count = 0;
	for (let i = at; i < end; i++) {
		const here = text.charCodeAt(i);
		if (here === code) count++;
		else if (!isBlankCode(here)) return false;
	}
	return count >= 3;
}

export interface Fence {
	readonly code: number;
	readonly length: number;
}

/** An opening fence of three or more backticks or tildes. */
export function fenceAt(text: string, at: number, end: number): Fence | null {
	const code = text.charCodeAt(at);
	if (code !== CODE.backtick && code !== CODE.tilde) return null;
	const after = skipRun(text, at, code);
	if (after - at < 3) return null;
	if (code === CODE.backtick && text.slice(after, end).includes('`')) return null;
	return { code, length: after - at };
}

export function closesFence(text: string, at: number, end: number, fence: Fence): boolean {
	const after = skipRun(text, at, fence.code);
	return after - at >= fence.length && skipBlanks(text, after, end) >= end;
}

export interface ListMarker {
	/** Where the item's text starts. */
	readonly content: number;
	/** The column that following lines of the item must reach. */
	readonly column: number;
	readonly isEmpty: boolean;
	/** False for a numbered list that does not start with 1: it cannot end a paragraph. */
	readonly interrupts: boolean;
}

/** `- `, `* `, `+ `, `1. ` or `1) ` at `at`, which stands in `column`. */
export function listMarker(text: string, at: number, end: number, column: number): ListMarker | null {
	const code = text.charCodeAt(at);
	let after = at + 1;
	let interrupts = true;
	if (code >= 48 && code <= 57) {
		while (after - at < 10 && after < end && text.charCodeAt(after) >= 48 && text.charCodeAt(after) <= 57) after++;
		const mark = text.charCodeAt(after);
		if (after - at > 9 || after >= end || (mark !== CODE.dot && mark !== CODE.close)) return null;
		interrupts = Number(text.slice(at, after)) === 1;
		after++;
	} else if (code !== CODE.dash && code !== CODE.star && code !== CODE.plus) return null;
	if (after < end && !isBlankCode(text.charCodeAt(after))) return null;
	const markerEnd = column + (after - at);
	const indent = indentFrom(text, after, end, markerEnd);
	if (indent.at >= end) return { content: end, column: markerEnd + 1, isEmpty: true, interrupts: false };
	const isCode = indent.column - markerEnd > 4;
	return { content: indent.at, column: isCode ? markerEnd + 1 : indent.column, isEmpty: false, interrupts };
}

/** `[x] ` at the start of an item's text: the status and where the task's text starts. */
export function taskBox(text: string, at: number, end: number): { status: string; content: number } | null {
	if (text.charCodeAt(at) !== CODE.bracket) return null;
	const status = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
	const close = at + 1 + status.length;
	if (close >= end || text.charCodeAt(close) !== CODE.unbracket || status === ']' || status === '[') return null;
	if (close + 1 < end && !isBlankCode(text.charCodeAt(close + 1))) return null;
	return { status, content: skipBlanks(text, close + 1, end) };
}

/** Number of cells when the line is a table's delimiter row (`| --- | :-: |`), else 0. */
export function delimiterCells(text: string, at: number, end: number): number {
	const cells = cellTexts(text, at, end);
	if (!text.slice(at, end).includes('|')) return 0;
	for (const [start, stop] of cells) {
		let i = start;
		let j = stop;
		if (text.charCodeAt(i) === CODE.colon) i++;
		if (j > i && text.charCodeAt(j - 1) === CODE.colon) j--;
		if (i >= j || skipRun(text, i, CODE.dash) < j) return 0;
	}
	return cells.length;
}

/** Number of cells of a table row. */
export function rowCells(text: string, at: number, end: number): number {
	return cellTexts(text, at, end).length;
}

function cellTexts(text: string, at: number, end: number): [number, number][] {
	const stop = trimmedEnd(text, at, end);
	const cells: [number, number][] = [];
	let start = text.charCodeAt(at) === CODE.pipe ? at + 1 : at;
	for (let i = start; i <= stop; i++) {
		const isBar = i < stop && text.charCodeAt(i) === CODE.pipe && text.charCodeAt(i - 1) !== CODE.backslash;
		if (!isBar && i < stop) continue;
		if (i === stop && start >= stop && cells.length) break;
		const from = skipBlanks(text, start, i);
		cells.push([from, trimmedEnd(text, from, i)]);
		start = i + 1;
	}
	return cells;
}

/** The block id that ends `text[start, end)`: ` ^id`, `^id` alone, or `^id` at the end of an embed. Null when there is none. */
export function trailingBlockId(text: string, start: number, end: number): string | null {
	let at = end;
	while (at > start && isIdCode(text.charCodeAt(at - 1))) at--;
	if (at === end || at === start || text.charCodeAt(at - 1) !== CODE.caret) return null;
	const before = text.charCodeAt(at - 2);
	if (at - 1 > start && !isWhiteCode(before) && before !== CODE.unbracket) return null;
	return text.slice(at, end);
}

function isIdCode(code: number): boolean {
	return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === CODE.dash;
}

const HTML_BLOCK_TAG = /<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)/iy;
const HTML_RAW_TAG = /<(?:script|pre|style|textarea)(?=[\s>]|$)/iy;

/** Whether an HTML block starts here, and what ends it: a blank line, or the end tag of raw text. */
export function htmlBlock(text: string, at: number): 'blank' | 'raw' | null {
	if (text.charCodeAt(at) !== CODE.less) return null;
	HTML_RAW_TAG.lastIndex = at;
	if (HTML_RAW_TAG.test(text)) return 'raw';
	HTML_BLOCK_TAG.lastIndex = at;
	return HTML_BLOCK_TAG.test(text) ? 'blank' : null;
}
