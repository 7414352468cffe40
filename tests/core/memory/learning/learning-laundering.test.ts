/** No laundering through ratings, learnings, rules, the month and imports, in short; `npm run sim -- memory` is the long form. What would launder is caught. */
import { vaultPath } from '../../../../src/core/lib/vault-path';
import { runLaundering, type Step } from '../../../sim/memory/laundering';
import { LEARNING_STEPS, LEARNING_TELLS } from '../../../sim/memory/learning-steps';
import { Random } from '../../../support/random';

const run = (seed: number, steps: readonly Step[]): ReturnType<typeof runLaundering> => {
	const random = new Random(seed);
	return runLaundering(50, (below) => random.below(below), { steps, tells: LEARNING_TELLS });
};

test('what a stranger wrote is never told as the person’s, whatever is rated, learned, imported and proposed', async () => {
	expect(await run(11, LEARNING_STEPS)).toEqual([]);
}, 60_000);

const PLANTED: Readonly<Record<string, Step>> = {
	'a learning written as the person’s own': async (world) => {
		const { changes } = world.app;
		await changes.applyReviewed(await changes.plan([{ type: 'create', path: vaultPath('Praxis/Learning/2026-11/x.md'), text: `---\npraxis: learning\nkind: correction\nagent: Librarian\nrun: ${world.word()}\n---\n## What you said\n\n> ${[...world.foreign].at(-1) ?? ''}\n` }]));
	},
	'a rule accepted by nobody': async (world) => {
		const path = vaultPath(`Praxis/Steering/${world.word()}.md`);
		await world.host.vault.create(path, `- ${[...world.foreign].at(-1) ?? ''}`);
		await world.app.guard.accept(path);
	},
	'an import that is put where the person writes': async (world) => {
		const word = world.word();
		const found = await world.app.memory.pai.planImport([{ path: `MEMORY/LEARNING/SYSTEM/2026-11/${word}.md`, text: `---\ncapture_type: LEARNING\n---\n**Feedback:** ${word}\n` }]);
		await world.app.memory.pai.apply({ ...found.plan, notes: found.plan.notes.map((note) => ({ ...note, path: vaultPath(`Praxis/Learning/${word}.md`) })) });
	},
};

test.each(Object.entries(PLANTED))('%s is caught', async (_what, planted) => {
	expect((await run(5, [...LEARNING_STEPS, planted, planted])).length).toBeGreaterThan(0);
}, 60_000);
