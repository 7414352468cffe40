/** Given patterns that name a strategy or want to know the others, when one is run at the desk, then the model is told just that. */
import { PATTERNS, STRATEGIES } from '../../../src/assets';
import { ActionDesk } from '../../../src/core/actions/action-desk';
import type { Pattern } from '../../../src/core/actions/pattern';
import { readPattern } from '../../../src/core/actions/read-pattern';
import type { Answer } from '../../../src/core/runs/outcome';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import type { MemoryFiles } from '../../support/memory-host';
import { scriptedModel, type ScriptedModel } from '../../support/scripted-model';

let world: AgentWorld;
afterEach(() => world.close());

async function run(files: MemoryFiles, model: ScriptedModel, patternOf: (desk: ActionDesk) => Pattern | null): Promise<Answer> {
	world = await agentWorld(files);
	const { guard, changes, records, host } = world;
	const desk = new ActionDesk({ vault: host.vault, builtIns: PATTERNS, builtInStrategies: STRATEGIES, models: { ready: () => Promise.resolve([{ spec: model.spec, connect: () => model, reason: '' }]) }, guard, changes, records, now: host.now, newId: host.newId });
	await desk.patterns.ready();
	const pattern = patternOf(desk);
	if (!pattern) throw new Error('No such pattern.');
	for await (const event of desk.act({ pattern, inputs: [{ name: 'a text', text: 'Minutes of the meeting about the roof.', isTyped: true }] })) if (event.type === 'run-end') return event.answer;
	throw new Error('The run did not end.');
}
const withStrategy = (name: string) => () => readPattern('Patterns/x.md', `---\nstrategy: ${name}\n---\nWrite.`).pattern;
const told = (model: ScriptedModel): string => JSON.stringify(model.requests[0]);

test("given a pattern with a strategy, then it goes along; the person's own wins", async () => {
	const model = scriptedModel([{ text: 'Done.' }]);
	await run({ 'Strategies/Break-it-down.md': 'Cut it up, my way.' }, model, withStrategy('break-it-down'));
	expect(told(model)).toContain('Cut it up, my way.');
});

test('given a strategy that there is not, then the run says so and sends nothing', async () => {
	const model = scriptedModel([]);
	const answer = await run({}, model, withStrategy('magic'));
	expect(answer).toMatchObject({ outcome: 'failed', resolve: expect.stringContaining('There is no strategy “magic”.') as string });
	model.finish();
});

test('given the pattern that suggests one, then the model sees the others, also those of the person, and no private one', async () => {
	const model = scriptedModel([{ text: '## Patterns\n- roof-minutes: fits.' }]);
	const answer = await run({ 'Patterns/roof-minutes.md': '---\ndescription: Minutes about roofs.\n---\nSecret prompt.', 'Patterns/diary.md': '---\ndescription: My diary.\nprivate: true\n---\nx' }, model, (desk) => desk.patterns.get('suggest-a-pattern'));
	expect(answer.outcome).toBe('answered');
	expect(told(model)).toContain('- roof-minutes: Minutes about roofs.');
	expect(told(model)).toContain('- meeting-minutes: ');
	expect(told(model)).not.toMatch(/Secret prompt|My diary|- suggest-a-pattern/);
});

test('given a variable that nobody was asked for, then its default holds', async () => {
	const model = scriptedModel([{ text: 'Done.' }]);
	await run({}, model, () => readPattern('Patterns/x.md', '---\nvariables: [{ name: tone, default: plain }, { name: who }]\n---\nIn a {{tone}} tone for {{who}}.').pattern);
	expect(told(model)).toContain('In a plain tone for {{who}}.');
});
