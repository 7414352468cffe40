/** Given an answer with citations, when it is saved, then a note holds it and each link leads to its exact block. */
import { createApp, type App, type SavedRun } from '../../../src/core/app';
import { PraxisError } from '../../../src/core/lib/errors';
import { readNote } from '../../../src/core/lib/markdown';
import { resolveSubpath } from '../../../src/core/lib/links';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const HOME = '# Flat\n\nThe lease runs out on 30 June 2027.\n\n| Room | Size |\n| --- | --- |\n| Lease office kitchen | 9 |\n\nThe end.\n';
const QUESTION = 'When does the lease run out?';

interface World {
	readonly host: MemoryHost;
	readonly app: App;
	readonly run: SavedRun;
}

async function asked(files: Record<string, string>, settings: Partial<Settings> = {}, question = QUESTION): Promise<World> {
	const host = memoryHost(files);
	const app = createApp(host, { ...DEFAULT_SETTINGS, ...settings });
	await app.index.rebuild();
	const events = [];
	for await (const event of app.ask(question)) events.push(event);
	const [start, end] = [events[0], events.at(-1)];
	if (start?.type !== 'run-start' || end?.type !== 'run-end') throw new Error('The run did not run.');
	return { host, app, run: { ...start, answer: end.answer } };
}

const textOf = async (host: MemoryHost, path: string): Promise<string> => (await host.vault.read(vaultPath(path)))?.text ?? '';

const withoutIds = (text: string): string => text.replace(/(?: |\n\n)\^[0-9a-f]{6}/g, '');

test('the cited block gets an id, and the link leads to the block that was quoted', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	const { path, touched } = await app.save(run, { to: 'new-note' });
	const saved = await textOf(host, path);
	const link = readNote(path, saved).links.find((one) => !one.inFrontMatter);
	expect(link).toMatchObject({ target: 'Flat', subpath: expect.stringMatching(/^\^[0-9a-f]{6}$/) as string });
	expect(touched).toEqual(['Home/Flat.md']);
	const now = await textOf(host, 'Home/Flat.md');
	const span = resolveSubpath(readNote('Home/Flat.md', now), link?.subpath ?? '');
	expect(now.slice(span?.start, span?.end)).toContain(run.answer.citations[0]?.quote);
	expect(withoutIds(now)).toBe(HOME);
});

test('given a cited note that holds live blocks of the person’s own, when its block gets an id, then the answer is saved all the same', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': '- The lease runs out on 30 June 2027\n\n  ```dataviewjs\n  dv.list() // the lease runs out on 30 June 2027\n  ```\n' });
	const { path, touched } = await app.save(run, { to: 'new-note' });
	expect(touched).toEqual(['Home/Flat.md']);
	expect(await textOf(host, path)).toContain('30 June 2027');
	expect(await textOf(host, 'Home/Flat.md')).toMatch(/```dataviewjs[^]*\^[0-9a-f]{6}/);
});

test('properties are those of a result, and private sources make it private', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME }, { privateFolders: ['Home'] });
	const { path } = await app.save(run, { to: 'new-note' });
	expect(readNote(path, await textOf(host, path)).frontMatter?.data).toMatchObject({
		praxis: 'result', run: run.runId, agent: run.agent, model: run.model, created: run.at, outcome: run.answer.outcome, source: ['[[Home/Flat]]'], private: true,
	});
	expect(path).toMatch(/^Praxis\/Results\/2026-01-02 When does the lease run out\.md$/);
});

test('saving the same answer twice leaves one note and one id', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	const first = await app.save(run, { to: 'new-note' });
	const after = await textOf(host, 'Home/Flat.md');
	const second = await app.save(run, { to: 'new-note' });
	expect(second.path).toBe(first.path);
	expect(second.touched).toEqual([]);
	expect(await textOf(host, 'Home/Flat.md')).toBe(after);
});

test('with block ids off, no other note is touched and the link leads to the heading', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME }, { addBlockIds: false });
	const { path, touched } = await app.save(run, { to: 'new-note' });
	expect(touched).toEqual([]);
	expect(await textOf(host, 'Home/Flat.md')).toBe(HOME);
	expect(readNote(path, await textOf(host, path)).links.at(-1)).toMatchObject({ target: 'Flat' });
});

test('a table gets its id on a line of its own, and stays a table', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME }, {}, 'What size is the lease office kitchen?');
	await app.save(run, { to: 'new-note' });
	const now = await textOf(host, 'Home/Flat.md');
	const table = readNote('Home/Flat.md', now).blocks.find(({ kind }) => kind === 'table');
	expect(table?.id).toMatch(/^[0-9a-f]{6}$/);
	expect(now).toMatch(/\| 9 \|\n\n\^[0-9a-f]{6}\n\nThe end/);
});

test('appended answers keep their footnotes apart, and CRLF stays CRLF', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME, 'Log.md': 'Today\r\nNo last line end' });
	await app.save(run, { to: 'append', path: vaultPath('Log.md') });
	const again = { ...run, runId: host.newId() };
	await app.save(again, { to: 'append', path: vaultPath('Log.md') });
	const text = await textOf(host, 'Log.md');
	expect(text.startsWith('Today\r\nNo last line end\r\n')).toBe(true);
	expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	const labels = [...text.matchAll(/^\[\^([^\]]+)\]:/gm)].map((match) => match[1]);
	expect(new Set(labels).size).toBe(labels.length);
});

test('a note that changed since keeps what was written into it', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	const longer = `Written in between.\n\n${HOME}`;
	await host.vault.process(vaultPath('Home/Flat.md'), () => longer);
	await app.save(run, { to: 'new-note' });
	expect(withoutIds(await textOf(host, 'Home/Flat.md'))).toBe(longer);
});

test('appending to a note that is gone says so and writes nothing', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	await expect(app.save(run, { to: 'append', path: vaultPath('Gone.md') })).rejects.toMatchObject({ code: 'missing-note' });
	expect(await textOf(host, 'Home/Flat.md')).toBe(HOME);
});

test('a cited note that has the name of the new one is not mixed up with it', async () => {
	const cited = 'Praxis/Results/2026-01-02 When does the lease run out.md';
	const { host, app, run } = await asked({ [cited]: HOME });
	const { path } = await app.save(run, { to: 'new-note' });
	expect(path).toBe('Praxis/Results/2026-01-02 When does the lease run out 2.md');
	expect(withoutIds(await textOf(host, cited))).toBe(HOME);
	const saved = await textOf(host, path);
	expect(saved).toContain(`> ${run.answer.citations[0]?.quote}\n`);
	const link = readNote(path, saved).links.find((one) => !one.inFrontMatter);
	expect(await textOf(host, cited)).toContain(` ${link?.subpath ?? 'no id'}\n`);
});

test('a question of odd characters still makes a legal name', async () => {
	const { app, run } = await asked({ 'Home/Flat.md': HOME });
	const { path } = await app.save({ ...run, question: '../a\\b: "c" | [[d]]#^?*\n…' }, { to: 'new-note' });
	expect(path).toMatch(/^Praxis\/Results\/2026-01-02 [^\\:"|#^?*\n[\]]+\.md$/);
	expect(path).not.toContain('..');
});

test('when the answer cannot be written, the ids given for it are taken back, and every note is as it was', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	host.vault.create = () => Promise.reject(new PraxisError('disk-full', 'The disk is full.', { hint: 'Make room, then try again.' }));
	await expect(app.save(run, { to: 'new-note' })).rejects.toMatchObject({ hint: expect.stringContaining('Make room') as string });
	expect(await textOf(host, 'Home/Flat.md')).toBe(HOME);
});

test.each(['.trash', '../out', 'Home/Flat.md', 'Home/Flat.md/deeper', 'a//b', './Results'])('the result folder %j is refused before anything is written, with the way out', async (resultFolder) => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME }, { resultFolder });
	const saving = app.save(run, { to: 'new-note' });
	await expect(saving).rejects.toMatchObject({ code: 'bad-path', message: expect.stringContaining(`"${resultFolder}"`) as string, hint: expect.stringContaining('settings') as string });
	expect(await textOf(host, 'Home/Flat.md')).toBe(HOME);
	expect(await app.changes.runs()).toEqual([]);
});

test.each(['/Results/', 'Excluded', 'Private'])('the result folder %j takes answers', async (resultFolder) => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME }, { resultFolder, excludedFolders: ['Excluded'], privateFolders: ['Private'] });
	expect(await textOf(host, (await app.save(run, { to: 'new-note' })).path)).toContain('praxis: result');
});

test.each([
	['cannot be read any more', (host: MemoryHost) => host.vault.putForeign('Home/Flat.md', Uint8Array.from([0xff, 0xfe, 0]))],
	['is gone', (host: MemoryHost) => host.vault.removeForeign('Home/Flat.md')],
])('an answer is saved when a cited note %s', async (_why, change) => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	change(host);
	const { path, touched } = await app.save(run, { to: 'new-note' });
	expect(touched).toEqual([]);
	expect(await textOf(host, path)).toMatch(/\[\^1\]: \[\[[^\]#]*Flat[^\]#]*\]\]/);
});

test('two saves at once give a block one id, and both links lead to it', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	const saved = await Promise.all([app.save(run, { to: 'new-note' }), app.save({ ...run, runId: `${run.runId}X` }, { to: 'new-note' })]);
	const now = await textOf(host, 'Home/Flat.md');
	expect(withoutIds(now)).toBe(HOME);
	expect(now.match(/ \^[0-9a-f]{6}/g)).toHaveLength(1);
	for (const { path } of saved) expect(await textOf(host, path)).toContain(`#${now.match(/\^[0-9a-f]{6}/)?.[0]}|`);
});

test('a save while its cited note is moved loses neither the answer nor a byte of the note', async () => {
	const { host, app, run } = await asked({ 'Home/Flat.md': HOME });
	const saving = app.save(run, { to: 'new-note' });
	await host.vault.rename(vaultPath('Home/Flat.md'), vaultPath('Home/Rooms.md'));
	const { path } = await saving;
	expect(await textOf(host, path)).toContain('The lease runs out on 30 June 2027.');
	expect(withoutIds(await textOf(host, 'Home/Rooms.md'))).toBe(HOME);
});
