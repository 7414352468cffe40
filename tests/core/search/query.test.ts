import fc from 'fast-check';
import { readQuery } from '../../../src/core/search/query';
import { found, indexOf } from '../../support/search-world';

const words = (typed: string): string[] => readQuery(typed).terms.map(({ form }) => form);

const NOTES = {
	'Home/Flat.md': '---\nstatus: Open\ndue: 2026-03-01\ntags: [home/flat]\n---\nThe lease of the flat, see [[Garden]].',
	'Home/Garden.md': '---\nstatus: done\n---\nThe pump of the garden. #home',
	'Journal/2026-03-05.md': 'Lease signed, [[Home/Flat|home]].',
	'Journal/2026-04-01.md': 'Lease paid. #homework',
};

describe('a query', () => {
	it.each([
		['tag:home lease', ['Home/Flat.md']],
		['tag:#home', ['Home/Flat.md', 'Home/Garden.md']],
		['-tag:home lease', ['Journal/2026-03-05.md', 'Journal/2026-04-01.md']],
		['path:journal lease', ['Journal/2026-03-05.md', 'Journal/2026-04-01.md']],
		['-path:"Journal/" lease', ['Home/Flat.md']],
		['[status:open]', ['Home/Flat.md']],
		['[status:]', ['Home/Flat.md', 'Home/Garden.md']],
		['-[status:] lease', ['Journal/2026-03-05.md', 'Journal/2026-04-01.md']],
		['[due:2026-03-01]', ['Home/Flat.md']],
		['links-to:Garden', ['Home/Flat.md']],
		['links-to:[[Home/Flat]]', ['Journal/2026-03-05.md']],
		['links-to:"Home/Flat" lease', ['Journal/2026-03-05.md']],
		['date:2026-03 lease', ['Journal/2026-03-05.md']],
		['date:2026-03..2026-04', ['Journal/2026-04-01.md', 'Journal/2026-03-05.md']],
		['date:2026-04..2026-03', ['Journal/2026-04-01.md', 'Journal/2026-03-05.md']],
		['after:2026-03-05 lease', ['Journal/2026-03-05.md', 'Journal/2026-04-01.md']],
		['before:2026-03-05 lease', ['Journal/2026-03-05.md']],
		['"pump of the garden"', ['Home/Garden.md']],
		['lease -signed -paid', ['Home/Flat.md']],
		['lease -"lease signed" -"lease paid"', ['Home/Flat.md']],
	])('%j finds what it says', (query, expected) => {
		const isOrdered = query.startsWith('date:') && !query.includes('lease');
		const paths = found(indexOf(NOTES), query);
		expect(isOrdered ? paths : paths.sort()).toEqual(expected);
	});

	it.each(['tag:', 'date:soon', 'after:', 'unknown:thing', '[no end:', '[x]', 'date:2026-02-31', 'path: home', '-', '"', '[[Link]]', 'links-to:'])('%j has no filter, and its words are words', (typed) => {
		expect(readQuery(typed).filters).toEqual([]);
		expect(words(typed)).toEqual(typed.match(/[a-z0-9]{1,}/gi)?.filter((word) => word !== 'no' && word !== 'to').map((word) => word.toLowerCase()) ?? []);
	});

	it('keeps a phrase of unspaced text together', () => {
		const index = indexOf({ 'a.md': '我的房租合同到期了', 'b.md': '合同的房租' });
		expect(found(index, '"房租合同"')).toEqual(['a.md']);
	});

	it('is read whatever it is, and costs no more than its beginning', () => {
		const pieces = ['"', '-', '[', ']', ':', 'tag:', '[a:b]', 'date:', '..', '2026', 'ابحث', '😀', '\ud800', ' ', '\n', '(a+)+$', 'word', '-"', '[['];
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 80 }), (parts) => {
				const query = readQuery(parts.join(''));
				expect(query.terms.length).toBeLessThanOrEqual(64);
				expect(() => indexOf({ 'a.md': 'a word' }).find(parts.join(''))).not.toThrow();
			}),
		);
		for (const long of ['tag:a '.repeat(20_000), '[a:b] '.repeat(20_000), '-x '.repeat(40_000), '"a b" '.repeat(20_000), 'א'.repeat(100_000), '['.repeat(100_000), 'a '.repeat(50_000)]) {
			expect(readQuery(long).filters.length).toBeLessThanOrEqual(32);
			expect(() => indexOf({ 'a.md': 'a word' }).find(long)).not.toThrow();
		}
	});

	it('leave out of a question what is done with its subject, but not of keywords', () => {
		const forms = (typed: string): string[] => readQuery(typed).terms.map(({ form }) => form);
		expect(forms('What did Anna say about the rent?')).toEqual(['anna', 'rent']);
		expect(forms('Summarize the discussion about the garden')).toEqual(['garden']);
		expect(forms('discussion rent')).toEqual(['discussion', 'rent']);
		expect(forms('What did they say?')).toEqual(['say']);
	});

	it('leave out Japanese particles, unless there is nothing else', () => {
		const forms = (typed: string): string[] => readQuery(typed).terms.map(({ form }) => form);
		expect(forms('地図はどこですか').every((form) => !/^[\u3041-\u309f]+$/.test(form))).toBe(true);
		expect(forms('地図はどこですか')).toContain('地図');
		expect(forms('ありがとう').length).toBeGreaterThan(0);
	});
});
