/**
 * Measures how long the page of the app stands still for a person: while the index is built, while they type into the
 * search, the names and a note with related notes beside it. In Chromium, on the built plugin, on a copy of a vault
 * (`--vault DIR`; without it on notes made here, `--notes N`). Prints figures; never passes or fails. With `--sets memory` while
 * the memory of so many claims (`--n`, 50,000 unless told), made here, is opened, scrolled, filtered and changed.
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
import { madeClaims } from './stall/claims';
import { tasksIn, type Task } from './stall/trace';
import type { EvalRow } from './search';

const NOTES = 2_000;
const CLAIMS = 50_000;
const TYPED = ['how do notes link to each other', 'theme', 'obsidian plugin', 'tag:a', '"side by side"', 'a word that is nowhere xqzv'];
const NAMES = ['start here', 'plugni', 'people', 'th'];
const IDLE_MS = 3_000;

export async function run({ vault, notes = [NOTES], sets = [], n = CLAIMS }: { vault?: string; notes?: readonly number[]; sets?: readonly string[]; n?: number }): Promise<EvalRow[]> {
	const isMemory = sets.includes('memory');
	const copy = mkdtempSync(join(tmpdir(), 'praxis-stall-'));
	const device = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	if (isMemory) write(join(copy, 'vault'), madeClaims(n));
	else fill(join(copy, 'vault'), vault, notes[0] ?? NOTES);
	// Found by its place, so that it is not bundled: it serves its own files.
	const { startWorkbench } = (await import(pathToFileURL(join(process.cwd(), 'tests/host/server.mjs')).href)) as { startWorkbench(options: object): Promise<{ url: string; close(): Promise<void> }> };
	const server = await startWorkbench({ vaultDir: join(copy, 'vault'), deviceDir: device });
	const browser = await chromium.launch({ executablePath: process.env['PRAXIS_CHROME'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
	try {
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		await page.goto(`${server.url}?theme=light&mode=source`);
		await page.waitForFunction(() => 'workbench' in window, undefined, { timeout: 900_000 });
		return isMemory ? await withMemory(browser, page) : await measured(browser, page);
	} finally {
		await browser.close();
		await server.close();
		for (const folder of [copy, device]) rmSync(folder, { recursive: true, force: true });
	}
}

interface Recorder {
	readonly rows: EvalRow[];
	phase(name: string, act: () => Promise<unknown>): Promise<void>;
	command(id: string): Promise<unknown>;
}

function recorder(browser: Browser, page: Page): Recorder {
	const rows: EvalRow[] = [];
	return {
		rows,
		phase: async (name, act) => {
			await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] });
			await act();
			rows.push(...rowsOf(name, tasksIn(await browser.stopTracing())));
		},
		command: (id) => page.evaluate((one) => (window as unknown as { workbench: { run(id: string): Promise<boolean> } }).workbench.run(one), id),
	};
}

/** Once the index is complete, so that what is measured is the view. */
async function withMemory(browser: Browser, page: Page): Promise<EvalRow[]> {
	const { rows, phase, command } = recorder(browser, page);
	await command('open-search');
	await page.waitForFunction(() => document.querySelector<HTMLElement>('.praxis-search .praxis-index')?.style.display === 'none', undefined, { timeout: 1_800_000 });
	await page.keyboard.press('Escape');
	await page.waitForTimeout(IDLE_MS);
	await phase('memory: opening', async () => {
		await command('open-memory');
		await page.waitForSelector('.praxis-memory .praxis-claim', { timeout: 600_000 });
	});
	await phase('memory: scrolling', async () => {
		await page.locator('.praxis-memory').hover();
		for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, 700).then(() => page.waitForTimeout(60));
	});
	await phase('memory: checks', () => page.waitForTimeout(20_000));
	await phase('memory: typing a filter', () => typed(page, '.praxis-memory input[type="search"]', ['where does anna live', 'lisbon', 'xqzv']));
	await page.locator('.praxis-memory input[type="search"]').fill('');
	await phase('memory: by time', async () => {
		await page.getByRole('button', { name: 'By time' }).click();
		await page.waitForTimeout(IDLE_MS);
	});
	await phase('memory: people and work', async () => {
		await page.getByRole('tab', { name: 'People' }).click();
		await page.waitForTimeout(IDLE_MS);
		await page.getByRole('tab', { name: 'Work' }).click();
		await page.waitForTimeout(IDLE_MS);
		await page.getByRole('tab', { name: 'Memories' }).click();
		await page.waitForTimeout(IDLE_MS);
	});
	return rows;
}

async function measured(browser: Browser, page: Page): Promise<EvalRow[]> {
	const { rows, phase, command } = recorder(browser, page);
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
	write(folder, mixedNotes(demo.map((name) => ({ path: name, text: readFileSync(join('tests/vault', name), 'utf8') })), { count, seed: 1 }));
}

function write(folder: string, notes: Iterable<{ readonly path: string; readonly text: string }>): void {
	for (const { path, text } of notes) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}
