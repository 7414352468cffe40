/** Given patterns in the vault and built in, when they change, then the list follows and the person's own win. */
import { PatternShelf } from '../../../src/core/actions/pattern-shelf';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { PATTERNS } from '../../../src/assets';
import { readPattern } from '../../../src/core/actions/read-pattern';
import { memoryHost } from '../../support/memory-host';

const builtIns = [{ path: 'patterns/summarize.md', text: 'Sum up.' }];
const shelfOf = async (files: Record<string, string>): Promise<{ shelf: PatternShelf; vault: ReturnType<typeof memoryHost>['vault'] }> => {
	const { vault } = memoryHost(files);
	const shelf = new PatternShelf({ vault, builtIns });
	vault.watch((change) => void shelf.noteChanged(change));
	await shelf.ready();
	return { shelf, vault };
};

test("given the person's own of the same name, then it wins; files beside a pattern are none", async () => {
	const { shelf } = await shelfOf({ 'Patterns/Summarize/system.md': 'Mine.', 'Patterns/Summarize/user.md': '', 'Patterns/README.md': 'About.', 'Notes/x.md': 'No pattern.' });
	expect(shelf.list().map(({ name, isBuiltIn }) => [name, isBuiltIn])).toEqual([['Summarize', false]]);
	expect(shelf.get('SUMMARIZE')?.instructions).toBe('Mine.');
	expect(shelf.problems()).toEqual([]);
});

test('given two of one name and an empty one, then the problems say so', async () => {
	const { shelf } = await shelfOf({ 'Patterns/a.md': 'One.', 'Praxis/Patterns/A.md': 'Two.', 'Patterns/empty.md': '' });
	expect(shelf.get('a')?.instructions).toBe('One.');
	expect(shelf.problems().map(({ path }) => path)).toEqual(['Patterns/empty.md', 'Praxis/Patterns/A.md']);
});

test('given an edit, then the next look has it', async () => {
	const { shelf, vault } = await shelfOf({});
	const told = new Promise<void>((resolve) => shelf.onChange(resolve));
	await vault.create(vaultPath('Patterns/New.md'), 'Fresh.');
	await told;
	expect(shelf.get('new')?.instructions).toBe('Fresh.');
});

test('every built-in pattern can be read without a problem and says what it is for', () => {
	for (const { path, text } of PATTERNS) {
		const { pattern, problems } = readPattern(path, text);
		expect(problems).toEqual([]);
		expect(pattern?.description).not.toBe('');
		expect(pattern?.tags.length).toBeGreaterThan(0);
	}
});
