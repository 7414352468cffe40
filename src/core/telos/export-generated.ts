/** Telos files made anew from the graph: sections of the single file, and PAI's folder with its mapping tables. */
import { oneLine } from '../lib/one-line';
import type { TelosGraph } from './graph';
import type { Item, ItemType } from './item';
import { isActive, prefixOf } from './vocabulary';

export interface Printable {
	readonly item: Item;
	/** The lines after the first. */
	readonly rest: readonly string[];
}

interface Section {
	readonly type: ItemType;
	/** In the Telos single file. */
	readonly heading: string;
	/** PAI's file and its first section. */
	readonly file: string;
	readonly title: string;
	readonly entries: string;
}

const SECTIONS: readonly Section[] = ([
	['history', 'HISTORY', 'HISTORY', 'History', 'History'], ['problem', 'PROBLEMS', 'PROBLEMS', 'Problems', "Problems I'm Working On"], ['mission', 'MISSION', 'MISSION', 'Mission', 'Missions'],
	['narrative', 'NARRATIVES', 'NARRATIVES', 'Narratives', 'Core Narratives'], ['goal', 'GOALS', 'GOALS', 'Goals', 'Active Goals'], ['challenge', 'CHALLENGES', 'CHALLENGES', 'Challenges', 'Active Challenges'],
	['strategy', 'STRATEGIES', 'STRATEGIES', 'Strategies', 'Active Strategies'], ['project', 'PROJECTS', 'PROJECTS', 'Projects', 'Active Projects'], ['belief', 'BELIEFS', 'BELIEFS', 'Beliefs', 'Foundational Beliefs'],
	['frame', 'FRAMES', 'FRAMES', 'Frames', 'Frames'], ['model', 'MODELS', 'MODELS', 'Models', 'Foundational Models'], ['wrong', "THINGS I'VE BEEN WRONG ABOUT", 'WRONG', 'Wrong', "Things I've been wrong about"],
	['idea', 'IDEAS', 'IDEAS', 'Ideas', 'Active Ideas'], ['prediction', 'PREDICTIONS', 'PREDICTIONS', 'Predictions', 'Active Predictions'], ['movie', 'BEST MOVIES', 'MOVIES', 'Movies', 'Favorite Movies'],
	['book', 'BEST BOOKS', 'BOOKS', 'Books', 'Favorite Books'], ['lesson', 'LESSONS', 'LEARNED', 'Learned', 'Life Lessons'], ['wisdom', 'WISDOM', 'WISDOM', 'Wisdom', 'Wisdom'], ['metric', 'METRICS', 'METRICS', 'Metrics', 'Metrics'],
	['risk', 'RISK REGISTER', 'RISKS', 'Risks', 'Risk Register'], ['trauma', 'TRAUMAS', 'TRAUMAS', 'Traumas', 'Formative Experiences'], ['status', 'CURRENT STATE', 'STATUS', 'Status', 'Current State'],
	['bet', 'DECISIONS', 'DECISIONS', 'Decisions', 'Decisions'], ['assumption', 'ASSUMPTIONS', 'ASSUMPTIONS', 'Assumptions', 'Assumptions'], ['evidence', 'EVIDENCE', 'EVIDENCE', 'Evidence', 'Evidence'], ['outcome', 'OUTCOMES', 'OUTCOMES', 'Outcomes', 'Outcomes'], ['log', 'LOG (Journal)', 'LOG', 'Log', 'Log'],
] as const).map(([type, heading, file, title, entries]) => ({ type, heading, file: `${file}.md`, title, entries }));

/** Types whose entries PAI keeps under a title instead of an id. */
const TITLED: ReadonlySet<ItemType> = new Set(['prediction', 'project', 'bet', 'assumption', 'evidence', 'outcome', 'status']);

/** `## GOALS` and so on, in the order of the Telos file; an entry's other lines are indented below it. */
export function generatedSections(items: readonly Printable[]): string {
	const ids = new Ids(items);
	const parts = SECTIONS.flatMap(({ type, heading }) => {
		const mine = items.filter(({ item }) => item.type === type);
		return mine.length === 0 ? [] : [`## ${heading}\n\n${mine.map((one) => lineEntry(one, ids)).join('\n')}\n`];
	});
	return parts.join('\n');
}

/** A file a type. `isWhole`: with its mapping table; else only the entries, to be added to a file that is there. */
export function generatedFolder(items: readonly Printable[], graph: TelosGraph, { isWhole }: { readonly isWhole: boolean }): { path: string; text: string }[] {
	const ids = new Ids(items);
	return SECTIONS.flatMap(({ type, file, title, entries }) => {
		const mine = items.filter(({ item }) => item.type === type);
		if (mine.length === 0) return [];
		const isListed = prefixOf(type) === null && !TITLED.has(type);
		const [active, others] = isListed ? [mine, []] : [mine.filter(({ item }) => isActive(item.status)), mine.filter(({ item }) => !isActive(item.status))];
		const print = (some: readonly Printable[]): string => some.map((one) => (isListed ? lineEntry(one, ids) : headEntry(one, ids))).join(isListed ? '\n' : '\n\n');
		const sections = [active.length > 0 ? `## ${entries}\n\n${print(active)}\n` : '', others.length > 0 ? `## Other ${title}\n\n${print(others)}\n` : '', isWhole ? mappingTable(type, { graph, ids, mine }) : ''];
		return [{ path: file, text: `# ${title}\n\n${sections.filter((one) => one !== '').join('\n')}` }];
	});
}

/** Ids as they are; an item of a type with a prefix that has none gets the next free number, in the export only. */
class Ids {
	private readonly given = new Map<string, string>();

	constructor(items: readonly Printable[]) {
		const taken = new Set(items.flatMap(({ item }) => item.id ?? []));
		for (const { item } of items) {
			const prefix = prefixOf(item.type);
			if (item.id !== null || prefix === null) continue;
			let number = 0;
			while (taken.has(`${prefix}${number}`)) number++;
			taken.add(`${prefix}${number}`);
			this.given.set(item.key, `${prefix}${number}`);
		}
	}

	of(item: Item): string | null {
		return item.id ?? this.given.get(item.key) ?? null;
	}
}

function lineEntry({ item, rest }: Printable, ids: Ids): string {
	const id = ids.of(item);
	const more = rest.filter((line) => line.trim() !== '').map((line) => `  ${line}`);
	return [`- ${id === null ? '' : `${id}: `}${oneLine(item.title)}`, ...more].join('\n');
}

function headEntry({ item, rest }: Printable, ids: Ids): string {
	const id = ids.of(item);
	const lines = rest.map((line) => (/^(?:#{1,6}\s|-{3,}\s*$)/.test(line) ? `  ${line}` : line));
	const needsKey = id === null && !rest.some((line) => line.trimStart().startsWith('**'));
	return [`### ${id === null ? '' : `${id}: `}${oneLine(item.title)}`, ...(needsKey ? [`**Status:** ${item.status ?? 'Active'}`] : []), ...lines].join('\n').trimEnd();
}

const MAPPINGS: Partial<Record<ItemType, { readonly heading: string; readonly columns: string; readonly other: ItemType; readonly isUp: boolean }>> = {
	mission: { heading: 'Mission → Goal Mapping', columns: 'Mission | Goals | Status', other: 'goal', isUp: false },
	goal: { heading: 'Goal → Mission Mapping', columns: 'Goal | Mission | Status', other: 'mission', isUp: true },
	problem: { heading: 'Problem → Goal Mapping', columns: 'Problem | Goals Addressing It | Your Contribution', other: 'goal', isUp: false },
	challenge: { heading: 'Challenge → Strategy Mapping', columns: 'Challenge | Strategy | Status', other: 'strategy', isUp: false },
	strategy: { heading: 'Strategy → Challenge/Goal Mapping', columns: 'Strategy | Addresses | Status', other: 'challenge', isUp: true },
};

/** The edges that a reader of the table would read from it again, and no others. */
const TABLED: Partial<Record<ItemType, readonly string[]>> = { mission: ['supports'], goal: ['supports'], problem: ['linked-goals'], challenge: ['linked-strategies'], strategy: ['addresses'] };

function mappingTable(type: ItemType, { graph, ids, mine }: { readonly graph: TelosGraph; readonly ids: Ids; readonly mine: readonly Printable[] }): string {
	const mapping = MAPPINGS[type];
	if (!mapping) return '';
	const rows = mine.flatMap(({ item }) => {
		const steps = (mapping.isUp ? graph.view.above : graph.view.below).get(item.key) ?? [];
		const others = steps.filter(({ edge }) => TABLED[type]?.includes(edge.kind)).flatMap(({ upper, lower }) => graph.item(mapping.isUp ? upper : lower) ?? []).filter((one) => one.type === mapping.other);
		const names = [...new Set(others.flatMap((one) => ids.of(one) ?? []))];
		return names.length === 0 ? [] : [`| ${ids.of(item) ?? ''} | ${names.join(', ')} | ${type === 'problem' ? '' : (item.status ?? '').replaceAll('|', '/')} |`];
	});
	return rows.length === 0 ? '' : `## ${mapping.heading}\n\n| ${mapping.columns} |\n|---|---|---|\n${rows.join('\n')}\n`;
}
