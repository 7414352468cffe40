/**
 * Makes Markdown that an agent wrote inert, before it is shown and before it is written into a note.
 *
 * What would load, run or mislead becomes visible text; everything else keeps its bytes: edits are spliced by
 * position and the tree is never printed. Repeated until nothing is left to change, since text that was inside
 * one construct may form another; what does not come to rest is shown as code.
 */
import type { Definition, Nodes } from 'mdast';
import { readFrontMatter } from '../lib/front-matter';
import { allNodes, isDense, parseMarkdown, spanOf, wordsOf } from './mdast';
import { isLiveFence, isLiveInline, TEX_COMMANDS } from './safe-code';
import { escapeTags, looksLikeTag } from './safe-html';
import { isRemote, judgeLink } from './safe-links';
import { inertProperties } from './safe-properties';

export type FindingKind = 'image' | 'link' | 'html' | 'live-code' | 'embed' | 'math' | 'template' | 'unreadable';

export interface Finding {
	readonly kind: FindingKind;
	/** What was found, as it stood, cut to 200 characters. */
	readonly found: string;
	/** One clause fit for a person. */
	readonly reason: string;
	/** False for what was only pointed out. */
	readonly isChanged: boolean;
}

export interface SafeMarkdown {
	readonly text: string;
	readonly findings: readonly Finding[];
}

interface Edit { readonly start: number; readonly end: number; readonly text: string; readonly finding: Omit<Finding, 'found'> }
interface Reading { readonly text: string; readonly nodes: readonly Nodes[]; readonly definitions: ReadonlyMap<string, Definition>; readonly masked: string }

const MOST_ROUNDS = 12;
/** UTF-16 units. Longer than any answer; what is longer is shown as code. */
const MAX_TEXT = 1_000_000;

/** The inert form of `markdown`, and what was found. `isWholeNote`: leading properties are properties, not text. Idempotent. */
export function safeMarkdown(markdown: string, { isWholeNote = false }: { isWholeNote?: boolean } = {}): SafeMarkdown {
	const { text: note, found } = isWholeNote ? inertProperties(markdown) : { text: markdown, found: [] };
	const start = isWholeNote ? (readFrontMatter(note).frontMatter?.span.end ?? 0) : 0;
	const properties = note.slice(0, start).replace(/<(?=%)/g, '< ');
	const body = settled(note.slice(start));
	const template: Finding[] = properties === note.slice(0, start) ? [] : [{ kind: 'template', found: '<%', reason: 'a template would run', isChanged: true }];
	const loading = found.map(({ name, value }): Finding => ({ kind: 'image', found: `${name}: ${value}`.slice(0, 200), reason: 'a property would load something from elsewhere', isChanged: true }));
	return { text: properties + body.text, findings: [...loading, ...template, ...body.findings] };
}

function settled(markdown: string): SafeMarkdown {
	const findings: Finding[] = [];
	let text = markdown;
	for (let round = 0; round < MOST_ROUNDS && text.length <= MAX_TEXT && !isDense(text); round++) {
		const edits = editsFor(text);
		if (!edits) break;
		const isFirst = round === 0;
		findings.push(...edits.filter(({ finding }) => finding.isChanged || isFirst).map(({ start, end, finding }) => ({ ...finding, found: text.slice(start, end).slice(0, 200) })));
		const next = spliced(text, edits);
		if (next === text) return { text, findings };
		text = next;
	}
	return { text: asCode(markdown), findings: [...findings, { kind: 'unreadable', found: markdown.slice(0, 200), reason: 'it is shown as code because it could not be made safe', isChanged: true }] };
}

/** Null when the parser gives up. */
function editsFor(text: string): Edit[] | null {
	try {
		const nodes = allNodes(parseMarkdown(text));
		const definitions = new Map<string, Definition>();
		for (const node of nodes) if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
		const reading: Reading = { text, nodes, definitions, masked: masked(text, nodes) };
		return [...templateEdits(text), ...rawEdits(reading), ...nodes.flatMap((node) => nodeEdits(node, reading))];
	} catch {
		return null; // Whatever the parser cannot take is shown as code.
	}
}

function nodeEdits(node: Nodes, reading: Reading): Edit[] {
	const span = spanOf(node);
	if (!span) return [];
	const source = reading.text.slice(span.start, span.end);
	const change = (kind: FindingKind, text: string, reason: string): Edit[] => (text === source ? [] : [{ ...span, text, finding: { kind, reason, isChanged: true } }]);
	switch (node.type) {
		case 'html': return change('html', escapeTags(withoutPictures(source)), 'HTML is shown as text');
		// Readers disagree whether such a line opens code at all; with the words behind the fence on a line of their own it does for all.
		case 'code': if (/[[\]|<>]/.test(`${node.lang ?? ''} ${node.meta ?? ''}`)) return change('live-code', source.replace(/^([ \t]*(?:`{3,}|~{3,}))[ \t]*([^\r\n]*)/, (_line, fence: string, words: string) => `${fence}text\n${leadOf(reading.text, span.start)}${words}`), 'Markdown stands where a language is named');
			return isLiveFence(node.lang ?? null, node.value) ? change('live-code', source.replace(/^([ \t]*(?:`{3,}|~{3,})[ \t]*)/, '$1text '), `“${node.lang ?? ''}” would be drawn or run`) : [];
		case 'inlineCode': return isLiveInline(node.value) ? change('live-code', source.replace(/^(`+\s*)/, '$1\\'), 'it would be run') : [];
		case 'image': return isRemote(node.url) ? change('image', pictureText(node.alt, node.url), 'a picture from elsewhere is not loaded') : change('html', plainAlt(source), 'HTML is shown as text');
		case 'imageReference': {
			const url = reading.definitions.get(node.identifier)?.url ?? '';
			return isRemote(url) ? change('image', pictureText(node.alt, url), 'a picture from elsewhere is not loaded') : change('html', plainAlt(source), 'HTML is shown as text');
		}
		case 'definition': return judgeLink(node.url, '').verdict === 'inert' || /[[\]<>`]/.test(node.url) ? change('link', `\\${source}`, judgeLink(node.url, '').reason || 'other Markdown is run into an address') : [];
		case 'link': return linkEdits(node.url, { ...labelOf(node, reading.text), ...span, source });
		case 'linkReference': return linkEdits(reading.definitions.get(node.identifier)?.url ?? '', { ...labelOf(node, reading.text), ...span, source });
		default: return [];
	}
}

/** What a line begins with to stand in the same quotes and lists as the place. */
function leadOf(text: string, at: number): string {
	return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).replace(/[^>\s]/g, ' ');
}

function linkEdits(url: string, { label, words, start, end, source }: Label & { start: number; end: number; source: string }): Edit[] {
	const isBare = !source.startsWith('[');
	// Readers disagree about where such an address ends, and what stands behind its end may be live.
	if (isBare && /[[\]`]|.[<>]./.test(source)) return [{ start, end, text: codeSpan(source), finding: { kind: 'link', reason: 'other Markdown is run into an address', isChanged: true } }];
	const isSpelledWithoutScheme = isBare && /^www\.|^[^:/]+@/.test(source.replace(/^</, ''));
	const { verdict, reason } = judgeLink(isSpelledWithoutScheme ? url.replace(/^http:/, 'https:') : url, isBare ? '' : words, isBare);
	if (verdict === 'keep') return [];
	const text = verdict === 'warn' ? source : isBare || label === '' ? codeSpan(url) : `${label} (${codeSpan(url)})`;
	return [{ start, end, text, finding: { kind: 'link', reason, isChanged: verdict === 'inert' } }];
}

/** What Obsidian and its plugins read and Markdown does not know: outside of code. */
function rawEdits({ text: source, masked: text, nodes }: Reading): Edit[] {
	const edits: Edit[] = [];
	const add = (match: RegExpExecArray | RegExpMatchArray, replacement: string, finding: Omit<Finding, 'found' | 'isChanged'>): void => {
		const start = match.index ?? 0;
		edits.push({ start, end: start + match[0].length, text: replacement, finding: { ...finding, isChanged: true } });
	};
	for (const match of text.matchAll(/!?\[\[((?:[^[\]\n]|\[(?!\[)|\](?!\])){1,2000})\]\]/g)) {
		const target = match[1] ?? '';
		const isLoaded = match[0].startsWith('!') && /\.(?:base|html?|xhtml|svg)\s*(?:[#|]|$)/i.test(target);
		if (isRemote(target) || isLoaded) add(match, source.slice(match.index, match.index + match[0].length).replace(/\[\[|\]\]/g, (pair) => `\\${pair.charAt(0)}\\${pair.charAt(1)}`), { kind: 'embed', reason: 'it would load something else than a note' });
	}
	if (text.includes('$')) {
		for (const match of text.matchAll(TEX_COMMANDS)) {
			const before = /\\*$/.exec(text.slice(Math.max(0, (match.index ?? 0) - 50), match.index))?.[0].length ?? 0;
			if (before % 2 === 0) add(match, `\\${match[0]}`, { kind: 'math', reason: 'a formula may not link, style or define' });
		}
	}
	for (const match of text.matchAll(/<(?=[/!?]?([a-z][a-z0-9]*)[\s/][^<>]{0,2000}=)/gi)) {
		if (looksLikeTag(match[1] ?? '')) add(match, '&lt;', { kind: 'html', reason: 'HTML is shown as text' });
	}
	for (const match of text.matchAll(/<(?=!--|!\[|![A-Za-z]|\?)/g)) add(match, '&lt;', { kind: 'html', reason: 'HTML is shown as text' });
	const links = nodes.filter((node) => node.type === 'link' || node.type === 'definition').flatMap((node) => spanOf(node) ?? []).filter(({ start }) => text[start] === '[' || text[start] === '<');
	for (const match of text.matchAll(/\bobsidian:\/\/[^\s<>"'`|]{0,2000}/gi)) {
		const isLinked = links.some(({ start, end }) => start <= (match.index ?? 0) && (match.index ?? 0) < end);
		if (!isLinked && judgeLink(match[0], '').verdict !== 'keep') add(match, codeSpan(match[0]), { kind: 'link', reason: 'it would make the app do something' });
	}
	return [...edits, ...spelledAddresses(text, nodes), ...openMarks(text, nodes), ...blocksInFootnotes(nodes)];
}

/** Addresses spelled with entities: text here, a link for a reader that decodes first. */
function spelledAddresses(text: string, nodes: readonly Nodes[]): Edit[] {
	return nodes.flatMap((node) => {
		const span = node.type === 'text' ? spanOf(node) : null;
		if (!span || node.type !== 'text' || !/&[#\w]+;/.test(text.slice(span.start, span.end))) return [];
		const decodes = (node.value.match(/\b[a-z][a-z0-9+.-]{1,20}:\/\//gi) ?? []).length > (text.slice(span.start, span.end).match(/\b[a-z][a-z0-9+.-]{1,20}:\/\//gi) ?? []).length;
		return decodes ? [{ ...span, text: codeSpan(node.value), finding: { kind: 'link' as const, reason: 'an address is spelled in codes', isChanged: true } }] : [];
	});
}

/** Code or a definition within a footnote is that for some readers only: here it becomes text, and what it held is judged again. */
function blocksInFootnotes(nodes: readonly Nodes[]): Edit[] {
	const footnotes = nodes.flatMap((node) => (node.type === 'footnoteDefinition' ? (spanOf(node) ?? []) : []));
	return nodes.flatMap((node): Edit[] => {
		const span = node.type === 'code' || node.type === 'definition' ? spanOf(node) : null;
		if (!span || !footnotes.some(({ start, end }) => start <= span.start && span.start < end)) return [];
		return [{ start: span.start, end: span.start, text: '\\', finding: { kind: 'live-code', reason: 'a footnote is read differently elsewhere', isChanged: true } }];
	});
}

/** A comment or formula that is open where code begins and closed within it would free the rest of the code. */
function openMarks(text: string, nodes: readonly Nodes[]): Edit[] {
	return ['%%', '$$'].flatMap((mark) => {
		const edits: Edit[] = [];
		let [at, isOpen, last] = [0, false, -1];
		for (const node of nodes) {
			const span = node.type === 'code' || node.type === 'inlineCode' ? spanOf(node) : null;
			if (!span || (node.type !== 'code' && node.type !== 'inlineCode')) continue;
			for (let next = text.indexOf(mark, at); next >= 0 && next < span.start; next = text.indexOf(mark, at)) {
				[at, isOpen, last] = [next + mark.length, !isOpen, next];
			}
			if (!isOpen || !node.value.includes(mark)) continue;
			edits.push({ start: last, end: last + mark.length, text: Array.from(mark, (character) => `\\${character}`).join(''), finding: { kind: 'live-code', reason: 'a comment would end inside code', isChanged: true } });
			isOpen = false;
		}
		return edits;
	});
}

function templateEdits(text: string): Edit[] {
	return [...text.matchAll(/<(?=%)/g)].map((match) => ({ start: match.index, end: match.index + 1, text: '< ', finding: { kind: 'template', reason: 'a template would run', isChanged: true } }));
}

/** The text with code blanked out, offsets kept. */
function masked(text: string, nodes: readonly Nodes[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const node of nodes) {
		const span = node.type === 'code' || node.type === 'inlineCode' ? spanOf(node) : null;
		if (!span || span.start < at) continue;
		parts.push(text.slice(at, span.start), text.slice(span.start, span.end).replace(/[^\n]/g, ' '));
		at = span.end;
	}
	return parts.join('') + text.slice(at);
}

/** Edits in order, an edit inside an earlier one left for the next round. */
function spliced(text: string, edits: readonly Edit[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
		if (edit.start < at || text.slice(edit.start, edit.end) === edit.text) continue;
		// A backslash or backtick beside inline code would undo it.
		const lead = edit.text.startsWith('`') && /[\\`]/.test(text.charAt(edit.start - 1)) ? ' ' : '';
		const tail = edit.text.endsWith('`') && text.startsWith('`', edit.end) ? ' ' : '';
		parts.push(text.slice(at, edit.start), lead, edit.text, tail);
		at = edit.end;
	}
	return parts.join('') + text.slice(at);
}

interface Label { /** The source of a link's text. */ readonly label: string; /** What it shows. */ readonly words: string }

function labelOf(node: Nodes, text: string): Label {
	if (!('children' in node)) return { label: '', words: '' };
	const start = node.children[0] && spanOf(node.children[0])?.start;
	const last = node.children.at(-1);
	const end = last && spanOf(last)?.end;
	return { label: start === undefined || end === undefined ? '' : text.slice(start, end), words: wordsOf(node) };
}

/** Markdown within HTML is text for most readers and Markdown for some: remote pictures lose their mark. */
function withoutPictures(html: string): string {
	return html.replace(/!(?=\[[^\]]{0,500}\](?:\(\s*<?([^)\s]{1,2000})|\[))/g, (mark, url?: string) => (url === undefined || isRemote(url) || url.includes('&') ? '' : mark));
}

/** What describes a picture is words for most readers; some read on in it, as in the text of a link. */
function plainAlt(image: string): string {
	const end = image.lastIndexOf('](');
	const alt = end < 0 ? image : image.slice(0, end);
	return alt.replace(/<\/?[a-z][^<>]{0,2000}>/gi, (tag) => escapeTags(tag)) + image.slice(alt.length);
}

function pictureText(alt: string | null | undefined, url: string): string {
	const words = (alt ?? '').replace(/\s+/g, ' ').trim();
	return `${words === '' ? 'Picture' : words} (${codeSpan(url)})`;
}

/** Inline code that shows `text` on one line; bars are spelled out so that it can stand in a table. */
function codeSpan(text: string): string {
	const line = text.replace(/\s+/g, ' ').replace(/\|/g, '%7C').trim();
	const fence = '`'.repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)) + 1);
	const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}

function asCode(markdown: string): string {
	const longest = Math.max(2, ...(markdown.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}text\n${markdown.replace(/<(?=%)/g, '< ')}\n${fence}\n`;
}
