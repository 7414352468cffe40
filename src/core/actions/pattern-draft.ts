/** A pattern that a result proposes, as the text of a note to be saved. Whatever is not a usable pattern is none. */
import { readPattern } from './read-pattern';

export interface PatternDraft {
	/** What the result calls it; "" when it names none. */
	readonly name: string;
	/** The whole note. */
	readonly text: string;
}

/** The first fenced block that is a pattern with properties, or the result itself when it is one; null for none. */
export function draftIn(result: string): PatternDraft | null {
	const fenced = [...result.matchAll(/^(`{3,}|~{3,})[^\S\n]*(?:markdown|md|yaml)?[^\S\n]*\n([\s\S]*?)\n\1[^\S\n]*$/gim)].map(({ 2: inner = '' }) => inner);
	const text = [...fenced, result].map((one) => `${one.trim()}\n`).find((one) => one.startsWith('---\n') && readPattern('draft.md', one).pattern !== null);
	if (text === undefined) return null;
	const rest = result.replace(text.trim(), '');
	// Blanks belong to a name only between quotes.
	const [, quoted, plain = ''] = /["“`'(*]([\p{L}\p{N}][\p{L}\p{N}_. -]{0,60}?)\.md\b|([\p{L}\p{N}][\p{L}\p{N}_-]{0,60})\.md\b/u.exec(rest) ?? [];
	return { name: (quoted ?? plain).trim(), text };
}
