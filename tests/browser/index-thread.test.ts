/** Given a vault of some hundred notes in Chromium, when it is opened, then a worker reads it, and nobody misses the worker. */
import type { VaultFiles } from '../host/storage';
import { closeBrowser, openPlugin, type OpenPlugin } from '../host/browser';

afterAll(closeBrowser);

const NOTES = 300;
const vault = (): VaultFiles => Object.fromEntries(Array.from({ length: NOTES }, (_value, at) => [`Notes/n${at}.md`, `# Heading ${at}\n\nThe pump number ${at} of the garden [[n${(at * 7) % NOTES}]].\n`]));

interface Seen {
	/** Workers that were started, and how many messages came back from them. */
	started: number;
	heard: number;
	/** Longest time in which the page did nothing else, since the plugin started. */
	stallMs: number;
}

declare global {
	interface Window {
		seen: Seen;
	}
}

/** Runs in the page before the plugin: counts workers, or lets none start; records stalls. */
function recorder(areBroken: boolean): void {
	const seen: Seen = { started: 0, heard: 0, stallMs: 0 };
	window.seen = seen;
	const Real = window.Worker;
	window.Worker = class extends Real {
		constructor(url: string | URL) {
			if (areBroken) throw new Error('No worker may be started here.');
			super(url);
			seen.started++;
			this.addEventListener('message', () => seen.heard++);
		}
	};
	let last = performance.now();
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		const now = performance.now();
		if ('workbench' in window) seen.stallMs = Math.max(seen.stallMs, now - last);
		last = now;
		setTimeout(() => {
			last = performance.now();
			port2.postMessage(null);
		}, 2);
	};
	port2.postMessage(null);
}

async function answers(open: OpenPlugin, question: string): Promise<string[]> {
	await open.runCommand('open-chat');
	await open.page.waitForSelector('.praxis-empty-status');
	await open.page.locator('.praxis-composer-field').fill(question);
	await open.page.keyboard.press('Enter');
	await open.page.waitForSelector('.praxis-foot');
	return open.page.locator('.praxis-turn').allInnerTexts();
}

test.each([false, true])('workers are broken: %s', async (areBroken) => {
	const open = await openPlugin({ vault: vault(), prepare: async (page) => void (await page.addInitScript(recorder, areBroken)) });
	try {
		expect((await answers(open, 'Where is pump number 123?')).join(' ')).toContain('n123');
		const seen = await open.page.evaluate(() => window.seen);
		expect(seen.started).toBe(areBroken ? 0 : 1);
		if (!areBroken) expect(seen.heard).toBeGreaterThan(2);
		expect(open.errors).toEqual([]);
	} finally {
		await open.close();
	}
});
