/** From a pattern's result to the changes that write it: where it goes, what it says of its origin, and its own earlier part. */
import { stringify } from 'yaml';
import type { Change, PropertyScalar } from '../changes/change';
import { readFrontMatter } from '../lib/front-matter';
import { PraxisError } from '../lib/errors';
import { oneLine } from '../lib/one-line';
import { asVaultPath, plainFolder, titleOf, type VaultPath } from '../lib/vault-path';
import type { Outcome } from '../runs/outcome';
import { listOf } from './read-pattern';
import { inputVersion, printSection, sectionsIn, type ResultSection, type SectionAbout } from './result-section';

/** Where a result goes. What the editor itself puts at the cursor or in place of a selection is not here. */
export type ResultPlace =
	/** `heading`: "" for the note as a whole. `again`: beside an earlier result instead of in its place. */
	| { readonly to: 'append' | 'prepend'; readonly path: VaultPath; readonly heading: string; readonly again?: boolean }
	| { readonly to: 'new-note'; readonly folder: string; readonly again?: boolean }
	| { readonly to: 'property'; readonly path: VaultPath; readonly name: string };

export interface ActionResult {
	readonly runId: string;
	readonly pattern: string;
	readonly model: string;
	readonly at: string;
	readonly outcome: Outcome;
	/** Safe Markdown. */
	readonly text: string;
	/** The notes it was made from. */
	readonly sources: readonly VaultPath[];
	/** The text that it was made from. */
	readonly input: string;
	readonly isPrivate: boolean;
	/** A link to the goal that it serves; "" for none. */
	readonly goal?: string;
}

export interface Planning {
	/** The text of a note; null when there is none. */
	readonly textOf: (path: VaultPath) => Promise<string | null>;
	/** How a note is linked: "[[Talk]]". */
	readonly linkTo: (path: VaultPath) => string;
}

export interface ResultChanges {
	readonly changes: readonly Change[];
	/** An earlier result of this pattern is replaced; `isSameInput`: it was made from the same text. */
	readonly replaces: { readonly isSameInput: boolean } | null;
}

/** Throws `missing-note` when the note is gone and `bad-path` for a folder that cannot be one. */
export async function resultChanges(result: ActionResult, place: ResultPlace, planning: Planning): Promise<ResultChanges> {
	if (place.to === 'new-note') return newNote(result, place, planning);
	const text = await planning.textOf(place.path);
	if (text === null) throw new PraxisError('missing-note', `“${titleOf(place.path)}” is no longer in the vault.`, { hint: 'The result is kept; choose another place for it.' });
	if (place.to === 'property') return { changes: [{ type: 'set-properties', path: place.path, properties: { [place.name]: propertyOf(result.text) } }], replaces: null };
	const about = aboutOf(result, planning);
	const section = printSection(result.text, about);
	const own = place.again === true ? null : ownSection(text, result.pattern);
	if (own) return { changes: [{ type: 'replace', path: place.path, target: { start: own.start, end: own.end }, text: section }], replaces: { isSameInput: own.input === about.input } };
	return { changes: [...placed(section, place, text), ...privacy(result, place.path)], replaces: null };
}

/** The last part that this pattern wrote; null when there is none. */
export function ownSection(text: string, pattern: string): ResultSection | null {
	return sectionsIn(text).filter((section) => section.pattern === pattern).at(-1) ?? null;
}

/** Whether the pattern's result stands where it would be written, made from the note as it reads now. Of a property nobody can tell. */
export async function isWrittenFrom({ pattern, path, text, place }: { readonly pattern: string; readonly path: VaultPath; readonly text: string; readonly place: { readonly to: ResultPlace['to']; readonly folder?: string } }, textOf: Planning['textOf']): Promise<boolean> {
	if (place.to === 'property') return false;
	if (place.to !== 'new-note') return ownSection(text, pattern)?.input === inputVersion(text);
	const made = notePath({ pattern, sources: [path], at: '' }, place.folder ?? '');
	const old = made === null ? null : await textOf(made);
	return old !== null && isOf(old, { pattern }) && readFrontMatter(old).frontMatter?.data['input'] === inputVersion(text);
}

function aboutOf({ pattern, runId, model, input, at, sources, goal = '' }: ActionResult, { linkTo }: Planning): SectionAbout {
	return { pattern, run: runId, model, input: inputVersion(input), created: at, source: sources.map(linkTo), goal };
}

function placed(section: string, { to, path, heading }: Extract<ResultPlace, { to: 'append' | 'prepend' }>, text: string): Change[] {
	if (to === 'prepend') {
		const start = startOf(text, heading);
		return [{ type: 'insert', path, at: { offset: start }, text: `${start > 0 && text[start - 1] !== '\n' ? '\n' : ''}${heading !== '' && !hasHeading(text, heading) ? `## ${oneLine(heading)}\n\n` : ''}${section}\n` }];
	}
	if (heading === '') return [{ type: 'append', path, text: section }];
	if (hasHeading(text, heading)) return [{ type: 'append', path, text: section, under: { heading } }];
	return [{ type: 'append', path, text: `## ${oneLine(heading)}\n\n${section}` }];
}

/** Behind the heading's line, or behind the properties. */
function startOf(text: string, heading: string): number {
	const line = heading === '' ? null : headingLine(text, heading);
	return line ? line.end : (readFrontMatter(text).frontMatter?.span.end ?? (text.startsWith('\uFEFF') ? 1 : 0));
}

function hasHeading(text: string, heading: string): boolean {
	return headingLine(text, heading) !== null;
}

function headingLine(text: string, heading: string): { readonly end: number } | null {
	const wanted = oneLine(heading).toLowerCase();
	for (const { 0: line, 1: words = '', index } of text.matchAll(/^ {0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*\r?(?:\n|$)/gm)) if (words.trim().toLowerCase() === wanted) return { end: index + line.length };
	return null;
}

/** What is made of private text stays private, wherever it is put. */
function privacy({ isPrivate }: ActionResult, path: VaultPath): Change[] {
	return isPrivate ? [{ type: 'set-properties', path, properties: { private: true } }] : [];
}

async function newNote(result: ActionResult, { folder, again }: Extract<ResultPlace, { to: 'new-note' }>, planning: Planning): Promise<ResultChanges> {
	const path = notePath(result, folder);
	if (path === null) throw new PraxisError('bad-path', `Results cannot be kept in “${folder}”.`, { hint: 'Choose another folder in the settings, such as “Praxis/Results”.' });
	const old = again === true ? null : await planning.textOf(path);
	const whole = printNote(result, planning);
	if (old !== null && isOf(old, result)) {
		const before = readFrontMatter(old, path).frontMatter?.data['input'];
		return { changes: [{ type: 'replace', path, target: { start: 0, end: old.length }, text: whole }], replaces: { isSameInput: before === inputVersion(result.input) } };
	}
	return { changes: [{ type: 'create', path, text: whole }, ...(await linkedBack(result, path, planning))], replaces: null };
}

function notePath(result: Pick<ActionResult, 'pattern' | 'sources' | 'at'>, folder: string): VaultPath | null {
	const place = plainFolder(folder);
	return asVaultPath(`${place === '' ? '' : `${place}/`}${noteName(result)}.md`);
}

/** The same for the same pattern and note, so that a second run finds the first. */
function noteName({ pattern, sources, at }: Pick<ActionResult, 'pattern' | 'sources' | 'at'>): string {
	const about = sources[0] === undefined ? at.slice(0, 10) : titleOf(sources[0]);
	return `${about} – ${pattern}`.replace(/[\\/:*?"<>|#^[\]\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 120).replace(/[. \uD800-\uDBFF]+$/, '');
}

function isOf(text: string, { pattern }: Pick<ActionResult, 'pattern'>): boolean {
	const data = readFrontMatter(text).frontMatter?.data;
	return data?.['praxis'] === 'result' && data['pattern'] === pattern;
}

function printNote({ runId, pattern, model, at, outcome, sources, input, isPrivate, goal = '', text }: ActionResult, { linkTo }: Planning): string {
	const properties = { praxis: 'result', run: runId, pattern, model, source: sources.map(linkTo), ...(goal === '' ? {} : { goal }), created: at, outcome, input: inputVersion(input), ...(isPrivate ? { private: true } : {}) };
	return `---\n${stringify(properties)}---\n${text.trim()}\n`;
}

/** The note that it came from names its result: a property that the person can see and take away. */
async function linkedBack({ sources }: ActionResult, result: VaultPath, { textOf, linkTo }: Planning): Promise<Change[]> {
	const [source] = sources;
	const text = source === undefined ? null : await textOf(source);
	if (source === undefined || text === null || sources.length !== 1) return [];
	const old = listOf(readFrontMatter(text, source).frontMatter?.data['results']);
	const link = linkTo(result);
	return old.includes(link) ? [] : [{ type: 'set-properties', path: source, properties: { results: [...old, link] } }];
}

/** A list where the result is one, else one line. */
function propertyOf(text: string): PropertyScalar | readonly PropertyScalar[] {
	const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
	const items = lines.map((line) => /^(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line)?.[1] ?? null);
	const isList = items.length > 1 && items.every((item): item is string => item !== null);
	return isList ? items.map((item) => oneLine(item ?? '')) : oneLine(items.length === 1 ? (items[0] ?? lines[0] ?? '') : text);
}
