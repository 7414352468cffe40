/** The command line with a model: the same path as in the app, its words as they come, keys from the environment alone, and a run that was killed. */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createApp } from '../../src/core/app';
import { AGENTS } from '../../src/assets';
import { readSettings } from '../../src/core/settings';
import { createHost } from '../../src/node/host.mts';
import { praxis, temporaryFolder } from '../support/command-line';
import { wireServer, type WireServer } from '../support/wire-server';

const FLAT = '# Flat\n\nThe monthly rent of the flat is 820 euros, due on the third.\n';
const QUESTION = 'What is the monthly rent of the flat?';
const KEY = 'sk-test-Q7f9Kz3LmW2xV8bN';

let home: Awaited<ReturnType<typeof temporaryFolder>>;
let server: WireServer;
beforeEach(async () => {
	[home, server] = await Promise.all([temporaryFolder(), wireServer()]);
	await mkdir(home.vault);
	await writeFile(join(home.vault, 'Flat.md'), FLAT);
	const settings = { providers: [{ id: 'mine', name: 'Mine', baseUrl: `${server.url}/v1`, wire: 'openai-chat', secret: 'mine-key', models: ['m'], apiKey: 'never read' }], modelOrigins: [server.url], roleModels: { fast: '', standard: 'mine/m', best: '' } };
	await writeFile(join(home.path, 'settings.json'), JSON.stringify(settings));
});
afterEach(async () => {
	await server.close();
	await home.remove();
});

const chunk = (delta: object, finish: string | null = null): string => `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const calls = (name: string, input: object): string => chunk({ content: 'Let me look. ' }) + chunk({ tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name, arguments: JSON.stringify(input) } }] }) + chunk({}, 'tool_calls') + 'data: [DONE]\n\n';
const READS = calls('read_note', { path: 'Flat.md' });
const ENDS = calls('finish', { outcome: 'answered', claims: [{ text: 'The rent is 820 euros.', path: 'Flat.md', quote: 'The monthly rent of the flat is 820 euros, due on the third.' }] });
const ask = (...more: string[]): ReturnType<typeof praxis> => praxis(['ask', QUESTION, '--vault', home.vault, '--settings', join(home.path, 'settings.json'), ...more], home.path, { PRAXIS_SECRET_MINE_KEY: KEY });

test('given a model by role, when asked, then it reads, its checked answer is printed with its source, and the key goes nowhere but to it', async () => {
	server.queue({ body: READS }, { body: ENDS });
	const { code, out, error } = await ask('--model', 'standard');
	expect({ code, error }).toMatchObject({ code: 0 });
	expect(out).toContain('Let me look.');
	expect(out).toMatch(/820 euros[^]*Flat\.md/);
	expect(error).toContain('Flat');
	expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
	expect(out + error).not.toContain(KEY);
});

test('given --json, then the answer is one document that names the model', async () => {
	server.queue({ body: READS }, { body: ENDS });
	const { out } = await ask('--model', 'mine/m', '--json');
	expect(JSON.parse(out)).toMatchObject({ model: 'mine/m', outcome: 'answered', citations: [{ path: 'Flat.md' }] });
});

test('given no --model, then notes are quoted and nobody is asked', async () => {
	expect((await ask()).out).toContain('820 euros');
	expect(server.seen).toEqual([]);
});

test.each([
	[['--model', 'nobody/x'], 1, 'nobody/x'],
	[['--model', 'standard', '--settings', 'no-such.json'], 2, 'There is no file'],
])('given %j, then it ends with what is wrong, and nobody is asked', async (words, code, said) => {
	const ended = await ask(...words);
	expect([ended.code, server.seen.length]).toEqual([code, 0]);
	expect(ended.out + ended.error).toContain(said);
});

test('given a run whose process is killed while the model answers, when the next one starts, then it is found with what it had read', async () => {
	server.queue({ body: READS }, { body: chunk({ content: 'The rent' }), then: 'hang' });
	const env = { ...process.env, HOME: home.path, XDG_STATE_HOME: join(home.path, 'state'), XDG_CONFIG_HOME: join(home.path, 'config'), INIT_CWD: home.path, PRAXIS_SECRET_MINE_KEY: KEY };
	const program = spawn(process.execPath, [resolve(__dirname, '../../scripts/praxis.mjs'), 'ask', QUESTION, '--vault', home.vault, '--settings', join(home.path, 'settings.json'), '--model', 'standard'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
	await new Promise<void>((done) => {
		let out = '';
		program.stdout.on('data', (piece: Buffer) => {
			out += piece.toString();
			if (out.includes('The rent')) done();
		});
	});
	const ended = new Promise((done) => program.on('exit', done));
	program.kill('SIGKILL');
	await ended;
	const host = await createHost(home.vault, { notify: () => undefined, environment: env });
	const app = createApp(host, readSettings({}), { builtInAgents: AGENTS });
	expect(await app.runs.list()).toMatchObject([{ question: QUESTION, model: 'mine/m', notes: ['Flat.md'], isWhole: true, cost: { calls: 1 } }]);
	app.close();
});

test('given an answer, when it is rated by the command line, then it is kept and learned from, and the next run is told', async () => {
	const rated = (...words: string[]): ReturnType<typeof praxis> => praxis([...words, '--vault', home.vault], home.path);
	expect((await rated('rate', 'last', '3')).error).toContain('No model has answered here yet.');
	server.queue({ body: READS }, { body: ENDS }, { body: ENDS });
	const { run } = JSON.parse((await ask('--model', 'standard', '--json')).out) as { run: string };
	expect(await rated('rate', run, '3', 'no,', 'it', 'is', '840')).toMatchObject({ code: 0, out: expect.stringMatching(/^Rated “What is the monthly rent of the flat\?” 3 of 10\.\nLearned: Praxis\/Learning\/.*Correction\.md\n$/) as string });
	expect((await rated('learn', 'list')).out).toMatch(/ 3 of 10 {2}Librarian +no, it is 840\n[^]*correction Praxis\/Learning/);
	expect((await ask('--model', 'standard')).out).toMatch(/Used correction: no, it is 840 {2}Praxis\/Learning\//);
	expect(JSON.stringify(server.seen.at(-1))).toContain('no, it is 840');
	const month = (await rated('learn', 'synthesis')).out;
	expect(month).toMatch(/You rated 1 answer: 3\.0 of 10[^]*Nothing was written\. Add --yes/);
	const made = await rated('learn', 'synthesis', '--with-model', '--yes');
	expect([made.out, made.error]).toEqual([expect.stringContaining('Run '), expect.stringContaining('No model is set up')]);
});
