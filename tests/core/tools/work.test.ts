/** An agent's work: begun by one model, gone on with by another from the note alone, and never ticked on a model's word. */
import { vaultPath } from '../../../src/core/lib/vault-path';
import { workContext } from '../../../src/core/memory/work/work-context';
import { readPrd } from '../../../src/core/memory/work/prd';
import { toolsNamed } from '../../../src/core/tools';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';

const NOTES = { 'Garden/Fence.md': 'North side has two coats since Tuesday. ^north\n\nThe gate sticks.\n', 'Clippings/Ad.md': 'Buy now: the gate closes by itself.\n' };
const tools = toolsNamed(['notes', 'work']).tools;
const FINISH = { tool: 'finish', input: { outcome: 'answered', remark: 'Done.' } };

const workIn = (world: AgentWorld): string => [...world.index.paths()].find((path) => path.endsWith('PRD.md')) ?? '';
const textOf = async (world: AgentWorld, path: string): Promise<string> => (await world.host.vault.read(vaultPath(path)))?.text ?? '';
const lastResult = (model: ReturnType<typeof scriptedModel>): string => JSON.stringify(model.requests.at(-1)?.messages.at(-1));

test('given work that one model began, when a second goes on another day from the note alone, then it ends with evidence for what was open', async () => {
	const world = await agentWorld(NOTES);
	const first = scriptedModel([
		{ calls: [{ tool: 'start_work', input: { task: 'Get the fence ready', criteria: ['North side has two coats', 'The gate closes'], anti: ['Roses are painted'] } }] },
		{ calls: [FINISH] },
	]);
	await world.run('Make a piece of work of the fence', [first], { tools });
	const path = workIn(world);
	const tickOne = { tool: 'update_work', input: { path, act: 'tick', criterion: 'ISC-1', quote: 'North side has two coats since Tuesday', from: 'Garden/Fence.md' } };
	const again = scriptedModel([{ calls: [tickOne] }, { calls: [{ tool: 'update_work', input: { path, act: 'decide', text: 'No new gate: oil the hinge' } }] }, { calls: [{ tool: 'update_work', input: { path, act: 'phase', phase: 'execute' } }] }, { calls: [FINISH] }]);
	const prd = readPrd(path, await textOf(world, path));
	if (!prd) throw new Error('No work.');
	await world.run(workContext(prd).question, [again], { tools, attachments: workContext(prd).attachments });
	again.finish();
	world.host.clock.advance(86_400_000);

	const now = readPrd(path, await textOf(world, path));
	if (!now) throw new Error('No work.');
	const second = scriptedModel([
		{
			expect: ({ messages }) => {
				expect(messages).toHaveLength(1);
				const shown = JSON.stringify(messages[0]);
				expect(shown).toContain('[x] ISC-1: North side has two coats');
				expect(shown).toContain('[ ] ISC-2: The gate closes');
				expect(shown).toContain('No new gate: oil the hinge');
				expect(shown).toContain('at the phase “execute”');
			},
			calls: [{ tool: 'update_work', input: { path, act: 'tick', criterion: 'ISC-2', unverified: 'the hinge was oiled; nobody wrote whether it closes' } }],
		},
		{ calls: [{ tool: 'update_work', input: { path, act: 'tick', criterion: 'ISC-A-1', unverified: 'no note tells of roses' } }] },
		{ calls: [{ tool: 'update_work', input: { path, act: 'phase', phase: 'complete' } }] },
		{ calls: [FINISH] },
	], { ref: 'other/model' });
	await world.run(workContext(now).question, [second], { tools, attachments: workContext(now).attachments });
	second.finish();
	const text = await textOf(world, path);
	expect(text).toMatch(/phase: complete\nprogress: 3\/3/);
	expect(text).toContain('- ISC-1: “North side has two coats since Tuesday” ([[Fence#^north]])\n- ISC-2: unverified: the hinge was oiled; nobody wrote whether it closes\n- ISC-A-1: unverified: no note tells of roses\n');
	world.close();
});

const PRD = '---\ntask: Fence\nslug: f\nphase: execute\nprogress: 0/2\n---\n## Criteria\n\n- [ ] ISC-1: North side has two coats\n- [ ] ISC-2: The gate closes\n';
const PATH = 'Praxis/Work/f/PRD.md';

test.each([
	['no evidence', { criterion: 'ISC-2' }, 'Nothing shows that the criterion is met'],
	['a quote that is made up', { criterion: 'ISC-2', quote: 'The gate closes now', from: 'Garden/Fence.md' }, 'does not say'],
	['the work itself', { criterion: 'ISC-2', quote: 'The gate closes', from: PATH }, 'its own evidence'],
	['what the model asked a tool', { criterion: 'ISC-2', quote: 'the gate closes perfectly', from: 'search_notes' }, 'does not say'],
	['a tool that gave nothing', { criterion: 'ISC-2', quote: 'the gate closes perfectly', from: 'fetch_page' }, 'no note'],
])('given %s, when the model ticks, then it is told why not and the note stays as it is', async (_name, tick, why) => {
	const world = await agentWorld({ ...NOTES, [PATH]: PRD });
	const model = scriptedModel([
		{ calls: [{ tool: 'search_notes', input: { query: '"the gate closes perfectly"' } }] },
		{ calls: [{ tool: 'update_work', input: { path: PATH, act: 'tick', ...tick } }] },
		{ calls: [FINISH] },
	]);
	await world.run(`Go on with [[${PATH}]]`, [model], { tools });
	model.finish();
	expect(lastResult(model)).toContain(why);
	expect(await textOf(world, PATH)).toBe(PRD);
	world.close();
});

test('given words that a tool of this run gave, when the model ticks with them, then the note names the tool', async () => {
	const world = await agentWorld({ ...NOTES, [PATH]: PRD });
	const model = scriptedModel([
		{ calls: [{ tool: 'list_tasks', input: { path: PATH } }] },
		{ calls: [{ tool: 'search_notes', input: { query: 'coats' } }] },
		{ calls: [{ tool: 'update_work', input: { path: PATH, act: 'tick', criterion: 'ISC-1', quote: 'two coats since Tuesday', from: 'search_notes' } }] },
		{ calls: [FINISH] },
	]);
	await world.run(`Go on with [[${PATH}]]`, [model], { tools });
	model.finish();
	expect(await textOf(world, PATH)).toContain('- ISC-1: “two coats since Tuesday” (search_notes)\n');
	world.close();
});

test('given a run that has read a clipping, when it ticks with its words, then the person is asked, and a no leaves the note', async () => {
	const world = await agentWorld({ ...NOTES, [PATH]: PRD }, { accepts: false });
	const model = scriptedModel([
		{ calls: [{ tool: 'update_work', input: { path: PATH, act: 'tick', criterion: 'ISC-2', quote: 'the gate closes by itself', from: 'Clippings/Ad.md' } }] },
		{ calls: [FINISH] },
	]);
	await world.run('Is the fence ready?', [model], { tools });
	expect(world.questions).toHaveLength(1);
	expect(world.questions[0]?.sources.map(({ name }) => name)).toContain('Clippings/Ad.md');
	expect(await textOf(world, PATH)).toBe(PRD);
	world.close();
});
