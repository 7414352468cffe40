/** The memory in the chat, in Chromium: what is remembered answers in a new conversation and is cited; corrected in its note, the next answer follows; and what there is to remember is offered, never kept by itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';

import { ndjson, ollama, openStored, tool, WITH_OLLAMA } from '../support/demo-models';
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

test('given a model, when a new conversation asks, then it is told of the memory, which is shown before and after; corrected in its note, it is told the correction', async () => {
	const said = (): string => /- (Ben lives in [A-Z][a-z]+\.) \[/.exec(bodies.at(-1) ?? '')?.[1] ?? 'nothing';
	const bodies: string[] = [];
	const finish = (): Response => ndjson(tool('finish', { outcome: 'answered', claims: [{ text: said(), path: `${FOLDER}/${claims()[0] ?? ''}`, quote: said() }] }));
	const model = ollama(finish, finish);
	open = await openStored(WITH_OLLAMA, {
		vault: VAULT,
		mode: 'source',
		answer: (call) => {
			if (call.url.endsWith('/api/chat')) bodies.push(String(call.body));
			return model(call);
		},
	});
	const { page, ask, openChat, runCommand, shot, setTheme, violations } = open;
	await openChat();
	await remember('Ben lives in Porto.', 'Ben');
	await page.locator('.praxis-composer-field').fill(QUESTION);
	await page.locator('.praxis-chip-told').filter({ hasText: '1 memory' }).waitFor();
	await shot('memory-chat-before');
	await page.locator('.praxis-chip-told').click();
	await page.locator('.praxis-prompt .praxis-chip').filter({ hasText: 'Ben lives in Porto.' }).waitFor();
	await page.keyboard.press('Escape');
	await ask(QUESTION);
	expect(await answer()).toContain('Ben lives in Porto.');
	await page.locator('.praxis-memory-line summary').filter({ hasText: 'Used 1 memory' }).click();
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('memory-chat-used');
	await setTheme('dark');
	await shot('memory-chat-used');
	await page.locator('.praxis-memory-line').getByRole('button', { name: 'Ben lives in Porto.' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-claim.is-open .praxis-claim-body')?.textContent?.includes('Used for “Where does Ben live?”'));
	await correctInNote('Ben lives in Porto.', 'Ben lives in Faro.');
	await runCommand('new-chat');
	await ask(QUESTION);
	expect(await answer()).toContain('Ben lives in Faro.');
	expect(bodies.at(-1)).not.toContain('Porto');
});

test('given words worth remembering, when the answer has come, then a quiet line offers them, and only what is ticked is kept', async () => {
	const propose = tool('remember', { text: 'Ben plays the cello in the evening.', subject: 'Ben', source: 'Start.md', quote: 'Ben plays the cello in the evening.' });
	open = await openStored(WITH_OLLAMA, { vault: VAULT, answer: ollama(() => ndjson(tool('read_note', { path: 'Start.md' })), () => ndjson(propose), () => ndjson(tool('finish', { outcome: 'unknown', claims: [] }))) });
	const { page, ask, shot, violations } = open;
	await ask('My dentist is Dr. Low. When does Ben play?');
	const line = page.locator('.praxis-proposal-line');
	await line.filter({ hasText: '2 things to remember' }).waitFor();
	await shot('proposal-line');
	await line.getByRole('button', { name: 'Review' }).click();
	expect((await page.locator('.praxis-proposal-head').allInnerTexts()).sort()).toEqual(['Ben plays the cello in the evening.', 'My dentist is Dr. Low.']);
	expect(await violations('.praxis-proposals')).toEqual([]);
	await shot('proposals');
	await page.locator('.praxis-proposal-head').filter({ hasText: 'dentist' }).getByRole('checkbox').uncheck();
	await page.locator('.praxis-proposals').getByRole('button', { name: 'Remember 1' }).click();
	await page.locator('.notice').filter({ hasText: '1 thing remembered.' }).first().waitFor();
	expect(claims()).toHaveLength(1);
	await page.waitForFunction(() => document.querySelector('.praxis-proposals') === null && !document.querySelector('.praxis-proposal-line')?.textContent);
});

test('given claims proposed twice over, when all are dismissed, then nothing is kept and the line is gone', async () => {
	const propose = tool('remember', { text: 'Always send Ben the minutes.', subject: 'Ben' });
	open = await openStored(WITH_OLLAMA, { vault: VAULT, answer: ollama(() => ndjson(propose), () => ndjson(tool('finish', { outcome: 'unknown', claims: [] }))) });
	const { page, ask, shot } = open;
	await ask('My dentist is Dr. Low. When does Ben play?');
	await page.locator('.praxis-proposal-line').filter({ hasText: '2 things to remember' }).getByRole('button', { name: 'Review' }).click();
	const mark = page.locator('.praxis-proposal').filter({ hasText: 'Always send' }).getByRole('note');
	await page.locator('.praxis-proposal').filter({ hasText: 'Always send' }).getByRole('checkbox').focus();
	await page.keyboard.press('Tab');
	expect(await mark.evaluate((el) => getComputedStyle(el, '::after').content)).toContain('It steers nothing');
	expect(await mark.getAttribute('aria-label')).toMatch(/^Reads like an instruction\. It steers nothing/);
	await shot('proposals-instruction');
	await page.locator('.praxis-proposals').getByRole('button', { name: 'Dismiss all' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-proposals') === null && !document.querySelector('.praxis-proposal-line')?.textContent);
	expect(readdirSync(join(open.vaultDir, 'Praxis'))).not.toContain('Memory');
});
