/** A plan is applied by compare-and-swap: what others wrote meanwhile stays, and nothing is done twice. */
import type { Change } from '../../../src/core/changes/change';
import { createChanges, type Changes } from '../../../src/core/changes/changes';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const at = (path: string) => vaultPath(path);

function given(files: MemoryFiles): { host: MemoryHost; changes: Changes; texts: () => Record<string, string> } {
	const host = memoryHost(files, { at: '2026-11-22T09:14:00' });
	return { host, changes: createChanges(host), texts: () => host.vault.snapshot() };
}

const append = (path: string, text: string): Change => ({ type: 'append', path: at(path), text });

describe('applying a plan', () => {
	it('writes, creates, moves and removes, and tells what it did', async () => {
		const { changes, texts } = given({ 'A.md': 'One.\n', 'B.md': 'Two.\n', 'C.md': 'Three.\n' });
		const plan = await changes.plan([append('A.md', 'More.'), { type: 'create', path: at('New/D.md'), text: 'Four.\n' }, { type: 'rename', path: at('B.md'), to: at('E.md') }, { type: 'trash', path: at('C.md') }]);
		expect(plan.summary).toBe('Change "A.md", create "D.md", move "B.md", remove "C.md"');
		const report = await changes.apply(plan);
		expect(report.phase).toBe('closed');
		expect(report.notes.map((note) => note.outcome)).toEqual(['written', 'created', 'renamed', 'trashed']);
		expect(texts()).toEqual({ 'A.md': 'One.\n\nMore.\n', 'E.md': 'Two.\n', 'New/D.md': 'Four.\n' });
	});

	it('a second time does nothing', async () => {
		const { changes, texts } = given({ 'A.md': 'One.\n' });
		const plan = await changes.plan([append('A.md', 'More.')]);
		await changes.apply(plan);
		await changes.apply(plan);
		expect(texts()).toEqual({ 'A.md': 'One.\n\nMore.\n' });
	});

	it('writes down what it does in so much as there is to do, however many notes', async () => {
		const journalled = async (count: number): Promise<number> => {
			const { host, changes } = given({});
			let bytes = 0;
			const write = host.store.write.bind(host.store);
			host.store.write = (key, blob) => ((bytes += blob.length), write(key, blob));
			await changes.apply(await changes.plan(Array.from({ length: count }, (_none, i): Change => ({ type: 'create', path: at(`N${i}.md`), text: 'x' })), { limits: { notes: count } }));
			expect(await host.store.keys('changes/runs')).toHaveLength(3);
			return bytes;
		};
		expect(await journalled(400)).toBeLessThan(5 * (await journalled(100)));
	});

	it('leaves out rejected hunks, and a note of which all are rejected', async () => {
		const { changes, texts } = given({ 'A.md': 'One.\nMiddle.\nTwo.\n', 'B.md': 'B\n' });
		const plan = await changes.plan([
			{ type: 'replace', path: at('A.md'), target: { quote: 'One.' }, text: '1.' },
			{ type: 'replace', path: at('A.md'), target: { quote: 'Two.' }, text: '2.' },
			append('B.md', 'x'),
		]);
		const hunks = plan.notes.flatMap((note) => note.hunks.map((hunk) => hunk.id));
		expect(hunks).toEqual(['0.0', '0.1', '1.0']);
		await changes.apply(plan, { rejected: new Set(['0.0', '1.0']) });
		expect(texts()).toEqual({ 'A.md': 'One.\nMiddle.\n2.\n', 'B.md': 'B\n' });
	});

	it.each([
		['an append after another append', append('A.md', 'Ours.'), 'One.\n', 'One.\n\nTheirs.\n', 'One.\n\nTheirs.\n\nOurs.\n'],
		['a passage in a text edited elsewhere', { type: 'replace', path: at('A.md'), target: { quote: 'two' }, text: '2' } as Change, 'one two three', 'zero one two three', 'zero one 2 three'],
		['a property in a note edited in its body', { type: 'set-properties', path: at('A.md'), properties: { s: 1 } } as Change, 'Body.\n', 'New body.\n', '---\ns: 1\n---\nNew body.\n'],
		['a range in a note edited on other lines', { type: 'replace', path: at('A.md'), target: { start: 0, end: 1 }, text: 'A' } as Change, 'a\nb\nc\n', 'a\nb\nd\n', 'A\nb\nd\n'],
	])('joins %s', async (_name, change, before, meanwhile, joined) => {
		const { host, changes, texts } = given({ 'A.md': before });
		const plan = await changes.plan([change]);
		host.vault.putForeign('A.md', meanwhile);
		expect((await changes.apply(plan)).notes[0]?.outcome).toBe('merged');
		expect(texts()).toEqual({ 'A.md': joined });
	});

	it.each<[string, Change, string, string]>([
		['the same words', { type: 'replace', path: at('A.md'), target: { quote: 'two' }, text: '2' }, 'one two three', 'one three'],
		['the same property', { type: 'set-properties', path: at('A.md'), properties: { s: 1 } }, '---\ns: 0\n---\n', '---\ns: 9\n---\n'],
	])('puts a copy beside a note in which others changed %s', async (_name, change, before, meanwhile) => {
		const { host, changes, texts } = given({ 'A.md': before });
		const plan = await changes.plan([change]);
		host.vault.putForeign('A.md', meanwhile);
		const report = await changes.apply(plan);
		expect(report.notes[0]?.outcome).toBe('copied');
		const [note] = plan.notes;
		expect(texts()).toEqual({ 'A.md': meanwhile, 'A (Praxis 2026-11-22 0914).md': note?.kind === 'write' ? note.after : '' });
	});

	it('takes another name when the one for a new note is taken, and can be told not to', async () => {
		const { changes, texts } = given({ 'A.md': 'Mine.' });
		await changes.apply(await changes.plan([{ type: 'create', path: at('A.md'), text: 'Ours.' }]));
		await changes.apply(await changes.plan([{ type: 'create', path: at('A.md'), text: 'Again.', ifExists: 'skip' }]));
		expect(texts()).toEqual({ 'A.md': 'Mine.', 'A 2.md': 'Ours.' });
	});

	it('does not remove a note that was edited since the plan', async () => {
		const { host, changes, texts } = given({ 'A.md': 'One.' });
		const plan = await changes.plan([{ type: 'trash', path: at('A.md') }]);
		host.vault.putForeign('A.md', 'One. And more.');
		expect((await changes.apply(plan)).notes[0]?.outcome).toBe('kept');
		expect(texts()).toEqual({ 'A.md': 'One. And more.' });
	});
});

describe('limits', () => {
	const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`N${index}.md`, 'Some text of a note.\n']));

	it('stop a run over 20 notes', async () => {
		const { changes } = given(many(21));
		await expect(changes.plan(Object.keys(many(21)).map((path) => append(path, 'x')))).rejects.toMatchObject({ code: 'over-limit' });
		await expect(changes.plan(Object.keys(many(20)).map((path) => append(path, 'x')))).resolves.toMatchObject({ summary: 'Change 20 notes' });
	});

	it.each([
		[50, 1, true],
		[50, 2, false],
		[300, 3, true],
		[300, 4, false],
		[1000, 5, true],
		[1000, 6, false],
	])('of %d notes, %d may be removed: %s', async (total, removed, isAllowed) => {
		const { changes } = given(many(total));
		const plan = changes.plan(Array.from({ length: removed }, (_, index): Change => ({ type: 'trash', path: at(`N${index}.md`) })));
		if (isAllowed) await expect(plan).resolves.toBeDefined();
		else await expect(plan).rejects.toMatchObject({ code: 'over-limit' });
	});

	it('count a note as removed when most of its text goes', async () => {
		const { changes } = given(many(50));
		const shrink = (path: string): Change => ({ type: 'replace', path: at(path), target: { quote: 'Some text of' }, text: '' });
		await expect(changes.plan([shrink('N1.md'), shrink('N2.md')])).rejects.toMatchObject({ code: 'over-limit' });
	});
});
