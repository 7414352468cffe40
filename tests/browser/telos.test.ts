/** The TELOS view in Chromium on the built plugin and the demo vault: as a person reads it, in every shape, size and theme. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const row = (name: string) => open.page.locator('.praxis-telos-row', { hasText: name }).first();
const title = (): Promise<string> => open.page.locator('.praxis-telos-page-title').innerText();
const selected = (): Promise<string> => open.page.locator('.praxis-telos-row[aria-selected="true"] .praxis-telos-title').innerText();
const press = (...keys: string[]): Promise<void> => keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());

async function show(options: Partial<OpenOptions> = {}): Promise<void> {
	open = await openDemo(options);
	await open.runCommand('open-telos');
	await open.page.waitForSelector('.praxis-telos-row');
}

/** What sticks out of the view sideways, or on a phone is too small to hit. */
function misfits(isPhone: boolean): Promise<string[]> {
	return open.page.evaluate((phone) => {
		const pane = document.querySelector('.praxis-telos')?.getBoundingClientRect();
		const seen = Array.from(document.querySelectorAll('.praxis-telos *'), (el) => ({ el, box: el.getBoundingClientRect() })).filter(({ el, box }) => box.width > 0 && !el.closest('svg') && !el.matches('.praxis-live'));
		return seen.filter(({ el, box }) => pane && (box.right > pane.right + 1 || (phone && el.matches('button, summary, select, input, [role="treeitem"]') && box.height < 43.5))).map(({ el, box }) => `${el.className} ${el.textContent?.slice(0, 30)} ${box.width} x ${box.height}`);
	}, isPhone);
}

test('given the demo vault, when TELOS is opened, then the tree, the map and the pages read well in both themes', async () => {
	await show();
	const { page, violations, shot } = open;
	await shot('telos-overview');
	await row('Six months of runway').click();
	expect(await title()).toBe('Six months of runway');
	expect(await page.locator('.praxis-telos-page').innerText()).toContain('At this pace:');
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot('telos');
	await open.setTheme('dark');
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot('telos');
	await page.getByRole('button', { name: 'Map', exact: true }).click();
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot('telos-map');
	await open.setTheme('light');
	await shot('telos-map');
	await page.getByRole('button', { name: 'Tree', exact: true }).click();
	await row('A fixed price for phase two').click();
	expect(await page.locator('.praxis-telos-page').innerText()).toContain('Rests on “Phase two takes forty days”, which is refuted.');
	expect(await violations('.praxis-telos-page')).toEqual([]);
	await shot('telos-decision');
});

test('given the keyboard alone, when a goal is found and opened, then its note stands there, and an edit in it shows where its row stood', async () => {
	await show();
	const { page, vaultDir } = open;
	await page.locator('.praxis-telos-tree').focus();
	await press('s', 'i', 'x');
	expect(await selected()).toBe('Six months of runway');
	await press('ArrowLeft', 'ArrowRight', 'ArrowRight');
	expect(await selected()).toBe('I say yes too early');
	await press('End', 'Home', 'ArrowDown', 'Enter');
	await page.waitForSelector('.workspace-leaf:not(.mod-hidden) .inline-title');
	expect(await page.locator('.workspace-leaf:not(.mod-hidden) .inline-title').innerText()).toBe('A daughter, not a manager');
	await open.runCommand('open-telos');
	expect(await page.locator('.praxis-telos').count()).toBe(1);
	expect(await selected()).toBe('A daughter, not a manager');
	await row('One week in six with Mama').click();
	const scrolled = (): Promise<number | undefined> => page.evaluate(() => document.querySelector('.praxis-telos-tree')?.scrollTop);
	const before = await scrolled();
	await page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('Telos/One week in six with Mama.md');
		if (file) await workbench.app.vault.process(file, (text) => text.replace('status: active', 'status: paused'));
	});
	await page.waitForFunction(() => document.querySelector('.praxis-telos-row[aria-selected="true"]')?.textContent?.includes('Paused'));
	expect(await title()).toBe('One week in six with Mama');
	expect(await scrolled()).toBe(before);
	expect(readFileSync(join(vaultDir, 'Telos/One week in six with Mama.md'), 'utf8')).toContain('status: paused');
});

/** The list, then an item's page in its place, then the map: each without anything cut off. */
async function look(name: string, isPhone: boolean): Promise<void> {
	const { page, violations, shot } = open;
	expect(await misfits(isPhone)).toEqual([]);
	await shot(`telos-${name}`);
	await row('Publish the fountain map').click();
	await page.locator('.praxis-telos-back').waitFor();
	expect(await page.locator('.praxis-telos-tree').isVisible()).toBe(false);
	expect(await misfits(isPhone)).toEqual([]);
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot(`telos-${name}-page`);
	await press('Escape');
	expect(await page.locator('.praxis-telos-tree').isVisible()).toBe(true);
	expect(await violations('.praxis-telos')).toEqual([]);
	await page.getByRole('button', { name: 'Map', exact: true }).click();
	expect(await misfits(isPhone)).toEqual([]);
	await shot(`telos-${name}-map`);
	await page.getByRole('button', { name: 'Tree', exact: true }).click();
}

test('given a narrow pane or a sidebar, when an item is chosen, then its page takes the place of the list and nothing is cut off', async () => {
	await show({ width: 900 });
	const size = (width: number): Promise<unknown> => open.page.addStyleTag({ content: `.praxis-telos { max-width: ${width}px; }` });
	await size(380);
	await look('narrow', false);
	await size(250);
	await look('sidebar', false);
});

test('given a phone, when an item is chosen, then its page takes the place of the list, and all of it can be hit', async () => {
	await show({ width: 390, height: 780, mobile: 'phone' });
	await look('phone', true);
});

test('given a thousand items, when they are scrolled, folded and filtered, then only what is seen is drawn, and the map stays readable', async () => {
	const goals = Array.from({ length: 200 }, (_none, index) => `### G${index}: Goal number ${index} with a title of some length\n**Status:** ${index % 3 === 0 ? 'Paused' : 'Active'}\n**Supports:** M${index % 4}\n`).join('\n');
	const strategies = Array.from({ length: 796 }, (_none, index) => `### S${index}: Way ${index}\n**Addresses:** G${index % 200}\n`).join('\n');
	const missions = Array.from({ length: 4 }, (_none, index) => `### M${index}: Mission ${index}\n`).join('\n');
	await show({ vault: { 'Start here.md': 'Hello.\n', 'Telos/MISSION.md': `# Missions\n\n## Missions\n\n${missions}`, 'Telos/GOALS.md': `# Goals\n\n## Active Goals\n\n${goals}`, 'Telos/STRATEGIES.md': `# Strategies\n\n## Active Strategies\n\n${strategies}` } });
	const { page, shot, violations } = open;
	await shot('telos-thousand');
	const drawn = (): Promise<number> => page.locator('.praxis-telos-row').count();
	expect(await drawn()).toBeLessThan(60);
	await page.locator('.praxis-telos-tree').focus();
	await press('End');
	expect(await selected()).toMatch(/^Goal number/);
	expect(await drawn()).toBeLessThan(60);
	await page.getByLabel('Filter by words').fill('way 79');
	await page.waitForFunction(() => document.querySelector('.praxis-telos-tree')?.textContent?.includes('Way 795'));
	await page.getByLabel('Filter by words').fill('');
	await page.getByRole('button', { name: 'Map', exact: true }).click();
	await page.waitForSelector('.praxis-telos-box');
	expect(await page.locator('.praxis-telos-box').count()).toBeLessThanOrEqual(60);
	expect(await violations('.praxis-telos-map')).toEqual([]);
	await shot('telos-thousand-map');
	await page.getByRole('button', { name: 'Draw all' }).click();
	await page.waitForFunction(() => document.querySelectorAll('.praxis-telos-box').length === 1000);
	await shot('telos-thousand-map-all');
});

test('given a note with TELOS blocks, when it is read, then tree, map and goal stand in it, and a bad option is told in its place', async () => {
	open = await openDemo();
	const { page, vaultDir, violations, shot } = open;
	const block = (text: string): string => `\n\`\`\`praxis-telos\n${text}\n\`\`\`\n`;
	const path = 'Purpose.md';
	writeFileSync(join(vaultDir, path), `Why I do this.\n${block('goal: G2')}${block('view: tree\nstatus: active\ngoal: M0')}${block('view: map')}${block('veiw: tree')}`);
	await page.waitForFunction((at) => workbench.app.vault.getFileByPath(at) !== null, path);
	await page.evaluate(async (at) => {
		const file = workbench.app.vault.getFileByPath(at);
		if (file) await workbench.app.workspace.getLeaf('tab').openFile(file);
	}, path);
	await page.waitForSelector('.praxis-telos-block .praxis-telos-box');
	expect(await page.locator('.praxis-telos-block-message').innerText()).toContain('there is no option “veiw”');
	expect(await violations('.workspace-leaf:not(.mod-hidden) .markdown-preview-view')).toEqual([]);
	await shot('telos-block-goal');
	await page.locator('.praxis-telos-block-message').scrollIntoViewIfNeeded();
	await shot('telos-block');
	await page.locator('.praxis-telos-block .praxis-telos-row', { hasText: 'Make water visible' }).first().click();
	await page.locator('.workspace-leaf:not(.mod-hidden) .inline-title', { hasText: 'Make water visible' }).waitFor();
});

test('given no TELOS in the vault, when the view is opened, then it says what it is for', async () => {
	open = await openDemo({ vault: { 'Start here.md': 'Hello.\n' } });
	await open.runCommand('open-telos');
	await open.page.waitForSelector('.praxis-telos .praxis-empty');
	expect(await open.violations('.praxis-telos')).toEqual([]);
	await open.shot('telos-empty');
});
