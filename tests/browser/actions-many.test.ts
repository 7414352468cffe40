/** Patterns in number, in Chromium: over many notes, one after the other, and a library in and out. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import type { DemoPlugin } from '../support/demo-plugin';
import { ndjson, ollama, openStored, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const FILES = {
	'Talks/Board.md': '# Board\n\nAna: we ship on Friday. #team\n',
	'Talks/Team.md': 'Bo: we wait for the logo. #team\n',
	'Talks/Empty.md': '---\nmood: quiet\n---\n',
	'Talk.md': 'Ana: we ship on Friday.\n',
	'Patterns/brief.md': '---\ndescription: Says it briefly.\noutput: append under Brief\n---\nSay it briefly.\n',
	'Chains/two-steps.md': '---\npraxis: chain\ndescription: Briefly, then shorter.\n---\n1. brief\n2. shorten-text until at most 3 words or 3 times\n',
	'Chains/broken.md': '---\npraxis: chain\n---\n1. brief\n2. nothing-there\n',
};

let open: DemoPlugin;
closeAfterEach(() => open);

async function start(options: Partial<OpenOptions> & { readonly data?: object; readonly files?: Readonly<Record<string, string>> } = {}): Promise<DemoPlugin> {
	const { data = WITH_OLLAMA as object, files = FILES, ...rest } = options;
	open = await openStored(data, { mode: 'source', vault: files, ...rest });
	await open.runCommand('show-outside');
	const all = open.page.getByRole('button', { name: /^Accept/ }).first();
	const nothing = open.page.getByText('Nothing waits');
	await all.or(nothing).first().waitFor();
	if (await all.isVisible()) await all.click();
	await nothing.waitFor();
	await open.page.keyboard.press('Escape');
	await open.page.waitForSelector('.modal', { state: 'detached' });
	await open.page.evaluate(async () => {
		const file = workbench.app.vault.getFileByPath('Talk.md');
		if (file) await workbench.app.workspace.getLeaf(false).openFile(file);
	});
	return open;
}
const onDisk = (path: string): string => readFileSync(join(open.vaultDir, path), 'utf8');
const isThere = (path: string): boolean => existsSync(join(open.vaultDir, path));
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await open.page.waitForTimeout(25);
}
const button = (name: string | RegExp): ReturnType<DemoPlugin['page']['getByRole']> => open.page.getByRole('button', { name, exact: typeof name === 'string' });

test('given a folder, then its plan is shown, each note ends, one that failed is tried again, and undo takes all back', async () => {
	const { page, shot, setTheme, violations } = await start({ answer: ollama(() => ndjson({ content: 'Ship.' }), () => ndjson({ content: '' }), () => ndjson({ content: 'Wait.' })) });
	await open.runCommand('run-batch');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('brief');
	await page.keyboard.press('Enter');
	await page.getByLabel('Folder', { exact: true }).first().fill('Talks');
	await shot('batch-form');
	expect(await violations('.praxis-batch-modal')).toEqual([]);
	await button('Plan').click();
	await page.getByText('1 note is left out').waitFor();
	expect(await page.locator('.praxis-batch-plan').innerText()).toMatch(/2 notes[\s\S]*qwen3:8b, on this device · about [\d,]+ tokens · free · about/);
	expect((await open.calls()).filter(({ url }) => url.endsWith('/api/chat'))).toEqual([]);
	expect(await violations('.praxis-batch-modal')).toEqual([]);
	await shot('batch-plan');
	await setTheme('dark');
	await shot('batch-plan');
	await button('Run on 2 notes').click();
	await page.getByText('1 note is done, 1 failed.').waitFor();
	expect(onDisk('Talks/Board.md')).toContain('Ship.');
	expect(await violations('.praxis-batch-modal')).toEqual([]);
	await shot('batch-end');
	await setTheme('light');
	await shot('batch-end');
	await button('Try 1 failed note again').click();
	await page.getByText('2 notes are done.').waitFor();
	expect(onDisk('Talks/Team.md')).toContain('Wait.');
	await page.keyboard.press('Escape');
	await open.runCommand('show-batches');
	await page.locator('.suggestion-item').first().click();
	await page.getByText('2 notes are done.').waitFor();
	await button('Undo all').click();
	await until(() => onDisk('Talks/Team.md') === FILES['Talks/Team.md'] && onDisk('Talks/Board.md') === FILES['Talks/Board.md']);
});

test('given a batch that is stopped on a phone, then it goes on where it was', async () => {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const { page, shot } = await start({ width: 390, height: 780, mobile: 'phone', answer: ollama(() => held.then(() => ndjson({ content: 'Ship.' })), () => ndjson({ content: 'Wait.' })) });
	await open.runCommand('run-batch');
	await page.locator('.praxis-pick-field').fill('brief');
	await page.locator('.praxis-pick-row').first().click();
	await page.getByLabel('Which notes').selectOption({ label: 'With a tag' });
	await page.getByLabel('Tag', { exact: true }).fill('team');
	await button('Plan').click();
	await shot('batch-plan-phone');
	await button('Run on 2 notes').click();
	await until(async () => (await open.calls()).some(({ url }) => url.endsWith('/api/chat')));
	await button('Stop').click();
	release();
	await button(/^Go on with/).waitFor();
	await shot('batch-stopped-phone');
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	expect(onDisk('Talks/Team.md')).toBe(FILES['Talks/Team.md']);
});

test('given a chain, then each step shows its model and keeps its result, a step that fails is gone on from, and one that names no pattern says so', async () => {
	const { page, shot, setTheme, violations } = await start({ answer: ollama(() => ndjson({ content: 'Ana will ship it on Friday.' }), () => ndjson({ content: '' }), () => ndjson({ content: 'Ana ships Friday.' })) });
	await open.runCommand('run-chain');
	await page.locator('.suggestion-item').filter({ hasText: 'two-steps' }).click();
	await page.getByText('until at most 3 words or 3 times').waitFor();
	expect(await page.locator('.praxis-chain-model').allInnerTexts()).toEqual(['qwen3:8b · on this device', 'qwen3:8b · on this device']);
	expect(await violations('.praxis-chain')).toEqual([]);
	await shot('chain-form');
	await button('Run').click();
	await page.getByText('The chain stopped at step 2').first().waitFor();
	expect(await page.locator('.praxis-chain-state').allInnerTexts()).toEqual(['Done', 'Failed']);
	await page.getByText('Result of step 1').click();
	expect(await page.locator('.praxis-prompt-text').innerText()).toContain('Ana will ship it on Friday.');
	await shot('chain-failed');
	await setTheme('dark');
	await shot('chain-failed');
	await setTheme('light');
	await button('Change').click();
	await button('Go on from step 2').click();
	await button('Write it').click();
	await until(() => onDisk('Talk.md').includes('Ana ships Friday.'));
	expect(onDisk('Talk.md')).toMatch(/pattern: two-steps, .*source: \[\[Talk\]\] %%\nAna ships Friday\.\n/);
	await open.runCommand('run-chain');
	await page.locator('.suggestion-item').filter({ hasText: 'broken' }).click();
	await page.getByText('There is no pattern “nothing-there”.').waitFor();
	await shot('chain-broken');
	expect(await button('Run').count()).toBe(0);
});

test("given a Fabric folder, then it comes in as one plan, runs once accepted, goes out byte for byte, and PAI's chains come too", async () => {
	const folder = mkdtempSync(join(tmpdir(), 'praxis-fabric-'));
	const system = '# IDENTITY and PURPOSE\n\nYou count the words.\n\n# INPUT\n\nINPUT:';
	const put = (path: string, text: string): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	for (let i = 0; i < 25; i++) put(`patterns/count_words_${i}/system.md`, `${system}${i}`);
	put('strategies/cot.json', '{"description":"Think","prompt":"Step by step."}');
	put('contexts/house', 'We build sheds.');
	put('patterns/empty/system.md', '');
	put('pattern_descriptions.json', JSON.stringify({ patterns: [{ patternName: 'count_words_7', description: 'Counts words, the seventh way.', tags: ['COUNT'] }] }));
	put('P_TWO.yaml', 'name: P_TWO\ndescription: Two.\nactions: [A_BRIEF, A_SHORTEN-TEXT]\n');
	const { page, shot, violations } = await start();
	await open.runCommand('import-patterns');
	await page.locator('input[type=file]').setInputFiles(folder);
	await page.getByText('25 patterns, 1 strategy and 1 context found.').waitFor();
	await page.getByText('1 thing left out').waitFor();
	expect(await violations('.praxis-form')).toEqual([]);
	await shot('library-import');
	await button('Review').click();
	await page.waitForSelector('.praxis-approve');
	await shot('library-plan');
	await page.locator('.praxis-approve .mod-cta').click();
	await page.getByText('27 files written.').waitFor();
	await page.waitForSelector('.modal', { state: 'detached' });
	await open.runCommand('run-pattern');
	await page.waitForSelector('.praxis-pick-row');
	await page.keyboard.type('seventh');
	expect(await page.locator('.praxis-pick-row').first().innerText()).toContain('count_words_7');
	await page.keyboard.press('Escape');
	await open.runCommand('show-outside');
	await page.getByText('Nothing waits').waitFor();
	await page.keyboard.press('Escape');
	await page.waitForSelector('.modal', { state: 'detached' });
	const [download] = await Promise.all([page.waitForEvent('download'), open.runCommand('export-patterns')]);
	const zip = readFileSync(await download.path());
	for (const path of ['patterns/count_words_7/system.md', 'contexts/house', 'strategies/cot.json', 'pattern_descriptions.json']) expect(zip.includes(path)).toBe(true);
	expect(zip.includes(`${system}7`)).toBe(true);
	await open.runCommand('import-chains');
	await page.locator('input[type=file]').setInputFiles(join(folder, 'P_TWO.yaml'));
	await button('Review').click();
	await page.waitForSelector('.praxis-approve');
	await page.locator('.praxis-approve .mod-cta').click();
	await until(() => isThere('Praxis/Chains/TWO.md'));
	rmSync(folder, { recursive: true, force: true });
});
