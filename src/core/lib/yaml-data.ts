/**
 * Reads the YAML of a note's properties, which anyone may have written: with gray-matter, made safe.
 *
 * Left alone, gray-matter runs `---js` front matter as a program, shares one cached object between calls and asks
 * for a global `Buffer`. Here it is given only fences that we wrote, a fresh options object each time, refusing
 * engines for all other languages, and a text that needs no Buffer. Values are copied to null-prototype objects.
 */
import matter from 'gray-matter';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import { messageOf } from './errors';
import { Recent } from './recent';

export interface YamlData {
	readonly data: Readonly<Record<string, unknown>>;
	/** Null when there is nothing that could be read. */
	readonly document: Document.Parsed | null;
	readonly problems: readonly YamlProblem[];
}

export interface YamlProblem {
	/** Offset into the YAML. */
	readonly at: number;
	readonly message: string;
}

/** Longer properties are not read: no person types them, and reading hostile notes needs a bound. In characters. */
const MAX_YAML = 200_000;
/** gray-matter reads a run of white space again for each of its lines. */
const BLANK_RUN = /\s{1000}/;
/** How often the anchors of one note may be repeated, counted through nested ones. */
const MAX_ALIASES = 100;
const MAX_DEPTH = 64;
/** Keys that are lists or maps and lie within others of their kind are spelled out once a level: 200 characters took 20 seconds. */
const MAX_KEY_DEPTH = 10;

/** One note is read by many parts, one after the other. Characters of YAML of the last notes, and of the largest of them. */
const recent = new Recent<string, YamlData>({ most: 20_000, largest: 5_000 });

/** The properties in `yaml`, the text between two fences. Never throws; what is wrong is in `problems`. The values are the caller's own, the document is shared: nobody may change it. */
export function readYaml(yaml: string): YamlData {
	// A text of its own: what is cut out of a note may hold all of it.
	const key = `\n${yaml}`;
	const known = recent.get(key);
	if (known) return { ...known, data: copied(known.data, []) as YamlData['data'] };
	const read = readAnew(yaml);
	recent.keep(key, { ...read, data: copied(read.data, []) as YamlData['data'] }, yaml.length);
	return read;
}

function readAnew(yaml: string): YamlData {
	if (yaml.length > MAX_YAML || BLANK_RUN.test(yaml)) return broken(0, 'the properties are too long');
	let document: Document.Parsed | null = null;
	const parse = (source: string): object => {
		document = parseDocument(source, { uniqueKeys: false, logLevel: 'error', prettyErrors: false });
		if (hasDeepKeys(document)) throw new RangeError('keys within keys');
		// Wrapped, because gray-matter acts on what it finds in a note's own `excerpt_separator`.
		return { value: document.errors.length ? null : (document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown) };
	};
	try {
		// Neither gray-matter nor yaml takes a lone CR for a line end; the replacement keeps every offset.
		const source = new TextAsBuffer(`---\n${yaml.replace(/\r(?!\n)/g, '\n')}`);
		const { data } = matter({ content: source as unknown as string }, { delimiters: ['---', NO_FENCE], engines: enginesOf(parse) });
		return checked(document, data.value);
	} catch (error) {
		return broken(0, error instanceof RangeError ? 'it is nested too deeply' : messageOf(error));
	}
}

/** Never found: the YAML has been cut out of its fences already. */
const NO_FENCE = '---\n\n---\u0000';

/** A text that gray-matter takes for a Buffer, so that it needs no global one and loses no lone surrogate. */
class TextAsBuffer {
	static isBuffer(): boolean {
		return true;
	}

	constructor(private readonly text: string) {}

	toString(): string {
		return this.text;
	}
}

/** gray-matter's names for what it can run or read besides YAML. */
const REFUSED = ['js', 'javascript', 'coffee', 'coffeescript', 'cson', 'json', 'json5', 'toml'];

function enginesOf(parse: (source: string) => object): Record<string, { parse: (source: string) => object }> {
	const refuse = (): object => ({ value: null });
	return { yaml: { parse }, yml: { parse }, ...Object.fromEntries(REFUSED.map((name) => [name, { parse: refuse }])) };
}

function checked(document: Document.Parsed | null, value: unknown): YamlData {
	if (!document) return { data: emptyData(), document: null, problems: [] };
	const [error] = document.errors;
	// gray-matter hands on the line end of the opening fence as well.
	if (error) return broken(Math.max(error.pos[0] - 1, 0), error.message);
	if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) return { data: emptyData(), document: null, problems: [] };
	if (!isMap(document.contents)) return broken(0, 'they are not names with values');
	return { data: copied(value, []) as Record<string, unknown>, document, problems: repeated(document) };
}

/** Whether a key that is itself a list or map lies deep within others. */
function hasDeepKeys(document: Document.Parsed): boolean {
	let isDeep = false;
	visit(document, {
		Collection: (key, _node, above) => {
			isDeep ||= key === 'key' && above.length > MAX_KEY_DEPTH;
			return isDeep ? visit.BREAK : undefined;
		},
	});
	return isDeep;
}

function repeated(document: Document.Parsed): YamlProblem[] {
	const seen = new Set<unknown>();
	const problems: YamlProblem[] = [];
	for (const { key } of isMap(document.contents) ? document.contents.items : []) {
		if (!isScalar(key)) continue;
		if (seen.has(key.value)) problems.push({ at: (key.range?.[0] ?? 1) - 1, message: `The property "${String(key.value)}" is there twice; the last one counts.` });
		seen.add(key.value);
	}
	return problems;
}

function broken(at: number, reason: string): YamlData {
	return { data: emptyData(), document: null, problems: [{ at, message: `The properties cannot be read: ${reason}.` }] };
}

function emptyData(): Record<string, unknown> {
	return Object.create(null) as Record<string, unknown>;
}

/** Plain values only. What is no YAML value, refers to itself, or lies deeper than anyone nests properties, becomes null. */
function copied(value: unknown, above: readonly unknown[]): unknown {
	if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	if (typeof value !== 'object') return null;
	if (above.length >= MAX_DEPTH || above.includes(value)) return null;
	const path = [...above, value];
	if (Array.isArray(value)) return value.map((item) => copied(item, path));
	const copy = emptyData();
	for (const [name, inner] of Object.entries(value)) {
		if (name !== '__proto__') copy[name] = copied(inner, path);
	}
	return copy;
}
