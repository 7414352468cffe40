/** The memory view in Chromium: what is remembered is listed, filtered, corrected, pinned, archived, accepted and forgotten; by mouse, by keyboard and on a phone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { CLAIMS, ID } from '../support/claim-notes';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';
import { madeClaims } from '../eval/stall/claims';

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const TITLES = '.praxis-claim .praxis-run-title';
const openMemory = async (): Promise<void> => {
	await open.runCommand('open-memory');
	await open.page.waitForFunction(() => document.querySelector('.praxis-memory .praxis-claim, .praxis-memory .praxis-empty') !== null);
};
/** Waits until exactly these claims are shown. */
const shows = async (...texts: string[]): Promise<void> => {
	await open.page.waitForFunction(([selector, wanted]) => [...document.querySelectorAll(selector)].map((el) => el.textContent).join('\n') === wanted, [TITLES, texts.join('\n')] as const);
};
const claim = (text: string) => open.page.locator('.praxis-claim').filter({ hasText: text });
const act = (text: string, name: string): Promise<void> => claim(text).getByRole('button', { name: `${name}: ` }).click();
const toggle = (text: string): Promise<void> => claim(text).locator('.praxis-run-toggle').click();
const chip = (name: string): Promise<void> => open.page.locator('.praxis-memory-chip').filter({ hasText: name }).click();
const notice = (text: string): Promise<void> => open.page.locator('.notice').filter({ hasText: text }).first().waitFor();
const notes = (): string[] => readdirSync(join(open.vaultDir, 'Praxis/Memory')).filter((name) => name.endsWith('.md'));
const noteOf = (n: number): string => readFileSync(join(open.vaultDir, `Praxis/Memory/${ID(n)}.md`), 'utf8');

const [COFFEE, LYON, MORNINGS, BARREL, SOUSA, ARABIC] = ['Anna drinks her coffee black, without sugar.', 'Anna lives in Lyon.', 'I write in the mornings and answer mail after lunch.', 'A barrel in the sun smells.', 'Sousa pays within thirty days.', 'أحمد يعيش في القاهرة منذ سنتين.'];

test('given claims of every kind, when the memory is opened, then what stands is listed by subject, and chips, words and time narrow it', async () => {
	open = await openDemo({ vault: CLAIMS });
	const { page, shot, setTheme, violations } = open;
	await openMemory();
	await shows(COFFEE, LYON, MORNINGS, BARREL, SOUSA, ARABIC);
	expect(await page.locator('.praxis-memory-count').innerText()).toBe('6 of 8 memories');
	expect(await page.locator('.praxis-memory-budget').innerText()).toMatch(/\d+ of 600 tokens always loaded\./);
	expect(await claim(LYON).locator('.praxis-claim-line').innerText()).toMatch(/Fact\s*·?\s*from .*2026\s*·?\s*2026-09-30 Standup/);
	await toggle(LYON);
	expect(await claim(LYON).locator('.praxis-claim-body').innerText()).toContain('Replaced “Anna lives in Bonn.” on');
	expect(await violations('.praxis-memory')).toEqual([]);
	await shot('memory');
	await setTheme('dark');
	await shot('memory');
	await setTheme('light');
	await chip('Problems');
	await shows(SOUSA);
	expect(await claim(SOUSA).locator('.praxis-claim-line').innerText()).toContain('No longer verifies');
	await toggle(SOUSA);
	await shot('memory-problem');
	await act(SOUSA, 'Leave as it is');
	await shows();
	await chip('Problems');
	await chip('Past');
	await shows('Anna lives in Bonn.');
	await chip('Archived');
	await shows('The pump of plot 14 was repaired.');
	await page.locator('.praxis-memory-bar select').first().selectOption('Sousa');
	await shows();
	await page.getByRole('button', { name: 'Show all' }).click();
	await page.getByRole('button', { name: 'By time' }).click();
	await shows(BARREL, SOUSA, MORNINGS, COFFEE, LYON, ARABIC);
	await page.getByRole('searchbox', { name: 'Search the memory' }).fill('bonn');
	await shows('Anna lives in Bonn.');
	await page.keyboard.press('Escape');
	await shows(BARREL, SOUSA, MORNINGS, COFFEE, LYON, ARABIC);
});

test('given a claim that stands on a note, when its source is opened, then the note shows the very block', async () => {
	open = await openDemo({ vault: CLAIMS, mode: 'source' });
	await openMemory();
	await toggle(LYON);
	await claim(LYON).getByRole('button', { name: 'Open 2026-09-30 Standup at these words' }).click();
	await open.page.waitForFunction(() => [...document.querySelectorAll('.view-header-title')].some((el) => el.textContent === '2026-09-30 Standup'));
});

test('given claims, when one is corrected, pinned, archived, accepted and forgotten, then the notes say so, and forgetting can be undone', async () => {
	open = await openDemo({ vault: CLAIMS });
	const { page } = open;
	await openMemory();
	await toggle(LYON);
	await act(LYON, 'Correct');
	await page.getByLabel('What holds').fill('Anna lives in Paris.');
	await page.locator('.modal-container').getByRole('button', { name: 'Correct' }).click();
	await notice('Corrected. What held before is kept as past.');
	await shows('Anna lives in Paris.', COFFEE, MORNINGS, BARREL, SOUSA, ARABIC);
	await chip('Past');
	expect(await claim(LYON).innerText()).toContain('Replaced by “Anna lives in Paris.”');
	await chip('Past');
	await toggle(SOUSA);
	await act(SOUSA, 'Always load');
	await notice('Loaded into every run from now on.');
	await page.waitForFunction(() => document.querySelector('.praxis-memory-chips')?.textContent?.includes('Always loaded 2'));
	expect(noteOf(6)).toContain('tier: hot');
	await act(SOUSA, 'Archive');
	await shows('Anna lives in Paris.', COFFEE, MORNINGS, BARREL, ARABIC);
	await claim(BARREL).getByRole('button', { name: 'Accept: ' }).click();
	await notice('Accepted. It counts as known from now on.');
	await page.waitForFunction(() => !document.querySelector('.praxis-memory-chips')?.textContent?.includes('Inbox 1'));
	expect(notes()).toContain(`${ID(7)}.md`);
	await toggle(COFFEE);
	await act(COFFEE, 'Forget');
	await shows('Anna lives in Paris.', MORNINGS, BARREL, ARABIC);
	expect(notes()).not.toContain(`${ID(3)}.md`);
	await page.locator('.notice').filter({ hasText: 'Forgotten' }).getByRole('button', { name: 'Undo' }).click();
	await shows('Anna lives in Paris.', COFFEE, MORNINGS, BARREL, ARABIC);
	expect(notes()).toContain(`${ID(3)}.md`);
});

test('given an empty memory, when something is remembered with the keyboard alone, then it is listed and found again; what is known already is said', async () => {
	open = await openDemo({ vault: { 'Start.md': 'Nothing yet.\n' } });
	const { page, shot } = open;
	await openMemory();
	expect(await page.locator('.praxis-memory .praxis-empty').innerText()).toContain('Nothing is remembered yet');
	await shot('memory-empty');
	await open.runCommand('remember');
	const remember = async (text: string): Promise<void> => {
		await page.getByLabel('What holds').waitFor();
		await page.keyboard.type(text);
		await page.keyboard.press('Tab');
		await page.keyboard.type('Ben');
		await page.keyboard.press('Control+Enter');
		await page.waitForFunction(() => document.querySelector('.modal-container') === null);
	};
	await remember('Ben works at the mill.');
	await notice('Remembered.');
	await shows('Ben works at the mill.');
	await page.getByRole('searchbox', { name: 'Search the memory' }).focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.getAttribute('aria-expanded') === 'true');
	await open.runCommand('remember');
	await remember('Ben works at the mill');
	await notice('Already known: Ben works at the mill.');
	expect(notes()).toHaveLength(1);
});

test('given two thousand claims, when they are scrolled and filtered, then only what is looked at is drawn, and what is read stays where it is when one changes', async () => {
	open = await openDemo({ vault: Object.fromEntries([...madeClaims(2_000)].map(({ path, text }) => [path, text])) });
	const { page } = open;
	const drawn = (): Promise<number> => page.locator('.praxis-claim').count();
	await openMemory();
	await page.locator('.praxis-memory-count').filter({ hasText: '1,847 of 2,000 memories' }).waitFor();
	expect(await drawn()).toBeLessThan(150);
	const before = await drawn();
	await page.locator('.praxis-memory').evaluate((el) => el.scrollTo(0, el.scrollHeight));
	await page.waitForFunction((count) => document.querySelectorAll('.praxis-claim').length > count, before);
	const top = await page.locator('.praxis-memory').evaluate((el) => el.scrollTop);
	await page.evaluate(async () => {
		const { vault } = (window as unknown as { workbench: Workbench }).workbench.app;
		const file = vault.getFileByPath('Praxis/Memory/01KA0000000000000000001999.md');
		if (file) await vault.process(file, (text) => text.replace(/\n[^\n]+\n$/, '\nChanged by hand.\n').replace(/subject: .*/, 'subject: Aaron'));
	});
	await page.waitForFunction(() => document.querySelector('.praxis-claim .praxis-run-title')?.textContent === 'Changed by hand.');
	expect(await drawn()).toBeGreaterThan(before);
	expect(Math.abs((await page.locator('.praxis-memory').evaluate((el) => el.scrollTop)) - top)).toBeLessThan(2);
	await page.getByRole('searchbox', { name: 'Search the memory' }).fill('changed by hand');
	await page.locator('.praxis-memory-count').filter({ hasText: '1 of 2,000 memories' }).waitFor();
	await shows('Changed by hand.');
});

test.each([['phone', { width: 390, height: 844, mobile: 'phone' as const }], ['narrow', { width: 600, height: 800 }]])('given a %s window, when the memory is open, then nothing is cut off', async (name, size) => {
	open = await openDemo({ vault: CLAIMS, ...size });
	const { page, shot, setTheme, violations } = open;
	await openMemory();
	if (name === 'narrow') await page.addStyleTag({ content: '.praxis-memory.view-content { max-width: 250px; }' });
	await toggle(SOUSA);
	expect(await page.locator('.praxis-memory').evaluate((el) => el.scrollWidth - el.clientWidth)).toBeLessThanOrEqual(0);
	expect(await violations('.praxis-memory')).toEqual([]);
	await shot(`memory-${name}`);
	await setTheme('dark');
	await shot(`memory-${name}`);
	await setTheme('light');
	await open.runCommand('remember');
	await page.locator('.praxis-remember-more summary').click();
	expect(await page.locator('.modal-container .modal-content').evaluate((el) => el.scrollWidth - el.clientWidth)).toBeLessThanOrEqual(0);
	expect(await violations('.modal-container')).toEqual([]);
	await shot(`remember-${name}`);
});
