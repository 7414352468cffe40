/** Ids and wikilinks in the value of a key, a property or a table cell. Prose around them is left alone. */
import type { EdgeKind, Item, Reference } from './item';
import { ID_PATTERN, kindOfKey, typeOfId } from './vocabulary';

/** Ids of known prefixes, in order: "M0, TR+1 / X9" gives M0 and TR+1. */
export function idsIn(text: string): string[] {
	const found = text.match(new RegExp(`(?:^|\\b)${ID_PATTERN}(?![\\p{L}\\p{N}])`, 'gu')) ?? [];
	return [...new Set(found.filter((id) => typeOfId(id) !== null))];
}

/** The targets of the wikilinks with their headings, without display text: "Note", "Note#Heading". */
export function linksIn(text: string): string[] {
	const found = [...text.matchAll(/\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]/g)];
	return [...new Set(found.map((match) => (match[1] ?? '').trim()).filter((link) => link !== ''))];
}

/** The references that a key's value makes; none when the key is no edge. An id within a link's name is not read again. */
export function referencesOf(key: string, value: string, place: { readonly source: Reference['source']; readonly line: number }): Reference[] {
	const kind = kindOfKey(key);
	return kind === null ? [] : referencesIn(kind, value, place);
}

function referencesIn(kind: EdgeKind, value: string, place: { readonly source: Reference['source']; readonly line: number }): Reference[] {
	const links = linksIn(value).map((link): Reference => ({ kind, target: { link }, ...place }));
	const ids = idsIn(value.replace(/\[\[[^[\]\n]*\]\]/g, ' ')).map((id): Reference => ({ kind, target: { id }, ...place }));
	return [...links, ...ids];
}

/** Keeps the first of references that say the same. */
export function distinct(references: readonly Reference[]): Reference[] {
	const seen = new Set<string>();
	return references.filter(({ kind, target }) => {
		const name = `${kind}\n${'id' in target ? `#${target.id}` : target.link}`;
		return !seen.has(name) && seen.add(name);
	});
}

export function targetText(target: Item['references'][number]['target']): string {
	return 'id' in target ? target.id : `[[${target.link}]]`;
}
