/** Given long work, when it gives way, then others have the thread in between, and nothing of the work is lost. */
import fc from 'fast-check';
import { inTurns, sift, turnsOf } from '../../../src/core/lib/turns';
import { yieldToHost } from '../../../src/core/lib/yield-to-host';

test('sifts as a filter does, and never looks at many things between two pauses', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat(), { maxLength: 2_000 }), fc.integer({ min: 1, max: 9 }), async (all, by) => {
			let [looked, most] = [0, 0];
			const isWanted = (one: number): boolean => (most = Math.max(most, ++looked)) > 0 && one % by === 0;
			const found = await sift(all, isWanted, async () => void (looked = 0));
			expect(found).toEqual(all.filter((one) => one % by === 0));
			expect(most).toBeLessThanOrEqual(256);
		}),
		{ numRuns: 30 },
	);
});

test('a turn ends by its time, and by its steps should the clock stand still', async () => {
	let [now, pauses] = [0, 0];
	const pause = async (): Promise<void> => void pauses++;
	function* work(steps: number, passing: number): Generator<void, string, void> {
		for (let step = 0; step < steps; step++, now += passing) yield;
		return 'done';
	}
	expect(await inTurns(work(100, 1), turnsOf({ yieldToHost: pause, clock: () => now, ms: 10 }))).toBe('done');
	expect(pauses).toBeGreaterThanOrEqual(8);
	pauses = 0;
	await inTurns(work(100, 0), turnsOf({ yieldToHost: pause, clock: () => now, ms: 10, steps: 20 }));
	expect(pauses).toBe(5);
});

describe('giving way', () => {
	test('each goes on in a task of its own, in the order in which they gave way', async () => {
		const order: string[] = [];
		const giving = ['a', 'b', 'c'].map((name) => yieldToHost().then(async () => {
			order.push(name);
			await Promise.resolve();
			order.push(`${name} after`);
		}));
		order.push('first');
		await Promise.all(giving);
		expect(order).toEqual(['first', 'a', 'a after', 'b', 'b after', 'c', 'c after']);
	});

	test('other tasks come in between', async () => {
		let wasRun = false;
		setImmediate(() => (wasRun = true));
		for (let turn = 0; turn < 1_000 && !wasRun; turn++) await yieldToHost();
		expect(wasRun).toBe(true);
	});
});
