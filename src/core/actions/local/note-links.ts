/** What the local actions share: links to notes and to headings in them, reading, and a short quote that does nothing where it is put. */
import type { Vault } from '../../host';
import { isPraxisError, PraxisError } from '../../lib/errors';
import { comparableHeading, LinkIndex, writeLink } from '../../lib/links';
import type { Note } from '../../lib/note';
import { oneLine } from '../../lib/one-line';
import { titleOf, type VaultPath } from '../../lib/vault-path';
import type { ActionInput } from '../run-action';

export type LinkTo = (path: VaultPath, words?: { readonly subpath?: string | null; readonly display?: string }) => string;

export interface Links {
	readonly index: LinkIndex;
	readonly linkTo: LinkTo;
	/** Of all files, sorted. */
	readonly paths: readonly VaultPath[];
}

/** Links are written as in the note `from`. */
export async function linksOf(vault: Pick<Vault, 'list'>, from = ''): Promise<Links> {
	const paths = (await vault.list()).map(({ path }) => path).sort();
	const index = new LinkIndex(paths);
	return { index, paths, linkTo: (path, words = {}) => writeLink(index.linkText(path, from), words) };
}

/** Throws `bad-input` when there is none. */
export function firstOf(inputs: readonly ActionInput[]): ActionInput {
	const [first] = inputs;
	if (!first) throw new PraxisError('bad-input', 'There is no text to work on here.', { hint: 'Open a note or select a text first.' });
	return first;
}

/** Null for a note that is gone or cannot be read. */
export async function textOrNull(path: VaultPath, vault: Pick<Vault, 'read'>): Promise<string | null> {
	try {
		return (await vault.read(path))?.text ?? null;
	} catch (error) {
		if (isPraxisError(error)) return null;
		throw error;
	}
}

/** By which a link finds the heading: with those above it when another one has its words. */
export function subpathOf({ headings }: Pick<Note, 'headings'>, index: number): string | null {
	const heading = headings[index];
	if (!heading) return null;
	const wanted = comparableHeading(heading.text);
	if (wanted === '') return null;
	if (headings.filter(({ text }) => comparableHeading(text) === wanted).length === 1) return heading.text.replace(/#/g, ' ').trim();
	const chain: string[] = [];
	for (let at = index; at >= 0; at = headings[at]?.parent ?? -1) chain.unshift((headings[at]?.text ?? '').replace(/#/g, ' ').trim());
	return chain.join('#');
}

/** One line without marks that would link, embed, tag, comment or name a block where it is put. */
export function plainWords(text: string): string {
	const shown = text
		.replace(/!?\[\[([^\]|]*\|)?([^\]]*)\]\]/g, '$2')
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/(?:^|\s)\^[A-Za-z0-9-]+\s*$/, '')
		.replace(/(^|\s)#(?=[^\s#])/g, '$1')
		.replace(/[`<>[\]]|%%|==|\*\*/g, '');
	return oneLine(shown).trim();
}

export function titleIn(input: ActionInput): string {
	return input.path === undefined ? plainWords(input.name) : titleOf(input.path);
}
