/** Searching, related notes and going by name in Chromium on the built plugin. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const PHONE = { width: 390, height: 780, mobile: 'phone' } as const;
const field = () => open.page.locator('.praxis-search input[type=search]');
const notes = (): Promise<string[]> => open.page.locator('.praxis-found-name').allInnerTexts();
const indexed = (): Promise<unknown> => open.page.waitForFunction(() => document.querySelector('.praxis-index-line') === null || Array.from(document.querySelectorAll<HTMLElement>('.praxis-index')).every((el) => el.style.display === 'none'));
/** Waits until what is shown is of this query. */
const found = (text: string | RegExp): Promise<void> => open.page.locator('.praxis-search-scroll', { hasText: text }).first().waitFor();

async function opened(command: string, options: Partial<OpenOptions> = {}): Promise<void> {
	open = await openDemo(options);
	await open.runCommand(command);
	await open.page.waitForSelector('.praxis-search .praxis-found-title');
	await indexed();
}

test('given the demo vault, when words are typed, then notes stand there with their blocks, the words marked', async () => {
	await opened('search');
	// All that were changed lately, where there is room for them.
	await open.page.waitForFunction(() => document.querySelectorAll('.praxis-found-title').length === 12);
	await open.shot('search-empty');
	await field().fill('lease');
	await open.page.waitForFunction(() => Array.from(document.querySelectorAll('.praxis-found-block .search-result-file-matched-text')).some((el) => /lease/i.test(el.textContent)));
	expect(await open.page.locator('.praxis-search-count').innerText()).toMatch(/^\d+ notes?$/);
	// What is written from right to left is cut at its end.
	expect(await open.page.locator(':is(.praxis-found-name, .praxis-found-folder, .praxis-found-heading):not([dir=auto])').count()).toBe(0);
	expect(await open.violations('.praxis-search-modal')).toEqual([]);
	await open.shot('search-found');
	await open.setTheme('dark');
	expect(await open.violations('.praxis-search-modal')).toEqual([]);
	await open.shot('search-found');
});

test('given the keyboard alone, when notes are searched, then rows are chosen, opened, linked and asked about', async () => {
	await opened('search');
	const { page } = open;
	const chosen = (): Promise<string> => page.locator('.praxis-search .is-selected').innerText();
	const nameField = (): Promise<string | null> => field().getAttribute('aria-activedescendant');
	await page.keyboard.type('lease', { delay: 5 });
	await found(/lease/i);
	await page.waitForFunction(() => document.querySelectorAll('.praxis-found-block').length > 1);
	const [first] = await notes();
	expect(await chosen()).toContain(first);
	const before = await nameField();
	await page.keyboard.press('ArrowDown');
	expect(await nameField()).not.toBe(before);
	expect(await page.locator('.praxis-found-block.is-selected').count()).toBe(1);
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ArrowUp');
	expect(await page.locator('.praxis-search [role=option]').last().getAttribute('aria-selected')).toBe('true');
	await page.keyboard.press('ArrowDown');
	expect(await nameField()).toBe(before);
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.keyboard.press('Control+c');
	await page.locator('.notice', { hasText: 'Link copied.' }).waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`[[${first}]]`);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.querySelector('.praxis-search-modal') === null);
	expect(await page.evaluate(() => workbench.app.workspace.getActiveFile()?.basename)).toBe(first);
	await open.runCommand('search');
	await found(/lease/i);
	expect(await field().inputValue()).toBe('lease');
	await page.keyboard.press('Control+Shift+Enter');
	await page.waitForSelector('.praxis-chat .praxis-beside .praxis-chip-name');
	expect(await page.locator('.praxis-chat .praxis-beside .praxis-chip-name').allInnerTexts()).toContain(first);
	expect(await page.evaluate(() => document.activeElement?.className)).toContain('praxis-composer-field');
	await open.shot('search-asked');
});

test('given filters in the query, when they are taken off as chips, then the text and what is found follow; and what was not understood is said', async () => {
	await opened('open-search');
	await field().fill('rent tag:nothing-has-this [status:none]');
	await open.page.locator('.praxis-empty-title', { hasText: 'No note was found.' }).waitFor();
	expect(await open.page.locator('.praxis-search .praxis-chip-name').allInnerTexts()).toEqual(['tag:nothing-has-this', '[status:none]']);
	await open.shot('search-none');
	expect(await open.violations('.praxis-search')).toEqual([]);
	await open.page.getByRole('button', { name: 'Remove the filter tag:nothing-has-this' }).click();
	await open.page.waitForFunction(() => document.querySelectorAll('.praxis-search .praxis-chip').length === 1);
	expect(await field().inputValue()).toBe('rent [status:none]');
	await open.page.getByRole('button', { name: 'Search without [status:none]' }).click();
	await open.page.waitForSelector('.praxis-found-block');
	expect(await field().inputValue()).toBe('rent');
	await open.page.keyboard.press('Escape');
	await open.page.locator('.praxis-search-label', { hasText: 'Changed lately' }).waitFor();
	expect(await field().inputValue()).toBe('');
	await field().fill('landlrod file:x date:someday "open');
	await open.page.locator('.praxis-search-hints', { hasText: 'No note has “landlrod”' }).waitFor();
	const hints = await open.page.locator('.praxis-search-hints').innerText();
	expect(hints).toContain('“file:” is no filter here');
	expect(hints).toContain('“someday” names no date');
	expect(hints).toContain('A quote mark stands alone');
	await open.shot('search-hints');
});

const BAD: readonly (readonly [string, string])[] = [
	['100,000 letters', 'x'.repeat(100_000)],
	['100,000 characters of words', 'rent deposit '.repeat(7_700)],
	['only punctuation', '"[(*+?.\\^$|)]}'],
	['only stop words', 'the of and is'],
	['a pattern', '(a+)+$ [^x]* \\d{3,}'],
	['right to left', 'عقد الإيجار \u202Eabc'],
	['emoji', '👩‍👩‍👧 🏡'],
	['quotes left open', '"rent "deposit'],
	['unknown operators', 'foo:bar line:(x y) -tag: [x:'],
	['half a character', '\ud800 rent'],
];

test('given any text at all, when it is searched, then something sensible stands there and nothing is thrown', async () => {
	await opened('open-search');
	const { page } = open;
	for (const [what, query] of BAD) {
		await field().evaluate((el, text) => {
			(el as HTMLInputElement).value = text;
			el.dispatchEvent(new Event('input'));
		}, query);
		await page.waitForFunction(() => document.querySelector('.praxis-search [role=listbox]')?.getAttribute('aria-busy') === 'false');
		expect([what, await page.locator('.praxis-search [role=alert]').count()]).toEqual([what, 0]);
		const [spill, said] = await page.evaluate(() => {
			const el = document.querySelector('.praxis-search-scroll');
			return [(el?.scrollWidth ?? 0) - (el?.clientWidth ?? 0), `${document.querySelector('.praxis-search-count')?.textContent ?? ''}${document.querySelector('.praxis-empty-title')?.textContent ?? ''}`] as const;
		});
		expect([what, spill]).toEqual([what, 0]);
		expect([what, said]).toEqual([what, expect.stringMatching(/note/)]);
	}
});

test('given a note open for writing, when another is dragged or inserted from the results, then its link stands there', async () => {
	await opened('open-search', { mode: 'source' });
	const { page } = open;
	await field().fill('lease');
	await page.waitForSelector('.praxis-found-block');
	await page.locator('.praxis-found-title').first().click();
	await page.waitForFunction(() => workbench.app.workspace.getActiveFile() !== null);
	const path = await page.evaluate(() => workbench.app.workspace.getActiveFile()?.path ?? '');
	await field().focus();
	await page.keyboard.press('ArrowDown');
	const data = await page.locator('.praxis-search .praxis-found-title').nth(1).evaluate((el) => {
		const dataTransfer = new DataTransfer();
		el.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
		return dataTransfer.getData('text/plain');
	});
	expect(data).toMatch(/^\[\[.+\]\]$/);
	await field().focus();
	await page.keyboard.press('Alt+Enter');
	await page.waitForFunction((at) => workbench.app.vault.getFileByPath(at) !== null && document.querySelector('.cm-content')?.textContent.includes('[['), path);
});

test('given related notes beside a note, when it is written in or a passage is selected, then they follow, each with its reason', async () => {
	open = await openDemo({ mode: 'source' });
	const { page } = open;
	await open.runCommand('open-related');
	await page.locator('.praxis-related-head', { hasText: 'To “Start here”' }).waitFor();
	await page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('Home/Flat hunt 2025.md');
		if (file) await workbench.app.workspace.getLeaf(false).openFile(file, { active: true });
	});
	await page.locator('.praxis-related-head', { hasText: 'To “Flat hunt 2025”' }).waitFor();
	expect(await page.locator('.praxis-related-reasons').first().innerText()).toMatch(/Both say|Linked|Links here|Same/);
	expect(await open.violations('.praxis-related')).toEqual([]);
	await open.shot('related');
	await open.setTheme('dark');
	await open.shot('related');
	const before = await page.locator('.praxis-related-title').allInnerTexts();
	await page.locator('.praxis-related-title').first().focus();
	await page.keyboard.press('ArrowDown');
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(before[1]);
	await page.getByRole('button', { name: `Insert a link to ${before[0] ?? ''}` }).click();
	await page.waitForFunction((title) => document.querySelector('.cm-content')?.textContent.includes(`[[${title}`), before[0] ?? '');
});

test('given names half typed, when one is gone to, then notes, headings, people and commands are found and opened', async () => {
	open = await openDemo();
	const { page } = open;
	await open.openChat();
	await open.runCommand('go-to');
	await page.locator('.prompt .praxis-name').first().waitFor();
	await page.keyboard.type('flat hnut', { delay: 5 });
	await page.locator('.praxis-name', { hasText: 'Flat hunt 2025' }).first().waitFor();
	await open.shot('go-to');
	expect(await open.violations('.prompt')).toEqual([]);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => workbench.app.workspace.getActiveFile()?.basename === 'Flat hunt 2025');
	await open.runCommand('go-to');
	await page.keyboard.type('open activity', { delay: 5 });
	await page.locator('.praxis-name', { hasText: 'Open activity' }).first().waitFor();
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-activity');
});

test.each<[string, Partial<OpenOptions>, number]>([
	['a narrow sidebar', {}, 250],
	['a phone', PHONE, 0],
])('given %s, when something is found, then nothing is cut off sideways', async (_name, options, width) => {
	await opened('open-search', options);
	const { page } = open;
	if (width > 0) await page.addStyleTag({ content: `.praxis-search-view, .praxis-related { max-width: ${width}px; }` });
	await field().fill('lease tag:home/flat-with-a-long-name');
	await page.locator('.praxis-empty-title').waitFor();
	await open.shot(`search-none-${options.mobile ?? width}`);
	await field().fill('the lease of the flat, rent');
	await page.waitForSelector('.praxis-found-block');
	const bad = await page.evaluate((isPhone) => {
		const pane = document.querySelector('.praxis-search-view')?.getBoundingClientRect();
		return Array.from(document.querySelectorAll('.praxis-search-view *'), (el) => ({ el, box: el.getBoundingClientRect() }))
			.filter(({ el, box }) => pane && box.width > 0 && (box.right > pane.right + 1 || (isPhone && el.matches('button:not([style*=none]), [role=option]') && box.height < 44)))
			.map(({ el, box }) => `${el.className} ${box.width} x ${box.height}`);
	}, options.mobile === 'phone');
	expect(bad).toEqual([]);
	expect(await open.violations('.praxis-search-view')).toEqual([]);
	await open.shot(`search-${options.mobile ?? width}`);
	await open.setTheme('dark');
	await open.shot(`search-${options.mobile ?? width}`);
});

test('given a note that is edited while it is shown, when it was indexed again, then what is found follows; the help tells each way to ask', async () => {
	await opened('open-search');
	await field().fill('zeppelin');
	await open.page.locator('.praxis-empty-title').waitFor();
	await open.page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('Home/Flat hunt 2025.md');
		if (file) await workbench.app.vault.process(file, (text) => `${text}\nA zeppelin over the roof.\n`);
	});
	await open.page.locator('.praxis-found-block', { hasText: 'A zeppelin over the roof.' }).waitFor();
	expect(readFileSync(join(open.vaultDir, 'Home/Flat hunt 2025.md'), 'utf8')).toContain('zeppelin');
	await open.page.evaluate(() => workbench.app.vault.rename(workbench.app.vault.getFileByPath('Home/Flat hunt 2025.md') as never, 'Home/Airship.md'));
	await open.page.locator('.praxis-found-name', { hasText: 'Airship' }).waitFor();
	await open.page.getByRole('button', { name: 'What can be searched for' }).click();
	await open.page.waitForSelector('.praxis-query-help');
	expect(await open.page.locator('.praxis-query-help dt').allInnerTexts()).toEqual(expect.arrayContaining(['tag:home', '"garden pump"', '[status:open]', 'links-to:"Flat hunt"']));
	expect(await open.violations('.modal')).toEqual([]);
	await open.shot('search-help');
	await open.page.keyboard.press('Escape');
	await open.page.getByRole('button', { name: 'Clear the search' }).click();
	await open.page.getByRole('button', { name: 'Add a filter' }).click();
	await open.page.locator('.menu-item', { hasText: 'links-to:' }).click();
	expect(await field().inputValue()).toBe('links-to:');
});
