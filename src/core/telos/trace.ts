/**
 * Trace to purpose: why a note or item is there. Links come first; only where they say nothing, evidence from a search,
 * and the two are never mixed: a likeness of words is a guess, and is named one.
 */
import type { TelosGraph } from './graph';
import type { Item, ItemType } from './item';
import type { Edge, View } from './view';

export interface TraceStep {
	/** The item this step leads to. */
	readonly item: Item;
	/** The statement that makes the step. */
	readonly edge: Edge;
}

export interface PurposePath {
	/** From the nearest item up to the last one reached. */
	readonly steps: readonly TraceStep[];
}

export interface EvidencePath extends PurposePath {
	/** The item whose words the note shares, and the score the search gave it, best 1. */
	readonly item: Item;
	readonly score: number;
}

export type Trace =
	| { readonly by: 'links'; readonly paths: readonly PurposePath[] }
	| { readonly by: 'evidence'; readonly paths: readonly EvidencePath[] }
	| { readonly by: 'none'; readonly paths: readonly [] };

/** Items that a text is likely about, best first: `path` of the item's note and a score from 0 to 1. */
export type FindItems = (path: string) => Promise<readonly { readonly key: string; readonly score: number }[]>;

const PURPOSES: ReadonlySet<ItemType> = new Set(['goal', 'mission', 'problem', 'narrative']);
/** More paths than this help nobody; the shortest are kept. */
const MOST_PATHS = 12;
/** Longer than any chain of purpose a person would write; bounds what a dense graph costs. */
const LONGEST_PATH = 16;

/** The ways up from a note's path or an item's key. `find` is asked only when no link leads up. */
export async function trace(start: string, graph: TelosGraph, find?: FindItems): Promise<Trace> {
	const linked = linkedPaths(start, graph);
	if (linked.length > 0) return { by: 'links', paths: linked };
	const found = find ? await find(start) : [];
	const paths = found.flatMap(({ key, score }) => {
		const item = graph.item(key);
		if (!item || item.key === start || item.path === start) return [];
		const above = linkedPaths(key, graph);
		return (above.length > 0 ? above : PURPOSES.has(item.type) ? [{ steps: [] }] : []).map((path): EvidencePath => ({ ...path, item, score }));
	});
	return paths.length > 0 ? { by: 'evidence', paths: paths.slice(0, MOST_PATHS) } : { by: 'none', paths: [] };
}

/** One line a path: "Publish the fountain map (goal) → Make water visible (mission)". */
export function printTrace(result: Trace): string {
	if (result.by === 'none') return 'serves no stated purpose';
	if (result.by === 'links') return result.paths.map(({ steps }) => `by link: ${steps.map(({ item }) => label(item)).join(' → ')}`).join('\n');
	return result.paths.map(({ item, steps }) => `by likeness: ${[item, ...steps.map((step) => step.item)].map(label).join(' → ')}`).join('\n');
}

function label({ title, type }: Item): string {
	return `${title} (${type})`;
}

/** The ways up by links alone. Paths end where nothing lies above, breadth first, so the shortest come first. A circle ends a path. */
export function linkedPaths(start: string, graph: TelosGraph): PurposePath[] {
	const { view } = graph;
	const ended: PurposePath[] = [];
	let waiting: TraceStep[][] = firstSteps(start, graph).map((step) => [step]);
	for (let length = 1; waiting.length > 0 && length <= LONGEST_PATH && ended.length < MOST_PATHS; length++) {
		const next: TraceStep[][] = [];
		for (const steps of waiting) {
			const last = steps[steps.length - 1]?.item.key ?? start;
			const further = stepsFrom(last, view).filter(({ item }) => item.key !== start && !steps.some((step) => step.item.key === item.key));
			if (further.length === 0 || length === LONGEST_PATH) ended.push({ steps });
			else next.push(...further.map((step) => [...steps, step]));
		}
		waiting = next.slice(0, MOST_PATHS * MOST_PATHS);
	}
	return ended.filter(({ steps }) => steps.some(({ item }) => PURPOSES.has(item.type))).slice(0, MOST_PATHS);
}

/** Typed edges from the start; without any, plain links of the note to items, and items that name the note. */
function firstSteps(start: string, graph: TelosGraph): TraceStep[] {
	const { view } = graph;
	const typed = stepsFrom(start, view).filter(({ item: { key } }) => key !== start);
	if (typed.length > 0) return typed;
	const item = graph.item(start);
	const path = item?.path ?? start;
	const linked: TraceStep[] = item && item.form !== 'note' ? [] : (graph.note(path)?.links ?? []).flatMap(({ target, subpath, line }) => {
		const key = graph.resolve(target, subpath, path);
		const to = key === null || key === start ? null : graph.item(key);
		return to === null || key === null ? [] : [{ item: to, edge: { from: start, to: key, kind: 'mentions', source: 'wikilink', path, line } as const }];
	});
	const naming = item ? [] : view.edges.filter((edge) => edge.to === start).flatMap((edge) => withItem(view.items.get(edge.from), edge));
	const seen = new Set<string>();
	return [...linked, ...naming].filter(({ item: { key } }) => !seen.has(key) && seen.add(key));
}

function stepsFrom(key: string, view: View): TraceStep[] {
	return (view.above.get(key) ?? []).flatMap(({ upper, edge }) => withItem(view.items.get(upper), edge));
}

function withItem(item: Item | undefined, edge: Edge): TraceStep[] {
	return item ? [{ item, edge }] : [];
}
