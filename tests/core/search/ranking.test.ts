import { readQuery } from '../../../src/core/search/query';
import { found, indexOf } from '../../support/search-world';
import type { ContentIndex } from '../../../src/core/search/content-index';

const typed = (index: ContentIndex, query: string): string[] => index.search(query, { typing: true }).map(({ path }) => path);
const lines = (index: ContentIndex, query: string): number[] => index.findBlocks(query).hits.map(({ block }) => block?.line ?? 0);

describe('what a note is called', () => {
	it('counts more while typing the less of it is missing', () => {
		const index = indexOf({ 'A frosted window.md': 'Frosted.', 'Frosted glass of many kinds.md': 'Frosted.', 'Frosty.md': 'Cold.' });
		expect(typed(index, 'Frost').slice(0, 2)).toEqual(['Frosty.md', 'Frosted glass of many kinds.md']);
	});

	it('is preferred in the capitals that were typed', () => {
		const index = indexOf({ 'sandbox.md': 'Toys.', 'Sandals.md': 'Shoes.' });
		expect([typed(index, 'sand')[0], typed(index, 'Sand')[0]]).toEqual(['sandbox.md', 'Sandals.md']);
	});

	it('may be a heading: one that is just what was asked lifts its note', () => {
		const index = indexOf({ 'a.md': '# Code block tools\n\nCode block, code block.', 'b.md': '# Code block\n\nCode block, code block.' });
		expect(found(index, 'code block')).toEqual(['b.md', 'a.md']);
	});

	it('does not count as just what was asked with the same words in another order, or more of them', () => {
		const index = indexOf({ 'a.md': '# Block code\n\nText.', 'b.md': '# Code block\n\nText.', 'c.md': '# Code block code\n\nText.' });
		expect(found(index, 'code block')[0]).toBe('b.md');
	});
});

describe('a block', () => {
	const turns = (...texts: string[]): string => texts.join('\n\n');

	it.each(['?', '？', '?**', '? [a photo of the yard]', '?" ^d1-3'])('that ends in a question (%s) leads to its answer and is none itself', (mark) => {
		const index = indexOf({ 'Chat.md': turns('Bo: Good morning.', `Bo: Where is the ladder of the barn${mark}`, 'Ann: Behind the door.', 'Bo: The ladder was new.') });
		const [ask, answer, plain] = [3, 5, 7];
		const order = lines(index, 'ladder barn');
		expect(order.indexOf(answer)).toBeLessThan(order.indexOf(plain));
		expect(order).toContain(ask);
	});

	it('with a question mark elsewhere asks nothing', () => {
		const told = indexOf({ 'Chat.md': turns('Bo: Hm.', 'Bo: Where? The ladder of the barn is gone.', 'Ann: Behind the door.') });
		const asked = indexOf({ 'Chat.md': turns('Bo: Hm.', 'Bo: Where is the ladder of the barn?', 'Ann: Behind the door.') });
		const scoreOf = (index: ContentIndex, line: number): number => index.findBlocks('ladder barn').hits.find(({ block }) => block?.line === line)?.score ?? 0;
		expect(scoreOf(asked, 5)).toBeGreaterThan(scoreOf(told, 5));
	});

	it('is preferred when it is by whom was asked about', () => {
		const index = indexOf({ 'Chat.md': turns('Eve: Bo has a boat.', 'Ann: So so.', 'Bo: I have a boat.') });
		expect(lines(index, 'What boat does Bo have?')[0]).toBe(5);
	});
});

describe('the words of a question', () => {
	const shares = (query: string): Record<string, number> => Object.fromEntries(readQuery(query).terms.map(({ form, share = 1 }) => [form, share]));

	it('that only lead to what is asked count less, and whole in a few keywords', () => {
		const asked = shares('What did the team decide about the budget?');
		expect(asked.budget).toBe(1);
		expect(asked.team).toBeLessThan(1);
		expect(asked.decide).toBeLessThan(1);
		expect(shares('team budget')).toEqual({ team: 1, budget: 1 });
	});

	it('without spaces count whole as words and less as the pairs between them', () => {
		const found = shares('自動保存の設定');
		expect([found['自動'], found['保存'], found['設定']]).toEqual([1, 1, 1]);
		expect(found['動保']).toBeLessThan(1);
	});
});

test('a word that most notes have tells passages apart where few passages have it', () => {
	const filler = (about: string): string => Array.from({ length: 12 }, (_value, at) => `## Part ${at}\n\n${`${about} went on for a while and nothing came of it. `.repeat(12)}`).join('\n\n');
	const notes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.md`, `${filler(name)}\n\nThe valve.\n\n${filler(name)}\n\nThe harbour.`]));
	const index = indexOf({ ...notes, 'z.md': `${filler('z')}\n\nThe valve of the harbour.\n\n${filler('z')}` });
	expect(found(index, 'Where is the valve of the harbour?')[0]).toBe('z.md');
});
