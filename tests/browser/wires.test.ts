/** The wires in Chromium: the same contract on the same recorded answers, and the built plugin as it streams into the chat. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { closeBrowser, openBlank, type OpenOptions } from '../host/browser';
import type { NetworkCall } from '../host/world';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';
import { before, fixture, WIRES } from '../support/model-world';
import type { PageContract } from '../support/page-contract';
import { CASES, CUT_CASES } from '../support/wire-contract';
import { wireServer, type WireServer } from '../support/wire-server';
import errors from '../fixtures/wire/errors.json';

declare const contract: PageContract;

let page: Page;
let server: WireServer;
beforeAll(async () => {
	const built = await esbuild.build({ entryPoints: [join(__dirname, '../support/page-contract.ts')], bundle: true, format: 'iife', platform: 'browser', conditions: ['worker', 'module'], target: 'es2022', write: false, logLevel: 'error' });
	page = await openBlank(built.outputFiles[0]?.text ?? '');
	server = await wireServer({ letsPagesRead: true });
});
afterAll(async () => {
	await server.close();
	await closeBrowser();
});

const tell = (wire: (typeof WIRES)[number], how: Parameters<PageContract['tell']>[2] = {}): ReturnType<PageContract['tell']> => page.evaluate(([name, url, options]) => contract.tell(name, url, options), [wire, server.url, how] as const);

test.each(WIRES)('%s: cut between any two bytes, an answer tells the same', async (wire) => {
	for (const one of CUT_CASES.filter((each) => each.wire === wire)) {
		const body = fixture(wire, one.name);
		const report = await page.evaluate(([each, text]) => contract.cut(each, text), [one, body] as const);
		expect({ name: one.name, ...report }).toEqual({ name: one.name, places: Buffer.byteLength(body) - 1, problems: [] });
	}
});

test.each(WIRES)('%s: each behaviour, from a real server, is told as on Node', async (wire) => {
	for (const { name, expected } of CASES.filter((each) => each.wire === wire)) {
		server.queue(...before(wire), { body: fixture(wire, name), pieceSize: 7 });
		expect({ name, ...(await tell(wire)) }).toMatchObject({ name, ...expected });
	}
});

test.each(WIRES)('%s: what goes wrong is told, and a stop closes the connection', async (wire) => {
	const whole = fixture(wire, 'plain');
	const begun = whole.slice(0, whole.indexOf(' € ') - 1);
	server.queue(...before(wire), { body: begun, then: 'cut' });
	expect(await tell(wire)).toMatchObject({ end: 'network', isRetryable: true });
	server.queue(...before(wire), { body: begun, then: 'hang' });
	expect(await tell(wire, { stallMs: 100 })).toMatchObject({ end: 'network', isRetryable: true });
	const left = server.left();
	server.queue(...before(wire), { body: whole.slice(0, whole.indexOf('€')), then: 'hang' });
	expect(await tell(wire, { stopAfter: 1 })).toMatchObject({ end: 'stopped', text: 'Rent is 950' });
	for (let i = 0; i < 200 && server.left() === left; i++) await new Promise((resolve) => setTimeout(resolve, 10));
	expect(server.left()).toBeGreaterThan(left);
	server.queue(...before(wire), { status: 429, headers: { 'retry-after-ms': '3', 'content-type': 'application/json' }, body: '{"error":{"message":"slow down"}}' }, { body: whole });
	expect(await tell(wire, { attempts: 2 })).toMatchObject({ end: 'end', retries: 1 });
});

test('each error of a vendor is told as on Node', async () => {
	for (const { wire, name, status, headers, body, code, stopReason } of errors as { wire: (typeof WIRES)[number]; name: string; status: number; headers?: Record<string, string>; body: unknown; code?: string; stopReason?: string }[]) {
		server.queue(...(wire === 'ollama' && status >= 400 && status !== 404 ? before(wire) : []), { status, headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
		expect({ name, ...(await tell(wire)) }).toMatchObject({ name, end: code ?? stopReason });
	}
});

/** A device on which each wire has a server, and that of Chat Completions answers in the chat. */
function allWires(): object {
	const providers = WIRES.map((wire) => ({ id: `own-${wire}`, name: `Own ${wire}`, baseUrl: `${server.url}${wire === 'anthropic' || wire === 'ollama' ? '' : '/v1'}`, wire, secret: '', models: ['m'] }));
	return { onDeviceOnly: true, modelOrigins: [server.url], providers, roleModels: { fast: '', standard: 'own-openai-chat/m', best: '' } };
}

let open: DemoPlugin | undefined;
let deviceDir = '';
async function start(options: Partial<OpenOptions> = {}): Promise<DemoPlugin> {
	deviceDir = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	writeFileSync(join(deviceDir, 'device.json'), JSON.stringify({ data: allWires() }));
	const answer = ({ url, method, headers, body }: NetworkCall): Promise<Response> => fetch(url, { method, headers, redirect: 'manual', ...(body ? { body } : {}) });
	return (open = await openDemo({ deviceDir, answer, ...options }));
}
afterEach(async () => {
	await open?.close();
	open = undefined;
	if (deviceDir !== '') rmSync(deviceDir, { recursive: true, force: true });
	deviceDir = '';
});

/** The answer in two halves, cut where its first words are whole. */
function halves(wire: (typeof WIRES)[number]): [string, string] {
	const whole = fixture(wire, 'plain');
	const at = whole.indexOf('\n', whole.indexOf('Rent is 950')) + (wire === 'ollama' ? 1 : 2);
	return [whole.slice(0, at), whole.slice(at)];
}

test.each([
	['desktop', {}, 'node'],
	['phone', { width: 390, height: 780, mobile: 'phone' as const }, 'fetch'],
])('given the built plugin on a %s, then each wire puts its answer on screen while it comes', async (_name, options, way) => {
	const { page: at, calls, openChat, errors: faults } = await start(options);
	await openChat();
	for (const wire of WIRES) {
		await at.locator('.praxis-model-chip').click();
		await at.locator('.menu-item', { hasText: `(Own ${wire}, on this device)` }).click();
		await at.waitForFunction(() => document.querySelector('.menu') === null);
		const [first, rest] = halves(wire);
		server.queue(...before(wire), { body: first, then: 'wait' }, { body: fixture(wire, 'plain') });
		const asked = await at.locator('.praxis-turn').count();
		await at.locator('.praxis-composer-field').fill(`What is my rent by ${wire}?`);
		await at.keyboard.press('Enter');
		const turn = at.locator('.praxis-turn').nth(asked);
		await turn.getByText('Rent is 950').waitFor();
		expect(await turn.innerText()).not.toContain('paid');
		server.release(rest);
		await turn.locator('.praxis-foot').waitFor();
		expect(await turn.innerText()).toContain('Rent is 950 € — paid. 🏠');
	}
	expect(new Set((await calls()).map(({ via }) => via))).toEqual(new Set([way]));
	expect(faults).toEqual([]);
});

test('given a phone and a server that lets no page read, then the answer comes in one piece, and is asked for once', async () => {
	const { page: at, calls, ask } = await start({ width: 390, height: 780, mobile: 'phone', answer: ({ url, method, headers, body }) => (method === 'OPTIONS' ? new Response(null, { status: 405 }) : fetch(url, { method, headers, body })) });
	// The loop asks a second time, for claims that can be checked.
	server.queue({ body: fixture('openai-chat', 'plain') }, { body: fixture('openai-chat', 'plain') });
	const seen = server.seen.length;
	await ask('What is my rent?');
	expect(await at.locator('.praxis-turn').innerText()).toContain('Rent is 950 € — paid. 🏠');
	expect(server.seen.length - seen).toBe(2);
	expect((await calls()).map(({ via, method }) => `${via} ${method}`)).toEqual(['fetch OPTIONS', 'requestUrl POST', 'requestUrl POST']);
});
