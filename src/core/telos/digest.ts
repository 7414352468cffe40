/**
 * The person's purpose in few words, for the system prompt of a run. Made from TELOS items alone: what other notes say,
 * a clipping among them, cannot change it.
 */
import { oneLine } from '../lib/one-line';
import { estimateTokens } from '../models/estimate-tokens';
import { activities, type MoreEvidence } from './activity';
import type { TelosGraph } from './graph';
import type { Day, DatedText, Item, ItemType } from './item';
import { isActive, isPlaceholder } from './vocabulary';

export interface DigestOptions {
	readonly budgetTokens: number;
	/** The model is not on this device: whatever is private stays out. */
	readonly isRemote: boolean;
	readonly today: Day;
	readonly more?: MoreEvidence;
	/** Keys of items that the run's agent serves: they come first, under a heading of their own. */
	readonly own?: readonly string[];
	/** Each goal counts half as much as the one before it, and its words shrink likewise. */
	readonly isHalving?: boolean;
	/** Paths whose items may not be told at this moment, whatever the graph says. */
	readonly without?: ReadonlySet<string>;
}

export interface Digest {
	readonly text: string;
	/** Keys of the items that are in it, for the record of what left. */
	readonly keys: readonly string[];
	/** How many active items did not fit. */
	readonly leftOut: number;
}

const LONGEST_LINE = 240;
const SHORTEST_LINE = 60;
const LONGEST_ENTRY = 160;
const MOST_ENTRIES = 6;
/** Share of the budget that dated entries may take. */
const ENTRIES_SHARE = 0.25;
const PRINCIPLES: ReadonlySet<ItemType> = new Set(['belief', 'wisdom', 'strategy']);
const HALVING = 'Each goal counts half as much as the one before it.';
/** The rule of the Telos files: what the log says later updates what the goals said before. */
const LATELY = 'Lately, oldest first; where this differs from the above, this holds:';

/**
 * What the agent serves; active goals, the best priority first and the latest worked on first among equals, each with its
 * deadline and missions; missions; principles; and last what was noted lately about those goals. It ends with the first
 * item that does not fit. Never more than `budgetTokens` by `estimateTokens`.
 */
export function digestOf(graph: TelosGraph, options: DigestOptions): Digest {
	return new DigestWriter(graph, options).write();
}

class DigestWriter {
	readonly #lines: string[] = [];
	readonly #keys: string[] = [];
	#spent = 0;
	#leftOut = 0;
	#isFull = false;

	constructor(private readonly graph: TelosGraph, private readonly options: DigestOptions) {}

	write(): Digest {
		const items = this.graph.items().filter((item) => this.#mayBeTold(item) && isActive(item.status));
		const own = (this.options.own ?? []).flatMap((key) => items.find((item) => item.key === key) ?? []);
		const goals = this.#sortedGoals(items.filter(({ type }) => type === 'goal')).filter((goal) => !own.includes(goal));
		const entries = this.#lately([...own, ...goals]);
		const reserve = Math.min(this.#cost([LATELY, ...entries.map(({ line }) => line)]), Math.floor(this.options.budgetTokens * ENTRIES_SHARE));
		const sections = [
			{ heading: 'This agent serves:', items: own },
			{ heading: own.length > 0 ? 'Other goals:' : 'Goals:', items: goals },
			{ heading: 'Missions:', items: items.filter(({ type }) => type === 'mission') },
			{ heading: 'Principles:', items: items.filter(({ type }) => PRINCIPLES.has(type)) },
		];
		for (const section of sections) this.#section(section, this.options.budgetTokens - reserve);
		this.#tellLately(entries);
		return { text: this.#lines.join('\n'), keys: this.#keys, leftOut: this.#leftOut };
	}

	#section({ heading, items }: { readonly heading: string; readonly items: readonly Item[] }, budget: number): void {
		const isHalved = this.options.isHalving === true && /goals/i.test(heading);
		items.filter(({ key }) => !this.#keys.includes(key)).forEach((item, i) => {
			const head = i > 0 ? [] : isHalved ? [heading, HALVING] : [heading];
			const longest = isHalved ? Math.max(SHORTEST_LINE, Math.round(LONGEST_LINE / 2 ** i)) : LONGEST_LINE;
			const next = [...head, this.#lineOf(item, longest)];
			this.#isFull ||= this.#spent + this.#cost(next) > budget;
			if (this.#isFull) this.#leftOut++;
			else this.#add(next, item.key);
		});
	}

	#tellLately(entries: readonly { readonly item: Item; readonly source: Item; readonly line: string }[]): void {
		const told = entries.filter(({ item }) => this.#keys.includes(item.key));
		const fitting: typeof told = [];
		for (const entry of [...told].reverse()) {
			const lines = [LATELY, ...[...fitting, entry].map(({ line }) => line)];
			if (this.#spent + this.#cost(lines) <= this.options.budgetTokens) fitting.push(entry);
		}
		if (fitting.length === 0) return;
		this.#lines.push(LATELY, ...fitting.reverse().map(({ line }) => line));
		for (const { source } of fitting) if (!this.#keys.includes(source.key)) this.#keys.push(source.key);
	}

	#add(lines: readonly string[], key: string): void {
		this.#spent += this.#cost(lines);
		this.#lines.push(...lines);
		this.#keys.push(key);
	}

	#cost(lines: readonly string[]): number {
		return estimateTokens(`${lines.join('\n')}\n`);
	}

	#mayBeTold({ isPrivate, type, title, path }: Item): boolean {
		return !(this.options.isRemote && (isPrivate || type === 'trauma')) && !isPlaceholder(title) && this.options.without?.has(path) !== true;
	}

	#sortedGoals(goals: readonly Item[]): Item[] {
		const known = activities(goals, this.graph, this.options).map(({ item, lastDay }) => ({ item, last: lastDay ?? '' }));
		known.sort((one, other) => (one.item.priority ?? Infinity) - (other.item.priority ?? Infinity) || (one.last > other.last ? -1 : one.last < other.last ? 1 : one.item.key < other.item.key ? -1 : 1));
		return known.map(({ item }) => item);
	}

	/** The newest dated line of each goal, its own or of its metric, in order of day; the latest few. */
	#lately(goals: readonly Item[]): { readonly item: Item; readonly source: Item; readonly line: string }[] {
		const found = goals.flatMap((item) => {
			const sources = [item, ...(this.graph.view.below.get(item.key) ?? []).flatMap(({ lower }) => this.graph.item(lower) ?? []).filter((one) => one.type === 'metric' && this.#mayBeTold(one))];
			const dated = sources.flatMap((source) => source.history.filter(({ day }) => day <= this.options.today).map((entry) => ({ source, entry })));
			const [latest] = dated.sort((one, other) => (one.entry.day > other.entry.day ? -1 : 1));
			return latest ? [{ item, ...latest }] : [];
		});
		const newest = found.sort((one, other) => (one.entry.day > other.entry.day ? -1 : 1)).slice(0, MOST_ENTRIES).reverse();
		return newest.map(({ item, source, entry }) => ({ item, source, line: this.#entryLine(source, entry) }));
	}

	#entryLine(source: Item, { day, text }: DatedText): string {
		return `- ${day} ${this.#words(source.title, source).slice(0, 60)}: ${cut(this.#words(text, source), LONGEST_ENTRY)}`;
	}

	#lineOf(item: Item, longest: number): string {
		// The title is what the run names its goal by.
		const isSaid = item.text.startsWith(item.title) && !/^\s?[\p{L}\p{N}]/u.test(item.text.slice(item.title.length));
		const words = item.text === '' || isSaid ? item.text || item.title : `${item.title}. ${item.text}`;
		const due = item.due === null ? '' : ` (by ${item.due})`;
		const missions = item.type !== 'goal' ? [] : (this.graph.view.above.get(item.key) ?? []).flatMap(({ upper }) => this.graph.item(upper) ?? []).filter((one) => one.type === 'mission' && this.#mayBeTold(one));
		const names = [...new Set(missions.map((one) => this.#words(one.title, one).slice(0, 60)))];
		return `- ${cut(this.#words(words, item), longest)}${due}${names.length === 0 ? '' : ` — for: ${names.join('; ')}`}`;
	}

	/** One line as a person reads it: links by what they show, block ids left out, and private notes not named. */
	#words(text: string, { path }: Item): string {
		const shown = text.replace(/!?\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/g, (_whole, link: string, display?: string) => {
			const [target = '', ...rest] = link.split('#');
			const key = this.graph.resolve(target, rest.length === 0 ? null : rest.join('#'), path);
			const items = key === null ? [] : this.graph.item(key) ? [this.graph.item(key)] : this.graph.itemsIn(key);
			const isHidden = items.some((one) => one !== null && !this.#mayBeTold(one)) || (this.options.isRemote && key !== null && this.graph.isPrivatePath(key));
			return isHidden ? '…' : display?.trim() || link;
		});
		return oneLine(shown.replace(/\s\^[\w-]+(?=\s|$)/g, ''));
	}
}

function cut(text: string, longest: number): string {
	return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}
