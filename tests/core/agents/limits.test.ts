/** Given limits that a person has set, when a run would pass one, then it ends before the call, keeps what it found and says which limit. */
import { AGENTS } from '../../../src/assets';
import { createApp, type App } from '../../../src/core/app';
import type { RunEvent } from '../../../src/core/runs/events';
import { withProvider, type OwnPrice } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../../../src/core/settings';
import { costText } from '../../../src/core/runs/cost';
import { agentWorld } from '../../support/agent-world';
import { scriptedModel } from '../../support/scripted-model';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const REF = 'ollama/qwen3';
/** A million tokens for a dollar, read or written. */
const PRICE: OwnPrice = { ref: REF, input: 1, output: 1, asOf: '2026-01-01' };

/** Agents whose own notes limit them. */
const FRUGAL = ['calls: 2', 'tokens: 42000', 'usd: 0.022'].map((budget) => ({ path: `Frugal ${budget.split(':')[0] ?? ''}.md`, text: `---\nname: Frugal ${budget.split(':')[0] ?? ''}\ndescription: Spends little.\ntools: notes\nbudget-${budget}\n---\nAnswer.` }));

const apps: App[] = [];
afterEach(() => apps.splice(0).forEach((app) => app.close()));

async function start(settings: Partial<Settings>, before?: MemoryHost, at?: string): Promise<{ app: App; host: MemoryHost }> {
	const host = memoryHost({ 'Home/Flat.md': '# Flat\n\nThe monthly rent of the flat is 820 euros.\n' }, { ...(before ? { store: before.store } : {}), ...(at === undefined ? {} : { at }) });
	const set = withProvider({ ...DEFAULT_SETTINGS, ...settings }, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] });
	const app = createApp(host, set, { builtInAgents: [...AGENTS, ...FRUGAL] });
	apps.push(app);
	await app.index.rebuild();
	// It reads on and on, in other words each time, and each call costs what Ollama counts.
	let calls = 0;
	host.script.otherwise(({ url }) => {
		if (!url.endsWith('/api/chat')) return Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] });
		const message = { role: 'assistant', content: 'Looking further. ', tool_calls: [{ function: { name: 'search_notes', arguments: { query: `rent ${calls++}` } } }] };
		return new Response(`${JSON.stringify({ message, done: false })}\n${JSON.stringify({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 20_000, eval_count: 0 })}\n`);
	});
	return { app, host };
}

async function ask(app: App, agent?: string): Promise<{ outcome: string; text: string; resolve: string; calls: number; cost: string }> {
	const found: RunEvent[] = [];
	for await (const event of app.ask('What is the rent?', { model: REF, ...(agent === undefined ? {} : { agent }) })) found.push(event);
	const end = found.at(-1);
	const usage = found.filter((event) => event.type === 'usage').at(-1);
	if (end?.type !== 'run-end') throw new Error('the run has no end');
	return { outcome: end.answer.outcome, text: end.answer.text, resolve: end.answer.resolve, calls: usage?.cost.calls ?? 0, cost: usage ? costText(usage.cost) : '' };
}

test.each([
	['money in a run', { runUsd: 0.042, ownPrices: [PRICE] }, 'the limit of $0.04 in one run', 2],
	['tokens in a run, although nobody knows a price', { runTokens: 62_000 }, 'the limit of 62,000 tokens in one run', 3],
	['money in a day', { dayUsd: 0.042, ownPrices: [PRICE] }, 'the limit of $0.04 in one day', 2],
	['nothing at all', { runTokens: 0 }, 'the limit of 0 tokens in one run', 0],
])('given a limit of %s, then the run stops before it and keeps what it said', async (_what, settings, words, calls) => {
	const { app, host } = await start(settings);
	const end = await ask(app);
	expect(end).toMatchObject({ outcome: 'partial', calls });
	expect(end.text).toContain(words);
	if (calls > 0) expect(end.text).toContain('Looking further.');
	expect(end.resolve).toContain('Raise the limit in the settings');
	expect(host.script.calls.filter(({ url }) => url.endsWith('/api/chat'))).toHaveLength(calls);
});

test.each([
	['calls', 'the limit of 2 calls of a model in one run', 2],
	['tokens', 'the limit of 42,000 tokens in one run', 2],
	['usd', 'the limit of $0.02 in one run', 1],
])('given an agent whose note limits its %s, when it is asked, then its run stops there and keeps what it said, and others go on', async (what, words, calls) => {
	const { app } = await start({ ownPrices: [PRICE], runTokens: 100_000 });
	const end = await ask(app, `Frugal ${what}`);
	expect(end).toMatchObject({ outcome: 'partial', calls });
	expect(end.text).toContain(words);
	expect(end.text).toContain('Looking further.');
	expect(end.resolve).toContain('Raise the limit in the agent’s note');
	expect((await ask(app)).calls).toBeGreaterThan(calls);
});

test('given a model on this device, when money is limited, then it costs nothing, and the other limits stop the run', async () => {
	const { app } = await start({ runUsd: 0.01, runTokens: 62_000 });
	const end = await ask(app, 'Frugal usd');
	expect(end).toMatchObject({ outcome: 'partial', calls: 3, cost: '60,000 tokens · $0.00' });
	expect(end.text).toContain('the limit of 62,000 tokens in one run');
});

test('given a model elsewhere whose price nobody knows, when money is limited, then the run goes on, and its cost says so', async () => {
	const world = await agentWorld({ 'A.md': 'a' });
	const model = scriptedModel([{ calls: [{ tool: 'list_folder', input: { folder: '' } }] }, { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }], { price: null });
	const { answer, events } = await world.run('What?', [model], { budget: { usd: 0.000001 } });
	const usage = events.filter((event) => event.type === 'usage').at(-1);
	expect(answer.outcome).toBe('unknown');
	expect(usage && costText(usage.cost)).toBe('220 tokens · price unknown');
	world.close();
});

test('given the limit of a day, when the app starts again, then the day goes on; the next day begins anew', async () => {
	const first = await start({ dayUsd: 0.042, ownPrices: [PRICE] });
	expect(await ask(first.app)).toMatchObject({ calls: 2 });
	const again = await start({ dayUsd: 0.042, ownPrices: [PRICE] }, first.host);
	expect(await ask(again.app)).toMatchObject({ outcome: 'partial', calls: 0 });
	const next = await start({ dayUsd: 0.042, ownPrices: [PRICE] }, first.host, '2026-01-03T00:00:01.000Z');
	expect(await ask(next.app)).toMatchObject({ calls: 2 });
});

test('given a limit that is raised while the app runs, then the next run has it', async () => {
	const { app } = await start({ runUsd: 0.042, ownPrices: [PRICE] });
	expect((await ask(app)).calls).toBe(2);
	app.updateSettings(withProvider({ ...DEFAULT_SETTINGS, runUsd: 0.082, ownPrices: [PRICE] }, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] }));
	expect((await ask(app)).calls).toBe(4);
});

test.each([['a text', '5'], ['less than nothing', -1], ['no number', Number.NaN], ['without end', Infinity]])('given %s as a limit, when settings are read, then the default holds', (_what, value) => {
	expect(readSettings({ runUsd: value, dayTokens: value })).toMatchObject({ runUsd: DEFAULT_SETTINGS.runUsd, dayTokens: DEFAULT_SETTINGS.dayTokens });
});
