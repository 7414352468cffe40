/** Moving a note leaves every link leading where it led, written as it was written. */
import fc from 'fast-check';
import { createChanges } from '../../../src/core/changes/changes';
import type { Change } from '../../../src/core/changes/change';
import { LinkIndex } from '../../../src/core/lib/links';
import { readNote } from '../../../src/core/lib/markdown';
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryFiles } from '../../support/memory-host';

async function moved(files: MemoryFiles, ...moves: readonly [from: string, to: string][]): Promise<Record<string, string>> {
	const host = memoryHost(files);
	const changes = createChanges(host);
	const plan = await changes.plan(moves.map(([from, to]): Change => ({ type: 'rename', path: vaultPath(from), to: vaultPath(to) })), { limits: { removals: 99, removalShare: 1 } });
	await changes.apply(plan);
	return host.vault.snapshot();
}

describe('a link to a moved note', () => {
	it.each([
		['a wikilink', 'See [[Old]].', 'See [[New]].'],
		['an alias is kept', 'See [[Old|my old note]].', 'See [[New|my old note]].'],
		['a heading', '[[Old#Part#Sub|x]]', '[[New#Part#Sub|x]]'],
		['a block', '[[Old#^abc]]', '[[New#^abc]]'],
		['an embed', '![[Old#Part|300]]', '![[New#Part|300]]'],
		['a path', '[[Deep/Old]]', '[[New]]'],
		['a Markdown link', '[text](Deep/Old.md)', '[text](New.md)'],
		['a Markdown link with a heading and a title', '[text](Deep/Old.md#Part "Title")', '[text](New.md#Part "Title")'],
		['a Markdown embed', '![text](Old.md)', '![text](New.md)'],
		['in angle brackets', '[text](<Deep/Old.md>)', '[text](<New.md>)'],
		['a relative way', '[text](./Deep/Old.md)', '[text](./Far/Away/New.md)'],
		['a property', '---\nup: "[[Old]]"\nlist:\n  - "[[Old#Part|x]]"\n  - other\n---\n', '---\nup: "[[New]]"\nlist:\n  - "[[New#Part|x]]"\n  - other\n---\n'],
		['in a table, with its bar escaped', '| a |\n|---|\n| [[Old\\|x]] |\n', '| a |\n|---|\n| [[New\\|x]] |\n'],
		['not in code', '`[[Old]]`', '`[[Old]]`'],
	])('%s', async (_name, before, after) => {
		expect(await moved({ 'A.md': before, 'Deep/Old.md': '# Part\n' }, ['Deep/Old.md', 'Far/Away/New.md'])).toEqual({ 'A.md': after, 'Far/Away/New.md': '# Part\n' });
	});

	it('is left alone where the new name would break the quotes of a property', async () => {
		const note = '---\nup: "[[Old]]"\n---\n';
		expect(await moved({ 'A.md': note, 'Old.md': '' }, ['Old.md', 'The "new".md'])).toEqual({ 'A.md': note, 'The "new".md': '' });
	});
});

it('a relative link inside the moved note leads where it led, and so does one to itself', async () => {
	const text = '[a](../Other.md) [[./Near]] ![](pic.png) ![](../Deep/pic.png) [me](./Old.md#Part) [[Gone]] [w](https://x.org/Old.md)\n';
	const files = { 'Deep/Old.md': text, 'Other.md': '', 'Deep/Near.md': '', 'Deep/pic.png': '' };
	expect((await moved(files, ['Deep/Old.md', 'Far/Away/New.md']))['Far/Away/New.md']).toBe('[a](../../Other.md) [[../../Deep/Near]] ![](pic.png) ![](../../Deep/pic.png) [me](./New.md#Part) [[Gone]] [w](https://x.org/Old.md)\n');
});

it('two notes that are moved together still lead to each other', async () => {
	const files = { 'Deep/A.md': '[b](./B.md)', 'Deep/B.md': '[[A]] [a](./A.md)' };
	expect(await moved(files, ['Deep/A.md', 'X.md'], ['Deep/B.md', 'Far/Y.md'])).toEqual({ 'X.md': '[b](./Far/Y.md)', 'Far/Y.md': '[[X]] [a](../X.md)' });
});

it('no link changes the note it leads to, whatever is moved where', async () => {
	const names = ['A.md', 'B.md', 'C.md', 'Deep/A.md', 'Deep/B.md', 'Deep/Down/C.md'];
	const target = fc.constantFrom('A', 'B', 'C', 'Deep/A', 'Deep/Down/C', './A', '../B', './Down/C', '../../A', '/B', 'c', 'New', 'Deep/New');
	const link = fc.tuple(target, fc.constantFrom('wiki', 'markdown')).map(([to, kind]) => (kind === 'wiki' ? `[[${to}|x]]` : `[x](${to}.md)`));
	const there = fc.constantFrom('New.md', 'Deep/New.md', 'Deep/Down/A.md', 'Down/B.md', 'Far/Off/C.md');
	const leadsTo = (files: Record<string, string>, place: (path: VaultPath) => VaultPath): Map<string, (string | null)[]> => {
		const index = new LinkIndex(Object.keys(files).map(vaultPath));
		return new Map(Object.entries(files).map(([path, text]) => [place(vaultPath(path)), readNote(path, text).links.map((one) => {
			const found = index.resolve(one.target, path);
			return found && place(found);
		})]));
	};
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(link, { maxLength: 4 }), { minLength: 6, maxLength: 6 }), fc.constantFrom(...names), there, async (links, from, to) => {
			const files = Object.fromEntries(names.map((name, i) => [name, (links[i] ?? []).join('\n')]));
			const before = leadsTo(files, (path) => (path === from ? vaultPath(to) : path));
			const after = leadsTo(await moved(files, [from, to]), (path) => path);
			for (const [path, led] of before) led.forEach((target, i) => target !== null && expect([path, i, after.get(path)?.[i]]).toEqual([path, i, target]));
		}),
		{ numRuns: 300 },
	);
});
