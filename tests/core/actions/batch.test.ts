/** Given many notes, when a pattern goes over them, then each has its own end, and a batch that was stopped goes on. */
import { estimateBatch, forgetBatch, readBatch, runBatch, type BatchItem, type BatchProgress } from '../../../src/core/actions/batch';
import type { Store } from '../../../src/core/host';
import { PraxisError } from '../../../src/core/lib/errors';
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const paths = (count: number): VaultPath[] => Array.from({ length: count }, (_one, i) => vaultPath(`Notes/${i}.md`));
const done = (path: VaultPath, usd: number | null = 0.1): BatchItem => ({ path, outcome: 'answered', message: '', changeId: `c-${path}`, usd });
const begin = (count: number): BatchProgress => ({ id: 'b1', pattern: 'tags', paths: paths(count), items: [], stopped: '' });

async function go(start: BatchProgress, carryOut: (path: VaultPath) => Promise<BatchItem>, { budgetUsd = 100, signal = new AbortController().signal, store = memoryHost({}).store as Store }: { budgetUsd?: number; signal?: AbortSignal; store?: Store } = {}): Promise<{ progress: BatchProgress; told: number[]; store: Store }> {
	const run = runBatch({ store, start, carryOut, budgetUsd, signal });
	const told: number[] = [];
	for (;;) {
		const next = await run.next();
		if (next.done === true) return { progress: next.value, told, store };
		told.push(next.value.items.length);
	}
}

test('given one note that fails, then the others are done, and going on tries that one alone', async () => {
	const first = await go(begin(4), (path) => (path.includes('2') ? Promise.reject(new PraxisError('network', 'No connection.')) : Promise.resolve(done(path))));
	expect(first.progress.items.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'failed', 'answered']);
	expect(first.told).toEqual([1, 2, 3, 4]);
	expect(await readBatch(first.store, 'b1')).toEqual(first.progress);
	const tried: VaultPath[] = [];
	const second = await go(first.progress, (path) => (tried.push(path), Promise.resolve(done(path))));
	expect(tried).toEqual(['Notes/2.md']);
	expect(second.progress.items).toHaveLength(4);
});

test('given an abort, then what is done is kept and the rest is left', async () => {
	const stop = new AbortController();
	const { progress } = await go(begin(5), (path) => (path.includes('1') && stop.abort(), Promise.resolve(done(path))), { signal: stop.signal });
	expect([progress.items.length, progress.stopped]).toEqual([2, 'Stopped by you.']);
});

test('given a limit of money, then it stops before the note beyond it', async () => {
	const { progress } = await go(begin(5), (path) => Promise.resolve(done(path)), { budgetUsd: 0.2 });
	expect([progress.items.length, progress.stopped]).toEqual([2, 'Stopped at the limit of $0.20.']);
});

test('given failures one after the other, then it does not go on for 10,000 notes', async () => {
	const { progress } = await go(begin(10_000), () => Promise.reject(new PraxisError('bad-key', 'The key is not accepted.')));
	expect([progress.items.length, progress.stopped]).toEqual([5, 'Stopped: 5 notes failed one after the other. The key is not accepted.']);
});

test('given 10,000 notes, then each writes little to the device, and all is known again however often it was stopped', async () => {
	const { store } = memoryHost({});
	let written = 0;
	const counting: Store = { ...store, read: store.read.bind(store), keys: store.keys.bind(store), remove: store.remove.bind(store), write: (key: string, bytes: Uint8Array) => ((written += bytes.length), store.write(key, bytes)) };
	const stop = new AbortController();
	await go(begin(10_000), (path) => (path === 'Notes/6000.md' && stop.abort(), path.endsWith('7.md') && !path.endsWith('77.md') ? Promise.resolve({ ...done(path, 0), outcome: 'failed' }) : Promise.resolve(done(path, 0))), { signal: stop.signal, store: counting });
	const first = await readBatch(store, 'b1');
	expect([first?.items.length, first?.stopped]).toEqual([6001, 'Stopped by you.']);
	const { progress } = await go(first as BatchProgress, (path) => Promise.resolve(done(path, 0)), { store: counting });
	expect(new Set(progress.items.map(({ path }) => path)).size).toBe(10_000);
	expect(await readBatch(store, 'b1')).toEqual(progress);
	// A tenth of what writing all of them each time would take is far too much already.
	expect(written / 10_000).toBeLessThan(10_000);
	await forgetBatch(store, 'b1');
	expect([await store.keys('batch'), await readBatch(store, 'b1')]).toEqual([[], null]);
});

test('given a fault of ours, then it is not hidden', async () => {
	await expect(go(begin(1), () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
});

test('tells what it would take, and says when the price is not known', () => {
	const texts = ['word '.repeat(400), 'word '.repeat(400)];
	expect(estimateBatch(texts, 'Sum up.', { price: null, place: 'device' })).toMatchObject({ notes: 2, seconds: 67, usd: 0 });
	expect(estimateBatch(texts, 'Sum up.', { price: null, place: 'remote' })).toMatchObject({ usd: null });
});
