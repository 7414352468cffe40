/**
 * Measures how the chat draws a stream, in Chromium on the built plugin: from the arrival of a run's first words until they
 * are painted, and the longest task while an answer streams, in a chat of many turns. `phone`: a phone's size with the
 * processor made four times slower. The words come from this program, at the place where a run's events arrive.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { EvalRow } from './search';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLES = 20;
const TURNS = 500;
/** Pieces of one answer. */
const PIECES = 800;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-sync', '--disable-default-apps'];
const DEVICES = [
	{ name: 'desktop', query: '', viewport: { width: 1280, height: 800 }, slower: 1 },
	{ name: 'phone', query: '?mobile=phone', viewport: { width: 390, height: 780 }, slower: 4 },
] as const;

export async function run({ n: samples = SAMPLES, notes = [TURNS] }: { n?: number; notes?: readonly number[] }): Promise<EvalRow[]> {
	const turns = notes[0] ?? TURNS;
	// Found at run time: it builds its page from files beside it.
	const { startWorkbench } = (await import(new URL('../../tests/host/server.mjs', import.meta.url).href)) as typeof import('../host/server.mjs');
	const browser = await chromium.launch({ executablePath: process.env['PRAXIS_CHROME'] ?? '/usr/bin/chromium', headless: true, args: FLAGS });
	const rows: EvalRow[] = [];
	try {
		for (const device of DEVICES) {
			const folder = mkdtempSync(join(tmpdir(), 'praxis-chat-'));
			cpSync(join(ROOT, 'tests/vault'), join(folder, 'vault'), { recursive: true });
			const server = await startWorkbench({ vaultDir: join(folder, 'vault'), deviceDir: join(folder, 'device') });
			const page = await openChat(browser, { url: `${server.url}${device.query}`, viewport: device.viewport });
			await addTurns(page, turns);
			const cdp = await page.context().newCDPSession(page);
			await cdp.send('Emulation.setCPUThrottlingRate', { rate: device.slower });
			const first = await firstWords(page, samples);
			const longest = await longestTask(page);
			const row = (metric: string, value: number, n: number): void => void rows.push({ set: `${turns} turns`, engine: device.name, metric, value: Math.round(value * 10) / 10, n });
			row('first_words_p50_ms', quantile(first, 0.5), first.length);
			row('first_words_p95_ms', quantile(first, 0.95), first.length);
			row('longest_task_ms', longest, PIECES);
			await page.close();
			await server.close();
			rmSync(folder, { recursive: true, force: true });
		}
	} finally {
		await browser.close();
	}
	return rows;
}

interface ChatWindow {
	workbench: { run(id: string): Promise<boolean>; app: { workspace: { getLeavesOfType(type: string): { view: unknown }[] } } };
	told(event: object): void;
}

async function openChat(browser: Browser, { url, viewport }: { readonly url: string; readonly viewport: { readonly width: number; readonly height: number } }): Promise<Page> {
	const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
	await page.goto(url);
	await page.waitForFunction(() => 'workbench' in window);
	await page.evaluate(() => (window as unknown as ChatWindow).workbench.run('open-chat'));
	await page.waitForSelector('.praxis-empty-status');
	await page.evaluate(() => {
		const here = window as unknown as ChatWindow;
		const view = here.workbench.app.workspace.getLeavesOfType('praxis-chat')[0]?.view as { session: { conversation: { apply(event: object): void } } };
		here.told = (event) => view.session.conversation.apply(event);
	});
	return page;
}

function addTurns(page: Page, turns: number): Promise<void> {
	return page.evaluate(async (count) => {
		const { told } = window as unknown as ChatWindow;
		for (let n = 0; n < count; n++) {
			told({ type: 'run-start', runId: `run-${n}`, question: `Question ${n}`, agent: '', model: '', at: '' });
			told({ type: 'run-end', runId: `run-${n}`, durationMs: 1, answer: { outcome: 'answered', text: `Answer ${n}.\n\n- one\n- two\n\n> A quote of some words.\n\n${'More words. '.repeat(40)}`, citations: [], missing: [], searched: '', resolve: '' } });
			if (n % 50 === 49) await new Promise((next) => setTimeout(next, 60));
		}
		await new Promise((next) => setTimeout(next, 500));
	}, turns);
}

/** Milliseconds of each sample, from the event to the first task after the frame in which its words stand. */
function firstWords(page: Page, samples: number): Promise<number[]> {
	return page.evaluate(async (count) => {
		const { told } = window as unknown as ChatWindow;
		const rest = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
		const painted = (): Promise<void> => new Promise((next) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => next(); port2.postMessage(null); }));
		const took: number[] = [];
		for (let n = 0; n < count; n++) {
			told({ type: 'run-start', runId: `live-${n}`, question: `Live ${n}`, agent: '', model: '', at: '' });
			await rest(250 + 7 * n);
			const word = `First${n}`;
			const began = performance.now();
			told({ type: 'text-delta', text: `${word} words of it ` });
			for (let frame = 0; frame < 300; frame++) {
				await painted();
				if (Array.from(document.querySelectorAll('.praxis-answer')).at(-1)?.textContent?.includes(word)) break;
			}
			took.push(performance.now() - began);
			told({ type: 'run-end', runId: `live-${n}`, durationMs: 1, answer: { outcome: 'answered', text: word, citations: [], missing: [], searched: '', resolve: '' } });
		}
		return took;
	}, samples);
}

/** The longest task of the page while one long answer streams; 0 when none is over 50 ms. */
function longestTask(page: Page): Promise<number> {
	return page.evaluate(async (pieces) => {
		const { told } = window as unknown as ChatWindow;
		const tasks: number[] = [];
		new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
		told({ type: 'run-start', runId: 'long', question: 'A long one', agent: '', model: '', at: '' });
		for (let n = 0; n < pieces; n++) {
			told({ type: 'text-delta', text: n % 12 === 11 ? 'end of it.\n\n' : `word${n} with **some** length, ` });
			if (n % 4 === 3) await new Promise((next) => setTimeout(next, 8));
		}
		await new Promise((next) => setTimeout(next, 300));
		return Math.max(0, ...tasks);
	}, PIECES);
}

function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
