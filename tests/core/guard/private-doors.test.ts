/**
 * What is private, by folder, property and tag, at every door by which it could come to a model: search hits, snippets,
 * names, backlinks, embeds, properties, tasks, digests, reviews, what is remembered, vectors, previews, exports and results.
 * A remote model gets nothing of it; one on this device gets it, so that each door is known to be tried.
 */
import { localActionOf } from '../../../src/core/actions/local/run-local';
import { executeTool } from '../../../src/core/agents/execute-tool';
import { createApp, newThread, type App } from '../../../src/core/app';
import { vaultPath } from '../../../src/core/lib/vault-path';
import type { RunEvent } from '../../../src/core/runs/events';
import type { Answer } from '../../../src/core/runs/outcome';
import { Indexer } from '../../../src/core/search/indexer';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { TOOLS, type ToolContext } from '../../../src/core/tools';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

/** Words that stand nowhere else: in the name, the text, a property, a tag, a heading, a task and an alias of the private note. */
const SECRETS = ['quillmoth', 'brackenvole', 'tarnlily', 'sorrelfinch', 'merlinwort', 'heathwasp', 'gorsewren'];
const BODY = '# The brackenvole plan\n\nThe lantern of brackenvole is kept by [[Harbour]].\n\n- [ ] Feed the tarnlily\n';
const MORE = 'mood: sorrelfinch\naliases: [heathwasp]\ntelos: goal\nid: G7\n';
const PLACES: Readonly<Record<string, readonly [string, string]>> = {
	'by its folder': ['Private/Quillmoth.md', `---\n${MORE}---\n${BODY}#merlinwort and #gorsewren\n`],
	'by its property': ['Notes/Quillmoth.md', `---\nprivate: true\n${MORE}---\n${BODY}#merlinwort and #gorsewren\n`],
	'by its tag': ['Notes/Quillmoth.md', `---\n${MORE}---\n${BODY}#merlinwort and #gorsewren #private/x\n`],
};
const PUBLIC = {
	'Harbour.md': '# Harbour\n\nThe lantern stands at the harbour. #boats\n\n- [ ] Paint the boat\n',
	'Shore.md': '---\nmood: calm\n---\nThe lantern of the shore, see [[Harbour]].\n',
};
const REMOTE = 'anthropic/claude-opus-5-5';
const LOCAL = 'ollama/m';

interface World {
	readonly app: App;
	readonly host: MemoryHost;
	readonly path: string;
	/** Everything that was sent to a host that is not this device. */
	sent(): string;
}

async function world(place: string, changes: Partial<Settings> = {}): Promise<World> {
	const [path, text] = PLACES[place] ?? ['', ''];
	const host = memoryHost({ ...PUBLIC, [path]: text });
	await host.secrets.set('key', 'sk-ant-test-0123456789');
	host.script.otherwise(() => new Response('{}', { status: 400 }));
	const providers: Settings['providers'] = [
		{ id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'key', models: [] },
		{ id: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', wire: 'openai-responses', secret: 'key', models: ['text-embedding-3-small'] },
		{ id: 'ollama', name: 'Ollama', baseUrl: 'http://127.0.0.1:11434', wire: 'ollama', secret: '', models: ['m'] },
	];
	const app = createApp(host, { ...DEFAULT_SETTINGS, onDeviceOnly: false, privateFolders: ['Private'], providers, modelOrigins: ['http://127.0.0.1:11434'], chatModel: REMOTE, roleModels: { fast: '', standard: REMOTE, best: '' }, ...changes }, { builtInAgents: [{ path: 'Librarian.md', text: '---\nname: Librarian\nprivate-ok: true\n---\nAnswer.' }] });
	await app.index.rebuild();
	await app.telos.ready();
	return { app, host, path, sent: () => host.script.calls.filter(({ url }) => !url.startsWith('http://127.0.0.1')).map(({ url, body }) => `${url} ${body}`).join('\n') };
}

const held = (text: string): string[] => SECRETS.filter((word) => text.toLowerCase().includes(word));
async function answerOf(events: AsyncIterable<RunEvent>): Promise<Answer> {
	for await (const event of events) if (event.type === 'run-end') return event.answer;
	throw new Error('The run did not end.');
}

/** What each tool says that names or quotes notes. */
const CALLS: readonly (readonly [door: string, tool: string, input: (path: string) => object])[] = [
	['hits and snippets', 'search_notes', () => ({ query: 'lantern' })],
	['hits by the secret word itself', 'search_notes', () => ({ query: 'brackenvole tarnlily' })],
	['the note', 'read_note', (path) => ({ path })],
	['an embed of it', 'read_note', () => ({ path: 'Embeds.md' })],
	['names in a folder', 'list_folder', (path) => ({ folder: path.split('/')[0] })],
	['names of folders', 'list_folder', () => ({ folder: '' })],
	['names of what changed last', 'recent_notes', () => ({})],
	['backlinks, with their line', 'linked_notes', () => ({ path: 'Harbour.md' })],
	['properties', 'find_by_property', () => ({ name: 'mood' })],
	['tasks', 'list_tasks', () => ({})],
];

async function said(place: string, remote: boolean, [, name, input]: (typeof CALLS)[number]): Promise<string> {
	const { app, host, path } = await world(place);
	await host.vault.create(vaultPath('Embeds.md'), 'Below.\n\n![[Harbour]]\n');
	const indexer = new Indexer({ vault: host.vault, yieldToHost: () => Promise.resolve(), clock: () => 0, excludedFolders: [] });
	await indexer.rebuild();
	const guard = app.guard.guard.run({ remote, typed: [] });
	const context: ToolContext = { guard, vault: host.vault, index: indexer.index, now: host.now, signal: new AbortController().signal, askPerson: null };
	const { result } = await executeTool({ type: 'tool-call', callId: '1', tool: name, input: input(path) as Record<string, unknown>, rawInput: '', seal: null }, TOOLS, context);
	indexer.close();
	app.close();
	// What the caller named itself tells nothing.
	return Object.values(input(path)).reduce((text: string, given: unknown) => (typeof given === 'string' && given !== '' ? text.replaceAll(given, '') : text), result.text);
}

describe.each(Object.keys(PLACES))('a note that is private %s', (place) => {
	test.each(CALLS)('tools, %s: a remote model sees nothing of it', async (...call) => {
		expect(held(await said(place, true, call))).toEqual([]);
	});

	test.each(CALLS.filter(([door]) => door !== 'an embed of it' && (door !== 'names of folders' || place === 'by its folder')))('tools, %s: a model on this device does', async (...call) => {
		const text = await said(place, false, call);
		expect(call[0] === 'names of folders' ? (text.includes('Private/') ? ['Private'] : []) : held(text)).not.toEqual([]);
	});

	test('the digest of the purpose: nothing for a remote model', async () => {
		const { app } = await world(place);
		expect(held(JSON.stringify(await app.telos.purpose({ purpose: [] }, true)))).toEqual([]);
		const near = await app.telos.purpose({ purpose: [] }, false);
		expect([held(near.text).length > 0, near.isPrivate]).toEqual([true, true]);
		app.close();
	});

	test('a review with a remote model, the interview and a question: nothing is sent of it', async () => {
		const { app, sent } = await world(place);
		await app.telos.planReview('weekly', { withModel: true }).catch(() => undefined);
		await answerOf(app.ask('Where is the lantern?', { model: REMOTE }));
		expect(sent()).toContain('api.anthropic.com');
		expect(held(sent())).toEqual([]);
		app.close();
	});

	test('beside a question: it is held back, in the preview and when it is sent', async () => {
		const { app, path, sent } = await world(place);
		const attachments = [{ type: 'note' as const, path: vaultPath(path) }];
		const preview = await app.preview('What?', { model: REMOTE, attachments });
		expect(preview?.problems).toEqual([expect.stringContaining('private')]);
		expect(held(preview?.parts.map(({ text }) => text).join('\n') ?? '')).toEqual([]);
		await answerOf(app.ask('What?', { model: REMOTE, attachments }));
		expect(held(sent())).toEqual([]);
		expect(held((await app.preview('What?', { model: LOCAL, attachments }))?.parts.map(({ text }) => text).join('\n') ?? '')).not.toEqual([]);
		app.close();
	});

	test('what a chat remembers: once it was read here, no remote model goes on', async () => {
		const { app, path, sent } = await world(place);
		const thread = newThread();
		await answerOf(app.ask('Where is the lantern of brackenvole?', { thread }));
		expect(held(JSON.stringify(thread.turns))).not.toEqual([]);
		const next = await answerOf(app.ask('And then?', { model: REMOTE, thread }));
		expect(next.outcome).not.toBe('answered');
		expect(held(sent())).toEqual([]);
		expect(path).not.toBe('');
		app.close();
	});

	test('vectors: a remote model is sent nothing of it', async () => {
		const { app, sent } = await world(place, { vectorModel: 'openai/text-embedding-3-small', vectorWeight: 1 });
		await app.vectors.build().catch(() => undefined);
		await app.search('lantern');
		expect(sent()).toMatch(/api\.openai\.com[^]*lantern of the shore/);
		expect(held(sent())).toEqual([]);
		app.close();
	});

	test('a saved answer and a kept chat that quote it are private themselves, on every device', async () => {
		const { app, host } = await world(place);
		const thread = newThread();
		for await (const event of app.ask('Where is the lantern of brackenvole?', { thread })) {
			if (event.type !== 'run-end') continue;
			const { path } = await app.save({ runId: event.runId, question: 'Where?', agent: 'Praxis', model: 'extractive', at: host.now().toISOString(), answer: event.answer }, { to: 'new-note' });
			expect(held((await host.vault.read(path))?.text ?? '')).not.toEqual([]);
			expect((await host.vault.read(path))?.text).toContain('private: true');
			expect(await app.guard.guard.labelOf(path)).toMatchObject({ secrecy: 'private' });
		}
		app.close();
	});

	test('the record that is exported is private when it names it', async () => {
		const { app, host, path } = await world(place);
		const run = app.guard.guard.run({ remote: false });
		await run.read(vaultPath(path));
		await run.http('ask_model', 'm')('http://127.0.0.1:11434/api/chat', { method: 'POST', body: '{}' });
		const exported = await app.guard.exportSent();
		const text = (await host.vault.read(exported))?.text ?? '';
		expect([held(text).length > 0, text.includes('private: true')]).toEqual([true, true]);
		app.close();
	});

	test.each(['telos', 'pai', 'yaml', 'json'] as const)('an export of the purpose as %s leaves it out, and says so', async (format) => {
		const { app } = await world(place);
		const made = await app.telos.export(format);
		expect(held(JSON.stringify(made.files))).toEqual([]);
		expect(made.privateLeftOut).toBeGreaterThan(0);
		app.close();
	});

	test('actions without a model: a result that names or uses it is private', async () => {
		const { app, host, path } = await world(place);
		const run = async (name: string, text: string) => {
			const found = app.actions.list().map(localActionOf).find((one) => one?.name === name);
			if (!found) throw new Error(`No action ${name}.`);
			let runId = '';
			let result = '';
			for await (const event of app.actions.actLocally(found, [{ name: 'Shore', path: vaultPath('Shore.md'), text }])) if (event.type === 'run-end') [runId, result] = [event.runId, event.answer.text];
			return { result, label: app.actions.labelOf(runId) };
		};
		const mention = await run('suggested-links', 'The heathwasp hums at the harbour.');
		expect(mention.result).toContain(path.includes('/') ? 'Quillmoth' : path);
		expect(mention.label).toMatchObject({ secrecy: 'private' });
		const filled = await run('fill-template', `Here: {{plugin:file:read:${path}}}`);
		if (held(filled.result.replaceAll(path, '')).length > 0) expect(filled.label).toMatchObject({ secrecy: 'private' });
		const tags = await run('suggested-tags', `The lantern of brackenvole, see [[Harbour]] and [[Quillmoth]].`);
		if (/merlinwort|gorsewren/.test(tags.result)) expect(tags.label).toMatchObject({ secrecy: 'private' });
		expect([held(filled.result.replaceAll(path, '')).length > 0 || held(tags.result).length > 0]).toEqual([true]);
		expect((await run('outline', '# A\n')).label).toMatchObject({ secrecy: 'vault' });
		expect(host.notices).toEqual([]);
		app.close();
	});
});

test('given an action without a model whose result names or uses a clipping, then it is not the person’s own and says from where', async () => {
	const host = memoryHost({ ...PUBLIC, 'Clippings/Lantern oil.md': '---\naliases: [wick]\n---\nBuy lantern oil for the harbour at [[Harbour]]. #boats #oil\n' });
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.index.rebuild();
	const labelOf = async (name: string, text: string) => {
		const action = app.actions.list().map(localActionOf).find((one) => one?.name === name);
		if (!action) throw new Error(`No action ${name}.`);
		for await (const event of app.actions.actLocally(action, [{ name: 'Shore', path: vaultPath('Shore.md'), text }])) if (event.type === 'run-end') return app.actions.labelOf(event.runId);
		return null;
	};
	for (const [name, text] of [['suggested-links', 'Trim the wick.'], ['suggested-tags', 'The lantern oil for the [[Harbour]].'], ['related-notes', 'The lantern oil for the [[Harbour]].']] as const) {
		expect([name, await labelOf(name, text)]).toEqual([name, expect.objectContaining({ integrity: 'untrusted', reasons: expect.arrayContaining([expect.stringContaining('Clippings')]) as string[] })]);
	}
	expect(await labelOf('outline', '# A\n')).toMatchObject({ integrity: 'trusted' });
	app.close();
});
