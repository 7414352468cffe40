/** The graph as a tree to read: what states purpose at the top, and below each item what is there because of it. */
import type { TelosGraph } from './graph';
import { ITEM_TYPES, type Item, type ItemType } from './item';

export interface TreeNode {
	readonly item: Item;
	/** Empty for an item that is shown in full at an earlier place. */
	readonly children: readonly TreeNode[];
	/** It stands at an earlier place as well, with what is below it. */
	readonly isRepeat: boolean;
}

export interface TelosTree {
	/** Problems first, then missions, and so on; each item of the graph that is above or below another is in here. */
	readonly roots: readonly TreeNode[];
	/** Items that neither serve nor are served, in order of type, priority and key. */
	readonly loose: readonly Item[];
}

const ORDER: ReadonlyMap<ItemType, number> = new Map(ITEM_TYPES.map((type, i) => [type, i]));
/** A root even when nothing is below it: what a person states as purpose is seen. */
const ALWAYS: ReadonlySet<ItemType> = new Set(['problem', 'mission', 'goal', 'project']);

/** Deeper than any chain of purpose a person would write; below it nothing is drawn. */
const DEEPEST = 64;

/** Deterministic. Each item is expanded once, so that a dense graph or a circle costs no more than its edges. */
export function treeOf(graph: TelosGraph): TelosTree {
	const { above, below, items } = graph.view;
	const expanded = new Set<string>();
	const childrenOf = (key: string): Item[] => sorted([...new Set((below.get(key) ?? []).map(({ lower }) => lower))].filter((lower) => lower !== key).flatMap((lower) => items.get(lower) ?? []));
	const node = (item: Item, depth: number): TreeNode => {
		const isRepeat = expanded.has(item.key);
		expanded.add(item.key);
		return { item, isRepeat, children: isRepeat || depth >= DEEPEST ? [] : childrenOf(item.key).map((child) => node(child, depth + 1)) };
	};
	const hasAbove = (key: string): boolean => (above.get(key) ?? []).some(({ upper }) => upper !== key && items.has(upper));
	const all = sorted([...items.values()]);
	const tops = all.filter(({ key, type }) => !hasAbove(key) && (ALWAYS.has(type) || childrenOf(key).length > 0));
	const roots = tops.map((item) => node(item, 0));
	// What is left and has something above it goes round in a circle; it is entered at its first item.
	for (const item of all) if (!expanded.has(item.key) && hasAbove(item.key)) roots.push(node(item, 0));
	return { roots, loose: all.filter(({ key }) => !expanded.has(key)) };
}

function sorted(items: readonly Item[]): Item[] {
	const rank = (item: Item): number => ORDER.get(item.type) ?? ITEM_TYPES.length;
	const priority = (item: Item): number => item.priority ?? Infinity;
	return [...items].sort((one, other) => rank(one) - rank(other) || compare(priority(one), priority(other)) || (one.key < other.key ? -1 : 1));
}

function compare(one: number, other: number): number {
	return one === other ? 0 : one < other ? -1 : 1;
}
