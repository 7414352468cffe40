/**
 * Measures words with vectors beside words alone, on any sets of notes in the retrieval format. The vectors are those of
 * the small deterministic model that the tests have: a weak one, so that harm shows. Prints figures; never passes or fails.
 */
import { basename } from 'node:path';
import { hashText } from '../../src/core/lib/hash';
import { readNote } from '../../src/core/lib/markdown';
import { atOnce } from '../../src/core/lib/turns';
import { embeddable } from '../../src/core/search/vectors/embeddable';
import { fuse } from '../../src/core/search/vectors/fuse';
import { VectorTable } from '../../src/core/search/vectors/vector-table';
import { vectorOf } from '../support/vector-server';
import { directories, metrics, type EvalRow } from './search';
import { noteIndex } from './search/praxis-engine';
import { readRetrievalSet, type RetrievalSet } from './search/retrieval-set';

const DEPTH = 100;
const WEIGHTS = [0, 0.15, 0.3];

/** `data` and `sets` as `search.ts` takes them; sets of blocks are left out. */
export async function run({ data = '', sets }: { data?: string; sets?: readonly string[] }): Promise<EvalRow[]> {
	const rows: EvalRow[] = [];
	for (const directory of directories(data, sets)) {
		const set = readRetrievalSet(directory);
		if (!set.documents.some(({ note, conv }) => note !== '' || conv !== '')) rows.push(...(await measured(basename(directory), set)));
	}
	return rows;
}

async function measured(set: string, { documents, queries, grades }: RetrievalSet): Promise<EvalRow[]> {
	const index = noteIndex(documents);
	const table = new VectorTable('test');
	for (const { id, body } of documents) {
		const passages = embeddable(body, readNote(id, body), hashText);
		for (const { key, text } of passages) table.add(key, Float32Array.from(vectorOf(text)));
		table.put(id, '', passages);
	}
	const sums = new Map<string, number>();
	const asked = queries.filter(({ id }) => (grades.get(id)?.size ?? 0) > 0);
	for (const { id, text } of asked) {
		const hits = index.search(text, { limit: DEPTH, typing: set.endsWith('-prefix') });
		const near = (await table.nearest(Float32Array.from(vectorOf(text)), DEPTH * 2, atOnce)).map(({ path, version, span, nearness }) => ({ path, nearness, hit: () => index.hitAt({ path, version, at: span, score: 0 }) }));
		const ways = { words: hits, ...Object.fromEntries(WEIGHTS.map((weight) => [`with vectors, weight ${weight}`, fuse(hits, near, { weight, limit: DEPTH })])) };
		for (const [way, found] of Object.entries(ways)) {
			const { ndcg10 = 0, r10 = 0, r100 = 0 } = metrics(found.map(({ path }) => path), grades.get(id) ?? new Map());
			for (const [metric, value] of Object.entries({ ndcg10, r10, r100 })) sums.set(`${way}\t${metric}`, (sums.get(`${way}\t${metric}`) ?? 0) + value);
		}
	}
	return [...sums].map(([key, sum]) => ({ set, engine: key.split('\t')[0] ?? '', metric: key.split('\t')[1] ?? '', value: sum / asked.length, n: asked.length }));
}
