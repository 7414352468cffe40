/** A citation is found again in a note that has changed, and its place is what an editor calls it. */
import fc from 'fast-check';
import { editorPlace, findQuote } from '../../../src/obsidian/find-quote';

test('given a note that grew above and below its quote, when the quote is looked for, then exactly its words are found', () => {
	fc.assert(
		fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), fc.nat(200), (above, quote, below, readAt) => {
			const text = above + quote + below;
			const span = findQuote(text, { quote, span: { start: readAt, end: readAt + quote.length } });
			expect(span && text.slice(span.start, span.end)).toBe(quote);
		}),
	);
});

test('given a note that says the same thing twice, when the quote is looked for, then the nearer one is found', () => {
	const text = 'Rent. Then much else in between. Rent.';
	expect(findQuote(text, { quote: 'Rent.', span: { start: 30, end: 35 } })?.start).toBe(33);
	expect(findQuote(text, { quote: 'Rent.', span: { start: 4, end: 9 } })?.start).toBe(0);
});

test('given a note without the quote, or an empty quote, when it is looked for, then there is none', () => {
	expect(findQuote('Something else.', { quote: 'Rent.', span: { start: 0, end: 5 } })).toBeNull();
	expect(findQuote('Something else.', { quote: '', span: { start: 0, end: 0 } })).toBeNull();
});

test('given any line ends and a BOM, when a word has an offset, then the editor finds it at that line and column', () => {
	const end = fc.constantFrom('\n', '\r\n');
	fc.assert(
		fc.property(fc.array(fc.stringMatching(/^[a-z ]*$/), { minLength: 1 }), end, fc.boolean(), (lines, lineEnd, hasBom) => {
			const text = (hasBom ? '\uFEFF' : '') + [...lines, 'HERE'].join(lineEnd);
			expect(editorPlace(text, text.indexOf('HERE'))).toEqual({ line: lines.length, ch: 0 });
			expect(editorPlace(text, text.length)).toEqual({ line: lines.length, ch: 4 });
		}),
	);
});
