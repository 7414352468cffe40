/**
 * An answer's Markdown as data of a few harmless kinds: what a view may draw, and nothing else.
 *
 * Answers hold words of notes and of models. There is no kind for HTML, images, embeds or code that a plugin
 * would run, so no view can draw one; such source becomes plain text. Quotes are not read as Markdown at all.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Nodes, PhrasingContent, RootContent } from 'mdast';

export type SafeInline =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'break' }
	| { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly SafeInline[] }
	/** `url` is http or https. */
	| { readonly kind: 'link'; readonly url: string; readonly children: readonly SafeInline[] }
	/** The mark `[^n]`; `n` counts from 1. */
	| { readonly kind: 'citation'; readonly n: number };

export type SafeBlock =
	| { readonly kind: 'paragraph'; readonly children: readonly SafeInline[] }
	| { readonly kind: 'heading'; readonly level: number; readonly children: readonly SafeInline[] }
	/** Word for word, line ends kept; `citations` are the marks after the last word. */
	| { readonly kind: 'quote'; readonly text: string; readonly citations: readonly number[] }
	| { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly SafeBlock[])[] }
	/** The first row is the header. */
	| { readonly kind: 'table'; readonly rows: readonly (readonly (readonly SafeInline[])[])[] }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'rule' };

export interface SafePart {
	readonly block: SafeBlock;
	/** The Markdown it came from: two parts with the same source are drawn the same. */
	readonly source: string;
	/** Where it begins in the answer, in UTF-16 units. */
	readonly at: number;
}

const QUOTE_LINE = /^ {0,3}>/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
const CITATION = /\[\^(\d{1,4})\]/g;
const LAST_CITATION = /\[\^(\d{1,4})\]$/;
const LONGEST_ID = 100;
const LONGEST_MARK = '[^9999]'.length;
/** More marks than this after one quote stay text. */
const MOST_MARKS = 50;
/** Deeper lists and quotes than this are shown as their source. */
const DEEPEST = 20;

/** The top-level parts of an answer in order. Never throws; takes text that is still growing. */
export function readAnswerParts(markdown: string): readonly SafePart[] {
	return joinMarks(readParts(markdown));
}

function readParts(markdown: string): SafePart[] {
	let begins = 0;
	return splitQuotes(markdown).flatMap(({ text, isQuote }): SafePart[] => {
		const from = begins;
		begins += text.length + 1;
		if (isQuote) return [{ block: readQuote(text), source: text, at: from }];
		return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children.map((node) => ({
			block: readBlock(node, text, 0),
			source: sourceOf(node, text),
			at: from + (node.position?.start.offset ?? 0),
		}));
	});
}

/** Marks that stand alone under a quote are the quote's. */
function joinMarks(parts: readonly SafePart[]): SafePart[] {
	const joined: SafePart[] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		const marks = onlyMarks(part.block);
		if (last?.block.kind !== 'quote' || marks.length === 0) joined.push(part);
		else joined[joined.length - 1] = { at: last.at, block: { ...last.block, citations: [...last.block.citations, ...marks] }, source: `${last.source}\n\n${part.source}` };
	}
	return joined;
}

function onlyMarks(block: SafeBlock): number[] {
	if (block.kind !== 'paragraph') return [];
	const isOnly = block.children.every((part) => part.kind === 'citation' || (part.kind === 'text' && part.text.trim() === ''));
	return isOnly ? block.children.flatMap((part) => (part.kind === 'citation' ? [part.n] : [])) : [];
}

/** Takes quotes out before anything is parsed: their words are a note's, and may be anything. */
function splitQuotes(markdown: string): { text: string; isQuote: boolean }[] {
	const parts: { lines: string[]; isQuote: boolean }[] = [];
	let isFenced = false;
	for (const line of markdown.split('\n')) {
		const isQuote = !isFenced && QUOTE_LINE.test(line);
		if (FENCE.test(line)) isFenced = !isFenced;
		const last = parts.at(-1);
		if (last?.isQuote === isQuote) last.lines.push(line);
		else parts.push({ lines: [line], isQuote });
	}
	return parts.map(({ lines, isQuote }) => ({ text: lines.join('\n'), isQuote }));
}

function readQuote(source: string): SafeBlock {
	let text = source.replace(/^[ \t]*> ?/gm, '');
	const citations: number[] = [];
	while (citations.length < MOST_MARKS) {
		const trimmed = text.trimEnd();
		const mark = LAST_CITATION.exec(trimmed.slice(-LONGEST_MARK));
		if (!mark) break;
		citations.unshift(Number(mark[1]));
		text = trimmed.slice(0, -mark[0].length).trimEnd();
	}
	return { kind: 'quote', text: withoutFrame(text), citations };
}

/** The words of a quoted block: a block's id, and the mark of a list item that stands alone, are not among them. */
function withoutFrame(text: string): string {
	const end = text.slice(-LONGEST_ID);
	const words = text.slice(0, text.length - end.length) + end.replace(/\s\^[A-Za-z0-9-]+$/, '');
	return /\n[ \t]*(?:[-*+]|\d{1,9}[.)]) /.test(words) ? words : words.replace(/^(?:[-*+]|\d{1,9}[.)]) (?:\[.\] )?/, '');
}

function readBlock(node: RootContent, markdown: string, depth: number): SafeBlock {
	if (depth > DEEPEST) return plain(node, markdown);
	switch (node.type) {
		case 'paragraph':
			return { kind: 'paragraph', children: readInline(node.children) };
		case 'heading':
			return { kind: 'heading', level: node.depth, children: readInline(node.children) };
		case 'blockquote':
			return readQuote(sourceOf(node, markdown));
		case 'list':
			return {
				kind: 'list',
				start: node.ordered ? (node.start ?? 1) : null,
				items: node.children.map((item) => item.children.map((child) => readBlock(child, markdown, depth + 1))),
			};
		case 'table':
			return { kind: 'table', rows: node.children.map((row) => row.children.map((cell) => readInline(cell.children))) };
		case 'code':
			return { kind: 'code', text: node.value };
		case 'thematicBreak':
			return { kind: 'rule' };
		default:
			return plain(node, markdown);
	}
}

function readInline(nodes: readonly PhrasingContent[]): SafeInline[] {
	return nodes.flatMap((node): SafeInline[] => {
		switch (node.type) {
			case 'text':
				return readText(node.value);
			case 'inlineCode':
				return [{ kind: 'code', text: node.value }];
			case 'break':
				return [{ kind: 'break' }];
			case 'strong':
			case 'emphasis':
				return [{ kind: node.type, children: readInline(node.children) }];
			case 'delete':
				return [{ kind: 'strike', children: readInline(node.children) }];
			case 'link':
				return /^https?:\/\//i.test(node.url) ? [{ kind: 'link', url: node.url, children: readInline(node.children) }] : readInline(node.children);
			case 'image':
			case 'imageReference':
				return [{ kind: 'text', text: node.alt ?? '' }];
			case 'html':
				return [{ kind: 'text', text: node.value }];
			case 'linkReference':
				return readInline(node.children);
			case 'footnoteReference':
				return [{ kind: 'text', text: `[^${node.label ?? node.identifier}]` }];
		}
	});
}

/** Text with its citation marks taken out as such. */
function readText(text: string): SafeInline[] {
	const parts: SafeInline[] = [];
	let from = 0;
	for (const match of text.matchAll(CITATION)) {
		if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
		parts.push({ kind: 'citation', n: Number(match[1]) });
		from = match.index + match[0].length;
	}
	if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
	return parts;
}

function plain(node: RootContent, markdown: string): SafeBlock {
	return { kind: 'paragraph', children: [{ kind: 'text', text: sourceOf(node, markdown) }] };
}

function sourceOf(node: Nodes, markdown: string): string {
	return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
