/** Runs that a crash cut off, in Chromium: one quiet line above the activity, closed or gone on with in the chat. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBrowser, type OpenOptions } from '../host/browser';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

jest.setTimeout(60_000);
const SETTINGS = { providers: [{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3:8b'] }], modelOrigins: ['http://localhost:11434'], roleModels: { fast: '', standard: 'ollama/qwen3:8b', best: '' } };
const QUESTION = 'When does our lease end?';

let open: DemoPlugin;
let device = '';
afterEach(async () => {
	const { errors } = open;
	await open.close();
	rmSync(device, { recursive: true, force: true });
	expect(errors).toEqual([]);
});
afterAll(closeBrowser);

const line = (message: object, done = false): string => `${JSON.stringify({ message: { role: 'assistant', content: '', ...message }, done, ...(done ? { done_reason: 'stop', prompt_eval_count: 900, eval_count: 20 } : {}) })}\n`;
const finish = line({ tool_calls: [{ function: { name: 'finish', arguments: { outcome: 'unknown', claims: [] } } }] }) + line({}, true);
/** The first chat never ends: there the window is closed. */
function answers(): NonNullable<OpenOptions['answer']> {
	let chats = 0;
	return ({ url }) => (url.endsWith('/api/show') ? Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] }) : ++chats === 1 ? new Promise<Response>(() => undefined) : new Response(finish));
}

test('given a run that was cut off by closing the window, when the app opens again, then it is told without a word too many, and goes on in the chat', async () => {
	device = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	writeFileSync(join(device, 'device.json'), JSON.stringify({ data: SETTINGS }));
	open = await openDemo({ deviceDir: device, answer: answers() });
	const { page, openChat, runCommand, violations, shot, setTheme } = open;
	await openChat();
	await page.locator('.praxis-composer-field').fill(QUESTION);
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-turn');
	await page.waitForFunction(() => (window as unknown as { workbench: { calls: { url: string }[] } }).workbench.calls.some(({ url }) => url.endsWith('/api/chat')));
	await page.reload();
	await page.waitForFunction(() => 'workbench' in window);
	await runCommand('open-activity');
	await page.waitForSelector('.praxis-cut-off-run');
	expect(await page.locator('.praxis-cut-off-head').innerText()).toBe('1 run was cut off.');
	expect(await page.locator('.praxis-cut-off-question').innerText()).toBe(QUESTION);
	expect(await violations('.praxis-activity')).toEqual([]);
	await shot('activity-cut-off');
	await setTheme('dark');
	await shot('activity-cut-off');
	await page.getByRole('button', { name: `Resume: ${QUESTION}` }).click();
	await page.waitForSelector('.praxis-turn .praxis-foot');
	expect(await page.locator('.praxis-turn').innerText()).toContain(QUESTION);
	await page.waitForFunction(() => !document.querySelector('.praxis-cut-off-run'));
	expect(await page.locator('.praxis-cut-off').isVisible()).toBe(false);
});
