/** Search by meaning through the product: what is sent, what is found, and what happens when the server fails. Against a real server. */
import { createApp, type App } from '../../../src/core/app';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';
import { vectorServer, type VectorServer } from '../../support/vector-server';

const NOTES: MemoryFiles = {
	'Cat.md': 'The feline sleeps on the sofa.\n',
	'Home.md': '# Rooms\n\nOur residence has four rooms.\n\n# Bills\n\nThe bill of the water works came in May.\n',
	'Private/Doctor.md': 'The automobile accident hurt my knee.\n',
};
let server: VectorServer;
let app: App | null = null;

beforeEach(async () => {
	server = await vectorServer();
});
afterEach(async () => {
	app?.close();
	app = null;
	await server.close();
});

interface Opened {
	readonly app: App;
	readonly host: MemoryHost;
	readonly set: (changes: Partial<Settings>) => void;
}

async function open({ remote = false, files = NOTES, host = memoryHost(files), ...changes }: Partial<Settings> & { remote?: boolean; files?: MemoryFiles; host?: MemoryHost } = {}): Promise<Opened> {
	const baseUrl = remote ? 'https://vectors.example.com/v1' : `${server.url}/v1`;
	const settings: Settings = {
		...DEFAULT_SETTINGS,
		onDeviceOnly: !remote,
		privateFolders: ['Private'],
		modelOrigins: remote ? [] : [server.url],
		providers: [{ id: 'own', name: 'Own', baseUrl, wire: 'openai-chat', secret: '', models: ['embed'] }],
		vectorModel: 'own/embed',
		...changes,
	};
	const now = { settings };
	app = createApp({ ...host, http: (url, init) => fetch(url.replace('https://vectors.example.com', server.url), init) }, settings);
	await app.index.rebuild();
	const opened = app;
	return { app, host, set: (more) => opened.updateSettings((now.settings = { ...now.settings, ...more })) };
}

const found = async ({ app: opened }: Opened, query: string): Promise<string[]> => (await opened.search(query)).map(({ citation }) => citation.path);
const sent = (): string => server.asked.flat().join('\n');

test('given a model, when the notes were embedded, then a note without a word of the question is found, with its block', async () => {
	const opened = await open();
	expect(server.asked).toEqual([]);
	expect(await found(opened, 'kitty')).toEqual([]);
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toEqual({ state: 'idle', notes: 3, total: 3, leftOut: 0, reason: '' });
	const [first] = await opened.app.search('kitty');
	expect(first?.citation).toMatchObject({ path: 'Cat.md', quote: 'The feline sleeps on the sofa.', line: 1 });
	expect((await opened.app.search('dwelling'))[0]?.citation).toMatchObject({ path: 'Home.md', headings: ['Rooms'], line: 3 });
});

test('given another model and then the first again, then nothing is embedded twice; of three models the two used last are kept', async () => {
	const opened = await open({ providers: [{ id: 'own', name: 'Own', baseUrl: `${server.url}/v1`, wire: 'openai-chat', secret: '', models: ['embed', 'embed-b', 'embed-c'] }] });
	const { vectors } = opened.app;
	const asked = async (model: string): Promise<number> => {
		const before = server.asked.length;
		opened.set({ vectorModel: model });
		await opened.app.search('kitty');
		const queries = server.asked.length;
		await vectors.build();
		expect(vectors.status.notes).toBe(3);
		return server.asked.length - Math.max(before, queries);
	};
	expect(await asked('own/embed')).toBeGreaterThan(0);
	expect(await asked('own/embed-b')).toBeGreaterThan(0);
	expect(await asked('own/embed')).toBe(0);
	expect(await asked('own/embed-c')).toBeGreaterThan(0);
	expect(await asked('own/embed')).toBe(0);
	expect(await asked('own/embed-b')).toBeGreaterThan(0);
	await vectors.forget();
	expect(await opened.host.store.keys('vectors/')).toEqual([]);
});

test('given no model, then nothing is asked and the words alone decide', async () => {
	const opened = await open({ vectorModel: '' });
	await opened.app.vectors.build();
	expect([await found(opened, 'sofa'), opened.app.vectors.status.state, server.asked]).toEqual([['Cat.md'], 'off', []]);
});

test('given a remote model, then no word of a private note is sent, and the record tells which notes were', async () => {
	const opened = await open({ remote: true });
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toMatchObject({ state: 'idle', notes: 2, leftOut: 1 });
	expect(sent()).toContain('feline');
	expect(sent()).not.toMatch(/knee|Doctor|accident/);
	const [entry] = await opened.app.guard.sent();
	expect(entry).toMatchObject({ host: 'vectors.example.com', model: 'own/embed', notes: ['Cat.md', 'Home.md'] });
	opened.set({ onDeviceOnly: true });
	const asked = server.asked.length;
	expect(await found(opened, 'sofa')).toEqual(['Cat.md']);
	expect(server.asked).toHaveLength(asked);
	expect(opened.app.vectors.status.reason).toMatch(/nothing may leave this device/);
});

test('what was embedded is not sent again: not after an edit beside it, not after a move, not after a restart', async () => {
	const opened = await open();
	await opened.app.vectors.build();
	server.asked.length = 0;
	opened.host.vault.putForeign('Home.md', '# Rooms\n\nOur residence has four rooms.\n\n# Bills\n\nThe bill was paid.\n');
	await opened.host.vault.rename('Cat.md' as never, 'Animals/Cat.md' as never);
	await opened.app.index.settled();
	await opened.app.vectors.build();
	expect(server.asked.flat()).toEqual(['Home\nBills\n# Bills\n\nThe bill was paid.']);
	opened.app.close();
	server.asked.length = 0;
	const again = await open({ host: memoryHost({ ...NOTES }, { store: opened.host.store }) });
	await again.app.vectors.build();
	expect(server.asked.flat().join('\n')).not.toContain('feline');
});

test('given a server that fails half way, then the reason is told, what was made stays, and the next build goes on there', async () => {
	const files = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`${at}.md`, `Note ${at} tells of the house.\n`]));
	const opened = await open({ files });
	server.instead.push(null, { status: 400, body: '{"error":{"message":"out of memory"}}' });
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toMatchObject({ state: 'paused', notes: 32 });
	expect(opened.app.vectors.status.reason).toContain('out of memory');
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toMatchObject({ state: 'idle', notes: 80 });
	const texts = server.asked.filter((_, at) => at !== 1).flat();
	expect(new Set(texts).size).toBe(80);
	expect(texts).toHaveLength(80);
});

test.each([
	['a web page', { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }],
	['too few vectors', { body: '{"data":[{"index":0,"embedding":[1,2]}]}' }],
	['words for numbers', { body: '{"data":[{"index":0,"embedding":["x"]},{"index":1,"embedding":["y"]},{"index":2,"embedding":["y"]},{"index":3,"embedding":["y"]}]}' }],
	['no list at all', { body: '{"ok":true}' }],
	['an unknown model', { status: 404, body: '{"error":{"message":"model embed not found"}}' }],
])('given %s for an answer, then the build pauses with a sentence, and search goes on by words', async (_name, answer) => {
	const opened = await open();
	server.instead.push(answer, answer, answer, answer);
	await opened.app.vectors.build();
	expect(opened.app.vectors.status.state).toBe('paused');
	expect(opened.app.vectors.status.reason).toMatch(/^\p{Lu}.*[.”]$/u);
	expect(await found(opened, 'sofa')).toEqual(['Cat.md']);
});

test('given a budget for a remote model, then the build stops before it is passed', async () => {
	const opened = await open({ remote: true, vectorTokens: 10 });
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toMatchObject({ state: 'paused', reason: 'The budget for vectors is used up.' });
	expect(server.asked).toEqual([]);
});

test('when it is stopped or forgotten, then it ends, and nothing is left', async () => {
	const opened = await open();
	server.delay = 60_000;
	const building = opened.app.vectors.build();
	while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	opened.app.vectors.stop();
	await building;
	expect(opened.app.vectors.status).toMatchObject({ state: 'paused', reason: 'Stopped.' });
	server.delay = 0;
	await opened.app.vectors.build();
	await opened.app.vectors.forget();
	expect(opened.app.vectors.status).toMatchObject({ state: 'idle', notes: 0 });
	expect(await opened.host.store.keys('vectors/')).toEqual([]);
	expect(await found(opened, 'kitty')).toEqual([]);
});

test('a note that was deleted is gone from what is kept on disk, with its vectors, though nothing else changed', async () => {
	const opened = await open();
	await opened.app.vectors.build();
	const kept = async (): Promise<string> => {
		const blobs = await Promise.all((await opened.host.store.keys('vectors/')).map((key) => opened.host.store.read(key)));
		return blobs.map((blob) => Buffer.from(blob ?? []).toString('latin1')).join('\n');
	};
	const before = await kept();
	expect(before).toContain('Doctor.md');
	opened.host.vault.removeForeign('Private/Doctor.md');
	await opened.app.index.settled();
	await opened.app.vectors.build();
	const after = await kept();
	expect(after).not.toContain('Doctor.md');
	expect(after.length).toBeLessThan(before.length - 192);
	expect(opened.app.vectors.status).toMatchObject({ state: 'idle', notes: 2, total: 2 });
});

test('a server whose model makes vectors of another length pauses the build, and is taken once those of before are forgotten', async () => {
	const opened = await open();
	await opened.app.vectors.build();
	opened.host.vault.putForeign('New.md', 'A new note.\n');
	await opened.app.index.settled();
	server.instead.push({ body: '{"data":[{"index":0,"embedding":[0.5,0.5]}]}' });
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toMatchObject({ state: 'paused', notes: 3 });
	expect(opened.app.vectors.status.reason).toMatch(/Forget/);
	expect(await found(opened, 'sofa')).toEqual(['Cat.md']);
	await opened.app.vectors.forget();
	await opened.app.vectors.build();
	expect(opened.app.vectors.status).toMatchObject({ state: 'idle', notes: 4, reason: '' });
});

test('a note that was changed since it was embedded is not quoted from where it stood', async () => {
	const opened = await open();
	await opened.app.vectors.build();
	opened.host.vault.putForeign('Cat.md', 'Something else now.\n');
	await opened.app.index.settled();
	expect(await found(opened, 'kitty')).not.toContain('Cat.md');
});
