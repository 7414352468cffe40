/** The run log: each run that ends is told once, in a note that is read back; it stays out of the way of everything else. */
import { withoutLog } from '../../../src/core/agents/run-log';
import { createApp, type App } from '../../../src/core/app';
import { parseRecords, type ActionRecord } from '../../../src/core/changes/records';
import type { RunReport } from '../../../src/core/changes/changes';
import { readNote } from '../../../src/core/lib/markdown';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryHost, type MemoryHostOptions } from '../../support/memory-host';

const LOG = 'Praxis/Runs/device-of-test/2026-01.md';
const ON = { runLog: true };

interface World {
	readonly host: MemoryHost;
	readonly app: App;
}

function world(settings: Partial<Settings>, options: MemoryHostOptions = {}): World {
	const host = memoryHost({ 'A.md': 'One.\n' }, options);
	return { host, app: start(host, settings) };
}

const start = (host: MemoryHost, settings: Partial<Settings>): App => createApp(host, { ...DEFAULT_SETTINGS, ...settings }, { vaultName: 'My (old) notes' });

async function append({ app, host }: World, text: string, reason = `Add ${text}`): Promise<RunReport> {
	host.clock.advance(1000);
	const report = await app.changes.applyReviewed(await app.changes.plan([{ type: 'append', path: vaultPath('A.md'), text }], { reason }));
	await app.logged();
	return report;
}

async function records({ host, app }: World, path = LOG): Promise<readonly ActionRecord[]> {
	await app.logged();
	const parsed = parseRecords(path, (await host.vault.read(vaultPath(path)))?.text ?? '');
	expect(parsed.problems).toEqual([]);
	return parsed.records;
}

const paths = async ({ host }: World): Promise<string[]> => (await host.vault.list()).map(({ path }) => path).sort();

test('given the log is on, when a change is applied, then one record tells of it and reads back', async () => {
	const here = world(ON);
	const run = await append(here, 'Two.');
	expect(await records(here)).toEqual([
		{
			at: run.at,
			kind: 'run',
			fields: { run: run.id, kind: 'apply', reason: 'Add Two.', goal: '', read: [], left: 'nothing', changed: ['[[A]] changed'] },
			body: `[Undo](obsidian://praxis-undo?vault=My%20%28old%29%20notes&run=${run.id})`,
		},
	]);
});

test('given its note, when it is read as any note, then it has flat properties and is private', async () => {
	const here = world(ON);
	await append(here, 'Two.');
	const text = (await here.host.vault.read(vaultPath(LOG)))?.text ?? '';
	expect(readNote(LOG, text).frontMatter?.data).toEqual({ praxis: 'run-log', device: 'device-of-test', month: '2026-01', private: true });
	expect((await here.app.guard.guard.labelOf(vaultPath(LOG)))?.secrecy).toBe('private');
});

test('given runs that are undone and done again, when they end, then each is told once and the log tells nothing of itself', async () => {
	const here = world(ON);
	const first = await append(here, 'Two.');
	const undo = await here.app.changes.undo(first.id);
	const redo = await here.app.changes.redo(first.id);
	const told = await records(here);
	expect(told.map(({ fields }) => [fields.run, fields.kind])).toEqual([[first.id, 'apply'], [undo.id, 'undo'], [redo.id, 'redo']]);
	expect(withoutLog(await here.app.changes.runs()).map(({ id }) => id).sort()).toEqual([first.id, undo.id, redo.id].sort());
});

test('given a record that was taken back, when that is done again, then it is neither told nor the person’s last change', async () => {
	const here = world(ON);
	const run = await append(here, 'Two.');
	const own = (await here.app.changes.runs()).find(({ reason }) => reason === 'Run log');
	await here.app.changes.undo(own?.id ?? '');
	await here.app.changes.redo(own?.id ?? '');
	expect(await records(here)).toHaveLength(1);
	expect(withoutLog(await here.app.changes.runs()).map(({ id }) => id)).toEqual([run.id]);
});

test('given many runs at once, when they end, then all are told, in the order in which they ran', async () => {
	const here = world(ON);
	const plans = await Promise.all(['a', 'b', 'c', 'd'].map((text) => here.app.changes.plan([{ type: 'append', path: vaultPath('A.md'), text }], { reason: text })));
	const runs = await Promise.all(plans.map((plan) => here.app.changes.applyReviewed(plan)));
	expect((await records(here)).map(({ fields }) => fields.run)).toEqual(runs.map(({ id }) => id));
});

test('given the default settings, when runs end, then nothing is written; switched on later, it tells of later runs only', async () => {
	const here = world({});
	await append(here, 'Two.');
	expect(await paths(here)).toEqual(['A.md']);
	here.host.clock.advance(1000);
	here.app.updateSettings({ ...DEFAULT_SETTINGS, ...ON });
	const later = await append(here, 'Three.');
	expect((await records(here)).map(({ fields }) => fields.run)).toEqual([later.id]);
	here.app.updateSettings(DEFAULT_SETTINGS);
	await append(here, 'Four.');
	expect(await records(here)).toHaveLength(1);
});

test('given an app that ended before a run was told, when it starts again, then it is told, and what left is not known', async () => {
	const here = world(ON);
	await append(here, 'Two.');
	here.host.clock.advance(1000);
	const plan = await here.app.changes.plan([{ type: 'append', path: vaultPath('A.md'), text: 'Three.' }]);
	here.app.close();
	await here.app.changes.applyReviewed(plan);
	here.host.clock.advance(1000);
	const again = { host: here.host, app: start(here.host, ON) };
	await again.app.changes.recover();
	expect((await records(again)).map(({ fields }) => [fields.run, fields.left]).at(-1)).toEqual([plan.id, 'not known']);
	expect(await records(again)).toHaveLength(2);
});

test('given two devices, when both log, then each writes a note of its own', async () => {
	await append(world(ON), 'Two.');
	const other = world(ON, { deviceId: 'phone' });
	await append(other, 'Three.');
	expect(await paths(other)).toEqual(['A.md', 'Praxis/Runs/phone/2026-01.md']);
});

test('given a disk on which the log cannot be written, when runs end, then they succeed and one notice tells of it', async () => {
	const here = world(ON);
	await here.app.logged();
	const read = here.host.vault.read.bind(here.host.vault);
	here.host.vault.read = (path) => (path === LOG ? Promise.reject(new Error('The disk is gone.')) : read(path));
	await append(here, 'Two.');
	const second = await append(here, 'Three.');
	expect(second.notes.map(({ outcome }) => outcome)).toEqual(['written']);
	expect(here.host.notices).toEqual(['The run log could not be written: The disk is gone. Changes go on without it.']);
	here.host.vault.read = read;
	await append(here, 'Four.');
	expect(await records(here)).toHaveLength(3);
});

test('given an answer that is saved, when it is told, then its cited notes are what was read', async () => {
	const host = memoryHost({ 'Home/Flat.md': '# Flat\n\nThe lease runs out on 30 June 2027.\n' });
	const here = { host, app: start(host, ON) };
	await here.app.index.rebuild();
	const events = [];
	for await (const event of here.app.ask('When does the lease run out?')) events.push(event);
	const [first, last] = [events[0], events.at(-1)];
	if (first?.type !== 'run-start' || last?.type !== 'run-end') throw new Error('The run did not run.');
	await here.app.guard.guard.egress.append({ at: first.at, run: first.runId, host: 'models.example.org', model: 'm', notes: ['Home/Flat.md'], bytes: 900, tokens: null, cost: null, redacted: [] });
	await here.app.guard.guard.egress.append({ at: first.at, run: 'another', host: 'other.example.org', model: 'm', notes: [], bytes: 1, tokens: null, cost: null, redacted: [] });
	const saved = await here.app.save({ ...first, answer: last.answer }, { to: 'new-note' });
	const [told] = await records(here);
	expect(told?.fields).toMatchObject({ run: saved.runId, read: ['[[Home/Flat]]'], left: ['900 bytes to models.example.org, model m, from [[Home/Flat]]'] });
	expect(told?.fields.changed).toContain(`[[${saved.path.replace(/\.md$/, '')}]] created`);
});

test('given a run under the guard, when it writes, then what it has read is told', async () => {
	const here = world(ON);
	const run = here.app.guard.guard.run({ remote: false, typed: ['[[A.md]]'], approve: () => Promise.resolve(true) });
	await run.read(vaultPath('A.md'));
	await run.write([{ type: 'append', path: vaultPath('A.md'), text: 'Two.' }], 'Add the second');
	expect((await records(here)).map(({ fields }) => [fields.reason, fields.read])).toEqual([['Add the second', ['[[A]]']]]);
});

test('given a reason in words of others, when it is told, then nothing in it loads, runs, tags or hides', async () => {
	const here = world(ON);
	await append(here, 'Two.', '[x] ![p](http://e.org/i.png) <img src=x> `= this` #tag %%');
	const [told] = await records(here);
	expect(told?.fields.reason).toBe('(x) !(p)(http://e.org/i.png) ‹img src=x› ˋ= thisˋ ＃tag ％％');
});

test('given runs that serve a goal, when they write, then the record links its note, names one without a note, and is empty for none', async () => {
	const here = world(ON);
	for (const goal of ['Telos/Map.md', 'Leave [[now]]', '']) {
		const run = here.app.guard.guard.run({ remote: false, approve: () => Promise.resolve(true) });
		run.serves(goal);
		await run.write([{ type: 'append', path: vaultPath('A.md'), text: `For “${goal}”` }], 'Serve');
		await here.app.logged();
		here.host.clock.advance(1000);
	}
	expect((await records(here)).map(({ fields }) => fields.goal)).toEqual(['[[Telos/Map]]', 'Leave ((now))', '']);
});
