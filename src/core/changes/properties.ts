/**
 * Sets and removes properties by editing only their own lines: comments, order, quotes and indentation of the
 * others stay as typed. YAML that does not parse is a clear error, never a rewrite. Pure.
 */
import { isCollection, isMap, isScalar, parseDocument, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { PraxisError } from '../lib/errors';
import type { PropertyValue } from './change';
import { eolOf, applyEdits, type TextEdit } from './edit-text';
import { listEdits } from './property-list';
import { printKey, printValue } from './property-print';

export interface PropertyEdit {
	/** null removes the property; to set a property to nothing, see `PropertyValue`. */
	readonly name: string;
	readonly value: PropertyValue | undefined;
}

/** Where the front matter is: `start` is after a BOM, `yaml` the text between the fences, `end` after the closing line. */
interface Fences {
	readonly start: number;
	readonly yamlStart: number;
	readonly yamlEnd: number;
	readonly end: number;
}

type TopPair = Pair<Scalar, unknown>;

/**
 * The edits that set (`value`) or remove (`value` undefined) properties, in order. Setting and then removing a new
 * property gives back the same bytes. Throws `bad-input` when the YAML is broken or is not a list of properties.
 */
export function propertyEdits(text: string, changes: readonly PropertyEdit[]): TextEdit[] {
	let edited = text;
	for (const change of changes) edited = change.value === undefined ? removeProperty(edited, change.name) : setProperty(edited, change.name, change.value);
	if (edited === text) return [];
	return [narrow(text, edited)];
}

/** One edit that turns `before` into `after`, as short as it can be. */
function narrow(before: string, after: string): TextEdit {
	const shorter = Math.min(before.length, after.length);
	let head = 0;
	while (head < shorter && before[head] === after[head]) head++;
	let tail = 0;
	while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
	return { start: head, end: before.length - tail, insert: after.slice(head, after.length - tail) };
}

function setProperty(text: string, name: string, value: PropertyValue): string {
	const eol = eolOf(text);
	const line = `${printKey(name)}:${printValue(value, eol)}${eol}`;
	const fences = findFences(text);
	if (fences === null) {
		const start = text.startsWith('\uFEFF') ? 1 : 0;
		return `${text.slice(0, start)}---${eol}${line}---${eol}${text.slice(start)}`;
	}
	const yaml = text.slice(fences.yamlStart, fences.yamlEnd);
	const map = parseProperties(yaml);
	const pair = findPair(map, name);
	if (pair !== null && sameValue(toPlain(pair.value), value)) return text;
	// A block that held nothing keeps a blank line, so that removing the property leaves the block, as it was, in place.
	const edits = pair === null ? [{ start: yaml.length, end: yaml.length, insert: line }] : valueEdits(yaml, pair, value, eol);
	if (pair === null && yaml.trim() === '') edits.unshift({ start: 0, end: 0, insert: eol });
	const edited = applyEdits(yaml, edits);
	verify(edited, map, pair?.key.value as string | undefined ?? name, value);
	return text.slice(0, fences.yamlStart) + edited + text.slice(fences.yamlEnd);
}

function removeProperty(text: string, name: string): string {
	const fences = findFences(text);
	if (fences === null) return text;
	const yaml = text.slice(fences.yamlStart, fences.yamlEnd);
	const map = parseProperties(yaml);
	const pair = findPair(map, name);
	if (pair === null) return text;
	const span = pairLines(yaml, pair);
	const rest = yaml.slice(0, span.start) + yaml.slice(span.end);
	if (rest === '') return text.slice(0, fences.start) + text.slice(fences.end);
	if (rest.trim() === '') return text.slice(0, fences.yamlStart) + rest.replace(/^\r?\n/, '') + text.slice(fences.yamlEnd);
	verify(rest, map, String(pair.key.value), undefined);
	return text.slice(0, fences.yamlStart) + rest + text.slice(fences.yamlEnd);
}

/** The value's own words are replaced where old and new are both single values; else the property's lines are. */
function valueEdits(yaml: string, pair: TopPair, value: PropertyValue, eol: string): TextEdit[] {
	const old = pair.value;
	if (Array.isArray(value)) {
		const edits = listEdits(yaml, old, value, eol);
		if (edits !== null) return edits;
	}
	if (isScalar(old) && old.range && !Array.isArray(value) && (old.type === 'PLAIN' || old.type === 'QUOTE_DOUBLE' || old.type === 'QUOTE_SINGLE')) {
		const [start, end] = old.range;
		const printed = printValue(value, eol, old.type).trimStart();
		if (start < end && !yaml.slice(start, end).includes('\n') && printed !== '') return [{ start, end, insert: printed }];
	}
	const span = pairLines(yaml, pair);
	const key = yaml.slice(span.start, (pair.key.range?.[1] ?? span.start));
	return [{ ...span, insert: `${key}:${printValue(value, eol)}${eol}` }];
}

/** From the start of the key's line to the end of the line on which the value ends. */
function pairLines(yaml: string, pair: TopPair): { start: number; end: number } {
	const keyStart = pair.key.range?.[0] ?? 0;
	const start = yaml.lastIndexOf('\n', keyStart - 1) + 1;
	let end = Math.max(pair.key.range?.[1] ?? 0, lastOffset(pair.value));
	while (end > keyStart && /\s/.test(yaml[end - 1] ?? '')) end--;
	const newline = yaml.indexOf('\n', end);
	return { start, end: newline < 0 ? yaml.length : newline + 1 };
}

/** Where the value's own text ends; for a block collection, where its last item's does (its range includes later comments). */
function lastOffset(value: unknown): number {
	if (isCollection(value) && !value.flow) {
		const last = value.items[value.items.length - 1];
		if (last !== undefined && typeof last === 'object' && last !== null) {
			const pair = last as { key?: unknown; value?: unknown; range?: unknown };
			if ('key' in pair) return Math.max(lastOffset(pair.key), lastOffset(pair.value));
			return lastOffset(last);
		}
	}
	const range = (value as { range?: [number, number, number] | null } | null)?.range;
	return range ? range[1] : 0;
}

function findFences(text: string): Fences | null {
	const start = text.startsWith('\uFEFF') ? 1 : 0;
	const open = /^---[ \t]*\r?\n/.exec(text.slice(start, start + 200));
	if (open === null) return null;
	const yamlStart = start + open[0].length;
	const close = /^---[ \t]*(?:\r?\n|$)/gm;
	close.lastIndex = yamlStart;
	for (let match = close.exec(text); match !== null; match = close.exec(text)) {
		// "$" with the flag m also stands before a line end, "\r" included: only a whole line closes.
		const end = match.index + match[0].length;
		if (match[0].endsWith('\n') || end === text.length) return { start, yamlStart, yamlEnd: match.index, end };
	}
	return null;
}

function parseProperties(yaml: string): YAMLMap<Scalar, unknown> | null {
	const document = parseDocument(yaml, { keepSourceTokens: true, prettyErrors: true });
	const [error] = document.errors;
	if (error !== undefined) {
		// The parser counts from the line after the opening fence.
		const line = (error.linePos?.[0].line ?? 0) + 1;
		const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');
		throw new PraxisError('bad-input', `The properties of this note cannot be read: ${reason} (line ${line}).`, {
			hint: 'Mend the front matter by hand first; Praxis does not rewrite what it cannot read.',
		});
	}
	const root = document.contents as unknown;
	if (root === null || (isScalar(root) && root.value === null)) return null;
	if (isMap<Scalar, unknown>(root) && !root.flow && root.items.every((pair) => isScalar(pair.key))) return root;
	throw new PraxisError('bad-input', 'The front matter of this note is not a list of properties.', { hint: 'Write one "name: value" a line between the two "---" lines.' });
}

/** By its exact name, else by the same name in other letter case, as Obsidian matches properties. */
function findPair(map: YAMLMap<Scalar, unknown> | null, name: string): TopPair | null {
	const pairs = (map?.items ?? []) as TopPair[];
	const exact = pairs.find((pair) => String(pair.key.value) === name);
	return exact ?? pairs.find((pair) => String(pair.key.value).toLowerCase() === name.toLowerCase()) ?? null;
}

function toPlain(node: unknown): unknown {
	if (isScalar(node)) return node.value;
	if (isCollection(node)) return node.toJSON() as unknown;
	return node;
}

/** Reads the edited YAML back: all other properties must mean what they did, and this one what was asked. */
function verify(edited: string, before: YAMLMap<Scalar, unknown> | null, name: string, value: PropertyValue | undefined): void {
	const wanted = new Map((before?.items ?? []).map((pair) => [String((pair.key).value), canonical(toPlain(pair.value))]));
	if (value === undefined) wanted.delete(name);
	else wanted.set(name, canonical(value));
	const after = parseProperties(edited);
	const found = new Map((after?.items ?? []).map((pair) => [String((pair.key).value), canonical(toPlain(pair.value))]));
	const same = wanted.size === found.size && [...wanted].every(([key, one]) => found.get(key) === one);
	if (!same) {
		throw new PraxisError('bad-input', `The property "${name}" cannot be changed without touching the others.`, { hint: 'Change it by hand in the note.' });
	}
}

function sameValue(old: unknown, value: PropertyValue): boolean {
	return canonical(old) === canonical(value);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? 'null';
}

/** What a property holds, as plain data; undefined when the note does not have it. Throws `bad-input` on broken YAML. */
export function propertyValue(text: string, name: string): unknown {
	const fences = findFences(text);
	if (fences === null) return undefined;
	const pair = findPair(parseProperties(text.slice(fences.yamlStart, fences.yamlEnd)), name);
	return pair === null ? undefined : toPlain(pair.value);
}
