/** Given strategies built in and as notes, when they change, then the list follows and the person's own win. */
import { StrategyShelf } from '../../../src/core/actions/strategy-shelf';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const builtIns = [{ path: 'strategies/step-by-step.md', text: '---\ndescription: Steps.\n---\nGo in steps.' }];
async function shelfOf(files: Record<string, string>): Promise<{ shelf: StrategyShelf; vault: ReturnType<typeof memoryHost>['vault'] }> {
	const { vault } = memoryHost(files);
	const shelf = new StrategyShelf({ vault, builtIns });
	vault.watch((change) => void shelf.noteChanged(change));
	await shelf.ready();
	return { shelf, vault };
}

test('given a note of the same name, then it wins; what lies elsewhere is none', async () => {
	const { shelf } = await shelfOf({ 'Praxis/Strategies/Step-by-step.md': '---\ndescription: Mine.\n---\nSlowly.', 'Strategies/README.md': 'About.', 'Notes/Step.md': 'No.' });
	expect(shelf.list()).toEqual([{ name: 'Step-by-step', description: 'Mine.', prompt: 'Slowly.', path: 'Praxis/Strategies/Step-by-step.md', isBuiltIn: false }]);
	expect(shelf.get('STEP-BY-STEP')?.prompt).toBe('Slowly.');
});

test('given an empty, an endless and a second one of a name, then the problems say so and the rest stands', async () => {
	const { shelf } = await shelfOf({ 'Strategies/a.md': 'One.', 'Praxis/Strategies/A.md': 'Two.', 'Strategies/empty.md': '---\ndescription: x\n---\n', 'Strategies/long.md': 'x'.repeat(20_001) });
	expect(shelf.problems().map(({ path }) => path)).toEqual(['Strategies/a.md', 'Strategies/empty.md', 'Strategies/long.md']);
	expect(shelf.get('a')?.prompt).toBe('Two.');
	expect(shelf.get('empty')).toBeNull();
});

test('given a new note, then the list has it; given its end, then the built-in one is back', async () => {
	const { shelf, vault } = await shelfOf({});
	const next = (): Promise<void> => new Promise((resolve) => {
		const end = shelf.onChange(() => {
			end();
			resolve();
		});
	});
	let told = next();
	await vault.create(vaultPath('Strategies/step-by-step.md'), 'Mine.');
	await told;
	expect(shelf.get('step-by-step')?.isBuiltIn).toBe(false);
	told = next();
	await vault.trash(vaultPath('Strategies/step-by-step.md'));
	await told;
	expect(shelf.get('step-by-step')).toMatchObject({ isBuiltIn: true, prompt: 'Go in steps.' });
});
