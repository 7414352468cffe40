/** Whatever is typed, a search answers: no text throws, and the same text finds the same at once and in steps. */
import fc from 'fast-check';
import { queryOddities } from '../../support/query-oddities';
import { indexOf } from '../../support/search-world';
import { readNote } from '../../../src/core/lib/markdown';
import { ContentIndex } from '../../../src/core/search/content-index';

const INDEX = indexOf({
	'Plan.md': '---\ntags: [home]\nstatus: open\n---\n# Plan\n\nThe **lease** ends in May (see [[Garden|the garden]]).\n\n- [ ] call the [[Garden]] office',
	'Garden.md': 'A pump and a lease, and what is the garden for?',
	'\u5951\u7d04.md': '\u8cc3\u8cb8\u5951\u7d04\u306f\u4e94\u6708\u306b\u7d42\u308f\u308b\u3002',
	'2026-03-01.md': '\u05e9\u05dc\u05d5\u05dd \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 caf\u00e9 1,000,000',
});

function inSteps(index: ContentIndex, query: string): unknown {
	const steps = index.findSteps(query, { typing: true, others: 2 });
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value.hits;
	}
}

const piece = fc.oneof(
	fc.constantFrom('lease', 'the', 'garden', '"', '-', '[', ']', ':', 'tag:', 'path:', 'date:', 'links-to:', 'after:2026', '[status:open]', '[[Garden]]', '"the garden"', '-lease', '(', '*', '\\', '\ud800', '\u202e', '\u5951\u7d04'),
	fc.string({ unit: 'binary', maxLength: 12 }),
);

describe('any text as a query', () => {
	it.each(queryOddities().map((text) => [text.slice(0, 30), text]))('%j is answered', (_name, text) => {
		for (const typing of [false, true]) expect(Array.isArray(INDEX.find(text, { typing, others: 3 }).hits)).toBe(true);
		expect(Array.isArray(INDEX.findBlocks(text).hits)).toBe(true);
		expect(Array.isArray(INDEX.relatedTo({ text }))).toBe(true);
	});

	it('is answered, in steps as at once', () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('', ' '), (pieces, between) => {
				const query = pieces.join(between);
				expect(inSteps(INDEX, query)).toEqual(INDEX.find(query, { typing: true, others: 2 }).hits);
				expect(() => INDEX.findBlocks(query)).not.toThrow();
			}),
			{ numRuns: 300 },
		);
	});

	it('finds what a filter lets through, however many notes have the words', () => {
		const notes = Object.fromEntries(Array.from({ length: 2_300 }, (_value, at) => [`n${at}.md`, `pump pump pump`] as const));
		const index = indexOf({ ...notes, 'wanted.md': '---\ntags: [rare]\n---\nMuch is said here of many things and in passing of a pump that nobody needs.' });
		expect(index.search('pump tag:rare').map(({ path }) => path)).toEqual(['wanted.md']);
		expect(index.search('pump path:wanted').map(({ path }) => path)).toEqual(['wanted.md']);
	});

	it('gives way between small pieces of work, whatever is asked', () => {
		const index = indexOf(Object.fromEntries(Array.from({ length: 400 }, (_value, at) => [`n${at}.md`, `The pump number ${at} of the garden and word${at}.`] as const)));
		for (const query of ['pump', 'what is the pump of the garden number', 'word1 word2 wrod3 "the garden"']) {
			let steps = 0;
			for (const work = index.findSteps(query, { limit: 24 }); !work.next().done; ) steps++;
			// Once for each word as it is read and as it is scored, for each part, and for each note that is shown.
			expect(steps).toBeGreaterThan(24);
		}
	});

	it('answers as the index is now, when it changes between two steps', () => {
		const index = indexOf(Object.fromEntries(Array.from({ length: 30 }, (_value, at) => [`n${at}.md`, `A pump, ${'garden '.repeat(at % 5)}`] as const)));
		for (const moment of [1, 3, 5, 8, 20]) {
			const work = index.findSteps('pump garden', { limit: 30 });
			let step = work.next();
			for (let at = 0; !step.done; step = work.next()) if (++at === moment) index.remove(`n${moment}.md`);
			expect(step.value.hits).toEqual(index.find('pump garden', { limit: 30 }).hits);
		}
	});

	it('finds a phrase where its words stand side by side in that order, and nowhere else', () => {
		const word = fc.constantFrom('pump', 'well', 'garden', 'gate');
		fc.assert(
			fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }), fc.array(word, { minLength: 1, maxLength: 4 }), (texts, phrase) => {
				const index = indexOf(Object.fromEntries(texts.map((text, at) => [`${at}.md`, text.join(' ')])));
				const holds = (text: readonly string[]): boolean => ` ${text.join(' ')} `.includes(` ${phrase.join(' ')} `);
				expect(index.search(`"${phrase.join(' ')}"`).map(({ path }) => path).sort()).toEqual(texts.flatMap((text, at) => (holds(text) ? [`${at}.md`] : [])).sort());
				expect(index.search(`pump well garden gate -"${phrase.join(' ')}"`).map(({ path }) => path).sort()).toEqual(texts.flatMap((text, at) => (holds(text) ? [] : [`${at}.md`])).sort());
			}),
			{ numRuns: 200 },
		);
	});

	it('finds what holds several phrases and none that is unwanted, however few notes are left to be looked into', () => {
		const run = fc.array(fc.constantFrom('pump', 'well', 'garden', 'gate', 'hose', 'rare'), { minLength: 1, maxLength: 3 });
		const text = fc.array(fc.constantFrom('pump', 'well', 'garden', 'gate', 'hose', 'pump well', 'garden gate', 'rare'), { minLength: 1, maxLength: 14 }).map((words) => words.join(' ').split(' '));
		fc.assert(
			fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), fc.array(run, { minLength: 1, maxLength: 4 }), fc.array(run.filter(({ length }) => length > 1), { maxLength: 4 }), fc.nat(8), (texts, phrases, unwanted, sealed) => {
				const index = new ContentIndex();
				texts.forEach((words, at) => {
					if (at === sealed) index.seal();
					index.put({ path: `${at}.md`, text: words.join(' '), version: '', note: readNote(`${at}.md`, words.join(' ')) });
				});
				const holds = (words: readonly string[], phrase: readonly string[]): boolean => ` ${words.join(' ')} `.includes(` ${phrase.join(' ')} `);
				const expected = texts.flatMap((words, at) => (phrases.every((phrase) => holds(words, phrase)) && !unwanted.some((phrase) => holds(words, phrase)) ? [`${at}.md`] : []));
				const query = [...phrases.map((phrase) => `"${phrase.join(' ')}"`), ...unwanted.map((phrase) => `-"${phrase.join(' ')}"`)].join(' ');
				expect(index.search(query).map(({ path }) => path).sort()).toEqual(expected.sort());
			}),
			{ numRuns: 400 },
		);
	});
});
