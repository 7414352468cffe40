/**
 * Measures the index at any number of notes: building, heap, saving, loading, questions, edits, stalls.
 *
 * Notes beyond those of the vault are made of its own paragraphs, drawn again and mixed, so that words keep their
 * frequencies; their names are those of notes with a number. Prints figures; never passes or fails.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES } from './scale/engines';
import { measured, type Timing } from './scale/timing';
import { mixedNotes, queriesFrom } from './scale/mixed-notes';
import type { EvalRow } from './search';

const QUERIES = 200;
const UPDATES = 200;

export async function run({ vault, notes, seed = 1 }: { vault?: string; notes?: readonly number[]; seed?: number }): Promise<EvalRow[]> {
	if (!vault) throw new Error('Give a vault and how many notes: --vault DIR --notes 10000,100000');
	const texts = textsIn(vault);
	const rows: EvalRow[] = [];
	for (const count of notes ?? [10_000]) {
		const made = mixedNotes(texts, { count, seed });
		const queries = queriesFrom(made, { count: QUERIES, seed });
		for (const [engine, make] of Object.entries(ENGINES)) {
			for (const [metric, value] of await measured(make(), made, { queries, updates: UPDATES })) rows.push({ set: `${count} notes`, engine, metric, value, n: sampleSize(metric, count) });
		}
	}
	return rows;
}

function sampleSize(metric: Timing, count: number): number {
	if (metric.startsWith('update_')) return UPDATES;
	return /_p\d+_ms$/.test(metric) ? QUERIES : count;
}

function textsIn(vault: string): { path: string; text: string }[] {
	const paths = readdirSync(vault, { recursive: true }).map(String).filter((path) => path.endsWith('.md') && !path.split('/').some((part) => part.startsWith('.')));
	return paths.sort().map((path) => ({ path, text: readFileSync(join(vault, path), 'utf8') }));
}
