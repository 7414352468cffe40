/** What is odd in a purpose graph, each at its note and line. All of it is legal, and nothing is mended unasked. */
import type { Problem } from '../lib/errors';
import type { Item } from './item';
import type { Dangling, Step } from './view';

export interface GraphParts {
	readonly items: ReadonlyMap<string, Item>;
	readonly byId: ReadonlyMap<string, readonly Item[]>;
	readonly dangling: readonly Dangling[];
	readonly above: ReadonlyMap<string, readonly Step[]>;
}

export function graphProblems({ items, byId, dangling, above }: GraphParts): Problem[] {
	return [
		...dangling.map(({ path, line, target }) => ({ path, line, message: `"${target}" leads nowhere.` })),
		...[...byId.values()].flatMap(duplicates),
		...cycles(items, above).map((keys) => cycleProblem(keys, items, above)),
	];
}

function duplicates([first, ...others]: readonly Item[]): Problem[] {
	return first ? others.map(({ path, line, id }) => ({ path, line, message: `"${id ?? ''}" is also “${first.title}” (${first.path}:${first.line}).` })) : [];
}

function cycleProblem(keys: readonly string[], items: ReadonlyMap<string, Item>, above: ReadonlyMap<string, readonly Step[]>): Problem {
	const [first = ''] = keys;
	const inside = new Set(keys);
	const edge = above.get(first)?.find(({ upper }) => inside.has(upper))?.edge;
	const names = keys.map((key) => `“${items.get(key)?.title ?? key}”`);
	const place = { path: edge?.path ?? items.get(first)?.path ?? first, line: edge?.line ?? items.get(first)?.line ?? 1 };
	if (keys.length === 1) return { ...place, message: `${names.join('')} serves itself.` };
	return { ...place, message: `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''} serve each other in a circle.` };
}

/** Groups of items of which each leads up to each other (Tarjan 1972, without recursion), sorted by key. */
export function cycles(items: ReadonlyMap<string, Item>, above: ReadonlyMap<string, readonly Step[]>): string[][] {
	const order = new Map<string, number>();
	const low = new Map<string, number>();
	const onStack = new Set<string>();
	const stack: string[] = [];
	const found: string[][] = [];
	const enter = (key: string): { key: string; next: number } => {
		order.set(key, order.size);
		low.set(key, order.size - 1);
		stack.push(key);
		onStack.add(key);
		return { key, next: 0 };
	};
	const lower = (key: string, value: number): void => void low.set(key, Math.min(low.get(key) ?? value, value));
	for (const start of items.keys()) {
		if (order.has(start)) continue;
		const path = [enter(start)];
		for (let at = path[path.length - 1]; at; at = path[path.length - 1]) {
			const step = above.get(at.key)?.[at.next++];
			if (step) {
				if (!order.has(step.upper)) path.push(enter(step.upper));
				else if (onStack.has(step.upper)) lower(at.key, order.get(step.upper) ?? 0);
				continue;
			}
			path.pop();
			const parent = path[path.length - 1];
			if (parent) lower(parent.key, low.get(at.key) ?? 0);
			if (low.get(at.key) !== order.get(at.key)) continue;
			const group = stack.splice(stack.lastIndexOf(at.key));
			for (const key of group) onStack.delete(key);
			const isCycle = group.length > 1 || above.get(at.key)?.some(({ upper }) => upper === at.key) === true;
			if (isCycle) found.push(group.sort());
		}
	}
	return found.sort((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1));
}
