/** Given a Fabric library, when it comes in and goes out again, then what was not edited is the same bytes. */
import fc from 'fast-check';
import { exportFabric, importFabric, type SourceFile } from '../../../src/core/actions/fabric';
import { readPattern } from '../../../src/core/actions/read-pattern';

const FILES: SourceFile[] = [
	{ path: 'patterns/summarize/system.md', text: '# IDENTITY\n\nYou sum up: {{guidelines}}.\n\n# INPUT\n\nINPUT:\n' },
	{ path: 'patterns/summarize/user.md', text: '' },
	{ path: 'patterns/summarize/README.md', text: 'About it.\n' },
	{ path: 'patterns/odd/system.md', text: '---\nnot: ours\n---\r\nBody {{ unbalanced\r\n' },
	{ path: 'patterns/empty/system.md', text: '' },
	{ path: 'strategies/cot.json', text: '{"description": "Think", "prompt": "Step by step."}' },
	{ path: 'strategies/bad.json', text: '{' },
	{ path: 'pattern_descriptions.json', text: '{"patterns":[{"patternName":"summarize","description":"Sums up: well","tags":["SUMMARIZE","TO LEARN"]}]}' },
];
const into = (files: readonly SourceFile[], vault: ReadonlyMap<string, string> = new Map()): ReturnType<typeof importFabric> => importFabric(files, { folder: 'Praxis', existing: (path) => vault.get(path) ?? null });
const applied = (changes: ReturnType<typeof importFabric>['changes'], vault = new Map<string, string>()): Map<string, string> => {
	for (const change of changes) {
		if (change.type === 'create' || change.type === 'replace') vault.set(change.path, change.text);
		else throw new Error(`An import does not ${change.type}.`);
	}
	return vault;
};
const out = (vault: ReadonlyMap<string, string>): Map<string, string> => new Map(exportFabric([...vault].map(([path, text]) => ({ path, text }))).map(({ path, text }) => [path, text]));

test('given a library, then its patterns come with descriptions and tags, its strategies too, and what is broken is told', () => {
	const { changes, problems, patterns, strategies } = into(FILES);
	const vault = applied(changes);
	expect([...vault.keys()]).toEqual(['Praxis/Patterns/summarize/system.md', 'Praxis/Patterns/summarize/README.md', 'Praxis/Patterns/odd/system.md', 'Praxis/Strategies/cot.md']);
	expect([patterns, strategies]).toEqual([2, 1]);
	expect(problems.map(({ path }) => path)).toEqual(['patterns/empty/system.md', 'strategies/bad.json']);
	expect(readPattern('Praxis/Patterns/summarize/system.md', vault.get('Praxis/Patterns/summarize/system.md') ?? '').pattern).toMatchObject({ name: 'summarize', description: 'Sums up: well', tags: ['summarize', 'to-learn'] });
});

test('given what came in, then it goes out byte for byte', () => {
	const files = out(applied(into(FILES).changes));
	for (const path of ['patterns/summarize/system.md', 'patterns/odd/system.md']) expect(files.get(path)).toBe(FILES.find((file) => file.path === path)?.text);
	expect(JSON.parse(files.get('strategies/cot.json') ?? '')).toEqual({ description: 'Think', prompt: 'Step by step.' });
	expect(JSON.parse(files.get('pattern_descriptions.json') ?? '')).toEqual({ patterns: [{ patternName: 'summarize', description: 'Sums up: well', tags: ['summarize', 'to-learn'] }] });
});

test('given any text, then a pattern goes out as it came in', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('---', '\n', '\r\n', '{{x}}', '# H', 'é', '\uFEFF', ' ', 'a: b')), (parts) => {
			const text = `x${parts.join('')}`;
			expect(out(applied(into([{ path: 'patterns/p/system.md', text }]).changes)).get('patterns/p/system.md')).toBe(text);
		}),
	);
});

test('given a newer library, then an unedited pattern follows it and an edited one is left', () => {
	const vault = applied(into(FILES).changes);
	const newer = FILES.map((file) => (file.path.endsWith('system.md') && file.text !== '' ? { ...file, text: `${file.text}New.\n` } : file));
	vault.set('Praxis/Patterns/odd/system.md', `${vault.get('Praxis/Patterns/odd/system.md') ?? ''}Mine.`);
	const again = into(newer, vault);
	expect(again.kept).toEqual(['odd']);
	expect(again.changes.map(({ type, path }) => [type, path])).toEqual([['replace', 'Praxis/Patterns/summarize/system.md']]);
	expect(out(applied(again.changes, vault)).get('patterns/summarize/system.md')).toMatch(/New\.\n$/);
	expect(into(FILES, applied(into(FILES).changes)).changes).toEqual([]);
});
