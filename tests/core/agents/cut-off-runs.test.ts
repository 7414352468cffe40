/** Given a run that a crash cut off, when the app starts again, then it is found, and is gone on with or closed; nothing goes on by itself. */
import { AGENTS } from '../../../src/assets';
import { createApp, type App } from '../../../src/core/app';
import type { RunEvent } from '../../../src/core/runs/events';
import { withProvider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const FLAT = '# Flat\n\nThe monthly rent of the flat is 820 euros, due on the third.\n';
const QUESTION = 'What is the monthly rent of the flat?';
const REF = 'ollama/qwen3';
const SETTINGS = withProvider(DEFAULT_SETTINGS, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] });

const apps: App[] = [];
/** Ends what a killed session has left in this process. */
let buried = new AbortController();
afterEach(() => {
	buried.abort();
	buried = new AbortController();
	apps.splice(0).forEach((app) => app.close());
});

async function start(before?: MemoryHost, at = '2026-01-02T03:04:05.000Z'): Promise<{ app: App; host: MemoryHost }> {
	const host = memoryHost({ 'Home/Flat.md': FLAT }, { at, ...(before ? { store: before.store } : {}) });
	const app = createApp(host, SETTINGS, { builtInAgents: AGENTS });
	apps.push(app);
	await app.index.rebuild();
	return { app, host };
}

const call = (name: string, args: object): object => ({ tool_calls: [{ function: { name, arguments: args } }] });
function says(...messages: readonly object[]): Response {
	const lines = [...messages.map((message) => ({ message: { role: 'assistant', content: '', ...message }, done: false })), { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 40 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
const READS = (): Response => says({ content: 'Let me look. ' }, call('read_note', { path: 'Home/Flat.md' }));
const ENDS = (): Response => says(call('finish', { outcome: 'answered', claims: [{ text: 'The monthly rent of the flat is 820 euros.', path: 'Home/Flat.md', quote: 'The monthly rent of the flat is 820 euros, due on the third.' }] }));

/** Answers each chat in turn. After the last one nothing comes any more: there the app is killed. */
function script({ script: network }: MemoryHost, ...answers: readonly Response[]): Promise<void> {
	const left = [...answers];
	return new Promise((resolve) => {
		network.otherwise(({ url }) => {
			if (!url.endsWith('/api/chat')) return Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] });
			const next = left.shift();
			if (next) return next;
			resolve();
			return new Promise<Response>(() => undefined);
		});
	});
}

async function collect(stream: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
	const found: RunEvent[] = [];
	for await (const event of stream) found.push(event);
	return found;
}

/** A first session that is killed at the call of the model after `answers`, and the one that follows it. */
async function killedAfter(...answers: readonly Response[]): Promise<{ app: App; host: MemoryHost }> {
	const first = await start();
	const stuck = script(first.host, ...answers);
	void collect(first.app.ask(QUESTION, { model: REF, signal: buried.signal }));
	await stuck;
	expect(await first.app.runs.list()).toEqual([]);
	return start(first.host, '2026-01-02T08:00:00.000Z');
}

test('given a run killed after it had read a note, when it is resumed, then it goes on with what it had read, and ends once', async () => {
	const { app, host } = await killedAfter(READS());
	const [run, ...others] = await app.runs.list();
	expect(others).toEqual([]);
	expect(run).toMatchObject({ question: QUESTION, agent: 'Librarian', model: REF, at: '2026-01-02T03:04:05.000Z', notes: ['Home/Flat.md'], cost: { calls: 1, usd: 0 }, isWhole: true });
	expect(host.script.calls).toEqual([]);
	void script(host, READS(), ENDS());
	const told = await collect(app.runs.resume(run?.id ?? ''));
	expect(told.at(-1)).toMatchObject({ type: 'run-end', answer: { outcome: 'answered', citations: [{ path: 'Home/Flat.md' }] } });
	const sent = host.script.calls.filter(({ url }) => url.endsWith('/api/chat')).map(({ body }) => body);
	expect(sent).toHaveLength(2);
	for (const words of [QUESTION, '820 euros', 'Go on where you were cut off']) expect(sent[0]).toContain(words);
	expect(await app.runs.list()).toEqual([]);
});

test('given a run killed before its first answer, when it is resumed, then its question is asked', async () => {
	const { app, host } = await killedAfter();
	const [run] = await app.runs.list();
	void script(host, says(call('finish', { outcome: 'unknown', claims: [] })));
	expect((await collect(app.runs.resume(run?.id ?? ''))).at(-1)).toMatchObject({ answer: { outcome: 'unknown' } });
	expect(host.script.calls.at(-1)?.body).toContain(QUESTION);
	expect(await app.runs.list()).toEqual([]);
});

test('given a run that was cut off, when it is closed, then it is listed no more, at the next start neither, and nothing was sent', async () => {
	const { app, host } = await killedAfter(READS());
	const [run] = await app.runs.list();
	await app.runs.close(run?.id ?? '');
	expect(await app.runs.list()).toEqual([]);
	await expect(collect(app.runs.resume(run?.id ?? ''))).rejects.toMatchObject({ code: 'bad-input' });
	const next = await start(host, '2026-01-03T08:00:00.000Z');
	expect([await next.app.runs.list(), host.script.calls, next.host.script.calls]).toEqual([[], [], []]);
});

test('given a run that cannot be resumed now, then it stays listed', async () => {
	const { app } = await killedAfter(READS());
	const [run] = await app.runs.list();
	expect((await collect(app.runs.resume(run?.id ?? '', { model: 'ollama/' }))).at(-1)).toMatchObject({ type: 'run-end', answer: { outcome: 'failed' } });
	expect(await app.runs.list()).toHaveLength(1);
});

test('given damaged records, then those that can be read are listed', async () => {
	const { app, host } = await killedAfter(READS());
	for (const [name, text] of [['A', '{"id":"A"'], ['B', 'null'], ['C', '{"id":"C","question":"q","at":"2026-01-01T00:00:00.000Z","cost":{"calls":0},"answer":null,"agent":"Librarian","model":"m","notes":[],"changeIds":[],"conversation":[{"role":"x"}],"guardState":{}}']] as const) await host.store.write(`runs/${name}.json`, new TextEncoder().encode(text));
	expect((await app.runs.list()).map(({ question, isWhole }) => [question, isWhole])).toEqual(expect.arrayContaining([[QUESTION, true], ['q', false]]));
});
