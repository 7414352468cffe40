/** Given a pattern and texts, then the preview holds what the run sends and nothing is sent; private text is told, and local actions keep it private. */
import { ActionDesk } from '../../../src/core/actions/action-desk';
import { localActionOf } from '../../../src/core/actions/local/run-local';
import type { Pattern } from '../../../src/core/actions/pattern';
import { promptText } from '../../../src/core/actions/preview-action';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { PraxisError } from '../../../src/core/lib/errors';
import type { ModelRequest } from '../../../src/core/models/model';
import type { ReadyModel } from '../../../src/core/models/models';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';

const TALK = vaultPath('Talk.md');
const DIARY = vaultPath('Private/Diary.md');
const builtIns = [
	{ path: 'patterns/minutes.md', text: '---\nvariables: [audience]\n---\nWrite minutes for {{audience}} and {{nobody}}.' },
	{ path: 'patterns/here.md', text: '---\nprivacy: device\n---\nStay here.' },
];
let world: AgentWorld;
beforeEach(async () => {
	world = await agentWorld({ 'Talk.md': '# Talk\nAna: we ship.\n', 'Private/Diary.md': '# Dear diary\n[[Talk]]\n' }, { accepts: true });
});
afterEach(() => world.close());

function deskOf(ready: () => Promise<readonly ReadyModel[]>): ActionDesk {
	const { guard, changes, records, host, index } = world;
	return new ActionDesk({ vault: host.vault, index, builtIns, models: { ready }, guard, changes, records, now: host.now, newId: host.newId, approve: () => Promise.resolve(true) });
}

function scripted(place: 'device' | 'remote', seen: ModelRequest[] = []): readonly ReadyModel[] {
	const model = scriptedModel([{ text: 'Done.' }]);
	const spec = { ...model.spec, place };
	return [{ spec, reason: '', connect: () => ({ ...model, spec, stream: (...[request, ...rest]: Parameters<typeof model.stream>) => (seen.push(request), model.stream(request, ...rest)) }) }];
}

const named = (desk: ActionDesk, name: string): Pattern => desk.list().find((one) => one.name === name) as Pattern;

test('given texts and variables, then the parts of the preview are those that the run sends', async () => {
	const seen: ModelRequest[] = [];
	const ready = scripted('device', seen);
	const desk = deskOf(() => Promise.resolve(ready));
	const request = { pattern: named(desk, 'minutes'), inputs: await desk.inputs('note', { path: TALK }), variables: { audience: 'the board' }, wish: 'Short, please.' };
	const preview = await desk.preview(request);
	expect(seen).toEqual([]);
	expect(preview).toMatchObject({ unfilled: ['nobody'], problems: [], isHeldBack: false, model: { destination: 'this device' } });
	expect(promptText(preview)).toContain('Write minutes for the board and {{nobody}}.');
	for await (const event of desk.act(request)) if (event.type === 'run-end') expect(event.answer.text).toBe('Done.');
	const [sent] = seen;
	const said = sent?.messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])));
	expect(preview.parts.map(({ text }) => text)).toEqual([...(sent?.system.map(({ text }) => text) ?? []), ...(said ?? [])]);
});

test('given private text and a model elsewhere, then it is held back; on this device it is not', async () => {
	const request = (desk: ActionDesk) => ({ pattern: named(desk, 'minutes'), inputs: [{ name: 'the diary', path: DIARY, text: 'Dear diary.' }] });
	const away = deskOf(() => Promise.resolve(scripted('remote')));
	expect(await away.preview(request(away))).toMatchObject({ isHeldBack: true, problems: [expect.stringContaining('rivate') as string] });
	const here = deskOf(() => Promise.resolve(scripted('device')));
	expect(await here.preview(request(here))).toMatchObject({ isHeldBack: false, problems: [] });
});

test('given no model, one that cannot answer, or none on this device, then the prompt is there and the reason said', async () => {
	const inputs = [{ name: 'the note', path: TALK, text: 'Ana: we ship.' }];
	const none = deskOf(() => Promise.resolve([]));
	expect(await none.preview({ pattern: named(none, 'minutes'), inputs })).toMatchObject({ model: null, problems: [], usd: null });
	const blocked = deskOf(() => Promise.reject(new PraxisError('refused', 'It has no key.', { hint: 'Add one.' })));
	expect(await blocked.preview({ pattern: named(blocked, 'minutes'), inputs })).toMatchObject({ model: null, problems: ['It has no key. Add one.'] });
	const away = deskOf(() => Promise.resolve(scripted('remote')));
	expect(await away.preview({ pattern: named(away, 'here'), inputs })).toMatchObject({ model: null, problems: [expect.stringContaining('on this device') as string] });
});

test('given an action that needs no model, then its result is planned like any other, and what it takes from private notes stays private', async () => {
	const desk = deskOf(() => Promise.resolve([]));
	const pattern = named(desk, 'outline');
	const action = localActionOf(pattern);
	if (!action) throw new Error('It is no local action.');
	const ends = [];
	for await (const event of desk.actLocally(action, [{ name: 'the diary', path: DIARY, text: '# Dear diary\n' }, { name: 'the note', path: TALK, text: '# Talk\n' }])) ends.push(event);
	const [end] = ends;
	if (end?.type !== 'run-end') throw new Error('It did not end.');
	expect(end.answer).toMatchObject({ outcome: 'answered', text: expect.stringContaining('Dear diary') as string });
	await (await desk.planResult(end.runId, { to: 'append', path: TALK, heading: '' })).apply();
	expect((await world.host.vault.read(TALK))?.text).toMatch(/^---\nprivate: true\n---\n# Talk[\s\S]*Dear diary/);
});

test('given a local action without text, then it ends with the reason; a pattern of the same name wins over it', async () => {
	const desk = deskOf(() => Promise.resolve([]));
	const action = localActionOf(named(desk, 'outline'));
	if (!action) throw new Error('It is no local action.');
	for await (const event of desk.actLocally(action, [])) expect(event).toMatchObject({ type: 'run-end', answer: { outcome: 'failed', resolve: expect.stringContaining('no text') as string } });
	expect(localActionOf({ name: 'outline', path: 'Patterns/outline.md' })).toBeNull();
});
