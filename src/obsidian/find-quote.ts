/** Where a cited quote stands in its note now: the note may have changed since it was read. Pure. */
import type { Span } from '../core/lib/note';
import type { Citation } from '../core/runs/outcome';

/** A position in an editor: both count from 0, `ch` in UTF-16 units. */
export interface EditorPlace {
	readonly line: number;
	readonly ch: number;
}

/** The span of the quote in `text`, the nearest one to where it was read, or null when it is gone. */
export function findQuote(text: string, citation: Pick<Citation, 'quote' | 'span'>): Span | null {
	const { quote, span } = citation;
	if (quote === '') return null;
	if (text.startsWith(quote, span.start)) return { start: span.start, end: span.start + quote.length };
	const after = text.indexOf(quote, span.start);
	const before = text.lastIndexOf(quote, span.start);
	const nearest = after < 0 || (before >= 0 && span.start - before <= after - span.start) ? before : after;
	return nearest < 0 ? null : { start: nearest, end: nearest + quote.length };
}

/** An offset into a note's text as the editor counts it: without the BOM, line ends of any kind as one. */
export function editorPlace(text: string, offset: number): EditorPlace {
	const lines = text.slice(text.startsWith('\uFEFF') ? 1 : 0, offset).split(/\r\n|\r|\n/);
	return { line: lines.length - 1, ch: lines.at(-1)?.length ?? 0 };
}
