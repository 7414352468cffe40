/** The approve modal in Chromium on the built plugin, by way of restoring a note: what is accepted is done, and nothing else. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const PATH = 'Home/Flat.md';
const NOTE = ['# Flat', '', 'The monthly rent of the flat in Matosinhos is 820 euros.', '', ...Array.from({ length: 30 }, (_x, i) => `Fact ${i + 1} about the flat.`), ''].join('\n');
/** What the person, and somebody less kind, wrote after Praxis had given the block its id. */
const later = (text: string): string => text.replace('Fact 9 about', 'Fact nine about').replace('Fact 30 about the flat.', 'Fact 30 ab\u200bout the fl\u202eat.');
let open: DemoPlugin;
closeAfterEach(() => open);

const onDisk = (): string => readFileSync(join(open.vaultDir, PATH), 'utf8');

/** Another program writes the note; waits until the app has seen it. */
async function writeOutside(text: string): Promise<void> {
	writeFileSync(join(open.vaultDir, PATH), text);
	await open.page.waitForFunction(async ([path, wanted]) => {
		const { vault } = workbench.app;
		const file = vault.getFileByPath(path);
		return file !== null && (await vault.cachedRead(file)) === wanted;
	}, [PATH, text] as const);
}

/** Asks, saves the answer (which writes a block id into the note), edits the note, and asks for it as it was before. */
async function restore(options: Partial<OpenOptions> = {}): Promise<string> {
	open = await openDemo({ vault: { [PATH]: NOTE }, ...options });
	const { page, ask, runCommand } = open;
	await ask('What is the monthly rent of the flat in Matosinhos?');
	await page.getByRole('button', { name: 'Save as note' }).click();
	await page.locator('.praxis-saved .praxis-link').first().waitFor();
	await page.waitForFunction(() => document.querySelector('.praxis-saved .praxis-link') !== null);
	expect(onDisk()).toMatch(/820 euros\. \^[a-z0-9]+\n/);
	const edited = later(onDisk());
	await writeOutside(edited);
	await runCommand('open-activity');
	await page.locator('.praxis-run-toggle').first().click();
	await page.getByRole('button', { name: 'Restore the note as it was before this run' }).click();
	await page.waitForSelector('.praxis-approve[data-keys="on"]');
	return edited;
}

const settled = (): Promise<unknown> => open.page.waitForSelector('.notice');

test('given a restore that is shown, when the note changes on the disk before it is accepted, then the change is not lost', async () => {
	const edited = await restore();
	await writeOutside(edited.replace('Fact 20 about the flat.', 'Fact 20, which I have just written.'));
	await open.page.keyboard.press('Enter');
	await settled();
	expect(onDisk()).toBe(NOTE.replace('Fact 20 about the flat.', 'Fact 20, which I have just written.'));
});

test('given a restore that is shown, when the very lines change on the disk before it is accepted, then both texts are kept', async () => {
	const edited = await restore();
	const mine = edited.replace('Fact nine about the flat.', 'Fact nine, and my own words.');
	await writeOutside(mine);
	await open.page.keyboard.press('Enter');
	await settled();
	expect(onDisk()).toBe(mine);
	expect(await open.page.locator('.notice').innerText()).toContain('1 note has changed in the same lines');
	const copies = await open.page.evaluate(() => workbench.app.vault.getFiles().map((file) => file.path).filter((path) => path.startsWith('Home/Flat (')));
	expect(copies).toHaveLength(1);
	expect(readFileSync(join(open.vaultDir, copies[0] ?? ''), 'utf8')).toBe(NOTE);
});

test.each([
	['every change is rejected and Escape pressed', ['n', 'j', 'n', 'j', 'n', 'Enter', 'Escape']],
	['Escape is pressed at once', ['Escape']],
])('given a restore that is shown, when %s, then the bytes are identical', async (_name, keys) => {
	const edited = await restore();
	for (const key of keys) await open.page.keyboard.press(key);
	await open.page.waitForSelector('.praxis-approve', { state: 'detached' });
	expect(onDisk()).toBe(edited);
});

test('given three changes, when the middle one is rejected by keyboard, then the others alone are undone, and hidden characters were shown', async () => {
	const edited = await restore();
	const { page, violations, shot } = open;
	expect(await page.locator('.praxis-change-place').allInnerTexts()).toEqual(['Line 3', 'Line 13', 'Line 34']);
	expect(await page.locator('.praxis-approve .praxis-chip').allInnerTexts()).toEqual(['U+200B', 'U+202E']);
	expect(await violations('.praxis-approve')).toEqual([]);
	await page.keyboard.press('j');
	await page.keyboard.press('n');
	expect(await page.locator('.praxis-change').nth(1).getAttribute('aria-label')).toBe('Change 2 of 3, Line 13: rejected');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Change 2 of 3, Line 13: rejected');
	expect(await violations('.praxis-approve')).toEqual([]);
	await shot('approve');
	await open.setTheme('dark');
	expect(await violations('.praxis-approve')).toEqual([]);
	await shot('approve');
	await page.getByRole('button', { name: 'Apply 2 changes' }).click();
	await settled();
	expect(onDisk()).toBe(NOTE.replace('Fact 9 about', 'Fact nine about'));
	expect(onDisk()).not.toBe(edited);
});

test('given a phone, when changes are shown, then every control is 44 pixels to hit, the buttons are at the bottom and nothing is cut off', async () => {
	await restore({ width: 390, height: 780, mobile: 'phone' });
	const { page, violations, shot } = open;
	const bad = await page.evaluate(() =>
		Array.from(document.querySelectorAll('.praxis-approve button, .praxis-approve summary'))
			.map((el) => ({ name: el.textContent, box: el.getBoundingClientRect() }))
			.filter(({ box }) => box.height < 44 || box.width < 44 || box.right > innerWidth || box.left < 0)
			.map(({ name, box }) => `${name} ${box.width} x ${box.height}`),
	);
	expect(bad).toEqual([]);
	const foot = await page.locator('.praxis-approve-foot').boundingBox();
	const body = await page.locator('.praxis-approve-body').boundingBox();
	expect((foot?.y ?? 0) >= (body?.y ?? 0) + (body?.height ?? 0)).toBe(true);
	expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(780);
	expect(await violations('.praxis-approve')).toEqual([]);
	await shot('approve-phone');
});

test('given a narrow window, when changes are shown, then nothing is cut off sideways', async () => {
	await restore();
	const { page, shot } = open;
	await page.setViewportSize({ width: 380, height: 600 });
	const cut = await page.evaluate(() =>
		Array.from(document.querySelectorAll('.praxis-approve *'))
			.filter((el) => el.getBoundingClientRect().right > innerWidth + 1)
			.map((el) => el.className),
	);
	expect(cut).toEqual([]);
	await shot('approve-narrow');
});
