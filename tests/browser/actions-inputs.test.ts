/** What the form of a pattern offers to work on beside the note, and the template of a new note, in Chromium. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import type { DemoPlugin } from '../support/demo-plugin';
import { ndjson, ollama, openStored, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const FILES = {
	'Talk.md': 'Ana: we ship on Friday.\n',
	'Peat/Compost.md': 'Compost needs air.\n',
	'Peat/Bins.md': 'A compost bin of three chambers.\n',
	'Templates/Card.md': '---\nkind: card\n---\n# {{title}}\n\n{{result}}\n\nKept by hand.\n',
	'Patterns/polish.md': 'Polish it.\n',
	'Patterns/brief.md': '---\ndescription: Says it briefly.\noutput: new-note\n---\nSay it briefly.\n',
};

let open: DemoPlugin;
closeAfterEach(() => open);

async function start({ data = WITH_OLLAMA as object, ...options }: Partial<OpenOptions> & { readonly data?: object } = {}): Promise<DemoPlugin> {
	open = await openStored(data, { mode: 'source', vault: FILES, ...options });
	const { page } = open;
	await open.runCommand('show-outside');
	await page.getByRole('button', { name: /^Accept all/ }).click();
	await page.getByText('Nothing waits').waitFor();
	await page.keyboard.press('Escape');
	await page.waitForSelector('.modal', { state: 'detached' });
	await page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('Talk.md');
		if (file) await workbench.app.workspace.getLeaf(false).openFile(file);
	});
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.locator('.praxis-pick-field').fill('brief');
	await page.locator('.praxis-pick-row').first().click();
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	return open;
}
const button = (name: string): ReturnType<DemoPlugin['page']['getByRole']> => open.page.getByRole('button', { name, exact: true });
const runs = (): ReturnType<DemoPlugin['page']['locator']> => open.page.locator('.praxis-action button[type=submit]:not(:disabled)');
const asked = async (): Promise<string> => JSON.stringify((await open.calls()).filter(({ url }) => url.endsWith('/api/chat')));

test('given a search, then the notes it finds are counted and named before they are sent, and the new note is made after the template that was chosen', async () => {
	const { page, shot, setTheme, violations, vaultDir } = await start({ answer: ollama(() => ndjson({ content: 'Air, and three chambers.' })) });
	await page.getByLabel('Works on').selectOption('search');
	await page.getByText('Say what to search for.').waitFor();
	expect(await runs().count()).toBe(0);
	await page.getByLabel('Search for').fill('zzzz');
	await page.getByText('No note was found.').waitFor();
	await page.getByLabel('Search for').fill('compost');
	await page.getByText('2 notes found').waitFor();
	expect((await page.locator('.praxis-source-found li').allInnerTexts()).sort()).toEqual(['Bins', 'Compost']);
	await page.getByLabel('Template').fill('card');
	await page.locator('.suggestion-item').first().click();
	expect(await page.getByLabel('Template').inputValue()).toBe('Card');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	expect(await violations('.praxis-action')).toEqual([]);
	await shot('actions-search');
	await setTheme('dark');
	await shot('actions-search');
	await button('Preview').click();
	await page.locator('.praxis-prompt-part').last().click();
	expect(await page.locator('.praxis-prompt-text').last().innerText()).toContain('A compost bin of three chambers.');
	await page.keyboard.press('Escape');
	await runs().click();
	await button('Write it').click();
	await page.waitForSelector('.modal', { state: 'detached' });
	const made = ['Compost', 'Bins'].map((name) => join(vaultDir, `Praxis/Results/${name} – brief.md`)).find((path) => existsSync(path)) ?? '';
	expect(readFileSync(made, 'utf8')).toMatch(/kind: card[\s\S]*# \S+ – brief\n[\s\S]*Air, and three chambers\.[\s\S]*Kept by hand\.\n$/);
	expect(await asked()).toContain('Compost needs air.');
	expect(await asked()).not.toContain('we ship on Friday');
});

test('given web pages switched off on a phone, then the row says how to switch them on, and nothing can be run', async () => {
	const { page, shot, violations } = await start({ width: 390, height: 780, mobile: 'phone' });
	await page.getByLabel('Works on').selectOption('url');
	await page.getByText('Web pages are off. In the settings, switch off “On this device only” and switch on “Web pages”.').waitFor();
	await page.locator('.praxis-action-where:empty').waitFor({ state: 'attached' });
	expect(await runs().count()).toBe(0);
	expect(await violations('.praxis-action')).toEqual([]);
	await shot('actions-url-off-phone');
	await page.getByLabel('Works on').selectOption('search');
	await page.getByLabel('Search for').fill('compost');
	await page.getByText('2 notes found').waitFor();
	await shot('actions-search-phone');
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('given web pages switched on, then a page is fetched only after a yes to its address, its text is what the pattern works on, and another address needs another fetch', async () => {
	const model = ollama(() => ndjson({ content: 'Peat is old.' }));
	const { page, shot } = await start({ data: { ...WITH_OLLAMA, onDeviceOnly: false, webPages: true }, answer: (call) => (call.url.includes('peat.example') ? new Response('<title>Peat</title><main><p>Peat is older than the house.</p></main>', { headers: { 'content-type': 'text/html' } }) : model(call)) });
	await page.getByLabel('Works on').selectOption('url');
	await page.getByText('Fetch the page first.').waitFor();
	await page.getByLabel('Address').fill('https://peat.example/about');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-question');
	expect((await open.calls()).filter(({ url }) => url.includes('peat.example'))).toEqual([]);
	await shot('actions-url-ask');
	await page.locator('.praxis-question').getByRole('button', { name: 'Allow once', exact: true }).click();
	await page.getByText(/^https:\/\/peat\.example\/about, \d+ characters$/).waitFor();
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await shot('actions-url');
	await page.getByLabel('Result goes to').selectOption('chat');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await runs().click();
	await page.getByText('Peat is old.').waitFor();
	expect(await asked()).toContain('Peat is older than the house.');
	await button('Change').click();
	await page.getByLabel('Address').fill('https://peat.example/other');
	await page.getByText('Fetch the page first.').waitFor();
	expect(await runs().count()).toBe(0);
});
