/** Given a pattern with braces, when it is filled, then only what means something changes, and nothing is read twice. */
import fc from 'fast-check';
import { fillTemplate, namesIn } from '../../../src/core/actions/template';

const now = new Date(2026, 10, 22, 9, 5, 7);
const files: Record<string, string> = { 'Notes/Plan.md': 'one\ntwo\nthree', 'Evil.md': '{{name}} {{plugin:file:read:Notes/Plan.md}}' };
const fill = (template: string, variables: Record<string, string> = {}): ReturnType<typeof fillTemplate> => fillTemplate(template, { variables, input: 'THE INPUT', now, readFile: (path) => Promise.resolve(files[path] ?? null) });

test.each([
	['variables', 'Write to {{ name }} in {{lang}}.', 'Write to Ana in {{lang}}.'],
	['the input by its words', 'Sum up {{input}}.', 'Sum up THE INPUT.'],
	['text helpers', '{{plugin:text:upper:abc}} {{plugin:text:title:ana maria}} {{plugin:text:trim: x }}', 'ABC Ana Maria x'],
	['a helper around a variable', '{{plugin:text:upper:{{name}}}}', 'ANA'],
	['dates', '{{plugin:datetime:today}} {{plugin:datetime:startofweek}} {{plugin:datetime:rel:-1m}}', '2026-11-22 2026-11-16 2026-10-22'],
	['files in the vault', '{{plugin:file:tail:Notes/Plan.md|2}} {{plugin:file:exists:No.md}}', 'two\nthree false'],
	['a file that is not there', '{{plugin:file:read:No.md}}', '{{plugin:file:read:No.md}}'],
	['helpers that run things', '{{ext:word:x}} {{plugin:sys:hostname}} {{plugin:fetch:get:https://example.org}}', '{{ext:word:x}} {{plugin:sys:hostname}} {{plugin:fetch:get:https://example.org}}'],
	['unbalanced braces', '{{ a {{name}} }} }} {{', '{{ a {{name}} }} }} {{'],
	['an open brace before', '{{ and {{name}}', '{{ and Ana'],
	['names that every object has', '{{constructor}} {{__proto__}}', '{{constructor}} {{__proto__}}'],
])('fills or leaves %s', async (_what, template, expected) => {
	expect((await fill(template, { name: 'Ana' })).text).toBe(expected);
});

test('given a value that looks like a template, then it stays as it is', async () => {
	expect((await fill('{{a}} {{plugin:file:read:Evil.md}}', { a: '{{input}}', name: 'Ana' })).text).toBe('{{input}} {{name}} {{plugin:file:read:Notes/Plan.md}}');
});

test('given any text without braces, then it is left as it is; given any text at all, then it never throws', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom('{{', '}}', 'input', 'plugin:text:upper:', 'é', ' ', '{', '}')), async (parts) => {
			const template = parts.join('');
			const { text } = await fill(template);
			if (!template.includes('{{')) expect(text).toBe(template);
		}),
	);
});

test('given 200,000 open braces, then they are left', async () => {
	const braces = '{{'.repeat(100_000);
	expect((await fill(braces)).text).toBe(braces);
});

test('names what it would like to be given', () => {
	expect(namesIn('{{lang_code}} {{ lang_code }} {{input}} {{plugin:text:upper:x}} {{author}}')).toEqual(['lang_code', 'author']);
});
