/**
 * One item as an entry of a Telos file, in the plainest form that reads as the same item: `- G1: title`, `### G1: title`,
 * or a heading that states its type and id. The reader itself says which does.
 */
import { readNote } from '../lib/markdown';
import { oneLine } from '../lib/one-line';
import type { Item } from './item';
import { readListNote } from './read-list-note';
import { printStated, printTitle } from './stated-type';
import { ID_PATTERN } from './vocabulary';

export interface Printable {
	readonly item: Item;
	/** The lines after the first. */
	readonly rest: readonly string[];
}

export interface EntryOptions {
	/** The id in the prefix; null for an item that has none, or whose id another entry has. */
	readonly id: string | null;
	/** The words of the section's heading. */
	readonly section: string;
	/** A line where a line will do; else a heading. */
	readonly prefersLine: boolean;
}

const LIKE_ENTRY = new RegExp(`^(\\s*)[-*](?=\\s+(?:\\*\\*)?${ID_PATTERN})`);

export function printEntry(one: Printable, { id, section, prefersLine }: EntryOptions): string {
	const { item } = one;
	const stated = headEntry(one, id, printStated({ type: item.type, id: id === null ? item.id : null }));
	const plain = [...(prefersLine ? [lineEntry(one, id)] : []), headEntry(one, id, [])];
	return plain.find((entry) => readsAs(entry, section, item.id === null ? { ...item, id } : item)) ?? stated;
}

/** True when `entry`, under such a heading, is read as this one item and nothing else. */
export function readsAs(entry: string, section: string, item: Pick<Item, 'type' | 'id' | 'title'>): boolean {
	const text = `## ${section}\n\n${entry}\n`;
	const { entries } = readListNote(readNote('list.md', text), text);
	const [read] = entries;
	return read !== undefined && entries.length === 1 && read.item.type === item.type && read.item.id === item.id && oneLine(read.item.title) === oneLine(item.title) && read.item.span.end >= text.trimEnd().length;
}

/** A fence that the lines leave open; null when they leave none. As `list-lines.ts` reads them. */
export function openFence(lines: readonly string[]): string | null {
	let open: string | null = null;
	for (const line of lines) {
		const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1] ?? null;
		if (mark !== null) open = open === null ? mark : open === mark ? null : open;
	}
	return open;
}

function lineEntry({ item, rest }: Printable, id: string | null): string {
	const more = rest.filter((line) => line.trim() !== '').map((line) => `  ${line.replace(LIKE_ENTRY, '$1+')}`);
	return closed([`- ${titled(item, id)}`, ...more]).join('\n');
}

function headEntry({ item, rest }: Printable, id: string | null, stated: readonly string[]): string {
	const lines = rest.map((line) => (/^(?:#{1,6}\s|(?:-{3,}|\*{3,}|_{3,})\s*$)/.test(line) ? `  ${line}` : line.replace(LIKE_ENTRY, '$1+')));
	return closed([`### ${titled(item, id)}`, ...stated, ...lines]).join('\n').trimEnd();
}

/** A title that is a link and no more would point at a note: its words are told without the brackets. */
function titled({ title }: Item, id: string | null): string {
	const words = oneLine(title).replace(/^!?\[\[([^[\]]*)\]\]$/, '$1');
	return id === null ? printTitle(words) : `${id}: ${words}`;
}

function closed(lines: readonly string[]): readonly string[] {
	const fence = openFence(lines);
	return fence === null ? lines : [...lines, fence];
}
