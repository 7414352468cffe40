/** The rows of the tree that are seen: what is folded away or filtered out is not among them. Pure. */
import type { Item } from '../../core/telos/item';
import { isOpen } from '../../core/telos/vocabulary';
import { folded, itemTitle, ownerName } from './item-names';
import type { Place } from './tree-places';

export interface TreeRow {
	readonly place: Place;
	readonly hasChildren: boolean;
	readonly isOpen: boolean;
	/** Not asked for by the filter, but above something that is. */
	readonly isContext: boolean;
	/** Index among the rows of the row above it, -1 at the top. */
	readonly parent: number;
	/** From 1, among the rows under the same one. */
	readonly position: number;
	readonly setSize: number;
}

export interface TreeFilter {
	/** Words that all stand in title, id or text. */
	readonly text: string;
	/** '' for any, `open`, `neglected`, or a status as it is typed, in lower case. */
	readonly status: string;
	/** '' for any, or the name of an owner. */
	readonly owner: string;
}

export const NO_FILTER: TreeFilter = { text: '', status: '', owner: '' };

export interface RowOptions {
	/** What the person opened or closed, by place. */
	readonly toggled: ReadonlyMap<string, boolean>;
	/** True for items that are asked for; null when all are. */
	readonly keeps: ((item: Item) => boolean) | null;
}

/** A tree with no more places than this is shown unfolded. */
const SMALL = 60;
const DEEP = new Set(['problem', 'mission', 'narrative']);

export function isFiltering({ text, status, owner }: TreeFilter): boolean {
	return text.trim() !== '' || status !== '' || owner !== '';
}

/** What a filter asks for; null when it asks for nothing. `isNeglected` is asked only when the filter needs it. */
export function keepsOf(filter: TreeFilter, isNeglected: (item: Item) => boolean): RowOptions['keeps'] {
	if (!isFiltering(filter)) return null;
	const wanted = folded(filter.text).split(/\s+/).filter((word) => word !== '');
	return (item) => {
		const { status, owner } = filter;
		if (owner !== '' && (item.owner === null || ownerName(item.owner) !== owner)) return false;
		if (status === 'open' ? !isOpen(item.status) : status !== '' && status !== 'neglected' && item.status?.trim().toLowerCase() !== status) return false;
		const words = wanted.length === 0 ? '' : folded(`${item.id ?? ''} ${itemTitle(item)} ${item.text}`);
		return wanted.every((word) => words.includes(word)) && (status !== 'neglected' || isNeglected(item));
	};
}

export function rowsOf(places: readonly Place[], { toggled, keeps }: RowOptions): TreeRow[] {
	const kept = keptPlaces(places, keeps);
	const parents = new Set(places.flatMap((place, index) => (kept[index] === 'no' ? [] : [place.parent])));
	const isSmall = places.length <= SMALL;
	const rowAt = new Map<number, number>();
	const sizes = new Map<number, number>();
	const rows: Omit<TreeRow, 'setSize'>[] = [];
	places.forEach((place, index) => {
		const above = place.parent === -1 ? -1 : rowAt.get(place.parent);
		if (kept[index] === 'no' || above === undefined || (above !== -1 && rows[above]?.isOpen === false)) return;
		const hasChildren = parents.has(index);
		const isOpen = hasChildren && (toggled.get(place.id) ?? (keeps !== null || opensByItself(place, isSmall)));
		const position = (sizes.get(above) ?? 0) + 1;
		sizes.set(above, position);
		rowAt.set(index, rows.push({ place, hasChildren, isOpen, isContext: keeps !== null && kept[index] === 'above', parent: above, position }) - 1);
	});
	return rows.map((row) => ({ ...row, setSize: sizes.get(row.parent) ?? 1 }));
}

/** The places above the first place of an item, which must be open for it to be seen. */
export function waysTo(places: readonly Place[], key: string): string[] {
	const found: string[] = [];
	const start = places.findIndex((place) => place.kind === 'item' && place.item.key === key && !place.isRepeat);
	for (let at = places[start]?.parent ?? -1; at !== -1; at = places[at]?.parent ?? -1) found.push(places[at]?.id ?? '');
	return found;
}

function opensByItself(place: Place, isSmall: boolean): boolean {
	if (place.kind === 'group') return place.group === 'unlinked';
	return isSmall || DEEP.has(place.item.type);
}

/** `yes` for what is asked for, `above` for what has such below it. Places stand after what is above them. */
function keptPlaces(places: readonly Place[], keeps: RowOptions['keeps']): ('yes' | 'above' | 'no')[] {
	const kept = places.map((place) => (keeps === null || (place.kind === 'item' && keeps(place.item)) ? 'yes' as const : 'no' as const)) as ('yes' | 'above' | 'no')[];
	for (let at = places.length - 1; at >= 0; at--) {
		const parent = places[at]?.parent ?? -1;
		if (kept[at] !== 'no' && parent !== -1 && kept[parent] === 'no') kept[parent] = 'above';
	}
	return kept;
}
