/**
 * `npm run eval -- claims [--notes 10000,50000]`: what a memory of so many claims costs on this machine: reading all notes,
 * memory held, one change taken in, one claim remembered with all its rules, what holds now, a subject looked up, and all checks.
 * Notes are kept in memory, so that no disk is measured.
 */
import { createApp } from '../../src/core/app';
import { vaultPath } from '../../src/core/lib/vault-path';
import { printClaim } from '../../src/core/memory/claim-note';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { memoryHost } from '../support/memory-host';
import { claimId } from '../support/memory-world';
import { Random } from '../support/random';
import type { Row } from './guard/rows';

const CITIES = ['Lyon', 'Paris', 'Porto', 'Berlin', 'Graz', 'Oslo', 'Rome', 'Riga'];
const TIMES = 30;

export async function run({ notes = [10_000, 50_000], seed = 1 }: { notes?: readonly number[]; seed?: number } = {}): Promise<Row[]> {
	const rows: Row[] = [];
	for (const count of notes) rows.push(...(await measureClaims(count, new Random(seed))));
	return rows;
}

async function measureClaims(count: number, random: Random): Promise<Row[]> {
	const { gc } = globalThis as { gc?: () => void };
	const host = memoryHost(claimNotes(count, random), { at: '2026-11-22T12:00:00.000Z' });
	const app = createApp(host, DEFAULT_SETTINGS, { approve: () => Promise.resolve(true) });
	const { claims, desk } = app.memory;
	gc?.();
	const [heap, cpu, start] = [process.memoryUsage().heapUsed, process.cpuUsage(), performance.now()];
	await claims.ready();
	const [readMs, used] = [performance.now() - start, process.cpuUsage(cpu)];
	gc?.();
	const heapMb = (process.memoryUsage().heapUsed - heap) / 1e6;
	const holdsMs = timed(() => claims.all().filter(({ id }) => claims.holds(id)).length);
	const path = vaultPath(`Praxis/Memory/${claimId(1)}.md`);
	const change = await median(async (n) => {
		await host.vault.process(path, (text) => text.replace(/is \d* ?in/, `is ${n} in`));
		const at = performance.now();
		await claims.noteChanged({ path });
		claims.all();
		claims.supersededBy(claimId(1));
		return performance.now() - at;
	});
	const firstMs = await rememberMs(desk, 'first', 0);
	const remember = await median((n) => rememberMs(desk, 'more', n));
	const subject = await median(() => Promise.resolve(timed(() => claims.bySubject('Person 7').length)));
	const at = performance.now();
	await app.memory.checks.run();
	const checksMs = performance.now() - at;
	app.close();
	const row = (metric: string, value: number): Row => ({ set: `claims-${count}`, engine: 'praxis', metric, value, n: count });
	return [row('read_ms', readMs), row('read_cpu_ms', (used.user + used.system) / 1000), row('heap_mb', heapMb), row('all_that_hold_ms', holdsMs), row('change_p50_ms', change), row('remember_first_ms', firstMs), row('remember_p50_ms', remember), row('subject_p50_ms', subject), row('checks_ms', checksMs)];
}

/** A tenth of them supersede the one before. */
function claimNotes(count: number, random: Random): Record<string, string> {
	return Object.fromEntries(Array.from({ length: count }, (_, n) => {
		const id = claimId(n);
		const text = printClaim({
			id, text: `Person ${n % 997} is ${n} in ${random.pick(CITIES)}, near the ${random.pick(['bridge', 'harbour', 'station', 'market'])} since ${2000 + random.below(26)}.`, type: 'fact', subject: `Person ${n % 997}`, attribute: '', sources: ['2026-11-20 Standup#^k3'],
			quote: `they are now in that place, box ${n}`, sourceKind: 'note', confidence: 0.9, importance: 3, recorded: '2026-11-01T08:00:00Z', validFrom: null, validTo: null, supersedes: n % 10 === 9 ? [claimId(n - 1)] : [], tier: 'warm', isPrivate: false, agent: '', run: '',
		});
		return [`Praxis/Memory/${id}.md`, text];
	}));
}

function timed(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

async function rememberMs(desk: ReturnType<typeof createApp>['memory']['desk'], word: string, n: number): Promise<number> {
	const start = performance.now();
	await desk.remember([{ text: `Person ${n} has a ${word} boat.`, sourceKind: 'user' }]);
	return performance.now() - start;
}

async function median(work: (n: number) => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let n = 0; n < TIMES; n++) times.push(await work(n));
	return times.sort((a, b) => a - b)[TIMES / 2] ?? 0;
}
