/** The activity view in Chromium on the built plugin: what was changed, and every way back. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import type { DemoPlugin } from '../support/demo-plugin';
import { openStored } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(60_000);
/** A chat that is kept as a note would be a run of its own. */
const NO_CHATS = { keepChats: false };
const FLAT = 'Home/Flat hunt 2025.md';
const QUESTION = 'Why are we leaving Rua da Alegria: third floor, no lift, mould behind the wardrobe?';
let open: DemoPlugin;
closeAfterEach(() => open);

const onDisk = (path: string): string => readFileSync(join(open.vaultDir, path), 'utf8');
const run = (index: number) => open.page.locator('.praxis-run').nth(index);
const titles = (): Promise<string[]> => open.page.locator('.praxis-run-title').allInnerTexts();
const runsAre = (count: number): Promise<unknown> => open.page.waitForFunction((n) => document.querySelectorAll('.praxis-run').length === n, count);

/** Opens the activity beside the chat and saves an answer, which makes a note and gives the cited one a block id. */
async function saved(options: Partial<OpenOptions> = {}): Promise<{ before: string; result: string }> {
	open = await openStored(NO_CHATS, options);
	const { page, ask, runCommand } = open;
	const before = onDisk(FLAT);
	await runCommand('open-activity');
	await page.waitForSelector('.praxis-activity .praxis-empty');
	await ask(QUESTION);
	await page.getByRole('button', { name: 'Save as note' }).click();
	await page.locator('.praxis-saved .praxis-link').first().waitFor();
	await runsAre(1);
	expect(onDisk(FLAT)).not.toBe(before);
	return { before, result: await page.locator('.praxis-saved .praxis-link').first().innerText() };
}

/** The person edits the note in the app. */
async function edit(path: string, from: string, to: string): Promise<void> {
	await open.page.evaluate(async ([at, was, is]) => {
		const { vault } = workbench.app;
		const file = vault.getFileByPath(at);
		if (file) await vault.process(file, (text) => text.replace(was, is));
	}, [path, from, to] as const);
	expect(onDisk(path)).toContain(to);
}

test('given no runs, when the view is opened, then it says what it is for and offers the next step', async () => {
	open = await openStored(NO_CHATS);
	const { page, runCommand, violations, shot } = open;
	await runCommand('open-activity');
	await page.waitForSelector('.praxis-activity .praxis-empty');
	expect(await page.locator('.praxis-activity').innerText()).toContain('Every change that Praxis makes to your notes is listed here');
	expect(await violations('.praxis-activity')).toEqual([]);
	await shot('activity-empty');
	await page.locator('.praxis-activity').getByRole('button', { name: 'Ask my vault' }).click();
	await page.waitForSelector('.praxis-ask');
	await page.keyboard.press('Escape');
	await runCommand('open-activity');
	expect(await page.locator('.praxis-activity').count()).toBe(1);
});

test('given a saved answer, when its run is opened, then each note stands there with what was written', async () => {
	const { result } = await saved();
	const { page, violations, shot } = open;
	expect(await titles()).toEqual([`Saved the answer to “${QUESTION}”`]);
	expect(await page.locator('.praxis-run-line').innerText()).toBe('1 note changed, 1 created · just now');
	expect(await page.locator('.praxis-day').innerText()).toBe('Today');
	await page.locator('.praxis-run-toggle').click();
	await page.waitForSelector('.praxis-run-note');
	expect(await page.locator('.praxis-run-note-head').allInnerTexts()).toEqual([expect.stringContaining(FLAT), expect.stringContaining(result)]);
	expect(await page.locator('.praxis-run-note').first().locator('.praxis-diff-word').innerText()).toMatch(/ \^[a-z0-9]+/);
	expect((await page.locator('.praxis-run-note').nth(1).locator('.praxis-diff-added .praxis-diff-text').allTextContents()).join('\n')).toBe(onDisk(result).trimEnd());
	expect(await violations('.praxis-activity')).toEqual([]);
	await shot('activity');
	await open.setTheme('dark');
	expect(await violations('.praxis-activity')).toEqual([]);
	await shot('activity');
});

test('given a run, when it is undone and done again, then the bytes go back and forth and the list follows', async () => {
	const { before, result } = await saved();
	const { page } = open;
	const written = onDisk(FLAT);
	await run(0).locator('.praxis-run-back').click();
	await runsAre(2);
	expect(onDisk(FLAT)).toBe(before);
	expect(existsSync(join(open.vaultDir, result))).toBe(false);
	expect((await titles())[0]).toBe(`Undo: Saved the answer to “${QUESTION}”`);
	expect(await run(1).locator('.praxis-run-line').innerText()).toMatch(/^Undone/);
	expect(await page.locator('.notice').innerText()).toMatch(/^Undone: /);
	await run(1).getByRole('button', { name: /^Redo/ }).click();
	await runsAre(3);
	expect(onDisk(FLAT)).toBe(written);
	expect(existsSync(join(open.vaultDir, result))).toBe(true);
	expect(await run(2).locator('.praxis-run-back').innerText()).toBe('Undo');
});

test('given the command, when it is run, then the last change is undone, and with nothing left it says so', async () => {
	const { before } = await saved();
	await open.runCommand('undo-last');
	await runsAre(2);
	expect(onDisk(FLAT)).toBe(before);
	await open.page.locator('.notice').first().click();
	await open.runCommand('undo-last');
	await open.page.locator('.notice', { hasText: 'nothing that could be undone' }).waitFor();
	expect(onDisk(FLAT)).toBe(before);
});

test('given an answer that was just saved, when Undo beside it is pressed, then the vault is as it was', async () => {
	const { before, result } = await saved();
	await open.page.getByRole('button', { name: 'Undo saving this answer' }).click();
	await open.page.locator('.praxis-saved', { hasText: 'Saving was undone.' }).waitFor();
	expect(onDisk(FLAT)).toBe(before);
	expect(existsSync(join(open.vaultDir, result))).toBe(false);
	await runsAre(2);
});

test('given a note edited elsewhere since, when the run is undone, then the edit stays', async () => {
	const { before } = await saved();
	await edit(FLAT, 'What we want', 'What we really want');
	await run(0).locator('.praxis-run-back').click();
	await runsAre(2);
	expect(onDisk(FLAT)).toBe(before.replace('What we want', 'What we really want'));
});

test('given the same line edited since, when the run is undone, then the note is left alone and the conflict shows its three texts', async () => {
	const { before } = await saved();
	await edit(FLAT, 'mould behind the wardrobe', 'black mould all over the bedroom');
	const mine = onDisk(FLAT);
	await run(0).locator('.praxis-run-back').click();
	await open.page.waitForSelector('.praxis-conflict-text .praxis-diff-line');
	expect(onDisk(FLAT)).toBe(mine);
	expect(await open.page.locator('.praxis-conflict-name').allInnerTexts()).toEqual(['Yours now', 'Before Praxis', 'What Praxis wrote']);
	const sides = await open.page.locator('.praxis-conflict-text').evaluateAll((els) => els.map((el) => Array.from(el.querySelectorAll('.praxis-diff-text'), (line) => line.textContent).join('\n')));
	expect(sides.map((text) => text.trimEnd())).toEqual([mine.trimEnd(), before.trimEnd(), expect.stringMatching(/mould behind the wardrobe.*\^[a-z0-9]+/)]);
	expect(await open.page.locator('.notice').innerText()).toContain('left alone');
	expect(await open.violations('.praxis-activity')).toEqual([]);
	await open.page.locator('.notice').click();
	await open.page.locator('.praxis-conflict').scrollIntoViewIfNeeded();
	await open.shot('activity-conflict');
});

test('given the keyboard alone, when a run is reached, opened and undone, then each control has a name and does what it says', async () => {
	const { before } = await saved();
	const { page } = open;
	await page.locator('.praxis-run-toggle').focus();
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-run-note');
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`Undo: Saved the answer to “${QUESTION}”`);
	await page.keyboard.press('Enter');
	await runsAre(2);
	expect(onDisk(FLAT)).toBe(before);
	expect(await run(1).locator('.praxis-run-toggle').getAttribute('aria-expanded')).toBe('true');
});

test.each<[string, Partial<OpenOptions>, readonly number[]]>([
	['narrow panes', { width: 900 }, [380, 280]],
	['a phone', { width: 390, height: 780, mobile: 'phone' }, [390]],
])('given %s, when a run is open, then nothing is cut off sideways', async (_name, options, widths) => {
	await saved(options);
	const { page, runCommand, violations, shot } = open;
	await runCommand('open-activity');
	await page.locator('.praxis-run-toggle').click();
	await page.waitForSelector('.praxis-run-note');
	for (const width of widths) {
		await page.addStyleTag({ content: `.praxis-activity { max-width: ${width}px; }` });
		const bad = await page.evaluate((isPhone) => {
			const pane = document.querySelector('.praxis-activity')?.getBoundingClientRect();
			return Array.from(document.querySelectorAll('.praxis-activity *'), (el) => ({ el, box: el.getBoundingClientRect() }))
				.filter(({ el, box }) => pane && box.width > 0 && (box.right > pane.right + 1 || (isPhone && el.matches('button, summary') && box.height < 44)))
				.map(({ el, box }) => `${el.className} ${box.width} x ${box.height}`);
		}, options.mobile === 'phone');
		expect([width, bad]).toEqual([width, []]);
		expect(await violations('.praxis-activity')).toEqual([]);
		await shot(options.mobile ? 'activity-phone' : `activity-pane-${width}`);
	}
});
