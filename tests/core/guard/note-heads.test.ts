/** What is kept of a note for its label: never another note's, never an older text's. */
import { labelNote, type Label } from '../../../src/core/guard/labels';
import { NoteHeads } from '../../../src/core/guard/note-heads';
import { memoryHost } from '../../support/memory-host';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { agentWorld } from '../../support/agent-world';

test('given a note that was labelled, when it becomes private, moves and is told public again, then each label is that of the note as it reads now', async () => {
	const world = await agentWorld({ 'A.md': 'Plain.', 'Same.md': 'Plain.' });
	const path = vaultPath('A.md');
	const secrecy = async (at = path): Promise<string | undefined> => (await world.guard.labelOf(at))?.secrecy;
	expect(await secrecy()).toBe('vault');
	await world.host.vault.process(path, () => '---\nprivate: true\n---\nPlain.');
	expect(await secrecy()).toBe('private');
	expect(await secrecy(vaultPath('Same.md'))).toBe('vault');
	await world.host.vault.process(path, () => 'Plain.');
	expect(await secrecy()).toBe('vault');
	// The same text elsewhere is labelled by where it lies.
	await world.host.vault.create(vaultPath('Private/A.md'), 'Plain.');
	expect(await secrecy(vaultPath('Private/A.md'))).toBe('private');
	world.close();
});

/** Of nearly a million characters each, of which eight millions are kept. */
const NOTES = 10;

test('given more notes than are kept, when all are read twice, then each has its own properties', async () => {
	const { vault } = memoryHost();
	const heads = new NoteHeads();
	const rest = 'A line of a long note.\n'.repeat(40_000);
	for (let i = 0; i < NOTES; i++) await vault.create(vaultPath(`N${i}.md`), `---\nn: ${i}\n---\n#t${i}\n${rest}`);
	for (const _round of [1, 2]) {
		for (let i = 0; i < NOTES; i++) {
			const note = await vault.read(vaultPath(`N${i}.md`));
			const head = note && heads.of(`N${i}.md`, note);
			expect([head?.frontMatter?.data, head?.tags.map(({ name }) => name)]).toEqual([{ n: i }, [`t${i}`]]);
		}
	}
});

test('given a text without a version, when it is read, then it is read anew each time', () => {
	const heads = new NoteHeads();
	expect(heads.of('A.md', { text: '#one', version: '' }).tags).toHaveLength(1);
	expect(heads.of('A.md', { text: 'none', version: '' }).tags).toHaveLength(0);
});

/** Longer than what is read of one note. */
const ENDLESS = 'A line of an endless note.\n'.repeat(45_000);

function labelOf(text: string): Label {
	const { frontMatter, tags, unread = '' } = new NoteHeads().of('Endless.md', { text, version: '' });
	return labelNote({ path: 'Endless.md', hash: '', properties: frontMatter?.data ?? null, tags: tags.map(({ name }) => name), unread, record: null, accepted: new Set() }, { privateFolders: [], untrustedFolders: [], outputFolders: [] });
}

test.each([
	['a private tag at its end', `${ENDLESS}#private\n`, 'private', 'trusted'],
	['a private tag in other letters', `${ENDLESS}#PRIVATE/health`, 'private', 'trusted'],
	['a tag that only begins alike', `${ENDLESS}#privateer #private-ish`, 'vault', 'trusted'],
	['a private property at its top', `---\nprivate: true\n---\n${ENDLESS}`, 'private', 'trusted'],
	['properties that end too late to be read', `---\n${'key: value\n'.repeat(100_000)}private: true\n---\n`, 'private', 'untrusted'],
	['nothing of its own', ENDLESS, 'vault', 'trusted'],
])('given an endless note with %s, when it is labelled, then what was not read counts at its worst', (_name, text, secrecy, integrity) => {
	expect(labelOf(text)).toMatchObject({ secrecy, integrity });
});

test('given a private tag at every place around where reading ends, when the note is labelled, then it is private', () => {
	const filler = 'words and words\n'.repeat(62_500);
	for (let back = 0; back < 14; back++) expect([back, labelOf(`${filler.slice(0, 1_000_000 - back - 1)} #private more`).secrecy]).toEqual([back, 'private']);
});
