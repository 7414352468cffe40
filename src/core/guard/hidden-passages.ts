/**
 * Text that a reader of the rendered note does not see but a model reads: listed, never changed.
 *
 * An aid for the person, shown beside the note. It finds known hiding places and claims no more than that.
 */
import type { Nodes } from 'mdast';
import type { Span } from '../lib/note';
import { allNodes, isDense, parseMarkdown, spanOf } from './mdast';

export type HidingPlace = 'comment' | 'properties' | 'title' | 'alt-text' | 'definition' | 'footnote' | 'invisible-html' | 'html-attribute' | 'math' | 'far-right' | 'code-info' | 'folded' | 'dense';

export interface HiddenPassage extends Span {
	readonly place: HidingPlace;
	readonly text: string;
}

/** Longer notes are listed up to here: a person reads a list, not a megabyte. In UTF-16 units. */
const MAX_TEXT = 400_000;
const INVISIBLE = /\bhidden\b|aria-hidden|display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*0*(?:\.\d+|[01])(?:\D|$)|(?:^|[;"'\s])(?:color|background(?:-color)?)\s*[:=]|text-indent\s*:\s*-|clip(?:-path)?\s*:|(?:left|top|right)\s*:\s*-\d|(?:max-)?(?:height|width)\s*:\s*0|transform\s*:|z-index\s*:\s*-/i;
/** Elements whose content is not shown, or only after a click. */
const UNSHOWN = /^<(?:script|style|template|noscript|title|head|textarea|datalist|option|details|object|iframe)\b/i;
const MATH_HIDING = ['\\phantom', '\\hphantom', '\\vphantom', '\\color', '\\textcolor', '\\tiny', '\\smash', '\\llap', '\\rlap', '\\hspace', '\\style', '\\class', '\\texttip', '\\mathtip'];

/** Every passage found, in order. Passages may lie within one another. */
export function listHiddenPassages(text: string): HiddenPassage[] {
	const body = text.slice(0, MAX_TEXT);
	const found = [...comments(body), ...properties(body), ...farRight(body), ...math(body), ...folded(body), ...fromTree(body)];
	return found.filter((passage) => passage.text.trim() !== '').sort((a, b) => a.start - b.start || a.end - b.end);
}

function comments(text: string): HiddenPassage[] {
	return [['<!--', '-->'], ['%%', '%%']].flatMap(([open, close]) => between(text, open ?? '', close ?? '').map((span) => passage('comment', text, span)));
}

/** What lies between two marks; an open one that is never closed hides the rest. */
function between(text: string, open: string, close: string): Span[] {
	const spans: Span[] = [];
	for (let start = text.indexOf(open); start >= 0; ) {
		const end = text.indexOf(close, start + open.length);
		spans.push({ start: start + open.length, end: end < 0 ? text.length : end });
		start = end < 0 ? -1 : text.indexOf(open, end + close.length);
	}
	return spans;
}

function properties(text: string): HiddenPassage[] {
	const opening = /^\uFEFF?---[^\S\n]*\r?\n/.exec(text)?.[0];
	if (opening === undefined) return [];
	const end = text.indexOf('\n---', opening.length - 1);
	return end < 0 ? [] : [passage('properties', text, { start: opening.length, end })];
}

/** Text behind so many blanks that it is out of sight. */
function farRight(text: string): HiddenPassage[] {
	return [...text.matchAll(/[^\S\n]{100}(?=\S)[^\n]+/g)].map((match) => passage('far-right', text, { start: match.index, end: match.index + match[0].length }));
}

function math(text: string): HiddenPassage[] {
	return MATH_HIDING.flatMap((command) => between(text, `${command}{`, '\n').map(({ start, end }) => passage('math', text, { start: start - command.length - 1, end })));
}

function folded(text: string): HiddenPassage[] {
	return [...text.matchAll(/^[ \t]*>[ \t]*\[![^\]\n]{1,40}\]-[^\n]*(?:\n[ \t]*>[^\n]*)*/gm)].map((match) => passage('folded', text, { start: match.index, end: match.index + match[0].length }));
}

function fromTree(text: string): HiddenPassage[] {
	if (isDense(text)) return [{ place: 'dense', start: 0, end: text.length, text }];
	const nodes = allNodes(parseMarkdown(text));
	const cited = new Set(nodes.flatMap((node) => (node.type === 'footnoteReference' ? [node.identifier] : [])));
	return nodes.flatMap((node, i) => {
		const span = spanOf(node);
		if (!span) return [];
		return placesOf(node, cited).map(({ place, said }) => ({ ...span, place, text: said ?? text.slice(span.start, extent(place, nodes, i) ?? span.end) }));
	});
}

function placesOf(node: Nodes, cited: ReadonlySet<string>): { place: HidingPlace; said?: string }[] {
	const found: { place: HidingPlace; said?: string }[] = [];
	if ('title' in node && node.title) found.push({ place: 'title', said: node.title });
	if ('alt' in node && node.alt) found.push({ place: 'alt-text', said: node.alt });
	if (node.type === 'definition') found.push({ place: 'definition' });
	if (node.type === 'footnoteDefinition' && !cited.has(node.identifier)) found.push({ place: 'footnote' });
	if (node.type === 'code' && node.meta) found.push({ place: 'code-info', said: node.meta });
	if (node.type === 'html' && (INVISIBLE.test(node.value) || UNSHOWN.test(node.value.trimStart()))) found.push({ place: 'invisible-html' });
	else if (node.type === 'html' && /=\s*["'][^"']{12}/.test(node.value)) found.push({ place: 'html-attribute' });
	return found;
}

/** An inline tag hides up to the next tag: the text between is in other nodes. */
function extent(place: HidingPlace, nodes: readonly Nodes[], from: number): number | null {
	if (place !== 'invisible-html') return null;
	const next = nodes.slice(from + 1, from + 20).find((node) => node.type === 'html' || node.type === 'paragraph');
	return next ? (spanOf(next)?.start ?? null) : null;
}

function passage(place: HidingPlace, text: string, { start, end }: Span): HiddenPassage {
	return { place, start, end, text: text.slice(start, end) };
}
