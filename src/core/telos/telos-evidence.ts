/** The items that a note is likely about, by its words. */
import type { NoteText } from '../host';
import { readNote } from '../lib/markdown';
import { nameOf, titleOf, type VaultPath } from '../lib/vault-path';
import type { ContentIndex } from '../search/content-index';
import type { TelosGraph } from './graph';
import type { Item } from './item';

const MOST_HITS = 40;
const LONGEST_QUERY = 600;

export interface Likeness {
	readonly graph: TelosGraph;
	readonly index: Pick<ContentIndex, 'find'>;
	readonly read: (path: VaultPath) => Promise<NoteText | null>;
}

/** Items whose words the note shares, best first, 1 for the best: by its title, headings and first lines. */
export async function itemsLike(start: string, { graph, index, read }: Likeness): Promise<{ key: string; score: number }[]> {
	const item = graph.item(start);
	const path = item?.path ?? start;
	const query = item ? `${item.title} ${item.text}` : await wordsOf(path, read);
	const { hits } = index.find(plain(query).slice(0, LONGEST_QUERY), { limit: MOST_HITS });
	const best = new Map<string, number>();
	for (const hit of hits) {
		const key = hit.path === path ? null : keyAt(hit.path, hit.block?.span.start ?? 0, graph);
		if (key !== null && !best.has(key)) best.set(key, hit.score);
	}
	const top = Math.max(...best.values(), 0);
	return top === 0 ? [] : [...best].map(([key, score]) => ({ key, score: score / top }));
}

async function wordsOf(path: string, read: Likeness['read']): Promise<string> {
	const { text } = (await read(path as VaultPath)) ?? { text: '' };
	const note = readNote(path, text.slice(0, 20_000));
	const start = note.frontMatter?.span.end ?? 0;
	return [titleOf(nameOf(path)), ...note.headings.map((heading) => heading.text), text.slice(start, start + LONGEST_QUERY)].join(' ');
}

/** The item whose text a place in a note belongs to; null in a note, or a part of one, that is none. */
function keyAt(path: string, offset: number, graph: TelosGraph): string | null {
	if (graph.item(path) !== null) return path;
	const inside = graph.itemsIn(path).find(({ span }: Item) => span.start <= offset && offset < span.end);
	return inside?.key ?? null;
}

/** Without what a search would take for an operator. */
function plain(text: string): string {
	return text.replace(/[^\p{L}\p{N}'’]+/gu, ' ').trim();
}
