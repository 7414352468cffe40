/** Given a Fabric library, when it comes into a vault and goes out again, then what was not edited is the same bytes. */
import fc from 'fast-check';
import { exportFabric, importFabric, type FabricImport, type SourceFile } from '../../../src/core/actions/fabric';
import { PatternShelf } from '../../../src/core/actions/pattern-shelf';
import { readPattern } from '../../../src/core/actions/read-pattern';
import { createChanges } from '../../../src/core/changes/changes';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const FILES: SourceFile[] = [
	{ path: 'patterns/summarize/system.md', text: '# IDENTITY\n\nYou sum up: {{guidelines}}.\n\n# INPUT\n\nINPUT:\n' },
	{ path: 'patterns/summarize/user.md', text: '' },
	{ path: 'patterns/summarize/README.md', text: 'About it.\n' },
	{ path: 'patterns/summarize/examples/one.md', text: 'An example.' },
	{ path: 'patterns/summarize/run.sh', text: 'rm -rf /' },
	{ path: 'patterns/odd/system.md', text: '---\nnot: ours\n---\r\nBody {{ unbalanced\r\nof mixed\nends' },
	{ path: 'patterns/empty/system.md', text: '' },
	{ path: 'patterns/empty/README.md', text: 'Of what did not come in.' },
	{ path: 'strategies/cot.json', text: '{\n    "description": "Think",\n    "prompt": "Step by step.\\n"\n}\n' },
	{ path: 'strategies/bad.json', text: '{' },
	{ path: 'contexts/me', text: 'I grow tomatoes.\r\n' },
	{ path: 'contexts/work.md', text: '---\nmine: true\n---\nAt work.' },
	{ path: 'sessions/talk.json', text: '[]' },
	{ path: 'pattern_descriptions.json', text: '{"patterns":[{"patternName":"summarize","description":"Sums up: well","tags":["SUMMARIZE","TO LEARN"]}]}' },
	{ path: '.env', text: 'KEY=secret' },
];
const ODD = '---\nnot: ours\n---\r\nBody {{ unbalanced\r\nof mixed\nends';

interface World {
	into(files: readonly SourceFile[], folder?: string): Promise<FabricImport>;
	out(): Promise<Map<string, string>>;
	readonly vault: ReturnType<typeof memoryHost>['vault'];
}

function world(): World {
	const { vault, store, now, newId, deviceId } = memoryHost({});
	const changes = createChanges({ vault, store, now, newId, deviceId });
	const all = async (): Promise<Map<string, string>> => new Map(await Promise.all((await vault.list()).map(async ({ path }) => [path as string, (await vault.read(path))?.text ?? ''] as const)));
	return {
		vault,
		async into(files, folder = 'Praxis') {
			const there = await all();
			const found = importFabric(files, { folder, existing: (path) => there.get(path) ?? null });
			await changes.apply(await changes.plan(found.changes, { limits: { notes: 5000, removals: 5000, removalShare: 1 } }));
			return found;
		},
		out: async () => new Map(exportFabric([...(await all())].map(([path, text]) => ({ path, text }))).map(({ path, text }) => [path, text])),
	};
}

test('given a library, then all that it holds comes in by its kind, and what is broken or runs is told or left', async () => {
	const { into, vault } = world();
	const { problems, patterns, strategies, contexts, sessions, kept } = await into(FILES);
	expect((await vault.list()).map(({ path }) => path as string).sort()).toEqual(['Praxis/Contexts/me.md', 'Praxis/Contexts/work.md', 'Praxis/Patterns/odd/system.md', 'Praxis/Patterns/summarize/README.md', 'Praxis/Patterns/summarize/examples/one.md', 'Praxis/Patterns/summarize/system.md', 'Praxis/Patterns/summarize/user.md', 'Praxis/Strategies/cot.md']);
	expect([patterns, strategies, contexts, sessions.map(({ name }) => name), kept]).toEqual([2, 1, 2, ['talk'], []]);
	expect(problems.map(({ path }) => path).sort()).toEqual(['patterns/empty/system.md', 'strategies/bad.json']);
	const text = (await vault.read(vaultPath('Praxis/Patterns/summarize/system.md')))?.text ?? '';
	expect(readPattern('Praxis/Patterns/summarize/system.md', text).pattern).toMatchObject({ name: 'summarize', description: 'Sums up: well', tags: ['summarize', 'to-learn'] });
});

test('given what came in, then it goes out byte for byte', async () => {
	const { into, out } = world();
	await into(FILES);
	const files = await out();
	const lost = ['patterns/empty/system.md', 'patterns/empty/README.md', 'patterns/summarize/run.sh', 'strategies/bad.json', 'sessions/talk.json', '.env', 'pattern_descriptions.json'];
	for (const { path, text } of FILES) expect([path, files.get(path)]).toEqual([path, lost.includes(path) && path !== 'pattern_descriptions.json' ? undefined : path === 'pattern_descriptions.json' ? files.get(path) : text]);
	expect(JSON.parse(files.get('pattern_descriptions.json') ?? '')).toEqual({ patterns: [{ patternName: 'summarize', description: 'Sums up: well', tags: ['summarize', 'to-learn'] }] });
});

const NAMES = fc.constantFrom('summarize', 'Über_uns', '要約', 'e\u0301tude', 'सार', 'c++ review', "what's new", 'v2.1', 'a-b', '_own', 'naïve & co', '📎 clip');
const LINES = fc.array(fc.constantFrom('---', '# IDENTITY and PURPOSE', 'INPUT:', '{{input}}', '{{ext:run:ls}}', '{{', '}}', '{{plugin:file:read:../../etc/passwd}}', '%% praxis: end %%', 'fabric: 00', 'name: value', '```', '\uFEFF', '   ', '', '…', '\u200b', '<!-- x -->'), { minLength: 1, maxLength: 12 });
const TEXT = fc.tuple(LINES, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), fc.boolean()).map(([lines, eol, isBom, ends]) => `${isBom ? '\uFEFF' : ''}x${lines.join(eol)}${ends ? eol : ''}`);
const ODD_PATTERN = fc.record({ name: NAMES, nested: fc.constantFrom('patterns/', 'patterns/group/', ''), text: TEXT, beside: fc.array(fc.tuple(fc.constantFrom('user.md', 'README.md', 'user_clean.md', 'docs/more.md', 'data.json'), fc.constantFrom('', 'INPUT:\n', '---\npraxis: chain\n---\n- x', '\uFEFFa\r\nb')), { maxLength: 3 }) });

test('given 300 odd patterns, then each can be run by its name, goes out as it came in, and so does its newer text', async () => {
	await fc.assert(
		fc.asyncProperty(fc.uniqueArray(ODD_PATTERN, { minLength: 1, maxLength: 5, selector: ({ name }) => name.normalize('NFC').toLowerCase() }), async (odd) => {
			const { into, out, vault } = world();
			const library = (added: string): SourceFile[] => odd.flatMap(({ name, nested, text, beside }) => [{ path: `${nested}${name}/system.md`, text: `${text}${added}` }, ...new Map(beside).entries()].map((file) => (Array.isArray(file) ? { path: `${nested}${name}/${file[0]}`, text: file[1] } : file)));
			expect((await into(library(''))).problems).toEqual([]);
			const check = async (added: string): Promise<void> => {
				const files = await out();
				for (const { path, text } of library(added)) expect([path, files.get(path.replace(/^(?:patterns\/)?(?:group\/)?/, 'patterns/'))]).toEqual([path, text]);
				const shelf = new PatternShelf({ vault, builtIns: [] });
				await shelf.ready();
				expect(shelf.list().map(({ name }) => name).sort()).toEqual(odd.map(({ name }) => name).sort());
			};
			await check('');
			const again = await into(library('\nNewer.'));
			expect(again.kept).toEqual([]);
			await check('\nNewer.');
			expect((await into(library('\nNewer.'))).changes).toEqual([]);
		}),
		{ numRuns: 100 },
	);
});

test('given a newer library, then an unedited pattern follows it with the properties that it was given, and an edited one is left', async () => {
	const { into, out, vault } = world();
	await into(FILES);
	const [edited, own] = [vaultPath('Praxis/Patterns/odd/system.md'), vaultPath('Praxis/Patterns/summarize/system.md')];
	await vault.process(edited, (text) => `${text}Mine.`);
	await vault.process(own, (text) => text.replace('description: "Sums up: well"', 'description: Mine\nmodel: fast # quick'));
	const newer = FILES.map((file) => (/system\.md$|contexts\/me/.test(file.path) && file.text !== '' ? { ...file, text: `${file.text}New.\r\n` } : file));
	const again = await into(newer);
	expect(again.kept).toEqual(['odd']);
	expect([...new Set(again.changes.map(({ path }) => path))]).toEqual([own, 'Praxis/Contexts/me.md']);
	expect((await vault.read(own))?.text).toContain('description: Mine\nmodel: fast # quick\n');
	const files = await out();
	expect(files.get('patterns/summarize/system.md')).toBe(`${FILES[0]?.text ?? ''}New.\r\n`);
	expect(files.get('patterns/odd/system.md')).toBe(`${ODD}Mine.`);
	expect(files.get('contexts/me')).toBe('I grow tomatoes.\r\nNew.\r\n');
	expect((await into(newer)).changes).toEqual([]);
});

test('given two patterns of one name, then the first counts and the other is told; given the folder of patterns or strategies itself, then it is one', async () => {
	const { into, vault } = world();
	const { problems, patterns, strategies } = await into([{ path: 'a/Sum/system.md', text: 'A' }, { path: 'b/sum/system.md', text: 'B' }, { path: 'cot.json', text: '{"description":"","prompt":"Think."}' }, { path: 'other.json', text: '{}' }], '');
	expect([patterns, strategies, problems.map(({ path }) => path)]).toEqual([1, 1, ['b/sum/system.md']]);
	expect((await vault.list()).map(({ path }) => path as string).sort()).toEqual(['Patterns/Sum/system.md', 'Strategies/cot.md']);
});

test.each(['a/b:c', 'trailing.', 'pipe|d', 'x'.repeat(101), 'a,b', '[[x]]'])('given the name %s, then it is told and nothing comes in', async (name) => {
	const { into } = world();
	const { patterns, problems } = await into([{ path: `patterns/${name}/system.md`, text: 'x' }]);
	expect([patterns, problems.length]).toEqual([0, 1]);
});

test('given a pattern of 231 kB, then it comes in and goes out whole', async () => {
	const { into, out } = world();
	const text = `# X\n${'{{ a line of a very long prompt\r\n'.repeat(7000)}`;
	expect(text.length).toBeGreaterThan(231_000);
	expect((await into([{ path: 'patterns/huge/system.md', text }])).patterns).toBe(1);
	expect((await out()).get('patterns/huge/system.md') === text).toBe(true);
});
