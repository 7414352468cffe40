/**
 * Measures how well notes are found, on any sets in the retrieval format, beside known engines.
 *
 * Prints figures; never passes or fails. nDCG uses the grades themselves as gains, as trec_eval does. Each set is also
 * told of by halves: a gain that one half alone has is chance.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ENGINES } from './search/engines';
import { memoryFinder } from './search/memory-engine';
import { readRetrievalSet, type RetrievalSet } from './search/retrieval-set';

export interface EvalRow {
	readonly set: string;
	readonly engine: string;
	readonly metric: string;
	readonly value: number;
	readonly n: number;
}

const DEPTH = 100;

/** `data`: a folder of sets, or one set. `sets`: names to keep, all unless told. */
export async function run({ data, sets }: { data?: string; sets?: readonly string[] }): Promise<EvalRow[]> {
	if (!data || !existsSync(data)) throw new Error('Give a folder with retrieval sets: --data DIR');
	const rows: EvalRow[] = [];
	for (const directory of directories(data, sets)) {
		const set = readRetrievalSet(directory);
		for (const engine of [...Object.keys(ENGINES), ...(isMemory(set) ? [MEMORY] : [])]) rows.push(...(await measure(basename(directory), engine, set)));
	}
	return rows;
}

/** The memory's own recall: for sets of what was said on a day. */
const MEMORY = 'praxis-memory';

function isMemory({ documents }: RetrievalSet): boolean {
	return documents.some(({ date, conv }) => date !== '' && conv !== '');
}

/** The folders of the sets. */
export function directories(data: string, sets: readonly string[] | undefined): string[] {
	const isSet = (path: string): boolean => existsSync(join(path, 'qrels.tsv')) || existsSync(join(path, 'qrels.tsv.gz'));
	if (isSet(data)) return [data];
	const root = existsSync(join(data, 'retrieval')) ? join(data, 'retrieval') : data;
	const names = readdirSync(root).filter((name) => !sets || sets.length === 0 || sets.includes(name));
	return names.map((name) => join(root, name)).filter(isSet);
}

type Find = (query: string, limit: number) => Promise<readonly string[]>;

async function measure(name: string, engineName: string, set: RetrievalSet): Promise<EvalRow[]> {
	// A set of unfinished titles is typed into a box that searches at every key.
	const search = finders(engineName, set, name.endsWith('-prefix'));
	const sums = new Map<string, Map<string, number>>();
	for (const query of set.queries) {
		const grades = set.grades.get(query.id);
		if (!grades || grades.size === 0) continue;
		const found = await search(query.conv)(query.text, DEPTH);
		for (const kind of ['', halfOf(query.id), ...(query.category === '' ? [] : [query.category])]) add(sums, kind, { ...metrics(found, grades), n: 1 });
	}
	return [...sums].flatMap(([kind, own]) => rowsOf(kind === '' ? name : `${name}/${kind}`, engineName, own));
}

/** Which of two random halves a query is in: by its id, the same in every run. */
export function halfOf(id: string): 'half-a' | 'half-b' {
	let hash = 2166136261;
	for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	return (hash >>> 13) & 1 ? 'half-a' : 'half-b';
}

/** Adds figures of one query to those of its kind; `n` counts them. */
export function add(sums: Map<string, Map<string, number>>, kind: string, figures: Readonly<Record<string, number>>): void {
	const own = sums.get(kind) ?? new Map<string, number>();
	for (const [metric, value] of Object.entries(figures)) own.set(metric, (own.get(metric) ?? 0) + value);
	sums.set(kind, own);
}

/** Means of what was added. */
export function rowsOf(set: string, engine: string, sums: ReadonlyMap<string, number>): EvalRow[] {
	const n = sums.get('n') ?? 0;
	return [...sums].filter(([metric]) => metric !== 'n').map(([metric, sum]) => ({ set, engine, metric, value: sum / n, n }));
}

/** One index a conversation, made when it is first asked. */
function finders(engineName: string, set: RetrievalSet, typing: boolean): (conv: string) => Find {
	const made = new Map<string, Find>();
	return (conv) => {
		const known = made.get(conv);
		if (known) return known;
		const documents = conv === '' ? set.documents : set.documents.filter((document) => document.conv === conv);
		const finder = engineName === MEMORY ? memoryFinder(documents) : plainFinder(engineName, documents, typing);
		made.set(conv, finder);
		return finder;
	};
}

function plainFinder(engineName: string, documents: RetrievalSet['documents'], typing: boolean): Find {
	const engine = ENGINES[engineName];
	if (!engine) throw new Error(`No engine "${engineName}".`);
	const find = engine(documents, { typing });
	return (query, limit) => Promise.resolve(find(query, limit));
}

export function metrics(found: readonly string[], grades: ReadonlyMap<string, number>): Record<string, number> {
	const relevant = [...grades].filter(([, grade]) => grade > 0);
	const hits = (depth: number): number => found.slice(0, depth).filter((id) => (grades.get(id) ?? 0) > 0).length;
	const gain = (grade: number, at: number): number => grade / Math.log2(at + 2);
	const ideal = relevant.map(([, grade]) => grade).sort((a, b) => b - a).slice(0, 10).reduce((sum, grade, at) => sum + gain(grade, at), 0);
	const reached = found.slice(0, 10).reduce((sum, id, at) => sum + gain(grades.get(id) ?? 0, at), 0);
	const first = found.slice(0, 10).findIndex((id) => (grades.get(id) ?? 0) > 0);
	return {
		ndcg10: ideal === 0 ? 0 : reached / ideal,
		r5: hits(5) / Math.max(1, relevant.length),
		r10: hits(10) / Math.max(1, relevant.length),
		r100: hits(100) / Math.max(1, relevant.length),
		mrr10: first < 0 ? 0 : 1 / (first + 1),
		any5: hits(5) > 0 ? 1 : 0,
		all5: hits(5) === relevant.length ? 1 : 0,
	};
}
