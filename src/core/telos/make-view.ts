/** Puts the readings of all notes together into one view of the graph. Linear in items and edges. */
import { graphProblems } from './graph-problems';
import type { Item, TelosReading } from './item';
import type { KnownPaths } from './known-paths';
import { edgeName, type ResolvedNotes } from './resolve';
import type { Dangling, Edge, Step, View } from './view';
import { direction } from './vocabulary';

export interface ViewParts {
	readonly readings: ReadonlyMap<string, TelosReading>;
	/** The same in order of path. */
	readonly sorted: readonly TelosReading[];
	readonly byId: ReadonlyMap<string, readonly Item[]>;
	readonly paths: KnownPaths;
	readonly resolved: ResolvedNotes;
}

export function makeView({ readings, sorted, byId, paths, resolved }: ViewParts): View {
	const items = new Map<string, Item>();
	for (const reading of sorted) for (const item of reading.items) items.set(item.key, item);
	const { edges, dangling } = gather(sorted, (reading) => resolved.of(reading, { readings, paths, byId }));
	const above = new Map<string, Step[]>();
	const below = new Map<string, Step[]>();
	for (const edge of edges) {
		const step = stepOf(edge, items);
		if (!step) continue;
		add(above, step.lower, step);
		add(below, step.upper, step);
	}
	return {
		items, edges, above, below,
		// Asked for less often than the rest, and it goes through the whole graph for circles.
		get problems() {
			const problems = [...sorted.flatMap((reading) => reading.problems), ...graphProblems({ items, byId, dangling, above })];
			Object.defineProperty(this, 'problems', { value: problems, enumerable: true });
			return problems;
		},
	};
}

/** By id, in order of path and line. */
export function itemsById(sorted: readonly TelosReading[]): Map<string, Item[]> {
	const byId = new Map<string, Item[]>();
	for (const { items } of sorted) for (const item of items) if (item.id !== null) add(byId, item.id, item);
	return byId;
}

/** Edges once: a mapping table may say what a note's property says as well; the first in order of path stays. */
function gather(sorted: readonly TelosReading[], of: (reading: TelosReading) => { readonly edges: readonly Edge[]; readonly dangling: readonly Dangling[] }): { edges: Edge[]; dangling: Dangling[] } {
	const all = sorted.map(of);
	const tabled = new Set(all.flatMap(({ edges }) => edges.filter(({ source }) => source === 'table').map(edgeName)));
	const seen = new Set<string>();
	const edges: Edge[] = [];
	const dangling: Dangling[] = [];
	for (const one of all) {
		for (const edge of one.edges) {
			const name = tabled.size === 0 ? '' : edgeName(edge);
			if (tabled.has(name) && seen.has(name)) continue;
			if (tabled.has(name)) seen.add(name);
			edges.push(edge);
		}
		for (const lost of one.dangling) dangling.push(lost);
	}
	return { edges, dangling };
}

/** Which way purpose lies along an edge, or null when it lies along neither. */
function stepOf(edge: Edge, items: ReadonlyMap<string, Item>): Step | null {
	const way = direction(edge.kind, items.get(edge.from)?.type ?? null);
	if (way === 'none') return null;
	return way === 'up' ? { lower: edge.from, upper: edge.to, edge } : { lower: edge.to, upper: edge.from, edge };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}
