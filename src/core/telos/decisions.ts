/** The decision ledger: bet → assumption → evidence → outcome → lesson, and what falls when an assumption does. */
import { truthOf } from './calibration';
import type { TelosGraph } from './graph';
import type { Day, Item } from './item';

export interface Decision {
	readonly bet: Item;
	readonly assumptions: readonly Item[];
	/** For or against the assumptions or the bet. */
	readonly evidence: readonly { readonly item: Item; readonly isAgainst: boolean }[];
	readonly outcomes: readonly Item[];
	readonly lessons: readonly Item[];
	/** Its day has come, and no outcome is recorded. */
	readonly isDue: boolean;
}

export interface Shaken {
	/** What rests, near or far, on a refuted assumption. */
	readonly item: Item;
	readonly assumption: Item;
	/** From the item down to the assumption. */
	readonly through: readonly Item[];
}

/** All bets, in order of path and line. */
export function decisionsOf(graph: TelosGraph, today: Day): Decision[] {
	return graph.items().filter(({ type }) => type === 'bet').map((bet) => decision(bet, graph, today));
}

function decision(bet: Item, graph: TelosGraph, today: Day): Decision {
	const { edges, items } = graph.view;
	const at = (key: string): Item[] => {
		const item = items.get(key);
		return item ? [item] : [];
	};
	const assumptions = edges.filter(({ from, kind }) => from === bet.key && kind === 'rests-on').flatMap(({ to }) => at(to));
	const judged = new Set([bet.key, ...assumptions.map(({ key }) => key)]);
	const evidence = edges.filter(({ to, kind }) => judged.has(to) && (kind === 'evidence-for' || kind === 'refutes')).flatMap(({ from, kind }) => at(from).map((item) => ({ item, isAgainst: kind === 'refutes' })));
	const outcomes = edges.filter(({ to, kind }) => to === bet.key && kind === 'outcome-of').flatMap(({ from }) => at(from));
	const sources = new Set([bet.key, ...outcomes.map(({ key }) => key)]);
	const lessons = edges.filter(({ to, kind }) => sources.has(to) && kind === 'learned-from').flatMap(({ from }) => at(from));
	const isSettled = outcomes.length > 0 || truthOf(bet.outcome) !== null;
	return { bet, assumptions, evidence, outcomes, lessons, isDue: bet.due !== null && bet.due <= today && !isSettled };
}

/** True when its status or outcome says so, in the person's own words. */
export function isRefuted({ status, outcome }: Item): boolean {
	return /^(?:refuted|false|wrong|disproved)\b/i.test((status ?? '').trim()) || truthOf(outcome) === false;
}

/** Everything that rests on a refuted assumption, through any number of others; each pair once, nearest first. */
export function shakenBy(graph: TelosGraph): Shaken[] {
	const { edges, items } = graph.view;
	const resting = new Map<string, string[]>();
	for (const { from, to, kind } of edges) if (kind === 'rests-on') resting.set(to, [...(resting.get(to) ?? []), from]);
	return graph.items().filter((item) => item.type === 'assumption' && isRefuted(item)).flatMap((assumption) => {
		const seen = new Set([assumption.key]);
		const found: Shaken[] = [];
		const waiting = [{ key: assumption.key, through: [assumption] }];
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			for (const key of resting.get(next.key) ?? []) {
				const item = items.get(key);
				if (!item || seen.has(key)) continue;
				seen.add(key);
				const through = [item, ...next.through];
				found.push({ item, assumption, through });
				waiting.push({ key, through });
			}
		}
		return found;
	});
}
