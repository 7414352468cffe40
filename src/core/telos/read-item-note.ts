/** Reads a note that is itself a TELOS item, and the typed edges of one that is not. Never throws. */
import type { Problem } from '../lib/errors';
import type { Note } from '../lib/note';
import { LineIndex } from '../lib/positions';
import { LineReader } from '../lib/text-scan';
import { titleOf } from '../lib/vault-path';
import { datedText, factKey, makeItem, taskMilestone, type Fact } from './item-facts';
import type { DatedText, Item, ItemType, Reference, TableEdge } from './item';
import { keyValue } from './key-value';
import { TableReader } from './list-tables';
import { distinct, referencesOf } from './references';
import { typeOfWord } from './vocabulary';

export interface TypeMapping {
	/** The person's own words for types: a tag as "#area/goal", a value of the property `type` as it is. In lower case. */
	readonly types?: Readonly<Record<string, ItemType>>;
}

/** What the note's properties say it is: an item of a type, an unknown type with its word, or nothing. */
export function itemTypeOf(note: Note, mapping: TypeMapping = {}): ItemType | { readonly unknown: string } | null {
	const data = note.frontMatter?.data ?? {};
	const word = typeof data.telos === 'string' ? data.telos.trim() : '';
	if (word !== '' && !/^(?:list|outline|true)$/i.test(word)) return typeOfWord(word) ?? { unknown: word };
	const tags = note.tags.filter((tag) => tag.inFrontMatter).map(({ name }) => name.toLowerCase());
	for (const tag of tags) {
		const type = mapping.types?.[`#${tag}`] ?? (tag.startsWith('telos/') ? typeOfWord(tag.slice(6)) : null);
		if (type) return type;
	}
	const own = typeof data.type === 'string' ? mapping.types?.[data.type.trim().toLowerCase()] : undefined;
	if (own) return own;
	const odd = tags.find((tag) => tag.startsWith('telos/') && !/^telos\/(?:list|outline)$/.test(tag));
	return odd === undefined ? null : { unknown: odd.slice(6) };
}

/** The item that the note is. `text` is the note's. */
export function readItemNote(note: Note, text: string, type: ItemType): { readonly item: Item; readonly tableEdges: readonly TableEdge[]; readonly problems: readonly Problem[] } {
	const properties = factsOf(note, text);
	const typed = note.frontMatter?.data.id;
	const id = typeof typed === 'string' || typeof typed === 'number' ? String(typed).trim() : null;
	const title = properties.find(({ key }) => key === 'title')?.values[0]?.trim() ?? '';
	const { history, prose, references, keys, tableEdges } = readBody(note, text);
	// A property is found before a key of the text that says the same.
	const facts = [...properties, ...keys];
	const made = makeItem({
		key: note.path, path: note.path, line: 1, span: { start: 0, end: text.length }, form: 'note',
		type, id: id === '' ? null : id, title: title === '' ? titleOf(note.path) : title, text: prose, history, facts,
		references: distinct([...propertyReferences(properties), ...references, ...mentions(note)]),
		milestones: note.tasks.map(taskMilestone),
	});
	return { item: made.item, tableEdges, problems: [...made.problems, ...oddProperties(note, properties)] };
}

/** The typed edges in the properties of any note. */
export function propertyEdges(note: Note, text: string): Reference[] {
	return note.frontMatter ? propertyReferences(factsOf(note, text)) : [];
}

function propertyReferences(facts: readonly Fact[]): Reference[] {
	return distinct(facts.flatMap(({ key, values, line }) => values.flatMap((value) => referencesOf(key, value, { source: 'property', line }))));
}

function mentions(note: Note): Reference[] {
	const links = note.links.filter((link) => !link.inFrontMatter && (link.kind === 'wikilink' || link.kind === 'embed') && link.target !== '');
	return links.map(({ target, subpath, line }): Reference => ({ kind: 'mentions', target: { link: subpath === null ? target : `${target}#${subpath}` }, source: 'wikilink', line }));
}

function readBody(note: Note, text: string): { history: DatedText[]; prose: string; references: Reference[]; keys: Fact[]; tableEdges: TableEdge[] } {
	const start = note.frontMatter?.span.end ?? 0;
	const first = start === 0 ? 1 : new LineIndex(text, start).lineAt(start - 1) + 1;
	const history: DatedText[] = [];
	const references: Reference[] = [];
	const keys: Fact[] = [];
	const prose: string[] = [];
	const tables = new TableReader();
	const lines = new LineReader(text, start, first);
	for (let line = lines.next(); line; line = lines.next()) {
		const words = text.slice(line.start, line.end);
		const dated = datedText(words, line.number);
		tables.read(words, line.number, words.includes('|'));
		if (dated) history.push(dated);
		const pair = keyValue(words);
		if (pair) {
			references.push(...referencesOf(pair.key, pair.value, { source: 'key', line: line.number }));
			keys.push({ key: factKey(pair.key), values: pair.value === '' ? [] : [pair.value], line: line.number });
		}
		if (prose.length < 4 && !dated && !pair && words.trim() !== '' && !/^#{1,6}\s/.test(words)) prose.push(words);
	}
	return { history, prose: prose.join(' '), references, keys, tableEdges: tables.edges };
}

function factsOf(note: Note, text: string): Fact[] {
	if (!note.frontMatter) return [];
	const yaml = text.slice(note.frontMatter.yaml.start, note.frontMatter.yaml.end).split(/\r\n?|\n/);
	return Object.entries(note.frontMatter.data).map(([name, value]) => {
		const at = yaml.findIndex((line) => line.replace(/^["']/, '').startsWith(name));
		return { key: factKey(name), values: textsOf(value), line: at + 2 };
	});
}

/** `[[Note]]` without quotes is a list in a list in YAML; it is read as the link it was meant to be. */
function textsOf(value: unknown): string[] {
	if (value === null || value === undefined) return [];
	if (isList(value)) return nestedLink(value) ?? value.flatMap((one) => (isList(one) && isList(one[0]) ? (nestedLink(one) ?? []) : textsOf(one)));
	if (typeof value === 'string') return [value];
	return typeof value === 'object' ? [] : [JSON.stringify(value)];
}

function nestedLink(value: readonly unknown[]): string[] | null {
	const inner = value.length === 1 ? value[0] : null;
	return isList(inner) && inner.length === 1 && typeof inner[0] === 'string' ? [`[[${inner[0]}]]`] : null;
}

function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

function oddProperties(note: Note, facts: readonly Fact[]): Problem[] {
	const data = note.frontMatter?.data ?? {};
	return facts.flatMap(({ key, values, line }) => {
		const value = Object.entries(data).find(([name]) => factKey(name) === key)?.[1];
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [{ path: note.path, line, message: `"${key}" holds properties of its own, which Praxis does not read.` }];
		const isSingle = ['id', 'status', 'due', 'priority', 'telos'].includes(key);
		return isSingle && values.length > 1 ? [{ path: note.path, line, message: `"${key}" takes one value; the first of ${values.length} counts.` }] : [];
	});
}
