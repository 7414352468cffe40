/** The workbench in Chromium: a vault on disk, the probe plugin, and the doors that stay shut. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { closeBrowser, openPlugin, type OpenOptions, type OpenPlugin } from '../host/browser';
import { probeCode, probeManifest } from '../host/probe-build';
import type { Workbench } from '../host/page';

declare const workbench: Workbench & { plugin: { ask(url: string): Promise<unknown>; log: string[] } };

jest.setTimeout(60_000);
const plugin = { code: probeCode(), manifest: probeManifest };
const notes = { 'Alpha.md': '# Alpha\nSee [[Beta#Two]] and [[Nowhere]] #tag\n\n- [ ] a task\n', 'notes/Beta.md': `# Beta\n${'filler\n\n'.repeat(60)}## Two\nThe block ^here\n` };
let open: OpenPlugin;
const start = async (options: Partial<OpenOptions> = {}): Promise<OpenPlugin> => (open = await openPlugin({ vault: notes, plugin, ...options }));
afterEach(() => open?.close());
afterAll(closeBrowser);

test('given a vault on disk, when the page opens, then its notes are listed and one is shown, with no error', async () => {
	const { page, errors } = await start();
	expect(await page.locator('.nav-file-title').allInnerTexts()).toEqual(['Alpha']);
	expect(await page.locator('.inline-title').innerText()).toBe('Alpha');
	await page.getByText('notes', { exact: true }).click();
	await page.getByText('Beta', { exact: true }).click();
	await page.waitForFunction(() => document.querySelector('.inline-title')?.textContent === 'Beta');
	expect(errors).toEqual([]);
});

test('given a link to a heading, when it is clicked, then the note opens there and the block is marked and in sight', async () => {
	const { page } = await start();
	await page.locator('a.internal-link', { hasText: 'Beta' }).click();
	await page.waitForSelector('.is-flashing');
	expect(await page.locator('.is-flashing').innerText()).toBe('Two');
	await expect(page.locator('.is-flashing').isVisible()).resolves.toBe(true);
	const box = await page.locator('.is-flashing').boundingBox();
	expect(box?.y).toBeLessThan(800);
});

test('given a write in the page, when it is done, then the disk has it and no temporary file stays', async () => {
	const { page, vaultDir } = await start();
	await page.evaluate(async () => {
		const { vault } = workbench.app;
		const file = vault.getFileByPath('Alpha.md');
		if (file) await vault.process(file, (text) => `${text}added\n`);
		await vault.createFolder('deep/er');
		await vault.create('deep/er/New.md', 'new');
	});
	expect(readFileSync(join(vaultDir, 'Alpha.md'), 'utf8')).toBe(`${notes['Alpha.md']}added\n`);
	expect(readFileSync(join(vaultDir, 'deep/er/New.md'), 'utf8')).toBe('new');
	expect(readdirSync(vaultDir).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('given another program that writes between read and write, when process runs, then nothing it wrote is lost', async () => {
	const { page, vaultDir } = await start();
	await page.exposeFunction('meanwhile', () => writeFileSync(join(vaultDir, 'Alpha.md'), 'theirs\n'));
	const seen = await page.evaluate(async () => {
		const { vault } = workbench.app;
		const storage = vault.storage__;
		const write = storage.write.bind(storage);
		let isFirst = true;
		storage.write = async (path, bytes, guard) => {
			if (isFirst) await (window as unknown as { meanwhile(): Promise<void> }).meanwhile();
			isFirst = false;
			return write(path, bytes, guard);
		};
		const texts: string[] = [];
		const file = vault.getFileByPath('Alpha.md');
		if (file) await vault.process(file, (text) => (texts.push(text), `${text}ours\n`));
		return texts;
	});
	expect(seen).toEqual([notes['Alpha.md'], 'theirs\n']);
	expect(readFileSync(join(vaultDir, 'Alpha.md'), 'utf8')).toBe('theirs\nours\n');
});

test('given changes on disk by others, when they happen, then the page hears create, modify and delete', async () => {
	const { page, vaultDir } = await start();
	await page.evaluate(() => {
		const heard: string[] = [];
		Object.assign(window, { heard });
		for (const name of ['create', 'modify', 'delete']) workbench.app.vault.on(name, (file: { path: string }) => heard.push(`${name} ${file.path}`));
	});
	const wait = (line: string): Promise<unknown> => page.waitForFunction((wanted) => (window as unknown as { heard: string[] }).heard.includes(wanted), line, { timeout: 10_000 });
	writeFileSync(join(vaultDir, 'Alpha.md'), '# Changed\n');
	await wait('modify Alpha.md');
	await page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('notes/Beta.md');
		if (file) await workbench.app.vault.modify(file, 'ours');
		(window as unknown as { heard: string[] }).heard.length = 0;
	});
	appendFileSync(join(vaultDir, 'notes/Beta.md'), ' and theirs');
	await wait('modify notes/Beta.md');
	await page.waitForFunction(() => document.querySelector('.markdown-rendered h1')?.textContent === 'Changed');
	mkdirSync(join(vaultDir, 'fresh'));
	writeFileSync(join(vaultDir, 'fresh/Gamma.md'), 'g');
	await wait('create fresh/Gamma.md');
	rmSync(join(vaultDir, 'notes/Beta.md'));
	await wait('delete notes/Beta.md');
});

test('given own writes in a row, when the disk echoes them, then no foreign change is reported', async () => {
	const { page } = await start();
	const heard = await page.evaluate(async () => {
		const { vault } = workbench.app;
		const heard: string[] = [];
		for (const name of ['create', 'modify', 'delete']) vault.on(name, (file: { path: string }) => heard.push(`${name} ${file.path}`));
		const file = vault.getFileByPath('Alpha.md');
		for (let turn = 0; turn < 5; turn++) if (file) await vault.modify(file, `turn ${turn}`);
		await new Promise((done) => setTimeout(done, 400));
		return heard;
	});
	expect(heard).toEqual(Array.from({ length: 5 }, () => 'modify Alpha.md'));
});

test('given an open editor, when a command inserts at the cursor, then the text is there and is saved', async () => {
	const { page, runCommand, vaultDir } = await start({ mode: 'source' });
	await page.locator('.cm-content').click();
	await page.keyboard.press('Control+Home');
	expect(await runCommand('insert')).toBe(true);
	await page.waitForFunction(() => document.querySelector('.cm-line')?.textContent?.startsWith('inserted# Alpha'));
	for (let turn = 0; turn < 50 && !readFileSync(join(vaultDir, 'Alpha.md'), 'utf8').startsWith('inserted'); turn++) await page.waitForTimeout(100);
	expect(readFileSync(join(vaultDir, 'Alpha.md'), 'utf8')).toBe(`inserted${notes['Alpha.md']}`);
});

test('given the keyboard alone, when the palette opens, then a command is found and run', async () => {
	const { page } = await start();
	await page.keyboard.press('Control+p');
	await page.keyboard.type('pick');
	await page.keyboard.press('Enter');
	await page.keyboard.type('beta');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.notice');
	expect(await page.locator('.notice').innerText()).toBe('Picked notes/Beta.md');
});

test('given settings, when a toggle and a folder are set, then they are kept on the device and not in the vault', async () => {
	const { page, vaultDir } = await start();
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.locator('.checkbox-container').click();
	const folder = page.getByPlaceholder('Any');
	await folder.click();
	await page.locator('.suggestion-item', { hasText: 'notes' }).click();
	await page.waitForFunction(() => (workbench.app.device__.state.data as { folder?: string } | null)?.folder === 'notes');
	expect(await page.evaluate(() => workbench.app.device__.state.data)).toMatchObject({ isLoud: true, folder: 'notes' });
	expect(existsSync(join(vaultDir, '.obsidian'))).toBe(false);
});

test('given no network, when the plugin calls out, then the call fails, is recorded, and nothing left', async () => {
	const { page, calls, errors } = await start();
	const failure = await page.evaluate(() => workbench.plugin.ask('https://example.com/a').then(String, (error: Error) => error.message));
	expect(failure).toMatch(/no network/);
	expect(await calls()).toMatchObject([{ via: 'requestUrl', url: 'https://example.com/a', method: 'POST', body: 'hello' }]);
	expect(errors).toEqual([]);
});

test('given a scripted network, when the plugin calls out, then the test answers', async () => {
	const { page } = await start({ answer: (call) => new Response(JSON.stringify({ said: call.body }), { status: 200 }) });
	expect(await page.evaluate(() => workbench.plugin.ask('https://example.com/a'))).toEqual({ said: 'hello' });
});

const REFUSED: readonly (readonly [string, Record<string, string>, string])[] = [
	['a foreign host name', { host: 'evil.example' }, '/start'],
	['a foreign origin', { origin: 'http://evil.example' }, '/start'],
	['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, '/vault/file?path=Alpha.md'],
	['a path outside the vault', {}, '/vault/file?path=..%2F..%2Fetc%2Fpasswd'],
	['an absolute path', {}, '/vault/file?path=%2Fetc%2Fpasswd'],
];

test('given a foreign host, origin or page, or a path elsewhere, when the server is asked, then it refuses; its own page it answers', async () => {
	const { url } = await start();
	for (const [what, headers, path] of REFUSED) expect([what, await statusOf(url, path, headers)]).toEqual([what, 403]);
	expect(await statusOf(url, '/vault/file?path=Alpha.md', {})).toBe(200);
});

test('given a script in the vault, when it is asked for, then it comes as text that no page may run', async () => {
	const { page } = await start({ vault: { ...notes, 'evil.js': 'window.evil = true' } });
	const ran = await page.evaluate(
		() =>
			new Promise<string>((done) => {
				const script = document.createElement('script');
				script.src = '/vault/file?path=evil.js';
				script.onload = () => done('ran');
				script.onerror = () => done('refused');
				document.head.append(script);
			})
	);
	expect([ran, await page.evaluate(() => 'evil' in window)]).toEqual(['refused', false]);
});

test.each(['light', 'dark'] as const)('given the %s theme, when shown on desktop and phone, then the pictures are taken without an error', async (theme) => {
	const desktop = await start({ theme });
	await desktop.runCommand('open-panel');
	await desktop.page.waitForSelector('.probe');
	await desktop.shot('workbench');
	expect(desktop.errors).toEqual([]);
	await desktop.close();
	const phone = await start({ theme, width: 390, height: 844, mobile: 'phone' });
	expect(await phone.page.evaluate(() => [document.body.classList.contains('is-phone'), document.documentElement.scrollWidth])).toEqual([true, 390]);
	await phone.shot('workbench');
	expect(phone.errors).toEqual([]);
});

function statusOf(url: string, path: string, headers: IncomingHttpHeaders): Promise<number | undefined> {
	return new Promise((done, fail) => {
		get(new URL(path, url), { headers }, (answer) => {
			answer.resume();
			done(answer.statusCode);
		}).on('error', fail);
	});
}
