import fc from 'fast-check';
import { PraxisError } from '../../../src/core/lib/errors';
import type { Vault } from '../../../src/core/host';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { Indexer, type IndexerDeps } from '../../../src/core/search/indexer';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function indexerOver(host: MemoryHost, deps: Partial<IndexerDeps> = {}): Indexer {
	return new Indexer({ vault: host.vault, yieldToHost: task, clock: () => 0, excludedFolders: [], ...deps });
}

/** Answers arrive late, as from a disk: the vault may have changed meanwhile. */
function slow({ vault }: MemoryHost): IndexerDeps['vault'] {
	const late = async <T>(work: Promise<T>): Promise<T> => {
		const result = await work;
		await task();
		return result;
	};
	return { list: () => late(vault.list()), read: (path) => late(vault.read(path)), watch: (listener) => vault.watch(listener) };
}

function given(files: MemoryFiles, deps: Partial<IndexerDeps> = {}): { host: MemoryHost; indexer: Indexer } {
	const host = memoryHost(files);
	return { host, indexer: indexerOver(host, deps) };
}

const manyNotes = (count: number): MemoryFiles => Object.fromEntries(Array.from({ length: count }, (_value, index) => [`n${index}.md`, `note number ${index}`]));
const found = (indexer: Indexer, query: string): string[] => indexer.index.search(query).map(({ path }) => path);

describe('building the index', () => {
	it('reads every note that is not excluded, and nothing else', async () => {
		const { indexer } = given({ 'a.md': 'rent', 'Old/b.md': 'rent', 'Older.md': 'rent', 'picture.png': 'rent' }, { excludedFolders: ['Old'] });
		expect(await indexer.rebuild()).toEqual({ state: 'ready', done: 2, total: 2, notes: 2 });
		expect(found(indexer, 'rent').sort()).toEqual(['Older.md', 'a.md']);
	});

	it('is usable meanwhile, tells its progress, and begins with the newest note', async () => {
		const { host, indexer } = given(manyNotes(200));
		host.clock.advance(1);
		host.vault.putForeign('fresh.md', 'just written');
		await indexer.settled();
		indexer.index.remove('fresh.md');
		const seen: number[] = [];
		let whenFirstSeen = -1;
		indexer.onStatus(({ done }) => {
			seen.push(done);
			if (whenFirstSeen < 0 && found(indexer, 'written').length > 0) whenFirstSeen = done;
		});
		await indexer.rebuild();
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect(new Set(seen).size).toBeGreaterThan(3);
		expect(whenFirstSeen).toBeLessThan(100);
	});

	it('keeps a note that was written after the vault was listed, and drops one that vanished unseen', async () => {
		const { host } = given({ 'a.md': 'rent' });
		let list = await host.vault.list();
		const indexer = indexerOver(host, { vault: { read: (path) => host.vault.read(path), list: async () => list, watch: (listener) => host.vault.watch(listener) } });
		await indexer.rebuild();
		host.vault.putForeign('b.md', 'rent');
		await indexer.settled();
		await indexer.rebuild();
		expect(found(indexer, 'rent').sort()).toEqual(['a.md', 'b.md']);
		indexer.close();
		host.vault.removeForeign('a.md');
		list = await host.vault.list();
		await indexer.rebuild();
		expect(found(indexer, 'rent')).toEqual(['b.md']);
	});

	it('stops when cancelled, keeps what it has, and can go on later', async () => {
		const { indexer } = given(manyNotes(200));
		const stop = new AbortController();
		indexer.onStatus(({ done }) => void (done > 0 && stop.abort()));
		const status = await indexer.rebuild({ signal: stop.signal });
		expect(status.state).toBe('cancelled');
		expect(status.notes).toBeGreaterThan(0);
		expect(status.notes).toBeLessThan(200);
		expect((await indexer.rebuild()).notes).toBe(200);
	});

	it('asks for notes before they are needed, a bounded number at once, and takes them in newest first', async () => {
		const { host } = given(manyNotes(200));
		let underWay = 0;
		let most = 0;
		const asked: string[] = [];
		const read: Vault['read'] = async (path) => {
			asked.push(path);
			most = Math.max(most, ++underWay);
			for (let wait = (asked.length * 7) % 5; wait > 0; wait--) await task();
			underWay--;
			return host.vault.read(path);
		};
		const indexer = indexerOver(host, { vault: { list: () => host.vault.list(), watch: (listener) => host.vault.watch(listener), read } });
		const taken: string[][] = [];
		indexer.onStatus(() => taken.push([...indexer.index.paths()]));
		await indexer.rebuild();
		expect(most).toBeGreaterThan(8);
		expect(most).toBeLessThanOrEqual(32);
		expect(asked).toHaveLength(200);
		expect(taken.every((paths) => paths.every((path, at) => path === asked[at]))).toBe(true);
	});

	it('keeps an edit that was being read when indexing read it too and was stopped', async () => {
		const { host } = given(manyNotes(200));
		let release = (): void => undefined;
		const gate = new Promise<void>((resolve) => (release = resolve));
		const asked: string[] = [];
		const read: Vault['read'] = async (path) => {
			asked.push(path);
			await gate;
			return host.vault.read(path);
		};
		const indexer = indexerOver(host, { vault: { list: () => host.vault.list(), watch: (listener) => host.vault.watch(listener), read } });
		host.vault.putForeign('n10.md', 'rent');
		const stop = new AbortController();
		const rebuilt = indexer.rebuild({ signal: stop.signal });
		while (asked.filter((path) => path === 'n10.md').length < 2) await task();
		stop.abort();
		release();
		expect((await rebuilt).state).toBe('cancelled');
		await indexer.settled();
		expect(found(indexer, 'rent')).toEqual(['n10.md']);
	});

	it('turns what cannot be read into a problem on that note and goes on', async () => {
		const host = memoryHost({ 'bad.md': new Uint8Array([0xff, 0xfe, 0xff]), 'locked.md': 'x', 'yaml.md': '---\na: "b\n---\nrent', 'good.md': 'rent' });
		const read = (path: VaultPath) => (path === 'locked.md' ? Promise.reject(new PraxisError('no-permission', 'No permission.', { hint: 'Unlock it.' })) : host.vault.read(path));
		const indexer = indexerOver(host, { vault: { list: () => host.vault.list(), watch: (listener) => host.vault.watch(listener), read } });
		expect((await indexer.rebuild()).state).toBe('ready');
		expect(indexer.problems().map(({ path }) => path)).toEqual(['bad.md', 'locked.md', 'yaml.md']);
		expect(indexer.problems()[1]?.message).toBe('No permission. Unlock it.');
		expect(found(indexer, 'rent').sort()).toEqual(['good.md', 'yaml.md']);
	});

	it('indexes the beginning of a huge note, up to a line end, and says so', async () => {
		const { indexer } = given({ 'huge.md': `beginning\n${'middle\n'.repeat(20)}end` }, { indexedLength: 60 });
		await indexer.rebuild();
		expect([found(indexer, 'beginning'), found(indexer, 'end')]).toEqual([['huge.md'], []]);
		expect(indexer.problems()[0]?.message).toMatch(/^Only the first 59 of 153 characters/);
	});

	it('rejects when the vault cannot be listed', async () => {
		const { host } = given({});
		const broken = indexerOver(host, { vault: { ...host.vault, watch: () => () => undefined, read: async () => null, list: () => Promise.reject(new PraxisError('no-permission', 'No.')) } });
		await expect(broken.rebuild()).rejects.toThrow('No.');
		expect(broken.status.state).toBe('cancelled');
	});
});

describe('following the vault', () => {
	it('takes in edits, renames, deletes and moves over the border of an excluded folder', async () => {
		const { host, indexer } = given({ 'a.md': 'rent', 'b.md': 'lease', 'Old/c.md': 'hidden' }, { excludedFolders: ['Old'] });
		await indexer.rebuild();
		await host.vault.process('a.md' as VaultPath, () => 'changed');
		await host.vault.rename('b.md' as VaultPath, 'moved.md' as VaultPath);
		await host.vault.rename('Old/c.md' as VaultPath, 'c.md' as VaultPath);
		await indexer.settled();
		expect([found(indexer, 'rent'), found(indexer, 'changed'), found(indexer, 'lease'), found(indexer, 'hidden')]).toEqual([[], ['a.md'], ['moved.md'], ['c.md']]);
		await host.vault.rename('c.md' as VaultPath, 'Old/d.md' as VaultPath);
		await host.vault.trash('moved.md' as VaultPath);
		await indexer.settled();
		expect([...indexer.index.paths()]).toEqual(['a.md']);
	});

	it('does not lose an edit that is followed at once by a rename', async () => {
		const host = memoryHost({ 'a.md': 'rent' });
		const indexer = indexerOver(host, { vault: slow(host) });
		await indexer.rebuild();
		host.vault.putForeign('a.md', 'lease');
		await host.vault.rename('a.md' as VaultPath, 'b.md' as VaultPath);
		await indexer.settled();
		expect([found(indexer, 'lease'), found(indexer, 'rent')]).toEqual([['b.md'], []]);
	});

	it('lets a problem go when its note is mended, and moves it along with its note', async () => {
		const { host, indexer } = given({ 'y.md': '---\na: "b\n---\n' });
		await indexer.rebuild();
		await host.vault.rename('y.md' as VaultPath, 'z.md' as VaultPath);
		expect(indexer.problems().map(({ path }) => path)).toEqual(['z.md']);
		host.vault.putForeign('z.md', 'mended');
		await indexer.settled();
		expect(indexer.problems()).toEqual([]);
	});

	it('no longer watches once it is closed', async () => {
		const { host, indexer } = given({});
		indexer.close();
		host.vault.putForeign('a.md', 'rent');
		await indexer.settled();
		expect(indexer.index.size).toBe(0);
	});

	it('ends with what is in the vault, whatever happened in which order, also while it is being built', async () => {
		const path = fc.constantFrom('a.md', 'b.md', 'e.md', 'f.md', 'Old/c.md', 'd.txt');
		const step = fc.record({ do: fc.constantFrom('put', 'remove', 'rename', 'wait', 'rebuild'), path, to: path, text: fc.constantFrom('rent', 'lease', 'rent lease') });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
				const host = memoryHost({ 'a.md': 'rent', 'b.md': 'lease' });
				const indexer = indexerOver(host, { vault: slow(host), excludedFolders: ['Old'] });
				const builds = [indexer.rebuild()];
				for (const one of steps) {
					if (one.do === 'put') host.vault.putForeign(one.path, one.text);
					if (one.do === 'remove') host.vault.removeForeign(one.path);
					if (one.do === 'rename') await host.vault.rename(one.path as VaultPath, one.to as VaultPath).catch(() => undefined);
					if (one.do === 'wait') await task();
					if (one.do === 'rebuild') builds.push(indexer.rebuild());
				}
				await Promise.all(builds);
				await indexer.settled();
				const { indexer: anew } = given(host.vault.snapshot(), { excludedFolders: ['Old'] });
				await anew.rebuild();
				for (const query of ['rent', 'lease', 'a', 'b']) expect(indexer.index.search(query)).toEqual(anew.index.search(query));
			}),
			{ numRuns: 300 },
		);
	});
});

describe('excluding folders while notes are read', () => {
	const files = (): MemoryFiles => ({ ...manyNotes(100), 'Old/a.md': 'rent', 'zOld/b.md': 'rent' });

	it.each([0, 1, 2, 3])('drops what is left out from then on, read before or not: after %i steps', async (when) => {
		const { host } = given(files());
		const indexer = indexerOver(host, { vault: slow(host) });
		let steps = 0;
		indexer.onStatus(() => {
			if (steps++ === when) indexer.exclude(['Old', 'zOld']);
		});
		await indexer.rebuild();
		expect(steps).toBeGreaterThan(when);
		expect(found(indexer, 'rent')).toEqual([]);
	});

	it('reads what is let in from then on', async () => {
		const { host } = given(files());
		const indexer = indexerOver(host, { vault: slow(host), excludedFolders: ['Old', 'zOld'] });
		const building = indexer.rebuild();
		await task();
		indexer.exclude([]);
		expect(await building).toMatchObject({ state: 'ready', notes: 102 });
		expect(found(indexer, 'rent').sort()).toEqual(['Old/a.md', 'zOld/b.md']);
	});

	it('drops the note that is being read at that moment, and problems of notes left out', async () => {
		const { host } = given({ 'Old/a.md': 'rent', 'Old/bad.md': '---\nhandle: @ana\n---\n' });
		const indexer = indexerOver(host, { vault: slow(host) });
		await indexer.rebuild();
		expect(indexer.problems()).toHaveLength(1);
		host.vault.putForeign('Old/c.md', 'rent');
		indexer.exclude(['Old']);
		await indexer.settled();
		expect([...indexer.index.paths()]).toEqual([]);
		expect(indexer.problems()).toEqual([]);
	});
});

it('a rebuild asked for right after one was cancelled begins anew', async () => {
	const { indexer } = given(manyNotes(100));
	const stop = new AbortController();
	const first = indexer.rebuild({ signal: stop.signal });
	stop.abort();
	expect(await indexer.rebuild()).toMatchObject({ state: 'ready', notes: 100 });
	await first;
});
