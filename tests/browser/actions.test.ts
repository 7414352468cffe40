/** Running a pattern, in Chromium: palette, form, difference, note, undo; favourites, private text, no model, a phone. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import type { DemoPlugin } from '../support/demo-plugin';
import { KEYS, ndjson, ollama, openStored, WITH_BOTH, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const TALK = '# Talk\n\nAna: we ship on Friday.\nBo: then I tell the board.\n';
const MINUTES = `---
description: Turns notes of a meeting into minutes that name who does what.
tags: [meeting]
input: [selection, note]
output: append under Minutes
variables:
  - { name: audience, label: For whom, required: true }
  - { name: tone, type: choice, label: Tone, options: [plain, formal], default: plain }
  - { name: names, type: toggle, label: Keep the names, default: true }
result:
  sections: [Decisions]
---
Write minutes for {{audience}} in a {{tone}} tone. Names: {{names}}.
`;
const RESULT = '## Decisions\n\n- Ship on Friday (Ana)\n- Tell the board (Bo)\n';
const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`Patterns/study-${i}.md`, `---\ndescription: Takes a text apart in way ${i}.\ntags: [study]\n---\nTake it apart, way ${i}.\n`]));
const FILES = { 'Talk.md': TALK, 'Private/Diary.md': 'Dear diary.\n', 'Patterns/board-minutes.md': MINUTES, 'Patterns/polish.md': '---\ndescription: Polishes a text.\ninput: [selection, note]\noutput: cursor\n---\nPolish it.\n' };

let open: DemoPlugin;
closeAfterEach(() => open);

async function at(path: string, { data = WITH_OLLAMA as object, ...options }: Partial<OpenOptions> & { readonly data?: object; readonly secrets?: Record<string, string> } = {}): Promise<DemoPlugin> {
	open = await openStored(data, { mode: 'source', vault: FILES, ...options });
	if (options.vault === undefined) await acceptAll();
	await open.page.evaluate(async (note) => {
		const file = workbench.app.vault.getFileByPath(note);
		if (file) await workbench.app.workspace.getLeaf(false).openFile(file);
	}, path);
	return open;
}

/** As a person who has looked at what steers agents here. */
async function acceptAll(): Promise<void> {
	await open.runCommand('show-outside');
	await open.page.getByRole('button', { name: /^Accept all/ }).click();
	await open.page.getByText('Nothing waits').waitFor();
	await open.page.keyboard.press('Escape');
	await open.page.waitForSelector('.modal', { state: 'detached' });
}

/** From the palette to the form of the pattern. */
async function pick(typed: string): Promise<void> {
	await open.runCommand('run-pattern');
	await open.page.waitForSelector('.praxis-pick-row');
	await open.page.keyboard.type(typed);
	await open.page.keyboard.press('Enter');
	await open.page.waitForSelector('.praxis-action');
}

const onDisk = (path: string): string => readFileSync(join(open.vaultDir, path), 'utf8');
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await open.page.waitForTimeout(25);
}

test('given a note, when a pattern is picked, filled in and run, then its difference is shown, yes writes it, and undo takes it back', async () => {
	const { page, shot, setTheme, violations } = await at('Talk.md', { answer: ollama(() => ndjson({ content: RESULT.slice(0, 20) }, { content: RESULT.slice(20) }), () => ndjson({ content: RESULT.replace('Friday', 'Monday') })) });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await shot('actions-picker');
	expect(await violations('.praxis-pick')).toEqual([]);
	await page.keyboard.type('boardmin');
	expect(await page.locator('.praxis-pick-row').first().innerText()).toContain('board-minutes');
	await page.keyboard.press('Enter');
	await page.getByText('To qwen3:8b on this device.').waitFor();
	expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
	await page.keyboard.type('the board');
	await page.getByRole('button', { name: 'Run', exact: true, disabled: false }).waitFor();
	expect(await violations('.praxis-action')).toEqual([]);
	await shot('actions-form');
	await setTheme('dark');
	await shot('actions-form');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Write it' }).waitFor();
	expect(onDisk('Talk.md')).toBe(TALK);
	expect(await page.locator('.praxis-planned ins').allInnerTexts()).toContain('## Decisions');
	expect(await violations('.praxis-action')).toEqual([]);
	await shot('actions-result');
	await setTheme('light');
	await shot('actions-result');
	await page.getByRole('button', { name: 'Write it' }).click();
	await until(() => onDisk('Talk.md').includes('Ship on Friday (Ana)'));
	expect(onDisk('Talk.md')).toContain(`${TALK}\n## Minutes\n\n%% praxis: result, pattern: board-minutes`);
	await pick('boardmin');
	await page.keyboard.type('the board');
	await page.getByRole('button', { name: 'Run', exact: true, disabled: false }).click();
	await page.getByText('Update its own section').waitFor();
	await shot('actions-again');
	expect(await page.locator('.praxis-planned ins').allInnerTexts()).not.toContain('## Minutes');
	await page.getByRole('radio', { name: 'Add another' }).click();
	await until(async () => (await page.locator('.praxis-planned ins').allInnerTexts()).includes('%% praxis: end %%'));
	await page.keyboard.press('Escape');
	await page.locator('.praxis-notice-undo').click();
	await until(() => onDisk('Talk.md') === TALK);
});

test('given 500 patterns, then a window of them is drawn, the keys reach the last, and a favourite is a command until it is none', async () => {
	const { page } = await at('Talk.md', { vault: { ...FILES, ...many }, data: { ...WITH_OLLAMA } });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	const rows = page.locator('.praxis-pick-row');
	expect(await rows.count()).toBeLessThan(100);
	await page.keyboard.press('ArrowUp');
	expect(await rows.count()).toBeGreaterThan(500);
	expect(await rows.last().getAttribute('aria-selected')).toBe('true');
	await page.keyboard.type('study 417');
	expect(await page.locator('.praxis-pick-row.is-selected').innerText()).toContain('study-417');
	await page.keyboard.press('Alt+KeyS');
	await page.keyboard.press('Escape');
	expect(await open.runCommand('run-study-417')).toBe(true);
	await page.waitForSelector('.praxis-action');
	expect(await page.locator('.modal-title').innerText()).toBe('study-417');
	await page.keyboard.press('Escape');
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	expect(await rows.first().innerText()).toContain('study-417');
	await page.keyboard.press('Alt+KeyS');
	await page.keyboard.press('Escape');
	await expect(open.runCommand('run-study-417')).rejects.toThrow();
});

test('given a private note and a remote model, then it is refused in place with a way out that works', async () => {
	const { page, shot } = await at('Private/Diary.md', { data: { ...WITH_BOTH, roleModels: { fast: '', standard: 'anthropic/claude-opus-5-5', best: '' } }, secrets: KEYS, answer: ollama(() => ndjson({ content: 'A polished diary.' })) });
	await pick('polish');
	await page.getByText('private text does not leave this device').waitFor();
	expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
	await shot('actions-private');
	await page.getByRole('button', { name: 'Use qwen3:8b on this device' }).click();
	await page.getByText('To qwen3:8b on this device.').waitFor();
	expect((await open.calls()).filter(({ url }) => url.includes('anthropic'))).toEqual([]);
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await page.getByRole('button', { name: 'Accept' }).click();
	await until(() => onDisk('Private/Diary.md').includes('A polished diary.'));
});

test('given no model on a phone, then the prompt can be seen and copied, and nothing is cut off', async () => {
	const { page, shot } = await at('Talk.md', { data: {}, width: 390, height: 780, mobile: 'phone' });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await shot('actions-picker-phone');
	await page.locator('.praxis-pick-field').fill('minutes');
	await page.locator('.praxis-pick-row').first().click();
	await page.getByText('No model is set up.').waitFor();
	await page.getByRole('button', { name: 'Preview' }).waitFor();
	await shot('actions-form-phone');
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	await page.getByRole('button', { name: 'Preview' }).click();
	await page.locator('.praxis-prompt-part').last().click();
	expect(await page.locator('.praxis-prompt-text').innerText()).toContain('Bo: then I tell the board.');
	await shot('actions-preview-phone');
	expect(existsSync(join(open.vaultDir, 'Praxis/Results'))).toBe(false);
});

test('given no model, when an action needs none, then it runs, shows its change and writes it', async () => {
	const { page, shot } = await at('Talk.md', { data: {} });
	await pick('outline');
	await page.getByText('No model is asked.').waitFor();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await page.getByRole('button', { name: 'Write it' }).waitFor();
	await shot('actions-local');
	await page.getByRole('button', { name: 'Write it' }).click();
	await until(() => onDisk('Talk.md').includes('[[#Talk]]') || onDisk('Talk.md').includes('Talk#Talk'));
	expect(onDisk('Talk.md').startsWith(TALK)).toBe(true);
});
