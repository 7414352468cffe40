/** Given the desk of patterns, when one is run and its result written, then the note has it with its origin, and no model is a plain sentence. */
import { ActionDesk } from '../../../src/core/actions/action-desk';
import type { Pattern } from '../../../src/core/actions/pattern';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { ReadyModel } from '../../../src/core/models/models';
import type { RunEvent } from '../../../src/core/runs/events';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';

const TALK = vaultPath('Talk.md');
const builtIns = [{ path: 'patterns/minutes.md', text: 'Write minutes.' }];
let world: AgentWorld;
beforeEach(async () => {
	world = await agentWorld({ 'Talk.md': 'Ana: we ship.\n', 'Clippings/Page.md': '---\nsource: https://example.org\n---\nShip now.\n' }, { accepts: true });
});
afterEach(() => world.close());

function deskOf(models: readonly ReadyModel[], approve = true): ActionDesk {
	const { guard, changes, records, host } = world;
	return new ActionDesk({ vault: host.vault, builtIns, models: { ready: () => Promise.resolve(models) }, guard, changes, records, now: host.now, newId: host.newId, approve: () => Promise.resolve(approve) });
}
const model = (...texts: string[]): ReadyModel[] => {
	const scripted = scriptedModel(texts.map((text) => ({ text })));
	return [{ spec: scripted.spec, connect: () => scripted, reason: '' }];
};
async function act(desk: ActionDesk, path = TALK): Promise<Extract<RunEvent, { type: 'run-end' }>> {
	const pattern = desk.patterns.get('minutes') as Pattern;
	const text = (await world.host.vault.read(path))?.text ?? '';
	for await (const event of desk.act({ pattern, inputs: [{ name: 'the note', path, text }] })) if (event.type === 'run-end') return event;
	throw new Error('The run did not end.');
}

test('given two runs, then the second result takes the place of the first', async () => {
	const desk = deskOf(model('- Ship', '- Ship it'));
	const first = await desk.planResult((await act(desk)).runId, { to: 'append', path: TALK, heading: 'Minutes' });
	expect(first.replaces).toBeNull();
	expect((await first.apply()).notes.map(({ outcome }) => outcome)).toEqual(['written']);
	const second = await desk.planResult((await act(desk)).runId, { to: 'append', path: TALK, heading: 'Minutes' });
	expect(second.replaces).toEqual({ isSameInput: true });
	await second.apply();
	expect((await world.host.vault.read(TALK))?.text).toMatch(/^Ana: we ship\.\n\n## Minutes\n\n%% praxis: result[^\n]*source: \[\[Talk\]\] %%\n- Ship it\n%% praxis: end %%\n$/);
});

test("given another's words, then the note that is made of them is known as such", async () => {
	const desk = deskOf(model('- Ship'));
	const { runId } = await act(desk, vaultPath('Clippings/Page.md'));
	const planned = await desk.planResult(runId, { to: 'new-note', folder: 'Praxis/Results' });
	await planned.apply();
	expect((await world.guard.labelOf(vaultPath('Praxis/Results/Page – minutes.md')))?.integrity).toBe('untrusted');
});

test('given no model, then the end says where to add one; given a run that nobody knows, then it says so', async () => {
	const desk = deskOf([]);
	expect((await act(desk)).answer).toMatchObject({ outcome: 'failed', resolve: expect.stringContaining('Which models?') as string });
	await expect(desk.planResult('nothing', { to: 'new-note', folder: '' })).rejects.toMatchObject({ code: 'missing-note' });
});
