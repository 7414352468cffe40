/** People and pieces of work in Chromium: the brief for a meeting from the picker to its note, what is known of a person, and work begun, ticked and gone on with. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { WITH_OLLAMA, ndjson, ollama, openStored, tool } from '../support/demo-models';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

async function pick(command: string, typed: string): Promise<void> {
	const { page, runCommand } = open;
	await runCommand(command);
	await page.locator('.prompt-input').fill(typed);
	await page.locator('.suggestion-item').filter({ hasText: typed }).first().waitFor();
	await page.keyboard.press('Enter');
}

const note = (path: string): string => readFileSync(join(open.vaultDir, path), 'utf8');
const found = (folder: string, part: string): string => join(folder, readdirSync(join(open.vaultDir, folder), { recursive: true, encoding: 'utf8' }).find((name) => name.includes(part)) ?? '');

test.each([['desktop', {}], ['phone', { width: 390, height: 844, mobile: 'phone' }]] as const)('given the demo vault on a %s, when somebody is met, then what is known of them is shown, and the brief names the place of every line', async (name, options) => {
	open = await openDemo(options);
	const { page, openChat, shot, setTheme, violations } = open;
	await openChat();
	await pick('show-person', 'Ana Figueiredo');
	await page.locator('.praxis-person-line').first().waitFor();
	expect(await page.locator('.praxis-person-title').allInnerTexts()).toEqual(expect.arrayContaining(['Last meeting', 'Open', 'Who']));
	expect(await page.locator('.praxis-person').innerText()).toContain('Ask Ana about 16–17 December');
	expect(await violations('.praxis-person-modal')).toEqual([]);
	await shot(`person-${name}`);
	await setTheme('dark');
	await shot(`person-${name}`);
	await setTheme('light');
	await page.getByRole('button', { name: 'Prepare for a meeting' }).click();
	await page.getByLabel('When').fill('Friday at ten');
	expect(await violations('.praxis-form')).toEqual([]);
	await shot(`prepare-${name}`);
	await page.getByRole('button', { name: 'Write the brief' }).click();
	await page.locator('.notice').filter({ hasText: 'Prepared for Ana Figueiredo.' }).waitFor();
	const brief = note(found('Praxis/Results', 'Ana Figueiredo'));
	expect(brief).toContain('# Prepare me for a meeting with Ana Figueiredo, Friday at ten');
	const body = brief.slice(brief.indexOf('# Prepare'), brief.indexOf('[^1]:'));
	const lines = body.split('\n').filter((line) => line.startsWith('- '));
	expect(lines.length).toBeGreaterThan(5);
	expect(lines.filter((line) => !/\[\^\d+\]$/.test(line) && !/^- \[\[/.test(line))).toEqual([]);
});

test('given a person of whom nothing is written, when they are to be met, then it says so and writes no note', async () => {
	open = await openDemo({ vault: { 'People/Zoe Vale.md': '', 'Home.md': 'Nothing.\n' } });
	const { page, openChat } = open;
	await openChat();
	await pick('prepare-meeting', 'Zoe Vale');
	await page.getByRole('button', { name: 'Write the brief' }).click();
	await page.locator('.praxis-form [role="status"]').filter({ hasText: 'Your notes say nothing about Zoe Vale.' }).waitFor();
	expect(readdirSync(open.vaultDir)).not.toContain('Praxis');
});

const PRD = 'Praxis/Work/fence/PRD.md';
const FENCE = '---\ntask: Paint the fence\nslug: fence\nphase: execute\nprogress: 1/3\n---\n## Criteria\n\n- [x] ISC-1: North side has two coats\n- [ ] ISC-2: The gate closes\n- [ ] ISC-A-1: Anti: Roses are white\n\n## Verification\n\n- ISC-1: “North side has two coats” ([[2026-03-03]])\n';

test('given work with evidence in another note, when the note is open, then it tells how it stands; an agent goes on with it and ticks what a note shows', async () => {
	const answers = [
		() => ndjson(tool('update_work', { path: PRD, act: 'tick', criterion: 'ISC-2', quote: 'The gate closes by itself now', from: 'Journal/2026-03-04.md' })),
		() => ndjson(tool('finish', { outcome: 'answered', remark: 'One criterion is left.' })),
	];
	open = await openStored({ ...WITH_OLLAMA, chatModel: 'ollama/qwen3:8b' }, {
		vault: { [PRD]: FENCE, 'Journal/2026-03-03.md': 'North side has two coats, dry by noon.\n', 'Journal/2026-03-04.md': 'The gate closes by itself now.\n' },
		answer: ollama(...answers),
	});
	const { page, openChat, shot, setTheme, violations } = open;
	await openChat();
	await page.waitForFunction(() => (workbench.app.workspace as unknown as { layoutReady: boolean }).layoutReady);
	await pick('resume-work', 'Paint the fence');
	await page.locator('.praxis-work-bar').waitFor();
	await page.getByRole('button', { name: 'Apply 4 changes' }).click();
	await page.locator('.praxis-foot').first().waitFor();
	await page.locator('.praxis-work-bar').filter({ hasText: '2 of 3 criteria' }).waitFor();
	expect(await page.locator('.praxis-work-bar').innerText()).toContain('2 verified');
	expect(note(PRD)).toContain('- [x] ISC-2: The gate closes\n');
	expect(note(PRD)).toContain('- ISC-2: “The gate closes by itself now” ([[2026-03-04]])\n');
	expect(await violations('.praxis-work-bar')).toEqual([]);
	await shot('work');
	await setTheme('dark');
	await shot('work');
	await page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('Journal/2026-03-03.md');
		if (file) await workbench.app.vault.process(file, () => 'Rain.\n');
	});
	await page.locator('.praxis-work-bar').filter({ hasText: '1 no longer verifies' }).waitFor();
});

test('given a wish, when a piece of work is started, then its note is there with its criteria and stands open', async () => {
	open = await openDemo({ vault: { 'Home.md': 'x\n' }, width: 390, height: 844, mobile: 'phone' });
	const { page, openChat, runCommand, shot, violations } = open;
	await openChat();
	await runCommand('start-work');
	await page.getByLabel('What is to be done?').fill('Paint the fence');
	await page.getByLabel('What will be true when it is done').fill('North side has two coats\n- [ ] The gate closes');
	expect(await violations('.praxis-form')).toEqual([]);
	await shot('work-start-phone');
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	await page.locator('.praxis-work-bar').filter({ hasText: '0 of 2 criteria' }).waitFor();
	await shot('work-phone');
	expect(note(found('Praxis/Work', 'PRD.md'))).toContain('- [ ] ISC-1: North side has two coats\n- [ ] ISC-2: The gate closes\n');
});

const PEOPLE = { 'People/Ana Reis.md': '---\ntype: person\naliases: [Anita]\n---\nMet first in Porto.\n', 'People/Ben.md': '---\ntype: person\n---\nA friend from the mill.\n', 'Meetings/2026-03-02 Plan.md': '# Plan\n\nMet [[Ana Reis]]. She waits for the drawings.\n\n- [ ] Send the drawings to [[Ana Reis]]\n' };
const DONE = '---\ntask: Mend the roof\nslug: roof\nphase: complete\nprogress: 1/1\n---\n## Criteria\n\n- [x] ISC-1: No drop comes in\n\n## Verification\n\n- ISC-1: unverified: it has not rained\n';

test.each([['desktop', {}], ['phone', { width: 390, height: 844, mobile: 'phone' }]] as const)('given people and work on a %s, when their tabs of the memory are opened by keyboard, then each is told with what is known and how it stands', async (name, options) => {
	open = await openDemo({ vault: { ...PEOPLE, [PRD]: FENCE, 'Praxis/Work/roof/PRD.md': DONE, 'Journal/2026-03-03.md': 'North side has two coats, dry by noon.\n' }, ...options });
	const { page, runCommand, shot, setTheme, violations } = open;
	const overflow = (): Promise<number> => page.locator('.praxis-memory').evaluate((el) => el.scrollWidth - el.clientWidth);
	await runCommand('open-memory');
	await page.locator('.praxis-memory .praxis-empty').waitFor();
	await page.getByRole('tab', { name: 'Memories' }).focus();
	await page.keyboard.press('ArrowRight');
	const row = (title: string) => page.locator('.praxis-claim').filter({ has: page.locator('.praxis-run-title', { hasText: title }) });
	await row('Ana Reis').waitFor();
	await page.getByRole('searchbox', { name: 'Find a person' }).fill('anita');
	await row('Ben').waitFor({ state: 'detached' });
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await row('Ana Reis').locator('.praxis-person-line').filter({ hasText: 'Send the drawings' }).waitFor();
	expect(await row('Ana Reis').innerText()).toMatch(/Prepare for a meeting[\s\S]*Last contact Mar 2, 2026 · 2 open[\s\S]*Open\n/);
	expect(await violations('.praxis-memory')).toEqual([]);
	expect(await overflow()).toBeLessThanOrEqual(0);
	await shot(`memory-people-${name}`);
	await setTheme('dark');
	await shot(`memory-people-${name}`);
	await page.getByRole('tab', { name: 'People' }).focus();
	await page.keyboard.press('ArrowRight');
	await row('Paint the fence').waitFor();
	expect(await page.locator('.praxis-memory-head').allInnerTexts()).toEqual([expect.stringMatching(/^Open\s*1$/), expect.stringMatching(/^Done\s*1$/)]);
	expect(await row('Mend the roof').innerText()).toMatch(/Complete[\s\S]*1 of 1 criteri[\s\S]*1 unverified/);
	await row('Paint the fence').locator('.praxis-run-toggle').click();
	await page.locator('.praxis-work-criteria .is-verified').filter({ hasText: 'North side has two coats' }).waitFor();
	expect(await page.locator('.praxis-work-phases [aria-current="step"]').innerText()).toBe('Execute');
	expect(await violations('.praxis-memory')).toEqual([]);
	expect(await overflow()).toBeLessThanOrEqual(0);
	await shot(`memory-work-${name}`);
	await setTheme('light');
	await shot(`memory-work-${name}`);
	await page.getByRole('button', { name: 'Go on with Paint the fence' }).click();
	await page.locator('.praxis-work-bar').filter({ hasText: '1 of 3 criteria' }).waitFor();
});
