/** Vectors at rest: near what is near, the same after saving, and no list worse for them. */
import fc from 'fast-check';
import { atOnce } from '../../../src/core/lib/turns';
import type { Hit } from '../../../src/core/search/hit';
import { fuse } from '../../../src/core/search/vectors/fuse';
import { VectorTable } from '../../../src/core/search/vectors/vector-table';

const someVector = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }).filter((numbers) => numbers.some((number) => Math.abs(number) > 0.01)).map((numbers) => Float32Array.from(numbers));

function cosine(a: Float32Array, b: Float32Array): number {
	const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, number, at) => sum + number * (y[at] ?? 0), 0);
	return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function tableOf(vectors: readonly Float32Array[], perNote = 2): VectorTable {
	const table = new VectorTable('own/model');
	vectors.forEach((vector, at) => table.add(`key ${at}`, vector));
	for (let from = 0; from < vectors.length; from += perNote) {
		const passages = vectors.slice(from, from + perNote).map((_, i) => ({ key: `key ${from + i}`, span: { start: (from + i) * 10, end: (from + i) * 10 + 9 } }));
		table.put(`${from}.md`, `version ${from}`, passages);
	}
	return table;
}

test('nearness is the cosine, up to what eight bits lose, and each note stands with its nearest passage', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(someVector, { minLength: 1, maxLength: 12 }), someVector, async (vectors, asked) => {
			const near = await tableOf(vectors).nearest(asked, 99, atOnce);
			expect(near).toHaveLength(Math.ceil(vectors.length / 2));
			for (const { path, span, nearness } of near) {
				const from = Number.parseInt(path, 10);
				const exact = vectors.slice(from, from + 2).map((vector) => cosine(vector, asked));
				expect(Math.abs(nearness - Math.max(...exact))).toBeLessThan(0.03);
				expect(Math.abs((exact[span.start / 10 - from] ?? NaN) - nearness)).toBeLessThan(0.03);
			}
			expect(near.map(({ nearness }) => nearness)).toEqual([...near.map(({ nearness }) => nearness)].sort((a, b) => b - a));
		}),
	);
});

test('what was saved answers as before; what is cut short or of another model is not taken', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(someVector, { minLength: 1, maxLength: 9 }), someVector, fc.nat(), async (vectors, asked, at) => {
			const table = tableOf(vectors);
			table.remove('0.md');
			const blob = await table.save(atOnce);
			const loaded = await VectorTable.load(blob, 'own/model', atOnce);
			expect(await loaded?.nearest(asked, 9, atOnce)).toEqual(await table.nearest(asked, 9, atOnce));
			expect([loaded?.size, loaded?.vectors]).toEqual([table.size, table.vectors]);
			expect(await VectorTable.load(blob, 'own/other', atOnce)).toBeNull();
			expect(await VectorTable.load(blob.slice(0, at % blob.length), 'own/model', atOnce)).toBeNull();
		}),
	);
	expect(await VectorTable.load(null, 'own/model', atOnce)).toBeNull();
});

test('notes that go take with them what nobody else has; a vector of another length is refused', async () => {
	const table = tableOf([Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(1, 1)]);
	table.put('copy.md', 'v', [{ key: 'key 0', span: { start: 0, end: 1 } }]);
	table.remove('0.md');
	table.sweep();
	expect([table.has('key 0'), table.has('key 1'), table.has('key 2')]).toEqual([true, false, true]);
	table.add('new', Float32Array.of(0, -1));
	expect((await table.nearest(Float32Array.of(1, 0), 1, atOnce))[0]).toMatchObject({ path: 'copy.md', version: 'v' });
	expect(() => table.add('long', Float32Array.of(1, 2, 3))).toThrow(RangeError);
	expect(() => table.put('x.md', 'v', [{ key: 'unknown', span: { start: 0, end: 1 } }])).toThrow(RangeError);
	expect(await table.nearest(Float32Array.of(1, 2, 3), 5, atOnce)).toEqual([]);
});

const hit = (path: string, score: number): Hit => ({ path, version: '', score, block: null, headings: [], matches: [], snippet: null, reasons: [], others: [] });
const someHits = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }).map((paths) => paths.map((path, at) => hit(path, 9 - at)));
const someNear = fc.uniqueArray(fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), nearness: fc.double({ min: -1, max: 1, noNaN: true }) }), { selector: ({ path }) => path }).map((list) => list.sort((a, b) => b.nearness - a.nearness).map((near) => ({ ...near, hit: () => hit(near.path, 0) })));

test('at weight 0 no list gets worse: what words found keeps its place, and others stand behind it', () => {
	fc.assert(
		fc.property(someHits, someNear, fc.integer({ min: 1, max: 8 }), (hits, near, limit) => {
			const paths = fuse(hits, near, { weight: 0, limit }).map(({ path }) => path);
			expect(paths.slice(0, hits.length)).toEqual(hits.slice(0, limit).map(({ path }) => path));
			expect(new Set(paths).size).toBe(paths.length);
			const others = near.filter(({ path, nearness }) => nearness > 0 && !hits.some((one) => one.path === path)).map(({ path }) => path);
			expect(paths.slice(hits.length)).toEqual(others.slice(0, Math.max(0, limit - hits.length)));
		}),
	);
});

test('with a weight, what is near rises, and a hit that can no longer be shown is left out', () => {
	const near = [{ path: 'b', nearness: 0.9, hit: () => hit('b', 0) }, { path: 'x', nearness: 0.8, hit: () => null }, { path: 'y', nearness: 0.7, hit: () => hit('y', 0) }];
	expect(fuse([hit('a', 10), hit('b', 9.5)], near, { weight: 0.5, limit: 5 }).map(({ path }) => path)).toEqual(['b', 'a', 'y']);
	expect(fuse([], [], { weight: 1, limit: 5 })).toEqual([]);
});

test('vectors of another length may come once none is held', async () => {
	const table = new VectorTable('own/model');
	for (let at = 0; at < 300; at++) table.add(`old ${at}`, Float32Array.of(1, at));
	table.sweep();
	expect(table.vectors).toBe(0);
	for (let at = 0; at < 300; at++) table.add(`new ${at}`, Float32Array.of(1, 0, at, 0, 0, 2));
	table.put('a.md', 'v', [{ key: 'new 299', span: { start: 0, end: 5 } }]);
	expect((await table.nearest(Float32Array.of(1, 0, 299, 0, 0, 2), 3, atOnce)).map(({ path, nearness }) => [path, nearness > 0.99])).toEqual([['a.md', true]]);
});
