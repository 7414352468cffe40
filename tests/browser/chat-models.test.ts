/** Who answers in the chat, in Chromium: a change of model in mid-conversation, images, a limit that is reached, a stop while the chat is kept. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { KEYS, ndjson, ollama, openStored, sse, tool, WITH_BOTH, WITH_OLLAMA } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const LEASE = 'When does our lease end?';
const NOTE = 'Home/Lease Rua Roberto Ivens.md';
let open: DemoPlugin;
closeAfterEach(() => open);

const unknown = { outcome: 'unknown', claims: [] };
const chip = (name: string): Promise<unknown> => open.page.waitForFunction((wanted) => document.querySelector('.praxis-model-name')?.textContent?.startsWith(wanted), name);
const bodies = async (host: string): Promise<string[]> => (await open.calls()).filter(({ url, method }) => url.includes(host) && method === 'POST').map(({ body }) => String(body));
async function inBoth(name: string): Promise<void> {
	const { shot, setTheme, violations } = open;
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot(name);
	await setTheme('dark');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot(name);
	await setTheme('light');
}

test('given a chat with one model, when another is chosen in the middle, then it is given all that was said, and the chat says who answers from there', async () => {
	const local = ollama(() => ndjson(tool('finish', unknown)));
	open = await openStored({ ...WITH_BOTH, chatModel: 'ollama/qwen3:8b' }, { secrets: KEYS, answer: (call) => (call.url.includes('anthropic') ? sse({ name: 'finish', input: unknown }) : local(call)) });
	const { page, ask } = open;
	await ask('Who has the key to the cellar?');
	await page.locator('.praxis-model-chip').click();
	await page.locator('.menu-item', { hasText: 'Claude Opus 5.5' }).last().click();
	await chip('Claude Opus 5.5');
	await ask('And to the attic?');
	expect(await page.locator('.praxis-model-note:visible').allInnerTexts()).toEqual(['From here on Claude Opus 5.5 answers, with all that was said before.']);
	expect((await bodies('anthropic')).join()).toContain('Who has the key to the cellar?');
	await inBoth('chat-swap');
});

test('given a role whose model has no key, when a question is asked, then the next one answers and it is said why', async () => {
	open = await openStored({ ...WITH_BOTH, chatModel: 'standard', roleModels: { fast: 'ollama/qwen3:8b', standard: 'anthropic/claude-opus-5-5', best: '' } }, { answer: ollama(() => ndjson(tool('finish', unknown))) });
	await open.ask(LEASE);
	expect(await open.page.locator('.praxis-model-note').innerText()).toBe('qwen3:8b answers, because anthropic/claude-opus-5-5 could not: it has no key on this device.');
	expect(await bodies('anthropic')).toEqual([]);
});

test('given a model that takes images, when one is pasted, then it lies beside the question, is in what the model will see, and goes along', async () => {
	open = await openStored(WITH_BOTH, { secrets: KEYS, answer: () => sse({ name: 'finish', input: unknown }) });
	const { page, openChat, shot } = open;
	await openChat();
	await chip('Claude Opus 5.5');
	const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
	await page.evaluate((base64) => {
		const data = new DataTransfer();
		data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'meter.png', { type: 'image/png' }));
		document.querySelector('.praxis-composer-field')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
	}, png);
	await page.waitForSelector('.praxis-chip:not(.praxis-chip-offer)');
	expect(await page.locator('.praxis-chip:not(.praxis-chip-offer)').innerText()).toBe('meter.png');
	await page.locator('.praxis-composer-field').fill('What does the meter say?');
	await inBoth('chat-image');
	await page.getByRole('button', { name: 'What the model will see' }).click();
	await page.waitForSelector('.praxis-prompt-part');
	expect(await page.locator('.praxis-prompt-name').allInnerTexts()).toContain('Attached: meter.png');
	await page.keyboard.press('Escape');
	await page.locator('.praxis-composer-field').press('Enter');
	await page.waitForSelector('.praxis-foot');
	expect(await page.locator('.praxis-attached .praxis-chip-name').allInnerTexts()).toEqual(['meter.png']);
	expect((await bodies('anthropic')).join()).toContain(png);
	await shot('chat-image-sent');
});

test('given a limit on one run, when it is reached, then what was found stays, the outcome says why, and the limit can be changed from there', async () => {
	open = await openStored({ ...WITH_OLLAMA, runTokens: 6000 }, { answer: ollama(() => ndjson({ content: 'I look into the lease.' }, tool('read_note', { path: NOTE })), () => ndjson(tool('finish', unknown))) });
	const { page, ask } = open;
	await ask(LEASE);
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Partly answered');
	expect(await page.locator('.praxis-answer').innerText()).toMatch(/I look into the lease\.[^]*limit of 6,000 tokens in one run/);
	expect(await page.locator('.praxis-missing').innerText()).toContain('What was found until now is kept. Raise the limit in the settings');
	await inBoth('chat-limit');
	await page.getByRole('button', { name: 'Change the limits' }).click();
	await page.waitForSelector('.praxis-limits');
	expect(await open.violations('.praxis-limits')).toEqual([]);
	await open.shot('limits');
	await page.getByLabel('Most tokens of one run').fill('-1');
	expect(await page.locator('.praxis-limits [role="alert"]').nth(1).innerText()).toBe('Enter a number, 0 or more.');
	await page.getByLabel('Most tokens of one run').fill('90000');
	await page.waitForFunction(() => JSON.stringify(workbench.app.device__.state.data).includes('"runTokens":90000'));
	await page.keyboard.press('Escape');
	await ask(LEASE);
	expect(await page.locator('.praxis-outcome').last().innerText()).toBe('Not in your notes');
});

test('given a run that was stopped and is still being written into its chat, when the next question is asked, then it is taken, and the note has both', async () => {
	open = await openStored(WITH_OLLAMA, { answer: ollama(() => ndjson(tool('read_note', { path: NOTE })), () => new Promise(() => undefined), () => ndjson(tool('finish', unknown))) });
	const { page, openChat, vaultDir, ask } = open;
	await openChat();
	await page.evaluate(() => {
		const { storage__ } = workbench.app.vault;
		const write = storage__.write.bind(storage__);
		const gate = { open: (): void => undefined, isAsked: false };
		const wait = new Promise<void>((resolve) => (gate.open = resolve));
		Object.assign(window, { gate });
		storage__.write = async (path, ...rest) => {
			if (path.startsWith('Praxis/Chats/')) {
				gate.isAsked = true;
				await wait;
			}
			return write(path, ...rest);
		};
	});
	await page.locator('.praxis-composer-field').fill(LEASE);
	await page.keyboard.press('Enter');
	while ((await bodies('/api/chat')).length < 2) await page.waitForTimeout(20);
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await page.waitForSelector('.praxis-foot');
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Stopped');
	await page.waitForFunction(() => (window as unknown as { gate: { isAsked: boolean } }).gate.isAsked);
	await ask('Which submarine did Napoleon captain?');
	expect(await page.locator('.praxis-outcome').last().innerText()).toBe('Not in your notes');
	const chats = join(vaultDir, 'Praxis/Chats');
	expect(existsSync(chats) ? readdirSync(chats) : []).toEqual([]);
	await page.evaluate(() => (window as unknown as { gate: { open(): void } }).gate.open());
	const kept = (): string => (existsSync(chats) ? readdirSync(chats).map((name) => readFileSync(join(chats, name), 'utf8')).join('\n') : '');
	while (!kept().includes('Napoleon')) await page.waitForTimeout(20);
	expect(kept()).toMatch(/## When does our lease end\?[^]*## Which submarine did Napoleon captain\?/);
	expect(readdirSync(chats)).toHaveLength(1);
});
