/** Our own index on a retrieval set: notes, or the blocks of notes, with one setting for every set. */
import { readNote } from '../../../src/core/lib/markdown';
import type { Note } from '../../../src/core/lib/note';
import { ContentIndex, type Hit } from '../../../src/core/search/content-index';
import type { EvalDocument, EvalLink } from './retrieval-set';

export interface PraxisOptions {
	/** Queries are unfinished: what a person has typed so far. */
	readonly typing?: boolean;
}

/** Indexes the documents; those that name a `note` are blocks of it. Answers with document ids, best first. */
export function praxisFinder(documents: readonly EvalDocument[], { typing = false }: PraxisOptions): (query: string, limit: number) => string[] {
	return documents.some(({ note }) => note !== '') ? blockFinder(documents) : noteFinder(documents, typing);
}

function noteFinder(documents: readonly EvalDocument[], typing: boolean): (query: string, limit: number) => string[] {
	const index = noteIndex(documents);
	return (query, limit) => index.search(query, { limit, typing }).map(({ path }) => path);
}

/** The documents as notes. */
export function noteIndex(documents: readonly EvalDocument[]): ContentIndex {
	const index = new ContentIndex();
	for (const { id, title, aliases, tags, body, links } of documents) {
		const read = readNote(id, body);
		const note: Note = {
			...read,
			aliases,
			links: links.map(linkOf),
			tags: [...read.tags, ...tags.map((name) => ({ name, span: { start: 0, end: 0 }, inFrontMatter: true }))],
		};
		index.put({ path: id, title, text: body, version: '', note });
	}
	return index;
}

function linkOf({ to, text }: EvalLink): Note['links'][number] {
	return { kind: 'wikilink', target: to, subpath: null, display: text === '' ? null : text, span: { start: 0, end: 0 }, line: 1, inFrontMatter: false };
}

/** Each note is its blocks with an empty line between them. */
function blockFinder(documents: readonly EvalDocument[]): (query: string, limit: number) => string[] {
	const index = new ContentIndex();
	const placesOf = new Map<string, { start: number; id: string }[]>();
	const texts = new Map<string, string>();
	for (const { note, id, body } of documents) {
		const text = texts.get(note) ?? '';
		placesOf.set(note, [...(placesOf.get(note) ?? []), { start: text.length, id }]);
		texts.set(note, `${text}${body.replace(/\s*\n\s*/g, ' ')}\n\n`);
	}
	for (const [path, text] of texts) index.put({ path, text, version: '', note: readNote(path, text) });
	const idOf = ({ path, block }: Hit): string => placesOf.get(path)?.filter(({ start }) => start <= (block?.span.start ?? 0)).at(-1)?.id ?? '';
	return (query, limit) => [...new Set(index.findBlocks(query, { limit }).hits.map(idOf))];
}
