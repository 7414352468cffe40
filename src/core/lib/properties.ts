/** What Praxis understands of a note's properties: aliases, tags and links, with their places in the text. */
import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { FrontMatterReading } from './front-matter';
import { InlineScanner, isTagName } from './markdown-inline';
import type { Link, Tag } from './note';
import { LineIndex } from './positions';

export interface Properties {
	readonly aliases: readonly string[];
	readonly tags: readonly Tag[];
	readonly links: readonly Link[];
}

/** A string in the YAML: what it says, and where, without its quotes. */
interface Value {
	/** The property it belongs to, in lower case. */
	readonly name: string;
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly inList: boolean;
}

export function readProperties(text: string, reading: FrontMatterReading): Properties {
	const { frontMatter, document } = reading;
	if (!frontMatter || !document) return { aliases: [], tags: [], links: [] };
	const values = valuesOf(document.contents, frontMatter.yaml.start - 1);
	return {
		aliases: aliasesOf(values),
		tags: values.filter(({ name }) => name === 'tags' || name === 'tag').flatMap((value) => tagsIn(text, value)),
		links: linksIn(text, values),
	};
}

/** The strings of the document in the order of the text. */
function valuesOf(root: Node | null, offset: number): Value[] {
	const values: Value[] = [];
	const waiting: { node: unknown; name: string; inList: boolean }[] = [{ node: root, name: '', inList: false }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { node, name, inList } = next;
		if (isScalar(node) || isUnquotedWikilink(node)) {
			const range = node.range;
			if (!range) continue;
			const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
			const quote = isQuoted ? 1 : 0;
			const said = isScalar(node) && typeof node.value === 'string' ? node.value : '';
			if (said !== '' || !isScalar(node)) values.push({ name, text: said, start: offset + range[0] + quote, end: offset + range[1] - quote, inList });
		} else if (isSeq(node)) {
			for (const item of [...node.items].reverse()) waiting.push({ node: item, name, inList: true });
		} else if (isMap(node)) {
			for (const pair of [...node.items].reverse()) waiting.push({ node: pair.value, name: name || nameOf(pair.key), inList });
		}
	}
	return values;
}

function nameOf(key: unknown): string {
	return isScalar(key) ? String(key.value).toLowerCase() : '';
}

/** `[[Note]]` without quotes, which YAML takes for a list in a list. */
function isUnquotedWikilink(node: unknown): node is Node & { range?: readonly [number, number, number] | null } {
	if (!isSeq(node) || !node.flow || node.items.length !== 1) return false;
	const [inner] = node.items;
	return isSeq(inner) && inner.flow === true && inner.items.length === 1 && isScalar(inner.items[0]);
}

function aliasesOf(values: readonly Value[]): string[] {
	const named = values.filter(({ name, text }) => (name === 'aliases' || name === 'alias') && text.trim() !== '');
	const aliases = named.flatMap(({ text, inList }) => (inList ? [text] : text.split(',')));
	return [...new Set(aliases.map((alias) => alias.trim()).filter((alias) => alias !== ''))];
}

/** A list has one tag an item; a plain text has them between commas or blanks. */
function tagsIn(text: string, value: Value): Tag[] {
	const words = value.inList ? [value.text.trim()] : value.text.split(/[,\s]+/);
	const tags: Tag[] = [];
	const typed = text.slice(value.start, value.end);
	let from = 0;
	for (const word of words) {
		const name = word.replace(/^#/, '').replace(/\/$/, '');
		if (!isTagName(name)) continue;
		const at = typed.indexOf(name, from);
		// An escape in the quotes hides the name: then the whole value is its place.
		const span = at < 0 ? { start: value.start, end: value.end } : { start: value.start + at, end: value.start + at + name.length };
		tags.push({ name, span, inFrontMatter: true });
		if (at >= 0) from = at + name.length;
	}
	return tags;
}

function linksIn(text: string, values: readonly Value[]): Link[] {
	const scanner = new InlineScanner(text, true);
	let lines: LineIndex | null = null;
	for (const { start, end } of values) {
		const typed = text.slice(start, end);
		if (!typed.includes('[') && !typed.includes('://')) continue;
		lines ??= new LineIndex(text, values[values.length - 1]?.end);
		scanner.scan([{ start, end, line: lines.lineAt(start) }]);
	}
	return scanner.links;
}
