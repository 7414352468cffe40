/** Capture, decisions, reviews, import and the interview in Chromium on the built plugin and the demo vault. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

jest.setTimeout(60_000);
let open: DemoPlugin;
closeAfterEach(() => open);

async function start(options: Partial<OpenOptions> = {}): Promise<void> {
	open = await openDemo(options);
}
const dialog = () => open.page.locator('.modal').last();
const field = (label: string) => dialog().getByLabel(label, { exact: true });
const button = (name: string) => dialog().getByRole('button', { name, exact: true });
const text = (path: string): string => readFileSync(join(open.vaultDir, path), 'utf8');
/** Runs a command and waits for the dialog it opens. */
async function command(id: string): Promise<void> {
	await open.runCommand(id);
	await open.page.waitForSelector('.modal, .prompt');
}
async function pick(name: string): Promise<void> {
	await open.page.locator('.prompt-input').fill(name);
	await open.page.locator('.suggestion-item', { hasText: name }).first().click();
}
async function written(path: string): Promise<string> {
	for (let round = 0; round < 100 && !existsSync(join(open.vaultDir, path)); round++) await open.page.waitForTimeout(50);
	return text(path);
}
/** What sticks out of the dialog, or on a phone is too small to hit. */
function misfits(isPhone: boolean): Promise<string[]> {
	return open.page.evaluate((phone) => {
		const all = Array.from(document.querySelectorAll('.modal'));
		const box = all[all.length - 1]?.getBoundingClientRect();
		const seen = Array.from(all[all.length - 1]?.querySelectorAll('.modal-content *') ?? [], (el) => ({ el, at: el.getBoundingClientRect() })).filter(({ at }) => at.width > 0);
		return seen.filter(({ el, at }) => box && (at.right > box.right + 1 || (phone && el.matches('button, select, input:not([type="checkbox"], [type="radio"])') && at.height < 43.5))).map(({ el, at }) => `${el.tagName} ${el.className} ${el.textContent?.slice(0, 30)} ${at.width} x ${at.height}`);
	}, isPhone);
}

test('given a new goal with a mission, when it is created, then it is a note, shown, and taken back with one click', async () => {
	await start();
	await command('new-goal');
	await field('Name').fill('Swim the Douro');
	await dialog().getByRole('button', { name: 'Add to “Supports”' }).click();
	await pick('Make water visible');
	await field('Due').fill('2027-06-01');
	expect(await open.violations('.modal')).toEqual([]);
	expect(await misfits(false)).toEqual([]);
	await open.shot('capture-goal');
	await open.setTheme('dark');
	await open.shot('capture-goal');
	await button('Create').click();
	expect(await written('Telos/Swim the Douro.md')).toBe('---\ntelos: goal\nstatus: active\ndue: 2027-06-01\nsupports:\n  - "[[Make water visible]]"\n---\n');
	await open.page.locator('.notice button').click();
	for (let round = 0; round < 100 && existsSync(join(open.vaultDir, 'Telos/Swim the Douro.md')); round++) await open.page.waitForTimeout(50);
	expect(existsSync(join(open.vaultDir, 'Telos/Swim the Douro.md'))).toBe(false);
});

test('given a thought, a decision and its outcome, when each is recorded, then notes and links say so', async () => {
	await start();
	await command('capture');
	await field('What is on your mind?').fill('Ask Ana about the gate');
	await open.shot('capture-thought');
	await open.page.keyboard.press('Control+Enter');
	expect(await written('Telos/Inbox.md')).toMatch(/- \d{4}-\d{2}-\d{2}: Ask Ana about the gate\n$/);
	await command('record-decision');
	await field('What do you decide?').fill('Work four days');
	await field('What does it rest on?').fill('- Clients accept it\n- Money lasts until May');
	expect(await misfits(false)).toEqual([]);
	expect(await open.violations('.modal')).toEqual([]);
	await open.shot('capture-decision');
	await button('Record').click();
	expect(await written('Telos/Work four days.md')).toContain('rests-on:\n  - "[[Clients accept it]]"\n  - "[[Money lasts until May]]"');
	await command('refute-assumption');
	await open.shot('capture-pick');
	await pick('Clients accept it');
	await open.page.locator('.notice', { hasText: '1 item rests on it' }).waitFor();
	await command('record-outcome');
	await pick('Work four days');
	await dialog().getByLabel('No', { exact: true }).check();
	await field('What happened?').fill('Two left.');
	await open.shot('capture-outcome');
	await button('Record').click();
	await written('Telos/Outcome Work four days.md');
	expect(text('Telos/Work four days.md')).toContain('status: done');
});

test('given a review, when it is asked for, then what it writes is shown first', async () => {
	await start();
	await command('review-weekly');
	await open.shot('capture-review');
	await button('Write the review').click();
	await open.page.waitForSelector('.praxis-approve');
	await open.shot('capture-review-plan');
	await open.page.locator('.praxis-approve .mod-cta').click();
	await open.page.locator('.notice', { hasText: 'Weekly review' }).waitFor();
	expect(readdirSync(join(open.vaultDir, 'Telos/Reviews'))).toHaveLength(1);
});

test('given the interview on a phone, when two questions are answered, then their notes are linked, and it goes on later', async () => {
	await start({ mobile: 'phone', width: 390, height: 844, vault: {} });
	await command('telos-interview');
	await open.page.getByText('Question 1 of 7').waitFor();
	expect(await misfits(true)).toEqual([]);
	await open.shot('interview-question');
	await open.setTheme('dark');
	await open.shot('interview-question');
	await open.setTheme('light');
	await field('Your answer').fill('Dry rivers\nNobody knows their water');
	await button('Continue').click();
	expect(await misfits(true)).toEqual([]);
	// The app's own button under the pointer has less contrast than axe wants.
	await open.page.mouse.move(5, 5);
	expect(await open.violations('.modal')).toEqual([]);
	await open.shot('interview-drafts');
	await button('Create 2 notes').click();
	await open.page.getByText('Question 2 of 7').waitFor();
	await field('Your answer').fill('Bring it back. Gate by gate.');
	await button('Continue').click();
	await field('Name').fill('Bring the water back');
	await button('Create the note').click();
	await open.page.getByText('Question 3 of 7').waitFor();
	expect(await written('Telos/Bring the water back.md')).toContain('addresses:\n  - "[[Dry rivers]]"\n  - "[[Nobody knows their water]]"');
	await field('Your answer').fill('Half an ans');
	await open.page.keyboard.press('Escape');
	await open.page.waitForSelector('.modal', { state: 'detached' });
	await command('telos-interview');
	await open.page.getByText('Question 3 of 7').waitFor();
	expect(await field('Your answer').inputValue()).toBe('Half an ans');
	for (let n = 3; n <= 7; n++) await button('Skip').click();
	await open.page.getByText('That is a beginning').waitFor();
	await open.shot('interview-done');
});

test('given TELOS files, when they are imported, then each note is shown before it is written; and the graph is exported again', async () => {
	await start({ vault: {} });
	await command('import-telos');
	await field('Choose files').setInputFiles([{ name: 'personal_telos.md', mimeType: 'text/markdown', buffer: Buffer.from('# TELOS\n\n## GOALS\n\n- G1: Swim\n- G1: Swim again\n- G2: Row\n\n## MISSION\n\n- M1: Water\n\n## PROBLEMS\n\nNone yet.\n') }]);
	await open.page.getByText('4 items found').waitFor();
	expect(await open.violations('.modal')).toEqual([]);
	await open.shot('capture-import');
	await button('Review what is imported').click();
	await open.page.waitForSelector('.praxis-approve');
	await open.page.locator('.praxis-approve .mod-cta').click();
	expect(await written('Telos/Row.md')).toContain('id: G2');
	await open.page.locator('.notice', { hasText: 'imported' }).waitFor();
	await command('export-telos');
	await open.shot('capture-export');
	await pick('One Markdown file');
	await open.page.locator('.notice', { hasText: 'written to Praxis/Exports' }).waitFor();
	const [day = ''] = readdirSync(join(open.vaultDir, 'Praxis/Exports'));
	expect(text(`Praxis/Exports/${day}/personal_telos.md`)).toBe('# TELOS\n\n## GOALS\n\n- G1: Swim\n- G1: Swim again\n- G2: Row\n\n## MISSION\n\n- M1: Water\n\n## PROBLEMS\n\nNone yet.\n');
});
