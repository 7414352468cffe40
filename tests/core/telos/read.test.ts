/** Items read from notes and lists: every form, and what is wrong in them. */
import fc from 'fast-check';
import { readNote } from '../../../src/core/lib/markdown';
import { readDay, readNumber } from '../../../src/core/telos/days';
import type { Item, TelosReading } from '../../../src/core/telos/item';
import type { TypeMapping } from '../../../src/core/telos/read-item-note';
import { readListNote } from '../../../src/core/telos/read-list-note';
import { readTelos } from '../../../src/core/telos/read-telos';

const read = (path: string, text: string, mapping?: TypeMapping): TelosReading => readTelos(readNote(path, text), text, mapping);
const brief = ({ line, type, id, title }: Item): string => `${line} ${type} ${id ?? '-'} ${title}`;
const list = (text: string, path = 'TELOS.md'): string[] => read(path, text).items.map(brief);

describe('a list note', () => {
	test('of the single form gives an item a line, ids as they stand', () => {
		const text = '# TELOS\n\n## PROBLEMS\n\n- P1: Rivers die unseen\n- P4: a gap\n\n## GOALS (what I want)\n- G1: Talk in Porto by July of 2026\n- **G1**: the same id again\n\n## LOG (Journal)\n- 22/11/2019: It rained\n';
		const { items } = read('TELOS.md', text);
		expect(items.map(brief)).toEqual(['5 problem P1 Rivers die unseen', '6 problem P4 a gap', '9 goal G1 Talk in Porto by July of 2026', '10 goal G1 the same id again', '13 log - 22/11/2019: It rained']);
		expect(items.map(({ key }) => key).slice(2, 4)).toEqual(['TELOS.md#G1', 'TELOS.md#G1~2']);
		expect(items[2]?.due).toBe('2026-07-31');
		expect(items[4]?.history).toMatchObject([{ day: '2019-11-22', text: 'It rained', line: 13 }]);
	});

	test('of the folder form gives an item a heading, with its keys, milestones and tables', () => {
		const text = '# Goals\n\n## Active Goals\n\n### G0: Swim\n**Status:** Active\n**Supports:** M0, M3\n**Target:** [When]\n**Progress:**\n- [x] Buy goggles ✅ 2026-01-31\n- [ ] Swim\n\n---\n\n## Goal → Mission Mapping\n\n| Goal | Mission | Status |\n|---|---|---|\n| G0 | M0, M1 | x |\n';
		const { items, tableEdges } = read('GOALS.md', text);
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({ id: 'G0', title: 'Swim', status: 'Active', due: null, milestones: [{ isDone: true, doneOn: '2026-01-31', line: 10 }, { isDone: false }] });
		expect(items[0]?.references).toEqual([{ kind: 'supports', target: { id: 'M0' }, source: 'key', line: 7 }, { kind: 'supports', target: { id: 'M3' }, source: 'key', line: 7 }]);
		expect(tableEdges.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual(['G0 supports M0', 'G0 supports M1']);
		expect(text.slice(items[0]?.span.start, items[0]?.span.end)).toMatch(/^### G0[^]*- \[ \] Swim$/);
	});

	test('of a company has scoped prefixes, headings with instructions, and pipe lists that are no items', () => {
		const text = '# Corp TELOS\n## Company Goals (Treat each as half as important)\n- G1: Grow\n## Security Team KPIs (How we measure)\n- SK1: Time to detect\n- SK1: Time to mend\n## Security Team Strategies\n- STS1: Ask first\n## Risk Register (worries)\n- R1: Flood\n## Team\nTEAM MEMBER | TEAM ASSIGNED | PAY LEVEL\nAna | Water | 3\n## CURRENT STATE (KPIs)\n- October 2022: Time to detect is 81 hours\n';
		expect(list(text, 'corporate_telos.md')).toEqual(['3 goal G1 Grow', '5 metric SK1 Time to detect', '6 metric SK1 Time to mend', '8 strategy STS1 Ask first', '10 risk R1 Flood', '15 status - October 2022: Time to detect is 81 hours']);
		expect(read('corporate_telos.md', text).items[5]?.history).toMatchObject([{ day: '2022-10-31', value: 81 }]);
	});

	test('has predictions on a line and under a title', () => {
		const line = read('TELOS.md', '# TELOS\n## PREDICTIONS\n- I stand by it by August of 2026 (80%)\n- Milk costs ______ by ______. (75%)\n- No share here\n').items;
		expect(line.map(({ due, confidence }) => ({ due, confidence }))).toEqual([{ due: '2026-08-31', confidence: 0.8 }, { due: null, confidence: 0.75 }]);
		const titled = read('PREDICTIONS.md', '# Predictions\n## Active Predictions\n### Rain\n\n**Prediction:** It rains\n\n**Confidence Level:** 70/100\n\n**Timeframe:** 01/12/2026\n\n## Prediction Categories\n### Technology\n- nothing\n').items;
		expect(titled.map(({ title, confidence, due }) => ({ title, confidence, due }))).toEqual([{ title: 'Rain', confidence: 0.7, due: '2026-12-01' }]);
	});

	test('keeps an id of two letters and a plus, and tells of one of no known type', () => {
		const { items, problems } = read('TRAUMAS.md', '# Traumas\n### TR1: Loss\n### TR+1: A teacher\n');
		expect(items.map(({ id, isPrivate }) => ({ id, isPrivate }))).toEqual([{ id: 'TR1', isPrivate: true }, { id: 'TR+1', isPrivate: true }]);
		const elsewhere = read('Notes/list.md', '---\ntelos: list\n---\n- XY7: what is this\n');
		expect([...problems, ...elsewhere.problems].map(({ line, message }) => `${line} ${message}`)).toContain('4 "XY7" is of no known type; the line is kept as it is.');
	});

	test('has no items in code', () => expect(list('# TELOS\n## GOALS\n```\n- G1: code\n```\n- G2: real\n')).toEqual(['6 goal G2 real']));

	test('is only one that says so', () => expect(list('# Ideas\n- G1: no\n### G2: no\n', 'Projects/Ideas.md')).toEqual([]));

	test('of 2 MB is read in one pass', () => {
		const text = `# TELOS\n## GOALS\n${'- G1: words by words by words (8\n'.repeat(60_000)}`;
		expect(text.length).toBeGreaterThan(1_900_000);
		expect(read('TELOS.md', text).items).toHaveLength(60_000);
		expect(read('TELOS.md', `# TELOS\n## PREDICTIONS\n- ${' by x'.repeat(400_000)} (80%)`).items).toEqual([]);
	});
});

describe('a note', () => {
	test('is an item by property, tag, or a word of the person', () => {
		expect(read('a.md', '---\ntelos: goal\n---\n').items[0]?.type).toBe('goal');
		expect(read('a.md', '---\ntags: [x, telos/mission]\n---\n').items[0]?.type).toBe('mission');
		expect(read('a.md', '---\ntype: Ziel\n---\n', { types: { ziel: 'goal' } }).items[0]?.type).toBe('goal');
		expect(read('a.md', '---\ntags: area/goal\n---\n', { types: { '#area/goal': 'goal' } }).items[0]?.type).toBe('goal');
		expect(read('a.md', '#telos/goal in the body\n').items).toEqual([]);
	});

	test('has edges from properties, keys and wikilinks, at their lines', () => {
		const text = '---\ntelos: goal\nid: 7\nsupports: [[Mission]]\nblocked-by: ["[[A|b]]", C4]\n---\n**Related To:** P1\nSee [[Note#Part]].\n';
		expect(read('G.md', text).items[0]?.references).toEqual([
			{ kind: 'supports', target: { link: 'Mission' }, source: 'property', line: 4 },
			{ kind: 'blocked-by', target: { link: 'A' }, source: 'property', line: 5 },
			{ kind: 'blocked-by', target: { id: 'C4' }, source: 'property', line: 5 },
			{ kind: 'related', target: { id: 'P1' }, source: 'key', line: 7 },
			{ kind: 'mentions', target: { link: 'Note#Part' }, source: 'wikilink', line: 8 },
		]);
	});

	test('with properties of the wrong type is read, and each is told', () => {
		const { items, problems } = read('a.md', '---\ntelos: goal\nstatus: [a, b]\ndue: 2026-02-31\npriority: {deep: 1}\nconfidence: 400\nowner: 5\ncadence: often\n---\n');
		expect(items[0]).toMatchObject({ status: 'a', due: null, priority: null, confidence: null, owner: '5', cadenceDays: null });
		expect(problems.map(({ line }) => line).sort()).toEqual([3, 4, 5, 6, 8]);
		expect(read('a.md', '---\ntelos: gaol\n---\n').problems).toEqual([{ path: 'a.md', line: 2, message: '"gaol" is no type of TELOS item.' }]);
	});

	test('about a trauma is private until it says that it is not', () => {
		expect(['', 'private: true\n', 'private: maybe\n', 'private: false\n'].map((line) => read('a.md', `---\ntelos: trauma\n${line}---\n`).items[0]?.isPrivate)).toEqual([true, true, true, false]);
	});
});

test('days are read as people write them, and nothing else is', () => {
	const given = ['2026-12-31', '22/11/2019', '31/02/2026', '14 September 2025', 'September 14, 2025', 'July of 2026', 'Feb 2024', 'End of 2026', 'Q3 2026', 'Q3', '______', 'by spring', '2026-13-01', ''];
	expect(given.map(readDay)).toEqual(['2026-12-31', '2019-11-22', null, '2025-09-14', '2025-09-14', '2026-07-31', '2024-02-29', '2026-12-31', '2026-09-30', null, null, null, null, null]);
});

test('numbers are read where a value stands', () => {
	expect(['61,250 after', '4.8, close', 'the move, 1.7', 'time is 81 hours', '100K downloads', '-3', 'ten days'].map(readNumber)).toEqual([61250, 4.8, null, 81, 100000, -3, null]);
});

describe('the grammar', () => {
	const id = fc.tuple(fc.constantFrom('P', 'M', 'G', 'C', 'S', 'K', 'STS', 'TR+'), fc.nat(99)).map(([prefix, number]) => `${prefix}${number}`);
	const title = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()).filter((text) => text !== '' && !/^[:.–-]|^\[\[.*\]\]$/u.test(text));

	test('reads back every entry that is written, in order', () => {
		fc.assert(fc.property(fc.array(fc.tuple(id, title, fc.constantFrom('- %: ', '* **%**: ', '### %: ', '## % - ')), { maxLength: 12 }), (entries) => {
			const text = `# TELOS\n${entries.map(([one, words, form]) => `${form.replace('%', one)}${words}\n`).join('')}`;
			expect(read('TELOS.md', text).items.map((item) => [item.id, item.title])).toEqual(entries.map(([one, words]) => [one, words]));
		}));
	});

	test('takes any text: entries are in order, apart, within the note, and named where they say', () => {
		const line = fc.oneof(fc.string({ unit: fc.constantFrom('-', '*', '#', ' ', 'G', '1', ':', '|', '\t', 'é', '[', ']', '`', '\r') }), fc.constantFrom('### G1: a', '- M0: b', '**Supports:** M0', '---', '```', '## GOALS', '- [ ] c', ''));
		fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
			const text = lines.join('\n');
			const { entries } = readListNote(readNote('GOALS.md', text), text);
			let end = 0;
			for (const { item, prefix, title: words, rest } of entries) {
				expect(prefix.start).toBeGreaterThanOrEqual(end);
				expect(text.slice(words.start, words.end)).toBe(item.title);
				expect(rest.end).toBeLessThanOrEqual(text.length);
				end = Math.max(words.end, rest.end);
				expect(item.span).toEqual({ start: prefix.start, end: expect.any(Number) as number });
			}
		}));
	});
});
