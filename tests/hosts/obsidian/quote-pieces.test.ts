/** A quote reads as in the note, and holds every character of it. */
import fc from 'fast-check';
import { readQuotePieces } from '../../../src/obsidian/chat/quote-pieces';

/** What a person sees: all but the signs, bars as such. */
const seen = (quote: string): string =>
	readQuotePieces(quote)
		.filter(({ kind }) => kind !== 'sign')
		.map(({ text }) => text)
		.join('');

test('given any text, when it is read in pieces, then the pieces joined are the text', () => {
	const part = fc.constantFrom('**', '*', '==', '`', '[[', ']]', '|', '![', '](u)', '#^a1', '\n', '\r\n', ' ', 'word');
	const quote = fc.oneof(fc.string(), fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')));
	fc.assert(
		fc.property(quote, (text) => {
			expect(readQuotePieces(text).map((piece) => piece.text).join('')).toBe(text);
		}),
		{ numRuns: 2000 },
	);
});

test.each([
	['See [[Lease#Rent]] and [[Ana Figueiredo|Ana]].', 'See Lease#Rent and Ana.'],
	['Her line is in [[2025-02-18 Sousa budget#^ana-budget]].', 'Her line is in 2025-02-18 Sousa budget.'],
	['**Where we are.** 61 of *148*, see [the map](https://example.org/map).', 'Where we are. 61 of 148, see the map.'],
	['Run `npm test` with ==care==.', 'Run npm test with care.'],
	['2 * 3 * 4 and a ** b', '2 * 3 * 4 and a ** b'],
	['either | or', 'either | or'],
	['[[]] and [](x) and ![[plan.png]]', '[[]] and [](x) and plan.png'],
])('given %j, when it is shown, then it reads %j', (quote, words) => {
	expect(seen(quote)).toBe(words);
});

test('given rows of a table, when they are shown, then bars stand between cells alone', () => {
	const pieces = readQuotePieces('| 6 May | [[Porto|the flat]] |\n| 7 May | none |');
	expect(pieces.filter(({ kind }) => kind === 'bar')).toHaveLength(2);
	expect(seen('| 6 May | [[Porto|the flat]] |')).toBe('6 May | the flat');
	expect(seen('| `Home`, `Garden` | The flat.')).toBe('Home, Garden | The flat.');
});

test('given markup, when it is read, then its words have its kind', () => {
	expect(readQuotePieces('**a** `b`')).toEqual([
		{ kind: 'sign', text: '**' },
		{ kind: 'strong', text: 'a' },
		{ kind: 'sign', text: '**' },
		{ kind: 'text', text: ' ' },
		{ kind: 'sign', text: '`' },
		{ kind: 'code', text: 'b' },
		{ kind: 'sign', text: '`' },
	]);
});
