import fc from 'fast-check';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { chooseQuotes, judge } from '../../../src/core/models/extractive';
import type { Evidence, Question } from '../../../src/core/models/extractive-types';
import { answerPieces, resolveText, searchedText } from '../../../src/core/models/extractive-words';
import { sentencesOf, withoutMarks } from '../../../src/core/models/sentences';

const question = (text: string, ...terms: readonly string[]): Question => ({ text, notes: 82, terms: terms.map((term) => ({ text: term, idf: 2 })) });

/** A note of one block, with the question's words marked wherever they stand literally. */
function evidence(path: string, text: string, asked: Question, more: Partial<Evidence> = {}): Evidence {
	const matches = asked.terms.flatMap((term, index) => {
		const start = text.toLowerCase().indexOf(term.text.toLowerCase());
		return start < 0 ? [] : [{ term: index, start, end: start + term.text.length }];
	});
	const block = { text, span: { start: 0, end: text.length }, line: 1, blockId: null, isProperty: false, matches };
	return { path: path as VaultPath, version: 'v', isPrivate: false, headings: [], context: [], rank: 1, blocks: [block], ...more };
}

function answer(asked: Question, ...passages: readonly Evidence[]) {
	const quotes = chooseQuotes(asked, passages);
	return { quotes, texts: quotes.map(({ text }) => text), verdict: judge(asked, quotes) };
}

describe('an extractive answer', () => {
	const lease = question('When does the lease end?', 'lease', 'end');

	it('is the block that holds the words of the question', () => {
		const { texts, verdict } = answer(lease, evidence('b.md', 'A lease is a paper.', lease), evidence('a.md', 'The lease will end on 30 June 2028.', lease));
		expect(texts[0]).toBe('The lease will end on 30 June 2028.');
		expect(verdict).toMatchObject({ outcome: 'answered', missing: [] });
	});

	it('is unknown when the notes hold too little of the question, and says what it searched and what is missing', () => {
		const asked = question('Who repaired the gearbox of the tractor?', 'repaired', 'gearbox', 'tractor');
		const { quotes, verdict } = answer(asked, evidence('a.md', 'She repaired the roof.', asked));
		expect(verdict).toMatchObject({ outcome: 'unknown', missing: ['gearbox', 'tractor'] });
		expect(answerPieces(asked, quotes, verdict).join('')).not.toContain('roof');
		expect(searchedText(asked)).toBe('Searched 82 notes for “repaired”, “gearbox”, “tractor”.');
		expect(searchedText(question('?!'))).toBe('Searched 82 notes. The question has no word to look for.');
		expect(resolveText(verdict)).not.toBe('');
	});

	it.each([
		['a name of the question is elsewhere', 'When does the lease of Ana end?', ['lease', 'Ana', 'end'], 'The lease of Rui will end in 2028.', 'The lease of Ana will end in 2028.'],
		['the question denies and the note does not', 'Which lease did not end in June 2028?', ['lease', 'end'], 'The lease will end then.', 'The lease did not end then.'],
		['a time is asked for and none is named', 'When does the lease end?', ['lease', 'end'], 'The lease will end badly.', 'The lease will end in May.'],
		['the note only asks the same', 'When does the lease end in May?', ['lease', 'end'], 'Does the lease end in July?', 'The lease will end in July.'],
	])('is less sure when %s', (_why, text, terms, worse, better) => {
		const asked = question(text, ...terms);
		expect(answer(asked, evidence('a.md', worse, asked)).verdict.confidence).toBeLessThan(answer(asked, evidence('a.md', better, asked)).verdict.confidence);
	});

	it('quotes the sentence, not the whole of a long block', () => {
		const text = `${'Filler about trees. '.repeat(20)}The lease will end on 30 June 2028. ${'More filler here. '.repeat(10)}`.trim();
		expect(answer(lease, evidence('a.md', text, lease)).texts).toEqual(['The lease will end on 30 June 2028.']);
	});

	it('shows what two notes say alike only once, and never more than four quotes', () => {
		const same = ['a.md', 'b.md'].map((path) => evidence(path, 'The lease will end on 30 June 2028.', lease));
		expect(answer(lease, ...same).quotes).toHaveLength(1);
		const many = ['one', 'two', 'three', 'four', 'five', 'six'].map((word) => evidence(`${word}.md`, `${word} ${word}s lease ${word}ly will end 2028 ${word}.`, lease));
		expect(answer(lease, ...many).quotes).toHaveLength(4);
	});

	it('quotes as block quotes with markers that a footnote of the note cannot pass for', () => {
		const { quotes, verdict } = answer(lease, evidence('a.md', 'The lease[^2] will end\n\nin 2028.', lease));
		expect(answerPieces(lease, quotes, verdict).join('')).toBe('Your notes say:\n\n> The lease[\\^2] will end\n>\n> in 2028.\n\n[^1]');
	});

	it('quotes literally and judges between 0 and 1 at most, for any passages', () => {
		const anyText = fc.array(fc.constantFrom('lease', 'end', '. ', '? ', 'not', 'Ana', '2028', '\n', '。', '\ud83d', 'x'.repeat(100)), { maxLength: 40 }).map((parts) => parts.join(' '));
		fc.assert(
			fc.property(fc.array(anyText, { maxLength: 6 }), (texts) => {
				const passages = texts.map((text, index) => evidence(`${index}.md`, text, lease));
				const { quotes, verdict } = answer(lease, ...passages);
				expect(verdict.confidence).toBeLessThanOrEqual(1);
				for (const { span, text, evidence: from } of quotes) expect(from.blocks[0]?.text.slice(span.start, span.end)).toBe(text);
			}),
		);
	});
});

describe('the sentences of a text', () => {
	it.each([
		['One. Two! Three?', ['One.', 'Two!', 'Three?']],
		['At 3.5 km, e.g. here. "Quoted." Next', ['At 3.5 km, e.g. here.', '"Quoted."', 'Next']],
		['一つ。二つ。', ['一つ。', '二つ。']],
		['row one\nrow two', ['row one', 'row two']],
		[' \n ', []],
	])('of %j', (text, expected) => {
		expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
	});
});

describe('the marks around a quote', () => {
	it.each([
		['- Ana paid €420. ^paid', 'Ana paid €420.'],
		['  - [x] Call the plumber', 'Call the plumber'],
		['12. Twelfth', 'Twelfth'],
		['> > - What colour?', 'What colour?'],
		['Plain text', 'Plain text'],
		['> two\n> lines ^id', '> two\n> lines'],
		['- ', '- '],
		['^only-an-id', '^only-an-id'],
	])('are left out: %j', (text, kept) => {
		const { start, end } = withoutMarks(text, { start: text.length - text.trimStart().length, end: text.length });
		expect(text.slice(start, end)).toBe(kept);
	});
});

describe('a very long text', () => {
	it('without full stops is quoted in a part that can be read, not whole', () => {
		const text = `${'filler words '.repeat(8000)}the lease will end in 2028 ${'and more words '.repeat(8000)}`;
		const asked = question('When does the lease end?', 'lease');
		const [quote] = answer(asked, evidence('a.md', text, asked)).texts;
		expect(quote).toContain('lease');
		expect(quote?.length).toBeLessThanOrEqual(600);
		expect(text).toContain(quote);
	});

	it('without any space is cut between characters', () => {
		const text = '\u{1F9ED}'.repeat(5000);
		const pieces = sentencesOf(text).map(({ start, end }) => text.slice(start, end));
		expect(pieces.join('')).toBe(text);
		expect(pieces.every((piece) => !/^\p{Cs}|\p{Cs}$/u.test(piece))).toBe(true);
	});

	it('is looked at once, not once for each of its sentences', () => {
		const sentences = 2000;
		const text = 'The lease ends in May. '.repeat(sentences);
		let looks = 0;
		const matches = Array.from({ length: sentences }, (_, i) => ({
			term: 0,
			get start() {
				looks++;
				return i * 23 + 4;
			},
			end: i * 23 + 9,
		}));
		let readings = 0;
		const asked: Question = {
			...question('', 'lease'),
			get text() {
				readings++;
				return 'When does the lease end?';
			},
		};
		const base = evidence('a.md', text, question('', 'lease'));
		answer(asked, { ...base, blocks: [{ text, span: { start: 0, end: text.length }, line: 1, blockId: null, isProperty: false, matches }] });
		expect(looks).toBeLessThan(10 * sentences);
		expect(readings).toBeLessThan(20);
	});
});
