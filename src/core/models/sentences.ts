/** Cuts a block into the pieces that can be quoted by themselves: sentences and rows. Pure text, any language. */
import type { Span } from '../lib/note';

const ENDS_ANYWHERE = new Set(['。', '！', '？', '．', '।', '\n']);
const ENDS_BEFORE_SPACE = new Set(['.', '!', '?', '…', '؟', '۔']);
const CLOSING = new Set(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);

/** What is longer is no sentence that a person can take in: a log, a list of words, a text without full stops. */
const LONGEST_PIECE = 600;

/**
 * The sentences of `text` as ranges into it, in order, trimmed and not empty. A full stop ends one when space
 * and then no lower-case letter follow; one longer than 600 characters is cut between words. Linear.
 */
export function sentencesOf(text: string): Span[] {
	const found: Span[] = [];
	let start = 0;
	for (let at = 0; at < text.length; at++) {
		const end = endAfter(text, at);
		if (end < 0) continue;
		push(found, text, { start, end });
		start = end;
		at = end - 1;
	}
	push(found, text, { start, end: text.length });
	return found;
}

/** Where a sentence that closes at `at` ends, -1 when none does. */
function endAfter(text: string, at: number): number {
	const mark = text.charAt(at);
	if (ENDS_ANYWHERE.has(mark)) return at + 1;
	if (!ENDS_BEFORE_SPACE.has(mark)) return -1;
	let end = at + 1;
	while (end < text.length && (CLOSING.has(text.charAt(end)) || ENDS_BEFORE_SPACE.has(text.charAt(end)))) end++;
	if (end < text.length && !/\s/.test(text.charAt(end))) return -1;
	return /^\s+\p{Ll}/u.test(text.slice(end, end + 8)) ? -1 : end;
}

function push(found: Span[], text: string, { start, end }: Span): void {
	for (let from = start; from < end; ) {
		const to = end - from <= LONGEST_PIECE ? end : cutAt(text, from);
		const piece = trimmed(text, { start: from, end: to });
		if (piece.end > piece.start) found.push(piece);
		from = to;
	}
}

/** Where a piece that begins at `from` and is too long ends: after its last space, else at the limit and between characters. */
function cutAt(text: string, from: number): number {
	const limit = from + LONGEST_PIECE;
	for (let at = limit; at > from; at--) if (/\s/.test(text.charAt(at - 1)) && text.slice(from, at).trim() !== '') return at;
	return /[\uDC00-\uDFFF]/.test(text.charAt(limit)) ? limit - 1 : limit;
}

function trimmed(text: string, { start, end }: Span): Span {
	let from = start;
	let to = end;
	while (from < to && /\s/.test(text.charAt(from))) from++;
	while (to > from && /\s/.test(text.charAt(to - 1))) to--;
	return { start: from, end: to };
}

/** What makes a line a list item, a task or a quote, at its start. */
const OPENING_MARK = /^(?:>[^\S\n]?)*(?:(?:[-*+]|\d{1,9}[.)])[^\S\n]+(?:\[.\][^\S\n]+)?)?/;
/** The block's id at its end. */
const CLOSING_ID = /\s+\^[\p{L}\p{N}-]+\s*$/u;

/** The piece without the marks around its words. A piece of several lines keeps its first mark: the others have theirs. */
export function withoutMarks(text: string, { start, end }: Span): Span {
	const piece = text.slice(start, end);
	const id = CLOSING_ID.exec(piece.slice(-80));
	const to = id ? end - id[0].length : end;
	const opening = piece.includes('\n') && piece.startsWith('>') ? 0 : (OPENING_MARK.exec(piece)?.[0].length ?? 0);
	return start + opening < to ? { start: start + opening, end: to } : { start, end };
}
