/** Setting up models in Chromium: providers, keys by name, local servers, roles and prices; what is sent, and what is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { ndjson, ollama, openStored, tool, WITH_OLLAMA } from '../support/demo-models';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const KEY = 'sk-ant-test-0123456789';
let open: DemoPlugin;
const start = async (options: Partial<OpenOptions> = {}): Promise<DemoPlugin> => (open = await openDemo(options));
const withStored = async (...given: Parameters<typeof openStored>): Promise<DemoPlugin> => (open = await openStored(...given));
const stored = (): Promise<string> => open.page.evaluate(() => JSON.stringify(workbench.app.device__.state.data));
const settings = async (): Promise<void> => {
	await open.page.getByRole('button', { name: 'Settings' }).click();
	await open.page.waitForSelector('.praxis-folders');
};
closeAfterEach(() => open);

/** Adds Anthropic with a key that is typed into the app's own secret field. */
async function addAnthropic(key = KEY): Promise<void> {
	const { page } = open;
	await page.getByRole('button', { name: 'Add a provider' }).click();
	await page.getByLabel('Provider', { exact: true }).selectOption('anthropic');
	await page.locator('.secret-component').click();
	await page.getByLabel('Name of the secret').fill('anthropic-key');
	await page.getByLabel('Secret', { exact: true }).fill(key);
	await page.getByRole('button', { name: 'Add', exact: true }).last().click();
}

test('given no provider, when the settings open, then they say so, nothing is sent, and the form has no faults of access', async () => {
	const { page, calls, violations, shot } = await start();
	await settings();
	expect(await page.locator('.vertical-tab-content').innerText()).toMatch(/Which models\?[^]*Until one is added, answers quote your notes and nothing is sent/);
	await page.getByRole('button', { name: 'Add a provider' }).click();
	expect(await violations('.praxis-provider')).toEqual([]);
	await shot('provider-add');
	await page.getByLabel('Provider', { exact: true }).selectOption('');
	await page.getByRole('button', { name: 'Save' }).click();
	expect(await page.getByRole('alert').last().innerText()).toBe('Give it a name.');
	await page.getByLabel('Name', { exact: true }).fill('House server');
	await page.getByLabel('Base URL').fill('192.168.1.20:8000/v1');
	await page.getByRole('button', { name: 'Save' }).click();
	expect(await page.getByRole('alert').last().innerText()).toContain('has no http:// or https:// in front');
	await shot('provider-wrong');
	await page.getByLabel('Base URL').fill('http://192.168.1.20:8000/v1');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('house-server'));
	expect(JSON.parse(await stored())).toMatchObject({ modelOrigins: ['http://192.168.1.20:8000'], providers: [{ id: 'house-server', wire: 'openai-chat' }] });
	expect(await calls()).toEqual([]);
});

test('given a key, when a provider is added with it, then data.json holds its name alone, and a wrong one is told before it is sent', async () => {
	const { page, calls } = await start();
	await settings();
	await addAnthropic('Bearer sk-ant-test-0123456789');
	await page.waitForFunction(() => document.querySelector('.praxis-provider')?.textContent?.includes('a space or a character that no key has'));
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('button', { name: 'Test Anthropic' }).click();
	await page.waitForFunction(() => document.querySelector('.setting-item .praxis-report .praxis-icon'));
	expect(await page.locator('.vertical-tab-content').innerText()).toContain('The key has a space or a character that no key has. Copy it again, without the text around it.');
	expect(await stored()).toContain('"secret":"anthropic-key"');
	expect(await stored()).not.toContain('sk-ant');
	expect(await calls()).toEqual([]);
});

test('given local servers, when they are looked for, then they are offered with their models and set up with one press', async () => {
	const { page, calls, violations, shot, setTheme } = await start({
		answer: ({ url }) => {
			if (url.endsWith('/api/tags')) return Response.json({ models: [{ name: 'qwen3:8b' }, { name: 'gemma4:12b' }] });
			return new Response('Not a model server', { status: 404 });
		},
	});
	await settings();
	expect(await calls()).toEqual([]);
	await page.getByRole('button', { name: 'Look for local servers' }).click();
	await page.getByRole('button', { name: 'Add Ollama' }).click();
	await page.getByLabel('Standard model').selectOption('ollama/qwen3:8b');
	await page.waitForFunction(() => document.querySelector('.praxis-price-source')?.textContent === 'On this device: free');
	await page.getByLabel('Price of the question for qwen3:8b, US dollars per million tokens').fill('0.25');
	await page.getByLabel('Price of the answer for qwen3:8b, US dollars per million tokens').fill('1');
	await page.getByLabel('Price of the answer for qwen3:8b, US dollars per million tokens').blur();
	await page.waitForFunction(() => document.querySelector('.praxis-price-source')?.textContent?.startsWith('Your price'));
	expect(JSON.parse(await stored())).toMatchObject({ modelOrigins: ['http://localhost:11434'], roleModels: { standard: 'ollama/qwen3:8b' }, ownPrices: [{ ref: 'ollama/qwen3:8b', input: 0.25, output: 1 }] });
	expect(new Set((await calls()).map(({ url }) => new URL(url).hostname))).toEqual(new Set(['localhost']));
	expect(await violations('.vertical-tab-content')).toEqual([]);
	await shot('settings-models');
	await setTheme('dark');
	expect(await violations('.vertical-tab-content')).toEqual([]);
	await shot('settings-models');
	await page.getByRole('button', { name: 'Remove Ollama' }).click();
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('"providers":[]'));
	expect(JSON.parse(await stored())).toMatchObject({ modelOrigins: [], roleModels: { standard: '' }, ownPrices: [] });
});

test('given a phone, when a provider is added, then the form fits', async () => {
	const { page, shot } = await start({ width: 390, height: 780, mobile: 'phone' });
	await settings();
	await page.getByRole('button', { name: 'Add a provider' }).click();
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	await shot('provider-add-phone');
});

const LEASE = 'When does our lease end?';
const NOTE = 'Home/Lease Rua Roberto Ivens.md';
const QUOTE = readFileSync(join(__dirname, '../vault', NOTE), 'utf8').split('\n').find((line) => line.includes('30 June 2028'))?.replace(/ \^[\w-]+$/, '') ?? '';

test('given a model on this device, when a question is asked, then the answer is cited, its steps and thinking are folded, and cost and model are told', async () => {
	const { ask, page, violations, shot, setTheme, calls } = await withStored(WITH_OLLAMA, {
		answer: ollama(
			() => ndjson({ thinking: 'The lease is in Home.' }, tool('read_note', { path: NOTE })),
			() => ndjson({ content: 'I have read the lease.' }, tool('finish', { outcome: 'answered', claims: [{ text: QUOTE, path: NOTE, quote: QUOTE }] })),
		),
	});
	await open.openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent === 'qwen3:8b · on this device');
	expect(await page.locator('.praxis-where').innerText()).toBe('To qwen3:8b on this device. Nothing can leave this device.');
	expect(await calls()).toEqual([]);
	await ask(LEASE);
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Answered');
	expect(await page.locator('.praxis-answer').innerText()).toContain('30 June 2028');
	expect(await page.locator('.praxis-cite-button').count()).toBe(1);
	expect(await page.locator('.praxis-facts').innerText()).toMatch(/5,920 tokens · \$0\.00[^]*ollama\/qwen3:8b/);
	expect(await page.locator('.praxis-thinking').evaluate((el) => (el as HTMLDetailsElement).open)).toBe(false);
	expect(await page.locator('.praxis-steps .praxis-step:not(.praxis-thinking)').allInnerTexts()).toEqual([expect.stringMatching(/^Reading “.*Lease/), expect.stringContaining('answered')]);
	expect(new Set((await calls()).map(({ url }) => new URL(url).origin))).toEqual(new Set(['http://localhost:11434']));
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-model');
	await setTheme('dark');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-model');
});

test('given a model that does not answer, when stop is pressed, then the run ends at once and the next question is taken', async () => {
	const { page, ask, calls } = await withStored(WITH_OLLAMA, { answer: ollama(() => new Promise(() => undefined), () => ndjson(tool('finish', { outcome: 'unknown', claims: [] }))) });
	await open.openChat();
	await page.locator('.praxis-composer-field').fill(LEASE);
	await page.keyboard.press('Enter');
	// A stop before the model was asked would leave the answer that never comes to the next question.
	while (!(await calls()).some(({ url }) => url.endsWith('/api/chat'))) await page.waitForTimeout(20);
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await page.waitForSelector('.praxis-foot');
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Stopped');
	await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
	await ask('Which submarine did Napoleon captain?');
	expect(await page.locator('.praxis-outcome').last().innerText()).toBe('Not in your notes');
});

const WITH_CLAUDE = { onDeviceOnly: false, providers: [{ id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'anthropic-key', models: [] }], roleModels: { fast: '', standard: 'anthropic/claude-opus-5-5', best: '' } };

test('given a remote model with a wrong key, when it is asked and tested, then both say that the key is not accepted, and where the question goes stood there before', async () => {
	const denied = (): Response => Response.json({ type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }, { status: 401 });
	const { ask, page, shot, calls, violations } = await withStored(WITH_CLAUDE, { secrets: { 'anthropic-key': KEY }, answer: denied });
	await open.openChat();
	await page.waitForFunction(() => /^To api\.anthropic\.com, about [\d,]+ tokens, \$\d\.\d\d\.$/.test(document.querySelector('.praxis-where')?.textContent ?? ''));
	expect(await page.locator('.praxis-model-chip').innerText()).toBe('Claude Opus 5.5 · remote');
	await shot('chat-remote');
	await ask(LEASE);
	expect(await page.locator('.praxis-turn').innerText()).toMatch(/Could not finish/);
	expect(await page.locator('.praxis-turn').innerText()).toContain('Anthropic does not accept the key.');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-wrong-key');
	await settings();
	await page.getByRole('button', { name: 'Test Anthropic' }).click();
	await page.waitForSelector('.setting-item .praxis-report .praxis-icon');
	expect(await page.locator('.praxis-report', { hasText: 'Anthropic does not accept the key.' }).innerText()).toContain('Copy the key again from the vendor’s page');
	expect(new Set((await calls()).map(({ url }) => new URL(url).host))).toEqual(new Set(['api.anthropic.com']));
	expect(await stored()).not.toContain(KEY);
});

test('given the menu of the chip, when quotes are chosen, then the chat quotes and sends nothing; on a phone it can be hit', async () => {
	const { ask, page, calls, shot } = await withStored(WITH_OLLAMA, { width: 390, height: 780, mobile: 'phone' });
	await open.openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent?.startsWith('qwen3'));
	expect((await page.locator('.praxis-model-chip').boundingBox())?.height).toBeGreaterThanOrEqual(44);
	await page.locator('.praxis-model-chip').click();
	expect(await page.locator('.menu-item').allInnerTexts()).toEqual(['Fast: not set', 'Standard: qwen3:8b', 'Best: not set', 'qwen3:8b (Ollama, on this device)', 'Quote my notes without a model']);
	await shot('chat-model-menu-phone');
	await page.locator('.menu-item', { hasText: 'Quote my notes' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent === 'No model: quotes your notes');
	await ask(LEASE);
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Answered');
	expect(await calls()).toEqual([]);
});
