/** Given a vault with broken notes on a real disk, then each is named, none stops the rest, and no byte is lost. */
import { mkdir, mkdtemp, readFile, realpath, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createApp, type App } from '../../src/core/app';
import { PraxisError } from '../../src/core/lib/errors';
import { vaultPath } from '../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { realFileSystem, type FileSystem } from '../../src/node/durable-file.mts';
import { createHost } from '../../src/node/host.mts';
import { nodeVault } from '../../src/node/vault.mts';
import { memoryHost } from '../support/memory-host';

jest.setTimeout(120_000);

const GOOD = '# Garden\n\nThe pump is a Rio 12, bought in April.\n';
let folder: string;
let open: App[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'praxis-bad-'));
	open = [];
});
afterEach(async () => {
	for (const app of open) app.close();
	await rm(folder, { recursive: true, force: true });
});

async function vaultOf(files: Record<string, string | Uint8Array>): Promise<App> {
	const vault = join(folder, 'vault');
	await mkdir(vault, { recursive: true });
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(vault, path)), { recursive: true });
		await writeFile(join(vault, path), content);
	}
	const environment = { HOME: folder, XDG_STATE_HOME: join(folder, 'state'), XDG_CONFIG_HOME: join(folder, 'config') };
	const app = createApp(await createHost(vault, { notify: () => undefined, environment }), DEFAULT_SETTINGS);
	open.push(app);
	return app;
}

/** The index is ready, the good note answers, and the problems are these. */
async function worksWith(files: Record<string, string | Uint8Array>): Promise<{ app: App; problems: string[] }> {
	const app = await vaultOf({ 'Good.md': GOOD, ...files });
	expect((await app.index.rebuild()).state).toBe('ready');
	expect(await outcomeOf(app, 'When was the pump bought?')).toBe('answered');
	for (const [path, content] of Object.entries(files)) {
		expect(Buffer.compare(await readFile(join(folder, 'vault', path)), Buffer.from(content))).toBe(0);
	}
	return { app, problems: app.index.problems().map(({ path, line, message }) => `${path}:${line} ${message}`) };
}

async function outcomeOf(app: App, question: string): Promise<string> {
	let outcome = '';
	for await (const event of app.ask(question)) if (event.type === 'run-end') outcome = event.answer.outcome;
	return outcome;
}

test('an empty vault says that there is nothing to search', async () => {
	const app = await vaultOf({});
	expect(await app.index.rebuild()).toMatchObject({ state: 'ready', notes: 0 });
	expect(await outcomeOf(app, 'When was the pump bought?')).toBe('unknown');
	expect(await app.search('pump')).toEqual([]);
});

test('a 20 MB note is searched as far as the limit, and says so', async () => {
	const { app, problems } = await worksWith({ 'Huge.md': 'The heron stands at the weir.\n\n'.repeat(690_000) });
	expect(problems).toEqual([expect.stringMatching(/^Huge\.md:1 Only the first .* characters are searched/)]);
	expect((await app.search('heron weir'))[0]?.citation.path).toBe('Huge.md');
});

test.each([
	['one line of 200,000 characters', `${'word '.repeat(40_000)}\n`],
	['5,000 headings', Array.from({ length: 5000 }, (_, i) => `# Heading ${i}\n\nText ${i}.\n`).join('\n')],
	['2,000 levels of quotes', `${'>'.repeat(2000)} deep`],
	['200,000 open brackets', '['.repeat(200_000)],
	['a table of 20,000 rows', `| a | b |\n| - | - |\n${'| x | y |\n'.repeat(20_000)}`],
	['nothing at all', ''],
])('a note with %s is read without a problem', async (_name, text) => {
	expect((await worksWith({ 'Odd.md': text })).problems).toEqual([]);
});

test('2,000 levels of nested list, most of it tabs, are read as far as the limit', async () => {
	const { problems } = await worksWith({ 'Deep.md': Array.from({ length: 2000 }, (_, i) => `${'\t'.repeat(i)}- level ${i}`).join('\n') });
	expect(problems).toEqual([expect.stringMatching(/^Deep\.md:1 Only the first /)]);
});

test.each([
	['a picture named .md', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfe, 0x00])],
	['Latin-1 text', Uint8Array.from([0x43, 0x61, 0x66, 0xe9])],
	['half a character, as UTF-8 cannot hold it', Uint8Array.from([0x61, 0xed, 0xa0, 0x80, 0x62])],
	['a file cut off in a character', Uint8Array.from([0x61, 0xe2, 0x82])],
])('%s is a problem on that note', async (_name, bytes) => {
	const { app, problems } = await worksWith({ 'Bad.md': bytes });
	expect(problems).toEqual([expect.stringMatching(/^Bad\.md:1 .+/)]);
	// And nothing is ever written over it.
	const plan = app.changes.plan([{ type: 'append', path: vaultPath('Bad.md'), text: 'more' }]);
	await expect(plan).rejects.toMatchObject({ code: 'not-text' });
});

test('broken properties are a problem with their line, and the body is found', async () => {
	const { app, problems } = await worksWith({ 'Person.md': '---\nname: Ana\nhandle: @ana\n---\nAna keeps the ledger.\n' });
	expect(problems).toEqual([expect.stringMatching(/^Person\.md:3 /)]);
	expect((await app.search('ledger'))[0]?.citation).toMatchObject({ path: 'Person.md', line: 5 });
});

test('names that differ by case or normal form are different notes', async () => {
	const names = ['Cafe\u0301.md', 'Caf\u00e9.md', 'PLAN.md', 'plan.md'];
	const { app } = await worksWith(Object.fromEntries(names.map((name, i) => [name, `Sparrow number ${i}.\n`])));
	const found = (await app.search('sparrow', { limit: 10 })).map(({ citation }) => citation.path as string);
	expect(found.sort()).toEqual([...names].sort());
});

test('notes with names that no note can have are named, not passed over in silence', async () => {
	const { problems } = await worksWith({ 'Odd/back\\slash.md': 'a', 'Odd/two\nlines.md': 'b', 'Odd/.hidden.md': 'c' });
	expect(problems.sort()).toEqual([expect.stringMatching(/^Odd\/back\\slash\.md:1 .*Rename the file/), expect.stringMatching(/^Odd\/two lines\.md:1 .*Rename the file/)]);
});

test('a folder that may not be opened is named, and the rest works', async () => {
	const root = await realpath(folder);
	await mkdir(join(root, 'Locked'));
	await writeFile(join(root, 'Good.md'), GOOD);
	const fileSystem: FileSystem = {
		...realFileSystem,
		readdir: new Proxy(realFileSystem.readdir, {
			apply: (real, self, words): unknown => (String(words[0]).endsWith('Locked') ? Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' })) : Reflect.apply(real, self, words)),
		}),
	};
	const vault = await nodeVault({ root, fileSystem });
	const app = createApp({ ...memoryHost(), vault }, DEFAULT_SETTINGS);
	open.push(app);
	await app.index.rebuild();
	expect(app.index.problems()).toEqual([{ path: 'Locked', line: 1, message: expect.stringContaining('may not be opened') as string }]);
	expect(await outcomeOf(app, 'When was the pump bought?')).toBe('answered');
});

test('notes deleted, renamed and cut while the vault is read do no harm', async () => {
	const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`n/${i}.md`, `Note ${i} speaks of the otter.\n`.repeat(20)]));
	const app = await vaultOf({ 'Good.md': GOOD, ...many });
	const vault = join(folder, 'vault');
	const reading = app.index.rebuild();
	await Promise.all(
		Array.from({ length: 100 }, async (_, i) => {
			await unlink(join(vault, `n/${i}.md`));
			await rename(join(vault, `n/${i + 100}.md`), join(vault, `n/moved ${i}.md`));
			await truncate(join(vault, `n/${i + 200}.md`), 10);
		}),
	);
	expect((await reading).state).toBe('ready');
	expect(await outcomeOf(app, 'When was the pump bought?')).toBe('answered');
	for await (const event of app.ask('Which notes speak of the otter?')) {
		if (event.type !== 'run-end') continue;
		for (const { path, quote } of event.answer.citations) expect(await readFile(join(vault, path), 'utf8')).toContain(quote);
	}
});

test.each([
	['no permission', new PraxisError('no-permission', 'The note cannot be opened.', { hint: 'Check its permissions.' })],
	['a read error of the disk', new PraxisError('internal', 'The disk does not answer.')],
])('a note with %s is named, the rest works', async (_name, error) => {
	const host = memoryHost({ 'Good.md': GOOD, 'Locked.md': 'secret' });
	const read = host.vault.read.bind(host.vault);
	host.vault.read = (path) => (path === 'Locked.md' ? Promise.reject(error) : read(path));
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.index.rebuild();
	expect(app.index.problems()).toEqual([{ path: 'Locked.md', line: 1, message: expect.stringContaining(error.message) as string }]);
	expect(await outcomeOf(app, 'When was the pump bought?')).toBe('answered');
});

test('a vault that cannot be listed says so', async () => {
	await writeFile(join(folder, 'file'), '');
	await expect(createHost(join(folder, 'file'), { notify: () => undefined, environment: { HOME: folder } })).rejects.toThrow(PraxisError);
});

test('a full disk while saving is told, and every note stays as it was', async () => {
	const host = memoryHost({ 'Good.md': GOOD, 'Log.md': 'Before.\n' });
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.index.rebuild();
	const events = [];
	for await (const event of app.ask('When was the pump bought?')) events.push(event);
	const [start, end] = [events[0], events.at(-1)];
	if (start?.type !== 'run-start' || end?.type !== 'run-end') throw new Error('The run did not run.');
	host.vault.process = () => Promise.reject(new PraxisError('disk-full', 'The disk is full.', { hint: 'Make room, then try again.' }));
	host.vault.create = () => Promise.reject(new PraxisError('disk-full', 'The disk is full.', { hint: 'Make room, then try again.' }));
	const saving = app.save({ ...start, answer: end.answer }, { to: 'append', path: vaultPath('Log.md') });
	await expect(saving).rejects.toMatchObject({ hint: expect.stringContaining('Make room') as string });
	expect((await host.vault.read(vaultPath('Log.md')))?.text).toBe('Before.\n');
	expect((await host.vault.read(vaultPath('Good.md')))?.text).toBe(GOOD);
});
