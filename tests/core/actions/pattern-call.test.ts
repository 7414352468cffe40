/** Given a block or a link that calls a pattern, then it is read whole or refused with every reason, and nothing in it is run. */
import fc from 'fast-check';
import { readCallBlock, readCallLink } from '../../../src/core/actions/pattern-call';

test('given a block with all that it can say, then each is read', () => {
	expect(readCallBlock('pattern: board-minutes\nnote: "[[Talk|the talk]]"\ninput: note\noutput: append under Minutes\naudience: the board\nvariables:\n  words: 30\n')).toEqual({
		call: { pattern: 'board-minutes', note: 'Talk', input: 'note', output: 'append', place: 'Minutes', variables: { audience: 'the board', words: '30' } },
	});
});

test('given the name alone, then it is a call with nothing else', () => {
	expect(readCallBlock('summarize')).toEqual({ call: { pattern: 'summarize', note: '', input: null, output: null, place: '', variables: {} } });
});

test.each([
	['nothing', ''],
	['a list', '- a\n- b'],
	['broken YAML', 'pattern: [a'],
	['a bomb of aliases', 'a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n'],
	['no pattern', 'note: Talk'],
	['an unknown input', 'pattern: a\ninput: everything'],
	['an unknown output', 'pattern: a\noutput: email'],
	['a bad name of a variable', 'pattern: a\n"{{x}}": y'],
	['a value that is no text', 'pattern: a\nwho: [x]'],
	['an endless value', `pattern: a\nwho: ${'x'.repeat(3000)}`],
])('given %s, then it says what is wrong', (_name, source) => {
	const reading = readCallBlock(source);
	expect('problems' in reading && reading.problems.length > 0 && reading.problems.every((problem) => problem.endsWith('.'))).toBe(true);
});

test('given a link, then its parameters are read as a block is', () => {
	expect(readCallLink({ action: 'praxis', vault: 'Home', pattern: 'minutes', note: 'Talks/Board.md', tone: 'plain' })).toEqual({ call: { pattern: 'minutes', note: 'Talks/Board.md', input: null, output: null, place: '', variables: { tone: 'plain' } } });
});

test('given any text, then reading it throws nothing', () => {
	fc.assert(fc.property(fc.string(), (text) => void readCallBlock(text)));
});
