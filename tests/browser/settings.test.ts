/** Settings, the ask modal and the problems list in Chromium, by keyboard and pointer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const LEASE = 'When does our lease end?';
let open: DemoPlugin;
const start = async (options: Partial<OpenOptions> = {}): Promise<DemoPlugin> => (open = await openDemo(options));
const stored = (): Promise<unknown> => open.page.evaluate(() => workbench.app.device__.state.data);
closeAfterEach(() => open);

test('given the settings, when they open, then they are grouped by question and each says its effect and default', async () => {
	const { page, violations, shot, openChat } = await start();
	await openChat();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.waitForSelector('.praxis-folders');
	const text = await page.locator('.vertical-tab-content').innerText();
	expect(text).toMatch(/Where do things go\?[^]*What may leave this device\?[^]*How does search work\?/);
	expect(text.match(/Default: /g)?.length).toBeGreaterThanOrEqual(7);
	expect(text).toMatch(/\d+ notes indexed/);
	expect(await violations('.vertical-tab-content')).toEqual([]);
	await shot('settings');
	await open.setTheme('dark');
	await shot('settings');
});

test('given a folder list, when a folder is added by suggestion, then removed, then data.json follows and an unknown folder is refused', async () => {
	const { page, ask, runCommand } = await start();
	await page.getByRole('button', { name: 'Settings' }).click();
	const field = page.getByLabel('Add to private folders');
	await field.click();
	await field.fill('Hom');
	await page.locator('.suggestion-item', { hasText: 'Home' }).click();
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('"privateFolders":["Home"]'));
	await field.fill('Nowhere');
	await page.keyboard.press('Enter');
	expect(await page.locator('.praxis-folder-error').first().innerText()).toContain('There is no folder “Nowhere”');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await ask(LEASE);
	expect(await page.locator('.praxis-private').first().innerText()).toBe('Private');
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Remove Home' }).click();
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('"privateFolders":[]'));
	expect(await stored()).toMatchObject({ privateFolders: [], resultFolder: 'Praxis/Results' });
	expect(await runCommand('open-chat')).toBe(true);
});

test('given an excluded folder, when it is let in again, then its notes are found without another step', async () => {
	const { page, ask } = await start();
	const outcome = (): Promise<string> => page.locator('.praxis-outcome').last().innerText();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByLabel('Add to excluded folders').fill('Home');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('"excludedFolders":["Home"]'));
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await ask(LEASE);
	expect(await page.locator('.praxis-source').allInnerTexts()).not.toContainEqual(expect.stringContaining('Lease Rua Roberto Ivens'));
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Remove Home' }).click();
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('"excludedFolders":[]'));
	await page.keyboard.press('Escape');
	await page.waitForSelector('.praxis-status', { state: 'hidden' });
	await ask(LEASE);
	expect(await outcome()).toBe('Answered');
	expect(await page.locator('.praxis-source').last().locator('..').innerText()).toContain('Lease Rua Roberto Ivens');
});

test('given the modal, when a question is asked for a new note, then the note is on the disk and open, and the choice is remembered', async () => {
	const { page, openChat, runCommand, violations, shot, vaultDir } = await start();
	await openChat();
	await runCommand('ask');
	await page.keyboard.type(LEASE);
	expect(await violations('.modal')).toEqual([]);
	await shot('ask');
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowLeft');
	expect(await page.locator('input[value="new-note"]').isChecked()).toBe(true);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => workbench.app.workspace.getActiveFile()?.path.startsWith('Praxis/Results/'));
	const path = await page.evaluate(() => workbench.app.workspace.getActiveFile()?.path ?? '');
	expect(readFileSync(join(vaultDir, path), 'utf8')).toContain('30 June 2028');
	expect(await page.locator('.modal').count()).toBe(0);
	await runCommand('ask');
	expect(await page.locator('input[value="new-note"]').isChecked()).toBe(true);
	await page.keyboard.press('Escape');
	expect(await page.locator('.modal').count()).toBe(0);
});

test('given notes that could not be read, when they are shown, then each opens at its line', async () => {
	const { page, openChat, runCommand, violations, shot } = await start();
	await openChat();
	await runCommand('show-problems');
	await page.waitForSelector('.praxis-problem');
	expect(await violations('.modal')).toEqual([]);
	await shot('problems');
	const place = await page.locator('.praxis-problem-place').first().innerText();
	await page.locator('.praxis-problem').first().click();
	await page.waitForFunction((wanted) => wanted.startsWith(workbench.app.workspace.getActiveFile()?.path ?? '?'), place);
});

test('given a phone, when the modal and the settings open, then they fit', async () => {
	const { page, openChat, runCommand, shot, violations } = await start({ width: 390, height: 780, mobile: 'phone' });
	await openChat();
	await runCommand('ask');
	await page.waitForSelector('.praxis-ask-field');
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	expect(await violations('.modal')).toEqual([]);
	await shot('ask-phone');
});
