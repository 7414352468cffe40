import fc from 'fast-check';
import { Finder, type FoundKind, type NamedThing } from '../../../src/core/search/finder';

const NOW = Date.parse('2026-03-01');
const DAY = 86_400_000;

const thing = (kind: FoundKind, path: string, more: Partial<NamedThing> = {}): NamedThing => ({ kind, path, name: path.replace(/^.*\//, '').replace(/\.md$/, ''), aliases: [], headings: [], ...more });
const note = (path: string, more: Partial<NamedThing> = {}): NamedThing => thing('note', path, more);

function finderOf(things: readonly NamedThing[], standing: Readonly<Record<string, { mtime?: number; inlinks?: number }>> = {}): Finder {
	const finder = new Finder({ standingOf: (path) => ({ mtime: 0, inlinks: 0, ...standing[path] }), now: () => NOW });
	for (const one of things) finder.put(one);
	return finder;
}

const names = (finder: Finder, query: string, kinds?: readonly FoundKind[]): string[] => finder.find(query, kinds ? { kinds } : {}).map(({ name }) => name);

describe('the finder', () => {
	it('puts the name itself before one that begins so, before one in which a word does', () => {
		expect(names(finderOf([note('A flat hunt.md'), note('Flat hunt 2025.md'), note('Flat.md'), note('Rent.md')]), 'flat')).toEqual(['Flat', 'Flat hunt 2025', 'A flat hunt']);
	});

	it.each([
		['a letter too few', 'gardn pump'],
		['neighbours swapped', 'gadren pump'],
		['unfinished words', 'gar pu'],
		['the words in another order', 'pump garden'],
		['another case', 'GARDEN PUMP'],
		['a last letter that is no word yet', 'garden p'],
		['the middle of a word', 'arden'],
	])('forgives %s', (_what, query) => {
		expect(names(finderOf([note('Garden pump.md'), note('Rent.md'), note('Zebra.md')]), query)[0]).toBe('Garden pump');
	});

	it.each([
		['Chinese', '合同到期.md', '到期'],
		['one sign of Japanese', '東京旅行.md', '東'],
		['Russian', 'Договор аренды.md', 'арен'],
		['Arabic', 'عقد الإيجار.md', 'عقد'],
		['Hindi', 'किराया.md', 'किरा'],
		['Thai', 'สัญญาเช่า.md', 'สัญญา'],
		['marks that were not typed', 'Müller & Søn.md', 'muller son'],
	])('finds names in %s', (_what, path, query) => {
		expect(names(finderOf([note(path), note('Other.md')]), query)).toEqual([path.slice(0, -3)]);
	});

	it('finds a note by its alias and by its headings, and says which it was', () => {
		const finder = finderOf([note('Home.md', { aliases: ['The nest'], headings: ['Rooms', 'Kitchen floor'] }), note('Kitchen.md')]);
		expect(finder.find('nest')).toEqual([{ kind: 'note', name: 'The nest', path: 'Home.md', matches: [{ start: 4, end: 8 }] }]);
		expect(finder.find('kitchen').map(({ kind, name, path }) => [kind, name, path])).toEqual([['note', 'Kitchen', 'Kitchen.md'], ['heading', 'Kitchen floor', 'Home.md']]);
		expect(finder.find('kitchen', { kinds: ['heading'] }).map(({ name }) => name)).toEqual(['Kitchen floor']);
		expect(finder.find('kitchen', { kinds: ['note'] }).map(({ name }) => name)).toEqual(['Kitchen']);
	});

	it('finds people, tags, folders, patterns and commands, each by its kind', () => {
		const finder = finderOf([thing('person', 'People/Ana.md'), thing('tag', 'analysis'), thing('folder', 'Anagrams'), thing('pattern', 'analyse'), thing('command', 'open-ana', { name: 'Open analytics' })]);
		expect(finder.find('ana').map(({ kind }) => kind).sort()).toEqual(['command', 'folder', 'pattern', 'person', 'tag']);
		for (const kind of ['person', 'tag', 'folder', 'pattern', 'command'] as const) expect(finder.find('ana', { kinds: [kind] }).map((one) => one.kind)).toEqual([kind]);
	});

	it('prefers among equals what was changed lately and what many notes link to', () => {
		const things = ['Plan a.md', 'Plan b.md', 'Plan c.md'].map((path) => note(path));
		expect(names(finderOf(things, { 'Plan b.md': { mtime: NOW - DAY } }), 'plan')[0]).toBe('Plan b');
		expect(names(finderOf(things, { 'Plan c.md': { inlinks: 40 } }), 'plan')[0]).toBe('Plan c');
		expect(names(finderOf(things, { 'Plan c.md': { mtime: NOW - 400 * DAY }, 'Plan b.md': { mtime: NOW - DAY } }), '')).toEqual(['Plan b', 'Plan c', 'Plan a']);
	});

	it.each(['?!…', '😀', '"', '\ud800', '.*(a+)+$', '-', 'the of and', 'x'.repeat(100_000), '東京'.repeat(50_000), 'tag:', '\u202Eabc'])('takes the query %.20j without a throw', (query) => {
		const finder = finderOf([note('The plan.md'), note('😀.md')]);
		expect(() => finder.find(query)).not.toThrow();
	});

	it('finds a name that has no words at all', () => {
		expect(names(finderOf([note('😀.md'), note('Plan.md')]), '😀')).toEqual(['😀']);
	});

	it('answers after any edits as one that was given the same things anew', () => {
		const path = fc.constantFrom('a.md', 'b.md', 'c/Garden pump.md', '合同.md');
		const word = fc.constantFrom('garden', 'pump', 'Rent', '合同到期', 'Müller', 'x');
		const step = fc.oneof(
			fc.record({ do: fc.constant('put' as const), path, name: word, aliases: fc.array(word, { maxLength: 2 }), headings: fc.array(word, { maxLength: 3 }) }),
			fc.record({ do: fc.constant('remove' as const), path }),
		);
		fc.assert(fc.property(fc.array(step, { maxLength: 20 }), fc.constantFrom('gar', 'pump', 'rnet', '合同', 'muller', 'x', ''), (steps, query) => {
			const edited = finderOf([]);
			const left = new Map<string, NamedThing>();
			for (const one of steps) {
				if (one.do === 'remove') {
					edited.remove('note', one.path);
					left.delete(one.path);
				} else {
					const thing = note(one.path, one);
					edited.put({ ...thing, name: one.name });
					left.delete(one.path);
					left.set(one.path, { ...thing, name: one.name });
				}
			}
			const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
			expect([...edited.find(query)].sort(byPath)).toEqual([...finderOf([...left.values()]).find(query)].sort(byPath));
			expect(edited.size).toBe(left.size);
		}));
	});
});
