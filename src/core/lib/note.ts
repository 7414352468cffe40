/**
 * What the Markdown reader finds in a note: types only.
 *
 * Every position is a half-open range of UTF-16 offsets into the note's text as read, BOM and carriage
 * returns included, so that `text.slice(span.start, span.end)` is exactly the thing named. Lines count from 1.
 */
import type { Problem } from './errors';

export interface Span {
	readonly start: number;
	readonly end: number;
}

export interface Note {
	readonly path: string;
	readonly frontMatter: FrontMatter | null;
	readonly headings: readonly Heading[];
	/** Leaf blocks in order of their start: what can be cited. They never overlap. */
	readonly blocks: readonly Block[];
	readonly links: readonly Link[];
	readonly tags: readonly Tag[];
	readonly tasks: readonly Task[];
	/** From `aliases` or `alias` in the front matter. */
	readonly aliases: readonly string[];
	readonly problems: readonly Problem[];
	/** What stands where properties should and was not read, or not whole; absent or "" when all was. */
	readonly unread?: string;
}

export interface FrontMatter {
	/** From the opening to the closing fence, line end after it included. */
	readonly span: Span;
	/** The YAML between the fences. */
	readonly yaml: Span;
	/** The properties, as a null-prototype object. Empty when the YAML does not parse (see `problems`). */
	readonly data: Readonly<Record<string, unknown>>;
}

export interface Heading {
	readonly level: 1 | 2 | 3 | 4 | 5 | 6;
	/** As shown: without `#` and inline marks left as typed, trimmed. */
	readonly text: string;
	readonly span: Span;
	readonly line: number;
	/** Index of the enclosing heading in `headings`, -1 at the top. */
	readonly parent: number;
}

export type BlockKind = 'paragraph' | 'list-item' | 'quote' | 'callout' | 'table' | 'code' | 'math' | 'html' | 'comment';

export interface Block {
	readonly kind: BlockKind;
	readonly span: Span;
	readonly line: number;
	/** The block's id without `^`, when the note gives it one. */
	readonly id: string | null;
	/** Index of the heading it stands under in `Note.headings`, -1 above the first. */
	readonly heading: number;
	/** Nesting depth of a list item, from 0; 0 for other kinds. */
	readonly depth: number;
}

export type LinkKind = 'wikilink' | 'embed' | 'markdown' | 'image' | 'url';

export interface Link {
	readonly kind: LinkKind;
	/** The file part as typed and decoded: "Folder/Note", "" for a link within the note, or a URL. */
	readonly target: string;
	/** "Heading", "Heading#Sub", "^block", or null. */
	readonly subpath: string | null;
	/** What the reader sees, when the link says so; else null. */
	readonly display: string | null;
	readonly span: Span;
	readonly line: number;
	/** Written in a property rather than in the body. */
	readonly inFrontMatter: boolean;
}

export interface Tag {
	/** Without `#`, as typed: "project/garden". */
	readonly name: string;
	readonly span: Span;
	readonly inFrontMatter: boolean;
}

export interface Task {
	/** The character between the brackets: " " is open. */
	readonly status: string;
	readonly text: string;
	readonly span: Span;
	readonly line: number;
}
