/**
 * Text that a reader of the rendered note does not see but a model reads: listed, never changed.
 *
 * An aid for the person, shown beside the note. It finds known hiding places and claims no more than that.
 */
import type { Nodes } from 'mdast';
import type { Span } from '../lib/note';
import { allNodes, isDense, parseMarkdown, spanOf, wordsOf } from './mdast';

export type HidingPlace = 'comment' | 'properties' | 'title' | 'alt-text' | 'definition' | 'footnote' | 'invisible-html' | 'html-attribute' | 'math' | 'far-right' | 'far-down' | 'empty-link' | 'code-info' | 'folded' | 'dense';

export interface HiddenPassage extends Span {
	readonly place: HidingPlace;
	readonly text: string;
}

/** Longer notes are listed up to here: a person reads a list, not a megabyte. In UTF-16 units. */
const MAX_TEXT = 400_000;
/** How far the end of a hidden element is looked for. */
const LONGEST_ELEMENT = 20_000;
const INVISIBLE = /\bhidden\b|aria-hidden|display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*[:=]\s*["']?0?(?:\.0\d*)?(?![.\d])|font\s*:\s*0|zoom\s*:\s*0?\.?0|font-size\s*:\s*0*(?:\.\d+|[01])(?:\D|$)|(?:^|[;"'\s])(?:color|background(?:-color)?)\s*[:=]|text-indent\s*:\s*-|clip(?:-path)?\s*:|(?:left|top|right)\s*:\s*-\d|(?:max-)?(?:height|width)\s*:\s*0|transform\s*:|z-index\s*:\s*-/i;
/** Elements whose content is not shown, or only after a click or where they are not known; and what is no element. */
const UNSHOWN = /<(?:script|style|template|noscript|noembed|noframes|title|head|textarea|datalist|option|details|dialog|object|iframe|audio|video|canvas|desc|metadata|defs|symbol|rp|\?|!(?!--))/i;
/** Elements without content of their own. */
const VOID = /^<(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b/i;
/** Lines that show nothing, so many that what follows is out of sight. */
const MANY_EMPTY_LINES = /\n(?:(?:[^\S\n]|&nbsp;|<br\s*\/?>|\\)*\n){40}/g;
/** A picture's or note's embed whose other name is not shown. */
const EMBED_NAME = /!\[\[[^[\]|\n]{1,500}\|((?!\s*\d+(?:x\d+)?\s*\]\])[^[\]\n]{1,2000})\]\]/g;
const MATH_HIDING = ['\\phantom', '\\hphantom', '\\vphantom', '\\color', '\\textcolor', '\\tiny', '\\smash', '\\llap', '\\rlap', '\\hspace', '\\style', '\\class', '\\texttip', '\\mathtip'];

/** Every passage found, in order. Passages may lie within one another. */
export function listHiddenPassages(text: string): HiddenPassage[] {
	const body = text.slice(0, MAX_TEXT);
	const found = [...comments(body), ...properties(body), ...farAway(body), ...embedNames(body), ...math(body), ...folded(body), ...fromTree(body)];
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

/** Text behind so many blanks or empty lines that it is out of sight. */
function farAway(text: string): HiddenPassage[] {
	const right = [...text.matchAll(/[^\S\n]{100}(?=[^\s|])[^\n]+/g)].map((match) => passage('far-right', text, { start: match.index, end: match.index + match[0].length }));
	const down = [...text.matchAll(MANY_EMPTY_LINES)].map((match) => passage('far-down', text, { start: match.index, end: Math.min(text.length, match.index + match[0].length + 2000) }));
	return [...right, ...down];
}

function embedNames(text: string): HiddenPassage[] {
	return [...text.matchAll(EMBED_NAME)].map((match) => passage('alt-text', text, { start: match.index, end: match.index + match[0].length }));
}

function math(text: string): HiddenPassage[] {
	const commands = MATH_HIDING.flatMap((command) => between(text, `${command}{`, '\n').map(({ start, end }) => passage('math', text, { start: start - command.length - 1, end })));
	const formulas = [...text.matchAll(/\$\$[^$]{1,5000}\$\$|\$(?=\S)[^$\n]{1,1000}\$(?!\d)/g)].filter(([formula]) => /(?:^|[^\\])%[^\n]*[A-Za-z]{3}/.test(formula) && !/\s\$$/.test(formula.replace(/^\$\$[^]*/, '')));
	return [...commands, ...formulas.map((match) => passage('math', text, { start: match.index, end: match.index + match[0].length }))];
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
		return placesOf(node, cited).map(({ place, said }) => ({ ...span, place, text: said ?? text.slice(span.start, place === 'invisible-html' ? extent(text, nodes, i) : span.end) }));
	});
}

function placesOf(node: Nodes, cited: ReadonlySet<string>): { place: HidingPlace; said?: string }[] {
	const found: { place: HidingPlace; said?: string }[] = [];
	if ('title' in node && node.title) found.push({ place: 'title', said: node.title });
	if ('alt' in node && node.alt) found.push({ place: 'alt-text', said: node.alt });
	if (node.type === 'definition') found.push({ place: 'definition' });
	if (node.type === 'footnoteDefinition' && !cited.has(node.identifier)) found.push({ place: 'footnote' });
	if (node.type === 'code' && node.meta) found.push({ place: 'code-info', said: node.meta });
	if (node.type === 'link' && wordsOf(node).trim() === '') found.push({ place: 'empty-link', said: decodedAddress(node.url) });
	if (node.type === 'html' && (INVISIBLE.test(withoutCodes(node.value)) || UNSHOWN.test(node.value))) found.push({ place: 'invisible-html' });
	else if (node.type === 'html' && /=\s*["'][^"']{12}/.test(node.value)) found.push({ place: 'html-attribute' });
	return found;
}

/** A tag hides up to where its element is closed; one that is never closed, up to the next tag or paragraph. */
function extent(text: string, nodes: readonly Nodes[], at: number): number {
	const node = nodes[at];
	const { start, end } = (node && spanOf(node)) ?? { start: 0, end: 0 };
	const source = text.slice(start, end);
	const name = /^<([a-z][a-z0-9]*)/i.exec(source.trimStart())?.[1];
	const close = name === undefined || VOID.test(source.trimStart()) ? null : closing(text.slice(start, start + LONGEST_ELEMENT), name);
	if (close !== null) return Math.max(end, start + close);
	const next = nodes.slice(at + 1, at + 20).find((other) => other.type === 'html' || other.type === 'paragraph');
	return Math.max(end, (next && spanOf(next)?.start) ?? end);
}

/** Where the element with which `html` begins is closed, others of its name within it passed over; null when it is not. */
function closing(html: string, name: string): number | null {
	let open = 0;
	for (const tag of html.matchAll(new RegExp(`<(/?)${name}(?![a-z0-9])`, 'gi'))) {
		open += tag[1] === '' ? 1 : -1;
		if (open === 0) return tag.index;
	}
	return null;
}

/** Letters and signs that are written as numbers stand for themselves. */
function withoutCodes(html: string): string {
	return html.replace(/&#(x[\da-f]{1,6}|\d{1,7});?/gi, (code, number: string) => {
		const point = /^x/i.test(number) ? parseInt(number.slice(1), 16) : Number(number);
		return point <= 0x10ffff ? String.fromCodePoint(point) : code;
	});
}

function decodedAddress(url: string): string {
	try {
		return decodeURIComponent(url);
	} catch {
		return url; // A stray "%": it is shown as it stands.
	}
}

function passage(place: HidingPlace, text: string, { start, end }: Span): HiddenPassage {
	return { place, start, end, text: text.slice(start, end) };
}
