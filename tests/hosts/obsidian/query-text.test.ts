/** What the search view says about a query, and how it is asked for less: the text as it is edited. */
import fc from 'fast-check';
import { readQuery } from '../../../src/core/search/query';
import { hintsOf, looser, withFilter, withoutFilter } from '../../../src/obsidian/search/query-text';

const hints = (text: string): string[] => hintsOf(text, readQuery(text)).map((hint) => ('text' in hint ? `${hint.kind} ${hint.text}` : hint.kind));

describe('a hint', () => {
	it.each([
		['lease', []],
		['file:Home lease line:3', ['not-a-filter file', 'not-a-filter line']],
		['tag: lease', []],
		['after:soon', ['no-date soon']],
		['"night flow', ['open-quote']],
		['"night flow"', []],
		['what is the', ['only-stop-words']],
		['?!', ['no-words']],
		['-leak -"night flow"', ['only-left-out']],
		['-leak tag:home', []],
		['-tag:home', []],
		['', ['no-words']],
		[`${'word '.repeat(1_001)}`, ['too-long']],
		['file:a line:b block:c task:d "', ['not-a-filter file', 'not-a-filter line', 'not-a-filter block']],
	])('of %j', (text, expected) => {
		expect(hints(text)).toEqual(expected);
	});

	it('is given for any text without a throw', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => expect(hints(text).length).toBeLessThanOrEqual(3)));
	});
});

describe('a filter', () => {
	it.each([
		['lease tag:home pump', 'tag:home', 'lease pump'],
		['-tag:a tag:a', 'tag:a', '-tag:a'],
		['tag:ab tag:a', 'tag:a', 'tag:ab'],
		['"x tag:a" tag:a', 'tag:a', '"x tag:a"'],
		['lease', 'tag:home', 'lease'],
	])('of %j is taken out whole: %j', (text, filter, rest) => {
		expect(withoutFilter(text, { text: filter })).toBe(rest);
	});

	it('is begun at the end', () => {
		expect([withFilter('', 'tag:'), withFilter('lease ', 'tag:')]).toEqual(['tag:', 'lease tag:']);
	});

	it('can be left out when nothing was found, and so can the marks of a phrase', () => {
		expect(looser('"garden pump" tag:home')).toEqual([{ without: 'tag:home', query: '"garden pump"' }, { without: '', query: 'garden pump tag:home' }]);
		expect(looser('tag:home')).toEqual([]);
	});
});
