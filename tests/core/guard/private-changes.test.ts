/** Given notes that a run may not read, then proposing changes tells it nothing of them: neither by an error, a report, a list nor a count. */
import { executeTool } from '../../../src/core/agents/execute-tool';
import { createChanges } from '../../../src/core/changes/changes';
import { Guard } from '../../../src/core/guard/guard';
import type { RunGuard } from '../../../src/core/guard/run-guard';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { Indexer } from '../../../src/core/search/indexer';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { TOOLS } from '../../../src/core/tools';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

const SETTINGS = { ...DEFAULT_SETTINGS, privateFolders: ['Private'], onDeviceOnly: false };
const FILES = {
	'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n',
	'Notes/Plan.md': 'Rent and taxes, see [[scan.pdf]].\n',
	'Notes/Other.md': 'Rent is due.\n',
	'Clippings/Post.md': 'An offer.\n\nAn offer that ends.\n',
	'Notes/Tagged.md': '# Brackenvole\n\nLove letter #private/letters\n\nLove letter of brackenvole, rent\n',
	'Private/Brackenvole.md': '---\nmood: brackenvole\n---\nSee [[Plan]].\n',
	'Private/Brackenvole scans/scan.pdf': 'x',
};

interface World { readonly host: MemoryHost; readonly run: RunGuard; call(tool: string, input: Readonly<Record<string, unknown>>): Promise<string> }

async function world(options: { readonly remote: boolean; readonly noPrivate?: boolean }, files: Readonly<Record<string, string>> = FILES): Promise<World> {
	const host = memoryHost(files);
	const guard = new Guard({ ...host, changes: createChanges(host), settings: () => SETTINGS, instructions: () => [], configFolder: '.obsidian' });
	const indexer = new Indexer({ vault: host.vault, yieldToHost: () => Promise.resolve(), clock: () => 0, excludedFolders: [] });
	await indexer.rebuild();
	const run = guard.run({ ...options, agent: 'aide', granted: ['note_read', 'note_edit', 'note_create', 'note_move'], approve: () => Promise.resolve(true) });
	const context = { guard: run, vault: host.vault, index: indexer.index, now: host.now, signal: new AbortController().signal, askPerson: null };
	return { host, run, call: async (tool, input) => (await executeTool({ type: 'tool-call', callId: '1', tool, input, rawInput: '', seal: null }, TOOLS, context)).result.text };
}

const PROBES: readonly (readonly [what: string, tool: string, right: object, wrong: object])[] = [
	['a passage that stands twice, and one that does not', 'edit_note', { find: 'Love letter', replace: '' }, { find: 'Hate letter', replace: '' }],
	['a heading', 'append_to_note', { text: 'x', heading: 'Brackenvole' }, { text: 'x', heading: 'Otter' }],
	['a property that it has already', 'set_properties', { properties: { mood: 'brackenvole' } }, { properties: { mood: 'otter' } }],
];

describe.each([['a remote model', { remote: true }], ['an agent that may not read private notes', { remote: false, noPrivate: true }]] as const)('%s', (_who, options) => {
	test.each(PROBES)('is told the same of a private note by %s, whether it is there or not', async (_what, tool, right, wrong) => {
		for (const path of ['Notes/Tagged.md', 'Private/Brackenvole.md']) {
			const { call, host } = await world(options);
			const before = host.vault.snapshot();
			const answers = [await call(tool, { path, ...right }), await call(tool, { path, ...wrong })];
			expect(answers[0]).toMatch(/^Failed: The note is private/);
			expect(answers[1]).toBe(answers[0]);
			expect(host.vault.snapshot()).toEqual(before);
		}
	});

	test('is not told which private notes link to one that it renames, and they follow it', async () => {
		const { call, host } = await world(options);
		const text = await call('rename_note', { path: 'Notes/Plan.md', to: 'Notes/Budget.md' });
		expect(text).toContain('Notes/Budget.md: renamed');
		expect(text).not.toMatch(/brackenvole/i);
		expect((await host.vault.read(vaultPath('Private/Brackenvole.md')))?.text).toContain('[[Budget]]');
	});

	test('is not told the folder of a private file that a note links to by its name', async () => {
		const { call } = await world(options);
		expect(await call('linked_notes', { path: 'Notes/Plan.md' })).not.toMatch(/brackenvole/i);
	});

	test('is not told that a private note has a word beside one that it may see', async () => {
		const { call } = await world(options);
		const isMore = async (query: string): Promise<boolean> => (await call('search_notes', { query, limit: 1 })).includes('More notes match');
		expect([await isMore('offer brackenvole'), await isMore('rent')]).toEqual([false, true]);
	});
});

describe('a model on this device', () => {
	test.each([
		['a private note', 'Notes/Tagged.md', { find: 'Love letter', replace: '' }, { secrecy: 'private', taint: false }],
		['a clipping', 'Clippings/Post.md', { find: 'An offer', replace: '' }, { secrecy: 'vault', taint: true }],
	] as const)('has read %s when an error quotes it', async (_what, path, change, state) => {
		const { call, run } = await world({ remote: false });
		expect(await call('edit_note', { path, ...change })).toContain('stands in 2 places');
		expect(run.state).toMatchObject(state);
		expect(run.notes).toEqual([path]);
	});

	test('has learned of a private note when its guess is right', async () => {
		const { call, run } = await world({ remote: false });
		await call('edit_note', { path: 'Notes/Tagged.md', find: 'letter of brackenvole', replace: 'letter' });
		expect(run.state.secrecy).toBe('private');
	});

	test('is not told which private note links to one that it renames, unless it has read something private', async () => {
		const clean = await world({ remote: false });
		expect(await clean.call('rename_note', { path: 'Notes/Plan.md', to: 'Notes/Budget.md' })).not.toMatch(/brackenvole/i);
		expect(await clean.call('linked_notes', { path: 'Notes/Budget.md' })).toContain('Private/Brackenvole.md');
		expect(clean.run.state.secrecy).toBe('private');
		expect(await clean.call('rename_note', { path: 'Notes/Budget.md', to: 'Notes/Plan.md' })).toMatch(/Private\/Brackenvole/);
	});

	test('has read nothing when it adds to a note', async () => {
		const { call, run } = await world({ remote: false });
		expect(await call('append_to_note', { path: 'Clippings/Post.md', text: 'Mine.' })).toContain('written');
		expect(run.state).toMatchObject({ secrecy: 'vault', taint: false });
	});
});
