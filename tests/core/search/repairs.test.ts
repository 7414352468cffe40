import fc from 'fast-check';
import { found, indexOf } from '../../support/search-world';

const HALVES = ['smart', 'watch', 'harbour', 'ladder', 'engine', 'violet', 'timber'];

describe('a word that no note has, written together from two that notes have', () => {
	it('finds the notes with both', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(HALVES, { minLength: 2, maxLength: 2 }), ([first = '', second = '']) => {
				const index = indexOf({ 'a.md': `The ${first} and nothing else.`, 'b.md': `The ${first} and the ${second}s.`, 'c.md': 'Something else.' });
				expect(found(index, first + second)[0]).toBe('b.md');
				expect(index.find(first + second).repairs).toEqual([{ typed: first + second, meant: [first, `${second}s`] }]);
			}),
			{ numRuns: 30 },
		);
	});

	it.each([
		['is known itself', 'A smartwatch.', 'smartwatch', ['b.md']],
		['is more likely a slip', 'Smartwater.', 'smartwatar', ['b.md']],
		['has a part that is too short to mean it', 'The sea and a son.', 'season', []],
		['has a part that no note has', 'The smart one.', 'smartglove', []],
	])('is not taken apart when it %s', (_case, text, query, paths) => {
		expect(found(indexOf({ 'a.md': 'A smart man at the watch.', 'b.md': text }), query)).toEqual(paths);
	});
});
