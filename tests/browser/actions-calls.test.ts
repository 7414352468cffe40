/** Patterns called from elsewhere than the palette, in Chromium: code blocks, links, the chat; and what comes after a result. */
import { readFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor } from 'obsidian';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { ndjson, ollama, openStored, WITH_OLLAMA } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const BLOCK = 'pattern: brief\nvariables:\n  audience: the board\n';
const FILES = {
	'Talk.md': 'Ana: we ship on Friday.\n',
	'Board.md': `# Board\n\nAna: we ship on Friday.\n\n\`\`\`praxis-pattern\n${BLOCK}\`\`\`\n\nMine.\n`,
	'Bad.md': '```praxis-pattern\ninput: everything\n```\n\n```praxis-pattern\npattern: nothing-there\n```\n',
	'Patterns/brief.md': '---\ndescription: Says it briefly.\noutput: append under Brief\nvariables:\n  - { name: audience, label: For whom, required: true }\n---\nSay it briefly for {{audience}}.\n',
	'Patterns/polish.md': '---\ndescription: Polishes a text.\noutput: chat\n---\nPolish it.\n',
};

let open: DemoPlugin;
closeAfterEach(() => open);

async function start(path: string, { mode = 'source', ...options }: Partial<OpenOptions> = {}): Promise<DemoPlugin> {
	open = await openStored(WITH_OLLAMA, { mode: 'source', vault: FILES, ...options });
	await open.runCommand('show-outside');
	await open.page.getByRole('button', { name: /^Accept all/ }).click();
	await open.page.getByText('Nothing waits').waitFor();
	await open.page.keyboard.press('Escape');
	await open.page.waitForSelector('.modal', { state: 'detached' });
	await open.page.evaluate(async ([note, shown]) => {
		const file = workbench.app.vault.getFileByPath(note ?? '');
		if (file) await workbench.app.workspace.getLeaf(false).openFile(file, shown === 'preview' ? { state: { mode: 'preview' } } : {});
	}, [path, mode]);
	return open;
}
const onDisk = (path: string): string => readFileSync(join(open.vaultDir, path), 'utf8');
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await open.page.waitForTimeout(25);
}
const button = (name: string): ReturnType<DemoPlugin['page']['getByRole']> => open.page.getByRole('button', { name, exact: true });

test('given a block, then its button opens the form with what it gives, and the result stands below it, once', async () => {
	const { page, shot, setTheme, violations } = await start('Board.md', { mode: 'preview', answer: ollama(() => ndjson({ content: 'Ship on Friday.' }), () => ndjson({ content: 'Ship Friday.' })) });
	await page.locator('.praxis-pattern-block-given').getByText('audience: the board').waitFor();
	await shot('pattern-block');
	await setTheme('dark');
	await shot('pattern-block');
	await setTheme('light');
	expect(await violations('.praxis-pattern-block')).toEqual([]);
	for (const said of ['Ship on Friday.', 'Ship Friday.']) {
		await button('Run brief').click();
		await page.waitForSelector('.praxis-action');
		expect(await page.getByLabel('For whom (needed)').inputValue()).toBe('the board');
		await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
		await button('Run').click();
		await button('Write it').click();
		await until(() => onDisk('Board.md').includes(`%%\n${said}\n%% praxis: end %%`));
		await page.waitForSelector('.modal', { state: 'detached' });
	}
	expect(onDisk('Board.md')).toMatch(/audience: the board\n```\n\n%% praxis: result, pattern: brief[^\n]*\nShip Friday\.\n%% praxis: end %%\n\n\nMine\.\n$/);
});

test('given two blocks that read the same, then each writes its own result below itself', async () => {
	const block = `\`\`\`praxis-pattern\n${BLOCK}\`\`\`\n`;
	const { page } = await start('Twice.md', { mode: 'preview', vault: { ...FILES, 'Twice.md': `${block}\nBetween.\n\n${block}\nBelow.\n` }, answer: ollama(() => ndjson({ content: 'Of the second.' }), () => ndjson({ content: 'Of the first.' })) });
	for (const [nth, said] of [[1, 'Of the second.'], [0, 'Of the first.']] as const) {
		await page.waitForFunction(() => document.querySelectorAll('.praxis-pattern-block button:not(:disabled)').length === 2);
		await button('Run brief').nth(nth).click();
		await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
		await button('Run').click();
		await button('Write it').click();
		await until(() => onDisk('Twice.md').includes(said));
		await page.waitForSelector('.modal', { state: 'detached' });
	}
	expect(onDisk('Twice.md')).toMatch(/^```praxis-pattern[^`]*```\n\n%% praxis: [^\n]*\nOf the first\.\n%% praxis: end %%[\s]*Between\.\s*```praxis-pattern[^`]*```\n\n%% praxis: [^\n]*\nOf the second\.\n%% praxis: end %%\s*Below\.\n$/);
});

test('given blocks that are wrong, then each says why in its place, and there is nothing to press', async () => {
	const { page, shot } = await start('Bad.md', { mode: 'preview' });
	await page.getByText('It does not say which pattern: add “pattern: …”.').waitFor();
	await page.getByText('There is no input “everything”.').waitFor();
	await page.getByText('There is no pattern “nothing-there”.').waitFor();
	expect(await button('Run nothing-there').isDisabled()).toBe(true);
	await shot('pattern-block-bad');
});

test('given a link, then the form is opened and says so, nothing is sent, and one that is wrong is told', async () => {
	const { page, shot } = await start('Talk.md');
	const follow = (parameters: Record<string, string>): Promise<void> => page.evaluate((given) => void workbench.plugin.protocolHandlers__.get('praxis')?.({ action: 'praxis', ...given }), parameters);
	await follow({ pattern: 'brief', note: 'Board', audience: 'everybody' });
	await page.getByText('A link opened this.').waitFor();
	expect(await page.getByLabel('For whom (needed)').inputValue()).toBe('everybody');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await shot('pattern-link');
	expect((await open.calls()).filter(({ url }) => url.endsWith('/api/chat'))).toEqual([]);
	await page.keyboard.press('Escape');
	await follow({ note: 'Board' });
	await page.getByText('This link cannot be followed.').waitFor();
	await follow({ pattern: 'brief', note: 'Nowhere', audience: 'x' });
	await page.getByText('There is no note “Nowhere”.').waitFor();
});

test('given “/” in the chat, then a pattern is picked for what was typed, its result is a turn there, and a question follows it', async () => {
	const { page, shot } = await start('Talk.md', { answer: ollama(() => ndjson({ content: 'A polished line.' }), () => ndjson({ content: 'Because it is short.' })) });
	await open.openChat();
	await page.locator('.praxis-composer-field').fill('a ruff line');
	await page.locator('.praxis-composer-field').press('Home');
	await page.keyboard.type('/');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('polish');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-action');
	expect(await page.getByLabel('Works on').inputValue()).toBe('typed');
	expect(await page.getByLabel('Result goes to').inputValue()).toBe('chat');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await shot('chat-slash-form');
	await button('Run').click();
	await page.locator('.praxis-turn').getByText('A polished line.').waitFor();
	await page.waitForSelector('.praxis-foot');
	expect(await page.locator('.praxis-composer-field').inputValue()).toBe('');
	await shot('chat-slash');
	const asked = (await open.calls()).filter(({ url }) => url.endsWith('/api/chat'));
	expect(JSON.stringify(asked[0])).toContain('a ruff line');
	await page.locator('.praxis-composer-field').fill('/polish Talk more');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-action');
	await page.keyboard.press('Escape');
});

test('given a result, then the person rates it, the picker shows it, and it goes on in the chat', async () => {
	const { page, shot, violations } = await start('Talk.md', { answer: ollama(() => ndjson({ content: 'A polished line.' })) });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('polish');
	await page.keyboard.press('Enter');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await page.getByLabel('Result goes to').selectOption({ label: 'Show it only' });
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await button('Run').click();
	await button('Go on in chat').waitFor();
	await page.getByLabel('4 of 5').check();
	const rated = (): string => readdirSync(open.vaultDir, { recursive: true, encoding: 'utf8' }).filter((name) => /Learning.Ratings.*\.md$/.test(name)).map((name) => onDisk(name)).join('');
	await until(() => /- rating: 8\n[^]*- pattern: polish\n/.test(rated()));
	expect(await violations('.praxis-action')).toEqual([]);
	await shot('result-rating');
	await button('Go on in chat').click();
	await page.locator('.praxis-turn').getByText('A polished line.').waitFor();
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.getByText('★ 4 · 1').first().waitFor();
	await shot('picker-rating');
});

test('given a pattern of one’s own, then it is adapted and the variant saved beside it', async () => {
	const note = '---\ndescription: Polishes for me.\n---\nPolish it, short.\n';
	const { page } = await start('Talk.md', { answer: ollama(() => ndjson({ content: `## What changes\n\n- Shorter.\n\n## The variant\n\n\`\`\`markdown\n${note}\`\`\`\n` })) });
	await open.runCommand('adapt-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('polish');
	await page.keyboard.press('Enter');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await button('Run').click();
	await button('Save as a pattern').click();
	await page.getByLabel('Name of the pattern').fill('polish-short');
	await button('Review').click();
	await page.waitForSelector('.praxis-approve');
	await page.locator('.praxis-approve .mod-cta').click();
	await until(() => existsSync(join(open.vaultDir, 'Patterns/polish-short.md')));
	expect(onDisk('Patterns/polish-short.md')).toBe(note);
	expect(onDisk('Patterns/polish.md')).toBe(FILES['Patterns/polish.md']);
	expect(JSON.stringify((await open.calls()).filter(({ url }) => url.endsWith('/api/chat'))[0])).toContain('Polish it.');
});

test('given the section at the cursor, then the result takes its place and nothing else changes', async () => {
	const { page } = await start('Parts.md', { vault: { ...FILES, 'Parts.md': '# One\n\nFirst.\n\n# Two\n\nSecond.\n', 'Patterns/tidy.md': '---\ndescription: Tidies.\ninput: section\noutput: replace\n---\nTidy it.\n' }, answer: ollama(() => ndjson({ content: '# One\n\nTidied.' })) });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('tidy');
	await page.keyboard.press('Enter');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await button('Run').click();
	await button('Write it').click();
	await until(() => onDisk('Parts.md') === '# One\n\nTidied.\n\n# Two\n\nSecond.\n');
});

test('given a note that is edited while its result streams in, then both stand there', async () => {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const { page } = await start('Talk.md', { answer: ollama(() => held.then(() => ndjson({ content: 'Ship on Friday.' }))) });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('brief');
	await page.keyboard.press('Enter');
	await page.getByLabel('For whom (needed)').fill('all');
	await button('Run').click();
	await until(async () => (await open.calls()).some(({ url }) => url.endsWith('/api/chat')));
	await page.evaluate(() => (workbench.app.workspace.activeEditor as unknown as { readonly editor?: Editor } | null)?.editor?.replaceRange('\nBo: not on Friday.\n', { line: 1, ch: 0 }));
	release();
	await button('Write it').click();
	await until(() => onDisk('Talk.md').includes('Ship on Friday.'));
	expect(onDisk('Talk.md')).toMatch(/^Ana: we ship on Friday\.\n\nBo: not on Friday\.\n[\s\S]*## Brief[\s\S]*%%\nShip on Friday\.\n%% praxis: end %%\n$/);
});

test('given a result that proposes a pattern, then it is saved after its plan was seen', async () => {
	const note = '---\ndescription: Counts the words.\n---\nCount the words.\n';
	const { page, shot } = await start('Talk.md', { answer: ollama(() => ndjson({ content: `## The pattern\n\n\`\`\`markdown\n${note}\`\`\`\n\n## How to try it\n\nSave it as count-words.md.\n` })) });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('create-a-pattern');
	await page.keyboard.press('Enter');
	await page.locator('.praxis-action').getByText('To qwen3:8b on this device.').waitFor();
	await button('Run').click();
	await button('Save as a pattern').click();
	await page.getByLabel('Name of the pattern').waitFor();
	expect(await page.getByLabel('Name of the pattern').inputValue()).toBe('count-words');
	await shot('save-pattern');
	await button('Review').click();
	await page.waitForSelector('.praxis-approve');
	await page.locator('.praxis-approve .mod-cta').click();
	await until(() => existsSync(join(open.vaultDir, 'Patterns/count-words.md')));
	expect(onDisk('Patterns/count-words.md')).toBe(note);
});
