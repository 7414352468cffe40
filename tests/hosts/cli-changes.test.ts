/** The write path on the command line: shown, applied, taken back, each as a process of its own. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { praxis, temporaryFolder } from '../support/command-line';

jest.setTimeout(120_000);

const NOTE = 'People/Ana Figueiredo.md';
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let before: string;
beforeEach(async () => {
	home = await temporaryFolder({ demoVault: true });
	before = await readFile(join(home.vault, NOTE), 'utf8');
});
afterEach(() => home.remove());

const run = (...words: string[]) => praxis([...words, '--vault', home.vault], home.path);
const note = (): Promise<string> => readFile(join(home.vault, NOTE), 'utf8');

async function planned(changes: unknown): Promise<void> {
	await writeFile(join(home.path, 'changes.json'), JSON.stringify(changes));
	expect(await run('plan', '--changes', 'changes.json', '--out', 'plan.json')).toMatchObject({ code: 0, error: '' });
}

test('a plan is shown as a diff and writes nothing; applied, logged and undone it leaves the bytes as they were', async () => {
	await planned([
		{ type: 'set-properties', path: NOTE, properties: { met: true } },
		{ type: 'append', path: NOTE, text: 'Called on Friday.' },
		{ type: 'create', path: 'Inbox/Call Ana.md', text: 'Ask about the schedule.\n' },
	]);
	expect(await note()).toBe(before);
	const applied = await run('apply', '--plan', 'plan.json', '--yes');
	expect(applied).toMatchObject({ code: 0 });
	expect(await note()).toMatch(/met: true\n[^]*Called on Friday\.\n?$/);
	expect((await run('log')).out).toMatch(/Change "Ana Figueiredo\.md", create "Call Ana\.md"[^]*written +People\/Ana Figueiredo\.md[^]*created +Inbox\/Call Ana\.md/);
	expect((await run('undo')).code).toBe(0);
	expect(await note()).toBe(before);
	await expect(readFile(join(home.vault, 'Inbox/Call Ana.md'))).rejects.toThrow('ENOENT');
	expect((await run('redo')).code).toBe(0);
	expect(await note()).toContain('Called on Friday.');
});

test('what the person wrote between plan and apply stays', async () => {
	await planned([{ type: 'append', path: NOTE, text: 'Called on Friday.' }]);
	await writeFile(join(home.vault, NOTE), `${before}\nMy own line.\n`);
	await run('apply', '--plan', 'plan.json', '--yes');
	expect(await note()).toContain('My own line.');
	expect(await note()).toContain('Called on Friday.');
	await run('undo');
	expect(await note()).toBe(`${before}\nMy own line.\n`);
});

test('a note that is deleted after the command ended stays deleted', async () => {
	await planned([{ type: 'create', path: 'Inbox/Call Ana.md', text: 'Ask about the schedule.\n' }]);
	await run('apply', '--plan', 'plan.json', '--yes');
	await rm(join(home.vault, 'Inbox/Call Ana.md'));
	expect((await run('log')).code).toBe(0);
	await expect(readFile(join(home.vault, 'Inbox/Call Ana.md'))).rejects.toThrow('ENOENT');
});

test('a name that no disk takes is refused at the gate, with the rule, before any note of the plan is written', async () => {
	await planned([
		{ type: 'create', path: `Inbox/${'x'.repeat(260)}.md`, text: 'never' },
		{ type: 'create', path: 'Inbox/Call Ana.md', text: 'Ask about the schedule.\n' },
	]);
	const applied = await run('apply', '--plan', 'plan.json', '--yes');
	expect(applied.code).toBe(1);
	expect(applied.error).toContain('a name is too long');
	await expect(readFile(join(home.vault, 'Inbox/Call Ana.md'))).rejects.toThrow('ENOENT');
	expect(await run('log')).toMatchObject({ code: 0, error: '' });
});

test('characters that cannot be seen are shown in the diff', async () => {
	await writeFile(join(home.path, 'changes.json'), JSON.stringify([{ type: 'append', path: NOTE, text: 'a\u202Eb\u001b[31m' }]));
	const { out } = await run('plan', '--changes', 'changes.json');
	expect(out).toContain('a\\u{202e}b\\u{1b}[31m');
});

test.each([
	['an edited plan', async () => {
		await planned([{ type: 'append', path: NOTE, text: 'Called.' }]);
		const file = join(home.path, 'plan.json');
		await writeFile(file, (await readFile(file, 'utf8')).replaceAll('Called.', 'Paid €10,000.'));
		return run('apply', '--plan', 'plan.json', '--yes');
	}, /edited since it was written/],
	['nobody to say yes', async () => {
		await planned([{ type: 'append', path: NOTE, text: 'Called.' }]);
		return run('apply', '--plan', 'plan.json');
	}, /Nobody is there to say yes/],
	['a plan that would be written over', async () => {
		await planned([{ type: 'append', path: NOTE, text: 'Called.' }]);
		return run('plan', '--changes', 'changes.json', '--out', 'plan.json');
	}, /plan\.json exists already/],
	['a plan without a folder to lie in', async () => {
		await planned([{ type: 'append', path: NOTE, text: 'Called.' }]);
		return run('plan', '--changes', 'changes.json', '--out', 'none/plan.json');
	}, /folder of .*none.plan\.json does not exist/],
	['no such plan', () => run('apply', '--plan', 'none.json', '--yes'), /cannot be read/],
	['nothing to undo', () => run('undo'), /nothing to undo/],
	['a change outside the vault', async () => {
		await writeFile(join(home.path, 'changes.json'), JSON.stringify([{ type: 'create', path: '../evil.md', text: 'x' }]));
		return run('plan', '--changes', 'changes.json');
	}, /Change 1: .*not a path in this vault/],
	['a quote that is not there', async () => {
		await writeFile(join(home.path, 'changes.json'), JSON.stringify([{ type: 'replace', path: NOTE, target: { quote: 'No such words' }, text: 'x' }]));
		return run('plan', '--changes', 'changes.json');
	}, /No such words|not found|does not/],
] as [string, () => Promise<{ code: number; error: string }>, RegExp][])('%s is refused, and the note is as it was', async (_name, attempt, said) => {
	const ended = await attempt();
	expect(ended.code).not.toBe(0);
	expect(ended.error).toMatch(said);
	expect(ended.error).not.toMatch(/\n\s+at /);
	expect(await note()).toBe(before);
});
