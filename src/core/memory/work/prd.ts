/**
 * A piece of work as a note: what is to be true at the end, what is decided, and what shows that it is so. Reads PAI's PRD
 * files; a note that a person has edited into something else is read as far as it goes, and told where it does not.
 *
 * It reads and changes nothing: `prd-edits.ts` makes changes, `evidence.ts` looks whether evidence stands.
 */
import type { Problem } from '../../lib/errors';
import { readNote } from '../../lib/markdown';
import type { Block, Note, Span } from '../../lib/note';
import { oneLine } from '../../lib/one-line';
import { readEvidence, type Evidence } from './evidence';

/** In the order in which a piece of work goes through them; `complete` ends it. */
export const PHASES = ['observe', 'think', 'plan', 'build', 'execute', 'verify', 'learn', 'complete'] as const;
export type Phase = (typeof PHASES)[number];

export interface Criterion {
	/** "ISC-1", "ISC-A-1"; of one that has no id its words. */
	readonly id: string;
	readonly text: string;
	/** What must not be so at the end. */
	readonly isAnti: boolean;
	readonly isDone: boolean;
	readonly line: number;
	/** Offset of the character between the brackets. */
	readonly box: number;
	/** The last that the note gives for it; null for none. */
	readonly evidence: Evidence | null;
}

export interface Section {
	/** Index of its heading in the note's. */
	readonly heading: number;
	/** From its heading to the next of its level or above. */
	readonly span: Span;
	/** End of the last thing in it. */
	readonly end: number;
	/** Whether a list is the last thing in it. */
	readonly endsInList: boolean;
}

export interface Prd {
	readonly path: string;
	readonly task: string;
	readonly slug: string;
	readonly effort: string;
	/** Null for none, and for a word that is no phase. */
	readonly phase: Phase | null;
	readonly mode: string;
	readonly started: string;
	readonly updated: string;
	/** How often it was taken up again. */
	readonly iteration: number;
	readonly criteria: readonly Criterion[];
	/** One line each, as they stand. */
	readonly decisions: readonly string[];
	readonly context: string;
	/** By name in lower case, the last of that name. */
	readonly sections: ReadonlyMap<string, Section>;
	readonly problems: readonly Problem[];
}

/** Derived: how many criteria are ticked, of how many. */
export function progressOf({ criteria }: Pick<Prd, 'criteria'>): { readonly done: number; readonly total: number } {
	return { done: criteria.filter(({ isDone }) => isDone).length, total: criteria.length };
}

/** "3/8", as the property holds it. */
export function printProgress(prd: Pick<Prd, 'criteria'>): string {
	const { done, total } = progressOf(prd);
	return `${done}/${total}`;
}

const ID = /^(ISC-[A-Za-z0-9-]*\d+[a-z]?)\s*[:.–]\s*(.*)$/su;

/** Null for a note that is no piece of work: it has neither the properties of one nor criteria. Never throws. */
export function readPrd(path: string, text: string): Prd | null {
	const note = readNote(path, text);
	const data = note.frontMatter?.data ?? {};
	const sections = sectionsOf(note, text);
	const tasks = note.tasks.filter(({ span, text: words }) => words.trim() !== '' && isIn(sections.get('criteria'), span.start));
	const isWork = ['task', 'slug', 'phase', 'progress'].filter((name) => data[name] !== undefined).length >= 2;
	if (!isWork && !tasks.some((task) => ID.test(task.text))) return null;
	const given = evidenceIn(note, text, sections.get('verification'));
	const criteria = tasks.map(({ status, text: words, span, line }): Criterion => {
		const [, id = oneLine(words), rest = words] = ID.exec(words) ?? [];
		return { id, text: oneLine(rest), isAnti: /^ISC-A/i.test(id) || /^anti:/i.test(rest), isDone: status !== ' ', line, box: text.indexOf('[', span.start) + 1, evidence: given.get(id.toLowerCase()) ?? null };
	});
	const property = (name: string): string => (typeof data[name] === 'string' || typeof data[name] === 'number' ? String(data[name]) : data[name] instanceof Date ? data[name].toISOString() : '');
	const phase = property('phase').trim().toLowerCase();
	const iteration = Number(property('iteration'));
	const prd = {
		path, task: property('task'), slug: property('slug'), effort: property('effort'), mode: property('mode'), started: property('started'), updated: property('updated'),
		phase: PHASES.find((known) => known === phase) ?? null,
		iteration: Number.isInteger(iteration) && iteration > 0 ? iteration : 0,
		criteria, sections,
		decisions: entriesIn(note, text, sections.get('decisions')).map(oneLine),
		context: contextIn(note, text, sections.get('context')),
	};
	return { ...prd, problems: [...note.problems, ...problemsOf(prd, { phase, progress: property('progress'), line: note.frontMatter ? 1 : 0 })] };
}

function sectionsOf(note: Note, text: string): Map<string, Section> {
	const found = new Map<string, Section>();
	for (const [index, { level, text: name, span }] of note.headings.entries()) {
		if (level > 2) continue;
		const next = note.headings.slice(index + 1).find((one) => one.level <= level);
		const within = { start: span.start, end: next?.span.start ?? text.length };
		const blocks = note.blocks.filter((block) => isIn({ span: within }, block.span.start));
		const last = blocks.at(-1);
		const lowest = note.headings.filter((heading) => isIn({ span: within }, heading.span.start)).at(-1);
		const end = Math.max(lowest?.span.end ?? span.end, last?.span.end ?? 0);
		found.set(name.trim().toLowerCase(), { heading: index, span: within, end: lineEnd(text, end), endsInList: last?.kind === 'list-item' && last.span.end >= end });
	}
	return found;
}

/** The end of the last line with words before `at`: blanks at its end are the person's. */
function lineEnd(text: string, at: number): number {
	const words = at - (/\s*$/.exec(text.slice(Math.max(0, at - 1000), at))?.[0].length ?? 0);
	const newline = text.indexOf('\n', words);
	return newline < 0 ? text.length : newline - (text[newline - 1] === '\r' ? 1 : 0);
}

function isIn(section: { readonly span: Span } | undefined, at: number): boolean {
	return section !== undefined && section.span.start <= at && at < section.span.end;
}

function blocksIn(note: Note, section: Section | undefined): readonly Block[] {
	return note.blocks.filter(({ span }) => isIn(section, span.start));
}

/** The items of a section's list without their markers. */
function entriesIn(note: Note, text: string, section: Section | undefined): string[] {
	return blocksIn(note, section).flatMap(({ kind, span }) => (kind === 'list-item' ? [text.slice(span.start, span.end).replace(/^(?:[-*+]|\d+[.)])[ \t]+/, '')] : []));
}

function contextIn(note: Note, text: string, section: Section | undefined): string {
	const blocks = blocksIn(note, section);
	return text.slice(blocks[0]?.span.start ?? 0, blocks.at(-1)?.span.end ?? 0).trim();
}

/** By id in lower case; of several for one the last counts. */
function evidenceIn(note: Note, text: string, section: Section | undefined): Map<string, Evidence> {
	const found = new Map<string, Evidence>();
	for (const entry of entriesIn(note, text, section)) {
		const [, names = '', words = ''] = /^((?:ISC-|[^:]{1,200}$)?[^:]{1,400}?)\s*:\s+(.*)$/su.exec(entry) ?? [];
		if (words.trim() === '') continue;
		for (const id of idsIn(names)) found.set(id.toLowerCase(), readEvidence(words));
	}
	return found;
}

const MOST_IDS = 500;

/** "ISC-1", "ISC-1, ISC-2", "ISC-1 through ISC-16" and "ISC-3-6"; other words are an id by themselves. */
function idsIn(names: string): string[] {
	const range = /^(ISC-(?:A-)?)(\d+)\s*(?:-|–|—|through|to|\.\.+)\s*(?:\1)?(\d+)$/iu.exec(names.trim());
	if (range) {
		const [, prefix = '', from = '', to = ''] = range;
		const count = Number(to) - Number(from) + 1;
		return count > 0 && count <= MOST_IDS ? Array.from({ length: count }, (_, i) => `${prefix}${Number(from) + i}`) : [];
	}
	const several = names.split(/\s*(?:,|&|\band\b)\s*/).map((name) => name.trim());
	return several.every((name) => /^ISC-/i.test(name)) ? several : [oneLine(names)];
}

interface Stated {
	readonly phase: string;
	readonly progress: string;
	readonly line: number;
}

function problemsOf(prd: Omit<Prd, 'problems'>, { phase, progress, line }: Stated): Problem[] {
	const problem = (at: number, message: string): Problem => ({ path: prd.path, line: Math.max(1, at), message });
	const found: Problem[] = [];
	if (prd.task === '') found.push(problem(line, 'The work has no task: its property “task” would say what is to be done.'));
	if (phase !== '' && prd.phase === null) found.push(problem(line, `“${phase.slice(0, 40)}” is no phase of work. There are ${PHASES.join(', ')}.`));
	if (progress !== '' && progress.replace(/\s/g, '') !== printProgress(prd)) found.push(problem(line, `The property “progress” says ${progress.slice(0, 20)}; the criteria say ${printProgress(prd)}.`));
	const seen = new Set<string>();
	for (const { id, line: at, isDone, evidence } of prd.criteria) {
		if (seen.has(id.toLowerCase())) found.push(problem(at, `There are two criteria “${id.slice(0, 60)}”; evidence for one counts for both.`));
		seen.add(id.toLowerCase());
		if (isDone && evidence === null) found.push(problem(at, `“${id.slice(0, 60)}” is ticked, and nothing under “Verification” shows it.`));
	}
	return found;
}
