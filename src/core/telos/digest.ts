/**
 * The person's purpose in few words, for the system prompt of a run. Made from TELOS items alone: what other notes say,
 * a clipping among them, cannot change it.
 */
import { oneLine } from '../lib/one-line';
import { estimateTokens } from '../models/estimate-tokens';
import { activities, type MoreEvidence } from './activity';
import type { TelosGraph } from './graph';
import type { Day, Item, ItemType } from './item';
import { isActive, isPlaceholder } from './vocabulary';

export interface DigestOptions {
	readonly budgetTokens: number;
	/** The model is not on this device: whatever is private stays out. */
	readonly isRemote: boolean;
	readonly today: Day;
	readonly more?: MoreEvidence;
}

export interface Digest {
	readonly text: string;
	/** Keys of the items that are in it, for the record of what left. */
	readonly keys: readonly string[];
	/** How many active items did not fit. */
	readonly leftOut: number;
}

const LONGEST_LINE = 240;
const PRINCIPLES: ReadonlySet<ItemType> = new Set(['belief', 'wisdom', 'strategy']);

/**
 * Active goals, the best priority first and the latest worked on first among equals, each with its deadline and missions;
 * then all missions; then principles. It ends with the first item that does not fit. Never more than `budgetTokens` by `estimateTokens`.
 */
export function digestOf(graph: TelosGraph, options: DigestOptions): Digest {
	const mayBeTold = ({ isPrivate, type, title }: Item): boolean => !(options.isRemote && (isPrivate || type === 'trauma')) && !isPlaceholder(title);
	const items = graph.items().filter((item) => mayBeTold(item) && isActive(item.status));
	const goals = activities(items.filter(({ type }) => type === 'goal'), graph, options).map(({ item, lastDay }) => ({ item, last: lastDay ?? '' }));
	goals.sort((one, other) => (one.item.priority ?? Infinity) - (other.item.priority ?? Infinity) || (one.last > other.last ? -1 : one.last < other.last ? 1 : one.item.key < other.item.key ? -1 : 1));
	const sections = [
		{ heading: 'Goals', items: goals.map(({ item }) => item) },
		{ heading: 'Missions', items: items.filter(({ type }) => type === 'mission') },
		{ heading: 'Principles', items: items.filter(({ type }) => PRINCIPLES.has(type)) },
	];
	const lines: string[] = [];
	const keys: string[] = [];
	let leftOut = 0;
	let isFull = false;
	let spent = 0;
	for (const section of sections) {
		let isFirst = true;
		for (const item of section.items) {
			const next = [...(isFirst ? [`${section.heading}:`] : []), lineOf(item, graph, mayBeTold)];
			const cost = estimateTokens(`${next.join('\n')}\n`);
			isFull ||= spent + cost > options.budgetTokens;
			if (isFull) {
				leftOut++;
				continue;
			}
			spent += cost;
			lines.push(...next);
			keys.push(item.key);
			isFirst = false;
		}
	}
	return { text: lines.join('\n'), keys, leftOut };
}

function lineOf(item: Item, graph: TelosGraph, mayBeTold: (item: Item) => boolean): string {
	const words = item.text === '' || item.text.startsWith(item.title) ? item.text || item.title : `${item.title}. ${item.text}`;
	const due = item.due === null ? '' : ` (by ${item.due})`;
	const missions = item.type !== 'goal' ? [] : (graph.view.above.get(item.key) ?? []).flatMap(({ upper }) => graph.item(upper) ?? []).filter((one) => one.type === 'mission' && mayBeTold(one));
	const names = [...new Set(missions.map(({ title }) => oneLine(title).slice(0, 60)))];
	return `- ${oneLine(words.replace(/\s\^[\w-]+(?=\s|$)/g, '')).slice(0, LONGEST_LINE)}${due}${names.length === 0 ? '' : ` — for: ${names.join('; ')}`}`;
}
