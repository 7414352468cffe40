/** Given an index that was kept, when the vault is opened again, then only what changed meanwhile is read. */
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { Indexer } from '../../../src/core/search/indexer';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Opened {
	readonly indexer: Indexer;
	/** Notes that were read, in order. */
	readonly read: string[];
}

/** The program starts on the vault as it is now, with what it kept on this device. */
async function opened(host: MemoryHost, indexedLength?: number): Promise<Opened> {
	const read: string[] = [];
	const vault = {
		list: () => host.vault.list(),
		watch: (listener: Parameters<MemoryHost['vault']['watch']>[0]) => host.vault.watch(listener),
		read: (path: VaultPath) => {
			read.push(path);
			return host.vault.read(path);
		},
	};
	const indexer = new Indexer({ vault, yieldToHost: task, clock: () => 0, excludedFolders: [], store: host.store, after: host.after, ...(indexedLength === undefined ? {} : { indexedLength }) });
	await indexer.rebuild();
	return { indexer, read };
}

async function keptVault(files: MemoryFiles): Promise<MemoryHost> {
	const host = memoryHost(files);
	(await opened(host)).indexer.close();
	host.clock.advance(60_000);
	return host;
}

const found = ({ indexer }: Opened, query: string): string[] => indexer.index.search(query).map(({ path }) => path).sort();

test('nothing is read when nothing changed, and everything is found', async () => {
	const again = await opened(await keptVault({ 'a.md': 'rent', 'Deep/b.md': 'rent and lease', 'c.md': '' }));
	expect(again.read).toEqual([]);
	expect([found(again, 'rent'), again.indexer.status]).toEqual([['Deep/b.md', 'a.md'], { state: 'ready', done: 0, total: 0, notes: 3 }]);
});

test('what was written, added and removed while closed is seen', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease', 'c.md': 'pump' });
	host.vault.putForeign('a.md', 'well');
	host.vault.putForeign('new.md', 'rent');
	host.vault.removeForeign('b.md');
	const again = await opened(host);
	expect(again.read.sort()).toEqual(['a.md', 'b.md', 'new.md']);
	expect(['rent', 'lease', 'well', 'pump'].map((word) => found(again, word))).toEqual([['new.md'], [], ['a.md'], ['c.md']]);
});

test('a note that was moved while closed is known by its text, and keeps its problems', async () => {
	const broken = '---\nkey: [\n---\nThe rent.';
	const host = await keptVault({ 'a.md': broken, 'b.md': 'lease' });
	host.vault.removeForeign('a.md');
	host.vault.putForeign('Moved/a.md', broken);
	const again = await opened(host);
	expect([found(again, 'rent'), again.indexer.index.size]).toEqual([['Moved/a.md'], 2]);
	expect(again.indexer.problems().map(({ path }) => path)).toEqual(['Moved/a.md']);
});

test('a file with another time and the same text is read once, and not again', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease' });
	host.clock.advance(-7_200_000);
	host.vault.putForeign('a.md', 'rent');
	expect((await opened(host)).read).toEqual(['a.md']);
	expect((await opened(host)).read).toEqual([]);
});

test('another vault in the place of the first is read as a whole', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease' });
	const other = memoryHost({ 'a.md': 'forest path', 'x.md': 'sea' }, { at: '2026-05-05T00:00:00.000Z', store: host.store });
	const again = await opened(other);
	expect([found(again, 'rent'), found(again, 'forest'), found(again, 'sea'), again.indexer.index.size]).toEqual([[], ['a.md'], ['x.md'], 2]);
});

test('what is kept and damaged is made again without a word', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease' });
	for (const key of await host.store.keys('index/')) await host.store.write(key, new Uint8Array([1, 2, 3]));
	const again = await opened(host);
	expect([again.read.length, found(again, 'rent'), again.indexer.problems()]).toEqual([2, ['a.md'], []]);
	expect((await opened(host)).read).toEqual([]);
});

test('a full disk costs nothing but the next start', async () => {
	const host = memoryHost({ 'a.md': 'rent' });
	const write = host.store.write.bind(host.store);
	host.store.write = () => Promise.reject(new Error('full'));
	expect(found(await opened(host), 'rent')).toEqual(['a.md']);
	host.store.write = write;
	expect((await opened(host)).read).toEqual(['a.md']);
});

test('two windows on one vault do not spoil each other', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease' });
	const [first, second] = await Promise.all([opened(host), opened(host)]);
	host.vault.putForeign('b.md', 'pump');
	await first.indexer.settled();
	await second.indexer.settled();
	await Promise.all([first.indexer.rebuild(), second.indexer.rebuild()]);
	const third = await opened(host);
	expect([found(third, 'pump'), found(third, 'lease'), found(third, 'rent')]).toEqual([['b.md'], [], ['a.md']]);
});
