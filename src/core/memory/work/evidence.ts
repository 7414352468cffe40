/**
 * What shows that a criterion is met: literal words of a note, or of what a tool gave, else the plain word *unverified*.
 * How it is printed and read, and whether the words stand where they are said to.
 */
import type { NoteText } from '../../host';
import { PraxisError } from '../../lib/errors';
import { oneLine } from '../../lib/one-line';
import { countQuotes } from '../../search/quotes/citation-check';

/** As it stands in the note. */
export type Evidence =
	/** `link`: the link's text without brackets, "2026-11-20 Standup#^k3". */
	| { readonly kind: 'note'; readonly quote: string; readonly link: string; readonly text: string }
	/** Words of what a tool gave to a run: nobody can look at them again. */
	| { readonly kind: 'tool'; readonly quote: string; readonly tool: string; readonly text: string }
	| { readonly kind: 'unverified'; readonly text: string }
	/** Words without a quote, as other programs and people write them: told, and checked by nobody. */
	| { readonly kind: 'stated'; readonly text: string };

/** How a criterion stands: `verified` its quote stands in its note now, `gone` it does not any more. */
export type Standing = 'open' | 'verified' | 'gone' | 'tool' | 'stated' | 'unverified' | 'unproven';

/** Shorter ones stand anywhere. */
const SHORTEST_QUOTE = 8;
const LONGEST_QUOTE = 600;
const UNVERIFIED = /^\*{0,2}unverified\*{0,2}\s*(?:[:.,–—-]\s*|$)/iu;

export function readEvidence(words: string): Evidence {
	const text = oneLine(words);
	if (UNVERIFIED.test(text)) return { kind: 'unverified', text: text.replace(UNVERIFIED, '') };
	const [, quote = '', wiki, path, tool] = /^[“"](.+)[”"]\s*\((?:\[\[([^\]|]+)(?:\|[^\]]*)?\]\]|\[[^\]]*\]\(([^)]+)\)|([a-z][a-z0-9_-]{1,60}))\)\.?$/u.exec(text) ?? [];
	if (wiki !== undefined) return { kind: 'note', quote, link: wiki, text };
	if (path !== undefined) return { kind: 'note', quote, link: decoded(path), text };
	if (tool !== undefined) return { kind: 'tool', quote, tool, text };
	return { kind: 'stated', text };
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path; // Typed by hand: it is looked for as it stands.
	}
}

/** What is written behind the id. `link`: with its brackets. */
export function printEvidence(evidence: { readonly quote: string; readonly link: string } | { readonly quote: string; readonly tool: string } | { readonly unverified: string }): string {
	if ('unverified' in evidence) return evidence.unverified.trim() === '' ? 'unverified' : `unverified: ${oneLine(evidence.unverified)}`;
	return `“${oneLine(evidence.quote)}” (${'link' in evidence ? evidence.link : evidence.tool})`;
}

/** True when the words stand in the text; what readers take for the same is the same, and so are marks that a note needs to show them. */
export function stands(quote: string, text: string): boolean {
	return countQuotes(bare(quote), bare(text)) > 0;
}

function bare(text: string): string {
	return text.replace(/\\/g, '');
}

/** Throws `bad-input` for words that would show nothing. */
export function checkQuote(quote: string): void {
	const words = oneLine(quote);
	if (words.length > LONGEST_QUOTE) throw new PraxisError('bad-input', `The quote has ${words.length} characters; ${LONGEST_QUOTE} are the most.`, { hint: 'Quote the one sentence that shows it.' });
	if (words.replace(/[^\p{L}\p{N}]/gu, '').length < SHORTEST_QUOTE) throw new PraxisError('bad-input', `“${words}” is too short to show anything.`, { hint: 'Quote the whole sentence, or say that it is unverified.' });
}

/** Reads the note that a link leads to; null when there is none. */
export type ReadLinked = (target: string) => Promise<Pick<NoteText, 'text'> | null>;

export async function standingOf({ isDone, evidence }: { readonly isDone: boolean; readonly evidence: Evidence | null }, read: ReadLinked): Promise<Standing> {
	if (!isDone) return 'open';
	if (evidence === null) return 'unproven';
	if (evidence.kind !== 'note') return evidence.kind;
	const note = await read(evidence.link.replace(/#.*$/su, ''));
	return note !== null && stands(evidence.quote, note.text) ? 'verified' : 'gone';
}
