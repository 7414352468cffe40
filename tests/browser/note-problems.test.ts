/** What is wrong with an agent or a pattern, on its own note in Chromium: in reading and editing, gone when it is mended. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const AGENT = '---\nname: Gardener\ndescription: Knows the plots.\ntools: Read, Rake\nbudget-usd: much\n---\nYou know the garden.\n\nBe short.\n';
const VAULT = { 'Start here.md': '# Start\n', 'Agents/Gardener.md': AGENT, 'Patterns/Sum up.md': '---\ninput: moon\n---\nSum it up.\n' };

const show = (path: string): Promise<void> =>
	open.page.evaluate(async (at) => {
		const file = workbench.app.vault.getFileByPath(at);
		if (file) await workbench.app.workspace.getLeaf(false).openFile(file);
	}, path);
const told = (): Promise<string[]> => open.page.locator('.praxis-note-problems li').allInnerTexts();

test.each([['desktop', {}], ['phone', { width: 390, height: 780, mobile: 'phone' }]] as const)('given an agent and a pattern with faults on a %s, when their notes are open, then each fault stands there at its line, until it is mended', async (name, options) => {
	open = await openDemo({ vault: VAULT, mode: 'source', ...options });
	const { page, shot, setTheme, violations, vaultDir } = open;
	await show('Agents/Gardener.md');
	await page.waitForSelector('.praxis-note-problems');
	expect(await told()).toEqual([expect.stringMatching(/^Line 4\s+There is no tool “Rake”/), expect.stringMatching(/^Line 5\s+“budget-usd” must be a number/)]);
	expect(await violations('.praxis-note-problems')).toEqual([]);
	await shot(`note-problems-${name}`);
	await setTheme('dark');
	expect(await violations('.praxis-note-problems')).toEqual([]);
	await shot(`note-problems-${name}`);
	await page.getByRole('button', { name: 'Line 5' }).click();
	await page.waitForFunction(() => (workbench.app.workspace.activeEditor as { editor?: { getCursor(): { line: number } } } | null)?.editor?.getCursor().line === 4);
	await page.getByRole('button', { name: 'Toggle reading view' }).first().click();
	await page.waitForSelector('.markdown-reading-view .markdown-preview-sizer p');
	expect(await page.locator('.praxis-note-problems').isVisible()).toBe(true);
	await shot(`note-problems-reading-${name}`);
	writeFileSync(join(vaultDir, 'Agents/Gardener.md'), AGENT.replace(', Rake', '').replace('much', '1'));
	await page.waitForSelector('.praxis-note-problems', { state: 'detached' });
	await show('Patterns/Sum up.md');
	await page.waitForSelector('.praxis-note-problems');
	expect(await told()).toEqual([expect.stringMatching(/^Line 2\s+There is no input “moon”/)]);
	await show('Start here.md');
	await page.waitForSelector('.praxis-note-problems', { state: 'detached' });
});
