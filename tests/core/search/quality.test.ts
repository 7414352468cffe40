/** The check of the search on one's own notes: questions with known answers, from which what would give them away was taken out. */
import fc from 'fast-check';
import { createApp, type App } from '../../../src/core/app';
import { readNote } from '../../../src/core/lib/markdown';
import { LinkIndex } from '../../../src/core/lib/links';
import { randomOf } from '../../../src/core/lib/random';
import { questionsOf, textWithout } from '../../../src/core/search/quality/questions';
import { qualityNote, qualitySentence } from '../../../src/core/search/quality/quality-note';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryFiles } from '../../support/memory-host';
import { someText } from '../../support/search-world';
import { vectorServer } from '../../support/vector-server';

const NOTES: MemoryFiles = {
	'Garden pump.md': '---\naliases: [Old Betsy, Wasserwerfer]\n---\n# Repair of spring\n\nThe seal was torn, so the pressure fell whenever somebody opened the second valve behind the greenhouse; a rubber ring from the hardware shop mended it for less than four euros.\n',
	'Journal.md': 'Today we mended [[Garden pump|the thirsty machine]] together.\n',
	'Lease contract.md': '# What ends when\n\nThe lease ends in June.\n',
	'Private/Doctor.md': '# Secret diagnosis here\n\nNothing.\n',
};
let app: App | null = null;
afterEach(() => app?.close());

async function open(files = NOTES, settings: Partial<Settings> = {}, http?: typeof fetch): Promise<App> {
	const host = memoryHost(files);
	app = createApp(http ? { ...host, http } : host, { ...DEFAULT_SETTINGS, privateFolders: ['Private'], ...settings });
	await app.index.rebuild();
	return app;
}

test('questions are made of link texts, headings, aliases, passages and titles, and never of private notes', async () => {
	const { quality } = await open();
	const { kinds, notes } = await quality.check();
	expect(notes).toBe(3);
	expect(kinds.map(({ kind, asked }) => [kind, asked])).toEqual([['link', 1], ['heading', 2], ['alias', 2], ['passage', 1], ['typo', 3], ['unfinished', 3]]);
	expect(JSON.stringify(kinds)).not.toMatch(/Doctor|diagnosis/);
	// An alias without its place in the note cannot be found in these words.
	expect(kinds.find(({ kind }) => kind === 'alias')?.misses.map(({ answer }) => answer)).toEqual(['Garden pump.md', 'Garden pump.md']);
	expect(kinds.find(({ kind }) => kind === 'typo')?.recall[10]).toBe(1);
});

test('no question is made of a name that counts what a machine wrote', async () => {
	const { quality } = await open({ 'Praxis/Memory/01KBN3W8Q2X7M4T9V6RZ5C0HJD.md': 'Anna lives in Lyon.\n', 'Garden pump.md': 'It is old.\n' });
	const { kinds } = await quality.check();
	expect(kinds.map(({ kind, asked }) => [kind, asked])).toEqual([['typo', 1], ['unfinished', 1]]);
});

test('the same seed asks the same, and the live index is as it was', async () => {
	const { quality, search } = await open();
	const before = await search('Betsy');
	const reports = [await quality.check({ seed: 5 }), await quality.check({ seed: 5 }), await quality.check({ seed: 6, perKind: 1 })];
	expect(reports[0]).toEqual(reports[1]);
	expect(reports[2]?.kinds.every(({ asked }) => asked === 1)).toBe(true);
	expect(await search('Betsy')).toEqual(before);
	expect(before).toHaveLength(1);
});

test('the report is a note with every miss as a link', async () => {
	const { quality } = await open();
	const report = await quality.check();
	const path = await quality.keep(report);
	expect(path).toMatch(/^Praxis\/Results\/Search quality \d{4}-\d\d-\d\d\.md$/);
	expect(await quality.keep(report)).toMatch(/ 2\.md$/);
	const text = qualityNote(report, { day: '2026-11-22', linkText: (to) => to.replace(/\.md$/, '') });
	expect(text).toContain('| Aliases | 2 | 0 % | 0 % | 0 % |');
	expect(text).toMatch(/- “Old Betsy” did not find \[\[Garden pump\]\]; (?:nothing was found|first was \[\[.+\]\])\./);
	expect(qualitySentence(report)).toMatch(/^[\d.]+ % of 12 questions found their note within 5\.$/);
});

test('an empty vault says what is missing, and a stopped check ends', async () => {
	await expect((await open({})).quality.check()).rejects.toMatchObject({ code: 'bad-input' });
	await expect((await open()).quality.check({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
});

test('given vectors, then a weight is proposed only when it is better on questions that did not choose it', async () => {
	const server = await vectorServer();
	try {
		const provider = { id: 'own', name: 'Own', baseUrl: `${server.url}/v1`, wire: 'openai-chat' as const, secret: '', models: [] };
		const { quality, vectors } = await open(NOTES, { providers: [provider], modelOrigins: [server.url], vectorModel: 'own/embed' }, (url, init) => fetch(url, init));
		await vectors.build();
		const { weight } = await quality.check();
		expect(weight).not.toBeNull();
		expect((weight?.scoreAfter ?? 0) >= (weight?.scoreBefore ?? 1)).toBe(true);
		expect(weight?.best === weight?.before).toBe(weight?.scoreAfter === weight?.scoreBefore);
		// Each question is embedded once, however many weights are tried.
		const single = server.asked.filter((texts) => texts.length === 1).map(([text]) => text);
		expect(new Set(single).size).toBe(single.length);
		// What was taken out of the copy was not embedded with it.
		expect(server.asked.flat().filter((text) => text.startsWith('Journal')).some((text) => !text.includes('thirsty'))).toBe(true);
	} finally {
		await server.close();
	}
});

test('every question has an answer, and what is taken out leaves the lines where they were', () => {
	fc.assert(
		fc.property(someText, fc.integer(), (text, seed) => {
			const note = readNote('folder/Garden pump.md', text);
			const items = questionsOf({ path: note.path, text, note }, { links: new LinkIndex(), random: randomOf(seed), sameTitle: () => [note.path] });
			for (const { answers, text: asked } of items) expect([answers.length > 0, asked.trim() !== '']).toEqual([true, true]);
			const spans = items.flatMap(({ without }) => without?.span ?? []);
			expect(textWithout(text, spans).split('\n')).toHaveLength(text.split('\n').length);
		}),
	);
});
