/** The command line when the world fails it: a reader that goes, a full disk, Ctrl+C, a note that cannot be written. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { praxis, temporaryFolder } from '../support/command-line';

jest.setTimeout(120_000);

const PROGRAM = resolve(__dirname, '../../scripts/praxis.mjs');
const GOOD = '# Garden\n\nThe pump is a Rio 12, bought in April.\n';
const QUESTION = 'When was the pump bought?';

let home: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	home = await temporaryFolder();
	await mkdir(home.vault, { recursive: true });
	await writeFile(join(home.vault, 'Good.md'), GOOD);
});
afterEach(() => home.remove());

const run = (...words: string[]) => praxis([...words, '--vault', home.vault], home.path);

async function settings(stored: object): Promise<void> {
	await mkdir(join(home.vault, '.obsidian/plugins/praxis'), { recursive: true });
	await writeFile(join(home.vault, '.obsidian/plugins/praxis/data.json'), JSON.stringify(stored));
}

/** Runs a line of the shell in which `$PRAXIS` is the command line. */
function shell(line: string): Promise<{ code: number | null; out: string; error: string }> {
	const env = { ...process.env, HOME: home.path, XDG_STATE_HOME: join(home.path, 'state'), XDG_CONFIG_HOME: join(home.path, 'config'), INIT_CWD: home.path, PRAXIS: `${process.execPath} ${PROGRAM}` };
	const child = spawn('bash', ['-c', `set -o pipefail; ${line}`], { env });
	const [out, error] = [child.stdout, child.stderr].map((stream) => {
		const parts: string[] = [];
		stream.on('data', (part: Buffer) => parts.push(String(part)));
		return parts;
	});
	return new Promise((done) => child.on('close', (code) => done({ code, out: (out ?? []).join(''), error: (error ?? []).join('') })));
}

test('a reader that has seen enough is no failure', async () => {
	for (let n = 0; n < 400; n++) await writeFile(join(home.vault, `${n}.md`), `The heron stands at weir ${n}.\n${'More of it. '.repeat(30)}\n`);
	const ended = await shell('$PRAXIS search "heron weir" --vault vault --limit 400 | head -1');
	expect(ended).toMatchObject({ code: 0, error: '' });
	expect(ended.out.trim().split('\n')).toHaveLength(1);
});

(existsSync('/dev/full') ? test : test.skip)('output that does not fit on its disk is said, and is a failure', async () => {
	const ended = await shell('$PRAXIS index --vault vault > /dev/full');
	expect(ended.code).toBe(1);
	expect(ended.error).toMatch(/the disk is full/);
	expect(ended.error).not.toMatch(/ENOSPC|\n\s+at /);
});

test('Ctrl+C ends it with 130, and a note that was to be saved is not written', async () => {
	for (let n = 0; n < 1500; n++) await writeFile(join(home.vault, `${n}.md`), `The heron stands at weir ${n}.\n`.repeat(40));
	const child = spawn(process.execPath, [PROGRAM, 'ask', QUESTION, '--save', '--vault', home.vault], { env: { ...process.env, HOME: home.path, XDG_STATE_HOME: join(home.path, 'state'), XDG_CONFIG_HOME: join(home.path, 'config') } });
	let error = '';
	child.stderr.on('data', (part: Buffer) => (error += String(part)));
	// Its own record of the device is the first thing that it writes: from then on it listens.
	const state = join(home.path, 'state');
	while (!existsSync(state) && child.exitCode === null) await new Promise((next) => setTimeout(next, 2));
	child.kill('SIGINT');
	const code = await new Promise((done) => child.on('close', done));
	expect({ code, said: /Stopped/.test(error), stack: /\n\s+at /.test(error) }).toEqual({ code: 130, said: true, stack: false });
	expect(existsSync(join(home.vault, 'Praxis'))).toBe(false);
});

test('an answer that cannot be saved is printed all the same, and the reason is told', async () => {
	await settings({ resultFolder: 'Good.md' });
	const json = await run('ask', QUESTION, '--save', '--json');
	expect(json.code).toBe(1);
	expect(JSON.parse(json.out)).toMatchObject({ outcome: 'answered', citations: [{ path: 'Good.md' }], saved: null });
	expect(json.error).toMatch(/Good\.md/);
	const text = await run('ask', QUESTION, '--append', 'Missing.md');
	expect(text.code).toBe(1);
	expect(text.out).toContain('[1] Good.md:3 › Garden');
	expect(text.error).toContain('There is no note "Missing.md".');
	expect(await readFile(join(home.vault, 'Good.md'), 'utf8')).toBe(GOOD);
});

test.each([
	['Good', 2, /"Good" is not a Markdown note\.\n.*"Good\.md"/],
	['', 1, /it is empty/],
	['.obsidian/x.md', 1, /hidden/],
	['/etc/x.md', 1, /absolute/],
])('an answer is not asked for when it could not go to %j', async (note, code, said) => {
	const ended = await run('ask', QUESTION, '--append', note);
	expect({ ...ended, said: said.test(ended.error) }).toMatchObject({ code, out: '', said: true });
});

test.each(['--exclude', '--private'])('a folder for %s that is not in the vault stops the run: nothing private passes for public', async (option) => {
	for (const folder of ['', '/', 'Nosuch', '../vault', 'Good.md', home.vault]) {
		const ended = await run('ask', QUESTION, option, folder, '--json');
		expect({ folder, code: ended.code, out: ended.out, said: /There is no folder/.test(ended.error) }).toEqual({ folder, code: 2, out: '', said: true });
	}
	await mkdir(join(home.vault, 'Home'));
	await writeFile(join(home.vault, 'Home/Pump.md'), 'The pump broke; a new one was bought in May.\n');
	await rm(join(home.vault, 'Good.md'));
	for (const folder of ['Home', './Home/', '/Home']) {
		const answer = JSON.parse((await run('ask', QUESTION, option, folder, '--json')).out) as { outcome: string; citations: { isPrivate: boolean }[] };
		expect(answer.citations.map(({ isPrivate }) => isPrivate)).toEqual(option === '--private' ? [true] : []);
	}
});

test('settings that cannot be read are told in words', async () => {
	await mkdir(join(home.vault, '.obsidian/plugins/praxis/data.json'), { recursive: true });
	const ended = await run('index');
	expect(ended.code).toBe(1);
	expect(ended.error).toMatch(/data\.json" is a folder/);
	expect(ended.error).not.toMatch(/EISDIR/);
});

test('what a note says cannot steer the terminal', async () => {
	await writeFile(join(home.vault, 'Evil.md'), 'The heron \u001b[2J\u001b]0;owned\u0007 stands \u009b31m here.\n');
	for (const words of [['ask', 'Where does the heron stand?'], ['search', 'heron']]) {
		const { out } = await run(...words);
		expect(out).toContain('heron');
		expect(out).not.toMatch(/(?![\t\n])\p{Cc}/u);
	}
});

test('a name of characters that take four bytes each is saved', async () => {
	const question = `${QUESTION} ${'🙂'.repeat(90)}`;
	for (let n = 0; n < 2; n++) expect(await run('ask', question, '--save')).toMatchObject({ code: 0, error: '' });
	expect(await readdir(join(home.vault, 'Praxis/Results'))).toHaveLength(2);
});

test('a place for its records that cannot be written is named, with the way out', async () => {
	await writeFile(join(home.path, 'state'), 'a file is in the way');
	const ended = await run('index');
	expect(ended).toMatchObject({ code: 1, out: '' });
	expect(ended.error).toMatch(/cannot keep its records in ".*state.*"\.\n.*PRAXIS_STATE_DIR/);
});
