/** Providers as a person sets them up: what they change in the catalog, which addresses they open, and that no key is kept. */
import { createCatalog } from '../../../src/core/models/catalog';
import { overridesOf, withoutProvider, withProvider, type Provider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS, readSettings } from '../../../src/core/settings';

const OLLAMA: Provider = { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] };
const CLAUDE: Provider = { id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'anthropic-key', models: [] };

test('given a provider of the catalog, when models are added to it, then the listed ones stay and the origin tells the place', () => {
	const catalog = createCatalog(overridesOf({ ...DEFAULT_SETTINGS, providers: [OLLAMA, { ...CLAUDE, models: ['claude-next'] }] }));
	expect(catalog.find('ollama/qwen3')).toMatchObject({ needsKey: false, spec: { place: 'device', origin: 'http://localhost:11434' } });
	expect(catalog.find('anthropic/claude-next')).toMatchObject({ needsKey: true, spec: { place: 'remote' } });
	expect(catalog.entries.filter(({ spec }) => spec.vendor === 'anthropic').length).toBeGreaterThan(1);
});

test('given a price of the person, when the catalog is made, then it stands above the one that was known, as theirs', () => {
	const ref = 'anthropic/claude-haiku-4-5';
	const catalog = createCatalog(overridesOf({ ...DEFAULT_SETTINGS, providers: [CLAUDE], ownPrices: [{ ref, input: 7, output: 9, asOf: '2026-11-02' }] }));
	expect(catalog.find(ref)?.spec).toMatchObject({ name: 'Claude Haiku 4.5', price: { input: 7, output: 9, isOwn: true } });
});

test.each([
	['http://localhost:11434', true],
	['http://192.168.1.20:8000/v1', true],
	['https://models.example.org:8443/v1', true],
	['https://models.example.org/v1', false],
	['https://api.anthropic.com', false],
])('given %s, when it is set up and taken away, then an exception for its origin comes and goes (%s)', (baseUrl, isException) => {
	const before = { ...DEFAULT_SETTINGS, modelOrigins: ['http://localhost:9999'] };
	const after = withProvider(before, { ...OLLAMA, baseUrl });
	expect(after.modelOrigins).toEqual(['http://localhost:9999', ...(isException ? [new URL(baseUrl).origin] : [])]);
	expect(withoutProvider(after, 'ollama').modelOrigins).toEqual(before.modelOrigins);
});

test('given a provider whose address is changed, then the old origin may no longer be asked', () => {
	const after = withProvider(withProvider(DEFAULT_SETTINGS, OLLAMA), { ...OLLAMA, baseUrl: 'http://localhost:5000' });
	expect(after.modelOrigins).toEqual(['http://localhost:5000']);
	expect(after.providers).toHaveLength(1);
});

test('given roles and prices, when their provider goes, then nothing names its models', () => {
	const set = { ...withProvider(withProvider(DEFAULT_SETTINGS, OLLAMA), CLAUDE), roleModels: { fast: 'ollama/qwen3', standard: 'anthropic/claude-opus-5-5', best: '' }, ownPrices: [{ ref: 'ollama/qwen3', input: 1, output: 1, asOf: '' }], chatModel: 'ollama/qwen3' };
	expect(withoutProvider(set, 'ollama')).toMatchObject({ roleModels: { fast: '', standard: 'anthropic/claude-opus-5-5' }, ownPrices: [], chatModel: 'standard' });
});

test('given a key where the name of a secret belongs, when settings are read, then it is not kept', () => {
	const key = 'sk-ant-api03-ThisIsAKey_AndNotAName';
	expect(JSON.stringify(readSettings({ providers: [{ ...CLAUDE, secret: key, apiKey: key, key }] }))).not.toContain('ThisIsAKey');
});
