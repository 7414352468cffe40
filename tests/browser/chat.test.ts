/** The chat in Chromium on the demo vault: asked by typing, read as a person reads it, in every state and size. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const LEASE = 'When does our lease end?';
const UNKNOWN = 'Which submarine did Napoleon captain in Antarctica?';
let open: DemoPlugin;
const start = async (options: Partial<OpenOptions> = {}): Promise<DemoPlugin> => (open = await openDemo(options));
closeAfterEach(() => open);

/** From now on a note is read only when `releaseReading` is called: nothing ends before the test wants it to. */
const holdReading = (): Promise<void> =>
	open.page.evaluate(() => {
		const { storage__ } = workbench.app.vault;
		const read = storage__.read.bind(storage__);
		const gate: { open: () => void } = { open: () => undefined };
		const wait = new Promise<void>((resolve) => (gate.open = resolve));
		Object.assign(window, { gate });
		storage__.read = async (path: string) => (await wait, read(path));
	});
const releaseReading = (): Promise<void> => open.page.evaluate(() => (window as unknown as { gate: { open(): void } }).gate.open());

test('given a question, when it is typed and Enter is pressed, then the answer quotes a note word for word and cites its block', async () => {
	const { page, vaultDir, ask, violations, shot } = await start();
	await ask(LEASE);
	expect(await page.locator('.praxis-question').innerText()).toBe(LEASE);
	const quote = await page.locator('.praxis-quote-text').first().innerText();
	expect(quote).toContain('30 June 2028');
	expect(readFileSync(join(vaultDir, 'Home/Lease Rua Roberto Ivens.md'), 'utf8')).toContain(quote);
	expect(await page.locator('.praxis-outcome').innerText()).toMatch(/nswered/);
	expect(await page.locator('.praxis-facts').innerText()).toContain('On this device');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-answer');
	await open.setTheme('dark');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-answer');
});

test('given a cited block with an id, when its mark is clicked, then the note opens at that block', async () => {
	const { page, ask } = await start();
	await ask(LEASE);
	await page.getByRole('button', { name: /^Source 1: Lease Rua Roberto Ivens/ }).first().click();
	await page.waitForSelector('.is-flashing');
	expect(await page.locator('.is-flashing').innerText()).toContain('30 June 2028');
});

test('given words just typed into a note, when they are asked about at once, then the answer quotes them', async () => {
	const { page, ask } = await start({ mode: 'source' });
	await page.locator('.cm-content').click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('\n\nThe zeppelin costs 4711 euros.');
	await ask('What does the zeppelin cost?');
	expect(await page.locator('.praxis-quote-text').first().innerText()).toBe('The zeppelin costs 4711 euros.');
});

test('given a cited block without an id, when its mark is clicked, then the editor selects exactly the quote', async () => {
	const { page, ask } = await start({ mode: 'source' });
	await ask('Why are we leaving Rua da Alegria?');
	const quote = await page.locator('.praxis-quote-text').first().textContent();
	await page.locator('.praxis-cite-button').first().click();
	const selected = (): Promise<string> => page.evaluate(() => (workbench.app.workspace.activeEditor as { editor?: { getSelection(): string } } | null)?.editor?.getSelection() ?? '');
	await page.waitForFunction(() => (workbench.app.workspace.activeEditor as { editor?: { getSelection(): string } } | null)?.editor?.getSelection());
	expect(await selected()).toBe(quote);
	expect(quote).toMatch(/\w{3}/);
});

test('given a citation, when it is pointed at or focused, then a card shows the note with the quote marked, and Escape closes it', async () => {
	const { page, ask, shot } = await start();
	await ask(LEASE);
	const quote = await page.locator('.praxis-quote-text').first().textContent();
	await page.locator('.praxis-cite-button').first().hover();
	await page.waitForSelector('.praxis-preview');
	expect(await page.locator('.praxis-preview mark').textContent()).toContain(quote);
	await shot('chat-preview');
	await page.locator('.praxis-composer-field').hover();
	await page.waitForSelector('.praxis-preview', { state: 'detached' });
	await page.locator('.praxis-step summary').focus();
	await page.keyboard.press('Tab');
	await page.waitForSelector('.praxis-preview');
	await page.keyboard.press('Escape');
	expect(await page.locator('.praxis-preview').count()).toBe(0);
});

test('given a question that the vault does not answer, when it is asked, then it says what was searched and what would settle it', async () => {
	const { page, ask, violations, shot } = await start();
	await ask(UNKNOWN);
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Not in your notes');
	expect(await page.locator('.praxis-missing').innerText()).toMatch(/Searched \d+ notes[^]*What would settle it/);
	expect(await page.locator('.praxis-cite-button').count()).toBe(0);
	await page.waitForSelector('.praxis-unknown-line button');
	expect(await violations('.praxis-chat')).toEqual([]);
	expect(await page.locator('.praxis-unknown-line').innerText()).toMatch(/Kept until a note answers it./);
	await shot('chat-unknown');
	await page.locator('.praxis-unknown-line').getByRole('button', { name: 'Open questions' }).click();
	await page.waitForSelector('.praxis-unknown-question');
	expect(await page.locator('.praxis-unknown-question').allInnerTexts()).toEqual([UNKNOWN]);
	await page.getByRole('button', { name: `Close: ${UNKNOWN}` }).click();
	await page.keyboard.press('Escape');
	await page.locator('.praxis-unknown-line', { hasText: 'You closed this question.' }).waitFor();
});

test('given an answer, when it is saved, then the disk has a result note whose links lead to blocks', async () => {
	const { page, ask, vaultDir } = await start();
	await ask(LEASE);
	await page.getByRole('button', { name: 'Save as note' }).click();
	const path = await page.locator('.praxis-saved .praxis-link').innerText();
	expect(path).toMatch(/^Praxis\/Results\/.*\.md$/);
	const saved = readFileSync(join(vaultDir, path), 'utf8');
	expect(saved).toMatch(/^---\npraxis: result\n/);
	expect(saved).toContain('[[Lease Rua Roberto Ivens#^lease-end|');
	await page.locator('.praxis-saved .praxis-link').click();
	await page.waitForFunction((wanted) => workbench.app.workspace.getActiveFile()?.path === wanted, path);
});

test('given a run that is going on, when stop is pressed, then it ends, says so, and the next question is answered', async () => {
	const { page, openChat, ask, shot } = await start();
	await openChat();
	await holdReading();
	await page.locator('.praxis-composer-field').fill(LEASE);
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-turn');
	await shot('chat-running');
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await page.waitForSelector('.praxis-foot');
	expect(await page.locator('.praxis-outcome').innerText()).toBe('Stopped');
	await releaseReading();
	await ask(UNKNOWN);
	expect(await page.locator('.praxis-outcome').last().innerText()).toBe('Not in your notes');
});

test('given an index that is being built, when it is stopped and gone on with, then the pane and the status bar say so at each step', async () => {
	const { page, openChat, runCommand, violations, shot } = await start();
	await openChat();
	await holdReading();
	await runCommand('rebuild-index');
	await page.waitForFunction(() => /^Indexing/.test(document.querySelector('.praxis-index-text')?.textContent ?? ''));
	expect(await page.locator('.praxis-status').innerText()).toMatch(/^Praxis: indexing( \d+ of \d+)?$/);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-indexing');
	await page.locator('.praxis-status').click();
	expect(await page.locator('.menu-item').allInnerTexts()).toEqual(['Open chat', 'Stop indexing']);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Stop indexing' }).click();
	await releaseReading();
	await page.waitForFunction(() => /^Indexing was stopped/.test(document.querySelector('.praxis-index-text')?.textContent ?? ''));
	expect(await page.locator('.praxis-status').innerText()).toBe('Praxis: index not complete');
	await page.getByRole('button', { name: 'Index the rest' }).click();
	await page.waitForSelector('.praxis-index', { state: 'hidden' });
	expect(await page.locator('.praxis-status').isVisible()).toBe(false);
});

test('given the empty chat, when an example is chosen, then it is asked', async () => {
	const { page, openChat, violations, shot } = await start();
	await openChat();
	expect(await page.locator('.praxis-example').count()).toBe(3);
	expect(await page.locator('.praxis-empty-status').innerText()).toMatch(/^\d+ notes indexed/);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-empty');
	const question = await page.locator('.praxis-example').first().innerText();
	await page.locator('.praxis-example').first().click();
	await page.waitForSelector('.praxis-foot');
	expect(await page.locator('.praxis-question').innerText()).toBe(question);
	expect(await page.locator('.praxis-empty').isVisible()).toBe(false);
});

test('given an empty vault, when the chat opens, then it says what to do first', async () => {
	const { page, shot } = await start({ vault: { 'Folder/': '' } });
	await open.runCommand('open-chat');
	expect(await page.locator('.praxis-empty').innerText()).toContain('This vault has no notes yet');
	await shot('chat-empty-vault');
});

test('given the keyboard alone, when a person asks, opens a step and stops at each control, then every control has a name', async () => {
	const { page, ask } = await start();
	await ask(LEASE);
	await page.locator('.praxis-scroll').focus();
	const names: string[] = [];
	for (let stop = 0; stop < 20; stop++) {
		await page.keyboard.press('Tab');
		names.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''));
	}
	expect(names.slice(0, 3)).toEqual(['Edit question', expect.stringMatching(/^Searched/), expect.stringMatching(/^Source 1: /)]);
	expect(names).toEqual(expect.arrayContaining(['Copy answer', 'Insert at cursor', 'Save as note', 'Ask again', 'Ask your notes']));
	expect(names.filter((name) => name.trim() === '')).toEqual([]);
});

test('given panes from a narrow one to a whole tab, when an answer stands in them, then nothing is cut off sideways', async () => {
	const { page, ask, shot } = await start({ width: 900 });
	await ask(LEASE);
	for (const [width, windowWidth] of [[280, 900], [380, 900], [1100, 1500]] as const) {
		await page.setViewportSize({ width: windowWidth, height: 800 });
		await page.addStyleTag({ content: `.workspace-split.mod-right-split { width: ${width}px; min-width: ${width}px; max-width: none; flex: none; }` });
		const cut = await page.evaluate(() => {
			const pane = document.querySelector('.praxis-chat')?.getBoundingClientRect();
			return Array.from(document.querySelectorAll('.praxis-chat *'), (el) => ({ el, box: el.getBoundingClientRect() }))
				.filter(({ el, box }) => pane && box.width > 0 && box.right > pane.right + 1 && !el.closest('.praxis-live'))
				.map(({ el }) => el.className);
		});
		expect([width, cut]).toEqual([width, []]);
		await shot(`chat-pane-${width}`);
	}
});

test('given a phone, when a question is asked, then every button is 44 pixels to hit and nothing is cut off', async () => {
	const { page, ask, violations, shot } = await start({ width: 390, height: 780, mobile: 'phone' });
	await ask(LEASE);
	const small = await page.evaluate(() =>
		Array.from(document.querySelectorAll('.praxis-chat button, .praxis-chat summary'))
			.map((el) => ({ name: el.getAttribute('aria-label') ?? el.textContent, box: el.getBoundingClientRect(), reach: Number.parseFloat(getComputedStyle(el, '::after').top) || 0 }))
			.filter(({ box }) => box.height > 0)
			.filter(({ box, reach }) => box.height - 2 * reach < 40)
			.map(({ name }) => name),
	);
	expect(small).toEqual([]);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('chat-phone');
});

test('given a phone, when its keyboard comes up and goes, then the question stays above it, is sent by its button, and the transcript keeps its place', async () => {
	const { page, openChat, shot } = await start({ width: 390, height: 780, mobile: 'phone' });
	await page.evaluate(() => Object.defineProperty(window, 'visualViewport', { configurable: true, value: Object.assign(new EventTarget(), { height: innerHeight, offsetTop: 0, scale: 1 }) }));
	const keyboard = (px: number): Promise<void> =>
		page.evaluate((covered) => {
			Object.assign(window.visualViewport ?? {}, { height: innerHeight - covered });
			window.visualViewport?.dispatchEvent(new Event('resize'));
		}, px);
	const box = (selector: string): Promise<{ top: number; bottom: number }> => page.locator(selector).last().evaluate((el) => { const { top, bottom } = el.getBoundingClientRect(); return { top, bottom }; });
	await openChat();
	await page.locator('.praxis-composer-field').tap();
	await page.locator('.praxis-composer-field').fill(LEASE);
	await keyboard(340);
	expect((await box('.praxis-composer')).bottom).toBeLessThanOrEqual(440);
	await shot('chat-keyboard-empty');
	await page.getByRole('button', { name: 'Ask', exact: true }).tap();
	await page.waitForSelector('.praxis-foot');
	await keyboard(0);
	await page.waitForFunction(() => { const el = document.querySelector('.praxis-scroll'); return el !== null && el.scrollHeight - el.scrollTop - el.clientHeight < 2; });
	await keyboard(340);
	expect((await box('.praxis-composer')).bottom).toBeLessThanOrEqual(440);
	// At the end it stays at the end: the foot of the answer is seen above the composer.
	await page.waitForFunction(() => (document.querySelector('.praxis-foot')?.getBoundingClientRect().bottom ?? Infinity) <= (document.querySelector('.praxis-composer')?.getBoundingClientRect().top ?? 0) + 1);
	await shot('chat-keyboard');
	await page.locator('.praxis-scroll').evaluate((el) => (el.scrollTop = 0));
	await page.waitForFunction(() => document.querySelector('.praxis-scroll')?.scrollTop === 0);
	const before = await box('.praxis-question');
	await keyboard(0);
	expect(await box('.praxis-question')).toEqual(before);
	expect((await box('.praxis-composer')).bottom).toBeGreaterThan(600);
});

test('given 500 turns, when the pane opens, then it shows the last and brings the earlier ones on demand', async () => {
	const { page, openChat, ask } = await start();
	await ask(UNKNOWN);
	await page.evaluate(() => {
		const view = workbench.app.workspace.getLeavesOfType('praxis-chat')[0]?.view as unknown as { session: { conversation: { apply(event: object): void } } };
		for (let n = 0; n < 499; n++) {
			view.session.conversation.apply({ type: 'run-start', runId: `run-${n}`, question: `Question ${n}`, agent: '', model: '', at: '' });
			view.session.conversation.apply({ type: 'run-end', runId: `run-${n}`, durationMs: 1, answer: { outcome: 'answered', text: `Answer ${n}.`, citations: [], missing: [], searched: '', resolve: '' } });
		}
		workbench.app.workspace.detachLeavesOfType('praxis-chat');
	});
	await openChat();
	expect(await page.locator('.praxis-turn').count()).toBe(50);
	expect(await page.locator('.praxis-question').last().innerText()).toBe('Question 498');
	await page.getByRole('button', { name: 'Show earlier questions' }).click();
	expect(await page.locator('.praxis-turn').count()).toBe(100);
});
