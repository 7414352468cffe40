/** Questions in the chat that a model answers, through the whole core: what is sent, what comes back, and what goes along next. */
import { AGENTS } from '../../../src/assets';
import { createApp, newThread, type App } from '../../../src/core/app';
import type { RunEvent } from '../../../src/core/runs/events';
import { withProvider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const FLAT = '# Flat\n\nThe monthly rent of the flat is 820 euros, due on the third.\n';
const QUESTION = 'What is the monthly rent of the flat?';
const REF = 'ollama/qwen3';

let app: App;
let host: MemoryHost;
afterEach(() => app.close());

async function start(settings: Partial<Settings> = {}): Promise<App> {
	host = memoryHost({ 'Home/Flat.md': FLAT });
	const set = withProvider({ ...DEFAULT_SETTINGS, ...settings }, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] });
	app = createApp(host, set, { builtInAgents: AGENTS });
	await app.index.rebuild();
	return app;
}

/** Ollama's stream: one JSON object a line. */
function says(...messages: readonly object[]): Response {
	const lines = [...messages.map((message) => ({ message: { role: 'assistant', content: '', ...message }, done: false })), { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 40 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });
}
const call = (name: string, args: object): object => ({ tool_calls: [{ function: { name, arguments: args } }] });

/** Answers each chat in turn; Ollama is also asked what the model can do. */
function script(...answers: readonly Response[]): void {
	const left = [...answers];
	host.script.otherwise(({ url }) => (url.endsWith('/api/chat') ? (left.shift() ?? new Response('', { status: 500 })) : Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] })));
}

async function events(question: string, options: Parameters<App['ask']>[1]): Promise<RunEvent[]> {
	const found: RunEvent[] = [];
	for await (const event of app.ask(question, options)) found.push(event);
	return found;
}

test('given a model on this device, when it reads a note and finishes with a quote, then the answer is cited and costs nothing', async () => {
	await start();
	script(
		says(call('read_note', { path: 'Home/Flat.md' })),
		says({ content: 'Let me see. ' }, call('finish', { outcome: 'answered', claims: [{ text: 'The monthly rent of the flat is 820 euros.', path: 'Home/Flat.md', quote: 'The monthly rent of the flat is 820 euros, due on the third.' }] })),
	);
	const thread = newThread();
	const told = await events(QUESTION, { model: REF, thread });
	expect(told.at(-1)).toMatchObject({ type: 'run-end', answer: { outcome: 'answered', citations: [{ path: 'Home/Flat.md' }] } });
	expect(told.find(({ type }) => type === 'run-start')).toMatchObject({ model: REF, agent: 'Librarian' });
	expect(told.filter(({ type }) => type === 'usage').at(-1)).toMatchObject({ cost: { usd: 0, unpricedCalls: 0, calls: 2 } });
	expect(thread.turns.at(-1)?.notes).toEqual(['Home/Flat.md']);
	expect(await app.estimate('And the deposit?', { model: REF, thread })).toMatchObject({ notes: 1, usd: 0 });
});

test('given an earlier answer, when the next question is asked, then the model sees both', async () => {
	await start();
	script(says(call('finish', { outcome: 'unknown', claims: [] })), says(call('finish', { outcome: 'unknown', claims: [] })));
	const thread = newThread();
	await events(QUESTION, { model: REF, thread });
	await events('And the deposit?', { model: REF, thread });
	const last = host.script.calls.filter(({ url }) => url.endsWith('/api/chat')).at(-1);
	expect(last?.body).toContain(QUESTION);
	expect(last?.body).toContain('And the deposit?');
});

test('given no model, or quotes by choice, when a question is asked, then notes are quoted and nothing is sent', async () => {
	await start();
	for (const model of ['standard', 'quotes']) expect((await events(QUESTION, { model })).at(-1)).toMatchObject({ answer: { outcome: 'answered' } });
	expect(await app.estimate(QUESTION, { model: 'standard', thread: newThread() })).toBeNull();
	expect(host.script.calls).toEqual([]);
});

test('given a model that cannot answer now, when a question is asked, then the run says why and nothing is sent', async () => {
	await start({ providers: [{ id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'anthropic-key', models: [] }] });
	const told = await events(QUESTION, { model: 'anthropic/claude-opus-5-5' });
	expect(told.map(({ type }) => type)).toEqual(['run-start', 'run-end']);
	expect(told.at(-1)).toMatchObject({ answer: { outcome: 'failed', text: 'Claude Opus 5.5 cannot answer: nothing may leave this device.' } });
	expect(host.script.calls).toEqual([]);
});
