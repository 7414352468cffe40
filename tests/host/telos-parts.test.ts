/** The pure parts of the TELOS view: places in the tree, rows, filters, the map's scope and layout, titles, code block options. */
import fc from 'fast-check';
import { readBlock, itemsNamed, metricBlock } from '../../src/obsidian/telos/block-options';
import { plainText } from '../../src/obsidian/telos/item-names';
import { BOX_HEIGHT, BOX_WIDTH, layoutMap, rising } from '../../src/obsidian/telos/map-layout';
import { MOST_BOXES, pathThrough, scopeOf } from '../../src/obsidian/telos/map-scope';
import { titleLines } from '../../src/obsidian/telos/map-text';
import { pointsOf } from '../../src/obsidian/telos/sparkline';
import { dayText, sinceText } from '../../src/obsidian/telos/telos-dates';
import { placesOf, placesUnder, type Place } from '../../src/obsidian/telos/tree-places';
import { keepsOf, NO_FILTER, rowsOf, waysTo, type TreeRow } from '../../src/obsidian/telos/tree-rows';
import { TypeAhead } from '../../src/obsidian/telos/type-ahead';
import { readViewState } from '../../src/obsidian/telos/view-state';
import { graphOf } from '../support/telos-vault';

const note = (type: string, over = ''): string => `---\ntelos: ${type}\n${over}---\nWords.\n`;
const nameOf = (place: Place): string => (place.kind === 'item' ? `${'  '.repeat(place.level - 1)}${place.item.title}${place.isRepeat ? ' again' : ''}` : `${place.group} ${place.count}`);
const drawn = (rows: readonly TreeRow[]): string[] => rows.map((row) => `${nameOf(row.place)}${row.hasChildren ? (row.isOpen ? ' -' : ' +') : ''}`);

const chain = graphOf({
	'P.md': note('problem'), 'M.md': note('mission', 'addresses: "[[P]]"\n'), 'G.md': note('goal', 'supports: "[[M]]"\nstatus: active\nowner: "[[Agents/Builder|The builder]]"\n'),
	'S.md': note('strategy', 'supports: ["[[G]]", "[[M]]"]\n'), 'Lost.md': note('project'), 'B.md': note('belief'), 'Done.md': note('goal', 'supports: "[[M]]"\nstatus: done\n'),
});

/** Random notes of random types that serve each other in any way, circles and themselves included. */
const graphs = fc.array(fc.record({ type: fc.constantFrom('problem', 'mission', 'goal', 'strategy', 'project', 'belief', 'bet'), serves: fc.array(fc.nat(11), { maxLength: 4 }) }), { minLength: 1, maxLength: 12 })
	.map((items) => graphOf(Object.fromEntries(items.map(({ type, serves }, index) => [`N${index}.md`, note(type, `supports: [${serves.map((other) => `"[[N${other}]]"`).join(', ')}]\n`)]))));

test('given a chain of purpose, then it is read from the problem down, others under plain headings, closed after open', () => {
	expect(placesOf(chain).map(nameOf)).toEqual(['P', '  M', '    G', '      S', '    Done', '    S again', 'unlinked 1', '  Lost', 'belief 1', '  B']);
});

test('given any graph, then each item has one first place, each place stands under one before it, and there are no more than items and edges', () => {
	fc.assert(fc.property(graphs, (graph) => {
		const places = placesOf(graph);
		const firsts = places.flatMap((place) => (place.kind === 'item' && !place.isRepeat ? [place.item.key] : []));
		expect([...firsts].sort()).toEqual(graph.items().map(({ key }) => key).sort());
		expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
		const steps = [...graph.view.above.values()].flat().length;
		expect(places.filter(({ kind }) => kind === 'item').length).toBeLessThanOrEqual(firsts.length + steps);
		places.forEach(({ parent, level }, index) => {
			expect(parent).toBeLessThan(index);
			expect(level).toBe(parent === -1 ? 1 : (places[parent]?.level ?? 0) + 1);
			// All between a place and what it stands under are below that as well.
			for (let at = parent + 1; at < index; at++) expect(places[at]?.level ?? 0).toBeGreaterThan(parent === -1 ? 0 : (places[parent]?.level ?? 0));
		});
	}));
});

test('given a chain of ten thousand goals, then it is placed', () => {
	const count = 10_000;
	const text = Array.from({ length: count }, (_none, index) => `### G${index}: Step ${index}\n${index === 0 ? '' : `**Supports:** G${index - 1}\n`}`).join('\n');
	const places = placesOf(graphOf({ 'GOALS.md': `# Goals\n\n## Active Goals\n\n${text}` }));
	expect(places.filter(({ kind }) => kind === 'item')).toHaveLength(count);
	expect(rowsOf(places, { toggled: new Map(), keeps: null }).length).toBeGreaterThan(0);
});

test('given rows, then what the person closed is not among them, and the way to an item opens what is above it', () => {
	const places = placesOf(chain);
	const closed = new Map([['>P.md', false]]);
	expect(drawn(rowsOf(places, { toggled: closed, keeps: null }))).toEqual(['P +', 'unlinked 1 -', '  Lost', 'belief 1 +']);
	expect(waysTo(places, 'S.md')).toEqual(['M.md>G.md', 'P.md>M.md', '>P.md']);
	const row = rowsOf(places, { toggled: new Map(), keeps: null }).find(({ place }) => place.id === 'M.md>Done.md');
	expect([row?.position, row?.setSize]).toEqual([2, 3]);
	expect(placesUnder(places, 'G.md').map(nameOf)).toEqual(['G', '  S']);
	expect(placesUnder(places, 'none')).toEqual([]);
});

test.each([
	['words of the title in any order', { text: 'lost' }, ['unlinked 1 -', '  Lost']],
	['a status in another case', { status: 'done' }, ['P -', '  M -', '    Done']],
	['an owner by name', { owner: 'The builder' }, ['P -', '  M -', '    G']],
	['nothing', { text: 'zebra' }, []],
])('given a filter for %s, then its rows are shown with what is above them', (_name, over, rows) => {
	const keeps = keepsOf({ ...NO_FILTER, ...over }, () => false);
	expect(drawn(rowsOf(placesOf(chain), { toggled: new Map(), keeps }))).toEqual(rows);
});

test('given a filter for what is open, then what is done is not asked for', () => {
	const keeps = keepsOf({ ...NO_FILTER, status: 'open' }, () => false);
	expect(chain.items().filter((item) => keeps?.(item) === false).map(({ title }) => title)).toEqual(['Done']);
});

test('given a filter for neglected items, then only those are asked for; without a filter nobody is', () => {
	expect(keepsOf(NO_FILTER, () => true)).toBeNull();
	const keeps = keepsOf({ ...NO_FILTER, status: 'neglected' }, ({ title }) => title === 'G');
	expect(chain.items().filter((item) => keeps?.(item)).map(({ title }) => title)).toEqual(['G']);
});

test('given any graph and filter, then every row is asked for or stands above one that is', () => {
	fc.assert(fc.property(graphs, fc.constantFrom('goal', 'mission', 'belief'), (graph, type) => {
		const rows = rowsOf(placesOf(graph), { toggled: new Map(), keeps: (item) => item.type === type });
		rows.forEach(({ place, isContext, hasChildren }, index) => {
			if (place.kind === 'item' && place.item.type === type) expect(isContext).toBe(false);
			else expect(hasChildren && (rows[index + 1]?.place.level ?? 0) > place.level).toBe(true);
		});
	}));
});

test('given any numbers, then the nearest rising ones rise, keep the sum, and rising numbers stay as they are', () => {
	fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 20 }), (values) => {
		const found = rising(values);
		found.forEach((value, index) => expect(value).toBeGreaterThanOrEqual(found[index - 1] ?? -Infinity));
		const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
		expect(sum(found)).toBeCloseTo(sum(values), 6);
		rising(found).forEach((value, index) => expect(value).toBeCloseTo(found[index] ?? NaN, 6));
	}));
});

test('given any graph, then no two boxes of the map lie over each other, all lie within it, and the same graph gives the same map', () => {
	fc.assert(fc.property(graphs, fc.integer({ min: 1, max: 5 }), (graph, fit) => {
		const { items, edges } = scopeOf(graph, { selected: null, keeps: null, isWhole: false });
		const map = layoutMap(items, edges, fit);
		expect(layoutMap(items, edges, fit)).toEqual(map);
		expect(map.boxes).toHaveLength(items.length);
		map.boxes.forEach((one, index) => {
			expect(one.x - BOX_WIDTH / 2).toBeGreaterThanOrEqual(0);
			expect(one.x + BOX_WIDTH / 2).toBeLessThanOrEqual(map.width);
			for (const other of map.boxes.slice(index + 1)) expect(Math.abs(one.x - other.x) >= BOX_WIDTH || Math.abs(one.y - other.y) >= BOX_HEIGHT).toBe(true);
		});
	}));
});

test('given a chain, then the map has problems at the top and what is done at the bottom', () => {
	const { items, edges } = scopeOf(chain, { selected: null, keeps: null, isWhole: false });
	const at = new Map(layoutMap(items, edges, 3).boxes.map(({ item, y }) => [item.title, y]));
	expect((at.get('P') ?? 0) < (at.get('M') ?? 0) && (at.get('M') ?? 0) < (at.get('G') ?? 0) && (at.get('G') ?? 0) < (at.get('S') ?? 0)).toBe(true);
	expect([...pathThrough(edges, 'G.md')].sort()).toEqual(['G.md', 'M.md', 'P.md', 'S.md']);
});

test('given two hundred items, then the map draws those around the selected one, says how many are hidden, and draws all when asked', () => {
	const notes: Record<string, string> = { 'M.md': note('mission') };
	for (let index = 0; index < 100; index++) {
		notes[`G${index}.md`] = note('goal', 'supports: "[[M]]"\n');
		notes[`S${index}.md`] = note('strategy', `supports: "[[G${index}]]"\n`);
	}
	const graph = graphOf(notes);
	const around = scopeOf(graph, { selected: 'G7.md', keeps: null, isWhole: false });
	expect(around.items.map(({ key }) => key)).toEqual(['G7.md', 'M.md', 'S7.md']);
	expect(around.hidden).toBe(198);
	expect(around.hiddenAround.get('M.md')).toBe(99);
	expect(scopeOf(graph, { selected: null, keeps: null, isWhole: false }).items).toHaveLength(MOST_BOXES);
	expect(scopeOf(graph, { selected: null, keeps: null, isWhole: true }).items).toHaveLength(201);
});

test('given any title, then a box has at most two lines of it, whole characters, and all of it when it fits', () => {
	fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (title) => {
		const lines = titleLines(title);
		expect(lines.length).toBeLessThanOrEqual(2);
		expect(lines.join('')).not.toMatch(/[\uD800-\uDFFF]/u);
	}));
	expect(titleLines('Publish the fountain map')).toEqual(['Publish the fountain map']);
	expect(titleLines('Read a newspaper in Portuguese without the phone at breakfast')).toEqual(['Read a newspaper in', 'Portuguese without the…']);
	expect(titleLines('日本語の長い題名をここに書いておくと二行になる')).toHaveLength(2);
});

test('given values, then the line goes over the days from left to right, up to the target', () => {
	const values = [{ day: '2026-01-01', value: 0 }, { day: '2026-01-06', value: 5 }, { day: '2026-01-11', value: 10 }].map((one) => ({ ...one, text: '', line: 1 }));
	expect(pointsOf(values, 20, { width: 100, height: 40 })).toEqual({ line: [{ x: 0, y: 40 }, { x: 50, y: 30 }, { x: 100, y: 20 }], target: 0 });
	expect(pointsOf(values.slice(0, 1), null, { width: 100, height: 40 })).toEqual({ line: [{ x: 50, y: 20 }], target: null });
	expect(pointsOf([], 1, { width: 1, height: 1 }).line).toEqual([]);
});

test('given days, then they are told by nearness', () => {
	const today = '2026-11-22';
	expect(['2026-11-22', '2026-11-21', '2026-11-23', '2026-11-19', '2026-11-25'].map((day) => dayText(day, today))).toEqual(['today', 'yesterday', 'tomorrow', '3 days ago', 'in 3 days']);
	expect(dayText('2026-10-01', today)).toContain('2026');
	expect(sinceText('2026-10-19', today)).toBe('34 days ago');
	expect(sinceText('2025-03-30', today)).toContain('2025');
});

test('given links and marks in words, then people read them without', () => {
	expect(plainText('See [[Notes/Anna#Work|her note]] and [[Notes/Béla]] **now** ^abc')).toBe('See her note and Béla now');
});

test('given letters one after the other, then they find the name; the same letter goes on to the next', () => {
	const find = new TypeAhead();
	const names = ['Apple', 'Ápricot', 'Banana', 'Avocado'];
	const press = (key: string, timeStamp: number, at: number): string | undefined => find.find({ key, timeStamp }, { names, at }, names);
	expect(press('a', 0, -1)).toBe('Apple');
	expect(press('a', 100, 0)).toBe('Ápricot');
	expect(press('b', 5000, 1)).toBe('Banana');
	expect(press('a', 9000, 2)).toBe('Avocado');
	expect(press('p', 9100, 3)).toBe('Apple');
	expect(press('x', 20_000, 0)).toBeUndefined();
});

test('given the options of a block, then they are read; bad ones are told all at once with their lines', () => {
	expect(readBlock('')).toEqual({ options: { view: 'tree', goal: null, filter: NO_FILTER } });
	expect(readBlock('# mine\nview: MAP\nstatus: "Active"\nowner: Anna')).toEqual({ options: { view: 'map', goal: null, filter: { text: '', status: 'active', owner: 'Anna' } } });
	expect(readBlock("goal: 'G1'")).toEqual({ options: { view: 'goal', goal: 'G1', filter: NO_FILTER } });
	expect(readBlock('view: pie\nveiw: tree\nnonsense\nstatus: a\nstatus: b')).toEqual({ problems: [
		'Line 2: there is no option “veiw”. There are view, goal, status, owner.', 'Line 3: “nonsense” is no option. Write one as “view: tree”.', 'Line 5: “status” is already set above.', 'There is no view “pie”. There are tree, map, goal.',
	] });
	expect(readBlock(metricBlock('K1'))).toEqual(readBlock('goal: K1'));
	expect(readBlock(metricBlock('# mine\nmetric: "Hours asleep"'))).toEqual(readBlock('goal: "Hours asleep"'));
	expect(readBlock(metricBlock(''))).toHaveProperty('problems');
	expect(readBlock('view: goal')).toEqual({ problems: ['Say which goal: “goal: G1”, its title, or a link to it.'] });
	fc.assert(fc.property(fc.string(), (source) => void readBlock(source)));
});

test('given a name in a block, then it is an id, a title or a link', () => {
	const graph = graphOf({ 'A/One.md': note('goal', 'id: G1\n'), 'B/Two.md': note('goal', 'id: G1\n'), 'C/Three.md': note('goal') });
	const keys = (name: string): string[] => itemsNamed(graph, name, 'Start.md').map(({ key }) => key);
	expect([keys('g1'), keys('three'), keys('[[Two]]'), keys('[[C/Three|x]]'), keys('nobody')]).toEqual([['A/One.md', 'B/Two.md'], ['C/Three.md'], ['B/Two.md'], ['C/Three.md'], []]);
});

test('given what another version kept of a view, then only what is understood is taken', () => {
	expect(readViewState({ shape: 'map', selected: 'G.md', filter: { text: 'a', status: '', owner: '' } })).toEqual({ shape: 'map', selected: 'G.md', filter: { text: 'a', status: '', owner: '' } });
	for (const odd of [null, 7, { shape: 'pie', selected: 3, filter: { text: 1 } }]) expect(readViewState(odd)).toEqual({ shape: null, selected: null, filter: null });
});
