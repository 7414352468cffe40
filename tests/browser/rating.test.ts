/** Rating answers in the chat, in Chromium: by thumb, by number, by a word where questions are typed; and the month that follows from it. */
import { closeAfterEach } from '../support/close-after-each';
import { ndjson, ollama, openStored, tool, WITH_OLLAMA } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const unknown = () => ndjson(tool('finish', { outcome: 'unknown', claims: [], missing: ['the key'] }));
const rateLine = '.praxis-turn:last-of-type .praxis-rate';
const said = (text: string): Promise<unknown> => open.page.waitForFunction(([selector, wanted]) => document.querySelector(selector ?? '')?.textContent?.includes(wanted ?? '') === true, [`${rateLine} .praxis-rate-said`, text]);
const unsaid = (): Promise<unknown> => open.page.waitForFunction((selector) => document.querySelector(selector)?.textContent === '', `${rateLine} .praxis-rate-said`);
async function inBoth(name: string): Promise<void> {
	for (const theme of ['light', 'dark'] as const) {
		await open.setTheme(theme);
		expect(await open.violations('.praxis-chat')).toEqual([]);
		await open.shot(name);
	}
	await open.setTheme('light');
}

test('given an answer, when it is rated by thumb and by number with words, then it is said, learned from, told to the next run, and can be taken back', async () => {
	open = await openStored({ ...WITH_OLLAMA, chatModel: 'ollama/qwen3:8b' }, { answer: ollama(unknown, unknown, unknown) });
	const { page, ask } = open;
	await ask('Who has the key to the cellar?');
	await page.locator(`${rateLine} [aria-label="Good answer: 8 of 10"]`).press('Enter');
	await said('Rated 8 of 10');
	expect(await page.locator(`${rateLine} [aria-pressed="true"]`).getAttribute('aria-label')).toBe('Good answer: 8 of 10');
	await page.locator(`${rateLine} select`).selectOption('3');
	await said('Rated 3 of 10');
	await inBoth('chat-rated');
	await page.getByRole('textbox', { name: 'What was wrong, or how is it right?' }).fill('no, Marta has it');
	await page.keyboard.press('Enter');
	await page.waitForFunction((selector) => !document.querySelector(selector), `${rateLine} input[type="text"]`);
	await ask('Who has the key to the cellar now?');
	const sent = (await open.calls()).filter(({ url }) => url.endsWith('/api/chat')).map(({ body }) => String(body));
	expect(sent.at(-1)).toContain('no, Marta has it');
	expect(await page.locator('.praxis-turn:last-of-type .praxis-used .praxis-link').count()).toBe(1);
	await open.shot('chat-learned');
});

test('given “9 - great” where questions are typed, then it rates the answer above and is not sent; it can be sent instead', async () => {
	open = await openStored({ ...WITH_OLLAMA, chatModel: 'ollama/qwen3:8b' }, { answer: ollama(unknown, unknown, unknown) });
	const { page, ask } = open;
	await ask('Who has the key to the cellar?');
	const chats = async (): Promise<number> => (await open.calls()).filter(({ url }) => url.endsWith('/api/chat')).length;
	const before = await chats();
	await page.locator('.praxis-composer-field').fill('9 - great');
	await page.keyboard.press('Enter');
	await said('Rated 9 of 10');
	expect([await page.locator('.praxis-turn').count(), await page.locator('.praxis-composer-field').inputValue(), await chats()]).toEqual([1, '', before]);
	await page.getByRole('button', { name: 'Undo this rating' }).click();
	await unsaid();
	await page.locator('.praxis-composer-field').fill('9');
	await page.keyboard.press('Enter');
	await said('Rated 9 of 10');
	await page.getByRole('button', { name: 'Send it instead of rating' }).click();
	await page.waitForFunction(() => document.querySelectorAll('.praxis-foot').length === 2);
	expect(await page.locator('.praxis-question').allInnerTexts()).toEqual(['Who has the key to the cellar?', '9']);
});

test('given two answers with the same remark, when the month is looked at, then a rule is proposed as a change to review, and written after the yes', async () => {
	open = await openStored({ ...WITH_OLLAMA, chatModel: 'ollama/qwen3:8b' }, { answer: ollama(unknown, unknown, unknown) });
	const { page, ask } = open;
	for (const question of ['Who has the key to the cellar?', 'When is the concert?']) {
		await ask(question);
		await page.locator('.praxis-composer-field').fill('4 - too long, one sentence is enough');
		await page.keyboard.press('Enter');
		await said('Rated 4 of 10');
	}
	await open.runCommand('synthesise-learnings');
	await page.getByRole('button', { name: 'Look at the month' }).waitFor();
	await open.shot('synthesise');
	await page.getByRole('button', { name: 'Look at the month' }).click();
	await page.waitForSelector('.praxis-approve-foot');
	expect(await page.locator('.modal').innerText()).toContain('too long, one sentence is enough');
	await open.shot('synthesise-review');
	await page.getByRole('button', { name: 'Accept all' }).click();
	await page.locator('.praxis-approve-foot .mod-cta:not([disabled])').click();
	await page.waitForFunction(() => document.querySelector('.markdown-preview-view, .markdown-source-view, .view-content')?.ownerDocument.body.textContent?.includes('Learnings of') === true);
	await open.shot('synthesis-note');
});
