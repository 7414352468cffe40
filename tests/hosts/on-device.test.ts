/**
 * On this device only, on Node with its real network: every socket, look-up and datagram is recorded while models, actions,
 * TELOS, search, pages and tests of providers are used, with remote ones set up and keys at hand. None leaves the machine.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENTS, PATTERNS, STRATEGIES } from '../../src/assets';
import { localActionOf } from '../../src/core/actions/local/run-local';
import { createApp, type App } from '../../src/core/app';
import { vaultPath } from '../../src/core/lib/vault-path';
import type { RunEvent } from '../../src/core/runs/events';
import type { Answer } from '../../src/core/runs/outcome';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings';
import { createHost } from '../../src/node/host.mts';
import { temporaryFolder } from '../support/command-line';

jest.setTimeout(120_000);
const REMOTE = 'anthropic/claude-opus-5-5';
const LOCAL = 'ollama/qwen3:8b';
/** Whom each socket, datagram or look-up was for. */
const opened: string[] = [];
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let state: string;
let server: Server;
let origin: string;
let app: App;
let settings: Settings;
/** Calls that the model on this device makes next, one an answer. */
const calls: { readonly name: string; readonly arguments: object }[] = [];

/** Ollama in a few lines. */
function listen(): Promise<void> {
	server = createServer((asked, answer) => {
		asked.resume();
		// A socket that is used again would not be seen.
		answer.setHeader('connection', 'close');
		answer.setHeader('content-type', 'application/x-ndjson');
		if (asked.url !== '/api/chat') return void answer.end(JSON.stringify({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] }));
		const call = calls.shift();
		const message = { role: 'assistant', content: call ? '' : 'Done.', ...(call ? { tool_calls: [{ function: call }] } : {}) };
		answer.end(`${JSON.stringify({ message, done: false })}\n${JSON.stringify({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' })}\n`);
	});
	return new Promise((ready) => void server.listen(0, '127.0.0.1', ready));
}

/** Whatever Node opens towards another, by whichever module: http, https, tls and fetch all connect through `Socket`. */
function record(): void {
	const connect = Socket.prototype.connect;
	jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...where: unknown[]) {
		const [first] = Array.isArray(where[0]) ? (where[0] as unknown[]) : where;
		const { host = '', port = '', path = '' } = (typeof first === 'object' ? first : { port: first, host: where[1] }) as { host?: string; port?: number; path?: string };
		opened.push(path === '' ? `${host}:${port}` : `pipe ${path}`);
		return (connect as (...given: unknown[]) => Socket).apply(this, where);
	});
	for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny'] as const) {
		const real = dns[name] as (...given: unknown[]) => unknown;
		jest.spyOn(dns, name as 'lookup').mockImplementation(((...given: unknown[]) => (opened.push(`dns ${String(given[0])}`), real.apply(dns, given))) as never);
	}
	const send = dgram.Socket.prototype.send as (...given: unknown[]) => void;
	jest.spyOn(dgram.Socket.prototype, 'send').mockImplementation(function (this: dgram.Socket, ...given: unknown[]) {
		opened.push('datagram');
		send.apply(this, given);
	});
}

beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
	state = mkdtempSync(join(tmpdir(), 'praxis-state-'));
	mkdirSync(join(state, 'config/praxis'), { recursive: true });
	writeFileSync(join(state, 'config/praxis/secrets.json'), JSON.stringify({ 'anthropic-key': 'sk-ant-test-0123456789' }), { mode: 0o600 });
	await listen();
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const host = await createHost(home.vault, { notify: () => undefined, environment: { PRAXIS_STATE_DIR: join(state, 'state'), XDG_CONFIG_HOME: join(state, 'config'), ANTHROPIC_API_KEY: 'sk-ant-test-0123456789' } });
	await host.vault.create(vaultPath('Praxis/Policy.md'), '---\npraxis: policy\nallow: ["*"]\n---\n');
	settings = {
		...DEFAULT_SETTINGS,
		onDeviceOnly: true,
		webPages: true,
		modelOrigins: [origin, 'http://10.0.0.7:11434'],
		providers: [
			{ id: 'ollama', name: 'Ollama', baseUrl: origin, wire: 'ollama', secret: '', models: ['qwen3:8b'] },
			{ id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'anthropic-key', models: [] },
			{ id: 'house', name: 'House', baseUrl: 'http://10.0.0.7:11434', wire: 'ollama', secret: '', models: ['m'] },
		],
		roleModels: { fast: REMOTE, standard: LOCAL, best: REMOTE },
		chatModel: LOCAL,
	};
	app = createApp(host, settings, { builtInAgents: AGENTS, builtInPatterns: PATTERNS, builtInStrategies: STRATEGIES, approve: () => Promise.resolve(true) });
	await app.index.rebuild();
	record();
});
afterAll(async () => {
	jest.restoreAllMocks();
	app.close();
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
	await home.remove();
	rmSync(state, { recursive: true, force: true });
});
beforeEach(() => {
	opened.splice(0);
	calls.splice(0);
	app.updateSettings(settings);
});

async function answerOf(events: AsyncIterable<RunEvent>): Promise<Answer> {
	for await (const event of events) if (event.type === 'run-end') return event.answer;
	throw new Error('The run did not end.');
}
const own = (): string => new URL(origin).host;
const elsewhere = (): string[] => opened.filter((where) => where !== own());
const pattern = (name: string) => {
	const found = app.actions.list().find((one) => one.name === name);
	if (!found) throw new Error(`There is no pattern ${name}.`);
	return found;
};
const INPUT = [{ name: 'the note', path: vaultPath('Projects/Garden Plot.md'), text: 'Water the beds.', isTyped: true }];

test('the recorder sees what each way to the network opens, so that the tests below can fail', async () => {
	await fetch(`${origin}/api/show`, { method: 'POST', body: '{}' }).then((answer) => answer.text());
	await new Promise((done) => dns.lookup('localhost', done));
	const socket = dgram.createSocket('udp4');
	await new Promise<void>((done) => socket.send('x', 9, '127.0.0.1', () => done()));
	socket.close();
	expect(opened).toEqual(expect.arrayContaining([own(), 'dns localhost', 'datagram']));
});

test('given no model, when notes are asked, searched, saved, exported and checked, then no socket is opened', async () => {
	for await (const event of app.ask('When does our lease end?')) if (event.type === 'run-end') await app.save({ runId: event.runId, question: 'When?', agent: 'Praxis', model: 'extractive', at: new Date().toISOString(), answer: event.answer }, { to: 'new-note' });
	await app.search('night flow leak');
	await app.guard.openPolicy();
	await app.guard.exportSent();
	await app.guard.checkNote(vaultPath('Praxis/Policy.md'));
	await app.telos.ready();
	await app.telos.planReview('weekly');
	expect(opened).toEqual([]);
});

test('given a chat, when the model on this device answers, then only its server is asked; a remote one is refused before a socket is opened', async () => {
	calls.push({ name: 'search_notes', arguments: { query: 'lease' } }, { name: 'finish', arguments: { outcome: 'unknown', claims: [], missing: ['when'] } });
	expect((await answerOf(app.ask('When does our lease end?', { model: LOCAL }))).outcome).toBe('unknown');
	expect(opened.length).toBeGreaterThan(0);
	expect(elsewhere()).toEqual([]);
	opened.splice(0);
	for (const model of [REMOTE, 'best', 'fast', 'house/m']) await answerOf(app.ask('When does our lease end?', { model }));
	expect(await answerOf(app.ask('When does our lease end?', { model: REMOTE }))).toMatchObject({ outcome: 'failed', text: expect.stringContaining('nothing may leave this device') as string });
	expect(elsewhere()).toEqual([]);
});

test('given an agent that fetches a page although pages are switched on, then the tool is not there and no socket is opened', async () => {
	calls.push({ name: 'fetch_page', arguments: { url: 'https://example.org/' } }, { name: 'finish', arguments: { outcome: 'unknown', claims: [], missing: [] } });
	await answerOf(app.ask('Read https://example.org/', { model: LOCAL }));
	await expect(app.actions.page('https://example.org/')).rejects.toMatchObject({ code: 'refused' });
	expect(elsewhere()).toEqual([]);
});

test('given patterns, when they run here, on a remote model and without any, then none leaves the machine', async () => {
	await app.actions.patterns.ready();
	const summary = pattern('summarize-in-a-paragraph');
	expect((await answerOf(app.actions.act({ pattern: summary, inputs: INPUT, model: LOCAL, wish: 'Shorter' }))).text).toBe('Done.');
	expect(elsewhere()).toEqual([]);
	// A role whose model is remote falls back to the one on this device.
	expect((await answerOf(app.actions.act({ pattern: summary, inputs: INPUT, model: 'best' }))).outcome).toBe('answered');
	for (const model of [REMOTE, 'house/m']) expect((await answerOf(app.actions.act({ pattern: summary, inputs: INPUT, model }))).outcome).not.toBe('answered');
	for (const listed of app.actions.list()) {
		const local = localActionOf(listed);
		if (local) await answerOf(app.actions.actLocally(local, INPUT));
	}
	expect(elsewhere()).toEqual([]);
});

test('given reviews, the interview and search by meaning with remote models, then none leaves the machine', async () => {
	await app.telos.ready();
	app.updateSettings({ ...settings, chatModel: REMOTE, vectorModel: 'openai/text-embedding-3-small', vectorWeight: 1 });
	await app.telos.planReview('weekly', { withModel: true }).catch(() => undefined);
	await app.telos.interview.further({ answers: [], typed: '' }, 'Rent.').catch(() => undefined);
	await app.vectors.build();
	await app.search('night flow leak');
	expect(elsewhere()).toEqual([]);
	app.updateSettings(settings);
	await app.telos.planReview('weekly', { withModel: true });
	expect(elsewhere()).toEqual([]);
});

test('given the Test button, when remote providers are tested, then each says why not; the own server answers; and the search for servers asks this device alone', async () => {
	const [ollama, anthropic, house] = settings.providers;
	if (!ollama || !anthropic || !house) throw new Error('No providers.');
	for (const provider of [anthropic, house]) expect(await app.models.test(provider)).toMatchObject({ ok: false, sentence: expect.stringMatching(/^Nothing leaves this device/) as string });
	expect(elsewhere()).toEqual([]);
	expect(await app.models.test(ollama)).toMatchObject({ ok: true });
	await app.models.lookForServers();
	expect(elsewhere().filter((where) => !/^(?:dns )?(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(where))).toEqual([]);
});

test.each(['https://api.anthropic.com/v1/messages', 'https://example.org/', 'http://10.0.0.7:11434/api/chat', 'http://127.0.0.1:9/', 'http://[::1]:11434/', 'https://localhost/'])('given an agent that asks %s itself, then it is refused before a socket is opened', async (url) => {
	const run = () => app.guard.guard.run({ agent: 'scout', remote: true, granted: ['web_get', 'ask_model'], approve: () => Promise.resolve(true) });
	const before = await app.guard.sent();
	for (const tool of ['web_get', 'ask_model']) await expect(run().http(tool, 'm')(url, { method: 'POST', body: '{}' })).rejects.toMatchObject({ code: 'refused' });
	expect(opened).toEqual([]);
	expect(await app.guard.sent()).toEqual(before);
});
