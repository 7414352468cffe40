/**
 * The part of a note that holds a pattern's result: between two comments that readers do not see, so that the same
 * pattern finds its own part again, whatever the person wrote around it.
 */
import { hashText } from '../lib/hash';
import { readFrontMatter } from '../lib/front-matter';

export interface SectionAbout {
	readonly pattern: string;
	readonly run: string;
	readonly model: string;
	/** Version of what it was made from, as `inputVersion` gives it. */
	readonly input: string;
	/** ISO 8601. */
	readonly created: string;
	/** Wikilinks to the notes it was made from. */
	readonly source: readonly string[];
	/** A link to the goal that it serves; absent or "" for none. */
	readonly goal?: string;
}

export interface ResultSection {
	readonly pattern: string;
	readonly input: string;
	/** Offsets of the whole part, both comments and their line ends included. */
	readonly start: number;
	readonly end: number;
}

const END = '%% praxis: end %%';
const ORIGIN = /^result, pattern: ([^,\n]+), (?:[^\n]*, )?input: ([0-9a-f]+)(?:,[^\n]*)?$/;
const BEGIN = /^%% praxis: (.*) %%\r?$/;

/** Where a result is from, in one line. */
export function printOrigin({ pattern, run, model, input, created, source, goal = '' }: SectionAbout): string {
	const facts = [`pattern: ${pattern}`, `run: ${run}`, `model: ${plain(model)}`, `input: ${input}`, `created: ${created}`, ...(source.length > 0 ? [`source: ${source.map(plain).join(' ')}`] : []), ...(goal === '' ? [] : [`goal: ${plain(goal)}`])];
	return `result, ${facts.join(', ')}`;
}

/** Null for a line that `printOrigin` did not write. */
export function readOrigin(line: string): Pick<ResultSection, 'pattern' | 'input'> | null {
	const [, pattern, input] = ORIGIN.exec(line) ?? [];
	return pattern === undefined || input === undefined ? null : { pattern, input };
}

/** With a line end behind it. */
export function printSection(text: string, about: SectionAbout): string {
	return `%% praxis: ${printOrigin(about)} %%\n${text.trim().replace(/^%%(?= praxis:)/gm, '\\%\\%')}\n${END}\n`;
}

/** In the order in which they stand. One whose end is gone is none: the person may have made it theirs. */
export function sectionsIn(text: string): readonly ResultSection[] {
	const sections: ResultSection[] = [];
	let open: Omit<ResultSection, 'end'> | null = null;
	let at = 0;
	for (const line of splitLines(text)) {
		const origin = readOrigin(BEGIN.exec(line.replace(/\n$/, ''))?.[1] ?? '');
		if (origin) open = { ...origin, start: at };
		else if (open && line.trim() === END) {
			sections.push({ ...open, end: at + line.length });
			open = null;
		}
		at += line.length;
	}
	return sections;
}

/** What a note says apart from its properties and from results that were put into it: 16 hexadecimal digits. */
export function inputVersion(text: string): string {
	const body = readFrontMatter(text).frontMatter?.span.end ?? 0;
	let rest = '';
	let at = body;
	for (const { start, end } of sectionsIn(text)) {
		// The heading above it may have come with it.
		rest += text.slice(at, start).replace(/(^|\n) {0,3}#{1,6}[ \t][^\n]*\s*$/, '$1');
		at = Math.max(at, end);
	}
	return hashText((rest + text.slice(at)).replace(/\s+/g, ' ').trim()).slice(0, 16);
}

function splitLines(text: string): readonly string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What would end the comment, or stand for a fact of its own. */
function plain(text: string): string {
	return text.replace(/%%|[\r\n]/g, ' ').replace(/,/g, ' ');
}
