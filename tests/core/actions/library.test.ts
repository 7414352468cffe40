/** Given every pattern and strategy that ships, when its example is run on a scripted model, then its contract holds what it promises. */
import { readdirSync } from 'node:fs';
import { PATTERNS, STRATEGIES } from '../../../src/assets';
import { namesIn } from '../../../src/core/actions/template';
import type { Pattern } from '../../../src/core/actions/pattern';
import { patternNameOf, readPattern } from '../../../src/core/actions/read-pattern';
import { runAction } from '../../../src/core/actions/run-action';
import { readStrategyNote } from '../../../src/core/actions/strategy';
import { readFrontMatter } from '../../../src/core/lib/front-matter';
import type { Answer } from '../../../src/core/runs/outcome';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { EXAMPLES, readExample } from '../../support/pattern-example';
import { scriptedModel, type ScriptStep } from '../../support/scripted-model';

const KNOWN_KEYS = ['description', 'tags', 'model', 'temperature', 'strategy', 'variables', 'context', 'input', 'output', 'result', 'privacy'];
const KNOWN_RESULT = ['sections', 'min-words', 'max-words', 'language'];
/** The library is part of the plugin's size. */
const LONGEST_PROMPT = 1200;
const names = PATTERNS.map(({ path }) => patternNameOf(path));

let world: AgentWorld;
beforeAll(async () => {
	world = await agentWorld({});
});
afterAll(() => world.close());

function patternOf(name: string): Pattern {
	const asset = PATTERNS.find(({ path }) => patternNameOf(path) === name);
	const { pattern, problems } = readPattern(asset?.path ?? '', asset?.text ?? '');
	if (!pattern || problems.length > 0) throw new Error(`${name}: ${problems.map(({ message }) => message).join(' ')}`);
	return pattern;
}

async function runOn(name: string, input: string, steps: readonly ScriptStep[]): Promise<Answer> {
	const pattern = patternOf(name);
	const model = scriptedModel(steps, { place: 'device', origin: 'http://127.0.0.1:11434' });
	const { guard, records, host } = world;
	let answer: Answer | null = null;
	const variables = Object.fromEntries(pattern.variables.map((variable) => [variable.name, variable.default]));
	for await (const event of runAction({ pattern, variables, inputs: [{ name: 'the example', text: input, isTyped: true }], models: [{ spec: model.spec, connect: () => model, reason: '' }], guard, records, now: host.now, newId: host.newId }).events) if (event.type === 'run-end') answer = event.answer;
	model.finish();
	if (!answer) throw new Error('The run did not end.');
	return answer;
}

describe.each(names)('the pattern %s', (name) => {
	test('given a good result, then it is taken at the first call, and nothing of the prompt is left unfilled', async () => {
		const { input, good } = readExample(name);
		const answer = await runOn(name, input, [{ text: good, expect: ({ system }) => expect(system.map(({ text }) => text).join('\n')).not.toMatch(/\{\{|\}\}/) }]);
		expect(answer).toMatchObject({ outcome: 'answered', text: good, resolve: '' });
	});

	test('given a bad result, then it is repaired once, and the model is told exactly what it misses', async () => {
		const { input, good, bad, misses } = readExample(name);
		const told = misses.map((miss) => `- ${miss}`).join('\n');
		const answer = await runOn(name, input, [{ text: bad }, { text: good, expect: ({ messages }) => expect(JSON.stringify(messages.at(-1))).toContain(JSON.stringify(`wants it:\n${told}\nGive the whole`).slice(1, -1)) }]);
		expect(answer).toMatchObject({ outcome: 'answered', text: good });
	});

	test('then it says what it is for, declares what it is given, and has no property that means nothing', () => {
		const pattern = patternOf(name);
		expect(pattern.description).toMatch(/^[A-Z][^.!?]{19,99}\.$/);
		expect(pattern.tags.length).toBeGreaterThan(1);
		expect(pattern.temperature).not.toBeNull();
		expect(pattern.instructions.length).toBeLessThanOrEqual(LONGEST_PROMPT);
		expect(namesIn(pattern.instructions).filter((used) => !pattern.variables.some((variable) => variable.name === used))).toEqual([]);
		expect(pattern.variables.filter((variable) => !namesIn(pattern.instructions).includes(variable.name))).toEqual([]);
		for (const variable of pattern.variables) {
			expect(variable.default).not.toBe('');
			if (variable.type === 'choice') expect(variable.options).toContain(variable.default);
		}
		const data = readFrontMatter(pattern.source).frontMatter?.data ?? {};
		expect(Object.keys(data).filter((key) => !KNOWN_KEYS.includes(key))).toEqual([]);
		expect(Object.keys((data['result'] ?? {}) as object).filter((key) => !KNOWN_RESULT.includes(key))).toEqual([]);
		for (const section of pattern.result.sections) expect(pattern.instructions).toContain(`**${section}**`);
	});
});

test('every example belongs to a pattern', () => {
	expect(readdirSync(EXAMPLES).sort()).toEqual(names.map((name) => `${name}.md`).sort());
});

test('no two patterns say nearly the same of themselves', () => {
	const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
	const near = names.flatMap((a, i) => names.slice(i + 1).flatMap((b) => (jaccard(words(patternOf(a).description), words(patternOf(b).description)) > 0.4 ? [`${a} ~ ${b}`] : [])));
	expect(near).toEqual([]);
	expect(jaccard(words('Sums a text up in one paragraph.'), words('Sums a text up in a paragraph.'))).toBeGreaterThan(0.4);
});

test('every strategy can be read, says what it does, and is short', () => {
	expect(STRATEGIES.length).toBeGreaterThanOrEqual(5);
	for (const { path, text } of STRATEGIES) {
		const { strategy, problems } = readStrategyNote(path, text);
		expect(problems).toEqual([]);
		expect(strategy?.description).toMatch(/^[A-Z].{20,120}\.$/);
		expect(strategy?.prompt.length).toBeLessThan(600);
	}
});

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	const shared = [...a].filter((word) => b.has(word)).length;
	return shared / (a.size + b.size - shared);
}
