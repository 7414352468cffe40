/** The check of the search in Chromium: begun, cancelled, read, a miss opened, the report kept. */
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

test('given the demo vault, when its search is checked, then the figures and misses are shown and can be kept', async () => {
	open = await openDemo();
	const { page, openChat, runCommand, shot, setTheme, violations } = open;
	await openChat();
	await runCommand('check-search');
	await page.getByText('without a model and on this device').waitFor();
	await shot('quality-start');
	await page.getByRole('button', { name: 'Start' }).click();
	await page.getByText(/questions found their note within the first five\./).waitFor();
	expect(await page.locator('.praxis-quality tbody th').allInnerTexts()).toEqual(['Texts of links', 'Headings', 'Aliases', 'Words of a passage', 'Titles with a slip', 'Unfinished titles']);
	await page.locator('.praxis-quality-misses summary').click();
	expect(await violations('.praxis-quality')).toEqual([]);
	await shot('quality-report');
	await setTheme('dark');
	await shot('quality-report');
	await page.getByRole('button', { name: 'Keep as a note' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-quality') === null && document.querySelector('.view-header-title')?.textContent?.startsWith('Search quality'));
});

/** Enough for a question of most kinds, and one that finds nothing. */
const FEW = { 'Home/Lease.md': '---\naliases: [Rental contract of the flat by the harbour]\n---\n# Lease\n\nThe lease began in July and ends in June. See [[Rent|what we pay]].\n', 'Home/Rent.md': '# Rent\n\n## What is due each month\n\nThe rent is due on the first, in euros.\n' };

test('given a phone, when the check was made, then its report fits', async () => {
	open = await openDemo({ vault: FEW, width: 390, height: 780, mobile: 'phone' });
	const { page, openChat, runCommand, shot } = open;
	await openChat();
	await runCommand('check-search');
	await page.getByRole('button', { name: 'Start' }).click();
	await page.getByText(/questions found their note within the first five\./).waitFor();
	expect(await page.locator('.praxis-quality .modal-content').evaluate((el) => el.scrollWidth - el.clientWidth)).toBeLessThanOrEqual(0);
	await shot('quality-phone');
});
