/** A result as a note of its own, by itself or after a template, linked with the note it came from; a second one updates the first. */
import { stringify } from 'yaml';
import type { Change, PropertyValue } from '../changes/change';
import { readFrontMatter } from '../lib/front-matter';
import { PraxisError } from '../lib/errors';
import { asVaultPath, plainFolder, titleOf, type VaultPath } from '../lib/vault-path';
import { aboutOf, ownSection, type ActionResult, type Planning, type ResultChanges } from './action-result';
import { listOf } from './read-pattern';
import { inputVersion, printSection } from './result-section';
import { formatDate } from './local/date-format';
import { fillTemplate } from './template';

export interface NewNotePlace {
	readonly folder: string;
	/** Path of the note that it is made after; its `{{result}}` is where the result stands, the end when it has none. "" for none. */
	readonly template?: string;
	/** Beside an earlier result instead of in its place. */
	readonly again?: boolean;
}

/** Throws `bad-path` for a folder that cannot be one, and `missing-note` for a template that is gone. */
export async function newNoteChanges(result: ActionResult, { folder, template = '', again }: NewNotePlace, planning: Planning): Promise<ResultChanges> {
	const path = newNotePath(result, folder);
	if (path === null) throw new PraxisError('bad-path', `Results cannot be kept in “${folder}”.`, { hint: 'Choose another folder in the settings, such as “Praxis/Results”.' });
	const old = again === true ? null : await planning.textOf(path);
	const properties = propertiesOf(result, planning);
	if (old !== null && isResultOf(old, result)) return { changes: [{ type: 'set-properties', path, properties }, updated(old, path, { result, planning })], replaces: { isSameInput: inputOf(old) === inputVersion(result.input) } };
	const made: Change[] = template === '' ? [{ type: 'create', path, text: `---\n${stringify(properties)}---\n${result.text.trim()}\n` }] : [{ type: 'create', path, text: await fromTemplate(template, path, { result, planning }) }, { type: 'set-properties', path, properties }];
	return { changes: [...made, ...(await linkedBack(result, path, planning))], replaces: null };
}

/** Null for a folder that cannot be one. The same for the same pattern and note, so that a second run finds the first. */
export function newNotePath({ pattern, sources, at }: Pick<ActionResult, 'pattern' | 'sources' | 'at'>, folder: string): VaultPath | null {
	const place = plainFolder(folder);
	const about = sources[0] === undefined ? at.slice(0, 10) : titleOf(sources[0]);
	const name = `${about} – ${pattern}`.replace(/[\\/:*?"<>|#^[\]\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 120).replace(/[. \uD800-\uDBFF]+$/, '');
	return asVaultPath(`${place === '' ? '' : `${place}/`}${name}.md`);
}

export function isResultOf(text: string, { pattern }: Pick<ActionResult, 'pattern'>): boolean {
	const data = readFrontMatter(text).frontMatter?.data;
	return data?.['praxis'] === 'result' && data['pattern'] === pattern;
}

/** The version of the text that a result's note was made from; null when it does not say. */
export function inputOf(text: string): string | null {
	const input = readFrontMatter(text).frontMatter?.data['input'];
	return typeof input === 'string' || typeof input === 'number' ? String(input) : null;
}

/** The note that it came from names its result: a property that the person can see and take away. */
export async function linkedBack({ sources }: Pick<ActionResult, 'sources'>, result: VaultPath, { textOf, linkTo }: Planning): Promise<Change[]> {
	const [source] = sources;
	if (source === undefined || source === result || sources.length !== 1) return [];
	const text = await textOf(source);
	if (text === null) return [];
	const old = listOf(readFrontMatter(text, source).frontMatter?.data['results']);
	const link = linkTo(result);
	return old.includes(link) ? [] : [{ type: 'set-properties', path: source, properties: { results: [...old, link] } }];
}

interface Making {
	readonly result: ActionResult;
	readonly planning: Planning;
}

function propertiesOf({ runId, pattern, model, at, outcome, sources, input, isPrivate, goal = '' }: ActionResult, { linkTo }: Planning): Record<string, PropertyValue> {
	return { praxis: 'result', run: runId, pattern, model, source: sources.map(linkTo), ...(goal === '' ? {} : { goal }), created: at, outcome, input: inputVersion(input), ...(isPrivate ? { private: true } : {}) };
}

/** Its own part where it has one; else all below the properties. */
function updated(old: string, path: VaultPath, { result, planning }: Making): Change {
	const own = ownSection(old, result.pattern);
	const target = own ?? { start: readFrontMatter(old).frontMatter?.span.end ?? 0, end: old.length };
	return { type: 'replace', path, target: { start: target.start, end: target.end }, text: own ? printSection(result.text, aboutOf(result, planning)) : `${result.text.trim()}\n` };
}

async function fromTemplate(template: string, path: VaultPath, { result, planning }: Making): Promise<string> {
	const from = asVaultPath(template);
	const text = from && (await planning.textOf(from));
	if (text === null) throw new PraxisError('missing-note', `The template “${titleOf(template)}” is not in the vault.`, { hint: 'The result is kept. Mend “template” in the pattern, or choose another place.' });
	const section = printSection(result.text, aboutOf(result, planning)).trimEnd();
	const now = new Date(result.at);
	const dates = [...text.matchAll(/\{\{\s*((date|time)(?::([^{}]*))?)\s*\}\}/g)].map(([, name = '', kind, format]) => [name.trim(), formatDate(now, format?.trim() || (kind === 'time' ? 'HH:mm' : 'YYYY-MM-DD'))] as const);
	const variables = { ...Object.fromEntries(dates), title: titleOf(path), pattern: result.pattern, model: result.model, goal: result.goal ?? '', source: result.sources.map(planning.linkTo).join(', '), result: section };
	// What a template reads of other notes would come in without its label.
	const { text: filled } = await fillTemplate(text, { variables, input: '{{input}}', now, readFile: () => Promise.resolve(null) });
	return filled.includes(section) ? filled : `${filled.trimEnd()}\n\n${section}\n`;
}
