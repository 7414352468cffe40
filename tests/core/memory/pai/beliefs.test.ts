/** Given beliefs, of the person or from an import, when they are endorsed and doubted, then PAI's deltas move them, and only what is theirs is told. */
import fc from 'fast-check';
import { vaultPath } from '../../../../src/core/lib/vault-path';
import { EVIDENCE_DELTAS, movedBy, printOpinion, readOpinions, withEvidence, withOpinions, type EvidenceKind } from '../../../../src/core/memory/pai/pai-opinions';
import { printRelation, readRelations, relationOf } from '../../../../src/core/memory/pai/pai-relations';
import { CLAIMS } from '../../../support/claim-notes';
import { learningWorld, type LearningWorld } from '../../../support/learning-world';

let world: LearningWorld;
afterEach(() => world.app.close());
const open = async (files = {}): Promise<LearningWorld> => (world = await learningWorld(files));
const THEIRS = 'Praxis/Imports/PAI/USER/OPINIONS.md';
const IMPORTED = [{ path: 'USER/OPINIONS.md', text: '# Opinions\n\n## Work\n\n### Meetings are short\n**Confidence:** 0.80\n' }, { path: 'MEMORY/RELATIONSHIP/2026-02/2026-02-04.md', text: '- O(c=0.85) @User: prefers tea\n' }];
const bring = async (): Promise<void> => {
	const { plan } = await world.app.memory.pai.planImport(IMPORTED);
	await world.app.memory.pai.apply(plan);
};
const sure = async (): Promise<readonly string[]> => (await world.app.memory.beliefs.list()).map(({ statement, confidence, isTrusted }) => `${statement} ${confidence} ${isTrusted}`);

test('given a belief that is new, then endorsing begins it in a note of the person’s, and doubting moves it down; each leaves its row', async () => {
	await open();
	const { beliefs } = world.app.memory;
	expect(await beliefs.weigh('  # Short answers\nare better ', 'confirmation')).toMatchObject({ statement: 'Short answers are better', before: null, after: 0.6 });
	expect(await beliefs.weigh('short answers are better', 'contradiction', 'asked | for more')).toMatchObject({ before: 0.6, after: 0.4 });
	expect(await sure()).toEqual(['Short answers are better 0.4 true']);
	expect(world.text('Praxis/Opinions.md')).toBe('# Opinions\n\n### Short answers are better\n**Confidence:** 0.40\n\n| Evidence | What |\n| --- | --- |\n| Confirmation | said so on 2026-11-20 |\n| Contradiction | asked / for more |\n');
	await expect(beliefs.weigh('Unknown', 'counter')).rejects.toMatchObject({ code: 'missing-note' });
	await expect(beliefs.weigh(' # ', 'confirmation')).rejects.toMatchObject({ code: 'bad-input' });
});

test('given imported beliefs, then they are told as known only when accepted, and stay accepted when the person moves them', async () => {
	await open({ 'Private/Opinions.md': '### canary-7141\n' });
	await bring();
	const { beliefs } = world.app.memory;
	expect(await sure()).toEqual(['Meetings are short 0.8 false']);
	const known = async (): Promise<string> => world.text(await world.app.memory.keepKnown());
	expect(await known()).toContain('1 belief is private, or came with an import and waits for your yes.');
	expect(await known()).not.toContain('Meetings are short');
	await beliefs.weigh('Meetings are short', 'supporting');
	expect(await sure()).toEqual(['Meetings are short 0.82 false']);
	await world.app.guard.accept(vaultPath(THEIRS));
	await beliefs.weigh('Meetings are short', 'confirmation');
	expect(await sure()).toEqual(['Meetings are short 0.92 true']);
	expect(await known()).toContain('## What you believe, and how sure you are\n\n- Meetings are short (92 %; [[Praxis/Imports/PAI/USER/OPINIONS]])\n');
});

test('given beliefs and claims of the person, then they go out beside what was imported, and come in again as they are', async () => {
	await open(CLAIMS);
	await bring();
	await world.app.memory.beliefs.weigh('Short answers are better', 'confirmation', 'said | twice');
	const { files } = await world.app.memory.pai.export();
	const opinions = files.find(({ path }) => path.endsWith('OPINIONS.md'))?.text ?? '';
	expect(opinions.startsWith(IMPORTED[0]?.text ?? '?')).toBe(true);
	expect(readOpinions(opinions).map(({ statement, confidence }) => [statement, confidence])).toEqual([['Meetings are short', 0.8], ['Short answers are better', 0.6]]);
	const relations = files.filter(({ path }) => path.startsWith('RELATIONSHIP/')).flatMap(({ text }) => readRelations(text));
	expect(relations.map(({ entity, text }) => `${entity}: ${text}`)).toEqual(expect.arrayContaining(['User: prefers tea', 'Anna Meyer: Anna lives in Lyon.']));
	expect(JSON.stringify(files)).not.toMatch(/coffee|barrel/);
	const there = files.map(({ path }) => path);
	await world.app.memory.pai.apply((await world.app.memory.pai.planImport(files)).plan);
	const again = (await world.app.memory.pai.export()).files;
	expect(again.map(({ path }) => path)).toEqual(there);
	expect(again).toEqual(files);
});

const words = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replace(/[\p{Cc}#|:@]/gu, ' ').replace(/\s+/g, ' ').trim()).filter((text) => text !== '');

test('a belief is read as it was written, and evidence moves only its own', () => {
	const kinds = fc.constantFrom(...(Object.keys(EVIDENCE_DELTAS) as EvidenceKind[]));
	fc.assert(
		fc.property(fc.uniqueArray(words, { minLength: 1, maxLength: 4, selector: (text) => text.toLowerCase() }), fc.array(fc.tuple(fc.nat(3), kinds, words), { maxLength: 6 }), (statements, moves) => {
			let text = `# Opinions\n${statements.map(printOpinion).join('')}`;
			const expected = new Map(statements.map((statement) => [statement, 0.5]));
			for (const [n, kind, said] of moves) {
				const statement = statements[n % statements.length] ?? '';
				text = withEvidence(text, { statement, kind, said });
				expected.set(statement, movedBy(expected.get(statement) ?? 0, kind));
			}
			expect(readOpinions(text).map(({ statement, confidence }) => [statement, confidence])).toEqual([...expected]);
			expect(readOpinions(text).reduce((sum, { evidence }) => sum + evidence.length, 0)).toBe(moves.length);
			// Out beside another file and in again: nothing twice, nothing lost.
			const out = withOpinions('# Other\n\n### Mine\n**Confidence:** 0.3', text);
			expect(readOpinions(out).slice(1)).toEqual(readOpinions(text).filter(({ statement }) => statement.toLowerCase() !== 'mine').map((one) => expect.objectContaining({ statement: one.statement, confidence: one.confidence, evidence: one.evidence }) as unknown));
			expect(withOpinions(out, text)).toBe(out);
		}),
		{ numRuns: 500 },
	);
});

test('a claim goes out as the relation that is read of it', () => {
	fc.assert(
		fc.property(words, fc.oneof(words, fc.constant('')), fc.constantFrom('fact', 'event', 'opinion', 'preference', 'decision'), fc.integer({ min: 0, max: 100 }), (text, subject, type, percent) => {
			const relation = relationOf({ type: type as 'fact', subject, confidence: percent / 100, text, recorded: '2026-11-20' });
			const { recorded: _day, ...same } = relation;
			expect(readRelations(`# Notes\n${printRelation(relation)}\n`)).toEqual([{ ...same, line: 2 }]);
		}),
		{ numRuns: 500 },
	);
});
