/** The approve modal over real plans: what it shows, what its keys decide, and that only what was accepted is done. */
import type { App } from 'obsidian';
import type { Change } from '../../src/core/changes/change';
import { createChanges, type Changes, type Plan } from '../../src/core/changes/changes';
import { vaultPath } from '../../src/core/lib/vault-path';
import { askApproval, type ApprovalOptions, type Approved } from '../../src/obsidian/modals/approve-modal';
import { memoryHost, type MemoryHost } from '../support/memory-host';
import type { Host } from './loader';
import { startProbe } from './probe-host';

const at = (path: string) => vaultPath(path);
const LINES = Array.from({ length: 40 }, (_x, i) => `Line ${i + 1} of the note.\n`).join('');
const replace = (quote: string, text: string): Change => ({ type: 'replace', path: at('Note.md'), target: { quote }, text });
const THREE = [replace('Line 2 of', 'Line two of'), replace('Line 20 of', 'Line twenty of'), replace('Line 38 of', 'Line thirty-eight of')];

let page: Host | undefined;
let host: MemoryHost;
let changes: Changes;
let asked: Promise<Approved | null>;
afterEach(async () => {
	await page?.close();
	page = undefined;
	document.body.replaceChildren();
});

const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));
const textsOf = (selector: string): string[] => all(selector).map((el) => (el.textContent ?? '').trim());
const press = (...keys: string[]): void => keys.forEach((key) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const states = (): string[] => all('.praxis-change').map((el) => /: (.*)$/.exec(el.getAttribute('aria-label') ?? '')?.[1] ?? '');
const current = (): number => all('.praxis-change').findIndex((el) => el.classList.contains('is-current'));
const button = (text: string): HTMLButtonElement => all('button').find((el) => el.textContent === text) as HTMLButtonElement;

async function show(list: readonly Change[], options?: ApprovalOptions): Promise<Plan> {
	page = await startProbe();
	host = memoryHost({ 'Note.md': LINES, 'Old.md': 'Old words.\n', 'Picture.md': 'A picture.\n' });
	changes = createChanges(host);
	const plan = await changes.plan(list, { reason: 'Because I asked' });
	asked = askApproval(page.app as unknown as App, plan, options);
	return plan;
}

/** Waits until the modal hears keys. */
async function listening(): Promise<void> {
	for (let round = 0; round < 300 && all('[data-keys="on"]').length === 0; round++) await new Promise((done) => window.setTimeout(done, 10));
	expect(all('[data-keys="on"]')).toHaveLength(1);
}

test('given a plan, when it is shown, then nothing is decided, each change says where it is, and unchanged lines are folded', async () => {
	await show(THREE);
	expect(states()).toEqual(['not decided', 'not decided', 'not decided']);
	expect(textsOf('.praxis-change-place')).toEqual(['Line 2', 'Line 20', 'Line 38']);
	expect(textsOf('.praxis-diff-word')).toEqual(['2', 'two', '20', 'twenty', '38', 'thirty-eight']);
	expect(textsOf('.praxis-fold summary')).toEqual(['11 unchanged lines', '11 unchanged lines']);
	expect(document.querySelector('.praxis-approve-intro')?.textContent).toBe('Change "Note.md"Because I asked');
	expect(button('Apply').disabled).toBe(true);
});

test('given the keyboard alone, when two are accepted and one rejected, then Enter does exactly the two', async () => {
	const plan = await show(THREE);
	await listening();
	press('y');
	expect([states()[0], current()]).toEqual(['accepted', 1]);
	press('n', 'y');
	expect(states()).toEqual(['accepted', 'rejected', 'accepted']);
	expect(document.querySelector('.praxis-approve-status')?.textContent).toBe('2 accepted, 1 rejected');
	expect(button('Apply 2 changes').disabled).toBe(false);
	press('Enter');
	const approved = await asked;
	await changes.apply(plan, { rejected: approved?.rejected ?? new Set() });
	expect(host.vault.snapshot()['Note.md']).toBe(LINES.replace('Line 2 of', 'Line two of').replace('Line 38 of', 'Line thirty-eight of'));
});

test('given j and k, when they are pressed, then the current change moves and stops at the ends; a accepts all', async () => {
	await show(THREE);
	await listening();
	press('k');
	expect(current()).toBe(0);
	press('j', 'j', 'j');
	expect(current()).toBe(2);
	expect(document.activeElement).toBe(all('.praxis-change')[2]);
	press('a');
	expect(states()).toEqual(['accepted', 'accepted', 'accepted']);
	press('Enter');
	expect((await asked)?.rejected.size).toBe(0);
});

test('given changes that are not decided, when the rest is applied, then they are not done', async () => {
	const plan = await show(THREE);
	await listening();
	press('j', 'y', 'Enter');
	expect([...((await asked)?.rejected ?? [])]).toEqual(plan.notes.flatMap((note) => note.hunks.map((hunk) => hunk.id)).filter((_id, index) => index !== 1));
});

test.each(['Escape', 'Enter'])('given nothing accepted, when %s is pressed, then nothing may be done', async (key) => {
	await show(THREE);
	await listening();
	press('n', key);
	if (key === 'Enter') press('Escape');
	expect(await asked).toBeNull();
	expect(all('.modal')).toHaveLength(0);
});

test('given somebody who is typing when it opens, when the keys go on without a pause, then they decide nothing', async () => {
	await show(THREE);
	press('m', 'a', 'y', 'Enter');
	expect(states()).toEqual(['not decided', 'not decided', 'not decided']);
	expect(all('.modal')).toHaveLength(1);
	press('Escape');
	expect(await asked).toBeNull();
});

test('given a focused button, when Enter is pressed on it, then it is that button, not Apply', async () => {
	await show(THREE);
	await listening();
	press('a');
	button('Cancel').focus();
	press('Enter');
	expect(all('.modal')).toHaveLength(1);
	button('Cancel').click();
	expect(await asked).toBeNull();
});

test('given a new note, a move and a removal, when they are shown, then each is decided as a whole and a rejected move is not made', async () => {
	const plan = await show([
		{ type: 'create', path: at('New.md'), text: '# New\n\nWords.\n' },
		{ type: 'rename', path: at('Picture.md'), to: at('Pictures/One.md') },
		{ type: 'trash', path: at('Old.md') },
	]);
	expect(textsOf('.praxis-note-path')).toEqual(['New.md', 'Picture.md', 'Old.md']);
	expect(textsOf('.praxis-change-place')).toEqual(['New note', 'to Pictures/One.md', 'Move to the trash']);
	expect(textsOf('.praxis-diff-added .praxis-diff-text')).toEqual(['# New', '', 'Words.']);
	await listening();
	press('y', 'n', 'y', 'Enter');
	await changes.apply(plan, (await asked) ?? { rejected: new Set() });
	expect(host.vault.snapshot()).toEqual({ 'New.md': '# New\n\nWords.\n', 'Note.md': LINES, 'Picture.md': 'A picture.\n' });
});

test('given hidden characters and markup, when they are shown, then the characters are chips and the markup is text', async () => {
	const spelled = Array.from('obey', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
	await show([replace('Line 2 of the note.', `Pay\u200bment\u202e <img src=x onerror=alert(1)>${spelled} [x](javascript:y)`)]);
	expect(textsOf('.praxis-chip')).toEqual(['U+200B', 'U+202E', 'hidden: obey']);
	expect(all('.praxis-chip')[0]?.getAttribute('aria-label')).toBe('Hidden character U+200B, zero-width space');
	expect(all('.praxis-diff-added img, .praxis-diff-added a')).toHaveLength(0);
	expect(textsOf('.praxis-diff-added .praxis-diff-text')).toEqual(['PayU+200BmentU+202E <img src=x onerror=alert(1)>hidden: obey [x](javascript:y)']);
});

test('given what the run has read, when it is shown, then the person sees that and which', async () => {
	await show(THREE, { sources: ['https://example.com/offer', 'Clippings/Offer.md'] });
	expect(textsOf('.praxis-approve-sources summary')).toEqual(['This run has read 2 sources that you did not write']);
	expect(textsOf('.praxis-approve-sources li')).toEqual(['https://example.com/offer', 'Clippings/Offer.md']);
});

test('given ten thousand changed lines, when they are shown, then a few are drawn, and more when asked', async () => {
	const long = Array.from({ length: 10_000 }, (_x, i) => `Row ${i}\n`).join('');
	await show([{ type: 'create', path: at('Long.md'), text: long }]);
	expect(all('.praxis-diff-line')).toHaveLength(200);
	button('Show 9,800 more lines').click();
	expect(all('.praxis-diff-line')).toHaveLength(400);
	expect(textsOf('.praxis-diff-text').slice(198, 202)).toEqual(['Row 198', 'Row 199', 'Row 200', 'Row 201']);
});

test('given more changes than are drawn, when the keyboard walks past them, then the next are drawn', async () => {
	await show(THREE);
	press('Escape');
	await asked;
	const rows = Array.from({ length: 200 }, (_x, i) => `Row ${i}\n\n\n\n`).join('');
	host.vault.putForeign('Note.md', rows);
	const plan = await changes.plan([{ type: 'replace', path: at('Note.md'), target: { start: 0, end: rows.length }, text: rows.replace(/Row/g, 'Line') }]);
	asked = askApproval((page as Host).app as unknown as App, plan);
	await listening();
	const drawn = all('.praxis-change').length;
	expect(drawn).toBeLessThan(60);
	press(...Array.from({ length: drawn + 5 }, () => 'y'));
	expect(current()).toBe(drawn + 5);
	press('Escape');
	expect(await asked).toBeNull();
});
