import fc from 'fast-check';
import { eachWord, stemOf, words } from '../../../src/core/search/analyse';
import { fold } from '../../../src/core/search/fold';

const forms = (text: string): string[] => words(text).map(({ form }) => form);
/** Text with everything that breaks tokenisers: half pairs, marks, long words, unspaced scripts. */
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.constantFrom('a', '\ud83d', '\udc00', '漢', 'かな', 'é', 'e\u0301', 'نص', 'हिन्दी', '1,234', '-', ' ', '한국어', 'ภาษา', '\u0301'), { maxLength: 60 }).map((parts) => parts.join('')));

describe('the words of a text', () => {
	it.each([
		['The Über-Straße, naïve façade', ['the', 'uber', 'strasse', 'naive', 'facade']],
		['A wa\u00ADter\u00ADmelon, pasted; Stra\u00ADße\u00AD', ['a', 'watermelon', 'pasted', 'strasse']],
		['Ёлка и йод', ['елка', 'и', 'йод']],
		['Ελλάδα', ['ελλαδα']],
		['snake_case [[Wiki link]] #tag/sub', ['snake', 'case', 'wiki', 'link', 'tag', 'sub']],
		['€1,200 and 38,400.50 on 2026-03-01', ['1200', 'and', '38400', '50', 'on', '2026', '03', '01']],
		['ＡＢＣ１２', ['abc12']],
	])('of %j are folded', (text, expected) => {
		expect(forms(text)).toEqual(expected);
	});

	it('keep the vowel signs of Indic scripts and the marks of Arabic, which make other words', () => {
		expect(forms('हिन्दी किताब')).toEqual(['हिन्दी', 'किताब']);
		expect(forms('کِتاب')).not.toEqual(forms('کتاب'));
	});

	it('find a Chinese, Japanese, Korean or Thai word inside a sentence without spaces', () => {
		const sentences: readonly [string, string][] = [['我的房租合同到期了', '合同'], ['来月の家賃を払う', '家賃'], ['계약서를 확인했다', '계약'], ['สัญญาเช่าหมดอายุ', 'สั']];
		for (const [sentence, word] of sentences) expect(forms(sentence)).toContain(forms(word)[0]);
	});

	it('find the same pairs across the border of a very long run', () => {
		const run = '一二三四五六七八九十'.repeat(120);
		const pairs = (text: string): Set<string> => new Set(forms(text).filter((form) => form.length === 2));
		expect(pairs(run)).toEqual(pairs(run.slice(0, 40)));
		expect(words(run).filter(({ form }) => form.length === 2)).toHaveLength(run.length - 1);
	});

	it('cost no more than their beginning when a word has no end', () => {
		const [word] = words('x'.repeat(200_000));
		expect(word).toEqual({ form: 'x'.repeat(64), start: 0, end: 200_000 });
	});

	it('share a stem in English only', () => {
		expect(stemOf('leases')).toBe(stemOf('leasing'));
		expect(stemOf('семьями')).toBe('семьями');
	});

	it('stand at their place, in order, for any text; folding them again changes nothing', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				let last = 0;
				eachWord(text, (form, start, end) => {
					expect(start).toBeGreaterThanOrEqual(last);
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(text.length);
					expect(form).not.toBe('');
					if (end - start <= 64) expect(form).toBe(fold(text.slice(start, end)).replaceAll(',', ''));
					expect(fold(form)).toBe(form);
					last = start;
				});
			}),
		);
	});
});
