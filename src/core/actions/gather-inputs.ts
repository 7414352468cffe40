/** The texts that a pattern works on, from where the person is: a selection, a block, a note, what it links to, a folder. */
import type { Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { LinkIndex } from '../lib/links';
import { readNote } from '../lib/markdown';
import type { Note, Span } from '../lib/note';
import { isInFolder, isNote, plainFolder, titleOf, type VaultPath } from '../lib/vault-path';
import type { InputKind } from './pattern';
import type { ActionInput } from './run-action';

/** Where the person is. */
export interface Spot {
	readonly path?: VaultPath;
	/** The note's text as the editor has it; read from the vault when absent. */
	readonly text?: string;
	/** Offsets of the selection, or of the cursor where both are the same. */
	readonly from?: number;
	readonly to?: number;
	readonly folder?: string;
	/** Paths that a search has found. */
	readonly found?: readonly VaultPath[];
	/** What the clipboard holds, and where it is not known from. */
	readonly clipboard?: string;
	/** A page that was fetched through the guard. */
	readonly page?: { readonly url: string; readonly text: string };
}

/** Notes that one run takes at most: more is a batch. */
const MOST_NOTES = 30;

/** Whether there is such an input here. */
export function hasInput(kind: InputKind, { path, from, to, folder, found, clipboard, page }: Spot): boolean {
	switch (kind) {
		case 'none':
			return true;
		case 'selection':
			return path !== undefined && from !== undefined && to !== undefined && from < to;
		case 'block':
		case 'section':
			return path !== undefined && from !== undefined;
		case 'note':
		case 'linked-notes':
			return path !== undefined;
		case 'folder':
			return folder !== undefined;
		case 'search':
			return found !== undefined && found.length > 0;
		case 'clipboard':
			return clipboard !== undefined && clipboard.trim() !== '';
		case 'url':
			return page !== undefined;
	}
}

/** Throws `bad-input` where there is none, `missing-note`, and `over-limit` for more notes than one run takes. */
export async function gatherInputs(kind: InputKind, spot: Spot, vault: Pick<Vault, 'list' | 'read'>): Promise<readonly ActionInput[]> {
	if (!hasInput(kind, spot)) throw new PraxisError('bad-input', `There is no ${NAMES[kind]} to work on here.`, { hint: 'Open or select it first.' });
	const { path, folder = '', found = [], clipboard = '', page } = spot;
	if (kind === 'none') return [];
	if (kind === 'clipboard') return [{ name: 'the clipboard', text: clipboard }];
	if (kind === 'url' && page) return [{ name: page.url, text: page.text }];
	if (kind === 'folder') return wholeNotes((await vault.list()).map((file) => file.path).filter((one) => isNote(one) && isInFolder(one, folder)).sort(), vault, `in “${plainFolder(folder)}”`);
	if (kind === 'search') return wholeNotes(found, vault, 'that were found');
	if (path === undefined) throw new PraxisError('internal', 'An input without its note.');
	const text = spot.text ?? (await textOf(path, vault));
	if (kind === 'linked-notes') return [{ name: nameOf(path), path, text }, ...(await wholeNotes(await linkedFrom(path, text, vault), vault, `that “${titleOf(path)}” links to`))];
	const span = kind === 'note' ? null : spanOf(kind, readNote(path, text), { from: spot.from ?? 0, to: spot.to ?? spot.from ?? 0 });
	return [{ name: span && kind !== 'selection' ? `a part of ${nameOf(path)}` : kind === 'selection' ? `a selection in ${nameOf(path)}` : nameOf(path), path, text: span ? text.slice(span.start, span.end) : text }];
}

const NAMES: Readonly<Record<InputKind, string>> = { selection: 'selection', block: 'block', section: 'section', note: 'note', 'linked-notes': 'note', folder: 'folder', search: 'search', clipboard: 'text on the clipboard', url: 'page', none: 'text' };

function spanOf(kind: InputKind, note: Note, { from, to }: { readonly from: number; readonly to: number }): Span {
	if (kind === 'selection') return { start: from, end: to };
	if (kind === 'block') {
		const block = note.blocks.find(({ span }) => span.start <= from && from <= span.end);
		if (!block) throw new PraxisError('bad-input', 'The cursor stands in no block.', { hint: 'Put it into a paragraph or a list item.' });
		return block.span;
	}
	return sectionAt(note, from);
}

/** From its heading to the next one of its level or above; the text before the first heading is a section too. */
function sectionAt({ headings, frontMatter, blocks }: Note, at: number): Span {
	const end = Math.max(...blocks.map(({ span }) => span.end), ...headings.map(({ span }) => span.end), frontMatter?.span.end ?? 0);
	const index = headings.filter(({ span }) => span.start <= at).length - 1;
	const heading = headings[index];
	if (!heading) return { start: frontMatter?.span.end ?? 0, end: headings[0]?.span.start ?? end };
	const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
	return { start: heading.span.start, end: next?.span.start ?? end };
}

async function linkedFrom(path: VaultPath, text: string, vault: Pick<Vault, 'list'>): Promise<readonly VaultPath[]> {
	const links = new LinkIndex((await vault.list()).map((file) => file.path));
	const targets = readNote(path, text).links.map(({ target, kind }) => (kind === 'url' || kind === 'image' ? null : links.resolve(target, path)));
	return [...new Set(targets)].filter((target): target is VaultPath => target !== null && target !== path && isNote(target));
}

async function wholeNotes(paths: readonly VaultPath[], vault: Pick<Vault, 'read'>, which: string): Promise<readonly ActionInput[]> {
	if (paths.length > MOST_NOTES) throw new PraxisError('over-limit', `There are ${paths.length.toLocaleString('en-US')} notes ${which}; one run takes ${MOST_NOTES}.`, { hint: 'Run the pattern over them as a batch, a note at a time.' });
	return Promise.all(paths.map(async (path) => ({ name: nameOf(path), path, text: await textOf(path, vault) })));
}

async function textOf(path: VaultPath, vault: Pick<Vault, 'read'>): Promise<string> {
	const note = await vault.read(path);
	if (!note) throw new PraxisError('missing-note', `“${titleOf(path)}” is no longer in the vault.`);
	return note.text;
}

function nameOf(path: VaultPath): string {
	return `the note “${titleOf(path)}”`;
}
