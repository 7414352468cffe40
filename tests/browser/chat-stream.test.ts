/**
 * An answer that streams into a chat of 500 turns, in Chromium: what is drawn again, what moves, how soon the first words
 * stand there, and what is kept in memory. Figures are printed; only what does not hang on the machine is held against a law.
 */
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(120_000);
let open: DemoPlugin;
closeAfterEach(() => open);

interface Applies {
	apply(event: object): void;
}
declare global {
	interface Window {
		chat: Applies;
	}
}

/** What the page tells the conversation from now on, without a run behind it. */
const takeOver = (): Promise<void> =>
	open.page.evaluate(() => {
		const view = workbench.app.workspace.getLeavesOfType('praxis-chat')[0]?.view as unknown as { session: { conversation: Applies } };
		window.chat = { apply: (event) => view.session.conversation.apply(event) };
	});

/** Adds ended turns, each with an answer of several blocks. */
async function addTurns(from: number, to: number): Promise<void> {
	await open.page.evaluate(
		async ({ first, end }) => {
			const answer = (n: number): object => ({ outcome: 'answered', text: `Answer ${n}.\n\n- one\n- two\n\n> A quote of some words.\n\n${'More words. '.repeat(40)}`, citations: [], missing: [], searched: '', resolve: '' });
			for (let n = first; n < end; n++) {
				window.chat.apply({ type: 'run-start', runId: `run-${n}`, question: `Question ${n}`, agent: '', model: '', at: '' });
				window.chat.apply({ type: 'run-end', runId: `run-${n}`, durationMs: 1, answer: answer(n) });
				if (n % 10 === 0) await new Promise((next) => setTimeout(next, 60));
			}
		},
		{ first: from, end: to },
	);
	await open.page.waitForFunction((last) => Array.from(document.querySelectorAll('.praxis-question')).at(-1)?.textContent === last, `Question ${to - 1}`);
}

/** Bytes and nodes after everything that is not held was let go. */
async function held(): Promise<{ heapMb: number; nodes: number }> {
	const cdp = await open.page.context().newCDPSession(open.page);
	await cdp.send('HeapProfiler.enable');
	for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
	await cdp.send('Performance.enable');
	const { metrics } = await cdp.send('Performance.getMetrics');
	const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
	await cdp.detach();
	return { heapMb: Math.round(of('JSHeapUsedSize') / 1e5) / 10, nodes: of('Nodes') };
}

test('given 500 turns, when they come one after the other, then the last 50 are drawn and what was drawn before is let go', async () => {
	open = await openDemo();
	await open.openChat();
	await takeOver();
	await addTurns(0, 100);
	const before = await held();
	await addTurns(100, 500);
	const after = await held();
	process.stdout.write(`chat of 100 turns: ${before.heapMb} MB, ${before.nodes} nodes; of 500: ${after.heapMb} MB, ${after.nodes} nodes\n`);
	expect(await open.page.locator('.praxis-turn').count()).toBe(50);
	expect(await open.page.locator('.praxis-question').last().innerText()).toBe('Question 499');
	// A full conversation loses its oldest turn with each new one: what is drawn goes with it.
	await addTurns(500, 503);
	expect(await open.page.locator('.praxis-question').allTextContents()).toEqual(Array.from({ length: 50 }, (_none, n) => `Question ${453 + n}`));
	// 400 more turns as plain data, and not one more element.
	expect(after.nodes).toBeLessThan(before.nodes * 1.2);
	expect(after.heapMb - before.heapMb).toBeLessThan(8);
});

test('given a person at the end and one who reads above, when an answer streams, then the first follows it, the second stays, and finished blocks are never drawn again', async () => {
	open = await openDemo();
	await open.openChat();
	await takeOver();
	await addTurns(0, 60);
	const seen = await open.page.evaluate(async () => {
		const rest = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
		const scrollEl = document.querySelector('.praxis-scroll') as HTMLElement;
		window.chat.apply({ type: 'run-start', runId: 'live', question: 'A long one', agent: '', model: '', at: '' });
		while (Array.from(document.querySelectorAll('.praxis-question')).at(-1)?.textContent !== 'A long one') await rest(20);
		await rest(300);
		// The first words, from their arrival to the frame in which they stand.
		const arrived = performance.now();
		window.chat.apply({ type: 'text-delta', text: 'First ' });
		const turn = Array.from(document.querySelectorAll('.praxis-turn')).at(-1) as HTMLElement;
		const isThere = (): boolean => turn.querySelector('.praxis-answer')?.textContent?.includes('First') ?? false;
		const drawnAtOnce = isThere();
		await new Promise<void>((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted())));
		const firstMs = performance.now() - arrived;
		const redrawn: string[] = [];
		let known = 1;
		// The last two parts are open: all before them were finished when they were last looked at.
		const watch = new MutationObserver((records) => {
			const blocks = Array.from(turn.querySelectorAll('.praxis-block'));
			for (const { removedNodes } of records) for (const node of Array.from(removedNodes)) if (node instanceof HTMLElement && node.classList.contains('praxis-block') && Number(node.dataset['at'] ?? known) < known - 2) redrawn.push(node.textContent?.slice(0, 40) ?? '');
			blocks.forEach((block, at) => ((block as HTMLElement).dataset['at'] ??= String(at)));
			known = blocks.length;
		});
		watch.observe(turn, { childList: true, subtree: true });
		const stalls: number[] = [];
		new PerformanceObserver((list) => stalls.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
		const stream = async (pieces: number): Promise<void> => {
			for (let n = 0; n < pieces; n++) {
				window.chat.apply({ type: 'text-delta', text: n % 12 === 11 ? 'end of it.\n\n' : `word${n} with **some** length, ` });
				if (n % 4 === 3) await rest(8);
			}
			await rest(120);
		};
		await stream(400);
		const isAtEnd = scrollEl.scrollHeight - scrollEl.scrollTop - scrollEl.clientHeight < 2;
		scrollEl.scrollTop = Math.round(scrollEl.scrollHeight / 2);
		await rest(60);
		const from = scrollEl.scrollTop;
		await stream(400);
		const moved = scrollEl.scrollTop - from;
		const drawn = turn.querySelectorAll('.praxis-block').length;
		watch.disconnect();
		window.chat.apply({ type: 'run-end', runId: 'live', durationMs: 1, answer: { outcome: 'answered', text: `${turn.querySelector('.praxis-answer')?.textContent ?? ''}`, citations: [], missing: [], searched: '', resolve: '' } });
		await rest(120);
		return { drawnAtOnce, firstMs, drawn, redrawn: redrawn.length, isAtEnd, moved, movedAtEnd: scrollEl.scrollTop - from, longest: Math.round(Math.max(0, ...stalls)) };
	});
	process.stdout.write(`first words painted ${seen.firstMs.toFixed(0)} ms after they came; longest task while 800 pieces streamed ${seen.longest} ms; finished blocks drawn again ${seen.redrawn}\n`);
	expect(seen).toMatchObject({ drawnAtOnce: true, isAtEnd: true, moved: 0, redrawn: 0 });
	expect(seen.drawn).toBeGreaterThan(60);
});
