/** Opens the workbench in Chromium for browser tests: the built plugin, a vault on disk, screenshots, recorded errors. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Workbench } from './page';
import { startWorkbench } from './server.mjs';
import type { VaultFiles } from './storage';
import type { NetworkCall } from './world';

const root = join(__dirname, '../..');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-sync', '--disable-default-apps'];

export interface OpenOptions {
	/** A folder, used as it is; or files, written to a folder that goes away with `close`. */
	vault: string | VaultFiles;
	theme?: 'light' | 'dark';
	width?: number;
	height?: number;
	mobile?: 'phone' | 'tablet';
	/** How notes open. Default reading view. */
	mode?: 'source' | 'preview';
	/** By default the project's own built main.js. */
	plugin?: { code: string; manifest: object; styles?: string };
	/** Answers the plugin's network calls; without it they fail. */
	answer?: (call: NetworkCall) => Promise<Response> | Response;
	/** Where device state is kept, to open the same device twice. */
	deviceDir?: string;
	/** Called with the page before anything runs in it. */
	prepare?: (page: Page) => Promise<void>;
}

export interface OpenPlugin {
	page: Page;
	url: string;
	vaultDir: string;
	/** Console errors, page errors, and requests that left for anywhere but the workbench. */
	errors: string[];
	/** Runs the plugin's command by its short id. */
	runCommand(id: string): Promise<boolean>;
	/** Every call the plugin made. */
	calls(): Promise<NetworkCall[]>;
	/** Saves tests/browser/shots/<name>-<light|dark>-<width>.png and returns its path. */
	shot(name: string): Promise<string>;
	setTheme(theme: 'light' | 'dark'): Promise<void>;
	close(): Promise<void>;
}

let browser: Promise<Browser> | null = null;

/** One Chromium for a test file; end it with `closeBrowser` in `afterAll`. */
function openBrowser(): Promise<Browser> {
	browser ??= chromium.launch({ executablePath: process.env['PRAXIS_CHROME'] ?? '/usr/bin/chromium', headless: true, args: FLAGS });
	return browser;
}

export async function closeBrowser(): Promise<void> {
	await (await browser)?.close();
	browser = null;
}

function vaultFolder(vault: string | VaultFiles): { dir: string; remove: () => void } {
	if (typeof vault === 'string') return { dir: vault, remove: () => undefined };
	const dir = mkdtempSync(join(tmpdir(), 'praxis-vault-'));
	for (const [path, content] of Object.entries(vault)) {
		mkdirSync(dirname(join(dir, path)), { recursive: true });
		if (!path.endsWith('/')) writeFileSync(join(dir, path), content);
	}
	return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Opens the page and waits until the plugin runs and the layout is ready. */
export async function openPlugin(options: OpenOptions): Promise<OpenPlugin> {
	const { theme = 'light', width = 1280, height = 800, mobile, mode = 'preview' } = options;
	const folder = vaultFolder(options.vault);
	const ownDevice = options.deviceDir === undefined ? mkdtempSync(join(tmpdir(), 'praxis-device-')) : null;
	const server = await startWorkbench({ vaultDir: folder.dir, deviceDir: options.deviceDir ?? ownDevice ?? '', plugin: options.plugin, answer: options.answer });
	const page = await (await openBrowser()).newPage({ viewport: { width, height }, hasTouch: mobile !== undefined, reducedMotion: 'reduce' });
	const errors = recordErrors(page, server.url);
	const asked = new URLSearchParams({ theme, mode, ...(mobile ? { mobile } : {}) });
	await options.prepare?.(page);
	await page.goto(`${server.url}?${asked.toString()}`);
	await page.waitForFunction(() => 'workbench' in window || document.querySelector('.start-error') !== null);
	const failed = await page.evaluate(() => document.querySelector('.start-error')?.textContent ?? null);
	if (failed) throw new Error(failed);
	let shade = theme;
	return {
		...{ page, errors, url: server.url, vaultDir: folder.dir },
		runCommand: (id) => page.evaluate((command) => (window as unknown as { workbench: Workbench }).workbench.run(command), id),
		calls: () => page.evaluate(() => (window as unknown as { workbench: Workbench }).workbench.calls.map(({ via, url, method, headers, body }) => ({ via, url, method, headers, body }))),
		shot: (name) => saveShot(page, `${name}-${shade}-${width}`),
		setTheme: async (next) => {
			shade = next;
			await page.evaluate((isDark) => {
				document.body.classList.toggle('theme-dark', isDark);
				document.body.classList.toggle('theme-light', !isDark);
			}, next === 'dark');
		},
		close: async () => {
			await page.close();
			await server.close();
			folder.remove();
			if (ownDevice) rmSync(ownDevice, { recursive: true, force: true });
		},
	};
}

/** An empty page that has run `script`; for code that needs a browser and no app. */
export async function openBlank(script: string): Promise<Page> {
	const page = await (await openBrowser()).newPage();
	await page.evaluate(script);
	return page;
}

async function saveShot(page: Page, name: string): Promise<string> {
	const path = join(root, 'tests/browser/shots', `${name}.png`);
	mkdirSync(dirname(path), { recursive: true });
	await page.screenshot({ path });
	return path;
}

function recordErrors(page: Page, home: string): string[] {
	const errors: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => errors.push(`page: ${error.message}`));
	page.on('request', (request) => {
		if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(home)) errors.push(`left the machine: ${request.url()}`);
	});
	return errors;
}
