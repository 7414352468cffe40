/**
 * Measures how long the page of the app stands still for a person: while the index is built, while they type into the
 * search, the names and a note with related notes beside it. In Chromium, on the built plugin, on a copy of a vault
 * (`--vault DIR`; without it on notes made here, `--notes N`). Prints figures; never passes or fails.
 *
 * `stall`: the time by which a timer of 4 ms came late. `idle` is the same with nothing to do: what the machine adds.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { mixedNotes } from './scale/mixed-notes';
import type { EvalRow } from './search';

const NOTES = 2_000;
const TYPED = ['how do notes link to each other', 'theme', 'obsidian plugin', 'tag:a', '"side by side"', 'a word that is nowhere xqzv'];
const NAMES = ['start here', 'plugni', 'people', 'th'];
const IDLE_MS = 3_000;

interface Recorded {
	/** Milliseconds late, each time. */
	late: number[];
	longTaskMs: number;
}
declare global {
	interface Window {
		recorded: Recorded;
	}
}

export async function run({ vault, notes = [NOTES] }: { vault?: string; notes?: readonly number[] }): Promise<EvalRow[]> {
	const copy = mkdtempSync(join(tmpdir(), 'praxis-stall-'));
	const device = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	fill(join(copy, 'vault'), vault, notes[0] ?? NOTES);
	// Found by its place, so that it is not bundled: it serves its own files.
	const { startWorkbench } = (await import(pathToFileURL(join(process.cwd(), 'tests/host/server.mjs')).href)) as { startWorkbench(options: object): Promise<{ url: string; close(): Promise<void> }> };
	const server = await startWorkbench({ vaultDir: join(copy, 'vault'), deviceDir: device });
	const browser = await chromium.launch({ executablePath: process.env['PRAXIS_CHROME'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
	try {
		return await measured(await browser.newPage({ viewport: { width: 1280, height: 800 } }), server.url);
	} finally {
		await browser.close();
		await server.close();
		for (const folder of [copy, device]) rmSync(folder, { recursive: true, force: true });
	}
}

async function measured(page: Page, url: string): Promise<EvalRow[]> {
	const rows: EvalRow[] = [];
	const phase = async (name: string, act: () => Promise<unknown>): Promise<void> => {
		await page.evaluate(() => void Object.assign(window.recorded, { late: [], longTaskMs: 0 }));
		await act();
		rows.push(...rowsOf(name, await page.evaluate(() => window.recorded)));
	};
	const command = (id: string): Promise<unknown> => page.evaluate((one) => (window as unknown as { workbench: { run(id: string): Promise<boolean> } }).workbench.run(one), id);
	await page.addInitScript(record);
	await page.goto(`${url}?theme=light&mode=source`);
	await page.waitForFunction(() => 'workbench' in window, undefined, { timeout: 300_000 });
	await command('open-search');
	await phase('building', () => page.waitForFunction(() => document.querySelector<HTMLElement>('.praxis-search .praxis-index')?.style.display === 'none', undefined, { timeout: 600_000 }));
	await page.waitForTimeout(IDLE_MS);
	await phase('idle', () => page.waitForTimeout(IDLE_MS));
	await phase('typing a search', () => typed(page, '.praxis-search input', TYPED));
	await command('open-related');
	await page.waitForSelector('.praxis-related-head');
	await phase('related while writing', async () => {
		await page.locator('.cm-content').first().click();
		await page.keyboard.type('A pump for the garden, and a note on how plugins and themes are kept. ', { delay: 60 });
		await page.waitForTimeout(IDLE_MS);
	});
	await command('go-to');
	await phase('typing a name', () => typed(page, '.prompt input', NAMES));
	return rows;
}

async function typed(page: Page, field: string, queries: readonly string[]): Promise<void> {
	for (const query of queries) {
		await page.locator(field).fill('');
		await page.locator(field).pressSequentially(query, { delay: 60 });
		await page.waitForTimeout(300);
	}
}

function rowsOf(set: string, { late, longTaskMs }: Recorded): EvalRow[] {
	const sorted = [...late].sort((a, b) => a - b);
	const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
	const row = (metric: string, value: number): EvalRow => ({ set, engine: 'praxis', metric, value, n: sorted.length });
	return [row('stall_p99_ms', at(0.99)), row('stall_max_ms', at(1)), row('stalls_over_16_ms', sorted.filter((ms) => ms > 16).length), row('long_task_max_ms', longTaskMs)];
}

/** Runs in the page before all else. */
function record(): void {
	const recorded: Recorded = { late: [], longTaskMs: 0 };
	window.recorded = recorded;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) recorded.longTaskMs = Math.max(recorded.longTaskMs, duration);
	}).observe({ entryTypes: ['longtask'] });
	const every = 4;
	let due = performance.now() + every;
	const tick = (): void => {
		recorded.late.push(Math.max(0, performance.now() - due));
		due = performance.now() + every;
		setTimeout(tick, every);
	};
	setTimeout(tick, every);
}

function fill(folder: string, vault: string | undefined, count: number): void {
	if (vault !== undefined && existsSync(vault)) return cpSync(vault, folder, { recursive: true });
	const demo = readdirSync('tests/vault', { recursive: true }).map(String).filter((path) => path.endsWith('.md')).sort();
	for (const { path, text } of mixedNotes(demo.map((name) => ({ path: name, text: readFileSync(join('tests/vault', name), 'utf8') })), { count, seed: 1 })) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}
