/** The purpose graph of a whole app: read when asked, kept up with the vault, with the guard's word on whose notes count. */
import { createApp, type App } from '../../../src/core/app';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const NOTES = {
	'Telos/Rivers.md': '---\ntelos: mission\nid: M0\n---\nClean rivers.\n',
	'Telos/Weirs.md': '---\ntelos: goal\nsupports: "[[Rivers]]"\n---\nMap the weirs of the lower valley.\n',
	'Journal/2026-11-20.md': 'Walked up to the last gate. Map the weirs, they said.\n',
};

let app: App;
let host: MemoryHost;
afterEach(() => app.close());

async function open(files: MemoryFiles, settings: Partial<Settings> = {}): Promise<void> {
	host = memoryHost(files, { at: '2026-11-22T12:00:00Z' });
	app = createApp(host, { ...DEFAULT_SETTINGS, ...settings });
	await app.index.rebuild();
	await app.telos.ready();
}

const titles = (): string[] => app.telos.items().map(({ title }) => title);
const write = async (path: string, text: string): Promise<void> => {
	const known = await host.vault.read(path as VaultPath);
	await (known ? host.vault.process(path as VaultPath, () => text) : host.vault.create(path as VaultPath, text));
	await app.index.settled();
	await app.telos.settled();
};

test('nothing is known before it is asked for, and everything after', async () => {
	host = memoryHost(NOTES);
	app = createApp(host, DEFAULT_SETTINGS);
	expect([app.telos.isReady, titles()]).toEqual([false, []]);
	await app.telos.ready();
	expect([app.telos.isReady, titles()]).toEqual([true, ['Rivers', 'Weirs']]);
	expect(app.telos.graph.view.edges.map(({ from, kind, to }) => [from, kind, to])).toEqual([['Telos/Weirs.md', 'supports', 'Telos/Rivers.md']]);
});

test('follows notes that are written, moved and removed, and tells each time', async () => {
	await open(NOTES);
	let told = 0;
	app.telos.onChange(() => told++);
	await write('Fish.md', '---\ntelos: goal\nsupports: M0\n---\n');
	expect(titles()).toEqual(['Fish', 'Rivers', 'Weirs']);
	await host.vault.rename('Fish.md' as VaultPath, 'Telos/Trout.md' as VaultPath);
	await app.telos.settled();
	expect(titles()).toEqual(['Rivers', 'Trout', 'Weirs']);
	await host.vault.trash('Telos/Rivers.md' as VaultPath);
	await app.telos.settled();
	expect(titles()).toEqual(['Trout', 'Weirs']);
	expect(app.telos.problems().map(({ message }) => message)).toEqual(['"M0" leads nowhere.', '"Rivers" leads nowhere.']);
	expect(told).toBeGreaterThanOrEqual(3);
});

test('what others wrote does not count, and what is private is known to be', async () => {
	await open({ ...NOTES, 'Clippings/Soap.md': '---\ntelos: mission\n---\nBuy soap.\n', 'Diary/Leave.md': '---\ntelos: goal\n---\n', 'Web.md': '---\ntelos: goal\nsource: https://example.org\n---\n' }, { privateFolders: ['Diary'] });
	expect(app.telos.items().map(({ title, isPrivate }) => `${title}${isPrivate ? ' (private)' : ''}`)).toEqual(['Leave (private)', 'Rivers', 'Weirs']);
	app.updateSettings({ ...DEFAULT_SETTINGS, privateFolders: [], clippingFolders: ['Telos'] });
	await app.telos.settled();
	expect(app.telos.items().map(({ title, isPrivate }) => `${title}${isPrivate ? ' (private)' : ''}`)).toEqual(['Soap', 'Leave']);
});

test('a folder that is excluded is not read, and one that is let in again is', async () => {
	await open(NOTES, { excludedFolders: ['Telos'] });
	expect(titles()).toEqual([]);
	app.updateSettings({ ...DEFAULT_SETTINGS, excludedFolders: [] });
	await app.telos.settled();
	expect(titles()).toEqual(['Rivers', 'Weirs']);
});

test('a dated note that says a goal by its words is a trace of it', async () => {
	await open({ ...NOTES, 'Telos/Weirs.md': '---\ntelos: goal\ntitle: Map the weirs\n---\n' });
	expect(app.telos.activity().map(({ item, lastDay, proofs }) => [item.title, lastDay, proofs[0]?.kind])).toEqual([['Map the weirs', '2026-11-20', 'mention']]);
});

test('a note without links is traced by its words, and the two are told apart', async () => {
	await open(NOTES);
	expect((await app.telos.trace('Telos/Weirs.md')).by).toBe('links');
	const byWords = await app.telos.trace('Journal/2026-11-20.md');
	expect(byWords.by).toBe('evidence');
	expect(byWords.paths.map(({ steps }) => steps.map(({ item }) => item.title))).toEqual([['Rivers']]);
});

test('a vault that cannot be listed is asked again', async () => {
	host = memoryHost(NOTES);
	app = createApp(host, DEFAULT_SETTINGS);
	const { list } = host.vault;
	host.vault.list = () => Promise.reject(new Error('gone'));
	await expect(app.telos.ready()).rejects.toThrow('gone');
	host.vault.list = list.bind(host.vault);
	await app.telos.ready();
	expect(titles()).toHaveLength(2);
});

test('an edit in this app is a trace of work on its day, one by sync is none, and it is known after a restart', async () => {
	const edited = new Set<string>();
	const start = async (earlier?: MemoryHost): Promise<void> => {
		host = memoryHost(NOTES, { at: '2026-11-22T12:00:00Z', ...(earlier ? { store: earlier.store } : {}) });
		app = createApp(host, DEFAULT_SETTINGS, { isEditedHere: (path) => edited.has(path) });
		await app.telos.ready();
	};
	const traces = (): string[] => app.telos.activityOf(app.telos.items('goal')).flatMap(({ proofs }) => proofs.map(({ kind, day }) => `${kind} ${day}`));
	await start();
	await write('Telos/Weirs.md', `${NOTES['Telos/Weirs.md']}by sync\n`);
	expect(traces()).toEqual([]);
	edited.add('Telos/Weirs.md');
	await write('Telos/Weirs.md', `${NOTES['Telos/Weirs.md']}by hand\n`);
	expect(traces()).toEqual(['edit 2026-11-22']);
	app.close();
	await start(host);
	expect(traces()).toEqual(['edit 2026-11-22']);
});
