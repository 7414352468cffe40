/** The options of a `praxis-telos` code block, one `name: value` a line, and the item that one of them names. Pure. */
import type { TelosGraph } from '../../core/telos/graph';
import type { Item } from '../../core/telos/item';
import { folded, itemTitle } from './item-names';
import { telosWords } from './telos-words';
import { NO_FILTER, type TreeFilter } from './tree-rows';

export interface BlockOptions {
	readonly view: 'tree' | 'map' | 'goal';
	/** An id, a title or a link, as typed; null when none is named. */
	readonly goal: string | null;
	readonly filter: TreeFilter;
}

export type BlockReading = { readonly options: BlockOptions } | { readonly problems: readonly string[] };

const VIEWS = ['tree', 'map', 'goal'] as const;
const NAMES = ['view', 'goal', 'status', 'owner'] as const;
const { block: said } = telosWords.telos;

/** All that is wrong at once, a sentence each, so that one look mends it. Empty lines and lines that begin with "#" say nothing. */
export function readBlock(source: string): BlockReading {
	const problems: string[] = [];
	const values = new Map<string, string>();
	source.split(/\r\n?|\n/).forEach((typed, index) => {
		const line = typed.trim();
		if (line === '' || line.startsWith('#')) return;
		const [, key = '', value = ''] = /^([^:]+?)\s*:\s*(.*)$/.exec(line) ?? [];
		const name = key.toLowerCase();
		const place = index + 1;
		if (key === '') problems.push(said.noOption(place, line));
		else if (!NAMES.some((one) => one === name)) problems.push(said.unknown(place, key, NAMES.join(', ')));
		else if (values.has(name)) problems.push(said.twice(place, name));
		else values.set(name, unquoted(value));
	});
	const view = VIEWS.find((one) => one === (values.get('view') ?? (values.has('goal') ? 'goal' : 'tree')).toLowerCase());
	if (!view) problems.push(said.noView(values.get('view') ?? '', VIEWS.join(', ')));
	if (view === 'goal' && (values.get('goal') ?? '') === '') problems.push(said.whichGoal);
	if (problems.length > 0 || !view) return { problems };
	const goal = values.get('goal') ?? '';
	const status = (values.get('status') ?? '').toLowerCase();
	return { options: { view, goal: goal === '' ? null : goal, filter: { ...NO_FILTER, status, owner: values.get('owner') ?? '' } } };
}

/** A `telos-metric` block as one of ours: it names the metric alone, "K1", or as "metric: K1". */
export function metricBlock(source: string): string {
	const named = source.split(/\r\n?|\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.replace(/^metric\s*:/i, '').trim());
	return `view: goal\n${named.map((name) => `goal: ${name}`).join('\n')}`;
}

/** Items with this id, else with this title, else the one at the end of this link; in order of path and line. */
export function itemsNamed(graph: TelosGraph, name: string, from: string): readonly Item[] {
	const link = /^\[\[([^[\]|]+)(?:\|[^[\]]*)?\]\]$/.exec(name)?.[1]?.trim();
	const items = graph.items();
	const byId = items.filter(({ id }) => id !== null && id.toLowerCase() === name.toLowerCase());
	if (byId.length > 0 && link === undefined) return byId;
	const byTitle = items.filter((item) => folded(itemTitle(item)) === folded(name));
	if (byTitle.length > 0 && link === undefined) return byTitle;
	const [target = '', ...sub] = (link ?? name).split('#');
	const item = graph.item(graph.resolve(target, sub.length === 0 ? null : sub.join('#'), from) ?? '');
	return item ? [item] : [];
}

function unquoted(value: string): string {
	const [, doubled, single] = /^(?:"([^"]*)"|'([^']*)')$/.exec(value.trim()) ?? [];
	return (doubled ?? single ?? value).trim();
}
