/** An answer's Markdown becomes harmless data, whatever it says, and in reasonable time. */
import fc from 'fast-check';
import { readAnswerParts } from '../../../src/core/guard/answer-parts';

const text = (words: string) => ({ kind: 'text', text: words });

test('given an answer, when it is read, then its parts and its citation marks are told apart', () => {
	const parts = readAnswerParts('The rent is **820**. [^1]\n\n> Due on the 3rd.\n> Heating apart. [^1] [^2]\n\n1. one\n2. `two`');
	expect(parts.map(({ block }) => block)).toEqual([
		{ kind: 'paragraph', children: [text('The rent is '), { kind: 'strong', children: [text('820')] }, text('. '), { kind: 'citation', n: 1 }] },
		{ kind: 'quote', text: 'Due on the 3rd.\nHeating apart.', citations: [1, 2] },
		{
			kind: 'list',
			start: 1,
			items: [[{ kind: 'paragraph', children: [text('one')] }], [{ kind: 'paragraph', children: [{ kind: 'code', text: 'two' }] }]],
		},
	]);
});

test('given a mark that stands alone under a quote, when it is read, then it is the mark of that quote', () => {
	const parts = readAnswerParts('Your notes say:\n\n> Due on the 3rd.\n\n[^1]\n\n> Heating apart.\n\n[^2]\n\n[^3]');
	expect(parts.slice(1).map(({ block }) => block)).toEqual([
		{ kind: 'quote', text: 'Due on the 3rd.', citations: [1] },
		{ kind: 'quote', text: 'Heating apart.', citations: [2, 3] },
	]);
});

test.each([
	['a block id', '> Due on the 3rd. ^due-3', 'Due on the 3rd.'],
	['the mark of a list item', '> - Due on the 3rd.', 'Due on the 3rd.'],
	['the box of a task', '> - [ ] Pay on the 3rd.', 'Pay on the 3rd.'],
])('given a quote with %s, when it is read, then only its words are left', (_name, quote, words) => {
	expect(readAnswerParts(`${quote}\n\n[^1]`)[0]?.block).toEqual({ kind: 'quote', text: words, citations: [1] });
});

test('given a quote of a whole list, when it is read, then its items keep their marks', () => {
	expect(readAnswerParts('> - one\n> - two')[0]?.block).toMatchObject({ text: '- one\n- two' });
});

test('given lines that look like a quote inside a code block, when they are read, then they stay code', () => {
	expect(readAnswerParts('```\n> not a quote\n```').map(({ block }) => block)).toEqual([{ kind: 'code', text: '> not a quote' }]);
});

test('given links to anything but the web, when they are read, then only their words are left', () => {
	for (const url of ['javascript:alert(1)', 'obsidian://open?vault=x', 'file:///etc/passwd', 'data:text/html,x']) {
		expect(JSON.stringify(readAnswerParts(`[words](${url})`).map(({ block }) => block))).toBe(JSON.stringify([{ kind: 'paragraph', children: [text('words')] }]));
	}
});

test('given any quote, when it is printed as one and read, then its words come back', () => {
	const line = fc.string().map((words) => words.replace(/[\n\r]/g, ' '));
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
			const words = `Words ${lines.join('\n')} end.`;
			const [part] = readAnswerParts(`${words.replace(/^/gm, '> ')} [^1]`);
			expect(part?.block).toEqual({ kind: 'quote', text: words, citations: [1] });
		}),
	);
});

test.each([
	['nested lists', '- '.repeat(2000)],
	['nested quotes', '> '.repeat(20_000)],
	['brackets in a quote', `> ${'['.repeat(100_000)}`],
	['a line of a quote', `> ${'word '.repeat(40_000)}`],
	['spaces in a quote', `> a${' '.repeat(200_000)}b`],
	['marks of a quote', `> a ${'[^1]'.repeat(50_000)}`],
])('given %s without end, when they are read, then parts come back and nothing throws', (_name, markdown) => {
	expect(readAnswerParts(markdown).length).toBeGreaterThan(0);
});
