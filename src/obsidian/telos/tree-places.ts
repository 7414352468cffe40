/**
 * Where each item stands in the tree, in the order it is read: problems → missions → goals → strategies → projects.
 *
 * An item with several parents stands under each of them, and what is below it under the first alone: so there are never
 * more places than items and edges, and a circle ends. Nothing here recurs: a chain may be as long as the vault. Pure.
 */
import type { TelosGraph } from '../../core/telos/graph';
import { ITEM_TYPES, type Item, type ItemType } from '../../core/telos/item';
import { isOpen } from '../../core/telos/vocabulary';

interface AnyPlace {
	/** Unique in the tree, and the same after an edit elsewhere. */
	readonly id: string;
	/** From 1. */
	readonly level: number;
	/** Index of the place above it, -1 at the top. */
	readonly parent: number;
}

export interface ItemPlace extends AnyPlace {
	readonly kind: 'item';
	readonly item: Item;
	/** What is below it stands at its first place. */
	readonly isRepeat: boolean;
}

export interface GroupPlace extends AnyPlace {
	readonly kind: 'group';
	readonly group: GroupName;
	readonly count: number;
}

/** Items without parents: those that should have some, and the others by type. */
export type GroupName = 'unlinked' | ItemType;
export type Place = ItemPlace | GroupPlace;

/** From purpose to what is done about it. */
export const CHAIN: readonly ItemType[] = ['problem', 'mission', 'narrative', 'goal', 'challenge', 'strategy', 'project'];
const TOPS: ReadonlySet<ItemType> = new Set(['problem', 'mission', 'narrative']);
const ORDER: readonly ItemType[] = [...CHAIN, ...ITEM_TYPES.filter((type) => !CHAIN.includes(type))];

export function placesOf(graph: TelosGraph): Place[] {
	const planter = new Planter(graph);
	const items = graph.items().map((item, index) => ({ item, index })).sort((one, other) => compare(one, other)).map(({ item }) => item);
	const tops = items.filter((item) => !planter.hasParent(item));
	planter.plant(tops.filter(({ type }) => TOPS.has(type)));
	const others = new Map<GroupName, Item[]>();
	const groupOf = ({ type }: Item): GroupName => (CHAIN.includes(type) ? 'unlinked' : type);
	for (const item of tops) if (!TOPS.has(item.type)) others.set(groupOf(item), [...(others.get(groupOf(item)) ?? []), item]);
	for (const name of ['unlinked', ...ORDER] as const) {
		planter.plant(others.get(name) ?? [], name);
		// Items of a circle have parents and yet no top: one of them is made it.
		planter.plantLost(items.filter((item) => groupOf(item) === name), name);
	}
	return planter.places;
}

class Planter {
	readonly places: Place[] = [];
	readonly #placed = new Set<string>();

	constructor(private readonly graph: TelosGraph) {}

	hasParent({ key }: Item): boolean {
		return (this.graph.view.above.get(key) ?? []).some(({ upper }) => upper !== key && this.graph.view.items.has(upper));
	}

	plant(tops: readonly Item[], group?: GroupName): void {
		if (tops.length === 0) return;
		if (group === undefined) return tops.forEach((item) => this.#grow(item, -1));
		const at = this.#group(group, tops.length);
		for (const item of tops) this.#grow(item, at);
	}

	/** Those of `items` that stand nowhere yet, each with what is below it. */
	plantLost(items: readonly Item[], group: GroupName): void {
		for (const item of items) {
			if (this.#placed.has(item.key)) continue;
			this.#grow(item, this.#group(group, 1));
		}
	}

	/** The place of a group; a group that stands already, last, takes more. */
	#group(group: GroupName, more: number): number {
		const at = this.places.findIndex((place) => place.kind === 'group' && place.group === group);
		const known = this.places[at];
		if (known?.kind === 'group') this.places[at] = { ...known, count: known.count + more };
		return known ? at : this.places.push({ kind: 'group', id: `group:${group}`, level: 1, parent: -1, group, count: more }) - 1;
	}

	#grow(top: Item, under: number): void {
		const waiting = [{ item: top, parent: under }];
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const { item, parent } = next;
			// Asked only now, so that the first place is the first one read.
			const isRepeat = this.#placed.has(item.key);
			this.#placed.add(item.key);
			const above = this.places[parent];
			const at = this.places.push({ kind: 'item', id: `${above?.kind === 'item' ? above.item.key : ''}>${item.key}`, level: (above?.level ?? 0) + 1, parent, item, isRepeat }) - 1;
			if (!isRepeat) for (const one of this.#below(item).reverse()) waiting.push({ item: one, parent: at });
		}
	}

	#below({ key }: Item): Item[] {
		const { below, items } = this.graph.view;
		const keys = new Set((below.get(key) ?? []).map(({ lower }) => lower));
		keys.delete(key);
		return [...keys].flatMap((one) => items.get(one) ?? []).map((item, index) => ({ item, index })).sort(compare).map(({ item }) => item);
	}
}

/** By type along the chain, open before closed, by priority, then as they stand in the notes. */
function compare(one: { item: Item; index: number }, other: { item: Item; index: number }): number {
	return ORDER.indexOf(one.item.type) - ORDER.indexOf(other.item.type)
		|| Number(isOpen(other.item.status)) - Number(isOpen(one.item.status))
		|| (one.item.priority ?? Infinity) - (other.item.priority ?? Infinity) || one.index - other.index;
}

/** One item and all below it, as a tree of its own; empty when it stands nowhere. */
export function placesUnder(places: readonly Place[], key: string): Place[] {
	const start = places.findIndex((place) => place.kind === 'item' && place.item.key === key && !place.isRepeat);
	const top = places[start];
	if (!top) return [];
	const end = places.findIndex(({ level }, index) => index > start && level <= top.level);
	return places.slice(start, end === -1 ? undefined : end).map((place) => ({ ...place, level: place.level - top.level + 1, parent: place === top ? -1 : place.parent - start }));
}
