/**
 * Runs one engine through its life and takes the times: CPU time of building, which other work on the machine does not
 * lengthen, and of all else the lesser of CPU and elapsed time. What Node compiles and collects on other threads is in the
 * one and other programs are in the other, so neither is less than what the thread that is asked works.
 * Only the longest stall is elapsed time, and is meant for a machine that is otherwise idle.
 */
import type { ScaleEngine } from './engines';
import type { MadeNote, Queries } from './mixed-notes';

type Latency = 'keywords' | 'question' | 'typing' | 'update';
export type Timing = `${Latency}_p50_ms` | `${Latency}_p95_ms` | 'hostile_max_ms' | 'hostile_blocks_max_ms' | 'build_cpu_s' | 'heap_mb' | 'peak_mb' | 'cache_mb' | 'save_s' | 'load_s' | 'stall_max_ms';
/** `n`: how often it was measured, where that is not once for each note. */
export type Figure = [Timing, { readonly value: number; readonly n?: number }];

/** The main thread is given back after so long, as the indexer does. */
const SLICE_MS = 5;
const MB = 1_048_576;
/** An engine that needs longer for all queries of a kind is asked fewer of them. */
const SERIES_MS = 60_000;
/** Memory is looked at once in so many steps of loading. */
const SAMPLED = 32;

export async function measured(engine: ScaleEngine, notes: readonly MadeNote[], { queries, updates }: { queries: Queries & { readonly hostile: readonly string[] }; updates: number }): Promise<Figure[]> {
	const before = await memory();
	const built = build(engine, notes);
	const held = (await memory()) - before;
	const figures: Figure[] = [['build_cpu_s', { value: built.cpu }], ['heap_mb', { value: held / MB }], ['stall_max_ms', { value: built.stall }]];
	figures.push(...latencies('keywords', queries.keywords, (query) => engine.search(query, { typing: false })));
	figures.push(...latencies('question', queries.questions, (query) => engine.search(query, { typing: false })));
	figures.push(...latencies('typing', queries.typing, (query) => engine.search(query, { typing: true })));
	figures.push(...hostile(engine, queries.hostile));
	const edited = notes.slice(0, updates).map(({ path, text }, index) => ({ path, text: `${text}\n\nAn edit, number ${index}.` }));
	figures.push(...latencies('update', edited, (note) => engine.put(note)));
	while (engine.tend(() => true));
	const saving = stopwatch();
	const bytes = await engine.save();
	if (bytes === null) return figures;
	figures.push(['cache_mb', { value: bytes / MB }], ['save_s', { value: saving() / 1000 }]);
	return [...figures, ...(await loading(engine))];
}

/** A second engine is loaded beside the first: `peak_mb` is the most that it took meanwhile. */
async function loading(engine: ScaleEngine): Promise<Figure[]> {
	const unloaded = await memory();
	let [peak, steps] = [0, 0];
	const watch = stopwatch();
	const loaded = await engine.load(() => {
		if (steps++ % SAMPLED === 0) peak = Math.max(peak, usedNow());
	});
	const took = watch() / 1000;
	peak = Math.max(peak, usedNow());
	loaded.search('note', { typing: false });
	return [['load_s', { value: took }], ['peak_mb', { value: (peak - unloaded) / MB }]];
}

/** The longest that any of the queries takes, as notes and as blocks; the index forgets in between what it remembers of words. */
function hostile(engine: ScaleEngine, queries: readonly string[]): Figure[] {
	if (queries.length === 0) return [];
	const longest = (run: (query: string) => unknown): number => Math.max(...queries.map((query) => {
		engine.forget?.();
		const took = stopwatch();
		run(query);
		return took();
	}));
	const figures: Figure[] = [['hostile_max_ms', { value: Math.max(longest((query) => engine.search(query, { typing: true })), longest((query) => engine.search(query, { typing: false }))), n: queries.length * 2 }]];
	const { blocks } = engine;
	return blocks ? [...figures, ['hostile_blocks_max_ms', { value: longest((query) => blocks.call(engine, query)), n: queries.length }]] : figures;
}

function build(engine: ScaleEngine, notes: readonly MadeNote[]): { cpu: number; stall: number } {
	const start = cpuMs();
	let stall = 0;
	let slice = performance.now();
	for (const note of notes) {
		engine.put(note);
		if (performance.now() - slice < SLICE_MS) continue;
		stall = Math.max(stall, performance.now() - slice);
		slice = performance.now();
		engine.tend(() => performance.now() - slice < SLICE_MS);
		stall = Math.max(stall, performance.now() - slice);
		slice = performance.now();
	}
	while (engine.tend(() => performance.now() - slice < SLICE_MS)) slice = performance.now();
	return { cpu: (cpuMs() - start) / 1000, stall };
}

function latencies<T>(name: Latency, items: readonly T[], run: (item: T) => unknown): Figure[] {
	for (const item of items.slice(0, 5)) run(item);
	const times: number[] = [];
	const began = cpuMs();
	for (const item of items) {
		if (cpuMs() - began > SERIES_MS) break;
		const took = stopwatch();
		run(item);
		times.push(took());
	}
	times.sort((a, b) => a - b);
	const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
	return [[`${name}_p50_ms`, { value: at(0.5), n: times.length }], [`${name}_p95_ms`, { value: at(0.95), n: times.length }]];
}

/** Milliseconds since it was made: the lesser of CPU and elapsed time. */
function stopwatch(): () => number {
	const [cpu, elapsed] = [cpuMs(), performance.now()];
	return () => Math.min(cpuMs() - cpu, performance.now() - elapsed);
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** Bytes in use after a collection, typed arrays included; their memory is given back a little later, by another thread. Run Node with --expose-gc to be exact. */
async function memory(): Promise<number> {
	for (let round = 0; round < 3; round++) {
		(globalThis as { gc?: () => void }).gc?.();
		await new Promise((done) => setTimeout(done, 100));
	}
	return usedNow();
}

function usedNow(): number {
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}
