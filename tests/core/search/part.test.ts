import fc from 'fast-check';
import { eachUnitForm, eachUnitWord } from '../../../src/core/search/part';
import { Parts } from '../../../src/core/search/parts';
import { indexed, someText } from '../../support/search-world';

test('the forms of a unit are those of its words, with and without their places', () => {
	const farApart = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }).map((gaps) => gaps.map((gap) => `Ab${' '.repeat(gap)}ﬁn`).join(' '));
	fc.assert(
		fc.property(fc.oneof(someText, farApart), (text) => {
			const parts = new Parts();
			// So many other words that those of the text have numbers of two bytes.
			parts.add(indexed('a.md', Array.from({ length: 200 }, (_value, at) => `w${at}`).join(' ')));
			parts.add(indexed('b.md', text));
			for (const part of parts.all()) {
				for (let unit = 0; unit < part.units; unit++) {
					const [words, forms]: [number[], number[]] = [[], []];
					eachUnitWord(part, unit, (form) => words.push(form));
					eachUnitForm(part, unit, (form) => forms.push(form));
					expect(forms).toEqual(words);
				}
			}
		}),
		{ numRuns: 50 },
	);
});
