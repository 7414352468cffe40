/** Given a vault of many notes in Chromium, when it is searched, then typing is never lost, work comes in bounded pieces, and what fails says so. */
import type { Workbench } from '../host/page';
import type { VaultFiles } from '../host/storage';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;
declare global {
	interface Window {
		/** Notes that were put into the list between two tasks, each time. */
		drawn: number[];
	}
}

jest.setTimeout(120_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const NOTES = 1_500;
/** `ResultList` draws so many notes at once. */
const AT_ONCE = 8;
const SUBJECTS = ['pump', 'garden', 'lease', 'piano', 'bicycle', 'harvest', 'letter'];
const vault = (): VaultFiles =>
	Object.fromEntries(
		Array.from({ length: NOTES }, (_value, at) => {
			const [one, other] = [SUBJECTS[at % SUBJECTS.length] ?? '', SUBJECTS[(at * 3 + 1) % SUBJECTS.length] ?? ''];
			return [`Notes/${one} ${at}.md`, `# The ${one} of ${at}\n\nWhat is said of the ${one} and the ${other}, see [[${other} ${(at * 7) % NOTES}]].\n\n${'More of the same. '.repeat(at % 40)}\n`];
		}),
	);

const field = () => open.page.locator('.praxis-search input[type=search]');
const settled = (): Promise<unknown> => open.page.waitForFunction(() => document.querySelector('.praxis-search [role=listbox]')?.getAttribute('aria-busy') === 'false');
const indexed = (): Promise<unknown> => open.page.waitForFunction(() => Array.from(document.querySelectorAll<HTMLElement>('.praxis-index')).every((el) => el.style.display === 'none'));
const rows = (): Promise<string[]> => open.page.locator('.praxis-found-name').allInnerTexts();

function recordDrawing(): void {
	window.drawn = [];
	new MutationObserver((changes) => {
		const notes = changes.flatMap(({ addedNodes }) => Array.from(addedNodes)).filter((node) => node instanceof HTMLElement && node.classList.contains('praxis-found-note'));
		if (notes.length > 0) window.drawn.push(notes.length);
	}).observe(document.body, { childList: true, subtree: true });
}

test('given many notes, when a person types while they are indexed and after, then no key is lost, the last query counts, and notes are drawn a few at a time', async () => {
	open = await openDemo({ vault: vault() });
	const { page } = open;
	await open.runCommand('open-search');
	await page.waitForSelector('.praxis-search input[type=search]');
	await page.evaluate(recordDrawing);
	await field().pressSequentially('the pump and the gar');
	expect(await field().inputValue()).toBe('the pump and the gar');
	await indexed();
	for (const query of ['piano lease', '"the bicycle" harvest', 'what is said of the letter']) {
		await field().fill('');
		await field().pressSequentially(query);
		expect(await field().inputValue()).toBe(query);
		await settled();
		await page.waitForFunction((word) => document.querySelector('.praxis-found-name')?.textContent.includes(word), query.split(' ').at(-1) === 'lease' ? 'piano' : query.includes('bicycle') ? 'bicycle' : 'letter');
		const found = await rows();
		// Asked again as a whole, it finds the same.
		await page.keyboard.press('Enter');
		await settled();
		expect([query, (await rows()).slice(0, found.length)]).toEqual([query, found]);
		await field().focus();
	}
	const drawn = await page.evaluate(() => window.drawn);
	expect(drawn.length).toBeGreaterThan(3);
	expect(Math.max(...drawn)).toBeLessThanOrEqual(AT_ONCE);
	expect(open.errors).toEqual([]);
});

test('given a search that fails, then it says so where the notes would stand, and works again when it can', async () => {
	open = await openDemo();
	const { page } = open;
	await open.runCommand('open-search');
	await page.waitForSelector('.praxis-search .praxis-found-title');
	await indexed();
	await page.evaluate(() => {
		const { segment } = Intl.Segmenter.prototype;
		Object.assign(window, { mend: () => Object.assign(Intl.Segmenter.prototype, { segment }) });
		Object.assign(Intl.Segmenter.prototype, { segment: () => {
			throw new Error('No words here.');
		} });
	});
	await field().fill('\u8cc3\u8cb8\u5951\u7d04');
	await page.waitForSelector('.praxis-search [role=alert]');
	expect(await page.locator('.praxis-search [role=option]').count()).toBe(0);
	expect(await open.violations('.praxis-search')).toEqual([]);
	await open.shot('search-failed');
	await page.evaluate(() => (window as unknown as { mend(): void }).mend());
	await page.locator('.praxis-search [role=alert] button').click();
	await page.waitForSelector('.praxis-search [role=alert]', { state: 'detached' });
	await field().fill('lease');
	await page.waitForSelector('.praxis-found-block');
	open.errors.splice(0, Infinity, ...open.errors.filter((error) => !error.includes('a search failed')));
});

test('given a row that is chosen, when it is opened with Ctrl and with Alt, then it stands in a new tab and beside', async () => {
	open = await openDemo();
	const { page } = open;
	await open.runCommand('open-search');
	await page.waitForSelector('.praxis-search .praxis-found-title');
	await indexed();
	await field().fill('lease');
	await page.waitForSelector('.praxis-found-block');
	const [first = ''] = await rows();
	const leaves = (): Promise<number> => page.evaluate(() => workbench.app.workspace.getLeavesOfType('markdown').length);
	const before = await leaves();
	await field().press('Control+Enter');
	await page.waitForFunction((count) => workbench.app.workspace.getLeavesOfType('markdown').length === count, before + 1);
	expect(await page.evaluate(() => workbench.app.workspace.getActiveFile()?.basename)).toBe(first);
	await field().focus();
	await field().press('Control+Alt+Enter');
	await page.waitForFunction((count) => workbench.app.workspace.getLeavesOfType('markdown').length === count, before + 2);
});

test('given related notes, when one is dragged and when a passage is selected, then it is a link, and they follow the selection', async () => {
	open = await openDemo({ mode: 'source' });
	const { page } = open;
	await open.runCommand('open-related');
	await page.waitForSelector('.praxis-related-note');
	const data = await page.locator('.praxis-related-note').first().evaluate((el) => {
		const dataTransfer = new DataTransfer();
		el.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
		return dataTransfer.getData('text/plain');
	});
	const title = await page.locator('.praxis-related-title').first().innerText();
	expect(data).toContain(`[[${title}`);
	const before = await page.locator('.praxis-related-head').innerText();
	await page.locator('.cm-content').first().click();
	await page.keyboard.press('Control+a');
	await page.waitForFunction((text) => document.querySelector('.praxis-related-head')?.textContent !== text, before);
	expect(await page.locator('.praxis-related-head').innerText()).toMatch(/selection|selected/i);
	await page.waitForSelector('.praxis-related-note');
	await page.keyboard.press('ArrowRight');
	await page.waitForFunction((text) => document.querySelector('.praxis-related-head')?.textContent === text, before);
});
