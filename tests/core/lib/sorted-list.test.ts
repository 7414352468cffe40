import fc from 'fast-check';
import { SortedList } from '../../../src/core/lib/sorted-list';

test('whatever comes and goes, the list is in order, and what it gave out stays as it was', () => {
	fc.assert(fc.property(fc.array(fc.record({ n: fc.nat({ max: 20 }), isAsked: fc.boolean() }), { maxLength: 60 }), (turns) => {
		const list = new SortedList<number>((one, other) => one < other);
		const held = new Set<number>();
		const given: { readonly list: readonly number[]; readonly was: readonly number[] }[] = [];
		for (const { n, isAsked } of turns) {
			if (held.delete(n)) list.remove(n);
			else {
				held.add(n);
				list.put(n);
			}
			list.remove(99);
			if (isAsked) given.push({ list: list.all(), was: [...held].sort((a, b) => a - b) });
		}
		expect(list.all()).toEqual([...held].sort((a, b) => a - b));
		for (const { list: one, was } of given) expect(one).toEqual(was);
	}));
});
