/** Which model answers, what stands in its way, and that nothing is sent before anybody asks. */
import { createApp, type App } from '../../../src/core/app';
import type { Provider } from '../../../src/core/models/model-settings';
import { withProvider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const OLLAMA: Provider = { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] };
const CLAUDE: Provider = { id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'anthropic-key', models: [] };
const OPUS = 'anthropic/claude-opus-5-5';

let app: App | undefined;
let host: MemoryHost;
afterEach(() => app?.close());

function start(settings: Partial<Settings>, secrets: Record<string, string> = { 'anthropic-key': 'sk-good' }): App {
	host = memoryHost({ 'Note.md': 'Words.' }, { secrets });
	let set: Settings = { ...DEFAULT_SETTINGS, ...settings };
	for (const provider of settings.providers ?? []) set = withProvider(set, provider);
	return (app = createApp(host, set));
}

test('given no provider, when the chat asks who answers, then notes are quoted and nothing is sent', async () => {
	expect(await start({}).models.choose('standard')).toEqual({ kind: 'quotes' });
	expect(host.script.calls).toEqual([]);
});

test('given a model for one role, when another role is wanted, then it stands in', async () => {
	const { models } = start({ providers: [OLLAMA], roleModels: { fast: 'ollama/qwen3', standard: '', best: '' } });
	expect(await models.choose('best')).toMatchObject({ kind: 'model', entry: { spec: { ref: 'ollama/qwen3', place: 'device' } } });
	expect(await models.choose('quotes')).toEqual({ kind: 'quotes' });
});

test.each([
	['nothing may leave', { onDeviceOnly: true }, {}, 'Claude Opus 5.5 cannot answer: nothing may leave this device.'],
	['there is no key', { onDeviceOnly: false }, { 'anthropic-key': '' }, 'Claude Opus 5.5 cannot answer: it has no key on this device.'],
	['its provider is gone', { onDeviceOnly: false, providers: [OLLAMA] }, {}, `${OPUS} cannot answer: it is not in the catalog.`],
])('given a remote model, when %s, then it is said, and no other takes its place', async (_case, settings, secrets, reason) => {
	const { models } = start({ providers: [CLAUDE, OLLAMA], roleModels: { fast: '', standard: OPUS, best: '' }, ...settings }, { 'anthropic-key': 'sk-good', ...secrets });
	expect(await models.choose('standard')).toEqual({ kind: 'blocked', reason });
	expect(await models.choose(OPUS)).toEqual({ kind: 'blocked', reason });
});

test.each([
	['sk-good', ''],
	['  sk-good\n', ''],
	['', 'There is no key for Anthropic. Add one in the settings.'],
	['sk-\nbroken', 'The key has a line break in it. Copy it again, as one line.'],
	['Bearer sk-good', 'The key has a space or a character that no key has. Copy it again, without the text around it.'],
])('given the key %j, when it is checked, then its trouble is told without it, and it is not sent with it', async (key, problem) => {
	const { models } = start({ providers: [CLAUDE], onDeviceOnly: false, roleModels: { fast: '', standard: OPUS, best: '' } }, { 'anthropic-key': key });
	expect(await models.keyProblem(CLAUDE)).toBe(problem);
	if (problem === '') return;
	expect(await models.test(CLAUDE)).toMatchObject({ ok: false, trouble: key === '' ? 'no-key' : 'bad-key' });
	expect(host.script.calls).toEqual([]);
});

test('given that nothing may leave, when a remote provider is tested, then it is not asked and the way out is told', async () => {
	const { models } = start({ providers: [CLAUDE] });
	expect(await models.test(CLAUDE)).toMatchObject({ ok: false, hint: expect.stringContaining('On this device only') });
	expect(host.script.calls).toEqual([]);
});

test('given a provider without models, when it is tested, then it says what is missing', async () => {
	expect(await start({}).models.test({ ...OLLAMA, models: [] })).toMatchObject({ ok: false, sentence: 'No model of Ollama is named yet.' });
});

test('given servers on this device, when they are looked for, then only usual ports of it are asked, and what answers is listed with its models', async () => {
	const { models } = start({});
	host.script.otherwise(({ url }) => {
		if (url.endsWith(':11434/api/tags')) return new Response(JSON.stringify({ models: [{ name: 'qwen3:8b' }, { name: 3 }, {}] }));
		if (url.endsWith(':1234/v1/models')) return new Response(JSON.stringify({ object: 'list', data: [{ id: 'gemma' }] }));
		return new Response('<html>Another program</html>');
	});
	const found = await models.lookForServers();
	expect(found.map(({ vendor, models: ids }) => [vendor.id, ids])).toEqual([
		['ollama', ['qwen3:8b']],
		['lm-studio', ['gemma']],
	]);
	expect(new Set(host.script.calls.map(({ url }) => new URL(url).hostname))).toEqual(new Set(['localhost']));
});
