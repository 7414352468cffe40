/** Given a whole library in Fabric's layout, ours and patterns as strangers write them, then each comes in, is previewed, runs, and goes out the same bytes. */
import { PATTERNS } from '../../../src/assets';
import { ActionDesk } from '../../../src/core/actions/action-desk';
import { LibraryDesk } from '../../../src/core/actions/library-desk';
import { patternNameOf } from '../../../src/core/actions/read-pattern';
import type { Answer } from '../../../src/core/runs/outcome';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { readExample } from '../../support/pattern-example';
import { scriptedModel } from '../../support/scripted-model';

const HEADS = ['# IDENTITY and PURPOSE\n\nYou are an expert at weighing claims.\n', 'You weigh claims.', '\uFEFF# IDENTITY\r\n\r\nYou weigh claims.\r\n', '---\nname: theirs\nunknown_key: [1, two]\n---\n# GOAL\n\nWeigh it.\n', '# Ünïcode 🧭\n\nWäge ab.\n'];
const BODIES = [
	'\n# STEPS\n\n- Take a step back.\n- Think it over.\n\n# OUTPUT INSTRUCTIONS\n\n- Only output Markdown.\n\n# INPUT\n\nINPUT:\n',
	'\nTurn {{lang_code}} into {{ and leave {{ext:word:now}} and {{plugin:sys:hostname}} alone. }}',
	'\n| a | b |\n|---|---|\n| {{input}} | {{#if x}} |\n\n```json\n{ "a": "{{}}" }\n```\n\n\n',
	`\n${'- Consider one more side of it, and then yet another.\n'.repeat(4400)}`,
	'\n## OUTPUT\n\n%% not ours %%\n\n[[A link]] ![[An embed]] #tag <b>html</b> \\{\\{escaped\\}\\}  \n\t',
	'',
];
const theirs = HEADS.flatMap((head, i) => BODIES.map((body, j) => ({ name: `weigh_claims_${i}${j}`, text: head + body })));
const ours = PATTERNS.map(({ path, text }) => ({ name: patternNameOf(path), text }));
const all = [...ours, ...theirs];

let world: AgentWorld;
beforeAll(async () => {
	world = await agentWorld({});
	const library = new LibraryDesk({ vault: world.host.vault, changes: world.changes });
	const { plan, patterns, problems } = await library.planImport(all.map(({ name, text }) => ({ path: `fabric/patterns/${name}/system.md`, text })));
	expect([patterns, problems]).toEqual([all.length, []]);
	await world.changes.apply(plan);
});
afterAll(() => world.close());

test.each(all)('$name is previewed and runs', async ({ name }) => {
	const said = ours.some((one) => one.name === name) ? readExample(name).good : 'It holds.';
	const model = scriptedModel([{ text: said }], { place: 'device', origin: 'http://127.0.0.1:11434' });
	const { guard, changes, records, host } = world;
	const desk = new ActionDesk({ vault: host.vault, builtIns: [], models: { ready: () => Promise.resolve([{ spec: { ...model.spec, contextTokens: 200_000 }, connect: () => model, reason: '' }]) }, guard, changes, records, now: host.now, newId: host.newId });
	await desk.patterns.ready();
	const pattern = desk.patterns.get(name);
	if (!pattern) throw new Error('It did not come in.');
	const request = { pattern, strategy: null, inputs: [{ name: 'a text', text: 'The roof is sound, says the roofer.', isTyped: true }] };
	const preview = await desk.preview(request);
	expect(preview.problems).toEqual([]);
	expect(preview.parts.some(({ role, text }) => role === 'person' && text.includes('says the roofer'))).toBe(true);
	let answer: Answer | null = null;
	for await (const event of desk.act(request)) if (event.type === 'run-end') answer = event.answer;
	expect(answer).toMatchObject({ outcome: 'answered', text: said, resolve: '' });
	expect(JSON.stringify(model.requests[0]?.system)).not.toContain('says the roofer');
	model.finish();
});

test('then all of it goes out the same bytes', async () => {
	const { files, problems } = await new LibraryDesk({ vault: world.host.vault, changes: world.changes }).export();
	expect(problems).toEqual([]);
	const out = new Map(files.map(({ path, text }) => [path, text]));
	expect(all.filter(({ name, text }) => out.get(`patterns/${name}/system.md`) !== text).map(({ name }) => name)).toEqual([]);
	expect(out.size).toBe(all.length);
});
