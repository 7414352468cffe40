/** The life of the index in Chromium: found while it is built, the newest first; on a phone, bounded by a setting and told. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAfterEach } from '../support/close-after-each';
import { openStored } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';

declare global {
	interface Window {
		/** Lets the worker hear what was held back. */
		letGo: () => void;
	}
}

jest.setTimeout(120_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const NOTES = 300;
let vault: string;
/** Notes of a kilobyte, each a minute younger than the one before; the oldest speaks of a harbour, the newest of a lantern. */
beforeAll(() => {
	vault = mkdtempSync(join(tmpdir(), 'praxis-aged-'));
	mkdirSync(join(vault, 'Notes'));
	for (let at = 0; at < NOTES; at++) {
		const path = join(vault, 'Notes', `Day ${String(at).padStart(3, '0')}.md`);
		writeFileSync(path, `# Day ${at}\n\n${at === 0 ? 'The harbour was closed. ' : ''}${at === NOTES - 1 ? 'The lantern is in the shed. ' : ''}${'Of this and that. '.repeat(52)}\n`);
		utimesSync(path, 1_700_000_000 + at * 60, 1_700_000_000 + at * 60);
	}
});
afterAll(() => rmSync(vault, { recursive: true, force: true }));

/** Runs in the page before the plugin: a worker hears of the first notes only, until it is let go. */
function holdBack(): void {
	const held: (() => void)[] = [];
	let [isHeld, reads] = [true, 0];
	window.letGo = () => {
		isHeld = false;
		for (const post of held.splice(0)) post();
	};
	const Real = window.Worker;
	window.Worker = class extends Real {
		override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
			const post = (): void => super.postMessage(message, options as Transferable[]);
			if (isHeld && (message as { kind: string }).kind === 'read' && ++reads > 1) held.push(post);
			else post();
		}
	};
}

const search = (): ReturnType<DemoPlugin['page']['locator']> => open.page.locator('.praxis-search');
const isFound = (name: string): Promise<void> => search().locator('.praxis-found-name', { hasText: name }).first().waitFor();

const OLDER = /^The oldest \d+ notes are not searched on this device\.$/;

/** Wherever else a note may be missing for it: names, what is put beside a question, answers, related notes, the memory. */
async function isToldElsewhere(): Promise<void> {
	const { page, ask, openChat, runCommand, shot, violations } = open;
	const told = (place: string): Promise<void> => page.locator(`${place} .praxis-left-out`).getByText(OLDER).waitFor();
	await runCommand('go-to');
	await told('.prompt');
	expect(await page.locator('.prompt-input').evaluate((el) => document.getElementById(el.getAttribute('aria-describedby') ?? '')?.textContent)).toMatch(OLDER);
	await shot('go-to-left-out');
	await page.keyboard.press('Escape');
	await openChat();
	await page.locator('.praxis-composer-field').pressSequentially('@zzzz');
	await page.locator('.praxis-mentions .praxis-left-out').getByText(OLDER).waitFor();
	expect(await page.locator('.praxis-mention').count()).toBe(0);
	expect(await page.locator('.praxis-live').innerText()).toMatch(OLDER);
	await page.locator('.praxis-composer-field').fill('@Day');
	await page.locator('.praxis-mention').first().waitFor();
	expect(await page.locator('.praxis-live').innerText()).toMatch(/ The oldest \d+ notes/);
	await shot('mention-left-out');
	await ask('When was the harbour closed?');
	await told('.praxis-after');
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot('answer-left-out');
	await runCommand('open-related');
	await told('.praxis-related');
	await shot('related-left-out');
	await runCommand('open-memory');
	await told('.praxis-memory >');
	expect(await violations('.praxis-memory')).toEqual([]);
	await shot('memory-left-out');
	await openChat();
}

test('given an index that is still being built, then the newest note is found, and the view says how far it is and what is missing', async () => {
	open = await openStored({}, { vault, prepare: async (page) => void (await page.addInitScript(holdBack)) });
	const { page } = open;
	await open.runCommand('open-search');
	await search().locator('input[type=search]').fill('lantern');
	await isFound('Day 299');
	const told = search().locator('.praxis-index-text');
	await page.waitForFunction(() => /^Indexing [1-9]\d* of 300 notes$/.test(document.querySelector('.praxis-search .praxis-index-text')?.textContent ?? ''));
	await search().locator('input[type=search]').fill('harbour');
	await search().getByText('No note was found yet. Not all notes are indexed.').waitFor();
	await open.shot('search-building');
	expect(await told.isVisible()).toBe(true);
	await page.evaluate(() => window.letGo());
	await isFound('Day 000');
	await told.waitFor({ state: 'hidden' });
	expect(open.errors).toEqual([]);
});

test('given a phone with little memory for the search, then the newest notes are found, the view tells of the others, and the setting lets them in', async () => {
	open = await openStored({ phoneSearchMb: 0.1 }, { vault, mobile: 'phone', width: 390, height: 780 });
	const { page } = open;
	await open.runCommand('open-search');
	await search().locator('input[type=search]').fill('lantern');
	await isFound('Day 299');
	await search().locator('.praxis-index').waitFor({ state: 'hidden' });
	const older = search().getByText(OLDER);
	await older.waitFor();
	await search().locator('input[type=search]').fill('harbour');
	await search().getByText('No note was found.', { exact: true }).waitFor();
	expect(await older.isVisible()).toBe(true);
	expect(await open.violations('.praxis-search')).toEqual([]);
	await open.shot('search-older-left-out');
	await open.setTheme('dark');
	await open.shot('search-older-left-out');
	await isToldElsewhere();
	await page.getByRole('button', { name: 'Settings' }).click();
	const row = page.locator('.setting-item', { hasText: 'Megabytes of notes on phones' });
	await row.scrollIntoViewIfNeeded();
	await page.locator('.setting-item').getByText(/^\d+ notes indexed\. The oldest \d+ notes are not searched on this device\.$/).waitFor();
	await open.shot('search-settings-phone');
	await row.locator('input').fill('0');
	await row.locator('input').blur();
	await page.locator('.setting-item').getByText(/^30\d notes indexed\.$/).waitFor();
	await page.locator('.praxis-memory > .praxis-left-out').waitFor({ state: 'hidden' });
	expect(open.errors).toEqual([]);
});
