/** Given a note and patterns, when some are suggested, then those come first whose own words the note holds, and always in the same order. */
import * as fc from 'fast-check';
import { PATTERNS } from '../../../src/assets';
import { readPattern } from '../../../src/core/actions/read-pattern';
import { suggestPatterns } from '../../../src/core/actions/suggest-patterns';

const library = PATTERNS.flatMap(({ path, text }) => readPattern(path, text).pattern ?? []);
const namesFor = (note: string, limit = 3): string[] => suggestPatterns(note, library, limit).map(({ pattern }) => pattern.name);

test.each([
	['# Meeting with the roofers\n\nParticipants: Mara, Jo. Decisions: paint first. Minutes to be sent.', ['meeting-minutes', 'decisions-and-owners', 'follow-up-mail', 'meeting-agenda']],
	['# Journal\n\nA long day. My journal says the same as last week.', ['journal-reflection']],
	['From the bank: confirm your mail and password. #security', ['check-phishing']],
	['# Lecture 4\n\nThe lesson on osmosis, to study for the exam.', ['lecture-notes']],
	['Which metrics show progress? Measure rehearsal hours.', ['check-metrics']],
	['Weekly review: what was done this week', ['weekly-review']],
])('given %j, then a fitting one comes first', (note, fitting) => {
	expect(fitting).toContain(namesFor(note, 1)[0]);
});

test('given a word that few patterns have, then it outweighs one that many have', () => {
	const patterns = [{ name: 'a', description: 'About text and whales.', tags: [] }, { name: 'b', description: 'About text and lists.', tags: [] }, { name: 'c', description: 'About text.', tags: [] }];
	const [first] = suggestPatterns('A text on whales.', patterns);
	expect(first).toMatchObject({ pattern: { name: 'a' }, words: ['whale', 'text'] });
});

test('given nothing in common, no words, or no patterns, then there is no suggestion', () => {
	expect(suggestPatterns('Kwyjibo zqx.', library)).toEqual([]);
	expect(suggestPatterns('', library)).toEqual([]);
	expect(suggestPatterns('minutes', [])).toEqual([]);
});

test('given the patterns in any order, then the suggestions are the same', () => {
	const notes = fc.array(fc.constantFrom('minutes', 'meeting', 'goals', 'plan', 'tags', 'summary', 'the', 'café', '会议'), { maxLength: 12 }).map((some) => some.join(' '));
	fc.assert(fc.property(notes, fc.shuffledSubarray(library, { minLength: library.length }), (note, shuffled) => {
		expect(suggestPatterns(note, shuffled)).toEqual(suggestPatterns(note, library));
	}), { numRuns: 50 });
});
