/** Given where the person is, when a pattern asks for its input, then it gets exactly that text with its note. */
import { gatherInputs, hasInput, type Spot } from '../../../src/core/actions/gather-inputs';
import type { InputKind } from '../../../src/core/actions/pattern';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const TEXT = '---\na: 1\n---\nBefore.\n\n# One\n\nFirst [[Other]].\n\n## Sub\n\n- item\n\n# Two\n\nLast.\n';
const files = { 'Note.md': TEXT, 'Other.md': 'Other text.', 'Folder/A.md': 'A', 'Folder/B.md': 'B', 'Many/x.md': '' };
const spot = (at: string, more: Partial<Spot> = {}): Spot => ({ path: vaultPath('Note.md'), from: TEXT.indexOf(at), to: TEXT.indexOf(at), ...more });
const texts = async (kind: InputKind, where: Spot): Promise<string[]> => (await gatherInputs(kind, where, memoryHost(files).vault)).map(({ text }) => text);

test.each<[InputKind, Spot, string[]]>([
	['note', spot('First'), [TEXT]],
	['selection', spot('First', { to: TEXT.indexOf('First') + 5 }), ['First']],
	['block', spot('irst'), ['First [[Other]].']],
	['section', spot('item'), ['## Sub\n\n- item\n\n']],
	['section', spot('First'), ['# One\n\nFirst [[Other]].\n\n## Sub\n\n- item\n\n']],
	['section', spot('Before'), ['Before.\n\n']],
	['linked-notes', spot('First'), [TEXT, 'Other text.']],
	['folder', { folder: 'Folder' }, ['A', 'B']],
	['search', { found: [vaultPath('Other.md')] }, ['Other text.']],
	['clipboard', { clipboard: 'pasted' }, ['pasted']],
	['none', {}, []],
])('%s', async (kind, where, expected) => {
	expect(await texts(kind, where)).toEqual(expected);
});

test('given the text of the editor, then that is taken and not the one on disk', async () => {
	expect(await texts('note', spot('First', { text: 'Newer.' }))).toEqual(['Newer.']);
});

test.each<[InputKind, Spot]>([['selection', spot('First')], ['note', {}], ['clipboard', { clipboard: ' ' }], ['url', {}], ['search', { found: [] }]])('given no %s, then it says so', async (kind, where) => {
	expect(hasInput(kind, where)).toBe(false);
	await expect(texts(kind, where)).rejects.toMatchObject({ code: 'bad-input' });
});

test('given more notes than one run takes, then a batch is named', async () => {
	const { vault } = memoryHost(Object.fromEntries(Array.from({ length: 31 }, (_one, i) => [`Many/${i}.md`, 'x'])));
	await expect(gatherInputs('folder', { folder: 'Many' }, vault)).rejects.toMatchObject({ code: 'over-limit' });
});
