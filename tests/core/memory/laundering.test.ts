/** No laundering through the memory, in short; `npm run sim -- memory` is the long form. What would launder is caught. */
import { OWN } from '../../../src/core/guard/labels';
import { runLaundering, STEPS, type Step } from '../../sim/memory/laundering';
import { Random } from '../../support/random';

const chanceOf = (seed: number): ((below: number) => number) => {
	const random = new Random(seed);
	return (below) => random.below(below);
};

test('words of others never come back as trusted, whatever agents and a person do with them', async () => {
	expect(await runLaundering(100, chanceOf(7))).toEqual([]);
}, 120_000);

describe('what would launder is caught:', () => {
	const PLANTED: Readonly<Record<string, Step>> = {
		'a claim endorsed by nobody': async (world) => {
			const claim = world.any();
			if (claim) await world.app.memory.desk.endorse(claim.id);
		},
		'a write under a label that is better than what was read': async (world) => {
			await world.app.memory.desk.remember([{ text: `Anna lives in ${world.word()}.`, sourceKind: 'user' }], { label: OWN });
		},
	};

	test.each(Object.entries(PLANTED))('%s', async (_what, planted) => {
		expect((await runLaundering(40, chanceOf(3), { steps: [...STEPS, planted] })).length).toBeGreaterThan(0);
	}, 120_000);
});
