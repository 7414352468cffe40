/**
 * The person's purpose as one run is told it: the digest, and the goals it names. The label of each note is looked up
 * again at this moment: the graph may be an instant behind a run that wrote, or a setting that changed.
 */
import type { Label } from '../guard/labels';
import { oneLine } from '../lib/one-line';
import { digestOf, type DigestOptions } from './digest';
import type { TelosGraph } from './graph';
import { idsIn, linksIn } from './references';

export interface ToldGoal {
	readonly title: string;
	/** The note that holds it. */
	readonly path: string;
}

export interface ToldPurpose {
	/** For the prompt; "" when no purpose is stated. */
	readonly text: string;
	/** Goals that `text` tells of, the most important first. */
	readonly goals: readonly ToldGoal[];
	/** Whether `text` tells of private notes: then all that the run makes is private too. */
	readonly isPrivate: boolean;
}

export interface PurposeOptions extends Omit<DigestOptions, 'own' | 'without'> {
	/** What the agent's note says it serves: links, ids, or words of its own. */
	readonly ownPurpose: readonly string[];
	/** The guard's label of a note as it is now; null when it is gone or may not steer a run. */
	readonly labelNow: (path: string) => Promise<Label | null>;
}

const LONGEST_WORDS = 240;
const MOST_WORDS = 5;

/** Never more than `budgetTokens` for the digest; the agent's own words come on top, in few lines. */
export async function purposeFor(graph: TelosGraph, { ownPurpose, labelNow, ...options }: PurposeOptions): Promise<ToldPurpose> {
	const own = ownPurpose.map((words) => ({ words, keys: keysIn(words, graph) }));
	const checked = new Set<string>();
	const without = new Set<string>();
	const hidden = new Set<string>();
	for (;;) {
		const { text, keys } = digestOf(graph, { ...options, own: own.flatMap((one) => one.keys), without });
		const items = keys.flatMap((key) => graph.item(key) ?? []);
		const unchecked = [...new Set(items.map(({ path }) => path))].filter((path) => !checked.has(path));
		await Promise.all(unchecked.map(async (path) => {
			checked.add(path);
			const label = await labelNow(path);
			if (label?.secrecy === 'private') hidden.add(path);
			if (label?.integrity !== 'trusted' || (options.isRemote && label.secrecy === 'private')) without.add(path);
		}));
		if (unchecked.some((path) => without.has(path))) continue;
		// Words that name no item are the agent's own; those that name one are told as the graph has it, or not at all.
		const words = own.filter(({ words: said, keys: found }) => found.length === 0 && !/\[\[/.test(said)).slice(0, MOST_WORDS).map(({ words: said }) => `This agent's purpose: ${oneLine(said).slice(0, LONGEST_WORDS)}`);
		const goals = items.filter(({ type }) => type === 'goal' || type === 'project').map(({ title, path }) => ({ title, path }));
		return { text: [...words, text].filter((part) => part !== '').join('\n'), goals, isPrivate: items.some(({ path }) => hidden.has(path)) };
	}
}

function keysIn(words: string, graph: TelosGraph): string[] {
	const byLink = linksIn(words).flatMap((link) => {
		const [target = '', ...rest] = link.split('#');
		const key = graph.resolve(target, rest.length === 0 ? null : rest.join('#'), '');
		return key === null || graph.item(key) === null ? [] : [key];
	});
	const ids = idsIn(words.replace(/\[\[[^\]]*\]\]/g, ' '));
	const byId = graph.items().filter(({ id }) => id !== null && ids.includes(id)).map(({ key }) => key);
	const plain = words.trim().toLowerCase();
	const byTitle = graph.items().filter(({ title }) => title.trim().toLowerCase() === plain).map(({ key }) => key);
	return [...new Set([...byLink, ...byId, ...byTitle])];
}
