/** People and pieces of work on the command line, each as a process of its own on a copy of the demo vault. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { praxis, temporaryFolder, type Ended } from '../support/command-line';

jest.setTimeout(180_000);

let home: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
});
afterAll(() => home.remove());

const run = (...words: string[]): Promise<Ended> => praxis([...words, '--vault', home.vault], home.path);

test('given the demo vault, when somebody is asked for and to be met, then each line has its place, and of a stranger nothing is known', async () => {
	const [known, brief, nobody, unclear] = await Promise.all([run('people', 'Ana Figueiredo'), run('prepare', 'Ana Figueiredo', '--when', 'Friday', '--save'), run('prepare', 'Zoe Nobody'), run('people', 'Hollerbach')]);
	expect(known).toMatchObject({ code: 0, error: '' });
	expect(known.out).toContain('Ask Ana about 16–17 December');
	expect(brief.out).toMatch(/^Prepare me for a meeting with Ana Figueiredo, Friday\n[^]*## Open[^]*\[\d+\] Journal\/2026-11-20\.md:8\n[^]*Saved to Praxis\/Results\//);
	expect(nobody).toMatchObject({ code: 0 });
	expect(nobody.out).toContain('Your notes say nothing about Zoe Nobody.');
	expect(unclear.code).toBe(1);
	expect(unclear.error).toContain('Matthias Hollerbach, Renate Hollerbach');
});

test('given a piece of work, when it is begun, ticked and shown, then only words that stand in a note count; it goes out and in again as it is', async () => {
	const begun = await run('work', 'start', 'Get the pump going', '--criterion', 'The pump turns', '--anti', 'The plot is dry');
	const path = begun.out.replace('Started: ', '').trim();
	const refused = await run('work', 'tick', path, 'ISC-1', '--quote', 'The pump turns like never before', '--source', 'Garden/Plot 14.md');
	expect(refused).toMatchObject({ code: 2 });
	expect(refused.error).toContain('does not say');
	const quote = /^[^\n#\-[|>]{40,}/m.exec(readFileSync(join(home.vault, 'Garden/Plot 14.md'), 'utf8').replace(/^---[^]*?---\n/, ''))?.[0]?.slice(0, 40).trimEnd() ?? '';
	const ticked = await run('work', 'tick', path, 'ISC-1', '--quote', quote.slice(0, quote.lastIndexOf(' ')), '--source', 'Garden/Plot 14.md');
	expect(ticked.out).toContain('[x] ISC-1: The pump turns  (verified)');
	expect((await run('work')).out).toMatch(/^observe {3}1\/2 {4}Get the pump going/);
	const out = join(home.path, 'out');
	mkdirSync(out);
	await run('work', 'export', out);
	const [slug = ''] = readdirSync(join(out, 'MEMORY/WORK'));
	const file = join(out, 'MEMORY/WORK', slug, 'PRD.md');
	expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(home.vault, path), 'utf8'));
	const other = join(home.path, 'other');
	mkdirSync(other);
	writeFileSync(join(other, 'x.md'), 'x\n');
	const taken = await praxis(['work', 'import', out, '--yes', '--vault', other], home.path);
	expect(taken).toMatchObject({ code: 0 });
	expect(readFileSync(join(other, 'Praxis/Work', slug, 'PRD.md'), 'utf8')).toBe(readFileSync(file, 'utf8'));
});

test('given a meeting, when claims are proposed, then none is kept before --yes; wrong words are told', async () => {
	writeFileSync(join(home.vault, 'Meetings/2026-11-21 Board.md'), '- We decided to open the shop in May. ^open\n');
	const shown = await run('propose', 'Meetings/2026-11-21 Board.md');
	expect(shown.out).toContain('- [decision] We decided to open the shop in May.');
	expect(shown.out).toContain('Nothing was kept.');
	const kept = await run('propose', 'Meetings/2026-11-21 Board.md', '--yes');
	expect(kept.out).toContain('Remembered.');
	const wrong = await Promise.all([run('work', 'dance'), run('prepare'), run('work', 'tick', 'x', 'ISC-1'), run('people', '--save')]);
	expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
});
