/** Import and export: nothing is lost in any form, and what is broken is told. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNote } from '../../../src/core/lib/markdown';
import { exportTelos } from '../../../src/core/telos/export';
import { importTelos } from '../../../src/core/telos/import';
import { generatedTelos } from '../../support/telos-files';
import { exported, graphOf, imported, meaning } from '../../support/telos-vault';

const RUNS = Number(process.env.RUNS ?? 80);

test('a file of any form comes back byte for byte, and its graph with it', () => {
	fc.assert(fc.property(fc.nat(1_000_000), (seed) => {
		const file = generatedTelos(seed);
		const notes = imported([file]);
		const out = exported(notes, file.path === 'TELOS.md' ? 'telos' : 'pai');
		expect(out).toEqual([file]);
		const asTheyStand = meaning(graphOf(new Map([[`Telos/${file.path}`, file.text]])));
		expect(meaning(graphOf(notes))).toEqual(asTheyStand);
		expect(meaning(graphOf(imported(out)))).toEqual(asTheyStand);
	}), { numRuns: RUNS });
});

test.each(['yaml', 'json'] as const)('%s holds the notes themselves', (format) => {
	fc.assert(fc.property(fc.nat(1_000_000), (seed) => {
		const notes = imported([generatedTelos(seed)], '');
		const again = imported(exported(notes, format), '');
		expect([...again].sort()).toEqual([...notes].sort());
	}), { numRuns: Math.ceil(RUNS / 5) });
});

describe('notes written in Praxis', () => {
	const folder = join(__dirname, '../../vault/Telos');
	const notes = new Map(readdirSync(folder).map((name) => [`Telos/${name}`, readFileSync(join(folder, name), 'utf8')]));
	const before = meaning(graphOf(notes));
	const strip = (edges: readonly string[]): string[] => [...new Set(edges)].sort();

	test.each(['telos', 'pai'] as const)('go out as %s and come back with the same items and edges', (format) => {
		const { files } = exportTelos(graphOf(notes), notes, format);
		const after = meaning(graphOf(imported(files)));
		expect(after.items).toEqual(before.items);
		expect(strip(after.edges.filter((edge) => !edge.includes('.md')))).toEqual(strip(before.edges.filter((edge) => !edge.includes('.md'))));
	});

	test('get their mapping tables made from the links', () => {
		const some = new Map([...notes].filter(([path]) => !path.endsWith('GOALS.md')));
		const goals = exported(some, 'pai').find(({ path }) => path === 'GOALS.md')?.text ?? '';
		expect(goals).toContain('## Goal → Mission Mapping\n\n| Goal | Mission | Status |\n|---|---|---|\n| G5 | M1 | active |');
		expect(goals).toContain('### G2: Six months of runway\n**Status:** active\n**Supports:** M0\n**Blocked By:** C0\n');
	});
});

test('an imported item is a note with its edges as links; the outline keeps the rest word for word', () => {
	const notes = imported([
		{ path: 'GOALS.md', text: '# Goals\n\nMy own words.\n\n### G0: [Swim / far]\n**Status:** Active\n**Supports:** M0, M9\n- [ ] goggles\n\n*Review weekly.*\n' },
		{ path: 'MISSION.md', text: '# Mission\n### M0: Live\n' },
	]);
	expect(Object.fromEntries(notes)).toEqual({
		'Telos/Swim far.md': '---\ntelos: goal\nid: G0\ntitle: "[Swim / far]"\nstatus: Active\nsupports:\n  - "[[Live]]"\n  - M9\n---\n- [ ] goggles\n\n*Review weekly.*\n',
		'Telos/GOALS.md': '---\ntelos: outline\n---\n# Goals\n\nMy own words.\n\n### G0: [[Swim far]]\n',
		'Telos/Live.md': '---\ntelos: mission\nid: M0\n---\n',
		'Telos/MISSION.md': '---\ntelos: outline\n---\n# Mission\n### M0: [[Live]]\n',
	});
});

test('what was changed in a note since goes out, in the place it came from', () => {
	const notes = imported([{ path: 'GOALS.md', text: '# Goals\n\n### G0: Swim\n**Status:** Active\n\n---\n\nThe end.\n' }]);
	notes.set('Telos/Swim.md', '---\ntelos: goal\nid: G0\nstatus: done\nsupports: "[[Live]]"\n---\nIn the lake.\n');
	notes.set('Telos/Live.md', '---\ntelos: mission\nid: M0\n---\nBe here.\n');
	expect(exported(notes, 'pai')).toEqual([
		{ path: 'GOALS.md', text: '# Goals\n\n### G0: Swim\n**Status:** done\n**Supports:** M0\nIn the lake.\n\n---\n\nThe end.\n' },
		{ path: 'MISSION.md', text: '# Mission\n\n## Missions\n\n### M0: Live\nBe here.\n' },
	]);
});

test('ids that are there twice stay in the outline, and are told', () => {
	const text = '# TELOS\n## METRICS\n- K4: one\n- K5: two\n- K4: three\n';
	const notes = imported([{ path: 'TELOS.md', text }]);
	expect([...notes.keys()]).toEqual(['Telos/two.md', 'Telos/TELOS.md']);
	expect(graphOf(notes).view.problems).toEqual([{ path: 'Telos/TELOS.md', line: 8, message: '"K4" is also “one” (Telos/TELOS.md:6).' }]);
});

test('the list layout keeps a file as it is', () => {
	const { changes, items } = importTelos([{ path: 'GOALS.md', text: '# Goals\n### G0: Swim\n' }], { folder: '', layout: 'lists' });
	expect({ changes, items }).toEqual({ changes: [{ type: 'create', path: 'GOALS.md', text: '# Goals\n### G0: Swim\n', ifExists: 'new-name' }], items: 1 });
});

test('names that the vault has are not used again, in any case', () => {
	const { changes } = importTelos([{ path: 'GOALS.md', text: '### G0: Swim\n### G1: SWIM\n### G2: ...\n' }], { folder: 'T', taken: ['swim'] });
	expect(changes.map(({ path }) => path)).toEqual(['T/Swim 2.md', 'T/SWIM 3.md', 'T/G2.md', 'T/GOALS.md']);
});

test('items of another program become notes; files that are broken, hidden or foreign are told', () => {
	const bad = [{ path: 'a.json', text: '{' }, { path: 'b.yaml', text: '[1]' }, { path: 'c.exe', text: '' }, { path: 'd.json', text: '{"notes": [{"path": "../out.md", "text": "x"}, {"path": ".obsidian/app.md", "text": "x"}]}' }];
	const { changes, problems } = importTelos([{ path: 'telos.yaml', text: 'items:\n  - {type: goal, title: Swim, id: G1, supports: [M0]}\n  - {type: gaol, title: No}\n' }, ...bad], { folder: 'T' });
	expect(changes).toEqual([{ type: 'create', path: 'T/Swim.md', text: '---\ntelos: goal\nid: G1\nsupports:\n  - M0\n---\n', ifExists: 'new-name' }]);
	expect(problems.map(({ path }) => path).sort()).toEqual(['T/../out.md', 'T/.obsidian/app.md', 'a.json', 'b.yaml', 'c.exe', 'telos.yaml'].sort());
	expect(readNote('Swim.md', '').problems).toEqual([]);
});
