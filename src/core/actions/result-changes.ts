/** From a pattern's result to the changes that write it: where it goes, what it says of its origin, and its own earlier part. */
import type { Change, PropertyScalar } from '../changes/change';
import { readFrontMatter } from '../lib/front-matter';
import { PraxisError } from '../lib/errors';
import { readNote } from '../lib/markdown';
import { oneLine } from '../lib/one-line';
import type { Note } from '../lib/note';
import { titleOf, type VaultPath } from '../lib/vault-path';
import { aboutOf, ownSection, type ActionResult, type Planning, type ResultChanges } from './action-result';
import { inputOf, isResultOf, linkedBack, newNoteChanges, newNotePath, type NewNotePlace } from './new-note-changes';
import { inputVersion, printOrigin, printSection, readOrigin, sectionsIn } from './result-section';

export type { ActionResult, Planning, ResultChanges } from './action-result';

/** Where a result goes. What the editor itself puts at the cursor or in place of a selection is not here. */
export type ResultPlace =
	/** `heading`: "" for the note as a whole. `again`: beside an earlier result instead of in its place. */
	| { readonly to: 'append' | 'prepend'; readonly path: VaultPath; readonly heading: string; readonly again?: boolean }
	| ({ readonly to: 'new-note' } & NewNotePlace)
	/** Below the code block with this text in it; `nth`: which one from 0, where several read the same. */
	| { readonly to: 'below'; readonly path: VaultPath; readonly block: string; readonly nth?: number; readonly again?: boolean }
	/** `old`: the text that it was made from, which stood at the offset `start`. */
	| { readonly to: 'replace'; readonly path: VaultPath; readonly start: number; readonly old: string }
	| { readonly to: 'property'; readonly path: VaultPath; readonly name: string };

/** Throws `missing-note` when the note is gone, `conflict` when the text to be replaced is, and as `newNoteChanges` does. */
export async function resultChanges(result: ActionResult, place: ResultPlace, planning: Planning): Promise<ResultChanges> {
	if (place.to === 'new-note') return newNoteChanges(result, place, planning);
	const text = await planning.textOf(place.path);
	if (text === null) throw new PraxisError('missing-note', `“${titleOf(place.path)}” is no longer in the vault.`, { hint: 'The result is kept; choose another place for it.' });
	if (place.to === 'property') return propertyChanges(result, place, { text, planning });
	if (place.to === 'replace') return replaced(result, place, text);
	const about = aboutOf(result, planning);
	const section = printSection(result.text, about);
	if (place.to === 'below') return below(result, place, { text, section, input: about.input });
	const own = place.again === true ? null : ownSection(text, result.pattern);
	if (own) return { changes: [{ type: 'replace', path: place.path, target: { start: own.start, end: own.end }, text: section }], replaces: { isSameInput: own.input === about.input } };
	return { changes: [...placed(section, place, text), ...privacy(result, place.path), ...(await linkedBack(result, place.path, planning))], replaces: null };
}

/** Whether the pattern's result stands where it would be written, made from the note as it reads now. */
export async function isWrittenFrom({ pattern, path, text, place }: { readonly pattern: string; readonly path: VaultPath; readonly text: string; readonly place: { readonly to: ResultPlace['to']; readonly folder?: string; readonly name?: string } }, textOf: Planning['textOf']): Promise<boolean> {
	const version = inputVersion(text);
	if (place.to === 'property') return propertyInput(text, { pattern, name: place.name ?? '' }) === version;
	if (place.to !== 'new-note') return ownSection(text, pattern)?.input === version;
	const made = newNotePath({ pattern, sources: [path], at: '' }, place.folder ?? '');
	const old = made === null ? null : await textOf(made);
	return old !== null && isResultOf(old, { pattern }) && inputOf(old) === version;
}

/** Beside the property stands one that says where it is from, in the words of a section. */
function propertyChanges(result: ActionResult, { path, name }: Extract<ResultPlace, { to: 'property' }>, { text, planning }: { readonly text: string; readonly planning: Planning }): ResultChanges {
	const before = propertyInput(text, { pattern: result.pattern, name });
	const about = aboutOf(result, planning);
	return { changes: [{ type: 'set-properties', path, properties: { [name]: propertyOf(result.text), [originOf(name)]: printOrigin(about) } }], replaces: before === null ? null : { isSameInput: before === about.input } };
}

function originOf(name: string): string {
	return `${name}-praxis`;
}

/** Null when another one, or nobody, wrote it. */
function propertyInput(text: string, { pattern, name }: { readonly pattern: string; readonly name: string }): string | null {
	const origin = readFrontMatter(text).frontMatter?.data[originOf(name)];
	const read = typeof origin === 'string' ? readOrigin(origin) : null;
	return read?.pattern === pattern ? read.input : null;
}

/** In place of a text, where it still stands, or alone stands now. The line ends around it stay. */
function replaced({ text: made }: ActionResult, { path, start, old }: Extract<ResultPlace, { to: 'replace' }>, text: string): ResultChanges {
	const first = text.indexOf(old);
	const at = text.startsWith(old, start) ? start : first === text.lastIndexOf(old) ? first : -1;
	if (at < 0 || old === '') throw new PraxisError('conflict', 'The text that this was made from has changed since.', { hint: 'The result is kept: put it elsewhere, or run the pattern again.' });
	const [before = '', after = ''] = [/^\s*/.exec(old)?.[0], old.trim() === '' ? '' : /\s*$/.exec(old)?.[0]];
	return { changes: [{ type: 'replace', path, target: { start: at, end: at + old.length }, text: before + made.trim() + after }], replaces: null };
}

/** The part that stands between the block and any other text is its own. */
function below(result: ActionResult, { path, block, nth = 0, again }: Extract<ResultPlace, { to: 'below' }>, { text, section, input }: { readonly text: string; readonly section: string; readonly input: string }): ResultChanges {
	const alike = blocksWith(text, block);
	const code = alike[nth] ?? alike.at(-1);
	if (!code) throw new PraxisError('conflict', 'The block that this was run from is no longer in the note.', { hint: 'The result is kept: put it elsewhere, or run the pattern again.' });
	const own = sectionsIn(text).find(({ pattern, start }) => pattern === result.pattern && start >= code.span.end && text.slice(code.span.end, start).trim() === '');
	if (own && again !== true) return { changes: [{ type: 'replace', path, target: { start: own.start, end: own.end }, text: section }], replaces: { isSameInput: own.input === input } };
	const hasEnd = /\n\s*$/.test(text.slice(code.span.start, code.span.end));
	return { changes: [{ type: 'insert', path, at: { offset: code.span.end }, text: `${hasEnd ? '' : '\n'}\n${section}` }, ...privacy(result, path)], replaces: null };
}

/** Which one, from 0, the block on this line is (also counted from 0) among those of the note that read the same. */
export function blockNumber(text: string, block: string, line: number): number {
	return Math.max(0, blocksWith(text, block).filter(({ span }) => text.slice(0, span.start).split('\n').length - 1 <= line).length - 1);
}

function blocksWith(text: string, block: string): Note['blocks'] {
	const wanted = innerOf(`\n${block}\n`);
	return readNote('', text).blocks.filter(({ kind, span }) => kind === 'code' && innerOf(text.slice(span.start, span.end).trim()) === wanted);
}

/** What stands between the fences. */
function innerOf(code: string): string {
	return code.split(/\r?\n/).slice(1, -1).map((line) => line.trimEnd()).join('\n').trim();
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
	const found = readNote('', text).headings.find((one) => one.text.trim().toLowerCase() === wanted);
	if (!found) return null;
	const end = text.indexOf('\n', Math.max(found.span.start, found.span.end - 1));
	return { end: end < 0 ? text.length : end + 1 };
}

/** What is made of private text stays private, wherever it is put. */
function privacy({ isPrivate }: ActionResult, path: VaultPath): Change[] {
	return isPrivate ? [{ type: 'set-properties', path, properties: { private: true } }] : [];
}

/** A list where the result is one, else one line. */
function propertyOf(text: string): PropertyScalar | readonly PropertyScalar[] {
	const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
	const items = lines.map((line) => /^(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line)?.[1] ?? null);
	const isList = items.length > 1 && items.every((item): item is string => item !== null);
	return isList ? items.map((item) => oneLine(item ?? '')) : oneLine(items.length === 1 ? (items[0] ?? lines[0] ?? '') : text);
}
