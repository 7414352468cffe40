/** The built plugin on a copy of the demo vault in Chromium, with what its browser tests share. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlugin, type OpenOptions, type OpenPlugin } from '../host/browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const DEMO = join(__dirname, '../vault');

export interface DemoPlugin extends OpenPlugin {
	/** Opens the chat and waits until the index is complete. */
	openChat(): Promise<void>;
	/** Types the question into the chat, presses Enter, and waits for the end of its answer. */
	ask(question: string): Promise<void>;
	/**
	 * What axe-core holds against the part of the page that `selector` names, as "rule: element". The app's own
	 * toggles are left out: they carry no label in the app either.
	 */
	violations(selector: string): Promise<string[]>;
}

/** Opens a copy of the demo vault, or `options.vault`. */
export async function openDemo(options: Partial<OpenOptions> = {}): Promise<DemoPlugin> {
	const copy = mkdtempSync(join(tmpdir(), 'praxis-demo-'));
	if (options.vault === undefined) cpSync(DEMO, copy, { recursive: true });
	const open = await openPlugin({ vault: copy, ...options });
	const { page } = open;
	const openChat = async (): Promise<void> => {
		await open.runCommand('open-chat');
		await page.waitForSelector('.praxis-empty-status, .praxis-turn', { state: 'attached' });
	};
	return {
		...open,
		openChat,
		ask: async (question) => {
			await openChat();
			const before = await page.locator('.praxis-foot').count();
			await page.locator('.praxis-composer-field').fill(question);
			await page.keyboard.press('Enter');
			await page.waitForFunction((count) => document.querySelectorAll('.praxis-foot').length > count, before);
		},
		violations: async (selector) => {
			await page.evaluate(AXE);
			return page.evaluate(async (root) => {
				const { axe } = window as unknown as { axe: { run(context: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
				const { violations } = await axe.run({ include: [root], exclude: [['.checkbox-container']] });
				return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
			}, selector);
		},
		close: async () => {
			await open.close();
			rmSync(copy, { recursive: true, force: true });
		},
	};
}
