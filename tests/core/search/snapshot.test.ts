import fc from 'fast-check';
import { ContentIndex } from '../../../src/core/search/content-index';
import { memoryHost, type MemoryStore } from '../../support/memory-host';
import { answers, follow, indexed, indexOf, someQuery, someSteps } from '../../support/search-world';

const CUT = 4096;
const MANIFEST = 'index/manifest';

async function loaded(store: MemoryStore): Promise<ContentIndex | null> {
	const index = new ContentIndex();
	return (await index.load(store)) === null ? null : index;
}

/** A store with what was saved of a few hundred notes in two steps, so that there are several blobs. */
async function saved(): Promise<{ store: MemoryStore; index: ContentIndex }> {
	const { store } = memoryHost();
	const index = new ContentIndex();
	for (let note = 0; note < 300; note++) index.put(indexed(`n${note}.md`, `# Note ${note}\n\nThe lease number ${note * 7} of the garden and word${note}.`));
	await index.save(store, 'kept');
	index.put(indexed('last.md', 'A pump and another thing.'));
	await index.save(store, 'kept');
	return { store, index };
}

describe('a saved index', () => {
	it('answers as the one it was made of, after any edits before, between and after saving', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(someSteps, { minLength: 1, maxLength: 3 }), someSteps, fc.array(someQuery, { minLength: 1, maxLength: 3 }), async (rounds, later, queries) => {
				const { store } = memoryHost();
				const index = new ContentIndex();
				const notes = new Map<string, string>();
				for (const steps of rounds) {
					follow(steps, index, notes);
					await index.save(store, 'note');
				}
				const again = new ContentIndex();
				expect(await again.load(store)).toBe('note');
				expect(answers(again, queries)).toEqual(answers(index, queries));
				// It goes on as well, and can be saved again.
				follow(later, again, notes);
				await again.save(store, 'note');
				const third = await loaded(store);
				const anew = indexOf(Object.fromEntries(notes));
				expect(third && answers(third, queries)).toEqual(answers(anew, queries));
			}),
			{ numRuns: 40 },
		);
	});

	it('keeps a note that says nothing, when what it was called is swept away', async () => {
		const { store } = memoryHost();
		const index = new ContentIndex();
		index.put(indexed('empty.md', ''));
		index.seal();
		index.rename('empty.md', 'moved.md');
		while (index.tend(() => true));
		await index.save(store, 'note');
		expect([...((await loaded(store))?.paths() ?? [])]).toEqual(['moved.md']);
	});

	it('writes only what is new, and removes what nobody needs', async () => {
		const { store, index } = await saved();
		const before = new Set(await store.keys('index/'));
		index.put(indexed('more.md', 'Something more.'));
		await index.save(store, 'kept');
		const after = await store.keys('index/');
		expect(after.filter((key) => !before.has(key)).length).toBeLessThanOrEqual(2);
		while (index.tend(() => true));
		for (let round = 0; round < 40; round++) {
			index.put(indexed('more.md', `Something more ${round}.`));
			index.tend(() => true);
			await index.save(store, 'kept');
		}
		expect((await store.keys('index/')).length).toBeLessThan(45);
		expect((await loaded(store))?.size).toBe(302);
	});

	it('is as none when a blob is cut at any 4 KiB border, by one byte, or is gone', async () => {
		const { store } = await saved();
		for (const key of await store.keys('index/')) {
			const whole = (await store.read(key)) ?? new Uint8Array();
			for (let length = 0; length < whole.length; length += CUT) {
				await store.write(key, whole.slice(0, length));
				expect(await loaded(store)).toBeNull();
			}
			await store.write(key, whole.slice(0, -1));
			expect(await loaded(store)).toBeNull();
			await store.remove(key);
			expect(await loaded(store)).toBeNull();
			await store.write(key, whole);
		}
		expect((await loaded(store))?.size).toBe(301);
	});

	it('is as none when any byte of it changed, also that of the format', async () => {
		const { store } = await saved();
		const keys = await store.keys('index/');
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...keys), fc.nat(), fc.integer({ min: 1, max: 255 }), async (key, place, change) => {
				const whole = (await store.read(key)) ?? new Uint8Array();
				const other = whole.slice();
				const at = place % 2 === 0 ? place % whole.length : place % 16;
				other[at] = (other[at] ?? 0) ^ change;
				await store.write(key, other);
				expect(await loaded(store)).toBeNull();
				await store.write(key, whole);
			}),
		);
	});

	it('is the older one or none, never a mixture, when a write fails half-way', async () => {
		for (let failing = 1; failing <= 3; failing++) {
			const { store, index } = await saved();
			index.put(indexed('new.md', 'A freshly written thing.'));
			let writes = 0;
			const breaking = { read: (key: string) => store.read(key), remove: (key: string) => store.remove(key), keys: (prefix: string) => store.keys(prefix), write: (key: string, bytes: Uint8Array) => (++writes === failing ? Promise.reject(new Error('full')) : store.write(key, bytes)) };
			await index.save(breaking, 'kept').catch(() => undefined);
			const after = await loaded(store);
			expect([301, 302]).toContain(after?.size);
			if (after) expect(after.search('freshly').length).toBe(after.size - 301);
		}
	});

	it('is not mistaken for another: there is none in an empty store', async () => {
		const { store } = memoryHost();
		expect(await loaded(store)).toBeNull();
		await store.write(MANIFEST, new Uint8Array(64));
		expect(await loaded(store)).toBeNull();
	});
});
