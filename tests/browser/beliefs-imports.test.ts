/** Chats of another assistant come in by the palette, and beliefs are endorsed and doubted, in Chromium. */
import { closeAfterEach } from '../support/close-after-each';
import { openStored, WITH_OLLAMA } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';
import { chatGpt } from '../support/foreign-chats';

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

test('given an export of chats and a belief, then the chats are notes after a look at them, and the belief moves', async () => {
	open = await openStored(WITH_OLLAMA, {});
	const { page, shot, violations } = open;
	await open.runCommand('import-chats');
	const json = JSON.stringify([chatGpt('g', [{ isPerson: true, text: 'Where is Anna?' }, { isPerson: false, text: 'In Lyon.' }]), { mapping: {} }]);
	await page.locator('input[type=file]').setInputFiles([{ name: 'conversations.json', mimeType: 'application/json', buffer: Buffer.from(json) }]);
	await page.getByText('1 note to write, 0 there already.').waitFor();
	expect(await violations('.praxis-form')).toEqual([]);
	await shot('import-chats');
	await page.getByRole('button', { name: 'Review' }).click();
	await page.locator('.praxis-approve .mod-cta').click();
	await page.getByText('1 note in Praxis/Imports.').waitFor();
	await page.waitForSelector('.modal', { state: 'detached' });
	await open.runCommand('show-beliefs');
	await page.getByText('No belief is written down yet.').waitFor();
	await page.getByLabel('A belief, in a sentence').fill('Short answers are better.');
	await page.keyboard.press('Enter');
	await page.locator('.praxis-belief').getByText('60%').waitFor();
	// Nothing is left to send.
	await page.locator('form button:disabled', { hasText: 'It is so' }).waitFor();
	await page.getByRole('button', { name: 'I doubt it: Short answers are better.' }).focus();
	await page.keyboard.press('Enter');
	await page.locator('.praxis-belief').getByText('40%').waitFor();
	// The keyboard stays where it was, on a row drawn anew.
	await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'I doubt it: Short answers are better.');
	expect(await violations('.praxis-form')).toEqual([]);
	await shot('beliefs');
});
