/**
 * Measures how well notes are found, on any sets in the retrieval format, beside known engines.
 *
 * Prints figures; never passes or fails. nDCG uses the grades themselves as gains, as trec_eval does.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ENGINES } from './search/engines';
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
		for (const engine of Object.keys(ENGINES)) rows.push(...measure(basename(directory), engine, set));
	}
	return rows;
}

/** The folders of the sets. */
export function directories(data: string, sets: readonly string[] | undefined): string[] {
	const isSet = (path: string): boolean => existsSync(join(path, 'qrels.tsv')) || existsSync(join(path, 'qrels.tsv.gz'));
	if (isSet(data)) return [data];
	const root = existsSync(join(data, 'retrieval')) ? join(data, 'retrieval') : data;
	const names = readdirSync(root).filter((name) => !sets || sets.length === 0 || sets.includes(name));
	return names.map((name) => join(root, name)).filter(isSet);
}

function measure(name: string, engineName: string, set: RetrievalSet): EvalRow[] {
	// A set of unfinished titles is typed into a box that searches at every key.
	const search = finders(engineName, set, name.endsWith('-prefix'));
	const sums = new Map<string, number>();
	let n = 0;
	for (const query of set.queries) {
		const grades = set.grades.get(query.id);
		if (!grades || grades.size === 0) continue;
		n++;
		const found = search(query.conv)(query.text, DEPTH);
		for (const [metric, value] of Object.entries(metrics(found, grades))) sums.set(metric, (sums.get(metric) ?? 0) + value);
	}
	return [...sums].map(([metric, sum]) => ({ set: name, engine: engineName, metric, value: sum / n, n }));
}

/** One index a conversation, made when it is first asked. */
function finders(engineName: string, set: RetrievalSet, typing: boolean): (conv: string) => (query: string, limit: number) => string[] {
	const made = new Map<string, (query: string, limit: number) => string[]>();
	return (conv) => {
		const known = made.get(conv);
		if (known) return known;
		const engine = ENGINES[engineName];
		if (!engine) throw new Error(`No engine "${engineName}".`);
		const finder = engine(conv === '' ? set.documents : set.documents.filter((document) => document.conv === conv), { typing });
		made.set(conv, finder);
		return finder;
	};
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
		r10: hits(10) / Math.max(1, relevant.length),
		r100: hits(100) / Math.max(1, relevant.length),
		mrr10: first < 0 ? 0 : 1 / (first + 1),
		any5: hits(5) > 0 ? 1 : 0,
		all5: hits(5) === relevant.length ? 1 : 0,
	};
}
