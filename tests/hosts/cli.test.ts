/** The command line as a process: what it prints, what it writes, how it ends. */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_VAULT, praxis, temporaryFolder } from '../support/command-line';

jest.setTimeout(120_000);

let home: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
});
afterAll(() => home.remove());

const LEASE = 'When does our lease run out, and how much notice do I have to give?';

interface AnswerJson {
	outcome: string;
	citations: { path: string; quote: string; line: number; blockId: string | null }[];
	searched: string;
	resolve: string;
	saved: string | null;
}

async function askJson(question: string, ...more: string[]): Promise<AnswerJson> {
	const { out } = await praxis(['ask', '--vault', home.vault, question, '--json', ...more], home.path);
	return JSON.parse(out) as AnswerJson;
}

test('an answer quotes the note literally', async () => {
	const answer = await askJson(LEASE);
	expect(['answered', 'partial']).toContain(answer.outcome);
	for (const { path, quote, line } of answer.citations) {
		const text = await readFile(join(home.vault, path), 'utf8');
		expect(text).toContain(quote);
		expect(text.split('\n')[line - 1]).toContain(quote.split('\n')[0]);
	}
	expect(answer.citations.length).toBeGreaterThan(0);
});

test('what the vault does not say is unknown, with what was searched, and that is no failure', async () => {
	const ended = await praxis(['ask', '--vault', home.vault, 'What is the boiling point of tungsten?'], home.path);
	expect(ended.code).toBe(0);
	expect(ended.out).toContain('Outcome: unknown');
	expect(ended.out).toMatch(/Searched \d+ notes/);
});

test('a saved answer is a note with properties and links to blocks, and leaves every other byte as it was', async () => {
	const before = await snapshot(home.vault);
	const answer = await askJson(LEASE, '--save');
	const note = await readFile(join(home.vault, answer.saved ?? ''), 'utf8');
	expect(note).toMatch(/^---\npraxis: result\nrun: [0-9A-Z]{26}\n/);
	expect(note).toMatch(/\[\[[^\]]+#\^[A-Za-z0-9-]+\|/);
	for (const [path, text] of await snapshot(home.vault)) {
		const old = before.get(path);
		// Only an id was added, at the end of a cited block.
		if (old !== undefined) expect(text.replace(/(?: |\r?\n\r?\n)\^[0-9a-f]{6}/g, '')).toBe(old);
	}
});

test('a saved answer is named after the date where the person is', async () => {
	// These two places never share a date.
	for (const timeZone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
		const { out } = await praxis(['ask', '--vault', home.vault, LEASE, '--json', '--save'], home.path, { TZ: timeZone });
		const { saved } = JSON.parse(out) as AnswerJson;
		const created = /^created: (.*)$/m.exec(await readFile(join(home.vault, saved ?? ''), 'utf8'))?.[1] ?? '';
		const local = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(created));
		expect(saved).toContain(`/${local} When does our lease`);
	}
});

test('an answer goes to the end of a note, and what stood there stays', async () => {
	await writeFile(join(home.vault, 'Log.md'), '# Log\r\nNo last newline');
	const answer = await askJson(LEASE, '--append', 'Log.md');
	expect(answer.saved).toBe('Log.md');
	const text = await readFile(join(home.vault, 'Log.md'), 'utf8');
	expect(text.startsWith('# Log\r\nNo last newline\r\n')).toBe(true);
	expect(text).toContain(LEASE);
});

test('search prints places and passages', async () => {
	const ended = await praxis(['search', '--vault', home.vault, 'rain barrel pump', '--limit', '3', '--json'], home.path);
	const { hits } = JSON.parse(ended.out) as { hits: { path: string; quote: string; score: number }[] };
	expect(hits).toHaveLength(3);
	expect(hits.map((hit) => hit.score)).toEqual([...hits.map((hit) => hit.score)].sort((a, b) => b - a));
	expect(hits.some((hit) => /pump/i.test(hit.quote))).toBe(true);
});

test('index lists what could not be read, at its line', async () => {
	const { out, code } = await praxis(['index', '--vault', DEMO_VAULT], home.path);
	expect(code).toBe(0);
	expect(out).toMatch(/^\d+ notes indexed\.\n/);
	expect(out).toMatch(/\.md:\d+ {2}\S/);
});

test.each([
	[['ask', '--vault', '.'], 2, /What is the question/],
	[['ask', 'why'], 2, /--vault DIR/],
	[['dance', '--vault', '.'], 2, /no command "dance"/],
	[['search', '--vault', '.', 'x', '--limit', 'many'], 2, /whole number/],
	[['search', '--vault', '.', 'x', '--save'], 2, /--save belongs to "ask"/],
	[['ask', '--vault', '.', 'why', '--wat'], 2, /--wat/],
	[['index', '--vault', 'no/such/folder'], 1, /no\/such\/folder" is not there\.\nGive the folder of your notes with --vault DIR\.\n$/],
	[['ask', '--vault', 'vault', 'Who is Ana?', '--append', '../out.md'], 1, /not a path in this vault/],
] as [string[], number, RegExp][])('wrong usage is explained: praxis %j', async (words, code, said) => {
	const ended = await praxis(words, home.path);
	expect({ code: ended.code, said: said.test(ended.error) }).toEqual({ code, said: true });
	expect(ended.error).not.toMatch(/\n\s+at /);
	// What is wrong must still stand on the screen when it ends.
	expect(ended.error.trim().split('\n').length).toBeLessThan(4);
});

test('broken plugin settings stop the run, so that no private folder is forgotten', async () => {
	const vault = join(home.path, 'settings');
	await mkdir(join(vault, '.obsidian/plugins/praxis'), { recursive: true });
	await writeFile(join(vault, '.obsidian/plugins/praxis/data.json'), '{ "privateFolders": [');
	const ended = await praxis(['index', '--vault', vault], home.path);
	expect(ended.code).toBe(2);
	expect(ended.error).toMatch(/settings of Praxis/);
});

test('help needs no vault', async () => {
	expect(await praxis(['--help'], home.path)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: praxis') as string });
});

async function snapshot(folder: string): Promise<Map<string, string>> {
	const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md'));
	return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}
