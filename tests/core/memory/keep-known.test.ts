/** *What do you know about me?*: what holds and may be told, as a note; no private word and nothing that was not accepted. */
import { createApp, type App } from '../../../src/core/app';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { CLAIMS, claimNote } from '../../support/claim-notes';
import { memoryHost } from '../../support/memory-host';

let app: App;
afterEach(() => app.close());

async function known(files: Readonly<Record<string, string>>): Promise<string> {
	const host = memoryHost(files, { at: '2026-11-01T08:00:00.000Z' });
	app = createApp(host, { ...DEFAULT_SETTINGS, privateFolders: ['Private'] });
	const path = await app.memory.keepKnown();
	return (await host.vault.read(path))?.text ?? '';
}

test('given claims of every kind, when the note is asked for, then it tells what holds, by subject, with dates and links', async () => {
	const text = await known(CLAIMS);
	expect(text).toContain('## [[Anna Meyer]]\n\n- Anna lives in Lyon. (from 2026-10-01; was: Anna lives in Bonn; [[2026-09-30 Standup#^k3|2026-09-30 Standup]]; [[01KBN3W8Q2X7M4T9V6RZ5C0H02|memory of 2026-10-02]])');
	expect(text).toContain('## me\n\n- I write in the mornings');
	expect(text).not.toContain('- Anna lives in Bonn');
	expect(text).toContain('## Unsure\n\n- Sousa pays within thirty days. (its words are not where it says;');
});

test('given a private claim and one in the inbox, when the note is asked for, then both are counted and no word of them is told', async () => {
	const text = await known(CLAIMS);
	expect(text).not.toMatch(/coffee|barrel/);
	expect(text).toContain('1 memory is private and left out here.');
	expect(text).toContain('1 memory waits in the inbox for your yes and is left out here.');
});

test('given what a private claim replaced, and a claim in a private folder, then neither is told', async () => {
	const text = await known({
		'Private/01KBN3W8Q2X7M4T9V6RZ5C0H21.md': claimNote(21, 'A secret plan.'),
		'Praxis/Memory/01KBN3W8Q2X7M4T9V6RZ5C0H22.md': claimNote(22, 'An old secret.', { private: 'true' }),
		'Praxis/Memory/01KBN3W8Q2X7M4T9V6RZ5C0H23.md': claimNote(23, 'A new plain word.', { supersedes: '[01KBN3W8Q2X7M4T9V6RZ5C0H22]' }),
	});
	expect(text).toContain('A new plain word.');
	expect(text).not.toContain('secret');
});

test('given words that would load or run, when told, then they do neither, and each claim stays on its line', async () => {
	const text = await known({ 'Praxis/Memory/01KBN3W8Q2X7M4T9V6RZ5C0H31.md': claimNote(31, '# Head\n\n![](https://evil.example/x.png) <img src=x>\n\n```dataview\nLIST\n```') });
	expect(text).not.toMatch(/!\[\]\(https|<img|```|# Head/);
	expect(text.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(1);
});

test('given the note of the same day, when asked for again, then another is written', async () => {
	const host = memoryHost(CLAIMS);
	app = createApp(host, DEFAULT_SETTINGS);
	const first = await app.memory.keepKnown();
	const second = await app.memory.keepKnown();
	expect(second).toBe(vaultPath(first.replace(/\.md$/, ' 2.md')));
});
