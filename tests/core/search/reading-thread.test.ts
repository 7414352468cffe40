/** Given a host with another thread, when the index is built, then it is the one that would be built without it. */
import fc from 'fast-check';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { ContentIndex } from '../../../src/core/search/content-index';
import { Indexer, type IndexerDeps } from '../../../src/core/search/indexer';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';
import { someQuery, someText } from '../../support/search-world';
import { fakeThread, type FakeThread, type FakeThreadOptions } from '../../support/thread';

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time passes with every look at the clock: long work gives way wherever it can. */
function indexerOver(host: MemoryHost, deps: Partial<IndexerDeps> = {}): Indexer {
	let now = 0;
	return new Indexer({ vault: host.vault, yieldToHost: task, clock: () => (now += 3), excludedFolders: [], ...deps });
}

const words = ['rent', 'lease', 'garden', 'pump', 'résumé', '合同到期', 'Häuser', 'und der die das ist nicht auch', '[[n7|the machine]]', '#home'];
const manyNotes = (count: number): MemoryFiles => {
	const pick = (at: number): string => words[at % words.length] ?? '';
	return Object.fromEntries(Array.from({ length: count }, (_value, at) => [`n${at}.md`, `---\naliases: [Alias ${at}]\n---\n# Heading ${at}\n\n${pick(at)} and ${pick(at * 3 + 1)} word${at} ${Array.from({ length: 12 }, (_each, more) => `w${at}x${more}`).join(' ')}.\n\n- ${pick(at * 7 + 2)} [[n${(at * 5) % count}]]\n`]));
};
const QUERIES = ['rent', 'leases', 'garden pump', 'what is the lease?', '"garden pump"', 'gardn', 'word1', 'machine', 'Haus', '合同', 'tag:home', 'links-to:n7', 'alias 70'];

/** What is told of queries, and which notes there are. */
function answers(index: ContentIndex, queries: readonly string[]): unknown {
	return [...queries.map((query) => [index.search(query), index.find(query, { typing: true }).hits, index.findBlocks(query).hits, index.find(query).repairs]), [...index.paths()].sort().map((path) => [path, index.versionOf(path)])];
}

/** What an index answers that was built without a thread. */
async function anew(host: MemoryHost): Promise<ContentIndex> {
	const indexer = indexerOver(host);
	await indexer.rebuild();
	indexer.close();
	return indexer.index;
}

async function built(files: MemoryFiles, options: FakeThreadOptions = {}): Promise<{ host: MemoryHost; indexer: Indexer; thread: FakeThread }> {
	const host = memoryHost(files);
	const thread = fakeThread(options);
	const indexer = indexerOver(host, { startThread: thread.start, after: host.after });
	await indexer.rebuild();
	return { host, indexer, thread };
}

test('a thread that reads the notes makes the same index, and is ended when it is done', async () => {
	const { host, indexer, thread } = await built(manyNotes(200));
	expect(indexer.status).toEqual({ state: 'ready', done: 200, total: 200, notes: 200 });
	expect([thread.started(), thread.running()]).toEqual([1, 0]);
	expect(answers(indexer.index, QUERIES)).toEqual(answers(await anew(host), QUERIES));
});

test('notes keep their times, so that nothing is read at the next start', async () => {
	const host = memoryHost(manyNotes(100));
	const first = indexerOver(host, { startThread: fakeThread().start, store: host.store });
	await first.rebuild();
	first.close();
	const read: string[] = [];
	const vault = { list: () => host.vault.list(), watch: () => () => undefined, read: (path: VaultPath) => (read.push(path), host.vault.read(path)) };
	const again = indexerOver(host, { vault, store: host.store });
	await again.rebuild();
	expect(read).toEqual([]);
	expect(answers(again.index, QUERIES)).toEqual(answers(first.index, QUERIES));
});

test('problems are told as without it, with those of notes that are too long', async () => {
	const files = { ...manyNotes(80), 'yaml.md': '---\na: "b\n---\nrent', 'huge.md': `beginning\n${'middle\n'.repeat(20)}end` };
	const [host, other] = [memoryHost(files), memoryHost(files)];
	const [threaded, plain] = [indexerOver(host, { startThread: fakeThread().start, indexedLength: 60 }), indexerOver(other, { indexedLength: 60 })];
	await threaded.rebuild();
	await plain.rebuild();
	expect(threaded.problems()).toEqual(plain.problems());
	expect(threaded.problems().map(({ path }) => path)).toContain('huge.md');
});

test('few notes are read without starting a thread; one that is very long is not read where the person types', async () => {
	const { host, indexer, thread } = await built({ 'a.md': 'rent', 'b.md': 'lease' });
	expect(thread.started()).toBe(0);
	host.vault.putForeign('long.md', 'a very long pump\n\n'.repeat(3_000));
	await indexer.settled();
	expect([thread.started(), thread.running(), indexer.status.notes]).toEqual([1, 0, 3]);
	expect(indexer.index.search('pump').map(({ path }) => path)).toEqual(['long.md']);
});

test.each<[string, NonNullable<FakeThreadOptions['fault']>]>([
	['that cannot be started', { kind: 'no-start' }],
	['of another version', { kind: 'version' }],
	['that dies at once', { kind: 'dies', at: 1 }],
	['that dies half-way', { kind: 'dies', at: 5 }],
])('a thread %s costs nothing: the notes are read without it', async (_name, fault) => {
	const { host, indexer } = await built(manyNotes(200), { fault });
	expect(indexer.status).toMatchObject({ state: 'ready', notes: 200 });
	expect(answers(indexer.index, QUERIES)).toEqual(answers(await anew(host), QUERIES));
});

test('a thread that falls silent is given up', async () => {
	const host = memoryHost(manyNotes(200));
	const thread = fakeThread({ fault: { kind: 'silent', at: 3 } });
	const timers = new Set<() => void>();
	const after: IndexerDeps['after'] = (_ms, run) => {
		timers.add(run);
		return () => void timers.delete(run);
	};
	const indexer = indexerOver(host, { startThread: thread.start, after });
	const building = indexer.rebuild();
	for (let turn = 0; turn < 2_000 && indexer.status.state === 'building'; turn++) {
		await task();
		// Nothing else is under way: time passes.
		if (turn % 200 === 199) for (const run of [...timers]) run();
	}
	expect((await building).notes).toBe(200);
	expect(thread.running()).toBe(0);
});

test('is usable while it is built, newest notes first, and stops when cancelled', async () => {
	const host = memoryHost(manyNotes(1_000));
	host.clock.advance(1_000);
	host.vault.putForeign('fresh.md', 'just written');
	const indexer = indexerOver(host, { startThread: fakeThread().start });
	const stop = new AbortController();
	const sizes: number[] = [];
	indexer.onStatus(() => {
		if (indexer.index.search('written').length > 0) sizes.push(indexer.index.size);
		if (sizes.length > 0) stop.abort();
	});
	expect((await indexer.rebuild({ signal: stop.signal })).state).toBe('cancelled');
	expect(sizes[0]).toBeLessThan(1_000);
	expect(indexer.index.size).toBeLessThan(1_000);
	expect((await indexer.rebuild()).notes).toBe(1_001);
});

test('ends with what is in the vault, whatever happens meanwhile in which order', async () => {
	const path = fc.integer({ min: 0, max: 90 }).map((at) => `n${at}.md`);
	const step = fc.record({ do: fc.constantFrom('put', 'long', 'remove', 'rename', 'wait', 'rebuild', 'exclude'), path, to: path, text: someText, ticks: fc.integer({ min: 1, max: 6 }) });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.array(someQuery, { minLength: 1, maxLength: 2 }), fc.integer({ min: 0, max: 4 }), async (steps, queries, delay) => {
			const host = memoryHost(manyNotes(80));
			const indexer = indexerOver(host, { startThread: fakeThread({ delay: () => delay }).start });
			const builds = [indexer.rebuild()];
			for (const one of steps) {
				if (one.do === 'put') host.vault.putForeign(one.path, one.text);
				if (one.do === 'long') host.vault.putForeign(one.path, `${one.text}\n\n`.repeat(40).padEnd(31_000, ' pump'));
				if (one.do === 'remove') host.vault.removeForeign(one.path);
				if (one.do === 'rename') await host.vault.rename(one.path as VaultPath, one.to as VaultPath).catch(() => undefined);
				if (one.do === 'wait') for (let left = one.ticks; left > 0; left--) await task();
				if (one.do === 'rebuild') builds.push(indexer.rebuild());
				if (one.do === 'exclude') indexer.exclude(one.ticks % 2 === 0 ? ['Old'] : []);
			}
			await Promise.all(builds);
			await indexer.settled();
			expect(answers(indexer.index, queries)).toEqual(answers(await anew(host), queries));
		}),
		{ numRuns: Number(process.env.PRAXIS_RUNS ?? 30), examples: [[[{ do: 'long', path: 'n0.md', to: 'n0.md', text: 'lease', ticks: 1 }], ['leas'], 0]] },
	);
});
