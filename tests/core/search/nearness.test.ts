import fc from 'fast-check';
import { RANKING } from '../../../src/core/search/ranking';
import { found, indexOf } from '../../support/search-world';

const KEYWORDS = ['harbour', 'ladder', 'violet', 'engine'];
const QUERY = KEYWORDS.join(' ');
const filler = (count: number): string => Array.from({ length: count }, () => 'bla').join(' ');
const sentence = (words: readonly string[], between: number): string => words.join(` ${filler(between)} `);

describe('keywords that stand near each other', () => {
	it('count more than the same words far apart', () => {
		const index = indexOf({ 'a.md': `${sentence(KEYWORDS, 40)}.`, 'b.md': `${filler(60)} ${sentence(KEYWORDS, 2)} ${filler(54)}.` });
		expect(found(index, QUERY)).toEqual(['b.md', 'a.md']);
	});

	it('are found on both sides of a border between passages', () => {
		const long = filler(180);
		const apart = `${KEYWORDS.slice(0, 2).join(' bla ')} ${long}\n\n## Next\n\n${long} ${KEYWORDS.slice(2).join(' bla ')}`;
		const together = `${long} ${KEYWORDS.slice(0, 2).join(' bla ')}\n\n## Next\n\n${KEYWORDS.slice(2).join(' bla ')} ${long}`;
		expect(found(indexOf({ 'a.md': apart, 'b.md': together }), QUERY)).toEqual(['b.md', 'a.md']);
	});

	it('may stand in a name', () => {
		const text = `${sentence(KEYWORDS, 40)}.`;
		const index = indexOf({ 'Harbour, ladder and some bla.md': text, 'The violet engine, ladder of a harbour.md': text });
		expect(found(index, QUERY)[0]).toBe('The violet engine, ladder of a harbour.md');
	});

	it('are the more telling in the form that was typed', () => {
		const index = indexOf({ 'a.md': `${sentence(['harbours', 'ladders', 'violets', 'engines'], 1)}. ${sentence(KEYWORDS, 60)}`, 'b.md': `${sentence(KEYWORDS, 1)}. ${sentence(['harbours', 'ladders', 'violets', 'engines'], 60)}` });
		expect(found(index, QUERY)[0]).toBe('b.md');
	});

	it('may be words that mean nothing by themselves', () => {
		const index = indexOf({ 'a.md': `Harbour ladder then engine. ${filler(60)} them`, 'b.md': `Harbour ladder them engine. ${filler(60)} then` });
		expect(found(index, 'harbour them ladder engine')[0]).toBe('b.md');
	});

	it('say nothing when they are few, or a question', () => {
		const index = indexOf({ 'a.md': `${sentence(KEYWORDS, 40)}.`, 'b.md': `${filler(60)} ${sentence(KEYWORDS, 2)} ${filler(54)}.` });
		expect(found(index, 'harbour ladder violet')).toEqual(['a.md', 'b.md']);
		expect(found(index, `Where is the ${QUERY}?`)).toEqual(['a.md', 'b.md']);
	});

	it('rank notes of the same words by how many of them some words in a row hold', () => {
		const length = 160;
		const places = fc.uniqueArray(fc.integer({ min: 0, max: length / 2 - 1 }), { minLength: 4, maxLength: 4 });
		const textWith = (at: readonly number[]): string => Array.from({ length }, (_value, word) => KEYWORDS[at.indexOf(word / 2)] ?? 'bla').join(' ');
		const most = (at: readonly number[]): number => Math.max(...at.map((last) => at.filter((place) => place <= last && (last - place) * 2 <= RANKING.nearWords).length));
		fc.assert(
			fc.property(places, places, (first, second) => {
				const order = found(indexOf({ 'a.md': textWith(first), 'b.md': textWith(second) }), QUERY);
				expect(order).toEqual(most(second) > most(first) ? ['b.md', 'a.md'] : ['a.md', 'b.md']);
			}),
		);
	});
});
