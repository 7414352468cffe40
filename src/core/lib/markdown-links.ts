/**
 * The parts of links: what a wikilink's inside says, where a Markdown destination ends, how far a bare URL goes.
 *
 * Pure, and bounded: a destination may nest 32 parentheses, as in CommonMark's reference implementation, which
 * keeps a line full of `](` from being read again and again.
 */
import { CODE, isWhiteCode, skipBlanks } from './text-scan';

export interface LinkParts {
	readonly target: string;
	readonly subpath: string | null;
	readonly display: string | null;
}

/** The inside of `[[…]]`. In a table the bar is typed `\|`. Null when it names nothing. */
export function wikilinkParts(inside: string): LinkParts | null {
	const bar = inside.indexOf('|');
	let name = bar < 0 ? inside : inside.slice(0, bar);
	if (bar > 0 && name.endsWith('\\')) name = name.slice(0, -1);
	const parts = splitSubpath(name);
	const target = parts.target.trim();
	const subpath = parts.subpath?.trim() ?? null;
	if (target === '' && !subpath) return null;
	return { target, subpath: subpath || null, display: bar < 0 ? null : inside.slice(bar + 1).trim() || null };
}

/** "Note#Heading" as its two parts. */
function splitSubpath(name: string): { target: string; subpath: string | null } {
	const hash = name.indexOf('#');
	return hash < 0 ? { target: name, subpath: null } : { target: name.slice(0, hash), subpath: name.slice(hash + 1) };
}

/** The destination of a Markdown link as typed, taken apart: a URL stays whole, a path is decoded. */
export function destinationParts(raw: string): { target: string; subpath: string | null } {
	const plain = withoutEscapes(raw);
	if (hasScheme(plain)) return { target: plain, subpath: null };
	const { target, subpath } = splitSubpath(plain);
	return { target: percentDecoded(target), subpath: subpath === null ? null : percentDecoded(subpath) || null };
}

/** "\\[" as "[": backslashes before ASCII punctuation are not shown. */
export function withoutEscapes(text: string): string {
	return text.includes('\\') ? text.replace(/\\([!-/:-@[-`{-~])/g, '$1') : text;
}

/** True for "https://…", "mailto:…": a scheme of two letters or more, so that no drive letter is taken for one. */
export function hasScheme(target: string): boolean {
	return /^[a-z][a-z0-9+.-]{1,31}:/i.test(target);
}

function percentDecoded(text: string): string {
	if (!text.includes('%')) return text;
	try {
		return decodeURIComponent(text);
	} catch {
		// A stray "%" is part of the name.
		return text;
	}
}

export interface Destination {
	/** As typed, without angle brackets. */
	readonly raw: string;
	/** After the closing parenthesis. */
	readonly end: number;
}

const MAX_NESTED_PARENTHESES = 32;

/** Reads `(destination "title")` whose inside starts at `at`. Null when it does not close before `end`. */
export function linkDestination(text: string, at: number, end: number): Destination | null {
	const start = skipBlanks(text, at, end);
	const isAngled = text.charCodeAt(start) === CODE.less;
	const stop = isAngled ? angledEnd(text, start, end) : plainEnd(text, start, end);
	if (stop < 0) return null;
	const raw = isAngled ? text.slice(start + 1, stop - 1) : text.slice(start, stop);
	let after = skipBlanks(text, stop, end);
	if (after > stop) after = skipBlanks(text, titleEnd(text, after, end), end);
	return after < end && text.charCodeAt(after) === CODE.close ? { raw, end: after + 1 } : null;
}

function angledEnd(text: string, start: number, end: number): number {
	for (let i = start + 1; i < end; i++) {
		const code = text.charCodeAt(i);
		if (code === CODE.backslash) i++;
		else if (code === CODE.greater) return i + 1;
		else if (code === CODE.less) return -1;
	}
	return -1;
}

function plainEnd(text: string, start: number, end: number): number {
	let depth = 0;
	for (let i = start; i < end; i++) {
		const code = text.charCodeAt(i);
		if (code === CODE.backslash && i + 1 < end && !isWhiteCode(text.charCodeAt(i + 1))) i++;
		else if (code === CODE.space || code < 32) return depth ? -1 : i;
		else if (code === CODE.open && ++depth > MAX_NESTED_PARENTHESES) return -1;
		else if (code === CODE.close && --depth < 0) return i;
	}
	return -1;
}

/** After a title that starts at `at`; `at` itself when there is none. */
function titleEnd(text: string, at: number, end: number): number {
	const opening = text.charCodeAt(at);
	if (opening !== CODE.quote && opening !== CODE.apostrophe && opening !== CODE.open) return at;
	const closing = opening === CODE.open ? CODE.close : opening;
	for (let i = at + 1; i < end; i++) {
		const code = text.charCodeAt(i);
		if (code === CODE.backslash) i++;
		else if (code === closing) return i + 1;
		else if (code === opening) return at;
	}
	return at;
}

const MAX_SCHEME = 20;

/** Start of the scheme that ends before `colon`, not looking left of `floor`; -1 when there is none. */
export function schemeStart(text: string, colon: number, floor: number): number {
	let at = colon;
	while (at > floor && colon - at < MAX_SCHEME && isSchemeCode(text.charCodeAt(at - 1))) at--;
	while (at < colon && !isLetterCode(text.charCodeAt(at))) at++;
	return colon - at >= 2 ? at : -1;
}

function isLetterCode(code: number): boolean {
	return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isSchemeCode(code: number): boolean {
	return isLetterCode(code) || (code >= 48 && code <= 57) || code === CODE.plus || code === CODE.dash || code === CODE.dot;
}

const TRAILING = new Set('?!.,:;*_~\'"'.split('').map((mark) => mark.charCodeAt(0)));

/** Where a bare URL ends that starts at `start`: before white space and quotes, without the sentence's punctuation. */
export function urlEnd(text: string, start: number, options: { end: number; inBrackets: boolean }): number {
	let stop = start;
	let balance = 0;
	for (; stop < options.end; stop++) {
		const code = text.charCodeAt(stop);
		if (isWhiteCode(code) || code < 32 || code === CODE.less || code === CODE.greater || code === CODE.quote) break;
		if (code === CODE.backtick || code === CODE.pipe || (code === CODE.unbracket && options.inBrackets)) break;
		if (code === CODE.open) balance++;
		else if (code === CODE.close) balance--;
	}
	for (; stop > start; stop--) {
		const code = text.charCodeAt(stop - 1);
		if (code === CODE.close && balance < 0) balance++;
		else if (!TRAILING.has(code)) break;
	}
	return stop;
}
