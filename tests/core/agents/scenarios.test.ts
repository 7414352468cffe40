/** Runs every scenario of `tests/scenarios` through the loop, the tools, the guard and the write path. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENTS } from '../../../src/assets';
import { readAgent, type Agent } from '../../../src/core/agents/agent-note';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { agentWorld, testAgent, type AgentEnd, type AgentWorld } from '../../support/agent-world';
import { checkAll, readScenarios, type Line, type Scenario } from '../../support/scenario';
import { scriptedModel, type ScriptedModel } from '../../support/scripted-model';

const FOLDER = join(__dirname, '../../scenarios');
const scenarios = readdirSync(FOLDER).filter((file) => file.endsWith('.md')).flatMap((file) => readScenarios(readFileSync(join(FOLDER, file), 'utf8')));
const valueOf = (lines: readonly Line[], what: string): string | undefined => lines.find((line) => line.what === what)?.value;

interface Seen extends AgentEnd { readonly world: AgentWorld; readonly model: ScriptedModel; readonly heard: string }

async function play({ notes, steps, when }: Scenario): Promise<Seen> {
	const world = await agentWorld(notes, { accepts: valueOf(when, 'person') !== 'no', ...(valueOf(when, 'policy') === 'none' ? { policy: null } : {}) });
	const kind = valueOf(when, 'model');
	const removed = valueOf(when, 'gone while it is read');
	const model = scriptedModel(removed === undefined ? steps : steps.map((step, i) => (i === 1 ? { ...step, expect: () => void world.host.vault.trash(vaultPath(removed)) } : step)), { callsTools: kind !== 'plain', ...(kind === 'device' ? { place: 'device', price: null } : {}) });
	const budget = Object.fromEntries(when.filter(({ what }) => what.startsWith('budget ')).map(({ what, value }) => [what.slice(7), Number(value)]));
	const answer = valueOf(when, 'person answers');
	const end = await world.run(valueOf(when, 'asked') ?? '', [model], { agent: agentNamed(valueOf(when, 'agent')), asPraxis: valueOf(when, 'agent') !== undefined, budget, ...(answer === undefined ? {} : { askPerson: () => Promise.resolve(answer === '(nothing)' ? null : answer) }) });
	return { ...end, world, model, heard: JSON.stringify(model.requests.map(({ messages }) => messages)) };
}

/** One that ships with Praxis, by name; else an agent of the tests. */
function agentNamed(name: string | undefined): Agent {
	if (name === undefined) return testAgent();
	const agent = AGENTS.map(({ path, text }) => readAgent(path, text).agent).find((one) => one?.name === name);
	if (!agent) throw new Error(`There is no agent “${name}”.`);
	return agent;
}

/** What each line of `## Then` looks at. */
const CHECKS: Readonly<Record<string, (seen: Seen, value: string) => void | Promise<void>>> = {
	outcome: ({ answer }, value) => expect(answer.outcome).toBe(value),
	'answer has': ({ answer }, value) => expect(answer.text).toContain(value),
	'answer lacks': ({ answer }, value) => expect(answer.text).not.toContain(value),
	cites: ({ answer }, value) => expect(answer.citations.map(({ path, line }) => `${path}:${line}`)).toContain(value),
	'told of itself': ({ model }, value) => expect(model.requests[0]?.system.map(({ text }) => text).join('\n')).toContain(value),
	'has the tool': ({ model }, value) => expect(model.requests[0]?.tools.map(({ name }) => name)).toContain(value),
	'lacks the tool': ({ model }, value) => expect(model.requests[0]?.tools.map(({ name }) => name)).not.toContain(value),
	missing: ({ answer }, value) => expect(answer.missing).toContain(value),
	private: ({ answer }) => expect(answer.citations.every(({ isPrivate }) => isPrivate)).toBe(true),
	searched: ({ answer }, value) => expect(answer.searched).toBe(value),
	calls: ({ model }, value) => expect(model.requests).toHaveLength(Number(value)),
	asked: ({ world }, value) => expect(world.questions).toHaveLength(Number(value)),
	'model read': ({ heard }, value) => expect(heard).toContain(JSON.stringify(value).slice(1, -1)),
	'model never read': ({ heard }, value) => expect(heard.replaceAll('{\\"path\\":\\"Private/Health.md\\"}', '').replaceAll('"path":"Private/Health.md"', '')).not.toContain(value),
	changed: ({ events }, value) => expect(events.flatMap((event) => (event.type === 'changed' ? event.paths : []))).toContain(value),
	'note has': async ({ world }, value) => expect(await textAt(world, value)).toContain(wordsAfterPath(value)),
	'note lacks': async ({ world }, value) => expect(await textAt(world, value)).not.toContain(wordsAfterPath(value)),
	undone: async ({ world, events }, value) => {
		const changed = events.find((event) => event.type === 'changed');
		await world.changes.undo(changed?.type === 'changed' ? changed.changeId : '');
		expect(await textAt(world, value)).toContain(wordsAfterPath(value));
	},
};

const pathIn = (value: string): string => /^.*?\.md/.exec(value)?.[0] ?? '';
const wordsAfterPath = (value: string): string => value.slice(pathIn(value).length + 1);
const textAt = async (world: AgentWorld, value: string): Promise<string> => (await world.host.vault.read(pathIn(value) as Parameters<typeof world.host.vault.read>[0]))?.text ?? '(no such note)';

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
	const seen = await play(scenario);
	await checkAll(scenario, CHECKS, seen);
	seen.model.finish();
	expect(seen.events.filter(({ type }) => type === 'run-end')).toHaveLength(1);
	seen.world.close();
});
