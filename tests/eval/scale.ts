/**
 * Measures the index at any number of notes: building, heap, saving, loading, questions, edits, stalls, and the longest
 * time that any query takes, however odd.
 *
 * Notes beyond those of the vault are made of its own paragraphs, drawn again and mixed, so that words keep their
 * frequencies; their names are those of notes with a number. Praxis comes first at every size, and then one engine after
 * the other, or those that `--sets` names; what is measured so far is kept. Prints figures; never passes or fails.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES } from './scale/engines';
import { hostileQueries } from './scale/hostile';
import { measured } from './scale/timing';
import { mixedNotes, queriesFrom } from './scale/mixed-notes';
import type { EvalRow } from './search';

const QUERIES = 200;
const UPDATES = 200;

export async function run({ vault, notes, sets, seed = 1, soFar = () => undefined }: { vault?: string; notes?: readonly number[]; sets?: readonly string[]; seed?: number; soFar?: (rows: readonly EvalRow[]) => void }): Promise<EvalRow[]> {
	if (!vault) throw new Error('Give a vault and how many notes: --vault DIR --notes 10000,100000');
	const texts = textsIn(vault);
	const rows: EvalRow[] = [];
	for (const [engine, make] of Object.entries(ENGINES).filter(([name]) => !sets || sets.includes(name))) {
		for (const count of notes ?? [10_000]) {
			const made = mixedNotes(texts, { count, seed });
			const queries = { ...queriesFrom(made, { count: QUERIES, seed }), hostile: engine === 'praxis' ? hostileQueries(made) : [] };
			for (const [metric, { value, n }] of await measured(make(), made, { queries, updates: UPDATES })) rows.push({ set: `${count} notes`, engine, metric, value, n: n ?? count });
			soFar(rows);
		}
	}
	return rows;
}

function textsIn(vault: string): { path: string; text: string }[] {
	const paths = readdirSync(vault, { recursive: true }).map(String).filter((path) => path.endsWith('.md') && !path.split('/').some((part) => part.startsWith('.')));
	return paths.sort().map((path) => ({ path, text: readFileSync(join(vault, path), 'utf8') }));
}
