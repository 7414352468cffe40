/**
 * `npm run sim -- memory --n N --seed S [--from T]`: the long forms of the memory's two rules. Laundering: n traces of what
 * agents and people do; foreign words told as so must be 0. Merge: a tenth as many pairs of devices; broken must be 0, and so
 * must be recalls that differ. They run in slices, each with a seed of its own, on all cores: what a slice found is found again by
 * `--from` its first trace.
 */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Row } from '../eval/guard/rows';
import { Random } from '../support/random';
import { runLaundering } from './memory/laundering';
import { runMerges } from './memory/merge';
import { runRecallMerges } from './memory/recall-merge';

interface Slice { readonly from: number; readonly n: number; readonly seed: number }
interface Found { readonly merges: number; readonly recalls: number; readonly laundered: number; readonly why: readonly string[] }

/** Traces of a slice; it does a tenth as many merges. */
const TRACES = 100;
const TOLD_EVERY = 20;

export async function run({ n = 100_000, seed = 1, from = 0 }: { n?: number; seed?: number; from?: number } = {}): Promise<Row[]> {
	const first = Math.floor(from / TRACES) * TRACES;
	const slices = Array.from({ length: Math.ceil(n / TRACES) }, (_, i): Slice => ({ from: first + i * TRACES, n: Math.min(TRACES, n - i * TRACES), seed }));
	const found = await inParallel(slices, (done) => {
		if (done.length % TOLD_EVERY === 0) console.error(`${done.length * TRACES} of ${n} traces from ${first}: ${sum(done, 'laundered')} laundered, ${sum(done, 'merges') + sum(done, 'recalls')} merges wrong`);
	});
	for (const text of found.flatMap(({ why }) => why).slice(0, 10)) console.error(text);
	const merges = slices.reduce((all, slice) => all + mergesOf(slice), 0);
	return [
		{ set: 'memory', engine: 'praxis', metric: 'merges_broken', value: sum(found, 'merges'), n: merges },
		{ set: 'memory', engine: 'praxis', metric: 'recalls_differ', value: sum(found, 'recalls'), n: merges },
		{ set: 'memory', engine: 'praxis', metric: 'laundered', value: sum(found, 'laundered'), n },
	];
}

function mergesOf({ n }: Slice): number {
	return Math.ceil(n / 10);
}

function sum(found: readonly Found[], of: 'merges' | 'recalls' | 'laundered'): number {
	return found.reduce((all, one) => all + one[of], 0);
}

async function runSlice(slice: Slice): Promise<Found> {
	const { from, n, seed } = slice;
	const random = new Random(seed * 1_000_003 + from);
	const chance = (below: number): number => random.below(below);
	const merges = await runMerges(mergesOf(slice), chance);
	const recalls = await runRecallMerges(mergesOf(slice), chance);
	const laundered = await runLaundering(n, chance);
	return { merges: merges.broken, recalls: recalls.broken, laundered: laundered.length, why: [...merges.why, ...recalls.why, ...laundered].slice(0, 5).map((text) => `from ${from}: ${text}`) };
}

/** As many threads as there are cores; each takes the next slice when it is done with one. */
async function inParallel(slices: readonly Slice[], tell: (done: readonly Found[]) => void): Promise<readonly Found[]> {
	const left = [...slices];
	const done: Found[] = [];
	const work = async (): Promise<void> => {
		// The bundle that this program is, as `scripts/measure.mjs` made it.
		const thread = new Worker(new URL(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
		try {
			for (let slice = left.shift(); slice; slice = left.shift()) {
				done.push(await answerOf(thread, slice));
				tell(done);
			}
		} finally {
			await thread.terminate();
		}
	};
	await Promise.all(Array.from({ length: Math.min(availableParallelism(), slices.length) }, work));
	return done;
}

function answerOf(thread: Worker, slice: Slice): Promise<Found> {
	return new Promise((resolve, reject) => {
		thread.once('error', reject);
		thread.once('message', (found: Found) => {
			thread.off('error', reject);
			resolve(found);
		});
		thread.postMessage(slice);
	});
}

if (!isMainThread) parentPort?.on('message', (slice: Slice) => void runSlice(slice).then((found) => parentPort?.postMessage(found)));
