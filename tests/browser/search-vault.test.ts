/**
 * The search view on a whole vault, typed into while it is indexed and after: the demo vault, or the folder that
 * PRAXIS_VAULT names, on a copy. How long the page stood still is recorded and told, and never judged: see
 * `npm run eval -- stall` for the measurement.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare global {
	interface Window {
		/** Longest time in which no other task had its turn, milliseconds of the clock on the wall. */
		stood: { typing: number; ever: number };
	}
}

const { PRAXIS_VAULT } = process.env;
const ASKED = 6;
jest.setTimeout(PRAXIS_VAULT === undefined ? 120_000 : 600_000);
let open: DemoPlugin;
closeAfterEach(() => open);

let vault: string;
beforeAll(() => {
	vault = mkdtempSync(join(tmpdir(), 'praxis-whole-'));
	cpSync(PRAXIS_VAULT ?? join(__dirname, '../vault'), vault, { recursive: true });
});
afterAll(() => rmSync(vault, { recursive: true, force: true }));

/** Runs in the page before the plugin. */
function recordStalls(): void {
	window.stood = { typing: 0, ever: 0 };
	const { port1, port2 } = new MessageChannel();
	let last = performance.now();
	port1.onmessage = () => {
		const stood = performance.now() - last;
		if (document.activeElement?.matches('.praxis-search input')) window.stood.typing = Math.max(window.stood.typing, stood);
		window.stood.ever = Math.max(window.stood.ever, stood);
		setTimeout(() => {
			last = performance.now();
			port2.postMessage(null);
		}, 1);
	};
	port2.postMessage(null);
}

/** A large vault takes a while to open. */
async function prepared(page: Page): Promise<void> {
	if (PRAXIS_VAULT !== undefined) page.setDefaultTimeout(300_000);
	await page.addInitScript(recordStalls);
}

/** Titles spread over the vault, of letters and spaces alone: every one is a query that finds something. */
function titles(): string[] {
	const names = readdirSync(vault, { recursive: true, encoding: 'utf8' }).filter((path) => /\.md$/.test(path) && !/(?:^|[\\/])\./.test(path)).map((path) => basename(path, '.md')).filter((name) => /^\p{L}[\p{L} ]{4,30}$/u.test(name)).sort();
	return Array.from({ length: Math.min(ASKED, names.length) }, (_value, at) => names[Math.floor((at * names.length) / ASKED)] ?? '');
}

test('given a whole vault, when its titles are typed while it is indexed and after, then no key is lost, every query ends, and what was asked for is found', async () => {
	open = await openDemo({ vault, prepare: prepared });
	const { page } = open;
	await open.runCommand('open-search');
	const field = page.locator('.praxis-search input[type=search]');
	const [first = '', ...rest] = titles();
	await field.pressSequentially(first);
	expect(await field.inputValue()).toBe(first);
	await page.waitForFunction(() => document.querySelector<HTMLElement>('.praxis-search .praxis-index')?.style.display === 'none', undefined, { timeout: 300_000 });
	for (const title of rest) {
		await field.fill('');
		await field.pressSequentially(title);
		expect(await field.inputValue()).toBe(title);
		await page.locator('.praxis-found-name', { hasText: title }).first().waitFor();
	}
	await open.shot('search-vault');
	const stood = await page.evaluate(() => window.stood);
	if (PRAXIS_VAULT !== undefined) process.stdout.write(`The page stood still for ${Math.round(stood.typing)} ms at most while the search had the keys, ${Math.round(stood.ever)} ms ever, the app's own start included.\n`);
	expect(stood.ever).toBeGreaterThan(0);
	expect(open.errors).toEqual([]);
});
