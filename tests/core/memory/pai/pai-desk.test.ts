/** Given another assistant's memory, when it comes in and goes out, then no byte is lost, and nothing of it is believed. */
import fc from 'fast-check';
import { vaultPath } from '../../../../src/core/lib/vault-path';
import { fileOfNote, memoryPath, noteOfFile, paiKind, type PaiFile } from '../../../../src/core/memory/pai/pai-files';
import { readRatings } from '../../../../src/core/memory/learning/answer-rating';
import { readPaiRatings } from '../../../../src/core/memory/pai/pai-ratings';
import { learningWorld, UNKNOWN, type LearningWorld } from '../../../support/learning-world';
import { generatedPai, lostOf, paiRoundTrip } from '../../../support/pai-memory';

const FILES: readonly PaiFile[] = [
	{ path: 'MEMORY/LEARNING/SIGNALS/ratings.jsonl', text: '{"timestamp":"2026-02-04T13:28:01-08:00","rating":8,"session_id":"s1","source":"explicit","comment":"great"}\n{"rating":3,"source":"implicit","sentiment_summary":"upset","confidence":0.9,"new_field":[1]}\nnot json\n{"rating":11}\n\n{"timestamp":"x"}' },
	{ path: 'MEMORY/LEARNING/ALGORITHM/2026-02/2026-02-04-132801_LEARNING_low-rating-3.md', text: '---\ncapture_type: LEARNING\ntimestamp: 2026-02-04 13:28:01 PST\nrating: 3\nsource: explicit\nauto_captured: true\ntags: [low-rating, improvement-opportunity]\n---\n\n# Low Rating Captured: 3/10\n\n**Date:** 2026-02-04\n**Rating:** 3/10\n**Detection Method:** Explicit Rating\n**Feedback:** used npm instead of bun\n\n---\n\n## Context\n\nA context.\n' },
	{ path: 'MEMORY/LEARNING/SYSTEM/2026-02/no-head.md', text: '# Just words\r\nwith CRLF\r\n' },
	{ path: 'MEMORY/LEARNING/SYSTEM/2026-02/broken.md', text: '---\ncapture_type: [LEARNING\n---\nx' },
	{ path: 'MEMORY/LEARNING/SYNTHESIS/2026-02/weekly-patterns.md', text: '# Patterns\n' },
	{ path: 'MEMORY/LEARNING/FAILURES/2026-02/2026-02-04-132801_wrong-tool/CONTEXT.md', text: '# Context\n```\nfence\n````\n' },
	{ path: 'MEMORY/LEARNING/FAILURES/2026-02/2026-02-04-132801_wrong-tool/transcript.jsonl', text: '{"role":"user","content":"```` ticks"}\n' },
	{ path: 'MEMORY/LEARNING/FAILURES/2026-02/2026-02-04-132801_wrong-tool/sentiment.json', text: '{"rating": 2}' },
	{ path: 'MEMORY/LEARNING/REFLECTIONS/algorithm-reflections.jsonl', text: '' },
	{ path: 'MEMORY/RELATIONSHIP/2026-02/2026-02-04.md', text: '# Relationship Notes\n\n- W @Anna: works at a bank\n- B @Kai: helped with taxes\n- O(c=0.85) @User: prefers short answers\n- O(c=1.7) no\n* O(c=.4) likes tea\n- X other\n' },
	{ path: 'USER/OPINIONS.md', text: '# Opinions\n\n## Communication Opinions\n\n### Prefers short answers\n**Confidence:** 0.85\n\n| Evidence | What |\n|---|---|\n| Supporting | liked a short one |\n\n*Last updated: 2026-02-01*\n\n### No confidence told\n' },
	{ path: 'MEMORY/WORK/20260204_taxes/PRD.md', text: '---\ntask: Taxes\nslug: taxes\n---\n## Criteria\n- [ ] ISC-1: filed\n' },
	{ path: 'MEMORY/odd: name? 100%.md', text: '\uFEFFwith a mark' },
];
let world: LearningWorld;
afterEach(() => world.app.close());
const open = async (files = {}): Promise<LearningWorld> => (world = await learningWorld(files));
const imported = async (files: readonly PaiFile[] = FILES): ReturnType<typeof world.app.memory.pai.planImport> => {
	const found = await world.app.memory.pai.planImport(files);
	await world.app.memory.pai.apply(found.plan);
	return found;
};
const expected = (files: readonly PaiFile[]): readonly PaiFile[] => files.map(({ path, text }) => ({ path: memoryPath(path), text })).sort((a, b) => (a.path < b.path ? -1 : 1));

test('given every kind of file, then they go out as they came in, byte for byte, and what is wrong is told at its line', async () => {
	await open();
	const { found, problems, plan } = await imported();
	expect(found).toEqual({ ratings: 1, learning: 3, synthesis: 1, failure: 3, reflections: 1, relationship: 1, opinions: 1, work: 1, other: 1 });
	expect(problems.map(({ path, line }) => `${path.split('/').at(-1) ?? ''}:${line}`)).toEqual(['ratings.jsonl:3', 'ratings.jsonl:4', 'ratings.jsonl:6', 'no-head.md:1', 'broken.md:2']);
	expect(plan.notes).toHaveLength(FILES.length);
	expect((await world.app.memory.pai.export()).files).toEqual(expected(FILES));
});

test('given the same files again, then nothing changes; given a changed one, then only that', async () => {
	await open();
	await imported();
	expect(await world.app.memory.pai.planImport(FILES)).toMatchObject({ unchanged: FILES.length, plan: { notes: [] } });
	const changed = FILES.map((file, i) => (i === 0 ? { ...file, text: `${file.text}\r\n{"rating":5}\r\n` } : file));
	expect((await imported(changed)).plan.notes).toHaveLength(1);
	expect((await world.app.memory.pai.export()).files).toEqual(expected(changed));
});

test('given any names and texts, then a file is a note and the note the same file', () => {
	const names = fc.array(fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('LEARNING', 'WORK', '.hidden', 'a:b', 'x?', '%41', 'end.', 'CON')), { minLength: 1, maxLength: 3 }).map((parts) => parts.map((part) => part.replace(/[/\\]/g, '')).filter((part) => part !== '').join('/'));
	const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('```', '````\n', '\n', '\r\n', '---\npraxis: pai-file\n---\n', '\uFEFF')), { maxLength: 8 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(names, fc.constantFrom('.md', '.json', '.jsonl', '.yaml'), texts, (name, ending, text) => {
			const file = { path: memoryPath(`${name}${ending}`), text };
			const note = noteOfFile(file);
			// A Markdown file that says it is a wrapped one is read as such: nobody's but ours says so.
			if (!note || (ending === '.md' && text.startsWith('---\npraxis: pai-file'))) return;
			expect(fileOfNote(note.path, note.text)).toEqual(file);
		}),
		{ numRuns: 2_000 },
	);
});

test('given what was imported, then no note of it is trusted, here or on another device, until the person accepts it', async () => {
	await open();
	await imported();
	const paths = world.paths('Praxis/Imports');
	for (const path of paths) expect((await world.app.guard.guard.labelOf(vaultPath(path)))?.integrity).toBe('untrusted');
	const other = await learningWorld(world.host.vault.snapshot(), { deviceId: 'other' });
	for (const path of paths) expect((await other.app.guard.guard.labelOf(vaultPath(path)))?.integrity).toBe('untrusted');
	other.app.close();
	world.script(UNKNOWN, UNKNOWN);
	expect((await world.ask('Why npm instead of bun?')).answer.learned).toEqual({ used: [], leftOut: 1 });
	const learning = paths.find((path) => path.includes('low-rating-3')) ?? '';
	await world.app.guard.accept(vaultPath(learning));
	expect((await world.ask('Why npm instead of bun?')).answer.learned?.used).toEqual([{ kind: 'learning', path: learning, text: 'used npm instead of bun' }]);
});

test('given ratings and learnings of the person, then they go out beside what was imported, once, and come in again as they are', async () => {
	await open();
	await imported();
	world.script(UNKNOWN);
	const run = await world.ask('Where does Anna live?');
	await world.app.memory.learning.rate(run, { rating: 3, comment: "no, it's Lyon" });
	const { files } = await world.app.memory.pai.export();
	const ratings = files.find(({ path }) => path.endsWith('ratings.jsonl'))?.text ?? '';
	expect(ratings.startsWith(`${FILES[0]?.text ?? ''}\n`)).toBe(true);
	expect(JSON.parse(ratings.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ timestamp: '2026-11-20T14:03:05.000Z', rating: 3, session_id: run.runId, source: 'explicit', comment: "no, it's Lyon" });
	expect(files.find(({ path }) => path === 'LEARNING/ALGORITHM/2026-11/2026-11-20-140305_LEARNING_correction.md')?.text).toContain('\nrating: 3\nsource: explicit\n');
	await imported(files);
	expect((await world.app.memory.pai.export()).files).toEqual(files);
	expect((await world.app.memory.pai.ratings()).map(({ rating, comment, path }) => [rating, comment, path])).toEqual([[8, 'great', 'Praxis/Imports/PAI/LEARNING/SIGNALS/ratings.jsonl.md']]);
	const note = world.paths('Praxis/Learning/Ratings')[0] ?? '';
	expect(readRatings(note, world.text(note)).ratings).toHaveLength(1);
});

test('given a failure of the person’s, then it goes out as PAI’s failure files too, and comes in again as it is', async () => {
	await open();
	world.script(UNKNOWN);
	const run = await world.ask('Where does Anna live?');
	await world.app.memory.learning.rate({ ...run, steps: ['Searched “Anna” · 0 notes'] }, { rating: 2, comment: "no, it's Lyon" });
	const { files } = await world.app.memory.pai.export();
	const folder = 'LEARNING/FAILURES/2026-11/2026-11-20-140305_where-does-anna-live';
	const textOf = (name: string): string => files.find(({ path }) => path === `${folder}/${name}`)?.text ?? '';
	expect(textOf('CONTEXT.md')).toContain("> no, it's Lyon");
	expect(textOf('transcript.jsonl').split('\n').slice(0, 2).map((line) => (JSON.parse(line) as { role: string }).role)).toEqual(['user', 'assistant']);
	expect(JSON.parse(textOf('sentiment.json'))).toEqual({ timestamp: '2026-11-20T14:03:05.000Z', rating: 2, session_id: run.runId, source: 'explicit', comment: "no, it's Lyon" });
	expect(JSON.parse(textOf('tool-calls.json'))).toEqual(['Searched “Anna” · 0 notes']);
	await imported(files);
	expect((await world.app.memory.pai.export()).files).toEqual(files);
});

test('given a PRD that is no piece of work, then it is told; another is work of this vault at once', async () => {
	await open();
	const { problems } = await imported([{ path: 'MEMORY/WORK/a/PRD.md', text: '# Words only\n' }, { path: 'MEMORY/WORK/b/PRD.md', text: '---\ntask: Taxes\nslug: taxes\n---\n## Criteria\n- [ ] ISC-1: filed\n' }]);
	expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([expect.stringContaining('MEMORY/WORK/a/PRD.md It has neither')]);
	await world.app.memory.work.ready();
	expect(world.app.memory.work.list().map(({ task }) => task)).toEqual(['Taxes']);
});

test('given what is private, then it does not go out', async () => {
	await open({ 'Private/Health.md': 'canary-7141' });
	world.script({ tool_calls: [{ function: { name: 'read_note', arguments: { path: 'Private/Health.md' } } }] }, UNKNOWN);
	await world.app.memory.learning.rate(await world.ask('Who is the doctor?'), { rating: 2, comment: 'no, canary-7141' });
	const { files, privateLeftOut } = await world.app.memory.pai.export();
	expect(JSON.stringify(files)).not.toContain('canary-7141');
	expect(privateLeftOut).toBe(3);
});

test('given opinions and relations, then they are read, and evidence moves a confidence as PAI moves it', async () => {
	await open();
	await imported();
	const { pai } = world.app.memory;
	expect((await pai.relations()).map(({ kind, confidence, entity }) => `${kind} ${confidence ?? '-'} ${entity}`)).toEqual(['W - Anna', 'B - Kai', 'O 0.85 User', 'O - ', 'O 0.4 ']);
	const [opinion, bare] = await pai.opinions();
	expect([opinion, bare]).toMatchObject([{ statement: 'Prefers short answers', confidence: 0.85, category: 'communication', evidence: [{ kind: 'supporting', text: 'liked a short one' }] }, { confidence: 0.5 }]);
	if (!opinion) throw new Error('There is no opinion.');
	const { beliefs } = world.app.memory;
	await beliefs.weigh(opinion.statement, 'contradiction', 'asked for a | long one');
	expect(await pai.opinions()).toMatchObject([{ confidence: 0.65, evidence: [{}, { kind: 'contradiction', text: 'asked for a / long one' }] }, { confidence: 0.5 }]);
	if (bare) await beliefs.weigh(bare.statement, 'confirmation', 'yes');
	expect(await pai.opinions()).toMatchObject([{ confidence: 0.65 }, { confidence: 0.6, evidence: [{ kind: 'confirmation' }] }]);
});

test('given lines of ratings with missing and unknown fields, then each that has a rating is read', () => {
	expect(readPaiRatings('', FILES[0]?.text ?? '').ratings).toEqual([
		{ at: '2026-02-04T13:28:01-08:00', rating: 8, session: 's1', source: 'explicit', comment: 'great', preview: '', confidence: null },
		{ at: '', rating: 3, session: '', source: 'implicit', comment: 'upset', preview: '', confidence: 0.9 },
	]);
	expect(paiKind('/home/me/.claude/MEMORY/LEARNING/SIGNALS/ratings.jsonl')).toBe('ratings');
});

test('given memories of any shape, then after import, export, import and export no line and no byte is lost', async () => {
	await open();
	for (let seed = 1; seed <= 15; seed++) {
		const files = generatedPai(seed);
		const trip = await paiRoundTrip(files);
		expect({ seed, leftOut: trip.leftOut, ...lostOf(files, trip) }).toEqual({ seed, leftOut: 0, lines: 0, unequal: 0 });
	}
});
