/** PAI's memory in and out on the command line, and what is wrong with what was typed. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { praxis, temporaryFolder } from '../support/command-line';
import { chatGpt, claude } from '../support/foreign-chats';

jest.setTimeout(120_000);
let home: Awaited<ReturnType<typeof temporaryFolder>>;
const FILES: Readonly<Record<string, string>> = {
	'LEARNING/SIGNALS/ratings.jsonl': '{"timestamp":"2026-02-04T10:00:00Z","rating":8,"session_id":"s","source":"explicit"}\nbroken\n',
	'LEARNING/SYSTEM/2026-02/a.md': '---\ncapture_type: LEARNING\nrating: 4\nsource: implicit\n---\nx\r\n',
	'RELATIONSHIP/2026-02/2026-02-04.md': '- W @Anna: works at a bank\n',
};
const run = (...words: string[]): ReturnType<typeof praxis> => praxis([...words, '--vault', home.vault], home.path);

beforeAll(async () => {
	home = await temporaryFolder();
	await mkdir(home.vault);
	for (const [path, text] of Object.entries(FILES)) {
		await mkdir(dirname(join(home.path, 'MEMORY', path)), { recursive: true });
		await writeFile(join(home.path, 'MEMORY', path), text);
	}
});
afterAll(() => home.remove());

test('given PAI’s folder, then it is a look first, comes in with --yes, is there the second time, and goes out byte for byte', async () => {
	const look = await run('pai', 'import', join(home.path, 'MEMORY'));
	expect(look).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was written.') as string, error: expect.stringContaining('ratings.jsonl:2') as string });
	expect(await readdir(home.vault)).toEqual([]);
	expect((await run('pai', 'import', join(home.path, 'MEMORY'), '--yes')).out).toContain('Nothing of it is trusted');
	expect((await run('pai', 'import', join(home.path, 'MEMORY'))).out).toContain('0 notes to write, 3 there already.');
	expect((await run('learn', 'list')).out).toContain('2026-02-04   8 of 10  (imported)');
	expect((await run('pai', 'accept', 'Praxis/Imports/PAI/LEARNING/SYSTEM/2026-02/a.md', '--yes')).out).toContain('Accepted Praxis/Imports/PAI/LEARNING/SYSTEM/2026-02/a.md');
	expect((await run('pai', 'accept', 'Home.md', '--yes')).error).toContain('did not come with an import');
	expect((await run('pai', 'export', join(home.path, 'out'))).out).toBe(`3 files written to ${join(home.path, 'out')}\n`);
	for (const [path, text] of Object.entries(FILES)) expect(await readFile(join(home.path, 'out', path), 'utf8')).toBe(text);
	expect((await run('pai', 'export', join(home.path, 'out'))).error).toContain('nothing was written over it');
});

test('given a month without ratings, then looking at it says so and offers nothing', async () => {
	expect(await run('learn', 'synthesis', '--month', '2020-01', '--yes')).toEqual({ code: 0, error: '', out: 'Nothing was rated or learned in 2020-01.\n' });
});

test('given a vault in which no folder can be made, then what was not written is told, and why', async () => {
	const vault = join(home.path, 'closed');
	await mkdir(vault);
	await writeFile(join(vault, 'Praxis'), 'A file where the folder would be.');
	const ended = await praxis(['pai', 'import', join(home.path, 'MEMORY'), '--yes', '--vault', vault], home.path);
	expect([ended.code, ended.error]).toEqual([1, expect.stringMatching(/ratings\.jsonl\.md was not written\. .*as if it were a folder/)]);
	const review = await praxis(['telos', 'review', '--save', '--into', 'Praxis', '--vault', vault], home.path);
	expect([review.code, review.error]).toEqual([1, expect.stringContaining('was not written.')]);
});

test('given chats of another assistant in an export’s folder, then they come in once, and one of them can be rated', async () => {
	await mkdir(join(home.path, 'export'));
	await writeFile(join(home.path, 'export', 'conversations.json'), JSON.stringify([chatGpt('g', [{ isPerson: true, text: 'Where is Anna?' }, { isPerson: false, text: 'In Lyon.' }]), claude('c', [{ isPerson: true, text: 'Rent?' }, { isPerson: false, text: '820.' }])]));
	await writeFile(join(home.path, 'export', 'user.json'), '{"id":1}');
	expect(await run('chats', 'import', join(home.path, 'export'))).toMatchObject({ code: 0, error: '', out: expect.stringMatching(/^Found 2 conversations: 2 new, 0 that went on, 0 there already\.\nNothing was written/) as string });
	expect((await run('chats', 'import', join(home.path, 'export'), '--yes')).out).toContain('Nothing of them is trusted');
	expect((await run('chats', 'import', join(home.path, 'export', 'conversations.json'))).out).toBe('Found 2 conversations: 0 new, 0 that went on, 2 there already.\n');
	expect(await run('chats', 'import', join(home.path, 'export', 'user.json'))).toMatchObject({ code: 1, error: expect.stringContaining('no conversation that is understood') as string });
	expect((await run('rate', 'Praxis/Imports/Chats/2023-11-14 Talk g.md', '3', 'no, in Bonn')).out).toMatch(/^Rated “Where is Anna\?” 3 of 10\.\nLearned: /);
	expect((await run('undo')).code).toBe(0);
});

test.each([
	[['rate'], 'Which answer?'],
	[['chats'], 'takes one of import'],
	[['chats', 'import'], 'Which file or folder?'],
	[['rate', 'last', '11'], 'from 1 to 10'],
	[['rate', 'last', 'good'], 'from 1 to 10'],
	[['learn'], 'takes one of list, synthesis'],
	[['learn', 'synthesis', '--month', 'May'], 'such as 2026-11'],
	[['learn', 'list', '--yes'], '--yes belongs to'],
	[['pai', 'import'], 'Which folder?'],
])('given %j, then it says what is wrong', async (words, said) => {
	expect(await run(...words)).toMatchObject({ code: 2, error: expect.stringContaining(said) as string });
});
