/** The ways to remember, in Chromium: words selected in a note, an answer, what is typed after “/remember”; what is refused; and all that is known as a note. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { CLAIMS } from '../support/claim-notes';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const MEETING = 'Meetings/2026-11-20 Standup.md';
const QUOTE = 'Anna moves to Lyon on 1 December.';
const VAULT = { [MEETING]: `# Standup\n\n${QUOTE} ^k3\n\nBen brings the drill.\n`, 'Clippings/Web.md': 'Barrels in the sun smell.\n' };
const modal = () => open.page.locator('.modal-container');
const notice = (text: string): Promise<void> => open.page.locator('.notice').filter({ hasText: text }).first().waitFor();
const claimIn = (folder = 'Praxis/Memory'): string => {
	const [name = ''] = readdirSync(join(open.vaultDir, folder)).filter((one) => one.endsWith('.md'));
	return readFileSync(join(open.vaultDir, folder, name), 'utf8');
};

/** Opens the note for editing with the words selected. */
async function select(path: string, words: string): Promise<void> {
	await open.page.evaluate(async ([at, text]) => {
		const { vault, workspace } = workbench.app;
		const file = vault.getFileByPath(at);
		if (!file) throw new Error(`There is no ${at}.`);
		await workspace.getLeaf('tab').openFile(file);
		const editor = (workspace.activeLeaf?.view as unknown as { editor: { getValue(): string; offsetToPos(n: number): object; setSelection(from: object, to: object): void } }).editor;
		const from = editor.getValue().indexOf(text);
		editor.setSelection(editor.offsetToPos(from), editor.offsetToPos(from + text.length));
	}, [path, words] as const);
}

test('given words selected in a note, when they are remembered, then the claim stands on them and on their block', async () => {
	open = await openDemo({ vault: VAULT, mode: 'source' });
	const { page, runCommand, shot, violations } = open;
	await select(MEETING, QUOTE);
	await runCommand('remember');
	expect(await page.getByLabel('What holds').inputValue()).toBe(QUOTE);
	expect(await modal().innerText()).toContain('Stands on these words in 2026-11-20 Standup');
	await page.getByLabel('What holds').fill('Anna lives in Lyon.');
	await page.getByLabel('Who or what it is about').fill('Anna');
	await page.locator('.praxis-remember-more summary').click();
	await page.getByLabel('Holds from').fill('2026-12-01');
	expect(await violations('.modal-container')).toEqual([]);
	await shot('remember-selection');
	await modal().getByRole('button', { name: 'Remember' }).click();
	await notice('Remembered.');
	expect(claimIn()).toContain(`source: ["[[2026-11-20 Standup#^k3]]"]\nquote: ${QUOTE}\nsource-kind: note\n`);
	expect(claimIn()).toContain('valid-from: 2026-12-01');
	await page.locator('.notice').filter({ hasText: 'Remembered.' }).getByRole('button', { name: 'Undo' }).click();
	await page.waitForFunction(() => workbench.app.vault.getMarkdownFiles().every(({ path }) => !path.startsWith('Praxis/Memory/')));
});

test('given words of a clipping and a secret, when they are remembered, then the one waits in the inbox and the other is refused where it can be mended', async () => {
	open = await openDemo({ vault: VAULT, mode: 'source' });
	const { page, runCommand, shot } = open;
	await select('Clippings/Web.md', 'Barrels in the sun smell.');
	await runCommand('remember');
	await modal().getByRole('button', { name: 'Remember' }).click();
	await notice('Waits in the inbox');
	expect(claimIn('Praxis/Memory/Inbox')).toContain('Barrels in the sun smell.');
	await page.locator('.notice').filter({ hasText: 'Waits in the inbox' }).getByRole('button', { name: 'Show' }).click();
	await page.waitForSelector('.praxis-claim.is-open.is-inbox');
	await runCommand('remember');
	await page.getByLabel('What holds').fill('My key is ghp_a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F6g7H8.');
	await modal().getByRole('button', { name: 'Remember' }).click();
	await modal().locator('.praxis-refusal').filter({ hasText: 'Not remembered.' }).waitFor();
	await shot('remember-refused');
	await page.keyboard.press('Escape');
});

test('given a chat, when an answer and typed words are remembered, then the form holds them; and all that is known becomes a note without what is private', async () => {
	open = await openDemo({ vault: { ...CLAIMS, ...VAULT } });
	const { page, ask, runCommand, shot } = open;
	await ask('Where does Anna live?');
	await page.getByRole('button', { name: 'Remember this…' }).last().click();
	await page.locator('.menu-item').filter({ hasText: 'Remember from this answer…' }).click();
	await modal().waitFor();
	expect(await page.getByLabel('What holds').inputValue()).toContain('Anna lives in Lyon.');
	await page.keyboard.press('Escape');
	await page.locator('.praxis-composer-field').fill('/remember The cellar key hangs by the door.');
	await page.keyboard.press('Enter');
	expect(await page.getByLabel('What holds').inputValue()).toBe('The cellar key hangs by the door.');
	await modal().getByRole('button', { name: 'Remember' }).click();
	await notice('Remembered.');
	await runCommand('what-is-known');
	await page.waitForFunction(() => [...document.querySelectorAll('.view-header-title')].some((el) => el.textContent?.startsWith('What Praxis knows')));
	const [name = ''] = readdirSync(join(open.vaultDir, 'Praxis/Results'));
	const text = readFileSync(join(open.vaultDir, 'Praxis/Results', name), 'utf8');
	expect(text).toContain('- The cellar key hangs by the door.');
	expect(text).not.toContain('coffee');
	await shot('what-is-known');
});

test('given a claim that may contradict another, when it is remembered, then the other is shown first, and the person says whether it is replaced', async () => {
	open = await openDemo({ vault: CLAIMS, width: 390, height: 844, mobile: 'phone' });
	const { page, runCommand, shot, setTheme, violations } = open;
	await runCommand('open-memory');
	await page.locator('.praxis-claim').first().waitFor();
	const count = (): number => readdirSync(join(open.vaultDir, 'Praxis/Memory')).filter((name) => name.endsWith('.md')).length;
	const before = count();
	await runCommand('remember');
	await page.getByLabel('What holds').fill('Anna does not live in Lyon.');
	await page.getByLabel('Who or what it is about').fill('Anna Meyer');
	const remember = (): Promise<void> => modal().getByRole('button', { name: 'Remember', exact: true }).click();
	const asked = page.locator('.praxis-contradiction');
	await remember();
	await asked.filter({ hasText: 'Anna moves to Lyon on 1 October.' }).waitFor();
	expect(await asked.innerText()).toMatch(/Remembered on Oct 2, 2026\s+Anna lives in Lyon\./);
	expect(await violations('.praxis-contradiction')).toEqual([]);
	await shot('contradiction-phone');
	await setTheme('dark');
	await shot('contradiction-phone');
	await asked.getByRole('button', { name: 'Cancel' }).click();
	await asked.waitFor({ state: 'detached' });
	expect(count()).toBe(before);
	await remember();
	await asked.getByRole('button', { name: 'It replaces this' }).click();
	await notice('Remembered. What held before is kept as past.');
	await page.locator('.praxis-claim').filter({ hasText: 'Anna does not live in Lyon.' }).waitFor();
	await page.locator('.praxis-claim').filter({ hasText: 'Anna lives in Lyon.' }).waitFor({ state: 'detached' });
	expect(count()).toBe(before + 1);
});
