/** The guard's screens when there is much, when names are long, and when something is broken: light, dark, narrow and on a phone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workbench } from '../host/page';
import type { EgressEntry } from '../../src/core/guard/egress-record';
import type { OpenOptions } from '../host/browser';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';
import { KEYS, ndjson, ollama, openStored, tool, WITH_BOTH, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(90_000);
const LONG = `${'A very long name of a note that goes on and on '.repeat(3).trim()} Donaudampfschifffahrtsgesellschaftskapitaenswitwenversicherung`;
let open: DemoPlugin;
const start = async (options: Partial<OpenOptions> = {}): Promise<DemoPlugin> => (open = await openDemo(options));
closeAfterEach(() => open);

/** Nothing stands out of its place to the right. */
async function expectToFit(selector: string): Promise<void> {
	const cut = await open.page.evaluate((root) => {
		const box = document.querySelector(root)?.getBoundingClientRect();
		return Array.from(document.querySelectorAll(`${root} *`), (el) => ({ name: `${el.tagName} ${el.className}`, at: el.getBoundingClientRect(), isScrolled: el.closest('pre, .praxis-review-source, .praxis-question-text, .praxis-diff') !== null }))
			.filter(({ at, isScrolled }) => box && !isScrolled && at.width > 0 && at.right > box.right + 1)
			.map(({ name }) => name);
	}, selector);
	expect(cut).toEqual([]);
}

async function looks(name: string, selector: string): Promise<void> {
	expect(await open.violations(selector)).toEqual([]);
	await expectToFit(selector);
	await open.shot(name);
	await open.setTheme('dark');
	expect(await open.violations(selector)).toEqual([]);
	await open.shot(name);
	await open.setTheme('light');
}

/** Puts lines into the record of what left, as requests would. */
async function record(lines: readonly string[]): Promise<void> {
	await open.page.evaluate(async (text) => {
		const id = String(workbench.app.loadLocalStorage('praxis-device-id'));
		const database = await new Promise<IDBDatabase>((resolve) => Object.assign(indexedDB.open(`praxis-${id}`), { onsuccess: (event: Event) => resolve((event.target as IDBOpenDBRequest).result) }));
		const transaction = database.transaction('blobs', 'readwrite');
		transaction.objectStore('blobs').put(new TextEncoder().encode(text), `egress/${id}/2026-01.jsonl`);
		await new Promise((resolve) => (transaction.oncomplete = resolve));
		database.close();
	}, lines.join(''));
}
const entry = (i: number): string => {
	const request: EgressEntry = { at: new Date(Date.now() - i * 5_000_000).toISOString(), run: `r${i}`, host: i % 7 === 0 ? `api.${'very-long-subdomain-'.repeat(3)}example.com` : 'api.anthropic.com', model: i % 7 === 0 ? `vendor/${'model-with-a-long-name-'.repeat(4)}` : 'claude-sonnet', notes: i % 5 === 0 ? Array.from({ length: 12 }, (_x, n) => `Projects/${LONG} ${n}.md`) : ['Home.md'], bytes: 4200, tokens: 900, cost: 0.01, redacted: i % 9 === 0 ? ['github', 'password'] : [], id: `e${i}`, ended: 'answered' };
	return `${JSON.stringify(request)}\n`;
};

const PHONE = { width: 390, height: 780, mobile: 'phone' as const };

describe.each([{ width: 1280, height: 800 }, PHONE])('at a width of $width', (size) => {
	test('given five hundred requests with long names and a record that is damaged, when the view opens, then it grows, fits and tells', async () => {
		await start({ ...size, vault: { 'Home.md': 'x' } });
		await open.openChat();
		await open.page.waitForFunction(() => workbench.app.loadLocalStorage('praxis-device-id') !== null);
		await record(['not a line of the record\n', ...Array.from({ length: 500 }, (_x, i) => entry(i)).reverse()]);
		await open.page.reload();
		await open.page.waitForFunction(() => 'workbench' in window);
		await open.runCommand('open-sent');
		await open.page.waitForSelector('.praxis-request');
		expect(await open.page.locator('.praxis-sent [role=alert]').innerText()).toBe('1 line of the record cannot be read.');
		expect(await open.page.locator('.praxis-request').count()).toBeLessThan(250);
		await looks('sent-much', '.praxis-sent');
	});

	test('given many agents from elsewhere with long names, when they are reviewed, then they grow, fit, and only what was shown is accepted', async () => {
		const agents = Object.fromEntries(Array.from({ length: 60 }, (_x, i) => [`Agents/${LONG} ${String(i).padStart(2, '0')}.md`, `You are agent ${i}. ${'A line without an end '.repeat(i === 0 ? 40 : 1)}\n${'Do this.\n'.repeat(i === 1 ? 200 : 2)}`]));
		const { page, runCommand } = await start({ ...size, vault: agents });
		await open.openChat();
		await runCommand('show-outside');
		await page.waitForSelector('.praxis-outside-change');
		const shown = await page.locator('.praxis-outside-change').count();
		expect(shown).toBeLessThan(60);
		await looks('review-much', '.modal');
		const isAccepted = (): Promise<boolean> =>
			page.waitForFunction(() => !Array.from(document.querySelectorAll('.praxis-outside-change')).some((el) => el.getAttribute('aria-label')?.endsWith(' 00.md')), undefined, { timeout: 5_000 }).then(
				() => true,
				() => false,
			);
		// The list is drawn anew when more is found: a press in that moment is lost, and a person presses again.
		for (let presses = 0, accepted = false; !accepted && presses < 4; presses++) {
			await page.getByRole('button', { name: 'Accept all that are shown' }).click();
			accepted = await isAccepted();
		}
		expect(await isAccepted()).toBe(true);
		expect(await page.locator('.praxis-outside-change').count()).toBeGreaterThan(0);
	});
});

test('given a note with very many false links, when it is checked, then they fit; given none, then it says what it cannot know', async () => {
	const { page, runCommand } = await start({ ...PHONE, vault: { [`Inbox/${LONG}.md`]: Array.from({ length: 300 }, (_x, i) => `[www.paypal.com](https://${'a-long-host-'.repeat(4)}${i}.example/${'path/'.repeat(20)})\n`).join('\n'), 'Clean.md': 'Nothing.\n' } });
	const show = (path: string): Promise<void> =>
		page.evaluate(async (name) => {
			const file = workbench.app.vault.getFileByPath(name);
			if (file) await workbench.app.workspace.getLeaf(true).openFile(file);
		}, path);
	await show(`Inbox/${LONG}.md`);
	await runCommand('check-note');
	await page.waitForSelector('.modal .praxis-problem');
	await looks('phishing-much', '.modal');
	await page.keyboard.press('Escape');
	await show('Clean.md');
	await runCommand('check-note');
	await page.getByText('No hidden text and no false link was found.').waitFor();
	await looks('phishing-none', '.modal');
});

test('given a policy that is broken, when one is imported, then it says which line and what to do; a file that is none is told too', async () => {
	const { page, runCommand } = await start({ ...PHONE, vault: { 'Praxis/Policy.md': '---\npraxis: policy\ndeny: ["does:everything"]\n---\n' } });
	await open.openChat();
	await runCommand('import-policy');
	const choose = (text: string): Promise<void> => page.locator('.praxis-import-policy input[type=file]').setInputFiles({ name: `${'patterns-'.repeat(20)}.yaml`, mimeType: 'text/yaml', buffer: Buffer.from(text) });
	await choose('paths:\n  zeroAccess: ["Secrets/**"]\n');
	await page.getByText('Your policy cannot be read, line 3').waitFor();
	await looks('import-policy-broken', '.modal');
	await choose('paths: [\n');
	await page.getByText('cannot be imported, line').waitFor();
});

test('given a model that reads a clipping and a private note, when it has answered, then quiet chips say so with the reason, quoted or not', async () => {
	open = await openStored(
		{ ...WITH_OLLAMA, privateFolders: ['Private'] },
		{
			vault: { 'Clippings/Post.md': '---\nsource: https://example.org/boilers\n---\nThe boiler runs best at 62 degrees.\n', 'Web/Saved.md': '---\nsource: https://example.org/boilers\n---\nTheirs.\n', 'Private/Boiler.md': 'The boiler runs at 58 degrees.\n' },
			answer: ollama(() => ndjson(tool('read_note', { path: 'Web/Saved.md' })), () => ndjson(tool('read_note', { path: 'Private/Boiler.md' })), () => ndjson(tool('finish', { outcome: 'unknown', claims: [], missing: ['degrees'] })), () => ndjson(tool('finish', { outcome: 'unknown', claims: [], missing: ['degrees'] }))),
		},
	);
	await open.openChat();
	await open.page.locator('.praxis-where', { hasText: 'To qwen3:8b on this device. Nothing can leave this device.' }).waitFor();
	await open.ask('At how many degrees does the boiler run?');
	const chips = open.page.locator('.praxis-run-labels [role=note]');
	expect(await chips.allInnerTexts()).toEqual(['Read “Saved” from elsewhere', 'Read private notes']);
	expect(await chips.first().getAttribute('aria-label')).toContain('Web/Saved.md is from example.org, as its property “source” says');
	await looks('run-labels', '.praxis-chat');
});

test('given on this device only with a remote model and its key set up, when the plugin is used, then the page asks the server on this device and nobody else', async () => {
	const { chatModel: _remote, ...settings } = WITH_BOTH;
	open = await openStored({ ...settings, onDeviceOnly: true, webPages: true }, { secrets: KEYS, answer: ollama(() => ndjson(tool('finish', { outcome: 'unknown', claims: [], missing: ['x'] })), () => ndjson({ content: 'ready' }), () => ndjson({ content: 'ready' })) });
	const { page } = open;
	const asked: string[] = [];
	page.on('request', (request) => void asked.push(new URL(request.url()).hostname));
	page.on('websocket', (socket) => void asked.push(`socket ${socket.url()}`));
	await open.openChat();
	await open.ask('When does our lease end?');
	await page.getByRole('button', { name: 'Settings', exact: true }).click();
	await page.getByRole('button', { name: 'Test Anthropic' }).click();
	await page.locator('.praxis-report', { hasText: 'Nothing leaves this device, so api.anthropic.com was not asked.' }).waitFor();
	await page.keyboard.press('Escape');
	for (const command of ['open-telos', 'open-activity', 'open-sent', 'rebuild-index']) await open.runCommand(command);
	await page.waitForSelector('.praxis-request');
	expect([...new Set(await page.locator('.praxis-request-host').allInnerTexts())]).toEqual(['localhost:11434']);
	expect([...new Set((await open.calls()).map(({ url }) => new URL(url).host))]).toEqual(['localhost:11434']);
	expect(asked.filter((host) => host !== '127.0.0.1' && host !== 'localhost' && host !== '')).toEqual([]);
});

test('given another plugin whose program changes while the app is closed, when it opens again, then one notice says so and the review names it', async () => {
	const { page, runCommand, vaultDir } = await start({ vault: { 'Home.md': 'x' } });
	const program = join(vaultDir, '.obsidian/plugins/other/main.js');
	mkdirSync(dirname(program), { recursive: true });
	const reopen = async (text: string): Promise<void> => {
		writeFileSync(program, text);
		await page.reload();
		await page.waitForFunction(() => 'workbench' in window);
		await open.openChat();
	};
	const isKept = (): Promise<unknown> =>
		page.waitForFunction(async () => {
			const database = await new Promise<IDBDatabase>((resolve) => Object.assign(indexedDB.open(`praxis-${String(workbench.app.loadLocalStorage('praxis-device-id'))}`), { onsuccess: (event: Event) => resolve((event.target as IDBOpenDBRequest).result) }));
			const blob = await new Promise<unknown>((resolve) => Object.assign(database.transaction('blobs').objectStore('blobs').get('guard/steering.json'), { onsuccess: (event: Event) => resolve((event.target as IDBRequest).result) }));
			database.close();
			return blob instanceof Uint8Array && new TextDecoder().decode(blob).includes('plugin:other');
		});
	await reopen('module.exports = 1;');
	await isKept();
	await reopen('module.exports = steal();');
	await page.locator('.notice', { hasText: 'the plugin “other”' }).waitFor();
	await runCommand('show-outside');
	await page.locator('.praxis-outside-change', { hasText: 'Program of a plugin' }).waitFor();
	expect(await page.locator('.praxis-outside-change').innerText()).toMatch(/other[^]*Changed · Program of a plugin[^]*cannot be shown/);
	await looks('review-program', '.modal');
	await page.getByRole('button', { name: 'I have seen them' }).click();
	await page.getByText('Nothing waits').waitFor();
});
