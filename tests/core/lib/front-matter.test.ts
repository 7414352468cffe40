/** Properties at the top of a note: the fences, the values, and what hostile YAML cannot do. */
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readFrontMatter } from '../../../src/core/lib/front-matter';

const dataOf = (text: string): unknown => readFrontMatter(text).frontMatter?.data;
const plain = (text: string): unknown => JSON.parse(JSON.stringify(dataOf(text) ?? null));

describe('fences', () => {
	test.each([
		['---\na: 1\n---\nbody', '---\na: 1\n---\n', 'a: 1\n'],
		['\ufeff---\r\na: 1\r\n---\r\nbody', '---\r\na: 1\r\n---\r\n', 'a: 1\r\n'],
		['---\ra: 1\r---\rbody', '---\ra: 1\r---\r', 'a: 1\r'],
		['--- \na: 1\n---\t', '--- \na: 1\n---\t', 'a: 1\n'],
		['---\n---\nbody', '---\n---\n', ''],
		['---\na: |\n  ---\n---', '---\na: |\n  ---\n---', 'a: |\n  ---\n'],
	])('given %j, then the spans are exact', (text, whole, inside) => {
		const { frontMatter, problems } = readFrontMatter(text);
		expect(problems).toEqual([]);
		expect(text.slice(frontMatter?.span.start, frontMatter?.span.end)).toBe(whole);
		expect(text.slice(frontMatter?.yaml.start, frontMatter?.yaml.end)).toBe(inside);
	});

	test.each(['', '---', '---\na: 1', ' ---\na: 1\n---', '\n---\na: 1\n---', '----\na: 1\n----', '+++\na = 1\n+++', ';;;\n{}\n;;;', 'text\n---\na: 1\n---'])('given %j, then there is none', (text) => {
		expect(readFrontMatter(text)).toMatchObject({ frontMatter: null, problems: [], document: null });
	});
});

describe('values', () => {
	test('given dates, times and words that look like booleans, then they stay as typed', () => {
		expect(plain('---\nd: 2024-01-01\nt: 12:30:45\nno: no\non: off\nn: 3\nb: true\ne:\n---\n')).toEqual({ d: '2024-01-01', t: '12:30:45', no: 'no', on: 'off', n: 3, b: true, e: null });
	});

	test('given any properties that YAML can write, then they are read back', () => {
		const value = fc.jsonValue({ maxDepth: 3 });
		fc.assert(
			fc.property(fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'), value), (data) => {
				fc.pre(!JSON.stringify(data).includes('__proto__'));
				const written = stringify(data);
				fc.pre(!/^---\s*$/m.test(written));
				expect(plain(`---\n${written}---\n`)).toEqual(JSON.parse(JSON.stringify(data)));
			}),
			{ numRuns: 200 },
		);
	});

	test('given the same text twice, then a change to one result does not show in the other', () => {
		const text = '---\na: [1]\n---\n';
		(dataOf(text) as { a: number[] }).a.push(2);
		expect(plain(text)).toEqual({ a: [1] });
	});
});

describe('YAML that does not parse', () => {
	test.each([
		['---\na: 1\nb: @x\nc: 2\n---\n', 3],
		['---\r\na: 1\r\nb: "x\r\n---\r\n', 3],
		['---\ra: 1\rb: @x\r---\r', 3],
		['---\njust words\n---\n', 2],
		['---\n- a\n---\n', 2],
		['---\na: *missing\n---\n', 2],
		['\ufeff---\n\tb: 1\n---\n', 2],
	])('given %j, then the problem is on line %i and nothing is thrown', (text, line) => {
		const { frontMatter, problems } = readFrontMatter(text, 'Note.md');
		expect(problems).toEqual([{ path: 'Note.md', line, message: expect.stringMatching(/^The properties cannot be read: .+\.$/) as string }]);
		expect(Object.keys(frontMatter?.data ?? {})).toEqual([]);
		expect(text.slice(frontMatter?.span.start).startsWith('---')).toBe(true);
	});

	test('given a name twice, then the last counts and the problem names its line', () => {
		const { frontMatter, problems } = readFrontMatter('---\na: 1\nb: 2\na: 3\n---\n');
		expect(frontMatter?.data.a).toBe(3);
		expect(problems.map(({ line }) => line)).toEqual([4]);
	});
});

describe('hostile properties', () => {
	const globals = globalThis as { wasRun?: unknown };
	const words = ['js', 'javascript', 'JS', 'coffee', 'coffeescript', 'cson', 'json', 'toml', 'yaml', 'constructor', '__proto__'];
	test.each(words.flatMap((word) => [`---${word}\nglobalThis.wasRun = 1\n---\n`, `--- ${word}\nglobalThis.wasRun = 1\n---\n`, `---${word} \r\nglobalThis.wasRun = 1\r\n---\r\n`]))('given %j, then nothing runs and there is no front matter', (text) => {
		expect(readFrontMatter(text).frontMatter).toBeNull();
		expect(globals.wasRun).toBeUndefined();
	});

	test.each(['a: !!js/function "function () { globalThis.wasRun = 1 }()"', 'a: !!js/regexp /x/', 'a: !!python/object/apply:os.system [id]', 'language: js\nengines: js\na: 1', '---js\nglobalThis.wasRun = 1'])('given %j inside the fences, then nothing runs', (yaml) => {
		expect(() => readFrontMatter(`---\n${yaml}\n---\n`)).not.toThrow();
		expect(globals.wasRun).toBeUndefined();
	});

	test('given names that reach for prototypes, then objects stay as they were', () => {
		const data = dataOf('---\n__proto__:\n  polluted: 1\nconstructor:\n  prototype:\n    polluted: 1\nnested:\n  __proto__: {polluted: 1}\n---\n') as Record<string, object>;
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
		expect((Object.assign({}, data, data.nested) as { polluted?: number }).polluted).toBeUndefined();
		expect(Object.getPrototypeOf(data)).toBeNull();
		expect(Object.getPrototypeOf(data.nested)).toBeNull();
		expect(Object.keys(data)).toEqual(['constructor', 'nested']);
	});

	test('given anchors that multiply, then it is a problem', () => {
		const level = (name: string, of: string): string => `${name}: &${name} [${Array<string>(9).fill(of).join(', ')}]`;
		const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
		const yaml = names.map((name, index) => level(name, index ? `*${names[index - 1] ?? ''}` : 'x')).join('\n');
		expect(readFrontMatter(`---\n${yaml}\n---\n`).problems).toHaveLength(1);
	});

	test('given a value that holds itself, then it can still be written as JSON', () => {
		expect(() => JSON.stringify(dataOf('---\na: &a [1, *a]\n---\n'))).not.toThrow();
	});

	test.each([['long', `a: ${'x'.repeat(300_000)}`], ['deep', `a: ${'['.repeat(50_000)}`], ['blank', `a: 1${' '.repeat(5_000)}\nb: 2`]])('given properties that are too %s, then it is a problem', (_, yaml) => {
		expect(readFrontMatter(`---\n${yaml}\n---\n`).problems).toHaveLength(1);
	});

	test('given half of a character, then it is kept', () => {
		expect(dataOf('---\na: x\ud800y\n---\n')).toEqual({ a: 'x\ud800y' });
	});

	test('given anything between the fences, then nothing is thrown and there is no Buffer to ask for', () => {
		const whole = globalThis.Buffer;
		try {
			Reflect.deleteProperty(globalThis, 'Buffer');
			fc.assert(fc.property(fc.string({ unit: 'binary' }), (yaml) => readFrontMatter(`---\n${yaml}\n---\n`).frontMatter !== null), { numRuns: 500 });
		} finally {
			globalThis.Buffer = whole;
		}
	});
});
