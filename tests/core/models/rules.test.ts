/** The parts around a call: catalog, place, roles, retries, cost, estimates, redaction, and the Test button. */
import fc from 'fast-check';
import { PraxisError } from '../../../src/core/lib/errors';
import { createCatalog } from '../../../src/core/models/catalog';
import { costOf, mostCost } from '../../../src/core/models/cost';
import { estimateTokens } from '../../../src/core/models/estimate-tokens';
import type { ModelEvent } from '../../../src/core/models/model';
import { ModelError } from '../../../src/core/models/model-error';
import { placeOf } from '../../../src/core/models/place';
import { redact } from '../../../src/core/models/redact';
import { retryAfter } from '../../../src/core/models/retry-after';
import { withRetries } from '../../../src/core/models/retry';
import { chooseModel, fallbackReason } from '../../../src/core/models/roles';
import { testConnection } from '../../../src/core/models/test-connection';
import { PieceReader, wellFormed } from '../../../src/core/models/well-formed';
import { nodeHttp } from '../../../src/node/http.mts';
import { after, ask, entryFor, fixture, KEY, storyOf, testModel } from '../../support/model-world';
import { scriptedModel } from '../../support/scripted-model';
import { wireServer } from '../../support/wire-server';

describe('place', () => {
	test.each(['http://localhost:11434', 'http://127.0.0.1', 'http://127.8.9.1:1/v1', 'http://[::1]:80', 'https://models.localhost', 'HTTP://LOCALHOST'])('%s is this device', (url) => expect(placeOf(url)).toBe('device'));
	test.each(['http://localhost.example.org', 'http://127.0.0.1.nip.io', 'https://localhost@evil.org', 'http://10.0.0.1', 'http://mylocalhost', 'http://0.0.0.0', 'localhost:11434', 'file://localhost/x', ''])('%s is not', (url) => expect(placeOf(url)).toBe('remote'));
	test('an origin that the person listed is, at its own port alone', () => {
		expect(placeOf('http://nas:11434/v1', ['http://nas:11434'])).toBe('device');
		expect(placeOf('http://nas:11435/v1', ['http://nas:11434'])).toBe('remote');
	});
});

describe('catalog', () => {
	test('every model has a ref of its own, and every price a day', () => {
		const { entries } = createCatalog();
		expect(new Set(entries.map(({ spec }) => spec.ref)).size).toBe(entries.length);
		for (const { spec } of entries.filter((entry) => entry.spec.price)) {
			expect(spec.price?.asOf).toMatch(/^2026-\d\d-\d\d$/);
			expect(spec.price?.source).toMatch(/^https:\/\/[\w./-]*pric/);
			expect(spec.price?.long?.rates?.input ?? Infinity).toBeGreaterThan(spec.price?.input ?? 0);
		}
	});
	test('a model that is not listed is there, with what is not known as null', () => {
		expect(createCatalog().find('openrouter/some/new-model')?.spec).toMatchObject({ id: 'some/new-model', price: null, contextTokens: null, place: 'remote' });
		expect(createCatalog().find('nobody/x')).toBeNull();
		expect(createCatalog().find('ollama/')).toBeNull();
	});
	test('what the person sets lies on top, and the rest stays', () => {
		const catalog = createCatalog({ vendors: [{ id: 'anthropic', baseUrl: 'http://127.0.0.1:4000', models: [{ id: 'claude-haiku-4-5', price: { input: 9, output: 9, cacheRead: null, cacheWrite: null, asOf: '2026-11-01' } }] }, { id: 'mine', name: 'Mine', baseUrl: 'https://models.example.org/v1' }] });
		const entry = catalog.find('anthropic/claude-haiku-4-5');
		expect(entry).toMatchObject({ wire: 'anthropic', quirks: { thinking: 'budget' }, spec: { place: 'device', contextTokens: 200_000, price: { input: 9, isOwn: true } } });
		expect(catalog.find('anthropic/claude-opus-4-8')?.spec.price?.isOwn).toBe(false);
		expect(catalog.find('mine/x')).toMatchObject({ wire: 'openai-chat', vendorName: 'Mine' });
	});
});

describe('roles', () => {
	const catalog = createCatalog();
	const roles = { fast: ['groq/openai/gpt-oss-120b'], standard: ['anthropic/claude-sonnet-5-5'], best: [] };
	const refs = (wanted: string | null, whyNot: (ref: string) => string | null = () => null): string[] => chooseModel(wanted, { catalog, roles, whyNot: ({ spec }) => whyNot(spec.ref) }).candidates.map(({ entry }) => entry.spec.ref);
	test('words of agent files are roles; a role that is not set has a stand-in', () => {
		expect(refs('haiku')[0]).toBe('groq/openai/gpt-oss-120b');
		expect(refs('sonnet')[0]).toBe('anthropic/claude-sonnet-5-5');
		expect(refs('opus')[0]).toBe('anthropic/claude-sonnet-5-5');
		expect(refs(null)[0]).toBe('anthropic/claude-sonnet-5-5');
		expect(refs('claude-opus-4-8')[0]).toBe('anthropic/claude-opus-4-8');
	});
	test('the reason is told when another model steps in', () => {
		const choice = chooseModel('opus', { catalog, roles, whyNot: ({ spec }) => (spec.vendor === 'anthropic' ? 'it has no key' : null) });
		const [first] = choice.candidates;
		expect(first && fallbackReason(first)).toBe('GPT OSS 120B answers, because anthropic/claude-sonnet-5-5 could not: it has no key.');
		expect(first && fallbackReason({ ...first, insteadOf: [] })).toBe('');
	});
	test('no remote model steps in for one on this device', () => {
		const choice = chooseModel('ollama/qwen3', { catalog, roles, whyNot: () => null });
		expect(choice.candidates.map(({ entry }) => entry.spec.ref)).toEqual(['ollama/qwen3']);
		expect(chooseModel('ollama/qwen3', { catalog, roles, whyNot: ({ spec }) => (spec.vendor === 'ollama' ? 'it is off' : null) }).candidates).toEqual([]);
	});
});

describe('retries', () => {
	const usage = { inputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1 };
	const message = { role: 'assistant' as const, parts: [] };
	const failing = (error: ModelError): ModelEvent => ({ type: 'message-error', error, message, usage });
	const busy = (retryAfterMs: number | null = null): ModelError => new ModelError('overloaded', 'busy', { isRetryable: true, retryAfterMs });
	const run = (ends: readonly ModelEvent[], rules = {}): { stream: AsyncIterable<ModelEvent>; waits: number[]; calls: () => number } => {
		let calls = 0;
		const waits: number[] = [];
		const stream = withRetries(
			async function* () {
				await Promise.resolve();
				const event = ends[calls++];
				if (event) yield event;
			},
			{ rules: { attempts: 3, firstWaitMs: 100, longestWaitMs: 5000, random: () => 1, ...rules }, after: (ms, ring) => (waits.push(ms), ring(), () => undefined) },
		);
		return { stream, waits, calls: () => calls };
	};
	const done: ModelEvent = { type: 'message-end', stopReason: 'end', message, usage };

	test('what may pass is tried again, longer each time, and all of it is paid', async () => {
		const { stream, waits } = run([failing(busy()), failing(busy()), done]);
		expect(await storyOf(stream)).toMatchObject({ end: 'end', usage: { inputTokens: 15, outputTokens: 3 } });
		expect(waits).toEqual([100, 200]);
	});
	test('the server is not asked sooner than it wants, nor kept waiting for longer than the limit', async () => {
		const { stream, waits } = run([failing(busy(700)), done]);
		await storyOf(stream);
		expect(waits[0]).toBeGreaterThanOrEqual(700);
		const patient = run([failing(busy(60_000)), done]);
		expect(await storyOf(patient.stream)).toMatchObject({ end: { code: 'overloaded', retryAfterMs: 60_000 } });
	});
	test('what cannot pass is not tried again', async () => {
		const { stream, calls } = run([failing(new ModelError('bad-key', 'no')), done]);
		expect(await storyOf(stream)).toMatchObject({ end: { code: 'bad-key' } });
		expect(calls()).toBe(1);
	});
	test('a stop ends the wait', async () => {
		const stop = new AbortController();
		const stream = withRetries(async function* () { await Promise.resolve(); yield failing(busy()); }, { rules: { attempts: 3, firstWaitMs: 1e6, longestWaitMs: 1e6, random: () => 1 }, after, signal: stop.signal });
		setTimeout(() => stop.abort(), 5);
		expect((await storyOf(stream)).end).toBe('stopped');
	});
	test('through a real server: 429 and then an answer', async () => {
		const server = await wireServer();
		server.queue({ status: 429, headers: { 'retry-after-ms': '3', 'content-type': 'application/json' }, body: '{"error":{"message":"slow down"}}' }, { body: fixture('openai-chat', 'plain') });
		const story = await storyOf(testModel({ entry: entryFor('openai-chat', server.url), http: nodeHttp, retries: { attempts: 2, firstWaitMs: 1, longestWaitMs: 50, random: () => 0 } }).stream(ask()));
		expect([story.end, server.seen.length]).toEqual(['end', 2]);
		await server.close();
	});
});

test.each([
	[{ 'retry-after': '7' }, 7000],
	[{ 'retry-after-ms': '12.5', 'retry-after': '7' }, 12.5],
	[{ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' }, 30_000],
	[{ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }, 0],
	[{ 'retry-after': 'soon' }, null],
	[{ 'retry-after': '-5' }, null],
	[{}, null],
])('retry-after %j is %s', (headers, ms) => expect(retryAfter(new Headers(headers as Record<string, string>), Date.parse('2026-11-22T10:00:00Z'))).toBe(ms));

describe('money', () => {
	const usage = { inputTokens: 1_000_000, cacheReadTokens: 2_000_000, cacheWriteTokens: 1_000_000, outputTokens: 100_000 };
	const price = { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5, asOf: '2026-10-03', isOwn: false };
	test('each kind of token has its price', () => expect(costOf(usage, { price, place: 'remote' })).toBeCloseTo(2 + 0.2 + 2.5 + 1));
	test('a long request has its own rates for all of it, and none where they are not known', () => {
		const long = { above: 3_999_999, rates: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 } };
		expect(costOf(usage, { price: { ...price, long }, place: 'remote' })).toBeCloseTo(2 * (2 + 0.2 + 2.5 + 1));
		expect(costOf(usage, { price: { ...price, long: { ...long, above: 4_000_000 } }, place: 'remote' })).toBeCloseTo(2 + 0.2 + 2.5 + 1);
		expect(costOf(usage, { price: { ...price, long: { above: 1000, rates: null } }, place: 'remote' })).toBeNull();
		expect(mostCost(1001, 1, { price: { ...price, long: { above: 1000, rates: null } }, place: 'remote' })).toBeNull();
	});
	test('an unknown price is no sum; this device costs nothing', () => {
		expect(costOf(usage, { price: null, place: 'remote' })).toBeNull();
		expect(costOf(usage, { price: null, place: 'device' })).toBe(0);
	});
	test('the most that a call can cost is never below what it costs', () => {
		const count = fc.nat({ max: 1e6 });
		fc.assert(fc.property(count, count, count, count, (inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens) => {
			const cost = costOf({ inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens }, { price, place: 'remote' }) ?? Infinity;
			expect(mostCost(inputTokens + cacheReadTokens + cacheWriteTokens, outputTokens, { price, place: 'remote' })).toBeGreaterThanOrEqual(cost - 1e-9);
		}));
	});
});

/** Tokens of OpenAI's o200k_base for these texts are at most these. */
test.each([
	['The quick brown fox jumps over the lazy dog.', 10],
	['Die Wärmepumpe wird im Frühjahr eingebaut.', 13],
	['मेरा किराया पचास है', 10],
	['我的房租是九百五十元', 10],
	['🏠🏠🏠', 6],
])('"%s" is not estimated too low', (text, tokens) => expect(estimateTokens(text)).toBeGreaterThanOrEqual(tokens));

test('pieces cut anywhere join to the same well-formed text', () => {
	fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '\ud83c', '\udfe0', 'é') })), (pieces) => {
		const reader = new PieceReader();
		expect(pieces.map((piece) => reader.read(piece)).join('') + reader.end()).toBe(wellFormed(pieces.join('')));
	}));
});

test.each([`Incorrect API key provided: ${KEY}.`, 'Bearer abcdefghijk', 'authorization: Bearer abc.def', '{"x-api-key": "abcdefghijk"}', 'Incorrect API key provided: sk-ab***********yz.', `key\n${KEY.slice(0, 10)}\n${KEY.slice(10)}`])('nothing of a key is left of "%s"', (text) => {
	expect(redact(text, [KEY, `${KEY.slice(0, 10)}\n${KEY.slice(10)}`])).not.toMatch(/Q7f9|8bN|sk-|abcdef|abc\.def|yz\./);
});

describe('the Test button', () => {
	const trouble = async (error: unknown, more: { isOnline?: () => boolean; baseUrl?: string; apiKey?: string } = {}): Promise<unknown> => {
		const report = await testConnection({ entry: entryFor('openai-chat', more.baseUrl ?? 'http://models.example.org'), http: () => Promise.reject(error as Error), apiKey: KEY, after, ...more });
		expect(report.sentence).toMatch(/^\S.*\.$/);
		expect(JSON.stringify(report)).not.toContain(KEY);
		return report.ok ? 'ok' : report.trouble;
	};
	const failed = (code: string): PraxisError => new PraxisError('network', 'No answer from models.example.org.', { cause: Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error(code), { code }) }) });
	test.each([
		['ENOTFOUND', 'name-not-found'],
		['ECONNREFUSED', 'refused'],
		['ENETUNREACH', 'offline'],
		['CERT_NOT_YET_VALID', 'clock'],
		['CERT_HAS_EXPIRED', 'clock'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
		['UND_ERR_CONNECT_TIMEOUT', 'slow'],
		['EWHATEVER', 'other'],
	])('%s is told as %s', async (code, expected) => expect(await trouble(failed(code))).toBe(expected));
	test('a page that may not read the answer, and a device without a connection', async () => {
		const opaque = new PraxisError('network', 'No answer.', { cause: new TypeError('Failed to fetch') });
		expect(await trouble(opaque)).toBe('cors');
		expect(await trouble(opaque, { isOnline: () => false })).toBe('offline');
		expect(await trouble(failed('ENOTFOUND'), { isOnline: () => false })).toBe('offline');
	});
	test('what was typed wrong', async () => {
		expect(await trouble(null, { apiKey: '' })).toBe('no-key');
		expect(await trouble(null, { apiKey: 'a\nb' })).toBe('bad-key');
		expect(await trouble(null, { baseUrl: 'localhost:11434' })).toBe('bad-address');
	});
	test('through a real server: an answer, a refused port and a sign-in page', async () => {
		const server = await wireServer();
		server.queue({ body: fixture('openai-chat', 'plain') }, { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }, { status: 401, body: '{"error":{"message":"CORS requests are not allowed for this Organization"}}', headers: { 'content-type': 'application/json' } });
		const press = (url: string): ReturnType<typeof testConnection> => testConnection({ entry: entryFor('openai-chat', url), http: nodeHttp, apiKey: KEY, after });
		expect(await press(server.url)).toMatchObject({ ok: true });
		expect(await press(server.url)).toMatchObject({ ok: false, trouble: 'web-page' });
		expect(await press(server.url)).toMatchObject({ ok: false, trouble: 'cors' });
		await server.close();
		const gone = await wireServer();
		await gone.close();
		expect(await press(gone.url)).toMatchObject({ ok: false, trouble: 'refused' });
	});
});

describe('the scripted model', () => {
	test('says its steps, and fails on what nobody expected and on what nobody called for', async () => {
		const model = scriptedModel([{ text: 'Hello there', calls: [{ tool: 'search_notes', input: { query: 'x' } }] }]);
		expect(() => model.finish()).toThrow('steps left');
		expect(await storyOf(model.stream(ask()))).toMatchObject({ text: 'Hello there', end: 'tool-use' });
		expect(() => model.finish()).not.toThrow();
		await expect(storyOf(model.stream(ask()))).rejects.toThrow('no step');
		expect(() => model.finish()).toThrow('no step');
	});
});
