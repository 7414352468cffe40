/** Talking in the chat, in Chromium: branches, what lies beside a question, what is asked of the person, undo, and past chats. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';
import { KEYS, ndjson, ollama, openStored, tool, WITH_BOTH, WITH_OLLAMA } from '../support/demo-models';

declare const workbench: Workbench;

jest.setTimeout(60_000);
const LEASE = 'When does our lease end?';
const UNKNOWN = 'Which submarine did Napoleon captain in Antarctica?';
const NARROW = '.workspace-split.mod-right-split { width: 250px; min-width: 250px; max-width: none; flex: none; }';
let open: DemoPlugin;
const use = async (opened: Promise<DemoPlugin>): Promise<DemoPlugin> => (open = await opened);
closeAfterEach(() => open);

const questions = (): Promise<string[]> => open.page.locator('.praxis-question').allInnerTexts();
const ends = (count: number): Promise<unknown> => open.page.waitForFunction((wanted) => document.querySelectorAll('.praxis-foot').length === wanted, count);
/** In light, dark and a pane of 250 pixels, without a fault of access in the first two. */
async function shots(name: string, selector = '.praxis-chat'): Promise<void> {
	const { shot, setTheme, violations, page } = open;
	expect(await violations(selector)).toEqual([]);
	await shot(name);
	await setTheme('dark');
	expect(await violations(selector)).toEqual([]);
	await shot(name);
	await setTheme('light');
	const narrow = await page.addStyleTag({ content: NARROW });
	const cut = await page.evaluate(() => {
		const pane = document.querySelector('.praxis-chat')?.getBoundingClientRect();
		return Array.from(document.querySelectorAll('.praxis-chat *'), (el) => ({ name: el.className, box: el.getBoundingClientRect(), isRead: el.closest('.praxis-live, .praxis-ask-body, .praxis-mention-name, pre, svg') !== null }))
			.filter(({ box, isRead }) => pane && !isRead && box.width > 0 && box.right > pane.right + 1)
			.map((one) => String(one.name));
	});
	expect(cut).toEqual([]);
	await shot(`${name}-250`);
	await narrow.evaluate((el) => (el as Element).remove());
}

test('given a chat, when a question is edited, asked again and gone on with from the middle, then every version is kept and can be shown', async () => {
	const { page, ask } = await use(openDemo());
	await ask(LEASE);
	await ask(UNKNOWN);
	await page.locator('.praxis-turn').first().hover();
	await page.getByRole('button', { name: 'Edit question' }).first().click();
	expect(await page.locator('.praxis-composer-field').inputValue()).toBe(LEASE);
	await page.locator('.praxis-composer-field').fill('How long does our lease run?');
	await shots('chat-edit');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.querySelectorAll('.praxis-turn').length === 1);
	await ends(1);
	expect(await questions()).toEqual(['How long does our lease run?']);
	await shots('chat-branches');
	await page.getByRole('button', { name: 'Show the version before' }).click();
	expect(await questions()).toEqual([LEASE, UNKNOWN]);
	expect(await page.locator('.praxis-branches').first().innerText()).toBe('1 of 2');
	await page.getByRole('button', { name: 'Ask again' }).last().click();
	await page.waitForFunction(() => Array.from(document.querySelectorAll('.praxis-branches'), (el) => (el as HTMLElement).innerText).filter((text) => text === '2 of 2').length === 1);
	await ends(2);
	await page.getByRole('button', { name: 'Continue from here' }).first().click();
	expect(await questions()).toEqual([LEASE]);
	expect(await page.locator('.praxis-later').innerText()).toMatch(/What followed here is kept\.\s*Show it/);
	await page.getByRole('button', { name: 'Show it' }).click();
	expect(await questions()).toEqual([LEASE, UNKNOWN]);
});

test('given a kept chat, when another is begun and the first is found again, then it goes on with all of it, also when its note was edited', async () => {
	const { page, ask, runCommand, vaultDir } = await use(openDemo());
	await ask(LEASE);
	await page.waitForFunction(() => workbench.app.vault.getAbstractFileByPath('Praxis/Chats') !== null);
	const [name = ''] = readdirSync(join(vaultDir, 'Praxis/Chats'));
	expect(name).toMatch(/^\d{4}-\d{2}-\d{2} When does our lease end\.md$/);
	const path = join(vaultDir, 'Praxis/Chats', name);
	const note = readFileSync(path, 'utf8');
	expect(note).toMatch(/^---\npraxis: chat\n[^]*\n## When does our lease end\?\n[^]*30 June 2028[^]*\[\[Lease Rua Roberto Ivens#\^lease-end/);
	await page.getByRole('button', { name: 'New chat' }).click();
	expect(await page.locator('.praxis-turn').count()).toBe(0);
	await page.getByRole('button', { name: 'Past chats' }).click();
	await page.waitForSelector('.suggestion-item');
	await open.shot('chat-past');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-turn');
	expect(await questions()).toEqual([LEASE]);
	expect(await page.locator('.praxis-cite-button').count()).toBeGreaterThan(0);
	await ask(UNKNOWN);
	await page.waitForFunction((wanted) => (workbench.app.vault.getFileByPath(wanted)?.stat.size ?? 0) > 0, `Praxis/Chats/${name}`);
	await page.getByRole('button', { name: 'New chat' }).click();
	writeFileSync(path, `${note}\nMy own remark.\n`);
	await page.waitForFunction(async (wanted) => { const file = workbench.app.vault.getFileByPath(wanted); return file !== null && file.stat.mtime > 0; }, `Praxis/Chats/${name}`);
	await runCommand('past-chats');
	await page.waitForSelector('.suggestion-item');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-turn');
	expect(await page.locator('.praxis-answer').last().innerText()).toContain('My own remark.');
});

test('given @ in the composer, when a name is typed, then notes, people, folders and tags are offered and taken by the keyboard, and lie beside the question', async () => {
	const { page, openChat, shot } = await use(openStored(WITH_OLLAMA));
	await openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent?.startsWith('qwen3') ?? false);
	await page.locator('.praxis-composer-field').pressSequentially('What did @rena');
	await page.waitForSelector('.praxis-mention');
	expect(await page.locator('.praxis-mention').first().innerText()).toContain('Renate Hollerbach');
	expect(await page.locator('.praxis-mention .praxis-icon').first().getAttribute('aria-label')).toBe('Person');
	expect(await page.locator('.praxis-composer-field').getAttribute('aria-activedescendant')).toBe('praxis-mentions-0');
	await shots('chat-mention');
	await page.locator('.praxis-composer-field').focus();
	await page.keyboard.press('Enter');
	expect(await page.locator('.praxis-composer-field').inputValue()).toBe('What did Renate Hollerbach ');
	expect(await page.locator('.praxis-chip:not(.praxis-chip-offer) .praxis-chip-name').allInnerTexts()).toEqual(['Renate Hollerbach']);
	await page.keyboard.type('say in @Journ');
	await page.waitForSelector('.praxis-mention');
	await page.keyboard.press('Escape');
	expect(await page.locator('.praxis-mention').count()).toBe(0);
	await page.keyboard.type(' @Private');
	await page.waitForSelector('.praxis-mention');
	await page.locator('.praxis-mention', { has: page.locator('[aria-label="Folder"]') }).first().click();
	await shot('chat-beside');
	expect(await page.locator('.praxis-beside .praxis-chip').count()).toBe(3);
	await page.getByRole('button', { name: 'Take “Renate Hollerbach” off' }).click();
	expect(await page.locator('.praxis-chip:not(.praxis-chip-offer) .praxis-chip-name').allInnerTexts()).toEqual(['Private/']);
});

test('given a private note and an image, when the model is remote, then the note is refused in place with the way out, and nothing is sent', async () => {
	const { page, openChat, calls } = await use(openStored(WITH_BOTH, { secrets: KEYS, answer: () => new Response('', { status: 500 }) }));
	await openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent?.endsWith('remote') ?? false);
	await page.evaluate(() => {
		const data = new DataTransfer();
		data.setData('text/plain', 'obsidian://open?vault=Demo&file=Private%2FHealth%20log');
		document.querySelector('.praxis-chat')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
		const picture = new DataTransfer();
		picture.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'photo.png', { type: 'image/png' }));
		picture.items.add(new File(['%PDF'], 'bill.pdf', { type: 'application/pdf' }));
		document.querySelector('.praxis-composer-field')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: picture, bubbles: true, cancelable: true }));
	});
	await page.waitForFunction(() => document.querySelectorAll('.praxis-chip:not(.praxis-chip-offer)').length === 2);
	await page.waitForSelector('.praxis-chip.is-held');
	expect(await page.locator('.notice').allInnerTexts()).toEqual([expect.stringContaining('bill.pdf')]);
	await page.evaluate(() => document.querySelectorAll('.notice').forEach((el) => el.remove()));
	await page.locator('.praxis-composer-field').fill('How am I sleeping?');
	await page.keyboard.press('Enter');
	expect(await page.locator('.praxis-refusal').innerText()).toMatch(/Not sent: “Health log” is private.*Choose a model on this device/);
	await shots('chat-refused');
	expect(await page.locator('.praxis-turn').count()).toBe(0);
	expect(await calls()).toEqual([]);
	await page.getByRole('button', { name: 'Choose a model' }).click();
	await page.locator('.menu-item', { hasText: 'qwen3:8b (Ollama, on this device)' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-refusal')?.textContent === '');
	await page.getByRole('button', { name: 'What the model will see' }).click();
	await page.waitForSelector('.praxis-prompt-part');
	expect(await page.locator('.praxis-prompt-name').allInnerTexts()).toEqual(expect.arrayContaining(['Question', expect.stringContaining('Health log')]));
	await page.locator('.praxis-prompt-part', { hasText: 'Question' }).locator('summary').click();
	expect(await page.locator('.praxis-prompt-text').innerText()).toContain('How am I sleeping?');
	await shots('chat-prompt', '.modal');
	expect(await calls()).toEqual([]);
});

test('given an agent that asks and writes, when the person chooses, allows and takes back, then all of it happens in the chat', async () => {
	const { page, openChat, vaultDir } = await use(
		openStored({ ...WITH_OLLAMA, chatAgent: 'Scribe' }, {
			answer: ollama(
				() => ndjson(tool('ask_person', { question: 'Which pump do you mean?', options: ['The rain barrel pump', 'The fountain pump'] })),
				() => ndjson(tool('append_to_note', { path: 'Garden/Rain barrel pump.md', text: 'It hums.', why: 'You asked to note it.' })),
				() => ndjson(tool('append_to_note', { path: 'Garden/Plot 14.md', text: 'The pump hums.', why: 'You asked to note it.' })),
				() => ndjson(tool('finish', { outcome: 'answered', claims: [], remark: 'Noted in both notes.', written: ['Garden/Rain barrel pump.md', 'Garden/Plot 14.md'] })),
			),
		}),
	);
	const before = readFileSync(join(vaultDir, 'Garden/Rain barrel pump.md'), 'utf8');
	await openChat();
	expect(await page.locator('.praxis-agent-chip').innerText()).toBe('Scribe');
	await page.locator('.praxis-composer-field').fill('Note that the pump hums.');
	await page.keyboard.press('Enter');
	await page.waitForSelector('.praxis-ask-inline');
	expect(await page.locator('.praxis-ask-inline').innerText()).toContain('Which pump do you mean?');
	await shots('chat-asks');
	await page.getByRole('button', { name: 'The rain barrel pump' }).click();
	await page.waitForSelector('.praxis-ask-inline .praxis-diff');
	await shots('chat-approve');
	expect(readFileSync(join(vaultDir, 'Garden/Rain barrel pump.md'), 'utf8')).toBe(before);
	await page.getByRole('button', { name: 'Apply 1 change' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-ask-inline')?.textContent?.includes('The pump hums') ?? false);
	await page.getByRole('button', { name: 'Apply 1 change' }).click();
	await ends(1);
	expect(await page.locator('.praxis-changed').innerText()).toMatch(/Changed 2 notes\s*Undo all/);
	expect(readFileSync(join(vaultDir, 'Garden/Rain barrel pump.md'), 'utf8')).toContain('It hums.');
	await shots('chat-changed');
	await page.getByRole('button', { name: 'Undo what was changed in “Rain barrel pump”' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-changed')?.textContent?.includes('Undone') ?? false);
	expect(readFileSync(join(vaultDir, 'Garden/Rain barrel pump.md'), 'utf8')).toBe(before);
	expect(readFileSync(join(vaultDir, 'Garden/Plot 14.md'), 'utf8')).toContain('The pump hums.');
	const edited = readFileSync(join(vaultDir, 'Garden/Plot 14.md'), 'utf8').replace('The pump hums.', 'The pump roars.');
	writeFileSync(join(vaultDir, 'Garden/Plot 14.md'), edited);
	await page.waitForFunction(async () => { const file = workbench.app.vault.getFileByPath('Garden/Plot 14.md'); return file !== null; });
	await page.getByRole('button', { name: 'Undo what was changed in “Plot 14”' }).click();
	await page.waitForFunction(() => (document.querySelector('.praxis-changed-said')?.textContent ?? '') !== '');
	expect(await page.locator('.praxis-changed-said').innerText()).toMatch(/changed in the same lines/);
	expect(readFileSync(join(vaultDir, 'Garden/Plot 14.md'), 'utf8')).toContain('The pump roars.');
	await shots('chat-conflict');
});

test('given words selected in a note, when the person turns to the chat, then they are offered and go along; and the answer can be had from another model beside it', async () => {
	const { page, openChat, calls } = await use(openStored(WITH_OLLAMA, { mode: 'source', answer: ollama(() => ndjson(tool('finish', { outcome: 'unknown', claims: [] }))) }));
	await openChat();
	await page.waitForFunction(() => document.querySelector('.praxis-model-name')?.textContent?.startsWith('qwen3') ?? false);
	await page.locator('.cm-content').click();
	await page.keyboard.press('Control+Home');
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+ArrowDown');
	await page.locator('.praxis-composer-field').click();
	await page.getByRole('button', { name: /^Put “Start here, lines? [\d–]+” beside the question$/ }).click();
	await page.locator('.praxis-composer-field').fill('What does this say?');
	await page.keyboard.press('Enter');
	await ends(1);
	expect(await page.locator('.praxis-attached .praxis-chip-name').allInnerTexts()).toEqual([expect.stringMatching(/^Start here, line/)]);
	expect((await calls()).map(({ body }) => String(body)).join('\n')).toMatch(/Attached by the person: Start here\.md, lines/);
	await page.getByRole('button', { name: 'Ask again' }).click();
	expect(await page.locator('.menu-item').allInnerTexts()).toEqual(['Ask again', 'Ask qwen3:8b (Ollama, on this device)', 'Quote my notes without a model']);
	await page.locator('.menu-item', { hasText: 'Quote my notes' }).click();
	await page.waitForFunction(() => document.querySelector('.praxis-branches')?.textContent?.includes('2 of 2') ?? false);
	await ends(1);
	expect(await page.locator('.praxis-facts').innerText()).toContain('On this device');
});
