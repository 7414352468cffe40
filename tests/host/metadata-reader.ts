/**
 * Reads one note into the app's `CachedMetadata`. Written apart from the product's own Markdown reader on purpose:
 * a stand-in that shares the product's reader would share its mistakes. Line based, and good enough, not CommonMark.
 */
import type { BlockCache, CachedMetadata, HeadingCache, ListItemCache, LinkCache, Loc, Pos, SectionCache, TagCache } from 'obsidian';
import { parse } from 'yaml';

interface Line {
	text: string;
	start: number;
	number: number;
}

interface Reading {
	lines: Line[];
	cache: CachedMetadata;
	sections: SectionCache[];
	links: LinkCache[];
	embeds: LinkCache[];
	tags: TagCache[];
	headings: HeadingCache[];
	listItems: ListItemCache[];
	blocks: Record<string, BlockCache>;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^[ \t>]*(`{3,}|~{3,})/;
const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[(.)\][ \t]+)?/;
const BLOCK_ID = /(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$/;
const INLINE = /`+[^`]*`+|%%.*?%%|(!?)\[\[([^[\]]+?)\]\]|(!?)\[([^\]]*)\]\(\s*(<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)[^)]*\)|https?:\/\/[^\s<>)]+|(^|[\s(])#([^\s#!"$%&'()*+,.:;<=>?@^`{|}~[\]\\]+)/gu;

/** Never throws: front matter that does not parse is left out, as in the app. */
export function readMetadata(text: string): CachedMetadata {
	const reading: Reading = { lines: splitLines(text), cache: {}, sections: [], links: [], embeds: [], tags: [], headings: [], listItems: [], blocks: {} };
	let at = readFrontMatter(text, reading);
	while (at < reading.lines.length) at = readSection(reading, at);
	return finish(reading);
}

function finish(reading: Reading): CachedMetadata {
	const { cache, sections, links, embeds, tags, headings, listItems, blocks } = reading;
	for (const [name, list] of Object.entries({ sections, links, embeds, tags, headings, listItems })) {
		if (list.length > 0) Object.assign(cache, { [name]: list });
	}
	if (Object.keys(blocks).length > 0) cache.blocks = blocks;
	return cache;
}

function splitLines(text: string): Line[] {
	const lines: Line[] = [];
	let start = 0;
	while (start <= text.length) {
		const found = text.indexOf('\n', start);
		const end = found < 0 ? text.length : found;
		lines.push({ text: text.charCodeAt(end - 1) === 13 && end > start ? text.slice(start, end - 1) : text.slice(start, end), start, number: lines.length });
		start = end + 1;
	}
	return lines;
}

/** Returns the index of the first line after the front matter. */
function readFrontMatter(text: string, reading: Reading): number {
	const first = reading.lines[0];
	if (!first || !/^---[ \t]*$/.test(first.text)) return 0;
	const close = reading.lines.findIndex((line, at) => at > 0 && /^---[ \t]*$/.test(line.text));
	const last = reading.lines[close];
	if (close < 0 || !last) return 0;
	const position = span(reading, 0, close);
	reading.cache.frontmatterPosition = position;
	reading.sections.push({ type: 'yaml', position });
	const source = text.slice(reading.lines[1]?.start ?? 0, last.start);
	defineLazily(reading.cache, 'frontmatter', () => parseProperties(source));
	if (source.includes('[[')) {
		const found = linksInProperties(reading.cache.frontmatter);
		if (found.length > 0) reading.cache.frontmatterLinks = found;
	}
	return close + 1;
}

/** YAML is the slow part of a large vault, and most callers never look at it. */
function defineLazily<T extends object, K extends keyof T>(target: T, key: K, make: () => T[K] | undefined): void {
	Object.defineProperty(target, key, {
		configurable: true,
		enumerable: true,
		get() {
			const value = make();
			Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
			return value;
		},
	});
}

function parseProperties(source: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = parse(source, { logLevel: 'error' });
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}

function linksInProperties(properties: Record<string, unknown> | undefined): NonNullable<CachedMetadata['frontmatterLinks']> {
	const found: NonNullable<CachedMetadata['frontmatterLinks']> = [];
	const visit = (value: unknown, key: string): void => {
		if (typeof value === 'string') {
			const match = /^\[\[([^[\]]+)\]\]$/.exec(value.trim());
			const [link = '', alias] = match?.[1]?.split('|') ?? [];
			if (match) found.push({ key, link, original: value, displayText: alias ?? link });
		} else if (typeof value === 'object' && value !== null) {
			for (const [name, inner] of Object.entries(value)) visit(inner, key ? `${key}.${name}` : name);
		}
	};
	visit(properties, '');
	return found;
}

function readSection(reading: Reading, at: number): number {
	const line = reading.lines[at] as Line;
	if (line.text.trim() === '') return at + 1;
	const fence = FENCE.exec(line.text)?.[1];
	if (fence) return readFence(reading, at, fence);
	const heading = HEADING.exec(line.text);
	if (heading) return readHeading(reading, at, heading);
	if (/^ {0,3}(?:[-*_][ \t]*){3,}$/.test(line.text)) return close(reading, 'thematicBreak', [at, at]);
	if (ITEM.test(line.text)) return readList(reading, at);
	if (/^\s{0,3}>/.test(line.text)) return readLines(reading, at, /^\s{0,3}>\s*\[![^\]]+\]/.test(line.text) ? 'callout' : 'blockquote');
	if (/^\s*\|/.test(line.text)) return readLines(reading, at, 'table');
	return readLines(reading, at, 'paragraph');
}

function close(reading: Reading, type: string, [from, to]: [number, number]): number {
	reading.sections.push({ type, position: span(reading, from, to) });
	return to + 1;
}

function readFence(reading: Reading, at: number, fence: string): number {
	let end = at + 1;
	while (end < reading.lines.length && !isFenceEnd((reading.lines[end] as Line).text, fence)) end++;
	return close(reading, 'code', [at, Math.min(end, reading.lines.length - 1)]);
}

function isFenceEnd(text: string, fence: string): boolean {
	const found = FENCE.exec(text)?.[1];
	return found !== undefined && found[0] === fence[0] && found.length >= fence.length && text.trim().replace(/^[>\s]+/, '') === found;
}

function readHeading(reading: Reading, at: number, match: RegExpExecArray): number {
	readInline(reading, at);
	reading.headings.push({ heading: (match[2] ?? '').trim(), level: (match[1] ?? '#').length, position: span(reading, at, at) });
	return close(reading, 'heading', [at, at]);
}

function readLines(reading: Reading, from: number, type: string): number {
	let to = from;
	readInline(reading, from);
	while (to + 1 < reading.lines.length && continues((reading.lines[to + 1] as Line).text, type)) readInline(reading, ++to);
	const id = BLOCK_ID.exec((reading.lines[to] as Line).text)?.[1];
	const isLoneId = id !== undefined && from === to && (reading.lines[to] as Line).text.trim() === `^${id}`;
	const before = reading.sections[reading.sections.length - 1];
	if (isLoneId && before && before.type !== 'yaml' && before.type !== 'heading') addBlock(reading, id, before.position);
	else if (id !== undefined) addBlock(reading, id, span(reading, from, to));
	const end = close(reading, type, [from, to]);
	const section = reading.sections[reading.sections.length - 1];
	if (id !== undefined && section && !isLoneId) section.id = id;
	return end;
}

function addBlock(reading: Reading, id: string, position: Pos): void {
	reading.blocks[id.toLowerCase()] = { id, position };
}

function continues(text: string, type: string): boolean {
	if (text.trim() === '' || FENCE.test(text) || HEADING.test(text)) return false;
	if (type === 'table') return text.includes('|');
	if (type !== 'paragraph') return true;
	return !/^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/.test(text) && !/^\s{0,3}>/.test(text);
}

function readList(reading: Reading, from: number): number {
	const open: { indent: number; line: number }[] = [];
	let to = from;
	for (let at = from; at < reading.lines.length; at++) {
		const { text } = reading.lines[at] as Line;
		const item = ITEM.exec(text);
		if (!item && (text.trim() === '' ? !ITEM.test(reading.lines[at + 1]?.text ?? '') : HEADING.test(text) || FENCE.test(text) || !/\S/.test(text))) break;
		if (text.trim() === '') continue;
		to = at;
		readInline(reading, at);
		const last = reading.listItems[reading.listItems.length - 1];
		if (item) addItem(reading, { at, item, open, from });
		else if (last) last.position.end = span(reading, at, at).end;
		const id = BLOCK_ID.exec(text)?.[1];
		const owner = reading.listItems[reading.listItems.length - 1];
		if (id !== undefined && owner) {
			owner.id = id;
			addBlock(reading, id, owner.position);
		}
	}
	return close(reading, 'list', [from, to]);
}

function addItem(reading: Reading, found: { at: number; item: RegExpExecArray; open: { indent: number; line: number }[]; from: number }): void {
	const { at, item, open, from } = found;
	const indent = (item[1] ?? '').replace(/\t/g, '    ').length;
	while (open.length > 0 && (open[open.length - 1]?.indent ?? 0) >= indent) open.pop();
	const parent = open[open.length - 1]?.line ?? -Math.max(from, 1);
	open.push({ indent, line: at });
	reading.listItems.push({ parent, position: span(reading, at, at), ...(item[2] === undefined ? {} : { task: item[2] }) });
}

function readInline(reading: Reading, at: number): void {
	const line = reading.lines[at] as Line;
	if (!/[[#]/.test(line.text)) return;
	for (const match of line.text.matchAll(INLINE)) {
		const [original, wikiBang, wiki, markdownBang, label, target, before, tag] = match;
		const where = match.index + (before?.length ?? 0);
		const position = within(line, where, match.index + original.length);
		if (wiki !== undefined) {
			const [link = '', ...alias] = wiki.split('|');
			push(reading, wikiBang === '!', { link: link.trim(), original, displayText: alias.join('|') || link, position });
		} else if (target !== undefined && !/^<?[a-z][a-z0-9+.-]*:/i.test(target)) {
			const link = decode(target.replace(/^<|>$/g, ''));
			if (link) push(reading, markdownBang === '!', { link, original, displayText: label ?? '', position });
		} else if (tag !== undefined && !/^\d+$/.test(tag)) reading.tags.push({ tag: `#${tag}`, position });
	}
}

function push(reading: Reading, isEmbed: boolean, link: LinkCache): void {
	(isEmbed ? reading.embeds : reading.links).push(link);
}

function decode(target: string): string {
	try {
		return decodeURIComponent(target);
	} catch {
		return target;
	}
}

function span(reading: Reading, from: number, to: number): Pos {
	const first = reading.lines[from] as Line;
	const last = reading.lines[to] as Line;
	return { start: { line: from, col: 0, offset: first.start }, end: { line: to, col: last.text.length, offset: last.start + last.text.length } };
}

function within(line: Line, from: number, to: number): Pos {
	const loc = (col: number): Loc => ({ line: line.number, col, offset: line.start + col });
	return { start: loc(from), end: loc(to) };
}
