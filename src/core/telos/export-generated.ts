/** Telos files made anew from the graph: sections of the single file, and PAI's folder with its mapping tables. */
import type { ExportIds } from './export-ids';
import type { TelosGraph } from './graph';
import type { ItemType } from './item';
import { printEntry, type Printable } from './print-entry';
import { isActive, prefixOf } from './vocabulary';

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

/** The words of the heading that a type's entries stand under. */
export function headingOf(type: ItemType): string {
	return SECTIONS.find((section) => section.type === type)?.heading ?? type;
}

/** `## GOALS` and so on, in the order of the Telos file; an entry's other lines are indented below it. */
export function generatedSections(items: readonly Printable[], ids: ExportIds): string {
	const parts = SECTIONS.flatMap(({ type, heading }) => {
		const mine = items.filter(({ item }) => item.type === type);
		const print = (one: Printable): string => printEntry(one, { id: ids.of(one.item), section: heading, prefersLine: !ids.isLinked(one.item) });
		return mine.length === 0 ? [] : [`## ${heading}\n\n${joined(mine.map(print))}\n`];
	});
	return parts.join('\n');
}

/** A file a type. `isWhole`: with its mapping table; else only the entries, to be added to a file that is there. */
export function generatedFolder(items: readonly Printable[], { graph, ids, isWhole }: { readonly graph: TelosGraph; readonly ids: ExportIds; readonly isWhole: boolean }): { path: string; text: string }[] {
	return SECTIONS.flatMap(({ type, heading, file, title, entries }) => {
		const mine = items.filter(({ item }) => item.type === type);
		if (mine.length === 0) return [];
		const isListed = prefixOf(type) === null && !TITLED.has(type);
		const [active, others] = isListed ? [mine, []] : [mine.filter(({ item }) => isActive(item.status)), mine.filter(({ item }) => !isActive(item.status))];
		const isLine = ({ item }: Printable): boolean => (isListed || (item.form === 'line' && item.id === null)) && !ids.isLinked(item);
		const print = (some: readonly Printable[]): string => joined(some.map((one) => printEntry(one, { id: ids.of(one.item), section: heading, prefersLine: isLine(one) })));
		const sections = [active.length > 0 ? `## ${entries}\n\n${print(active)}\n` : '', others.length > 0 ? `## Other ${title}\n\n${print(others)}\n` : '', isWhole ? mappingTable(type, { graph, ids, mine }) : ''];
		return [{ path: file, text: `# ${title}\n\n${sections.filter((one) => one !== '').join('\n')}` }];
	});
}

/** Lines first: below a heading they would be part of its entry. */
function joined(entries: readonly string[]): string {
	const isHead = (entry: string): boolean => entry.startsWith('#');
	const lines = entries.filter((entry) => !isHead(entry)).join('\n');
	return [...(lines === '' ? [] : [lines]), ...entries.filter(isHead)].join('\n\n');
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

function mappingTable(type: ItemType, { graph, ids, mine }: { readonly graph: TelosGraph; readonly ids: ExportIds; readonly mine: readonly Printable[] }): string {
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
