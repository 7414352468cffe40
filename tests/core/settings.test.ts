/** The one door of stored settings: whatever stands in data.json, valid settings come out, and what was valid stays. */
import fc from 'fast-check';
import { DEFAULT_SETTINGS, readSettings } from '../../src/core/settings';

const folder = fc.stringMatching(/^[A-Za-z][A-Za-z /]{0,10}[A-Za-z]$/);
/** What a person can have chosen, setting by setting. */
const CHOSEN = {
	resultFolder: folder,
	excludedFolders: fc.array(folder),
	privateFolders: fc.array(folder),
	clippingFolders: fc.array(folder),
	onDeviceOnly: fc.boolean(),
	modelOrigins: fc.uniqueArray(fc.constantFrom('http://127.0.0.1:11434', 'http://localhost:1234', 'https://models.example.org')),
	addBlockIds: fc.boolean(),
};
/** What an older version, another program or a person may have left there instead. */
const WRONG: Record<keyof typeof CHOSEN, readonly unknown[]> = {
	resultFolder: [null, 3, '', '  ', ['Results'], {}],
	excludedFolders: [null, 'Home', 3, {}, [null, 3, '', '  ']],
	privateFolders: [null, 'Private', 3, {}, [null, 3, '', '  ']],
	clippingFolders: [null, 'Clippings', 3, {}],
	onDeviceOnly: [null, 'no', 0, [], 'false'],
	modelOrigins: [null, 'http://localhost', 3, {}, ['file:///etc', 'http://a:b@localhost', 'localhost:11434', '']],
	addBlockIds: [null, 'yes', 0, []],
};

test('every setting has its cases here', () => {
	expect(Object.keys(CHOSEN).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
});

test('what was chosen comes back, also after a trip through data.json', () => {
	fc.assert(fc.property(fc.record(CHOSEN), (chosen) => expect(readSettings(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen)));
});

test.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))('a wrong %s (%j) falls back to its default and touches no other', (name, value) => {
	const others = { resultFolder: 'Kept', excludedFolders: ['A'], privateFolders: ['B'], clippingFolders: ['C'], onDeviceOnly: false, modelOrigins: ['http://localhost:1234'], addBlockIds: false };
	expect(readSettings({ ...others, [name]: value })).toEqual({ ...others, [name]: DEFAULT_SETTINGS[name as keyof typeof CHOSEN] });
});

test('anything at all gives every setting its type', () => {
	fc.assert(
		fc.property(fc.anything(), (stored) => {
			const settings = readSettings(stored);
			expect(Object.keys(settings).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
			expect([typeof settings.resultFolder, typeof settings.addBlockIds]).toEqual(['string', 'boolean']);
			for (const path of [...settings.excludedFolders, ...settings.privateFolders, ...settings.clippingFolders]) expect(path.trim()).not.toBe('');
		}),
	);
});
