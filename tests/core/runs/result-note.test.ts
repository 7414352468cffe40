/** Given any question, when its answer is saved, then the note has a legal name, a readable title, and loses no word. */
import fc from 'fast-check';
import { readNote } from '../../../src/core/lib/markdown';
import { asVaultPath } from '../../../src/core/lib/vault-path';
import { printResultNote, printResultSection, resultName, type RunToSave } from '../../../src/core/runs/result-note';

const run = (question: string): RunToSave => ({
	runId: '01M820CDRS5ZVHK73KG9ANCHGK', question, agent: 'Praxis', model: 'extractive', at: '2026-01-02T03:04:05.000Z',
	answer: { outcome: 'unknown', text: 'Your notes do not seem to say.', citations: [], missing: [], searched: '', resolve: '' },
});
/** What most disks take for one name, less ".md" and a number that tells two notes apart. */
const MOST_BYTES = 255 - '.md'.length - ' 100'.length;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

test('the name of a note fits on a disk, whatever was asked', () => {
	const question = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('🙂'.repeat(90), '漢'.repeat(90), '👩‍👩‍👧‍👦'.repeat(40), '...', 'e\u0301'.repeat(90), 'a/b\\c:d\u202Etxt.exe'));
	fc.assert(
		fc.property(question, (text) => {
			const name = resultName(text, '2026-01-02');
			expect(bytes(name)).toBeLessThanOrEqual(MOST_BYTES);
			expect(asVaultPath(`${name}.md`)).not.toBeNull();
			expect(name).toBe(name.normalize('NFC'));
			// Nothing that links, Windows or a reader of the name would stumble over.
			expect(name).not.toMatch(/[\\/:*?"<>|#^[\]]|[\u202A-\u202E\u2066-\u2069]|[. \u200D]$/u);
		}),
	);
});

test('a question as long as a page has a short title, and is kept whole below it', () => {
	const question = `When was the pump bought? ${'It stands in the garden. '.repeat(4000)}`.trim();
	for (const text of [printResultNote(run(question), []), printResultSection(run(question), [])]) {
		expect(readNote('a.md', text).headings[0]?.text.length).toBeLessThanOrEqual(201);
		expect(text).toContain(question);
	}
});

test('a question cannot hide the answer below it, nor pass for one of its footnotes', () => {
	const text = printResultNote(run('Why %% and <!-- and [^1]?'), []);
	expect(text).not.toMatch(/%%|(?:^|[^\\])<!--|\[\^1\]/);
	expect(readNote('a.md', text).blocks.map(({ kind }) => kind)).toEqual(['paragraph']);
});

test('an answer that is added to a note links the goal that its run served, and nothing where it served none', () => {
	const { answer, ...rest } = run('When?');
	const served = printResultSection({ ...rest, answer: { ...answer, goal: { how: 'inferred', from: 'run', title: 'Map', path: 'Telos/Map.md' } } }, []);
	expect(readNote('a.md', served).links.map(({ target }) => target)).toEqual(['Telos/Map']);
	expect(printResultSection({ ...rest, answer: { ...answer, goal: { how: 'none', title: '', path: '' } } }, [])).toBe(printResultSection(run('When?'), []));
});
