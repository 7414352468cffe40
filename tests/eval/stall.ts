/**
 * Measures how long the page of the app stands still for a person: while the index is built, while they type into the
 * search, the names and a note with related notes beside it. In Chromium, on the built plugin, on a copy of a vault
 * (`--vault DIR`; without it on notes made here, `--notes N`). Prints figures; never passes or fails.
 *
 * A figure is CPU time of one task of the page's main thread, as Chromium's own trace has it: other programs do not
 * lengthen it. A task counts for Praxis when code of the plugin runs in it; what runs in it of the stand-in beneath
 * (its disk, its editor) is taken off. `gc`: the longest collection in such a task, which is in the figure too.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { mixedNotes } from './scale/mixed-notes';
import { tasksIn, type Task } from './stall/trace';
import type { EvalRow } from './search';

const NOTES = 2_000;
const TYPED = ['how do notes link to each other', 'theme', 'obsidian plugin', 'tag:a', '"side by side"', 'a word that is nowhere xqzv'];
const NAMES = ['start here', 'plugni', 'people', 'th'];
const IDLE_MS = 3_000;

export async function run({ vault, notes = [NOTES] }: { vault?: string; notes?: readonly number[] }): Promise<EvalRow[]> {
	const copy = mkdtempSync(join(tmpdir(), 'praxis-stall-'));
	const device = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	fill(join(copy, 'vault'), vault, notes[0] ?? NOTES);
	// Found by its place, so that it is not bundled: it serves its own files.
	const { startWorkbench } = (await import(pathToFileURL(join(process.cwd(), 'tests/host/server.mjs')).href)) as { startWorkbench(options: object): Promise<{ url: string; close(): Promise<void> }> };
	const server = await startWorkbench({ vaultDir: join(copy, 'vault'), deviceDir: device });
	const browser = await chromium.launch({ executablePath: process.env['PRAXIS_CHROME'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
	try {
		return await measured(browser, await browser.newPage({ viewport: { width: 1280, height: 800 } }), server.url);
	} finally {
		await browser.close();
		await server.close();
		for (const folder of [copy, device]) rmSync(folder, { recursive: true, force: true });
	}
}

async function measured(browser: Browser, page: Page, url: string): Promise<EvalRow[]> {
	const rows: EvalRow[] = [];
	const phase = async (name: string, act: () => Promise<unknown>): Promise<void> => {
		await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] });
		await act();
		rows.push(...rowsOf(name, tasksIn(await browser.stopTracing())));
	};
	const command = (id: string): Promise<unknown> => page.evaluate((one) => (window as unknown as { workbench: { run(id: string): Promise<boolean> } }).workbench.run(one), id);
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

function rowsOf(set: string, tasks: readonly Task[]): EvalRow[] {
	const times = tasks.filter(({ isPraxis }) => isPraxis).map(({ ownMs }) => ownMs).sort((a, b) => a - b);
	const row = (metric: string, value: number): EvalRow => ({ set, engine: 'praxis', metric, value, n: times.length });
	return [
		row('task_p99_ms', times[Math.floor(times.length * 0.99)] ?? 0),
		row('task_max_ms', times.at(-1) ?? 0),
		row('tasks_over_16_ms', times.filter((ms) => ms > 16).length),
		row('gc_max_ms', Math.max(0, ...tasks.filter(({ isPraxis }) => isPraxis).map(({ gcMs }) => gcMs))),
		row('drawing_max_ms', Math.max(0, ...tasks.filter(({ isPraxis }) => !isPraxis).map(({ drawingMs }) => drawingMs))),
	];
}

function fill(folder: string, vault: string | undefined, count: number): void {
	if (vault !== undefined && existsSync(vault)) return cpSync(vault, folder, { recursive: true });
	const demo = readdirSync('tests/vault', { recursive: true }).map(String).filter((path) => path.endsWith('.md')).sort();
	for (const { path, text } of mixedNotes(demo.map((name) => ({ path: name, text: readFileSync(join('tests/vault', name), 'utf8') })), { count, seed: 1 })) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}
