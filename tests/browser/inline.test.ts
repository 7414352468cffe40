/** Writing with a model inside a note, in Chromium: the wish, the proposal with its difference, yes, no, and one undo. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor } from 'obsidian';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import type { DemoPlugin } from '../support/demo-plugin';
import { ndjson, ollama, openStored, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;
declare const editorOf: (from: Workbench) => Editor | undefined;

jest.setTimeout(60_000);
const NOTE = 'Meetings/2025-02-18 Sousa budget.md';
const LINE = '- The board has cut the project from €38,400 to €31,500. ^budget-cut';
const SHORT = '- The board cut the project from €38,400 to €31,500. ^budget-cut';
let open: DemoPlugin;
closeAfterEach(() => open);

/** Opens the note for editing with `text` selected, or the cursor after it. */
async function select(note: string, selected: string, isCursor = false): Promise<void> {
	await open.page.evaluate(
		async ([path, text, cursor]) => {
			const { app } = workbench;
			const file = app.vault.getFileByPath(path as string);
			if (file) await app.workspace.getLeaf(false).openFile(file);
			const editor = editorOf(workbench);
			const at = editor?.getValue().indexOf(text as string) ?? -1;
			if (!editor || at === -1) throw new Error('The text is not there.');
			const end = editor.offsetToPos(at + (text as string).length);
			editor.setSelection(cursor ? end : editor.offsetToPos(at), end);
		},
		[note, selected, isCursor] as const,
	);
}

/** Opens the demo with the note being edited and `selected` selected, or the cursor after it. */
async function editing(selected: string, { isCursor = false, note = NOTE, data = WITH_OLLAMA as object, ...options }: Partial<OpenOptions> & { readonly isCursor?: boolean; readonly note?: string; readonly data?: object } = {}): Promise<DemoPlugin> {
	open = await openStored(data, { mode: 'source', ...options });
	await open.page.evaluate(() => Object.assign(window, { editorOf: ({ app }: Workbench) => (app.workspace.activeEditor as { editor?: Editor } | null)?.editor }));
	await select(note, selected, isCursor);
	return open;
}

const textOf = (): Promise<string> => open.page.evaluate(() => editorOf(workbench)?.getValue() ?? '');
const run = async (id: string): Promise<void> => {
	await open.runCommand(id);
	await open.page.waitForSelector('.praxis-inline');
};

test('given a selection, when a change is wished for, then its difference is shown, yes puts it in, and one undo takes it back', async () => {
	const { page, violations, shot, setTheme } = await editing(LINE, { answer: ollama(() => ndjson({ content: SHORT.slice(0, 20) }, { content: SHORT.slice(20) })) });
	const before = await textOf();
	await run('edit-selection');
	expect(await page.evaluate(() => document.activeElement?.className)).toBe('praxis-inline-wish');
	expect(await page.locator('.praxis-inline-where').innerText()).toBe('To qwen3:8b on this device.');
	expect(await page.getByRole('button', { name: 'Write' }).isDisabled()).toBe(true);
	await shot('inline-asking');
	await page.keyboard.type('Shorter');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Accept' }).waitFor();
	expect(await textOf()).toBe(before);
	expect(await page.locator('.praxis-inline del').innerText()).toContain('has cut');
	expect(await page.locator('.praxis-inline ins').innerText()).toBe(SHORT);
	expect(await violations('.praxis-inline')).toEqual([]);
	await shot('inline-ready');
	await setTheme('dark');
	await shot('inline-ready');
	await page.keyboard.press('Control+Enter');
	expect(await textOf()).toBe(before.replace(LINE, SHORT));
	expect(await page.locator('.praxis-inline').count()).toBe(0);
	await page.keyboard.press('Control+z');
	expect(await textOf()).toBe(before);
});

test('given a proposal, when the person rejects it or edits the text meanwhile, then their text is as they left it', async () => {
	const { page, shot } = await editing(LINE, { answer: ollama(() => ndjson({ content: 'Other words.' }), () => ndjson({ content: 'Other words.' })) });
	const before = await textOf();
	await run('edit-selection');
	await page.keyboard.type('Other words');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Reject' }).click();
	expect(await textOf()).toBe(before);
	await page.evaluate((line) => {
		const editor = editorOf(workbench);
		const at = editor?.getValue().indexOf(line) ?? 0;
		editor?.setSelection(editor.offsetToPos(at), editor.offsetToPos(at + line.length));
	}, LINE);
	await run('edit-selection');
	await page.keyboard.type('Other words');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Accept' }).waitFor();
	await page.evaluate((line) => {
		const editor = editorOf(workbench);
		const at = (editor?.getValue().indexOf(line) ?? 0) + 10;
		editor?.replaceRange('WHOLE ', editor.offsetToPos(at));
	}, LINE);
	await page.getByRole('button', { name: 'Accept' }).click();
	expect(await page.locator('.praxis-inline-body').innerText()).toContain('The text was changed meanwhile.');
	await shot('inline-moved');
	expect(await textOf()).toContain('WHOLE ');
});

test('given the end of a line, when it is continued, then the words go in behind it', async () => {
	const { page } = await editing('in good faith.', { isCursor: true, answer: ollama(() => ndjson({ content: 'Then Ana sighed.' })) });
	await run('continue-writing');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Accept' }).click();
	expect(await textOf()).toContain('in good faith. Then Ana sighed.');
});

test('given a server that fails and one that hangs, then it says so or stops, and nothing is written', async () => {
	const { page, shot } = await editing(LINE, { answer: ollama(() => Response.json({ error: 'model "qwen3:8b" not found' }, { status: 404 }), () => new Promise(() => undefined)) });
	const before = await textOf();
	await run('edit-selection');
	await page.keyboard.type('Shorter');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-inline-body.is-failed');
	expect(await page.locator('.praxis-inline-body').innerText()).toContain('Nothing was written. Your text is unchanged.');
	await shot('inline-failed');
	await page.getByRole('button', { name: 'Try again' }).click();
	await page.getByRole('button', { name: 'Stop' }).click();
	await page.waitForSelector('.praxis-inline-body.is-failed');
	expect(await textOf()).toBe(before);
	await page.keyboard.press('Escape');
	expect(await page.locator('.praxis-inline').count()).toBe(0);
});

test('given no model, then a notice says where to add one; given a phone, then the panel fits', async () => {
	await editing(LINE, { data: {} });
	await open.runCommand('edit-selection');
	await open.page.waitForSelector('.notice');
	expect(await open.page.locator('.notice').innerText()).toContain('No model is set up');
	await open.close();
	const { page, shot } = await editing(LINE, { width: 390, height: 780, mobile: 'phone', answer: ollama(() => ndjson({ content: SHORT })) });
	await run('edit-selection');
	await page.locator('.praxis-inline-wish').fill('Shorter');
	await page.getByRole('button', { name: 'Write' }).click();
	await page.getByRole('button', { name: 'Accept' }).waitFor();
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	await shot('inline-phone');
});

test('the note on disk keeps what was not touched', async () => {
	const { page, vaultDir } = await editing(LINE, { answer: ollama(() => ndjson({ content: SHORT })) });
	const before = readFileSync(join(vaultDir, NOTE), 'utf8');
	await run('edit-selection');
	await page.keyboard.type('Shorter');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Accept' }).click();
	const onDisk = (): string => readFileSync(join(vaultDir, NOTE), 'utf8');
	// The app saves what is edited a while later.
	while (onDisk() === before) await page.waitForTimeout(50);
	expect(onDisk()).toBe(before.replace(LINE, SHORT));
});

test('given words selected in a private note and in a clipping, when they are asked about, then each lies beside the question with its place and its label, can be taken off, and is in what the model will see', async () => {
	const { page, shot, setTheme, violations, runCommand } = await editing('mean 136 over 86', { note: 'Private/Health log.md' });
	await runCommand('ask-about-selection');
	const chips = page.locator('.praxis-chip:not(.praxis-chip-offer)');
	await page.waitForFunction(() => document.querySelector('.praxis-chip:not(.praxis-chip-offer)')?.textContent?.includes('Private') ?? false);
	expect(await chips.allInnerTexts()).toEqual([expect.stringMatching(/^Health log, line 13\s+Private$/)]);
	expect(await page.evaluate(() => document.activeElement?.className)).toContain('praxis-composer-field');
	await select('Clippings/A rain barrel that does not smell.md', 'nine tenths of the cure');
	await runCommand('ask-about-selection');
	await page.waitForFunction(() => document.querySelectorAll('.praxis-chip:not(.praxis-chip-offer)')[1]?.textContent?.includes('From elsewhere') ?? false);
	expect((await chips.allInnerTexts())[1]).toMatch(/^A rain barrel that does not smell, line 7\s+From elsewhere$/);
	expect(await chips.nth(1).locator('[role="note"]').getAttribute('aria-label')).toMatch(/From elsewhere\. This note .+ Its words may not be your own\./);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('ask-about');
	await setTheme('dark');
	await shot('ask-about');
	await page.getByRole('button', { name: 'Take “Health log, line 13” off' }).click();
	expect(await chips.count()).toBe(1);
	await page.locator('.praxis-composer-field').fill('What is the cure?');
	await page.getByRole('button', { name: 'What the model will see' }).click();
	await page.waitForSelector('.praxis-prompt-part');
	await page.locator('.praxis-prompt-part', { hasText: 'A rain barrel that does not smell.md, lines 7–7' }).locator('summary').click();
	expect(await page.locator('.praxis-prompt-text').innerText()).toContain('nine tenths of the cure');
	expect(await page.locator('.praxis-prompt').innerText()).not.toContain('136 over 86');
});
