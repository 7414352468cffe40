/** Items that are notes of their own go out and come back, of every type, whatever their ids, titles and texts are. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ExportFormat } from '../../../src/core/telos/export';
import { ITEM_TYPES, type ItemType } from '../../../src/core/telos/item';
import { exported, graphOf, imported, meaning, type Notes } from '../../support/telos-vault';

const FORMATS: readonly ExportFormat[] = ['telos', 'pai', 'yaml', 'json'];
const RUNS = Number(process.env.RUNS ?? 25);

function note(properties: Readonly<Record<string, unknown>>, body = ''): string {
	return `---\n${stringify(properties, { lineWidth: 0 })}---\n${body}`;
}

/** Without the ids that the export gave: "type title" with the id where there was one. */
function kept(notes: Notes, ids: ReadonlySet<string>): { items: string[]; edges: string[] } {
	const { items, edges } = meaning(graphOf(notes));
	const plain = (text: string): string => text.replace(/(^| )([A-Z]{1,4}\d+) /g, (whole, before: string, id: string) => (ids.has(id) ? whole : `${before} `)).replace(/\[\[|\]\]/g, '');
	return { items: items.map(plain).sort(), edges: edges.map(plain).sort() };
}

function idsOf(notes: Notes): ReadonlySet<string> {
	return new Set(graphOf(notes).items().flatMap(({ id }) => id ?? []));
}

function expectKept(notes: Notes, format: ExportFormat): void {
	const ids = idsOf(notes);
	expect(kept(imported(exported(notes, format)), ids)).toEqual(kept(notes, ids));
}

describe.each(FORMATS)('as %s', (format) => {
	test('a decision, what it rests on, and predictions come back', () => {
		const vault = join(__dirname, '../../vault');
		const folder = (name: string): [string, string][] => readdirSync(join(vault, name)).map((file) => [`Telos/${file}`, readFileSync(join(vault, name, file), 'utf8')]);
		const wanted = ['A fixed price for phase two.md', 'Phase two takes forty days.md', 'PREDICTIONS.md'];
		const notes = new Map([...folder('Telos'), ...[...folder('Projects/Sousa'), ...folder('Journal')].filter(([path]) => wanted.some((name) => path === `Telos/${name}`))]);
		const ids = idsOf(notes);
		const before = kept(notes, ids);
		const after = kept(imported(exported(notes, format)), ids);
		expect(before.items.filter((item) => /^(?:bet|assumption|prediction)/.test(item))).toHaveLength(7);
		expect(after.items).toEqual(before.items);
		// Edges to ordinary notes lead nowhere where only the export is.
		const within = (edges: readonly string[]): string[] => [...new Set(edges.filter((edge) => !edge.includes('.md')))];
		expect(within(after.edges)).toEqual(within(before.edges));
	});

	test.each(ITEM_TYPES)('a note of type %s comes back, with an id, without one, and with one of its own making', (type) => {
		const notes = new Map([
			['Telos/Swim far.md', note({ telos: type, status: 'active', due: '2026-12-31' }, 'Words.\n')],
			['Telos/Bare.md', note({ telos: type })],
			['Telos/My words.md', note({ telos: type, id: 'my-own id', supports: ['[[Swim far]]'] }, 'Words.\n')],
			['Telos/Odd prefix.md', note({ telos: type, id: 'X9', related: ['[[Bare]]'] })],
			['Telos/Other prefix.md', note({ telos: type, id: type === 'goal' ? 'M4' : 'G4', 'rests-on': ['[[My words]]'] })],
		]);
		expectKept(notes, format);
	});

	test.each<[string, ItemType, Readonly<Record<string, unknown>>, string]>([
		['a title that begins with an id', 'movie', { title: 'K2: Siren of the Himalayas' }, ''],
		['a title that begins with a year', 'movie', { title: '2001: A Space Odyssey' }, ''],
		['a title like a prediction', 'book', { title: 'Dune by Herbert (90%)' }, ''],
		['a title that is a link', 'idea', { title: '[[The lake]]' }, ''],
		['a text with entries in it', 'goal', { id: 'G1' }, 'First:\n- G7: not an item\n  - M8: nor this\n\n### S3: nor this\n---\nEnd.\n'],
		['a text with code that never ends', 'goal', { id: 'G1' }, '```\ncode\n'],
		['a file name unlike its title', 'bet', { title: 'Charge by the day' }, ''],
		['a key in the text that names a type', 'belief', { id: 'B1' }, 'Words.\n**Note:** **bold**\n'],
	])('%s does no harm', (_, type, properties, body) => {
		expectKept(new Map([
			['Telos/One.md', note({ telos: type, ...properties }, body)],
			['Telos/Swim far.md', note({ telos: 'goal', id: 'G2', related: ['[[One]]'] }, 'Words.\n')],
			['Telos/Zero.md', note({ telos: 'assumption', 'rests-on': ['[[Swim far]]'] }, 'Words.\n')],
		]), format);
	});

	test('two notes with one id come back as two', () => {
		expectKept(new Map([
			['Telos/One.md', note({ telos: 'metric', id: 'K4' })],
			['Telos/Two.md', note({ telos: 'metric', id: 'K4' })],
			['Telos/Three.md', note({ telos: 'goal', id: 'G1', metric: ['[[Two]]'] })],
		]), format);
	});

	test('any notes come back', () => {
		const id = fc.option(fc.oneof(fc.constantFrom('G0', 'G1', 'M0', 'K3', 'TR+1', 'STS2', 'ZZ7', 'plan', '7')), { nil: undefined });
		const line = fc.constantFrom('Words.', '', '- G5: five', '  - **M1**: one', '## Log', '- 2026-10-31: 4.8', '---', '- [x] done ✅ 2026-01-31', '**Status:** done', '`code`', '| a | b |', '> quote');
		const item = fc.record({ type: fc.constantFrom(...ITEM_TYPES), id, body: fc.array(line, { maxLength: 5 }), to: fc.nat(5), status: fc.constantFrom(undefined, 'active', 'done') });
		fc.assert(fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
			const used = new Set<string>();
			expectKept(new Map(items.map(({ type, id: typed, body, to, status }, i) => {
				const own = typed === undefined || used.has(typed) ? {} : { id: typed };
				used.add(typed ?? '');
				const edge = to < items.length && to !== i ? { related: [`[[Item ${to}]]`] } : {};
				return [`Telos/Item ${i}.md`, note({ telos: type, ...own, ...(status === undefined ? {} : { status }), ...edge }, `${body.join('\n')}\n`)];
			})), format);
		}), { numRuns: RUNS });
	});
});
