/** Search by meaning in the settings, in Chromium: a model is named, the notes are made ready, a failure says why. */
import { closeAfterEach } from '../support/close-after-each';
import { openStored, WITH_OLLAMA } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';
import { vectorOf } from '../support/vector-server';

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

test('given a model on this device, when the notes are made ready, then the row counts them; when the server fails, it says why and goes on', async () => {
	let fails = true;
	open = await openStored(WITH_OLLAMA, {
		answer: ({ body }) => {
			if (fails) return Response.json({ error: { message: 'this model makes no embeddings' } }, { status: 400 });
			const { input } = JSON.parse(body) as { input: string[] };
			return Response.json({ data: input.map((text, index) => ({ index, embedding: vectorOf(text) })), usage: { total_tokens: 9 } });
		},
	});
	const { page, shot, openChat, violations, setTheme } = open;
	await openChat();
	await page.getByRole('button', { name: 'Settings' }).click();
	const row = page.locator('.setting-item', { hasText: 'Notes with meaning' });
	await row.getByText('Name a model first.').waitFor();
	const field = page.locator('.setting-item', { hasText: 'Model for meaning' }).locator('input');
	await field.fill('nobody/model');
	await page.getByText('Begin with one of your providers: ollama/…').waitFor();
	await field.fill('ollama/nomic-embed-text');
	await field.blur();
	await row.getByRole('button', { name: 'Make ready' }).click();
	await row.getByText('this model makes no embeddings').waitFor();
	await row.scrollIntoViewIfNeeded();
	await shot('vectors-paused');
	fails = false;
	await row.getByRole('button', { name: /Make ready|Bring up to date/ }).click();
	await row.getByText(/^(\d+) of \1 notes ready\./).waitFor();
	expect(await violations('.vertical-tab-content')).toEqual([]);
	await shot('vectors-ready');
	await setTheme('dark');
	await shot('vectors-ready');
	await row.getByRole('button', { name: 'Forget' }).click();
	await row.getByText(/^0 of/).waitFor();
});
