/** Given chains as notes, when one is carried out, then each step's result is kept, it goes on at any step, and the whole is written as one result. */
import { ActionDesk } from '../../../src/core/actions/action-desk';
import type { Chain } from '../../../src/core/actions/chain';
import { ChainDesk } from '../../../src/core/actions/chain-desk';
import type { ChainEvent, ChainProgress } from '../../../src/core/actions/run-chain';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { ReadyModel } from '../../../src/core/models/models';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel, type ScriptStep } from '../../support/scripted-model';

const chainNote = (...steps: string[]): string => `---\npraxis: chain\n---\n${steps.map((step) => `1. ${step}\n`).join('')}`;
const FILES = {
	'Talk.md': 'Ana: we ship.\n',
	'Patterns/minutes.md': 'Write minutes.',
	'Patterns/shorten.md': 'Shorten it.',
	'Chains/brief.md': chainNote('minutes', 'shorten until at most 3 words or 2 times'),
	'Chains/outer.md': chainNote('[[brief]] (on this device)', 'minutes'),
	'Chains/loop.md': chainNote('minutes', 'loop'),
	'Chains/gone.md': chainNote('nothing-there'),
};
const inputs = [{ name: 'the note “Talk”', path: vaultPath('Talk.md'), text: FILES['Talk.md'] }];
let world: AgentWorld;
beforeEach(async () => {
	world = await agentWorld(FILES);
});
afterEach(() => world.close());

function desks(steps: readonly ScriptStep[]): { chains: ChainDesk; actions: ActionDesk } {
	const { guard, changes, records, host } = world;
	const scripted = scriptedModel(steps, { place: 'device' });
	const models = { ready: (): Promise<ReadyModel[]> => Promise.resolve([{ spec: scripted.spec, connect: () => scripted, reason: '' }]) };
	const actions = new ActionDesk({ vault: host.vault, builtIns: [], models, guard, changes, records, now: host.now, newId: host.newId, approve: () => Promise.resolve(true) });
	return { actions, chains: new ChainDesk({ vault: host.vault, store: host.store, actions, changes, now: host.now, newId: host.newId }) };
}
async function go(chains: ChainDesk, name: string, earlier?: ChainProgress): Promise<{ progress: ChainProgress; events: ChainEvent[] }> {
	await chains.ready();
	const run = chains.run({ chain: chains.shelf.get(name) as Chain, inputs, signal: new AbortController().signal, ...(earlier ? { earlier } : {}) });
	const events: ChainEvent[] = [];
	for (;;) {
		const next = await run.next();
		if (next.done === true) return { progress: next.value, events };
		events.push(next.value);
	}
}

test('given a gate, then its step is made again until it holds, and the result of all is written with its source', async () => {
	const { chains, actions } = desks([{ text: '- Ana will ship it soon' }, { text: 'Ana ships it soon' }, { text: 'Ana ships' }]);
	const { progress, events } = await go(chains, 'brief');
	expect(progress.steps.map(({ text, isUnmet, model }) => [text, isUnmet, model])).toEqual([['- Ana will ship it soon', false, 'script/model'], ['Ana ships', false, 'script/model']]);
	expect(events.filter(({ type }) => type === 'step-start').map((event) => ('time' in event ? [event.index, event.time] : []))).toEqual([[0, 1], [1, 1], [1, 2]]);
	const planned = await actions.planResult(progress.id, { to: 'append', path: vaultPath('Talk.md'), heading: '' });
	await planned.apply();
	expect((await world.host.vault.read(vaultPath('Talk.md')))?.text).toMatch(/%% praxis: result, pattern: brief, .*source: \[\[Talk\]\] %%\nAna ships\n%% praxis: end %%/);
});

test('given a step that fails, then what came before is kept for these texts, and it goes on from there', async () => {
	const { chains } = desks([{ text: '- Ana will ship it soon' }, { text: '' }, { text: 'Ana ships' }]);
	await expect(go(chains, 'brief')).rejects.toMatchObject({ code: 'refused' });
	const chain = chains.shelf.get('brief') as Chain;
	const kept = await chains.kept(chain, inputs);
	expect(kept?.steps.map(({ pattern }) => pattern)).toEqual(['minutes']);
	expect(await chains.kept(chain, [{ ...inputs[0], name: 'another', path: vaultPath('Other.md'), text: '' }])).toBeNull();
	const { progress } = await go(chains, 'brief', kept ?? undefined);
	expect([progress.id, progress.steps.length]).toEqual([kept?.id, 2]);
});

test('given a chain as a step, then its steps are made in its place, on this device as wanted', async () => {
	const { chains } = desks([]);
	await chains.ready();
	expect(chains.shelf.stepsOf(chains.shelf.get('outer') as Chain).map(({ pattern, onDevice }) => [pattern, onDevice])).toEqual([['minutes', true], ['shorten', true], ['minutes', false]]);
});

test('given a way back to itself or a pattern that there is not, then it is a problem of the note, and nothing is run', async () => {
	const { chains } = desks([]);
	await chains.ready();
	expect(chains.shelf.problems().map(({ path, message }) => [path, message])).toEqual([['Chains/gone.md', 'There is no pattern “nothing-there”.'], ['Chains/loop.md', 'The chain leads back to itself: loop → loop.']]);
	await expect(go(chains, 'loop')).rejects.toMatchObject({ code: 'bad-input' });
});

test("given PAI's files, then each is a note of a chain, and what is none is told", async () => {
	const { chains } = desks([]);
	const { plan, problems } = await chains.planImport([{ path: 'P_BRIEF.yaml', text: 'name: P_BRIEF\ndescription: Two steps.\nactions:\n  - A_MINUTES\n  - A_SHORTEN\n' }, { path: 'P_BAD.yaml', text: 'name: [' }]);
	expect(plan.notes.map((note) => [note.path, note.kind === 'create' ? note.after : ''])).toEqual([['Praxis/Chains/BRIEF.md', '---\npraxis: chain\ndescription: Two steps.\n---\n1. minutes\n2. shorten\n']]);
	expect(problems.map(({ path }) => path)).toEqual(['P_BAD.yaml']);
});
