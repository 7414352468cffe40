/** What may be written as a TELOS property, proposed while it is typed. Pure. */
import { writeLink } from '../lib/links';
import { titleOf } from '../lib/vault-path';
import { USUAL_EDGES } from './draft';
import { ITEM_TYPES, type Item, type ItemType } from './item';
import { isOpen, kindOfKey } from './vocabulary';

export interface Proposal {
	/** As it is shown. */
	readonly text: string;
	/** As it is written in place of what was typed. */
	readonly insert: string;
}

export interface PropertyPlace {
	/** In lower case. */
	readonly property: string;
	/** What was typed of the value until now, without quotes and brackets. */
	readonly typed: string;
}

const STATUSES = ['active', 'planned', 'paused', 'done', 'dropped'];
const CADENCES = ['weekly', 'monthly', 'quarterly', 'yearly'];
const MOST = 20;

/** The property that the end of the last line belongs to, and where its value begins there; null outside of properties. */
export function propertyAt(lines: readonly string[]): (PropertyPlace & { readonly start: number }) | null {
	if ((lines[0] ?? '').trim() !== '---' || lines.length < 2 || lines.slice(1).some((line) => /^(?:---|\.\.\.)\s*$/.test(line))) return null;
	const last = lines[lines.length - 1] ?? '';
	const [, own, inline] = /^([A-Za-z][\w -]{0,40}):[ \t]+(.*)$/.exec(last) ?? [];
	const [, entry] = /^[ \t]*-[ \t]+(.*)$/.exec(last) ?? [];
	const value = inline ?? entry;
	if (value === undefined) return null;
	const property = own ?? [...lines].reverse().slice(1).map((line) => /^([A-Za-z][\w -]{0,40}):[ \t]*$/.exec(line)?.[1] ?? (/^[ \t]*-[ \t]/.test(line) ? undefined : '')).find((name) => name !== undefined);
	if (!property) return null;
	// In "[a, b" only the last entry is typed.
	const from = Math.max(0, value.lastIndexOf(',') + 1, value.startsWith('[') && !value.startsWith('[[') ? 1 : 0);
	const typed = value.slice(from);
	const blank = /^\s*/.exec(typed)?.[0].length ?? 0;
	return { property: property.trim().toLowerCase(), typed: typed.slice(blank).replace(/["'[\]]/g, ''), start: last.length - typed.length + blank };
}

/** Best first: what begins with the typed words, then what has them. */
export function proposalsFor({ property, typed }: PropertyPlace, items: readonly Item[]): Proposal[] {
	const wanted = typed.trim().toLowerCase();
	const fitting = (all: readonly Proposal[]): Proposal[] => {
		const found = all.filter(({ text }) => text.toLowerCase().includes(wanted) && text !== typed);
		return found.sort((one, other) => Number(other.text.toLowerCase().startsWith(wanted)) - Number(one.text.toLowerCase().startsWith(wanted))).slice(0, MOST);
	};
	const plain = (words: readonly string[]): Proposal[] => fitting(words.map((text) => ({ text, insert: text })));
	if (property === 'telos') return plain(ITEM_TYPES);
	if (property === 'status') return plain([...new Set([...STATUSES, ...items.flatMap(({ status }) => status ?? [])])]);
	if (property === 'cadence') return plain(CADENCES);
	const kind = kindOfKey(property);
	if (kind === null) return [];
	const usual = new Set(Object.values(USUAL_EDGES).flatMap((edges) => edges.filter((edge) => edge.kind === kind).flatMap(({ to }): readonly ItemType[] => to)));
	const possible = items.filter(({ form, type, status }) => form === 'note' && isOpen(status) && (usual.size === 0 || usual.has(type)));
	return fitting(possible.map(({ title, path }) => ({ text: title, insert: `"${writeLink(titleOf(path))}"` })));
}
