/** Which items the map draws: all of them while they are few, else those around the selected one. Pure. */
import type { TelosGraph } from '../../core/telos/graph';
import type { EdgeKind, Item } from '../../core/telos/item';
import { CHAIN } from './tree-places';

export interface MapEdge {
	readonly lower: string;
	readonly upper: string;
	readonly kind: EdgeKind;
}

export interface MapScope {
	readonly items: readonly Item[];
	readonly edges: readonly MapEdge[];
	/** Items of the chain that are not drawn. */
	readonly hidden: number;
	/** For an item that is drawn: how many of its neighbours are not. */
	readonly hiddenAround: ReadonlyMap<string, number>;
}

export interface ScopeOptions {
	readonly selected: string | null;
	readonly keeps: ((item: Item) => boolean) | null;
	/** Draws all, however many. */
	readonly isWhole: boolean;
}

/** More boxes than this are no picture any more. */
export const MOST_BOXES = 60;
const FEW_DEEP = 2;
const IN_MAP = new Set<string>(CHAIN);

export function scopeOf(graph: TelosGraph, { selected, keeps, isWhole }: ScopeOptions): MapScope {
	const all = graph.items().filter((item) => IN_MAP.has(item.type) && (keeps === null || keeps(item)));
	const edges = edgesAmong(graph, new Set(all.map(({ key }) => key)));
	const around = neighbours(edges);
	const drawn = isWhole || all.length <= MOST_BOXES ? all : chosen(all, around, selected);
	const keys = new Set(drawn.map(({ key }) => key));
	const hiddenAround = new Map(drawn.flatMap(({ key }) => {
		const { up = [], down = [] } = around.get(key) ?? {};
		const hidden = [...up, ...down].filter((other) => !keys.has(other)).length;
		return hidden === 0 ? [] : [[key, hidden] as const];
	}));
	return { items: drawn, edges: edges.filter(({ lower, upper }) => keys.has(lower) && keys.has(upper)), hidden: all.length - drawn.length, hiddenAround };
}

/** The items above and below one, however far, the one included: its path through the map. */
export function pathThrough(edges: readonly MapEdge[], key: string): ReadonlySet<string> {
	const around = neighbours(edges);
	const found = new Set([key]);
	for (const way of ['up', 'down'] as const) {
		const waiting = [key];
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			for (const other of around.get(next)?.[way] ?? []) {
				if (found.has(other)) continue;
				found.add(other);
				waiting.push(other);
			}
		}
	}
	return found;
}

interface Around {
	readonly up: string[];
	readonly down: string[];
}

function neighbours(edges: readonly MapEdge[]): Map<string, Around> {
	const found = new Map<string, Around>();
	const of = (key: string): Around => {
		const around = found.get(key) ?? { up: [], down: [] };
		found.set(key, around);
		return around;
	};
	for (const { lower, upper } of edges) {
		of(lower).up.push(upper);
		of(upper).down.push(lower);
	}
	return found;
}

function edgesAmong(graph: TelosGraph, keys: ReadonlySet<string>): MapEdge[] {
	const seen = new Set<string>();
	return [...graph.view.above.values()].flat().flatMap(({ lower, upper, edge: { kind } }) => {
		const name = `${lower}\n${upper}`;
		if (lower === upper || seen.has(name) || !keys.has(lower) || !keys.has(upper)) return [];
		seen.add(name);
		return [{ lower, upper, kind }];
	});
}

/** Around the selected item: all above it, then what is near below; without one, the top of the chain. */
function chosen(all: readonly Item[], around: ReadonlyMap<string, Around>, selected: string | null): Item[] {
	const byKey = new Map(all.map((item) => [item.key, item]));
	if (selected === null || !byKey.has(selected)) return [...all].sort((one, other) => CHAIN.indexOf(one.type) - CHAIN.indexOf(other.type)).slice(0, MOST_BOXES);
	const found = new Set([selected]);
	const walk = (way: keyof Around, deepest: number): void => {
		let level = [selected];
		for (let depth = 0; depth < deepest && level.length > 0; depth++) {
			level = level.flatMap((key) => around.get(key)?.[way] ?? []).filter((key) => found.size < MOST_BOXES && !found.has(key) && found.add(key));
		}
	};
	walk('up', Infinity);
	walk('down', FEW_DEEP);
	return all.filter(({ key }) => found.has(key));
}
