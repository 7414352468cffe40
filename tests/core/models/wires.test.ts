/** One contract for every wire: the same behaviour of a vendor gives the same story, through the real SDKs and a real server. */
import { ModelError } from '../../../src/core/models/model-error';
import type { WireName } from '../../../src/core/models/vendor';
import { nodeHttp } from '../../../src/node/http.mts';
import errors from '../../fixtures/wire/errors.json';
import { after, ask, before, entryFor, fixture, KEY, SHOWN, storyOf, testModel, WIRES, type Story } from '../../support/model-world';
import { BEHAVIOURS, CASES, CUT_CASES, cutAnywhere } from '../../support/wire-contract';
import { wireServer, type WireAnswer, type WireServer } from '../../support/wire-server';

let server: WireServer;
beforeEach(async () => void (server = await wireServer()));
afterEach(() => server.close());

async function told(wire: WireName, answer: WireAnswer, request = ask()): Promise<Story> {
	server.queue(...before(wire), answer);
	return storyOf(testModel({ entry: entryFor(wire, server.url), http: nodeHttp }).stream(request));
}

describe.each(CASES)('$wire: $name', ({ wire, name, expected }) => {
	test('in one piece', async () => expect(await told(wire, { body: fixture(wire, name) })).toMatchObject(expected));
	test('byte by byte', async () => expect(await told(wire, { body: fixture(wire, name), pieceSize: 1 })).toMatchObject(expected));
	test('with CRLF', async () => expect(await told(wire, { body: fixture(wire, name).replace(/\n/g, '\r\n') })).toMatchObject(expected));
});

/** PRAXIS_CUTS=1 gives each place a reading of its own, which takes half a minute. */
describe('cut between any two bytes, an answer tells the same', () => {
	test.each(CUT_CASES)('$wire: $name', async (one) => {
		const body = Buffer.from(fixture(one.wire, one.name));
		expect(await cutAnywhere(one, body, Number(process.env.PRAXIS_CUTS ?? 8))).toEqual({ places: body.length - 1, problems: [] });
	});
});

test.each(WIRES.filter((wire) => wire !== 'ollama'))('%s: cached input is counted apart', async (wire) => {
	expect((await told(wire, { body: fixture(wire, 'tools') })).usage).toEqual({ inputTokens: 300, cacheReadTokens: 100, cacheWriteTokens: 0, outputTokens: 60 });
});

describe.each(WIRES)('%s', (wire) => {
	test('a fault in mid-stream is told as one that may pass, with what came before it', async () => {
		const story = await told(wire, { body: fixture(wire, 'fault') });
		expect(story).toMatchObject({ text: 'Half', end: { code: 'overloaded', isRetryable: true } });
	});

	test('a stream that is cut anywhere before its end is no answer', async () => {
		const whole = fixture(wire, 'plain');
		const marks = [...whole.matchAll(/\n\n|\n(?=\{)/g)].map(({ index }) => index + 1).filter((at) => !/"stop"|message_delta|response\.completed|"done":true/.test(whole.slice(0, at)));
		expect(marks.length).toBeGreaterThan(1);
		for (const at of marks) expect((await told(wire, { body: whole.slice(0, at) })).end).toMatchObject({ code: 'network', isRetryable: true });
	});

	test('a connection that breaks is told, with what came before it', async () => {
		const whole = fixture(wire, 'plain');
		const story = await told(wire, { body: whole.slice(0, whole.indexOf(' € ') + 60), then: 'cut' });
		expect(story).toMatchObject({ end: { code: 'network', isRetryable: true } });
		expect(BEHAVIOURS.plain?.text).toContain(story.text);
	});

	test('a stream that stands still is ended', async () => {
		const whole = fixture(wire, 'plain');
		server.queue(...before(wire), { body: whole.slice(0, whole.indexOf(' € ')), then: 'hang' });
		const left = server.left();
		const story = await storyOf(testModel({ entry: entryFor(wire, server.url), http: nodeHttp, stallMs: 500 }).stream(ask()));
		expect(story.end).toMatchObject({ code: 'network', isRetryable: true, message: expect.stringContaining('stood still') as string });
		await until(() => server.left() > left);
	});

	test('a stop ends the stream, keeps what came and closes the connection', async () => {
		const whole = fixture(wire, 'plain');
		server.queue(...before(wire), { body: whole.slice(0, whole.indexOf('€')), then: 'hang' });
		const left = server.left();
		const stop = new AbortController();
		const stream = testModel({ entry: entryFor(wire, server.url), http: nodeHttp }).stream(ask('?', { signal: stop.signal }));
		const events = [];
		for await (const event of stream) {
			events.push(event);
			if (event.type === 'text-delta') stop.abort();
		}
		expect(events.at(-1)).toMatchObject({ type: 'message-end', stopReason: 'stopped', message: { parts: [{ type: 'text', text: 'Rent is 950' }] } });
		await until(() => server.left() > left);
	});

	test('a stop also ends a call that no host obeys', async () => {
		const stop = new AbortController();
		const story = storyOf(testModel({ entry: entryFor(wire, server.url), http: () => new Promise(() => undefined) }).stream(ask('?', { signal: stop.signal })));
		setTimeout(() => stop.abort(), 5);
		expect((await story).end).toBe('stopped');
	});

	test('no timer is left behind, however a call ends', async () => {
		const armed = new Set<number>();
		let count = 0;
		const after = (): (() => void) => {
			const id = count++;
			armed.add(id);
			return () => armed.delete(id);
		};
		server.queue(...before(wire), { body: fixture(wire, 'plain'), pieceSize: 40 });
		await storyOf(testModel({ entry: entryFor(wire, server.url), http: nodeHttp, after }).stream(ask()));
		const stop = new AbortController();
		const story = storyOf(testModel({ entry: entryFor(wire, server.url), http: () => new Promise(() => undefined), after }).stream(ask('?', { signal: stop.signal })));
		setTimeout(() => stop.abort(), 5);
		await story;
		await until(() => armed.size === 0);
		expect(count).toBeGreaterThan(2);
	});

	test('nothing is sent when it was stopped before', async () => {
		const seen = server.seen.length;
		const story = await storyOf(testModel({ entry: entryFor(wire, server.url), http: nodeHttp }).stream(ask('?', { signal: AbortSignal.abort() })));
		expect([story.end, server.seen.length]).toEqual(['stopped', seen]);
	});

	test('whoever stops reading closes the connection', async () => {
		const whole = fixture(wire, 'plain');
		server.queue(...before(wire), { body: whole.slice(0, whole.indexOf('€')), then: 'hang' });
		const left = server.left();
		for await (const event of testModel({ entry: entryFor(wire, server.url), http: nodeHttp }).stream(ask())) if (event.type === 'text-delta') break;
		await until(() => server.left() > left);
	});

	test('an answer of a megabyte arrives whole', async () => {
		const line = fixture(wire, 'plain').split('\n').find((text) => text.includes('Rent is 950')) ?? '';
		const event = wire === 'ollama' ? `${line}\n` : wire === 'openai-chat' ? `${line}\n\n` : `event: ${/"type":"([^"]+)"/.exec(line)?.[1] ?? ''}\n${line}\n\n`;
		const many = event.replace('Rent is 950', 'Rent is 950 €. '.repeat(200)).repeat(350);
		const whole = fixture(wire, 'plain');
		const start = whole.indexOf(event);
		const story = await told(wire, { body: whole.slice(0, start) + many + whole.slice(start), pieceSize: 65_536 });
		expect(story.end).toBe('end');
		expect(story.text.length).toBeGreaterThan(1_000_000);
	});

	test('what may pass is asked again after the wait that the server named, and what cannot pass is not', async () => {
		const waits: number[] = [];
		const model = testModel({ entry: entryFor(wire, server.url), http: nodeHttp, after: (ms, run) => (ms < 60_000 ? (waits.push(ms), after(0, run)) : () => undefined), retries: { attempts: 3, firstWaitMs: 10, longestWaitMs: 9_000, random: () => 0 } });
		const failing = (status: number, headers = {}): WireAnswer => ({ status, headers: { 'content-type': 'application/json', ...headers }, body: '{"error":{"message":"not now"}}' });
		server.queue(...before(wire), failing(429, { 'retry-after': '7' }), failing(500), { body: fixture(wire, 'plain') });
		const story = await storyOf(model.stream(ask()));
		expect([story.end, story.events.filter(({ type }) => type === 'message-retry').length]).toEqual(['end', 2]);
		expect(story.message.parts).toEqual([{ type: 'text', text: BEHAVIOURS.plain?.text }]);
		expect(waits[0]).toBeGreaterThanOrEqual(7000);
		expect(waits[1]).toBeLessThanOrEqual(20);
		const asked = server.seen.length;
		server.queue(failing(401));
		expect((await storyOf(model.stream(ask()))).end).toMatchObject({ code: 'bad-key' });
		expect(server.seen.length).toBe(asked + 1);
	});

	test('half characters of the vault are not sent', async () => {
		await told(wire, { body: fixture(wire, 'plain') }, ask('a\ud800b', { system: [{ text: 'c\udc00d' }] }));
		const sent = JSON.stringify(server.seen.at(-1)?.body);
		expect(sent).toContain('a\uFFFDb');
		expect(sent).toContain('c\uFFFDd');
		expect(sent).not.toMatch(/\\ud[89a-f]/);
	});

	test('only the headers that are needed leave', async () => {
		process.env.ANTHROPIC_CUSTOM_HEADERS = process.env.OPENAI_CUSTOM_HEADERS = 'X-Company: secret';
		try {
			await told(wire, { body: fixture(wire, 'plain') });
		} finally {
			delete process.env.ANTHROPIC_CUSTOM_HEADERS;
			delete process.env.OPENAI_CUSTOM_HEADERS;
		}
		const names = Object.keys(server.seen.at(-1)?.headers ?? {});
		expect(names.filter((name) => /^x-(?!api-key)|stainless|openai-/.test(name))).toEqual([]);
		expect(JSON.stringify(server.seen.at(-1)?.headers)).toContain(KEY);
	});

	test('no key is sent where none is set', async () => {
		server.queue(...before(wire), { body: fixture(wire, 'plain') });
		await storyOf(testModel({ entry: entryFor(wire, server.url, { needsKey: false }), http: nodeHttp, apiKey: '' }).stream(ask()));
		expect(server.seen.at(-1)?.headers).not.toHaveProperty('authorization');
	});
});

interface ErrorCase {
	readonly wire: WireName;
	readonly name: string;
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly code?: string;
	readonly stopReason?: string;
	readonly isRetryable?: boolean;
	readonly retryAfterMs?: number;
}

describe.each(errors as ErrorCase[])('$wire: $name', ({ wire, status, headers = {}, body, code, stopReason, isRetryable, retryAfterMs }) => {
	test('is told for what it is, without the key', async () => {
		const answer = { status, headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) };
		server.queue(...(wire === 'ollama' && status >= 400 && status !== 404 ? [SHOWN] : []), answer);
		const story = await storyOf(testModel({ entry: entryFor(wire, server.url), http: nodeHttp }).stream(ask()));
		if (stopReason !== undefined) return expect(story.end).toBe(stopReason);
		expect(story.end).toBeInstanceOf(ModelError);
		expect(story.end).toMatchObject({ code, isRetryable: isRetryable ?? false, ...(retryAfterMs === undefined ? {} : { retryAfterMs }), hint: expect.stringMatching(/\w/) as string });
		expect(JSON.stringify(story.end) + String(story.end)).not.toMatch(/sk-|<html|<!DOCTYPE/i);
	});
});

test.each([
	['no key', '', 'http://127.0.0.1:1', 'bad-key'],
	['a key with a line break', 'sk-abc\ndef', 'http://127.0.0.1:1', 'bad-key'],
	['a key with a letter that no header takes', 'sk-abcé', 'http://127.0.0.1:1', 'bad-key'],
	['a base URL without scheme', KEY, 'localhost:11434', 'bad-input'],
])('given %s, nothing is sent and the error says why', async (_name, apiKey, baseUrl, code) => {
	for (const wire of WIRES) {
		const http = jest.fn();
		const { end } = await storyOf(testModel({ entry: entryFor(wire, baseUrl), http, apiKey }).stream(ask()));
		expect(end).toMatchObject({ code, isRetryable: false });
		expect(http).not.toHaveBeenCalled();
		if (apiKey !== '') expect(String(end)).not.toContain(apiKey.slice(0, 6));
	}
});

async function until(holds: () => boolean): Promise<void> {
	for (let i = 0; i < 4_000 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(holds()).toBe(true);
}
