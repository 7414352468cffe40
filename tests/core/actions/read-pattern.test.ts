/** Given a pattern's file, when it is read, then what it says is known, and what is wrong is told at its line. */
import { readPattern } from '../../../src/core/actions/read-pattern';

test("given Fabric's layout, then the folder is the name and all is prompt", () => {
	const { pattern, problems } = readPattern('Patterns/extract_wisdom/system.md', '# IDENTITY\n\nYou extract.\n\n# INPUT\n\nINPUT:\n');
	expect(problems).toEqual([]);
	expect(pattern).toMatchObject({ name: 'extract_wisdom', instructions: '# IDENTITY\n\nYou extract.\n\n# INPUT\n\nINPUT:', input: ['selection', 'note'], output: 'chat', model: null });
});

test('given a note with properties, then they are read and the source is kept', () => {
	const text = ['---', 'description: Minutes from talk', 'tags: [meeting, "#work"]', 'model: fast', 'temperature: 0.2', 'input: selection, note', 'output: append under Minutes', 'template: "[[Templates/Minutes]]"', 'context: [telos, "[[Glossary]]"]', 'privacy: device', 'variables:', '  - name: tone', '    options: [plain, formal]', '    default: plain', '  - audience', 'result:', '  sections: [Decisions, Open]', '  max-words: 200', '  language: same', 'colour: red', '---', 'Write minutes.', ''].join('\n');
	const { pattern, problems } = readPattern('Patterns/Minutes.md', text);
	expect(problems).toEqual([]);
	expect(pattern).toEqual({
		name: 'Minutes',
		description: 'Minutes from talk',
		tags: ['meeting', 'work'],
		model: 'fast',
		temperature: 0.2,
		strategy: '',
		variables: [
			{ name: 'tone', type: 'choice', label: 'tone', default: 'plain', options: ['plain', 'formal'], required: false },
			{ name: 'audience', type: 'text', label: 'audience', default: '', options: [], required: false },
		],
		context: { telos: true, memory: false, patterns: false, notes: ['Glossary'] },
		input: ['selection', 'note'],
		output: 'append',
		outputPlace: 'Minutes',
		template: 'Templates/Minutes',
		result: { sections: ['Decisions', 'Open'], minWords: null, maxWords: 200, language: 'same' },
		privacy: 'device',
		instructions: 'Write minutes.',
		source: text,
		path: 'Patterns/Minutes.md',
	});
});

test.each([
	['temperature: hot', 2, '“temperature” must be a number'],
	['input: telepathy', 2, 'There is no input “telepathy”'],
	['output: fax', 2, 'There is no output “fax”'],
	['variables: ["a b"]', 2, '“a b” cannot be the name of a variable'],
	['variables: [a, a]', 2, 'declared twice'],
	['result: long', 2, '“result” needs keys of its own'],
])('given %s, then the problem is told and the rest holds', (property, line, message) => {
	const { pattern, problems } = readPattern('Patterns/P.md', `---\n${property}\n---\nWrite.`);
	expect(pattern?.instructions).toBe('Write.');
	expect(problems).toEqual([{ path: 'Patterns/P.md', line, message: expect.stringContaining(message) as string }]);
});

test('given a privacy that is not understood, then it is the closed one', () => {
	expect(readPattern('P.md', '---\nprivacy: secret\n---\nX').pattern?.privacy).toBe('device');
});

test.each([['Patterns/Empty.md', ''], ['Patterns/a#b.md', 'Text'], ['Patterns/Big.md', 'x'.repeat(400_001)]])('given what cannot be a pattern (%s), then there is none, and a problem', (path, text) => {
	const { pattern, problems } = readPattern(path, text);
	expect(pattern).toBeNull();
	expect(problems.length).toBeGreaterThan(0);
});
