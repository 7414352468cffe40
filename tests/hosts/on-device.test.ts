/** On this device only, on Node with its real network: every socket that is opened is recorded, and there is none but to the person's own server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/core/app';
import { vaultPath } from '../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { createHost } from '../../src/node/host.mts';
import { temporaryFolder } from '../support/command-line';

jest.setTimeout(60_000);
const opened: unknown[] = [];
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let state: string;
let server: Server;
let origin: string;
let app: App;
const policy = '---\npraxis: policy\nallow: ["*"]\n---\n';

beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
	state = mkdtempSync(join(tmpdir(), 'praxis-state-'));
	server = createServer((_asked, answer) => void answer.end('{}'));
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const host = await createHost(home.vault, { notify: () => undefined, environment: { PRAXIS_STATE_DIR: join(state, 'state'), XDG_CONFIG_HOME: join(state, 'config') } });
	await host.vault.create(vaultPath('Praxis/Policy.md'), policy);
	app = createApp(host, { ...DEFAULT_SETTINGS, modelOrigins: [origin, 'http://10.0.0.7:11434'] });
	await app.index.rebuild();
	const connect = Socket.prototype.connect;
	jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...where: unknown[]) {
		opened.push(where);
		return (connect as (...given: unknown[]) => Socket).apply(this, where);
	});
});
afterAll(async () => {
	jest.restoreAllMocks();
	app.close();
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
	await home.remove();
	rmSync(state, { recursive: true, force: true });
});
beforeEach(() => void opened.splice(0));

const run = () => app.guard.guard.run({ agent: 'scout', remote: true, granted: ['web_get', 'ask_model'], approve: () => Promise.resolve(true) });

test('given all that a person does, when they do it, then no socket is opened', async () => {
	for await (const event of app.ask('When does our lease end?')) if (event.type === 'run-end') await app.save({ runId: event.runId, question: 'When?', agent: 'Praxis', model: 'extractive', at: new Date().toISOString(), answer: event.answer }, { to: 'new-note' });
	await app.search('night flow leak');
	await app.guard.openPolicy();
	await app.guard.exportSent();
	await app.guard.checkNote(vaultPath('Praxis/Policy.md'));
	expect(opened).toEqual([]);
});

test.each(['https://api.anthropic.com/v1/messages', 'https://example.org/', 'http://10.0.0.7:11434/api/chat', 'http://127.0.0.1:9/', 'http://[::1]:11434/', 'https://localhost/'])('given an agent that asks %s, then it is refused before a socket is opened', async (url) => {
	for (const tool of ['web_get', 'ask_model']) await expect(run().http(tool, 'm')(url, { method: 'POST', body: '{}' })).rejects.toMatchObject({ code: 'refused' });
	expect(opened).toEqual([]);
	expect(await app.guard.sent()).toEqual([]);
});

test('the person’s own server is asked, over the one socket that this opens', async () => {
	expect((await run().http('ask_model', 'qwen')(`${origin}/api/chat`, { method: 'POST', body: '{}' })).status).toBe(200);
	expect(opened).toHaveLength(1);
	expect(JSON.stringify(opened)).toContain('127.0.0.1');
	expect(await app.guard.sent()).toHaveLength(1);
});
