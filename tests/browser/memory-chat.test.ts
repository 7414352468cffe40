/** The memory in the chat, in Chromium: what is remembered answers in a new conversation and is cited; corrected in its note, the next answer follows; and what there is to remember is offered, never kept by itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';

import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const VAULT = { 'Start.md': '# Start\n\nBen plays the cello in the evening.\n', 'People/Ben.md': '---\ntype: person\n---\nA friend from the mill.\n' };
const QUESTION = 'Where does Ben live?';
const FOLDER = 'Praxis/Memory';
const claims = (): string[] => readdirSync(join(open.vaultDir, FOLDER)).filter((name) => name.endsWith('.md'));
const answer = (): Promise<string> => open.page.locator('.praxis-turn .praxis-answer').last().innerText();

async function remember(text: string, subject: string): Promise<void> {
	const { page } = open;
	await open.runCommand('remember');
	await page.getByLabel('What holds').fill(text);
	await page.getByLabel('Who or what it is about').fill(subject);
	await page.locator('.modal-container').getByRole('button', { name: 'Remember' }).click();
	await page.locator('.notice').filter({ hasText: 'Remembered.' }).first().waitFor();
}

/** As the person does it in the note's own editor; resolves when the memory holds it. */
async function correctInNote(from: string, to: string): Promise<void> {
	const path = `${FOLDER}/${claims()[0] ?? ''}`;
	await open.page.evaluate(async ([at, before, after]) => {
		const { vault, workspace } = workbench.app;
		const file = vault.getFileByPath(at);
		if (!file) throw new Error(`There is no ${at}.`);
		await workspace.getLeaf('tab').openFile(file);
		await vault.process(file, (text) => text.replace(before, after));
	}, [path, from, to] as const);
	expect(readFileSync(join(open.vaultDir, path), 'utf8')).toContain(to);
}

test('given something remembered, when a new conversation asks, then it answers and is cited; corrected in its note, the next answer follows', async () => {
	open = await openDemo({ vault: VAULT, mode: 'source' });
	const { page, ask, openChat, runCommand, shot, violations } = open;
	await openChat();
	await remember('Ben lives in Porto.', 'Ben');
	await runCommand('new-chat');
	await ask(QUESTION);
	expect(await answer()).toContain('Ben lives in Porto.');
	expect(await page.locator('.praxis-source-place').allInnerTexts()).toEqual(['Memory: “Ben lives in Porto.”']);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('memory-chat');
	await correctInNote('Ben lives in Porto.', 'Ben lives in Faro.');
	await runCommand('new-chat');
	await ask(QUESTION);
	expect(await answer()).toContain('Ben lives in Faro.');
	expect(await answer()).not.toContain('Porto');
});
