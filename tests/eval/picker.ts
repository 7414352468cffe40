/**
 * Measures what a key costs in the picker of patterns, in Chromium on the built plugin: from the key until the rows stand
 * laid out. `phone`: a phone's size with the processor made four times slower. `--notes 500,5000` says how many patterns.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { EvalRow } from './search';

const TYPED = ['meeting minutes', 'sumarize text', 'risk', 'extract ideas 41', 'way 300', 'zzzz', '#study', 'notes for the board'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-sync', '--disable-default-apps'];
const DEVICES = [
	{ name: 'desktop', query: '', viewport: { width: 1280, height: 800 }, slower: 1 },
	{ name: 'phone', query: '?mobile=phone', viewport: { width: 390, height: 780 }, slower: 4 },
] as const;
const KINDS = ['extract', 'summarize', 'analyze', 'write', 'compare', 'rate', 'translate', 'plan'];
const THINGS = ['ideas', 'minutes', 'risks', 'claims', 'text', 'letter', 'goals', 'notes', 'sources', 'lesson'];

export async function run({ notes = [500], n: rounds = 3 }: { notes?: readonly number[]; n?: number }): Promise<EvalRow[]> {
	// Found at run time: it builds its page from files beside it.
	const { startWorkbench } = (await import(new URL('../../tests/host/server.mjs', import.meta.url).href)) as typeof import('../host/server.mjs');
	const browser = await chromium.launch({ executablePath: process.env['PRAXIS_CHROME'] ?? '/usr/bin/chromium', headless: true, args: FLAGS });
	const rows: EvalRow[] = [];
	try {
		for (const count of notes) {
			const folder = mkdtempSync(join(tmpdir(), 'praxis-picker-'));
			putPatterns(join(folder, 'vault'), count);
			for (const device of DEVICES) {
				const server = await startWorkbench({ vaultDir: join(folder, 'vault'), deviceDir: join(folder, device.name) });
				const page = await openPicker(browser, { url: `${server.url}${device.query}`, viewport: device.viewport, slower: device.slower });
				const took = await typeAll(page, rounds);
				for (const [metric, value] of [['key_p50_ms', quantile(took, 0.5)], ['key_p95_ms', quantile(took, 0.95)], ['key_max_ms', Math.max(...took)]] as const) rows.push({ set: `${count} patterns`, engine: device.name, metric, value: Math.round(value * 10) / 10, n: took.length });
				await page.close();
				await server.close();
			}
			rmSync(folder, { recursive: true, force: true });
		}
	} finally {
		await browser.close();
	}
	return rows;
}

function putPatterns(vault: string, count: number): void {
	mkdirSync(join(vault, 'Patterns'), { recursive: true });
	for (let i = 0; i < count; i++) {
		const [kind = '', thing = ''] = [KINDS[i % KINDS.length], THINGS[Math.floor(i / KINDS.length) % THINGS.length]];
		writeFileSync(join(vault, 'Patterns', `${kind}_${thing}_${i}.md`), `---\ndescription: Takes a text and makes ${thing} of it, in way ${i}, for those who ${kind} what others said.\ntags: [study, ${thing}]\n---\nDo it, way ${i}.\n`);
	}
}

async function openPicker(browser: Browser, { url, viewport, slower }: { readonly url: string; readonly viewport: { readonly width: number; readonly height: number }; readonly slower: number }): Promise<Page> {
	const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
	await page.goto(url);
	await page.waitForFunction(() => 'workbench' in window);
	await page.evaluate(() => (window as unknown as { workbench: { run(id: string): Promise<boolean> } }).workbench.run('run-pattern'));
	await page.waitForSelector('.praxis-pick-row');
	await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
	return page;
}

/** Milliseconds of each key. */
function typeAll(page: Page, rounds: number): Promise<number[]> {
	return page.evaluate(
		async ([queries, times]) => {
			const field = document.querySelector<HTMLInputElement>('.praxis-pick-field');
			const list = document.querySelector<HTMLElement>('.praxis-pick-list');
			const took: number[] = [];
			for (let round = 0; round < times; round++) {
				for (const query of queries) {
					for (let end = 1; field && list && end <= query.length; end++) {
						await new Promise((next) => setTimeout(next, 30));
						field.value = query.slice(0, end);
						const began = performance.now();
						field.dispatchEvent(new Event('input'));
						void list.offsetHeight;
						took.push(performance.now() - began);
					}
				}
			}
			return took;
		},
		[TYPED, rounds] as const,
	);
}

function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
