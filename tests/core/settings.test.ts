/** The one door of stored settings: whatever stands in data.json, valid settings come out, and what was valid stays. */
import fc from 'fast-check';
import { DEFAULT_SETTINGS, readSettings } from '../../src/core/settings';

const folder = fc.stringMatching(/^[A-Za-z][A-Za-z /]{0,10}[A-Za-z]$/);
const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((chosen) => chosen + 0);
const NO_AMOUNT = [null, '5', -1, [], {}, true];
const NO_FOLDER = [null, 3, '', ' / ', ['Memory'], {}, '../Out', '.hidden', 'A//B'];
/** What a person can have chosen, setting by setting. */
const CHOSEN = {
	resultFolder: folder,
	keepChats: fc.boolean(),
	chatFolder: folder,
	chatAgent: fc.constantFrom('', 'Librarian', 'My agent'),
	excludedFolders: fc.array(folder),
	privateFolders: fc.array(folder),
	clippingFolders: fc.array(folder),
	onDeviceOnly: fc.boolean(),
	modelOrigins: fc.uniqueArray(fc.constantFrom('http://127.0.0.1:11434', 'http://localhost:1234', 'https://models.example.org')),
	addBlockIds: fc.boolean(),
	runLog: fc.boolean(),
	webPages: fc.boolean(),
	favouritePatterns: fc.uniqueArray(fc.constantFrom('translate', 'Weekly review', 'summary_v2')),
	providers: fc.uniqueArray(
		fc.record({
			id: fc.constantFrom('ollama', 'anthropic', 'my-server'),
			name: fc.constantFrom('Ollama', 'Mine'),
			baseUrl: fc.constantFrom('http://localhost:11434', 'https://models.example.org/v1'),
			wire: fc.constantFrom('ollama' as const, 'openai-chat' as const, 'anthropic' as const, 'openai-responses' as const),
			secret: fc.constantFrom('', 'anthropic-key'),
			models: fc.uniqueArray(fc.constantFrom('qwen3', 'org/model:8b')),
		}),
		{ selector: ({ id }) => id },
	),
	roleModels: fc.record({ fast: fc.constantFrom('', 'ollama/qwen3'), standard: fc.constantFrom('', 'my-server/a/b'), best: fc.constantFrom('', 'anthropic/claude') }),
	ownPrices: fc.array(fc.record({ ref: fc.constantFrom('ollama/qwen3'), input: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((price) => price + 0), output: fc.nat(), asOf: fc.constant('2026-11-02') })),
	chatModel: fc.constantFrom('quotes', 'standard', 'best', 'ollama/qwen3'),
	runUsd: amount,
	runTokens: amount,
	dayUsd: amount,
	dayTokens: amount,
	telosFolder: fc.constantFrom('', 'Purpose', 'Praxis/Telos'),
	telosWords: fc.dictionary(fc.constantFrom('goal', '#area/goal', 'vision', 'ziel'), fc.constantFrom('goal' as const, 'mission' as const)).map((words) => ({ ...words })),
	telosUpdates: fc.boolean(),
	telosHalving: fc.boolean(),
	vectorModel: fc.constantFrom('', 'ollama/nomic-embed-text'),
	vectorWeight: fc.constantFrom(0, 0.15, 1, 2),
	vectorTokens: amount,
	phoneSearchMb: amount,
	memoryFolder: fc.constantFrom('Memory', 'Praxis/Memory'),
	memoryInbox: fc.constantFrom('Inbox', 'Praxis/Memory/Inbox'),
	hotTokens: fc.integer({ min: 0, max: 20_000 }),
	proposeMemories: fc.boolean(),
	workFolder: fc.constantFrom('Work', 'Praxis/Work'),
	checkDevice: fc.constantFrom('', 'none', 'd-1'),
};
/** What an older version, another program or a person may have left there instead. */
const WRONG: Record<keyof typeof CHOSEN, readonly unknown[]> = {
	resultFolder: [null, 3, '', '  ', ['Results'], {}],
	keepChats: [null, 'no', 0, []],
	chatFolder: [null, 3, '', '  ', ['Chats'], {}],
	chatAgent: [null, 3, ['Librarian'], {}],
	excludedFolders: [null, 'Home', 3, {}, [null, 3, '', '  ']],
	privateFolders: [null, 'Private', 3, {}, [null, 3, '', '  ']],
	clippingFolders: [null, 'Clippings', 3, {}],
	onDeviceOnly: [null, 'no', 0, [], 'false'],
	modelOrigins: [null, 'http://localhost', 3, {}, ['file:///etc', 'http://a:b@localhost', 'localhost:11434', '']],
	addBlockIds: [null, 'yes', 0, []],
	runLog: [null, 'yes', 1, []],
	webPages: [null, 'yes', 1, []],
	favouritePatterns: [null, 'translate', 3, {}, [null, 3, '', ' ']],
	providers: [null, 'ollama', 3, {}, [null, 3, {}, { id: 'x', baseUrl: 'http://localhost', wire: 'telepathy' }, { id: 'X/y', baseUrl: 'http://localhost', wire: 'ollama' }, { id: 'x', baseUrl: 'localhost', wire: 'ollama' }]],
	roleModels: [null, 'best', 3, [], { fast: 3, standard: null, best: {} }],
	ownPrices: [null, 'free', 3, {}, [null, {}, { ref: 'a/b', input: '1', output: 2 }, { ref: '', input: 1, output: 2 }, { ref: 'a/b', input: -1, output: 2 }]],
	chatModel: [null, '', 3, ['best'], {}],
	runUsd: NO_AMOUNT,
	runTokens: NO_AMOUNT,
	dayUsd: NO_AMOUNT,
	dayTokens: NO_AMOUNT,
	telosFolder: [null, 3, ['Telos'], {}, '../Out', '.hidden', 'A//B'],
	telosWords: [null, 3, 'goal', ['goal'], { goal: 'gaol', '': 'goal', x: 3 }, JSON.parse('{"__proto__": "goal"}')],
	telosUpdates: [null, 'yes', 1, []],
	telosHalving: [null, 'yes', 1, []],
	vectorModel: [null, 3, ['embed'], {}],
	vectorWeight: NO_AMOUNT,
	vectorTokens: NO_AMOUNT,
	phoneSearchMb: NO_AMOUNT,
	memoryFolder: NO_FOLDER,
	memoryInbox: NO_FOLDER,
	hotTokens: [...NO_AMOUNT, 20_001],
	proposeMemories: [null, 'no', 0, []],
	workFolder: NO_FOLDER,
	checkDevice: [null, 7, true, []],
};

test('every setting has its cases here', () => {
	expect(Object.keys(CHOSEN).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
});

test('what was chosen comes back, also after a trip through data.json', () => {
	fc.assert(fc.property(fc.record(CHOSEN), (chosen) => expect(readSettings(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen)));
});

test.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))('a wrong %s (%j) falls back to its default and touches no other', (name, value) => {
	const others = { resultFolder: 'Kept', keepChats: false, chatFolder: 'Talks', chatAgent: 'Critic', excludedFolders: ['A'], privateFolders: ['B'], clippingFolders: ['C'], onDeviceOnly: false, modelOrigins: ['http://localhost:1234'], addBlockIds: false, runLog: true, webPages: true, favouritePatterns: ['translate'], providers: [{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama' as const, secret: '', models: ['qwen3'] }], roleModels: { fast: 'ollama/qwen3', standard: '', best: '' }, ownPrices: [{ ref: 'ollama/qwen3', input: 1, output: 2, asOf: '2026-11-02' }], chatModel: 'fast', runUsd: 3, runTokens: 5, dayUsd: 7, dayTokens: 9, telosFolder: 'Purpose', telosWords: { ziel: 'goal' as const }, telosUpdates: true, telosHalving: true, vectorModel: 'ollama/embed', vectorWeight: 1, vectorTokens: 4, phoneSearchMb: 3, memoryFolder: 'Claims', memoryInbox: 'Claims/In', hotTokens: 9, proposeMemories: false, workFolder: 'Tasks', checkDevice: 'd-1' };
	expect(readSettings({ ...others, [name]: value })).toEqual({ ...others, [name]: DEFAULT_SETTINGS[name as keyof typeof CHOSEN] });
});

test('an inbox that would hold the memory itself lies within it', () => {
	expect(readSettings({ memoryFolder: 'Notes/Memory', memoryInbox: 'Notes' })).toMatchObject({ memoryFolder: 'Notes/Memory', memoryInbox: 'Notes/Memory/Inbox' });
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
