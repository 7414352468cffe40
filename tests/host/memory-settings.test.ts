/** The settings of the memory: each has a row, and what is typed is judged where it is typed as it would be kept. */
import { DEFAULT_MEMORY_SETTINGS } from '../../src/core/memory/memory-settings';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { memoryGroup } from '../../src/obsidian/settings/memory-group';

interface Row {
	readonly name: string;
	readonly desc?: string;
	readonly control?: { readonly key: string; readonly validate?: (typed: unknown) => string | undefined };
}

const rows = (): readonly Row[] => (memoryGroup(() => undefined, () => DEFAULT_SETTINGS) as unknown as { readonly items: readonly Row[] }).items;
const judge = (key: string, typed: unknown): string | undefined => {
	const row = rows().find(({ control }) => control?.key === key);
	if (!row?.control?.validate) throw new Error(`No row judges ${key}.`);
	return row.control.validate(typed);
};

test.each(Object.keys(DEFAULT_MEMORY_SETTINGS))('given the setting %s, then it has one row, which tells its effect and its default', (key) => {
	const own = rows().filter(({ control }) => control?.key === key);
	expect(own).toHaveLength(1);
	expect(own[0]?.desc).toMatch(/\. Default: .+\.$/);
});

test.each(['memoryFolder', 'memoryInbox', 'workFolder'])('given a folder typed for %s, when it could not be kept as it is, then that is said at its row', (key) => {
	for (const bad of ['', ' ', '/', '../out', '.hidden', 'a/.b', 'a//b', 'C:/x']) expect(judge(key, bad)).toContain('Use a folder inside this vault');
	for (const good of ['Mine', 'Mine/', ' Mine/deep ', 'Ünïcode/日本']) expect(judge(key, good)).toBeUndefined();
});

test('given an inbox that would hold the memory itself, when it is typed, then it is told why not', () => {
	for (const bad of ['Praxis', 'Praxis/Memory']) expect(judge('memoryInbox', bad)).toContain('The inbox cannot be the memory folder');
	expect(judge('memoryFolder', 'Praxis/Memory/Inbox')).toBeUndefined();
});

test.each([[-1], [20_001], [1.5], [Number.NaN]])('given %p tokens to be always loaded, when typed, then it is refused', (typed) => {
	expect(judge('hotTokens', typed)).toBeDefined();
	expect(judge('hotTokens', 0)).toBeUndefined();
});
