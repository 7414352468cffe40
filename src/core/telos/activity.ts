/**
 * What was done for a goal, and whether it is neglected, from evidence alone: dated lines, done tasks, links, mentions,
 * edits, runs. No model is asked, and every claim carries the lines it stands on.
 */
import { addDays, daysBetween } from './days';
import type { TelosGraph } from './graph';
import type { Day, Item, ItemType } from './item';
import { isActive } from './vocabulary';

export interface Proof {
	readonly kind: 'log' | 'value' | 'task-done' | 'link' | 'mention' | 'edit' | 'run';
	readonly day: Day;
	readonly path: string;
	readonly line: number;
	/** What was found there, in the person's words where there are any. */
	readonly text: string;
}

/** What the graph does not know and the caller may: all optional, all evidence. */
export interface MoreEvidence {
	/** The day a note was last edited by the person; null when unknown (sync and checkouts touch files too). */
	readonly editedOn?: (path: string) => Day | null;
	/** Passages that mention the item without linking to it. */
	readonly mentions?: (item: Item) => readonly Omit<Proof, 'kind'>[];
	/** Runs that named the item as their goal. */
	readonly runs?: (item: Item) => readonly Omit<Proof, 'kind'>[];
}

export interface ActivityOptions {
	readonly today: Day;
	readonly more?: MoreEvidence;
}

export interface Activity {
	readonly item: Item;
	/** Newest first. Nothing dated after `today`. */
	readonly proofs: readonly Proof[];
	readonly lastDay: Day | null;
	readonly cadenceDays: number;
	/** Days since the last proof; null when there is none. */
	readonly idleDays: number | null;
	/** Active, and without any proof within its cadence. */
	readonly isNeglected: boolean;
}

/** From the review rhythm of the PAI templates: goals weekly, challenges and strategies monthly, missions quarterly. Neglect waits for four reviews. */
const DEFAULT_CADENCE: Partial<Record<ItemType, number>> = { goal: 28, project: 28, challenge: 31, strategy: 31, mission: 92, metric: 31 };
const OTHER_CADENCE = 92;
const DEEPEST = 8;

/** Of one item: its own evidence, and that of everything below it. */
export function activityOf(item: Item, graph: TelosGraph, options: ActivityOptions): Activity {
	return activity(item, graph, { today: options.today, proofsOf: (one) => ownProofs(one, graph, options.more ?? {}) });
}

/** Of several items; what serves more than one of them is looked at once. */
export function activities(items: readonly Item[], graph: TelosGraph, { today, more = {} }: ActivityOptions): Activity[] {
	const known = new Map<string, readonly Proof[]>();
	const proofsOf = (item: Item): readonly Proof[] => {
		const proofs = known.get(item.key) ?? ownProofs(item, graph, more);
		known.set(item.key, proofs);
		return proofs;
	};
	return items.map((item) => activity(item, graph, { today, proofsOf }));
}

function activity(item: Item, graph: TelosGraph, { today, proofsOf }: { readonly today: Day; readonly proofsOf: (item: Item) => readonly Proof[] }): Activity {
	const proofs = withBelow(item, graph).flatMap(proofsOf).filter(({ day }) => day <= today);
	const sorted = distinctProofs(proofs).sort((one, other) => (one.day > other.day ? -1 : one.day < other.day ? 1 : one.path < other.path ? -1 : one.path > other.path ? 1 : one.line - other.line));
	const lastDay = sorted[0]?.day ?? null;
	const cadenceDays = item.cadenceDays ?? DEFAULT_CADENCE[item.type] ?? OTHER_CADENCE;
	const since = addDays(today, -cadenceDays) ?? today;
	const isNeglected = isActive(item.status) && (lastDay === null || lastDay < since);
	return { item, proofs: sorted, lastDay, cadenceDays, idleDays: lastDay === null ? null : daysBetween(lastDay, today), isNeglected };
}

/** Of all goals and projects, the longest idle first; without any evidence before all. */
export function activityOfGoals(graph: TelosGraph, options: ActivityOptions): Activity[] {
	const goals = graph.items().filter(({ type, status }) => (type === 'goal' || type === 'project') && isActive(status));
	return activities(goals, graph, options).sort((one, other) => (other.idleDays ?? Infinity) - (one.idleDays ?? Infinity) || (one.item.key < other.item.key ? -1 : 1));
}

/** The item and what serves it, each once. */
function withBelow(item: Item, graph: TelosGraph): Item[] {
	const { below, items } = graph.view;
	const found = new Map([[item.key, item]]);
	let level = [item.key];
	for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
		const next = level.flatMap((key) => (below.get(key) ?? []).map(({ lower }) => lower)).filter((key) => !found.has(key));
		for (const key of next) {
			const one = items.get(key);
			if (one) found.set(key, one);
		}
		level = [...new Set(next)].filter((key) => items.has(key));
	}
	return [...found.values()];
}

function ownProofs(item: Item, graph: TelosGraph, more: MoreEvidence): Proof[] {
	const { path } = item;
	const history = item.history.map(({ day, text, line, value }): Proof => ({ kind: value === null ? 'log' : 'value', day, path, line, text }));
	const tasks = item.milestones.flatMap(({ doneOn, text, line }): Proof[] => (doneOn === null ? [] : [{ kind: 'task-done', day: doneOn, path, line, text }]));
	const links = graph.backlinks(item).flatMap(({ path: from, day, line, task }): Proof[] => {
		if (task?.isDone && task.doneOn !== null) return [{ kind: 'task-done', day: task.doneOn, path: from, line, text: `A task for “${item.title}”` }];
		const dated = day ?? more.editedOn?.(from) ?? null;
		return dated === null || graph.item(from) !== null ? [] : [{ kind: 'link', day: dated, path: from, line, text: `Links to “${item.title}”` }];
	});
	const edited = item.form === 'note' ? (more.editedOn?.(path) ?? null) : null;
	const edit: Proof[] = edited === null ? [] : [{ kind: 'edit', day: edited, path, line: 1, text: `“${item.title}” was edited` }];
	const mentions = (more.mentions?.(item) ?? []).map((proof): Proof => ({ ...proof, kind: 'mention' }));
	const runs = (more.runs?.(item) ?? []).map((proof): Proof => ({ ...proof, kind: 'run' }));
	return [...history, ...tasks, ...links, ...edit, ...mentions, ...runs];
}

/** One proof a line; what is linked is not told again as mentioned. */
function distinctProofs(proofs: readonly Proof[]): Proof[] {
	const seen = new Set<string>();
	return proofs.filter(({ path, line, day }) => {
		const place = `${path}\n${line}\n${day}`;
		return !seen.has(place) && seen.add(place);
	});
}
