/** Sorting in steps gives what sorting at once gives, and keeps equals in their order. */
import fc from 'fast-check';
import { sortSteps } from '../../../src/core/lib/sort-steps';
import { atOnce, inTurns } from '../../../src/core/lib/turns';

test('given any list, when it is sorted in steps, then it is as sorted at once, equals in their order', async () => {
	await fc.assert(fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 400 }), async (numbers) => {
		const items = numbers.map((by, at) => ({ by, at }));
		const compare = (one: { by: number }, other: { by: number }): number => one.by - other.by;
		expect(await inTurns(sortSteps(items, compare), atOnce)).toEqual([...items].sort(compare));
	}));
});

test('given a long list, when it is sorted, then no step makes many comparisons', () => {
	let compared = 0;
	let most = 0;
	const items = Array.from({ length: 5_000 }, (_none, n) => (n * 7_919) % 5_000);
	const steps = sortSteps(items, (one, other) => (compared++, one - other));
	for (let step = steps.next(); !step.done; step = steps.next()) {
		most = Math.max(most, compared);
		compared = 0;
	}
	expect(most).toBeLessThan(1_000);
});
