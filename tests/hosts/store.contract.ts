/** What every implementation of the `Store` port must do. */
import fc from 'fast-check';
import type { Store } from '../../src/core/host';
import { failure } from './vault.contract';

export interface OpenStore {
	readonly store: Store;
	/** The same store as a new session finds it. */
	reopen(): Promise<Store>;
	close(): Promise<void>;
}

const of = (...values: number[]): Uint8Array => new Uint8Array(values);
const key = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,6}(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,6}){0,2}$/);
const RUNS = Number(process.env.PRAXIS_RUNS ?? 30);

export function storeContract(name: string, openStore: () => Promise<OpenStore>): void {
	describe(`${name} store`, () => {
		let open: OpenStore;
		beforeEach(async () => void (open = await openStore()));
		afterEach(() => open.close());

		test('given nothing, when read, listed or removed, then there is nothing and no error', async () => {
			expect(await open.store.read('none')).toBeNull();
			expect(await open.store.keys('')).toEqual([]);
			await open.store.remove('none');
		});

		test('given a record, when the session ends, then the next one finds it', async () => {
			await open.store.write('journal/0001', of(0, 255, 10, 13));
			await open.store.write('empty', of());
			const next = await open.reopen();
			expect([...((await next.read('journal/0001')) ?? [])]).toEqual([0, 255, 10, 13]);
			expect((await next.read('empty'))?.length).toBe(0);
			await next.remove('journal/0001');
			expect(await (await open.reopen()).read('journal/0001')).toBeNull();
		});

		test('given bytes that are a part of more, when written and changed after, then the part as it was is kept', async () => {
			const all = of(1, 2, 3, 4);
			const writing = open.store.write('k', all.subarray(1, 3));
			all.fill(9);
			await writing;
			const read = await open.store.read('k');
			expect([...(read ?? [])]).toEqual([2, 3]);
			read?.fill(7);
			expect([...((await open.store.read('k')) ?? [])]).toEqual([2, 3]);
		});

		test('given keys alike but for case or a part below, when written, then each is its own', async () => {
			const keys = ['a', 'A', 'a/b', 'a/B', 'a-b', 'a.b', 'con', '01JD8ZQ5W4X3R2T1'];
			for (const [at, each] of keys.entries()) await open.store.write(each, of(at));
			for (const [at, each] of keys.entries()) expect([...((await open.store.read(each)) ?? [])]).toEqual([at]);
			expect(await open.store.keys('')).toEqual([...keys].sort());
			expect(await open.store.keys('a')).toEqual(['a', 'a-b', 'a.b', 'a/B', 'a/b']);
			expect(await open.store.keys('a/')).toEqual(['a/B', 'a/b']);
		});

		test('given any keys and writes in a row, then the store is the map that it would be', async () => {
			const step = fc.record({ key, value: fc.option(fc.uint8Array({ maxLength: 20 })) });
			await fc.assert(
				fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
					const map = new Map<string, number[]>();
					for (const each of await open.store.keys('')) await open.store.remove(each);
					for (const { key: each, value } of steps) {
						if (value) map.set(each, [...value]);
						else map.delete(each);
						await (value ? open.store.write(each, value) : open.store.remove(each));
					}
					expect(await open.store.keys('')).toEqual([...map.keys()].sort());
					for (const [each, value] of map) expect([...((await open.store.read(each)) ?? [])]).toEqual(value);
				}),
				{ numRuns: RUNS },
			);
		});

		test('given writes of one key at once, then the last one asked for stands, whole', async () => {
			await Promise.all(Array.from({ length: 10 }, (_, at) => open.store.write('k', new Uint8Array(5000).fill(at))));
			expect(new Set((await open.store.read('k')) ?? [])).toEqual(new Set([9]));
		});

		test.each(['', '/', 'a/', '/a', 'a//b', '.', '..', '../a', 'a/../b', '.hidden', 'a/.b', 'a b', 'a\\b', 'ä', 'a\0', 'x'.repeat(121)])('given the key %j, then bad-input', async (bad) => {
			const works = [open.store.read(bad), open.store.write(bad, of()), open.store.remove(bad)];
			for (const result of await Promise.all(works.map(failure))) expect(result.code).toBe('bad-input');
		});

		test('given the longest key, when written, then it is found', async () => {
			const long = 'X'.repeat(120);
			await open.store.write(long, of(1));
			expect(await open.store.keys('XX')).toEqual([long]);
		});
	});
}
