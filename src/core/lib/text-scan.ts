/**
 * Walking through a text by character, for the Markdown reader: lines, blanks, indentation, next occurrences.
 *
 * Everything here is linear over a whole note however often it is asked, which patterns with `\s*$` are not.
 */

export const CODE = {
	tab: 9, newline: 10, return: 13, space: 32, bang: 33, quote: 34, hash: 35, dollar: 36, percent: 37, apostrophe: 39,
	open: 40, close: 41, star: 42, plus: 43, dash: 45, dot: 46, colon: 58, less: 60, equals: 61, greater: 62,
	bracket: 91, backslash: 92, unbracket: 93, caret: 94, underscore: 95, backtick: 96, pipe: 124, tilde: 126,
} as const;

export interface Line {
	readonly start: number;
	/** Before the line end. */
	readonly end: number;
	/** Start of the next line; the length of the text after the last one. */
	readonly next: number;
	/** From 1. */
	readonly number: number;
}

/** Reads lines that end in LF, CRLF or a lone CR, from `start` on. A text that ends in a line end has no line after it. */
export class LineReader {
	#newline = -2;
	#carriage = -2;

	constructor(private readonly text: string, private start = 0, private number = 1) {}

	next(): Line | null {
		const { text, start } = this;
		if (start >= text.length) return null;
		if (this.#newline < start) this.#newline = found(text.indexOf('\n', start));
		if (this.#carriage < start) this.#carriage = found(text.indexOf('\r', start));
		const end = Math.min(this.#newline, this.#carriage, text.length);
		const isPair = end === this.#carriage && this.#newline === end + 1;
		const next = Math.min(end + (isPair ? 2 : 1), text.length);
		this.start = next;
		return { start, end, next, number: this.number++ };
	}
}

function found(at: number): number {
	return at < 0 ? Infinity : at;
}

/** Next occurrences of fixed strings, asked at positions that only grow. */
export class Finder {
	readonly #known = new Map<string, number>();

	constructor(private readonly text: string) {}

	/** The first occurrence of `needle` at or after `from`, Infinity when there is none. */
	next(needle: string, from: number): number {
		let at = this.#known.get(needle) ?? -1;
		if (at < from) {
			at = found(this.text.indexOf(needle, from));
			this.#known.set(needle, at);
		}
		return at;
	}
}

export function isBlankCode(code: number): boolean {
	return code === CODE.space || code === CODE.tab;
}

/** Any white space, line ends and no-break spaces included. */
export function isWhiteCode(code: number): boolean {
	return code === CODE.space || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029;
}

/** First position at or after `at` that is neither space nor tab. */
export function skipBlanks(text: string, at: number, end: number): number {
	while (at < end && isBlankCode(text.charCodeAt(at))) at++;
	return at;
}

/** `end` moved left over white space, not beyond `start`. */
export function trimmedEnd(text: string, start: number, end: number): number {
	while (end > start && isWhiteCode(text.charCodeAt(end - 1))) end--;
	return end;
}

/** Position after the run of `code` at `at`. */
export function skipRun(text: string, at: number, code: number): number {
	while (text.charCodeAt(at) === code) at++;
	return at;
}

export interface Indent {
	/** Of the first character that is neither space nor tab. */
	readonly at: number;
	/** Its column from 0, tabs stopping at multiples of four. */
	readonly column: number;
}

/** The indentation that starts at `at`, which stands in `column`. */
export function indentFrom(text: string, at: number, end: number, column = 0): Indent {
	for (; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code === CODE.tab) column += 4 - (column % 4);
		else if (code === CODE.space) column++;
		else break;
	}
	return { at, column };
}
