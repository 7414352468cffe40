/** Finds a quoted passage in a note: exact first, then with any white space where the quote has some. Pure. */
import { PraxisError } from '../lib/errors';
import type { Span } from '../lib/note';

const MAX_CANDIDATES = 8;

/** The one place where `quote` stands. Throws `ambiguous` (hint: the candidates with their lines) or `bad-input`. */
export function findPassage(text: string, quote: string): Span {
	if (quote.trim() === '') throw new PraxisError('bad-input', 'The passage to find is empty.', { hint: 'Quote some words of the note.' });
	const exact = exactMatches(text, quote);
	const found = exact.length > 0 ? exact : tolerantMatches(text, quote);
	const [span] = found;
	if (span === undefined) {
		throw new PraxisError('bad-input', `The note does not say "${shorten(quote)}".`, { hint: 'Quote the words exactly as they stand in the note.' });
	}
	if (found.length > 1) {
		throw new PraxisError('ambiguous', `"${shorten(quote)}" stands in ${found.length} places.`, {
			hint: `Quote more words around one of them: ${found.slice(0, MAX_CANDIDATES).map((one) => candidate(text, one)).join('; ')}.`,
		});
	}
	return span;
}

/** Every place where `quote` stands exactly, overlaps included: each is a candidate. */
export function exactMatches(text: string, quote: string): Span[] {
	const found: Span[] = [];
	for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) found.push({ start, end: start + quote.length });
	return found;
}

function tolerantMatches(text: string, quote: string): Span[] {
	const folded = foldSpace(text);
	const wanted = foldSpace(quote.trim()).text;
	return exactMatches(folded.text, wanted).map(({ start, end }) => ({
		start: folded.offsets[start] ?? 0,
		end: (folded.offsets[end - 1] ?? 0) + 1,
	}));
}

/** Each run of white space as one space, with the offset each kept character had. */
function foldSpace(text: string): { text: string; offsets: number[] } {
	const offsets: number[] = [];
	let folded = '';
	let inSpace = false;
	for (let at = 0; at < text.length; at++) {
		const isSpace = /\s/.test(text[at] ?? '');
		if (!isSpace || !inSpace) {
			folded += isSpace ? ' ' : (text[at] ?? '');
			offsets.push(at);
		}
		inSpace = isSpace;
	}
	return { text: folded, offsets };
}

function candidate(text: string, span: Span): string {
	const line = text.slice(0, span.start).split('\n').length;
	const from = text.lastIndexOf('\n', span.start) + 1;
	const newline = text.indexOf('\n', span.start);
	return `line ${line}: "${shorten(text.slice(from, newline < 0 ? text.length : newline).trim())}"`;
}

function shorten(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
