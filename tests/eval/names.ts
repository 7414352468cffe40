/**
 * Measures the finder as a person types: the time a key takes, what it holds, and how often the note that is meant stands
 * among the first, with and without slips. Prints figures; never passes or fails. CPU time: `npm run eval -- names --vault DIR --notes 10000`
 */
import { randomOf } from '../../src/core/lib/random';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readNote } from '../../src/core/lib/markdown';
import { titleOf } from '../../src/core/lib/vault-path';
import { Finder } from '../../src/core/search/finder';
import { mixedNotes, type MadeNote } from './scale/mixed-notes';
import type { EvalRow } from './search';

const QUERIES = 200;
const FIRST = 5;
const MB = 1_048_576;

export async function run({ vault = 'tests/vault', notes = [10_000], seed = 1, n = QUERIES }: { vault?: string; notes?: readonly number[]; seed?: number; n?: number }): Promise<EvalRow[]> {
	const texts = readdirSync(vault, { recursive: true }).map(String).filter((path) => path.endsWith('.md') && !path.split('/').some((part) => part.startsWith('.'))).sort().map((path) => ({ path, text: readFileSync(join(vault, path), 'utf8') }));
	return notes.flatMap((count) => measured(count <= texts.length ? texts.slice(0, count) : [...texts, ...mixedNotes(texts, { count: count - texts.length, seed })], { seed, n }));
}

function measured(notes: readonly MadeNote[], { seed, n }: { seed: number; n: number }): EvalRow[] {
	const random = randomOf(seed);
	const described = notes.map(({ path, text }) => ({ path, note: readNote(path, text) }));
	globalThis.gc?.();
	const before = process.memoryUsage().heapUsed;
	const began = cpuMs();
	const finder = new Finder({ standingOf: () => ({ mtime: 0, inlinks: 0 }), now: () => 0 });
	for (const { path, note } of described) finder.put({ kind: 'note', path, name: titleOf(path), aliases: note.aliases, headings: note.headings.slice(0, 40).map(({ text }) => text.slice(0, 80)) });
	const built = cpuMs() - began;
	globalThis.gc?.();
	const heap = (process.memoryUsage().heapUsed - before) / MB;
	const meant = Array.from({ length: n }, () => notes[Math.floor(random() * notes.length)]?.path ?? '');
	const keys = meant.slice(0, Math.ceil(n / 4)).flatMap((path) => Array.from({ length: Math.min(16, titleOf(path).length) }, (_value, at) => titleOf(path).slice(0, at + 1)));
	for (const query of keys.slice(0, 20)) finder.find(query);
	const times = keys.map((query) => {
		const start = cpuMs();
		finder.find(query);
		return cpuMs() - start;
	}).sort((a, b) => a - b);
	const set = `${notes.length} notes`;
	const row = (metric: string, value: number, size: number): EvalRow => ({ set, engine: 'praxis', metric, value, n: size });
	const share = (slip: (name: string) => string): number => meant.filter((path) => finder.find(slip(titleOf(path)), { limit: FIRST }).some((one) => one.name === titleOf(path))).length / meant.length;
	const percentile = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
	return [
		row('key_p50_ms', percentile(0.5), keys.length),
		row('key_p95_ms', percentile(0.95), keys.length),
		row('key_max_ms', percentile(1), keys.length),
		row('build_cpu_s', built / 1000, notes.length),
		row('heap_mb', heap, notes.length),
		row('first5_unfinished', share((name) => name.slice(0, Math.max(4, Math.floor(name.length * 0.7)))), n),
		row('first5_one_slip', share((name) => slipped(name, random)), n),
	];
}

/** Two neighbours swapped, or a letter left out, in the longest word. */
function slipped(name: string, random: () => number): string {
	const word = name.split(/\s+/).reduce((longest, one) => (one.length > longest.length ? one : longest), '');
	const at = name.indexOf(word) + 1 + Math.floor(random() * Math.max(1, word.length - 2));
	return random() < 0.5 ? name.slice(0, at) + name.slice(at + 1) : name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2);
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
