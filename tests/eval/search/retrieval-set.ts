/** Reads a retrieval set from disk: documents, queries, judgements. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface EvalDocument {
	readonly id: string;
	readonly title: string;
	readonly aliases: readonly string[];
	readonly headings: readonly string[];
	readonly tags: readonly string[];
	readonly body: string;
	/** The note that the document is a block of; "" when it is a note. */
	readonly note: string;
	/** Links from it, without those that queries were made of. */
	readonly links: readonly EvalLink[];
	/** Documents of one conversation are searched apart; "" when there are none. */
	readonly conv: string;
	/** When it was said, as its source writes it; "" when not told. */
	readonly date: string;
}

export interface EvalLink {
	readonly to: string;
	/** What the link shows, "" for the name. */
	readonly text: string;
}

export interface EvalQuery {
	readonly id: string;
	readonly text: string;
	readonly conv: string;
	/** The kind of question: "multi-hop", "temporal"; "" when not told. */
	readonly category: string;
}

export interface RetrievalSet {
	readonly documents: readonly EvalDocument[];
	readonly queries: readonly EvalQuery[];
	/** By query, the grade of each relevant document. */
	readonly grades: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** As LoCoMo and RealTalk number them. */
const CATEGORIES: Readonly<Record<string, string>> = { 1: 'multi-hop', 2: 'temporal', 3: 'inference', 4: 'single-hop', 5: 'adversarial' };

type Row = Readonly<Record<string, unknown>>;

/** The set in `directory`. Documents may stand in a neighbour set, named by `meta.json`. */
export function readRetrievalSet(directory: string): RetrievalSet {
	const queries = rows(directory, 'queries.jsonl')
		.filter((row) => row.unanswerable !== true)
		.map((row) => ({ id: text(row.id), text: text(row.text), conv: text(row.conv), category: CATEGORIES[text(row.category)] ?? '' }));
	const grades = new Map<string, Map<string, number>>();
	for (const line of lines(directory, 'qrels.tsv')) {
		const [query = '', document = '', grade = '1'] = line.split('\t');
		const graded = grades.get(query) ?? new Map<string, number>();
		grades.set(query, graded.set(document, Number(grade)));
	}
	const documents = documentsOf(directory, new Set(queries.map(({ text: typed }) => typed.toLowerCase())));
	// A conversation of one document leaves nothing to rank: such a set asks which conversation it is.
	const isOneEach = new Set(documents.map(({ conv }) => conv)).size === documents.length;
	const together = <T extends { readonly conv: string }>(items: readonly T[]): T[] => items.map((item) => (isOneEach ? { ...item, conv: '' } : item));
	return { documents: together(documents), queries: together(queries), grades };
}

/** A query made of a link's text must not find it in that link: links with a query's text are left out. */
function documentsOf(directory: string, queries: ReadonlySet<string>): EvalDocument[] {
	const metaPath = join(directory, 'meta.json');
	const meta = existsSync(metaPath) ? (JSON.parse(readFileSync(metaPath, 'utf8')) as { docs?: string; drop?: string[] }) : {};
	const source = meta.docs ? join(dirname(directory), meta.docs) : directory;
	const drop = new Set(meta.drop ?? []);
	const links = linksIn(source, queries);
	return rows(source, 'docs.jsonl').map((row) => {
		const kept = Object.fromEntries(Object.entries(row).filter(([key]) => !drop.has(key)));
		const headings = [kept.h1, kept.h2, kept.h3].flatMap(texts);
		return {
			id: text(kept.id),
			title: text(kept.title),
			aliases: texts(kept.aliases),
			headings,
			tags: texts(kept.tags),
			body: text(kept.body),
			note: text(kept.note),
			links: links.get(text(kept.id)) ?? [],
			conv: text(kept.conv),
			date: text(kept.date),
		};
	});
}

function linksIn(directory: string, queries: ReadonlySet<string>): Map<string, EvalLink[]> {
	const links = new Map<string, EvalLink[]>();
	if (!existsSync(join(directory, 'links.tsv')) && !existsSync(join(directory, 'links.tsv.gz'))) return links;
	for (const line of lines(directory, 'links.tsv')) {
		const [from = '', to = '', shown = ''] = line.split('\t');
		if (!queries.has(shown.toLowerCase())) links.set(from, [...(links.get(from) ?? []), { to, text: shown }]);
	}
	return links;
}

function rows(directory: string, name: string): Row[] {
	return lines(directory, name).map((line) => JSON.parse(line) as Row);
}

function lines(directory: string, name: string): string[] {
	const plain = join(directory, name);
	const bytes = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
	return bytes.toString('utf8').split('\n').filter((line) => line.trim() !== '');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(text) : [];
}
