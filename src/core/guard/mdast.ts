/** Markdown with GFM as a tree with positions, for the guard's passes. The index has a reader of its own in core/lib. */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export function parseMarkdown(text: string): Root {
	return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Openings of emphasis, links, tags and code in one paragraph or table. */
const MOST_MARKS = 6000;

/**
 * True for text that is better not parsed: no person writes paragraphs of thousands of marks, and the parser's time
 * grows with their square.
 */
export function isDense(text: string): boolean {
	return text.split(/\n[ \t]*\r?\n/).some((paragraph) => (paragraph.match(/[*_~]+|\[|<|`+/g)?.length ?? 0) > MOST_MARKS);
}

/** Every node, parents first; without recursion, since hostile text nests deeply. */
export function allNodes(root: Root): Nodes[] {
	const found: Nodes[] = [];
	const open: Nodes[] = [root];
	for (let node = open.pop(); node; node = open.pop()) {
		found.push(node);
		if ('children' in node) open.push(...[...node.children].reverse());
	}
	return found;
}

/** UTF-16 offsets of a node; null for one that the parser made up. */
export function spanOf(node: Nodes): { start: number; end: number } | null {
	const start = node.position?.start.offset;
	const end = node.position?.end.offset;
	return start === undefined || end === undefined ? null : { start, end };
}

/** The words that a node shows, without its marks. */
export function wordsOf(node: Nodes): string {
	if ('value' in node) return node.value;
	if ('alt' in node && node.alt) return node.alt;
	return 'children' in node ? node.children.map(wordsOf).join('') : '';
}
