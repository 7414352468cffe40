/** Given an index that was kept, when the vault is opened again, then only what changed meanwhile is read. */
import fc from 'fast-check';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { Indexer } from '../../../src/core/search/indexer';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';
import { answers, someQuery, someText } from '../../support/search-world';

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Opened {
	readonly indexer: Indexer;
	/** Notes that were read, in order. */
	readonly read: string[];
}

/** Every program that was started: timers of those that go on would keep the tests from ending. */
const running: Indexer[] = [];
afterEach(() => {
	for (const indexer of running.splice(0)) indexer.close();
});

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
	running.push(indexer);
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

test('what another program wrote with the time left as it was is seen by its size', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease' });
	const before = await host.vault.list();
	host.vault.putForeign('a.md', 'rent and well');
	jest.spyOn(host.vault, 'list').mockResolvedValue(before.map((file) => (file.path === 'a.md' ? { ...file, size: 13 } : file)));
	const again = await opened(host);
	expect([again.read, found(again, 'well')]).toEqual([['a.md'], ['a.md']]);
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

test('what was written while closed is seen though its time is older than what was known', async () => {
	const host = await keptVault({ 'a.md': 'rent', 'b.md': 'lease' });
	host.clock.advance(-86_400_000);
	host.vault.putForeign('a.md', 'pump');
	const again = await opened(host);
	expect([found(again, 'pump'), found(again, 'rent'), again.read]).toEqual([['a.md'], [], ['a.md']]);
});

test('a store that reads but never writes, or does not even read, costs nothing but the next start', async () => {
	const host = memoryHost({ 'a.md': 'rent' });
	const fails = (): Promise<never> => Promise.reject(new Error('The quota is used up.'));
	for (const broken of [{ ...storeOf(host), write: fails, remove: fails }, { read: fails, write: fails, remove: fails, keys: fails }]) {
		const indexer = new Indexer({ vault: host.vault, yieldToHost: task, clock: () => 0, excludedFolders: [], store: broken, after: host.after });
		expect((await indexer.rebuild()).state).toBe('ready');
		host.vault.putForeign('b.md', 'rent and lease');
		await indexer.settled();
		await indexer.rebuild();
		expect(indexer.index.search('rent').map(({ path }) => path).sort()).toEqual(['a.md', 'b.md']);
		indexer.close();
		host.vault.removeForeign('b.md');
	}
});

function storeOf({ store }: MemoryHost): Pick<MemoryHost['store'], 'read' | 'write' | 'remove' | 'keys'> {
	return { read: (key) => store.read(key), write: (key, bytes) => store.write(key, bytes), remove: (key) => store.remove(key), keys: (prefix) => store.keys(prefix) };
}

test('however often it is opened, in one window or two, with edits before, while and after, and whatever the clock does, it answers as if it were made anew', async () => {
	const path = fc.constantFrom('a.md', 'b.md', 'Rent.md', 'Deep/c.md', 'Deep/d.md');
	const edit = fc.record({ do: fc.constantFrom('put', 'remove', 'move', 'save'), path, to: path, text: someText, jump: fc.integer({ min: -100_000, max: 100_000 }) });
	const session = fc.record({ windows: fc.integer({ min: 1, max: 2 }), closed: fc.array(edit, { maxLength: 5 }), opened: fc.array(edit, { maxLength: 5 }), isCut: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 4 }), fc.array(someQuery, { minLength: 1, maxLength: 2 }), async (sessions, queries) => {
			const host = memoryHost({ 'a.md': 'rent', 'b.md': 'the lease of the garden' });
			const used = new Set<number>();
			const follow = async (one: typeof edit extends fc.Arbitrary<infer E> ? E : never, windows: readonly Opened[]): Promise<void> => {
				// Two texts of one length written at one time cannot be told apart by anybody.
				host.clock.advance(one.jump);
				while (used.has(host.clock.now().getTime())) host.clock.advance(1);
				used.add(host.clock.now().getTime());
				if (one.do === 'put') host.vault.putForeign(one.path, one.text);
				if (one.do === 'remove') host.vault.removeForeign(one.path);
				if (one.do === 'move') await host.vault.rename(one.path as VaultPath, one.to as VaultPath).catch(() => undefined);
				if (one.do === 'save') await Promise.all(windows.map(({ indexer }) => indexer.rebuild()));
			};
			for (const { windows: count, closed, opened: edits, isCut } of sessions) {
				for (const one of closed) await follow(one, []);
				const windows = await Promise.all(Array.from({ length: count }, () => opened(host)));
				for (const one of edits) await follow(one, windows);
				for (const { indexer } of windows) {
					if (!isCut) await indexer.settled();
					indexer.close();
				}
			}
			const last = await opened(host);
			const anew = new Indexer({ vault: host.vault, yieldToHost: task, clock: () => 0, excludedFolders: [] });
			await anew.rebuild();
			expect(answers(last.indexer.index, queries)).toEqual(answers(anew.index, queries));
			anew.close();
			last.indexer.close();
		}),
		{ numRuns: Number(process.env.PRAXIS_RUNS ?? 40) },
	);
});
