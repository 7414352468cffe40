/** Setting up models in Chromium: providers, keys by name, local servers, roles and prices; what is sent, and what is not. */
import { closeBrowser, type OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const KEY = 'sk-ant-test-0123456789';
let open: DemoPlugin;
const start = async (options: Partial<OpenOptions> = {}): Promise<DemoPlugin> => (open = await openDemo(options));
const stored = (): Promise<string> => open.page.evaluate(() => JSON.stringify(workbench.app.device__.state.data));
const settings = async (): Promise<void> => {
	await open.page.getByRole('button', { name: 'Settings' }).click();
	await open.page.waitForSelector('.praxis-folders');
};
afterEach(async () => {
	const { errors } = open;
	await open.close();
	expect(errors).toEqual([]);
});
afterAll(closeBrowser);

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
