/** The built plugin from load to unload: commands, the chat, the settings; nothing is left behind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, type Host, type HostOptions } from './loader';
import { lucide } from './probe-host';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { words as table } from '../../src/obsidian/words';

const root = join(__dirname, '../..');
const code = readFileSync(join(root, 'main.js'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as HostOptions['manifest'];
const FLAT = '# Flat\n\n## Rent\n\nThe monthly rent of the flat is 820 euros, due on the third.\n';
const files = {
	'Home/Flat.md': FLAT,
	'Private/Money.md': '# Money\n\nThe landlord wants a deposit of two monthly rents.\n',
	'Broken.md': '---\ntitle: "open\n---\n\nStill indexed.\n',
};

let host: Host | undefined;
afterEach(async () => {
	await host?.close();
	host = undefined;
	document.body.replaceChildren();
});

async function start(options: Partial<HostOptions> = {}): Promise<Host> {
	host = await startHost({ code, manifest, files, icon: lucide, ...options });
	return host;
}

/** Waits until `find` finds something: the plugin works in slices of its own. */
async function until<T>(find: () => T | null | undefined | false): Promise<T> {
	for (let round = 0; round < 300; round++) {
		const found = find();
		if (found) return found;
		await new Promise((done) => window.setTimeout(done, 10));
	}
	throw new Error(`Nothing came.\n${document.body.textContent}`);
}

const find = <T extends HTMLElement>(selector: string): T | null => document.querySelector<T>(selector);
const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));
const words = (el: Element | null | undefined): string => (el?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Opens the chat and waits until the index is complete. */
async function ready(): Promise<void> {
	host?.run('open-chat');
	await until(() => find('.praxis-empty-status'));
}

function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
	field.value = text;
	field.dispatchEvent(new Event('input', { bubbles: true }));
}

function press(el: HTMLElement, key: string): void {
	el.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

async function askInChat(question: string): Promise<HTMLElement> {
	await ready();
	const field = await until(() => find<HTMLTextAreaElement>('.praxis-composer-field'));
	type(field, question);
	press(field, 'Enter');
	await until(() => find('.praxis-foot'));
	return until(() => find('.praxis-turn'));
}

test('given a vault, when it is indexed and a question is answered, then nothing is sent over any network', async () => {
	const { calls } = await start();
	const turn = await askInChat('What is the monthly rent of the flat?');
	expect(words(turn)).toContain('820 euros');
	expect(calls).toEqual([]);
});

test('given a vault, when the plugin starts, then nothing is modal, and every command of the table and the ribbon icons are there', async () => {
	const { app } = await start();
	const commands = [...app.commands__.all.values()];
	expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
	for (const { id, name } of commands) expect(`${id}: ${name}`).toMatch(/^praxis:[a-z-]+: Praxis: \p{Lu}/u);
	const named = commands.map(({ name }) => name.replace('Praxis: ', ''));
	expect(Object.values(table.commands).filter((name) => !named.includes(name))).toEqual([]);
	expect(all('.side-dock-ribbon-action').map((icon) => icon.getAttribute('aria-label'))).toEqual(['Praxis chat', 'Search notes']);
	expect(find('.modal')).toBeNull();
});

test('given a phone, when the plugin starts, then it does without a status bar', async () => {
	await start({ mobile: 'phone' });
	expect(find('.praxis-status')).toBeNull();
});

test('given a question, when it is asked in the chat, then the answer quotes the note and cites its place', async () => {
	await start();
	const turn = await askInChat('What is the monthly rent of the flat?');
	expect(turn.querySelector('.praxis-quote-text')?.textContent).toBe('The monthly rent of the flat is 820 euros, due on the third.');
	expect(turn.querySelector('.praxis-cite-button')?.getAttribute('aria-label')).toContain('Flat › Rent');
	expect(words(turn.querySelector('.praxis-outcome'))).toBe('Answered');
});

test('given a citation, when its mark is clicked, then the note opens with the quote selected', async () => {
	const { app } = await start();
	const turn = await askInChat('What is the monthly rent of the flat?');
	turn.querySelector<HTMLElement>('.praxis-cite-button')?.click();
	await until(() => app.workspace.getActiveFile()?.path === 'Home/Flat.md');
	const editor = await until(() => (app.workspace.activeEditor as { editor?: { getSelection(): string } } | null)?.editor);
	await until(() => editor.getSelection() !== '');
	expect(editor.getSelection()).toBe('The monthly rent of the flat is 820 euros, due on the third.');
});

test('given a private folder, when a note of it is cited, then the source says so', async () => {
	await start({ device: { data: { privateFolders: ['Private'] } } });
	const turn = await askInChat('How much deposit does the landlord want?');
	expect(words(turn.querySelector('.praxis-private'))).toBe('Private');
});

test('given a question that no note answers, when it is asked, then the answer says what was searched and what would settle it', async () => {
	await start();
	const turn = await askInChat('When was the Martian colony founded?');
	expect(words(turn.querySelector('.praxis-outcome'))).toBe('Not in your notes');
	expect(words(turn.querySelector('.praxis-missing'))).toMatch(/What was searched.*What would settle it/);
	expect(turn.querySelector('.praxis-cite-button')).toBeNull();
});

test('given an answer, when it is saved, then a result note is in the folder of the settings', async () => {
	const { app } = await start({ device: { data: { resultFolder: 'Answers' } } });
	const turn = await askInChat('What is the monthly rent of the flat?');
	turn.querySelector<HTMLElement>('[aria-label="Save as note"]')?.click();
	const link = await until(() => turn.querySelector<HTMLElement>('.praxis-saved .praxis-link'));
	expect(link.textContent).toMatch(/^Answers\//);
	const file = app.vault.getFileByPath(link.textContent ?? '');
	expect(file && (await app.vault.read(file))).toContain('praxis: result');
});

test('given a note open at a place, when the modal puts an answer at the cursor, then it stands there with a link', async () => {
	const { app } = await start();
	await ready();
	await app.vault.create('Draft.md', 'Before. \n');
	await app.workspace.openLinkText('Draft', '');
	const { editor } = app.workspace.activeEditor as { editor: { setCursor(place: object): void; getValue(): string } };
	editor.setCursor({ line: 0, ch: 8 });
	host?.run('ask');
	const field = await until(() => find<HTMLInputElement>('.praxis-ask-field'));
	find<HTMLInputElement>('input[value="cursor"]')?.click();
	type(field, 'What is the monthly rent of the flat?');
	find('.praxis-ask form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
	await until(() => editor.getValue().includes('820'));
	expect(editor.getValue()).toMatch(/^Before\. \n\nYour notes say:[^]*> The monthly rent[^]*\[\[Flat#Rent\|Flat\]\]/);
	expect(find('.modal')).toBeNull();
	expect(app.loadLocalStorage('praxis-answer-destination')).toBe('cursor');
});

test('given a question without an answer, when it was to go into a note, then the note stays and the chat shows it', async () => {
	const { app } = await start();
	await ready();
	await app.workspace.openLinkText('Flat', '');
	host?.run('ask');
	const field = await until(() => find<HTMLInputElement>('.praxis-ask-field'));
	find<HTMLInputElement>('input[value="append"]')?.click();
	type(field, 'When was the Martian colony founded?');
	find('.praxis-ask form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
	await until(() => find('.praxis-turn .praxis-outcome-unknown'));
	const file = app.vault.getFileByPath('Home/Flat.md');
	expect(file && (await app.vault.read(file))).toBe(FLAT);
	const notice = await until(() => find('.notice'));
	expect(notice.textContent).toContain('Nothing was written');
});

test('given a note with broken properties, when the problems are shown, then it is listed and opens', async () => {
	const { app } = await start();
	await ready();
	host?.run('show-problems');
	const row = await until(() => find('.praxis-problem'));
	expect(row.textContent).toContain('Broken.md, line');
	row.click();
	await until(() => app.workspace.getActiveFile()?.path === 'Broken.md');
	expect(find('.modal')).toBeNull();
});

test('given stored settings of any shape, when the plugin starts, then it runs on what can be read of them', async () => {
	const { plugin } = await start({ device: { data: { resultFolder: 7, privateFolders: 'all', addBlockIds: 'yes', excludedFolders: ['Home', 3] } } });
	expect(plugin.settings).toEqual({ ...DEFAULT_SETTINGS, excludedFolders: ['Home'] });
});

test('given an open chat and a running index, when the plugin unloads, then no element, command or timer of it is left', async () => {
	const { app, plugin } = await start();
	await askInChat('What is the monthly rent of the flat?');
	plugin.unload();
	expect(all('[class*="praxis-"]')).toEqual([]);
	expect(all('.side-dock-ribbon-action, .plugin-praxis')).toEqual([]);
	expect([...app.commands__.all.keys()]).toEqual([]);
	await app.vault.create('Later.md', 'Nobody listens.');
	await host?.settle();
});
