/** Privacy closes and does not open by itself: broken properties, edits that take a mark away, and what is made of private notes. */
import { createChanges, type Change } from '../../../src/core/changes/changes';
import { Guard, type GuardSettings, type RunOptions } from '../../../src/core/guard/guard';
import { isPrivateNote } from '../../../src/core/guard/private-note';
import type { GuardQuestion, RunGuard } from '../../../src/core/guard/run-guard';
import { readNote } from '../../../src/core/lib/markdown';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const SETTINGS: GuardSettings = { resultFolder: 'Praxis/Results', privateFolders: ['Private'], clippingFolders: ['Clippings'], onDeviceOnly: false, modelOrigins: [] };
const FILES: MemoryFiles = {
	'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n',
	'Private/Diary.md': 'The secret.\n',
	'Notes/Marked.md': '---\nprivate: true\nmood: low\n---\nText of mine.\n',
	'Notes/Tagged.md': 'A letter. #private/letters and more\n',
	'Notes/Plan.md': 'Rent.\n',
	'Notes/Links.md': 'See [[Plan]].\n',
};

interface World {
	readonly host: MemoryHost;
	readonly guard: Guard;
	readonly questions: readonly GuardQuestion[];
	run(options?: Partial<RunOptions>): RunGuard;
	textOf(path: string): Promise<string | null>;
}

function world({ says = false, isHere = true }: { readonly says?: boolean; readonly isHere?: boolean } = {}): World {
	const host = memoryHost(FILES);
	const guard = new Guard({ ...host, changes: createChanges(host), settings: () => SETTINGS, instructions: () => [], configFolder: '.obsidian' });
	const questions: GuardQuestion[] = [];
	const approve = (question: GuardQuestion): Promise<boolean> => Promise.resolve(questions.push(question) > 0 && says);
	const granted = ['note_read', 'note_create', 'note_edit', 'note_move', 'note_trash', 'ask_model'];
	return { host, guard, questions, run: (options) => guard.run({ agent: 'scribe', remote: false, granted, ...(isHere ? { approve } : {}), ...options }), textOf: async (path) => (await host.vault.read(vaultPath(path)))?.text ?? null };
}

const path = vaultPath;
const isPrivate = (text: string): boolean => isPrivateNote(readNote('a.md', text), []);

test.each([
	['broken YAML that says so', '---\nprivate: true\nother: [\n---\ntext'],
	['broken YAML with the tag', '---\ntags: [private, "x\n---\ntext'],
	['broken YAML that says no, which cannot be known', '---\nprivate: false\n: : [\n---\n'],
	['a property that is there twice', '---\nprivate: true\nprivate: false\n---\n'],
	['a fence that nobody closed', '---\nprivate: true\ntext goes on'],
	['a fence below a blank line', '\n---\nprivate: true\n---\ntext'],
	['a fence with a word behind it', '---yaml\nprivate: yes\n---\ntext'],
	['properties that are too long to be read', `---\nprivate: true\nx: "${'a'.repeat(250_000)}"\n---\n`],
	['properties after a BOM and with CRLF', '\uFEFF---\r\nprivate: true\r\nbad: [\r\n---\r\n'],
])('given %s, then the note is private', (_name, text) => expect(isPrivate(text)).toBe(true));

test.each([
	['broken YAML that never speaks of it', '---\ntitle: [\n---\nprivate: true stands in the text\n'],
	['a line across the top, and prose below', '---\nMy private garden grows.\n\nprivate: true\n'],
	['readable properties that say no', '---\nprivate: false\n---\n'],
	['another word', '---\nprivateer: [\n---\n'],
])('given %s, then it is not', (_name, text) => expect(isPrivate(text)).toBe(false));

test('given broken properties that name another origin, then the note is untrusted', async () => {
	const { host, guard } = world();
	await host.vault.create(path('Notes/Saved.md'), '---\nsource: https://example.org\nbad: [\n---\nTheirs.');
	expect(await guard.labelOf(path('Notes/Saved.md'))).toMatchObject({ integrity: 'untrusted' });
	await host.vault.create(path('Notes/Own.md'), '---\nsource: "[[Plan]]"\nbad: [\n---\nMine.');
	expect(await guard.labelOf(path('Notes/Own.md'))).toMatchObject({ integrity: 'trusted' });
});

describe('an edit that takes a mark away', () => {
	const edits: readonly (readonly [string, Change])[] = [
		['removes the property', { type: 'remove-properties', path: path('Notes/Marked.md'), names: ['private'] }],
		['sets it to no', { type: 'set-properties', path: path('Notes/Marked.md'), properties: { private: false } }],
		['renames it by an edit of the text', { type: 'replace', path: path('Notes/Marked.md'), target: { quote: 'private: true' }, text: 'privat: true' }],
		['removes the tag', { type: 'replace', path: path('Notes/Tagged.md'), target: { quote: '#private/letters' }, text: '' }],
		['breaks the fence', { type: 'replace', path: path('Notes/Marked.md'), target: { start: 0, end: 4 }, text: '' }],
		['moves it out of its folder', { type: 'rename', path: path('Private/Diary.md'), to: path('Notes/Diary.md') }],
	];
	test.each(edits)('given a clean run, when it %s, then the person is asked, and a no changes nothing', async (_name, change) => {
		const { run, questions, textOf } = world();
		const before = await textOf(change.path);
		await expect(run().write([change], 'Tidied')).rejects.toMatchObject({ code: 'refused' });
		expect(questions).toEqual([expect.objectContaining({ reason: expect.stringMatching(/private/) as string })]);
		expect(await textOf(change.path)).toBe(before);
	});

	test('given an edit that leaves the marks, or moves one into the property, then nobody is asked', async () => {
		const { run, questions } = world();
		await run().write([{ type: 'set-properties', path: path('Notes/Marked.md'), properties: { mood: 'good', private: 'yes' } }], 'Mood');
		await run().write([{ type: 'append', path: path('Notes/Tagged.md'), text: 'More.' }], 'More');
		expect(questions).toEqual([]);
	});
});

describe('what is made of private notes', () => {
	const after = async (says: boolean, change: Change, isHere = true) => {
		const made = world({ says, isHere });
		const run = made.run();
		await run.read(path('Private/Diary.md'));
		const outcome = await run.write([change], 'Summed up').then(() => 'done', (error: unknown) => (error as { code: string }).code);
		return { ...made, outcome };
	};

	test('given a new note, then it holds the mark itself, so that every device knows', async () => {
		const { textOf, questions, host } = await after(true, { type: 'create', path: path('Notes/New.md'), text: '# Sum\n\nThe secret.\n' });
		expect(await textOf('Notes/New.md')).toBe('---\nprivate: true\n---\n# Sum\n\nThe secret.\n');
		expect(questions).toEqual([]);
		const other = memoryHost({ 'Notes/New.md': (await host.vault.read(path('Notes/New.md')))?.text ?? '' });
		expect((await new Guard({ ...other, changes: createChanges(other), settings: () => SETTINGS, instructions: () => [], configFolder: '' }).labelOf(path('Notes/New.md')))?.secrecy).toBe('private');
	});

	test('given a note that is not private, then the person is asked about the text and the mark together', async () => {
		const change: Change = { type: 'append', path: path('Notes/Plan.md'), text: 'The secret.' };
		const no = await after(false, change);
		expect([no.outcome, await no.textOf('Notes/Plan.md')]).toEqual(['refused', 'Rent.\n']);
		const yes = await after(true, change);
		expect(yes.questions[0]?.plan?.notes[0]?.hunks.map((hunk) => hunk.after).join('')).toContain('private: true');
		expect(await yes.textOf('Notes/Plan.md')).toBe('---\nprivate: true\n---\nRent.\n\nThe secret.\n');
	});

	test('given nobody there, then it waits', async () => {
		const { outcome, guard, textOf } = await after(true, { type: 'append', path: path('Notes/Plan.md'), text: 'The secret.' }, false);
		expect([outcome, (await guard.waiting.list()).length, await textOf('Notes/Plan.md')]).toEqual(['refused', 1, 'Rent.\n']);
	});

	test('given a private note, a private folder, or a block id for a citation, then nothing is added and nobody asked', async () => {
		const kept: readonly Change[] = [
			{ type: 'append', path: path('Notes/Marked.md'), text: 'x' },
			{ type: 'create', path: path('Private/New.md'), text: 'x' },
			{ type: 'insert', path: path('Notes/Plan.md'), at: { offset: 5 }, text: ' ^ab12cd' },
		];
		for (const change of kept) {
			const { outcome, questions, textOf } = await after(false, change);
			expect([change.path, outcome, questions.length]).toEqual([change.path, 'done', 0]);
			if (change.path !== 'Notes/Marked.md') expect(await textOf(change.path)).not.toContain('private');
		}
	});

	test('a new name may tell of what was read, so it is asked about; links that follow mark no note', async () => {
		const { questions, textOf } = await after(true, { type: 'rename', path: path('Notes/Plan.md'), to: path('Notes/Secret.md') });
		expect(questions).toHaveLength(1);
		expect(await textOf('Notes/Links.md')).toBe('See [[Secret]].\n');
	});
});

test('before an answer is put into a note by hand, the note is marked after a yes, and left alone when it is private already', async () => {
	const { guard, textOf } = world();
	const label = { integrity: 'trusted', secrecy: 'private', reasons: [] } as const;
	await expect(guard.keepPrivate(path('Notes/Plan.md'), label, () => Promise.resolve(false))).rejects.toMatchObject({ code: 'refused' });
	expect(await textOf('Notes/Plan.md')).toBe('Rent.\n');
	await guard.keepPrivate(path('Notes/Plan.md'), label, () => Promise.resolve(true));
	expect(await textOf('Notes/Plan.md')).toBe('---\nprivate: true\n---\nRent.\n');
	await guard.keepPrivate(path('Notes/Plan.md'), label);
	await guard.keepPrivate(path('Notes/Links.md'), { ...label, secrecy: 'vault' });
});
