/** Whether a claim's quote stands in its source now, and where: the proof is looked up each time, never believed. Reads only. */
import type { NoteText, Vault } from '../host';
import { isPraxisError } from '../lib/errors';
import { resolveSubpath, type LinkIndex } from '../lib/links';
import { readNote } from '../lib/markdown';
import type { Note, Span } from '../lib/note';
import { isNote, type VaultPath } from '../lib/vault-path';
import { checkQuote } from '../search/quotes/citation-check';

export type SourceCheck =
	/** `source`: the link's text as it should be, with the block where the quote stands. */
	| { readonly ok: true; readonly path: VaultPath; readonly source: string; readonly note: NoteText; readonly clause: string }
	| { readonly ok: false; readonly reason: string; readonly path: VaultPath | null };

/** The note that a source names; null for an address, a dangling link, or what is no note. */
export function noteOfSource(source: string, links: LinkIndex): VaultPath | null {
	if (isAddress(source)) return null;
	const path = links.resolve(source.split('#')[0]?.split('|')[0] ?? '', '');
	return path !== null && isNote(path) ? path : null;
}

export function isAddress(source: string): boolean {
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(source.trim());
}

/** Throws what the disk does but for a note that cannot be read. */
export async function checkSource(source: string, quote: string, { links, vault }: { readonly links: LinkIndex; readonly vault: Pick<Vault, 'read'> }): Promise<SourceCheck> {
	const path = noteOfSource(source, links);
	if (path === null) return { ok: false, path, reason: `There is no note “${source.split('#')[0] ?? ''}”.` };
	const text = await vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
	if (!text) return { ok: false, path, reason: `“${path}” cannot be read.` };
	return checkIn({ path, text, note: readNote(path, text.text) }, { source, quote, links });
}

export interface SourceNote { readonly path: VaultPath; readonly text: NoteText; readonly note: Note }

/** The same in a note that was read: many quotes of one note cost one reading. */
export function checkIn({ path, text, note }: SourceNote, { source, quote, links }: { readonly source: string; readonly quote: string; readonly links: LinkIndex }): SourceCheck {
	const found = checkQuote(quote, text.text, note);
	if (!found.ok) return { ok: false, path, reason: `The quote does not verify: ${found.reason}.` };
	const subpath = /#(.*)$/s.exec(source)?.[1] ?? '';
	const isThere = subpath !== '' && covers(resolveSubpath(note, subpath), found.span);
	const place = isThere ? subpath : found.block?.id !== null && found.block !== null ? `^${found.block.id}` : headingOf(note, found.span);
	const [named = ''] = source.split('#');
	const file = named !== '' && links.resolve(named, '') === path ? named : links.linkText(path);
	return { ok: true, path, note: text, clause: found.clause, source: `${file}${place === '' ? '' : `#${place}`}` };
}

function covers(outer: Span | null, inner: Span): boolean {
	return outer !== null && outer.start <= inner.start && inner.end <= outer.end;
}

/** The heading above, where a link can name it. */
function headingOf(note: Note, { start }: Span): string {
	const above = note.headings.filter(({ span }) => span.start <= start).at(-1);
	return above === undefined || /[[\]|#^\\]|%%/.test(above.text) ? '' : above.text;
}
