/** How a run can end, as the chat shows it: the seven outcomes, a stream that breaks off, a limit that is reached; on a phone too. */
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import type { DemoPlugin } from '../support/demo-plugin';
import { ollama, openStored, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const OUTCOMES = [
	['answered', 'The lease ends on 30 June 2028. [^1]', '', 'Answered'],
	['partial', 'Stopped at the limit of $1.00 in one run.', 'Raise the limit in the agent’s note, or ask for less.', 'Partly answered'],
	['unknown', 'The notes do not say.', 'A note about it would settle it.', 'Not in your notes'],
	['conflicting', 'One note says March, another May. [^1]', 'Look which of the two is newer.', 'Your notes disagree'],
	['needs-user', 'Which of the two pumps?', 'Name the one you mean.', 'Needs your reply'],
	['refused', 'Private notes do not leave this device.', 'Choose a model on this device.', 'Not allowed'],
	['failed', 'Anthropic does not accept the key.', 'Copy the key again from the vendor’s page.', 'Could not finish'],
] as const;

/** Adds one ended turn for each outcome, with a source that is private and one from elsewhere where there is one. */
const showAll = (): Promise<void> =>
	open.page.evaluate((outcomes) => {
		const view = workbench.app.workspace.getLeavesOfType('praxis-chat')[0]?.view as unknown as { session: { conversation: { apply(event: object): void } } };
		const { conversation } = view.session;
		const source = { path: 'Home/Lease Rua Roberto Ivens.md', version: '', span: { start: 0, end: 9 }, line: 12, quote: 'The lease', blockId: null, headings: ['Terms'], isPrivate: true, foreign: 'lies in the folder Clippings' };
		outcomes.forEach(([outcome, text, resolve], n) => {
			conversation.apply({ type: 'run-start', runId: `run-${n}`, question: `How does a run end that is ${outcome}?`, agent: 'Librarian', model: 'ollama/qwen3:8b', at: '', attached: n === 0 ? [{ kind: 'note', name: 'Lease Rua Roberto Ivens', isPrivate: true }, { kind: 'image', name: 'photo.png', isPrivate: false }] : [] });
			conversation.apply({ type: 'usage', cost: { calls: 2, inputTokens: 4100, outputTokens: 320, usd: 0.02, unpricedCalls: 0 } });
			conversation.apply({ type: 'run-end', runId: `run-${n}`, durationMs: 3400, answer: { outcome, text, citations: text.includes('[^1]') ? [source] : [], missing: outcome === 'unknown' ? ['deposit'] : [], searched: 'Searched twice, looked into 4 notes.', resolve } });
		});
	}, OUTCOMES);

test('given a run of each outcome, when they stand in the chat, then each is named in its own words, in light, dark and a narrow pane', async () => {
	open = await openStored(WITH_OLLAMA, { height: 2600 });
	const { page, shot, setTheme, violations } = open;
	await open.openChat();
	await showAll();
	await page.waitForFunction(() => document.querySelectorAll('.praxis-foot').length === 7);
	expect(await page.locator('.praxis-outcome').allInnerTexts()).toEqual(OUTCOMES.map(([, , , name]) => name));
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-outcomes');
	await setTheme('dark');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-outcomes');
	await page.addStyleTag({ content: '.workspace-split.mod-right-split { width: 250px; min-width: 250px; max-width: none; flex: none; }' });
	const letters = await page.locator('.praxis-source-place').first().evaluate((el) => el.getBoundingClientRect().width);
	expect(letters).toBeGreaterThan(80);
	await shot('chat-outcomes-250');
});

test('given a phone, when runs of each outcome stand in the chat, then nothing is cut off, and what is to be hit is large enough', async () => {
	open = await openStored(WITH_OLLAMA, { width: 390, height: 1900, mobile: 'phone' });
	const { page, shot, violations } = open;
	await open.openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent?.startsWith('qwen3') ?? false);
	await showAll();
	await page.waitForFunction(() => document.querySelectorAll('.praxis-foot').length === 7);
	await page.locator('.praxis-composer-field').fill('@lease');
	await page.locator('.praxis-composer-field').press('End');
	await page.locator('.praxis-composer-field').dispatchEvent('input');
	await page.waitForSelector('.praxis-mention');
	await shot('chat-outcomes-phone');
	await page.locator('.praxis-mention').first().click();
	await page.waitForSelector('.praxis-chip-remove');
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	const small = await page.evaluate(() =>
		Array.from(document.querySelectorAll('.praxis-chat button, .praxis-chat summary'))
			.map((el) => ({ name: el.getAttribute('aria-label') ?? el.textContent, box: el.getBoundingClientRect(), reach: Number.parseFloat(getComputedStyle(el, '::after').top) || 0 }))
			.filter(({ box, reach }) => box.height > 0 && box.height - 2 * reach < 40)
			.map(({ name }) => name),
	);
	expect(small).toEqual([]);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-beside-phone');
});

test('given an answer that streams, when the connection breaks off, then it is said what happened and what to do', async () => {
	const cut = (): Response => {
		const lines = [{ message: { role: 'assistant', content: 'The lease began in July and ' }, done: false }].map((line) => new TextEncoder().encode(`${JSON.stringify(line)}\n`));
		let sent = 0;
		return new Response(new ReadableStream({ pull: (stream) => (sent < lines.length ? stream.enqueue(lines[sent++] as Uint8Array<ArrayBuffer>) : stream.close()) }), { headers: { 'content-type': 'application/x-ndjson' } });
	};
	open = await openStored(WITH_OLLAMA, { answer: ollama(cut, cut, cut, cut, cut) });
	const { page, shot } = open;
	await open.openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent?.startsWith('qwen3') ?? false);
	await page.locator('.praxis-composer-field').fill('When does our lease end?');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-foot', { timeout: 50_000 });
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Partly answered');
	expect(await page.locator('.praxis-turn').innerText()).toMatch(/broke off|breaking off|connection|ended/i);
	await shot('chat-broke-off');
});
