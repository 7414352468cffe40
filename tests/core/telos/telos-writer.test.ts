/** What a person adds to their purpose graph by command: written through the guard, read back as items, and undone. */
import { createApp, type App } from '../../../src/core/app';
import type { Plan } from '../../../src/core/changes/changes';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import type { Item } from '../../../src/core/telos/item';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const NOTES = {
	'Telos/Rivers.md': '---\ntelos: mission\n---\n',
	'Telos/IDEAS.md': '# Ideas\n\n## Active Ideas\n\n### I0: A fish ladder\n**Status:** Exploring\n**Category:** water\n\nBuilt of stone.\n\n### I1: A boat\n',
	'Telos/Lists.md': '---\r\ntelos: list\r\n---\r\n# Lists\r\n## IDEAS\r\n- I7: Swim upstream\r\n- I8: Sell maps\r\n',
	'Notes/Weir.md': '---\ntags: [water]\n---\nThe weir.\n',
};

let app: App;
let host: MemoryHost;
afterEach(() => app.close());

async function open(files: MemoryFiles = NOTES, settings: Partial<Settings> = {}): Promise<void> {
	host = memoryHost(files, { at: '2026-11-22T12:00:00Z' });
	app = createApp(host, { ...DEFAULT_SETTINGS, ...settings });
	await app.telos.ready();
}

const text = async (path: string): Promise<string> => (await host.vault.read(path as VaultPath))?.text ?? '';
const item = (key: string): Item => {
	const found = app.telos.item(key);
	if (!found) throw new Error(`There is no ${key} among ${app.telos.items().map((one) => one.key).join(', ')}`);
	return found;
};
/** Applies, checks that undo gives every note back as it was, and does it again. */
async function apply(plan: Plan): Promise<void> {
	const before = await snapshot();
	const report = await app.telos.writer.apply(plan);
	expect(report.notes.map(({ outcome }) => outcome)).not.toContain('failed');
	const after = await snapshot();
	await app.changes.undo(report.id);
	expect(await snapshot()).toEqual(before);
	await app.changes.redo(report.id);
	expect(await snapshot()).toEqual(after);
	await app.telos.settled();
}
async function snapshot(): Promise<Record<string, string>> {
	return Object.fromEntries(await Promise.all((await host.vault.list()).map(async ({ path }) => [path, await text(path)] as const)));
}

test('a new goal is a note with its edges, under a name that is free', async () => {
	await open();
	await apply(await app.telos.writer.planItem({ type: 'goal', title: 'Weir', text: 'Take it down.', edges: [{ kind: 'supports', to: item('Telos/Rivers.md') }, { kind: 'related', to: item('Telos/IDEAS.md#I0') }], properties: { status: 'active', due: '2027-03-01', owner: null } }));
	expect(await text('Telos/Weir 2.md')).toBe('---\ntelos: goal\ntitle: Weir\nstatus: active\ndue: 2027-03-01\nsupports:\n  - "[[Rivers]]"\nrelated:\n  - "[[IDEAS#I0 A fish ladder]]"\n---\nTake it down.\n');
	expect(app.telos.graph.view.edges.filter(({ from }) => from === 'Telos/Weir 2.md').map(({ kind, to }) => `${kind} ${to}`)).toEqual(['supports Telos/Rivers.md', 'related Telos/IDEAS.md#I0']);
});

test('a trauma is private from its first day, and what is made of the private stays so', async () => {
	await open();
	await apply(await app.telos.writer.planItem({ type: 'trauma', title: 'The flood', text: '' }));
	expect(await text('Telos/The flood.md')).toContain('private: true');
	await open({ ...NOTES, 'Telos/Secret idea.md': '---\ntelos: idea\nprivate: true\n---\n' });
	await apply(await app.telos.writer.planPromotion(item('Telos/Secret idea.md'), { title: 'A secret goal', text: '' }));
	expect(item('Telos/A secret goal.md').isPrivate).toBe(true);
});

test('an idea becomes a goal, and says so where it stands: note, heading or line', async () => {
	await open({ ...NOTES, 'Telos/Kites.md': '---\ntelos: idea\nstatus: exploring\ngoal: "[[Rivers]]"\n---\nFly.\n' });
	await apply(await app.telos.writer.planPromotion(item('Telos/Kites.md'), { title: 'Fly a kite', text: '', edges: [{ kind: 'supports', to: item('Telos/Rivers.md') }] }));
	expect(await text('Telos/Kites.md')).toBe('---\ntelos: idea\nstatus: promoted\ngoal:\n  - "[[Rivers]]"\n  - "[[Fly a kite]]"\n---\nFly.\n');
	await apply(await app.telos.writer.planPromotion(item('Telos/IDEAS.md#I0'), { title: 'Build a fish ladder', text: '' }));
	expect(await text('Telos/IDEAS.md')).toContain('### I0: A fish ladder\n**Goal:** [[Build a fish ladder]]\n**Status:** promoted\n**Category:** water\n\nBuilt of stone.');
	await apply(await app.telos.writer.planPromotion(item('Telos/Lists.md#I7'), { title: 'Swim', text: '' }));
	expect(await text('Telos/Lists.md')).toContain('- I7: Swim upstream\r\n  - **Status:** promoted\r\n  - **Goal:** [[Swim]]\r\n- I8: Sell maps');
	expect(['Telos/Kites.md', 'Telos/IDEAS.md#I0', 'Telos/Lists.md#I7'].map((key) => [item(key).status, app.telos.graph.view.edges.some(({ from, kind }) => from === key && kind === 'goal')])).toEqual([['promoted', true], ['promoted', true], ['promoted', true]]);
});

test('an entry that is gone meanwhile is not guessed at', async () => {
	await open();
	const gone = item('Telos/IDEAS.md#I1');
	await host.vault.process('Telos/IDEAS.md' as VaultPath, () => '# Ideas\n');
	await expect(app.telos.writer.planPromotion(gone, { title: 'Row', text: '' })).rejects.toMatchObject({ code: 'conflict' });
});

test('any note can say what it serves, and is then traced to it', async () => {
	await open();
	await apply(await app.telos.writer.planServes('Notes/Weir.md' as VaultPath, item('Telos/Rivers.md')));
	expect(await text('Notes/Weir.md')).toBe('---\ntags: [water]\nserves:\n  - "[[Rivers]]"\n---\nThe weir.\n');
	expect(await app.telos.trace('Notes/Weir.md')).toMatchObject({ by: 'links', paths: [{ steps: [{ item: { title: 'Rivers' }, edge: { kind: 'serves' } }] }] });
	expect((await app.telos.writer.planServes('Notes/Weir.md' as VaultPath, item('Telos/Rivers.md'))).notes).toEqual([]);
});

test('a thought goes into the inbox with its day', async () => {
	await open();
	await apply(await app.telos.writer.planCapture('Ask Ana about the gate'));
	await apply(await app.telos.writer.planCapture('Two\nlines'));
	expect(await text('Telos/Inbox.md')).toBe('# Inbox\n\n- 2026-11-22: Ask Ana about the gate\n- 2026-11-22: Two\n  lines\n');
	await open({}, { telosFolder: '' });
	await apply(await app.telos.writer.planCapture('At the top'));
	expect(await text('Inbox.md')).toContain('At the top');
});

test('the ledger, from the decision to the lesson: what rests on a refuted assumption is flagged, and due outcomes are asked for', async () => {
	await open();
	await apply(await app.telos.writer.planDecision({ title: 'Raise the price', text: 'Because of the survey.', assumptions: ['People will pay'], due: '2026-11-20', confidence: 0.7, serves: item('Telos/Rivers.md'), from: 'Notes/Weir.md' as VaultPath }));
	expect(app.telos.decisions()).toMatchObject([{ bet: { title: 'Raise the price', confidence: 0.7, made: '2026-11-22' }, assumptions: [{ title: 'People will pay' }], isDue: true }]);
	expect((await app.telos.trace('Telos/Raise the price.md')).by).toBe('links');
	await apply(await app.telos.writer.planRefuted(item('Telos/People will pay.md')));
	expect(app.telos.shaken().map(({ item: one, assumption }) => `${one.title} < ${assumption.title}`)).toEqual(['Raise the price < People will pay']);
	const { review } = await app.telos.writer.planReview('weekly');
	expect(review.text).toContain('[[Raise the price]] rests on [[People will pay]], which is refuted');
	expect(review.questions.some((question) => question.includes('Raise the price'))).toBe(true);
	await apply(await app.telos.writer.planOutcome(item('Telos/Raise the price.md'), { cameTrue: false, text: 'Half of them left.', lesson: 'Ask before the price changes' }));
	expect(app.telos.decisions()).toMatchObject([{ outcomes: [{ title: 'Outcome Raise the price' }], lessons: [{ title: 'Ask before the price changes' }], isDue: false }].map((one) => ({ ...one, outcomes: [{ path: 'Telos/Outcome Raise the price.md' }] })));
	expect(app.telos.calibration()).toMatchObject({ n: 1, brier: expect.closeTo(0.49) });
});

test('a review note says what was looked at, and is private when it tells of what is', async () => {
	await open({ ...NOTES, 'Telos/Map.md': '---\ntelos: goal\n---\n- 2026-11-20: begun\n' });
	const open1 = await app.telos.writer.planReview('weekly');
	await apply(open1.plan);
	expect(await text('Telos/Reviews/2026-11-22 weekly review.md')).not.toContain('private: true');
	expect(await text('Telos/Map.md')).toContain('reviewed: 2026-11-22');
	await open({ ...NOTES, 'Private/Leave.md': '---\ntelos: goal\n---\n' }, { privateFolders: ['Private'] });
	expect((await app.telos.writer.planReview('weekly')).review.text).toContain('private: true');
});
