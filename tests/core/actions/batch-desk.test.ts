/** Given a vault, when a pattern goes over a folder, a tag or a search, then what it takes is told first, each note has its end, and all can be taken back. */
import { ActionDesk } from '../../../src/core/actions/action-desk';
import type { BatchProgress, BatchWish } from '../../../src/core/actions/batch';
import { BatchDesk } from '../../../src/core/actions/batch-desk';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { ReadyModel } from '../../../src/core/models/models';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel, type ScriptStep } from '../../support/scripted-model';

const FILES = { 'Talks/A.md': 'Ana: we ship. #team\n', 'Talks/B.md': 'Bo: we wait. #team/board\n', 'Talks/Empty.md': '---\na: 1\n---\n\n', 'Talks/Old.md': '---\npraxis: result\n---\nOld.\n', 'Private/C.md': 'Secret. #team\n', 'Patterns/minutes.md': 'Write minutes.' };
const WISH: BatchWish = { pattern: 'minutes', from: 'folder', of: 'Talks', variables: {}, model: '', strategy: '', wish: '', place: { to: 'append', heading: 'Minutes' }, budgetUsd: 5 };
const LOOK = { signal: new AbortController().signal, looked: () => undefined };
let world: AgentWorld;
beforeEach(async () => {
	world = await agentWorld(FILES);
});
afterEach(() => world.close());

function deskOf(steps: readonly ScriptStep[], place: 'device' | 'remote' = 'device'): BatchDesk {
	const { guard, changes, records, host } = world;
	const scripted = scriptedModel(steps, { place });
	const models = { ready: (): Promise<ReadyModel[]> => Promise.resolve([{ spec: scripted.spec, connect: () => scripted, reason: '' }]) };
	const actions = new ActionDesk({ vault: host.vault, builtIns: [], models, guard, changes, records, now: host.now, newId: host.newId, approve: () => Promise.resolve(true) });
	return new BatchDesk({ vault: host.vault, store: host.store, actions, guard, models, changes, find: () => Promise.resolve([vaultPath('Talks/B.md'), vaultPath('Talks/B.md')]), excludedFolders: () => [], newId: host.newId, yieldToHost: () => Promise.resolve() });
}
async function go(desk: BatchDesk, progress: BatchProgress): Promise<BatchProgress> {
	const run = desk.run(progress, new AbortController().signal);
	for (;;) {
		const next = await run.next();
		if (next.done === true) return next.value;
	}
}
const textOf = async (path: string): Promise<string> => (await world.host.vault.read(vaultPath(path)))?.text ?? '';

test('given a folder, then the plan says what is taken and why the rest is not, and asks no model', async () => {
	const { progress, left, estimate } = await deskOf([]).plan(WISH, LOOK);
	expect(progress.paths).toEqual(['Talks/A.md', 'Talks/B.md']);
	expect(left).toEqual([{ path: 'Talks/Empty.md', reason: 'empty' }, { path: 'Talks/Old.md', reason: 'result' }]);
	expect(estimate).toMatchObject({ notes: 2 });
	expect(estimate.tokens).toBeGreaterThan(0);
});

test('given a tag and a remote model, then tags below it count and the private note is left out', async () => {
	const { progress, left } = await deskOf([], 'remote').plan({ ...WISH, from: 'tag', of: '#Team' }, LOOK);
	expect(progress.paths).toEqual(['Talks/A.md', 'Talks/B.md']);
	expect(left).toEqual([{ path: 'Private/C.md', reason: 'private' }]);
});

test('given a search, then a note that was found twice is taken once', async () => {
	expect((await deskOf([]).plan({ ...WISH, from: 'search', of: 'wait' }, LOOK)).progress.paths).toEqual(['Talks/B.md']);
});

test('given one failure, then it is tried again alone, what is done is left out of the next plan, and undo takes all back', async () => {
	const desk = deskOf([{ text: '- Ship' }, { text: '' }, { text: '- Wait' }]);
	const first = await go(desk, (await desk.plan(WISH, LOOK)).progress);
	expect(first.items.map(({ outcome }) => outcome)).toEqual(['answered', 'failed']);
	expect(first.items[1]?.message).toContain('nothing');
	const second = await go(desk, first);
	expect(second.items.map(({ path, outcome }) => [path, outcome])).toEqual([['Talks/A.md', 'answered'], ['Talks/B.md', 'answered']]);
	expect(await textOf('Talks/B.md')).toContain('- Wait');
	expect((await desk.plan(WISH, LOOK)).left.filter(({ reason }) => reason === 'done')).toHaveLength(2);
	expect((await desk.kept()).map(({ id }) => id)).toEqual([first.id]);
	expect(await desk.undo(second)).toEqual({ undone: 2, problems: [] });
	expect([await textOf('Talks/A.md'), await textOf('Talks/B.md')]).toEqual([FILES['Talks/A.md'], FILES['Talks/B.md']]);
	expect(await desk.kept()).toEqual([]);
});

test('given new notes as results, then each is known as done until its note changes', async () => {
	const desk = deskOf([{ text: '- Ship' }, { text: '- Wait' }]);
	const wish: BatchWish = { ...WISH, place: { to: 'new-note', folder: 'Praxis/Results' } };
	const { items } = await go(desk, (await desk.plan(wish, LOOK)).progress);
	expect(items.map(({ made }) => made)).toEqual(['Praxis/Results/A – minutes.md', 'Praxis/Results/B – minutes.md']);
	await world.host.vault.process(vaultPath('Talks/B.md'), (text) => `${text}More.\n`);
	expect((await desk.plan(wish, LOOK)).progress.paths).toEqual(['Talks/B.md']);
});

test('given a stop while it looks, then nothing is planned', async () => {
	const stop = new AbortController();
	stop.abort();
	await expect(deskOf([]).plan(WISH, { ...LOOK, signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
});
