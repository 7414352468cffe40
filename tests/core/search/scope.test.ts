/** Given a device with little memory, when the notes are more than it may hold, then the newest are searched, and how many are not is told. */
import fc from 'fast-check';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { Indexer, type IndexerDeps } from '../../../src/core/search/indexer';
import { Scope } from '../../../src/core/search/scope';
import { atOnce } from '../../../src/core/lib/turns';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const KB = 1_024;
const WORDS = ['alder', 'birch', 'cedar', 'hazel', 'juniper', 'larch', 'maple', 'willow'];
const note = (word: string): string => `${word} ${'and so on '.repeat(200)}`.slice(0, 2 * KB);

function indexerOver(host: MemoryHost, deps: Partial<IndexerDeps> = {}): Indexer {
	return new Indexer({ vault: host.vault, yieldToHost: task, clock: () => 0, excludedFolders: [], mostBytes: () => 10 * KB, ...deps });
}

/** Notes of 2 KiB, each a second younger than the one before. */
function agedVault(count: number): MemoryHost {
	const host = memoryHost({});
	for (let at = 0; at < count; at++) {
		host.clock.advance(1_000);
		host.vault.putForeign(`n${at}.md`, note(WORDS[at % WORDS.length] ?? ''));
	}
	return host;
}

const held = ({ index }: Indexer): string[] => [...index.paths()].sort();

describe('a search with a limit', () => {
	it('holds the newest notes, and tells how many it leaves out', async () => {
		const indexer = indexerOver(agedVault(8));
		expect(await indexer.rebuild()).toMatchObject({ state: 'ready', notes: 5, total: 5, leftOut: 3 });
		expect(held(indexer)).toEqual(['n3.md', 'n4.md', 'n5.md', 'n6.md', 'n7.md']);
		expect([indexer.index.search('cedar'), indexer.index.search('hazel').length]).toEqual([[], 1]);
	});

	it('says nothing of it where all fit, and where there is no limit', async () => {
		const host = agedVault(8);
		for (const mostBytes of [() => 0, () => 1_000 * KB]) {
			const status = await indexerOver(host, { mostBytes }).rebuild();
			expect([status.notes, status.leftOut]).toEqual([8, undefined]);
		}
	});

	it('takes in an old note that is written now, and lets the oldest go some time later, also from what is kept', async () => {
		const host = agedVault(8);
		const due: (() => void)[] = [];
		const after: IndexerDeps['after'] = (_ms, run) => (due.push(run), () => undefined);
		const indexer = indexerOver(host, { store: host.store, after });
		await indexer.rebuild();
		host.clock.advance(1_000);
		host.vault.putForeign('n0.md', note('again'));
		await indexer.settled();
		expect([indexer.index.search('again').length, indexer.status.leftOut]).toEqual([1, 2]);
		for (const run of due.splice(0)) run();
		await indexer.settled();
		expect([held(indexer), indexer.status.leftOut]).toEqual([['n0.md', 'n4.md', 'n5.md', 'n6.md', 'n7.md'], 3]);
		indexer.close();
		const read: string[] = [];
		const vault = { list: () => host.vault.list(), watch: () => () => undefined, read: (path: VaultPath) => (read.push(path), host.vault.read(path)) };
		const next = indexerOver(host, { vault, store: host.store });
		expect(await next.rebuild()).toMatchObject({ notes: 5, leftOut: 3 });
		// What was written while it ran was kept without the time of its file.
		expect(read).toEqual(['n0.md']);
	});

	it('follows another limit at the next rebuild, both ways', async () => {
		let most = 4 * KB;
		const indexer = indexerOver(agedVault(8), { mostBytes: () => most });
		expect((await indexer.rebuild()).notes).toBe(2);
		most = 8 * KB;
		expect(await indexer.rebuild()).toMatchObject({ notes: 4, leftOut: 4 });
		most = 2 * KB;
		expect(await indexer.rebuild()).toMatchObject({ notes: 1, leftOut: 7 });
		expect(held(indexer)).toEqual(['n7.md']);
	});

	it('holds one note at least, however long it is', async () => {
		const host = memoryHost({ 'long.md': 'a pump in it\n'.repeat(2_000) });
		expect((await indexerOver(host).rebuild()).notes).toBe(1);
	});
});

test('after any edits, a rebuild holds just the newest notes that fit', async () => {
	const path = fc.integer({ min: 0, max: 11 }).map((at) => `n${at}.md`);
	const step = fc.record({ do: fc.constantFrom('put', 'small', 'remove', 'rename', 'wait', 'rebuild'), path, to: path });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
			const host = agedVault(9);
			const indexer = indexerOver(host);
			const builds = [indexer.rebuild()];
			for (const one of steps) {
				host.clock.advance(1_000);
				if (one.do === 'put') host.vault.putForeign(one.path, note('put'));
				if (one.do === 'small') host.vault.putForeign(one.path, 'small');
				if (one.do === 'remove') host.vault.removeForeign(one.path);
				if (one.do === 'rename') await host.vault.rename(one.path as VaultPath, one.to as VaultPath).catch(() => undefined);
				if (one.do === 'wait') await task();
				if (one.do === 'rebuild') builds.push(indexer.rebuild());
			}
			await Promise.all(builds);
			await indexer.settled();
			const status = await indexer.rebuild();
			const fitting: string[] = [];
			let left = 10 * KB;
			const files = [...(await host.vault.list())].sort((a, b) => b.mtime - a.mtime || (a.path < b.path ? -1 : 1));
			for (const file of files) if ((left -= Math.max(512, file.size)) >= 0) fitting.push(file.path);
				else break;
			expect(held(indexer)).toEqual(fitting.sort());
			expect(status.leftOut ?? 0).toBe(files.length - fitting.length);
		}),
		{ numRuns: 100 },
	);
});

test('a note that is written while the vault is listed is not left out', async () => {
	const scope = new Scope({ excludedFolders: [], mostBytes: () => 2 * KB, indexedLength: 1_000_000 });
	const host = agedVault(4);
	const files = await scope.fit(async () => {
		const listed = await host.vault.list();
		scope.touched('n0.md');
		return listed;
	}, atOnce);
	expect([files.map(({ path }) => path), scope.holds('n0.md'), scope.holds('n1.md'), scope.leftOut]).toEqual([['n3.md', 'n0.md'], true, false, 2]);
});
