/**
 * Runs one engine through its life and takes the times: CPU time, which other work on the machine does not lengthen.
 * Only the longest stall is wall time, and is meant for a machine that is otherwise idle.
 */
import type { ScaleEngine } from './engines';
import type { MadeNote, Queries } from './mixed-notes';

type Latency = 'keywords' | 'question' | 'typing' | 'update';
export type Timing = `${Latency}_p50_ms` | `${Latency}_p95_ms` | 'build_cpu_s' | 'heap_mb' | 'peak_mb' | 'cache_mb' | 'save_s' | 'load_s' | 'stall_max_ms';

/** The main thread is given back after so long, as the indexer does. */
const SLICE_MS = 5;
const MB = 1_048_576;

export async function measured(engine: ScaleEngine, notes: readonly MadeNote[], { queries, updates }: { queries: Queries; updates: number }): Promise<[Timing, number][]> {
	const before = memory();
	const built = build(engine, notes);
	const held = memory() - before;
	const times: [Timing, number][] = [['build_cpu_s', built.cpu], ['heap_mb', held / MB], ['stall_max_ms', built.stall]];
	times.push(...latencies('keywords', queries.keywords, (query) => engine.search(query, { typing: false })));
	times.push(...latencies('question', queries.questions, (query) => engine.search(query, { typing: false })));
	times.push(...latencies('typing', queries.typing, (query) => engine.search(query, { typing: true })));
	const edited = notes.slice(0, updates).map(({ path, text }, index) => ({ path, text: `${text}\n\nAn edit, number ${index}.` }));
	times.push(...latencies('update', edited, (note) => engine.put(note)));
	while (engine.tend(() => true));
	const saving = cpuMs();
	const bytes = await engine.save();
	if (bytes === null) return times;
	times.push(['cache_mb', bytes / MB], ['save_s', (cpuMs() - saving) / 1000]);
	const unloaded = memory();
	const loading = cpuMs();
	const loaded = await engine.load();
	times.push(['load_s', (cpuMs() - loading) / 1000], ['peak_mb', (usedNow() - unloaded) / MB]);
	loaded.search('note', { typing: false });
	return times;
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

function latencies<T>(name: Latency, items: readonly T[], run: (item: T) => unknown): [Timing, number][] {
	for (const item of items.slice(0, 5)) run(item);
	const times = items.map((item) => {
		const start = cpuMs();
		run(item);
		return cpuMs() - start;
	});
	times.sort((a, b) => a - b);
	const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
	return [[`${name}_p50_ms`, at(0.5)], [`${name}_p95_ms`, at(0.95)]];
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** Bytes in use after a collection, typed arrays included. Run Node with --expose-gc to be exact. */
function memory(): number {
	for (let round = 0; round < 3; round++) (globalThis as { gc?: () => void }).gc?.();
	return usedNow();
}

function usedNow(): number {
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}
