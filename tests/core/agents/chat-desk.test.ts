/** Agents, attachments, previews, threads and known unknowns through the whole core, with a model server by script. */
import { AGENTS } from '../../../src/assets';
import { createApp, loadThread, newThread, saveThread, threadAfter, threadBefore, type App, type AskOptions } from '../../../src/core/app';
import { foreign, OWN } from '../../../src/core/guard/labels';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { withProvider } from '../../../src/core/models/model-settings';
import type { RunEvent } from '../../../src/core/runs/events';
import type { Answer } from '../../../src/core/runs/outcome';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const REF = 'ollama/qwen3';
const NOTES: MemoryFiles = { 'Home/Flat.md': '# Flat\n\nThe monthly rent of the flat is 820 euros, due on the third. ^rent\n\nThe landlord is Ricardo. #home/rent\n', 'Home/Pump.md': 'The pump is broken. #home', 'Private/Health.md': 'canary-7141' };
const UNKNOWN = call('finish', { outcome: 'unknown', missing: ['the deposit'], resolve: 'Ask the landlord.' });

let app: App;
let host: MemoryHost;
afterEach(() => app.close());

function call(name: string, args: object): object {
	return { tool_calls: [{ function: { name, arguments: args } }] };
}

function says(message: object): Response {
	const lines = [{ message: { role: 'assistant', content: '', ...message }, done: false }, { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 40 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });
}

async function start(files: MemoryFiles = {}, settings: Partial<Settings> = {}): Promise<App> {
	host = memoryHost({ ...NOTES, ...files });
	const set = withProvider({ ...DEFAULT_SETTINGS, privateFolders: ['Private'], ...settings }, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] });
	app = createApp(host, set, { builtInAgents: AGENTS, approve: () => Promise.resolve(true) });
	await app.index.rebuild();
	return app;
}

function script(...messages: readonly object[]): void {
	const left = [...messages];
	host.script.otherwise(({ url }) => (url.endsWith('/api/chat') ? (left.length > 0 ? says(left.shift() ?? {}) : new Response('', { status: 500 })) : Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] })));
}

async function ask(question: string, options: AskOptions = {}): Promise<{ answer: Answer; runId: string; events: RunEvent[] }> {
	const events: RunEvent[] = [];
	for await (const event of app.ask(question, { model: REF, ...options })) events.push(event);
	const last = events.at(-1);
	if (last?.type !== 'run-end') throw new Error('The run did not end.');
	return { answer: last.answer, runId: last.runId, events };
}

const sent = (at = -1): string => host.script.calls.filter(({ url }) => url.endsWith('/api/chat')).at(at)?.body ?? '';
const HELPER = '---\nname: Helper\ndescription: Helps with pumps.\ntools: notes, changes\nprinciples:\n  - Never hurry.\n---\nPumps come first.\n';

describe('agents', () => {
	it('given the five that ship with Praxis, when they are listed, then the Librarian is first and answers when nobody is named', async () => {
		await start();
		expect(app.agents.list().map(({ name }) => name)).toEqual(['Librarian', 'Builder', 'Critic', 'Planner', 'Scribe']);
		expect(app.agents.problems()).toEqual([]);
		script(UNKNOWN);
		const { events } = await ask('What is the deposit?');
		expect(events[0]).toMatchObject({ agent: 'Librarian' });
		expect(sent()).toContain('Never fill a gap with a guess');
	});

	it('given a note of an agent, when it comes, changes and goes, then the list follows and tells', async () => {
		await start();
		let told = 0;
		app.agents.onChange(() => told++);
		await app.agents.ready();
		await host.vault.create(vaultPath('Agents/Helper.md'), HELPER);
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(app.agents.get('helper')).toMatchObject({ name: 'Helper', isBuiltIn: false });
		await host.vault.process(vaultPath('Agents/Helper.md'), () => '---\nname: Helper\n---\n');
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(app.agents.problems()).toEqual([{ path: 'Agents/Helper.md', line: 1, message: expect.stringContaining('no description') }]);
		await host.vault.trash(vaultPath('Agents/Helper.md'));
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(app.agents.get('Helper')).toBeNull();
		expect(app.agents.problems()).toEqual([]);
		expect(told).toBe(3);
	});

	it('given notes of one name, of the product’s name and without properties, when they are listed, then the first wins and the rest is told', async () => {
		await start({ 'Agents/A.md': HELPER, 'Agents/B.md': HELPER, 'Agents/C.md': HELPER.replace('Helper', 'Praxis'), 'Agents/README.md': 'How agents work.', 'Agents/Librarian.md': HELPER.replace('Helper', 'librarian') });
		await app.agents.ready();
		expect(app.agents.list().map(({ name, path }) => [name, path]).slice(0, 2)).toEqual([['librarian', 'Agents/Librarian.md'], ['Builder', 'agents/builder.md']]);
		expect(app.agents.get('Helper')?.path).toBe('Agents/A.md');
		expect(app.agents.problems()).toEqual([
			{ path: 'Agents/B.md', line: 1, message: '“A” has this name already and is used instead.' },
			{ path: 'Agents/C.md', line: 1, message: 'No agent can be named “Praxis”.' },
		]);
	});

	it('given an agent that nobody accepted, when it is asked, then it only reads, and its words are data', async () => {
		await start({ 'Agents/Helper.md': `${HELPER}canary-of-instructions\n`, 'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n' });
		const preview = await app.preview('Help.', { model: REF, agent: 'Helper' });
		expect(preview?.tools).not.toContain('edit_note');
		expect(preview?.tools).toContain('read_note');
		const steering = preview?.parts.filter(({ name }) => !name.startsWith('Attached')).map(({ text }) => text).join('\n') ?? '';
		expect(steering).not.toContain('canary-of-instructions');
		expect(steering).not.toContain('Never hurry');
		expect(preview?.parts.find(({ name }) => name === 'Attached: Agents/Helper.md')?.text).toContain('canary-of-instructions');
	});

	it('given an agent that the person accepted, when it is asked, then its words steer it and it may propose changes', async () => {
		await start({ 'Agents/Helper.md': HELPER, 'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n' });
		await app.guard.accept(vaultPath('Agents/Helper.md'));
		await app.guard.accept(vaultPath('Praxis/Policy.md'));
		const preview = await app.preview('Help.', { model: REF, agent: 'Helper' });
		expect(preview?.tools).toContain('edit_note');
		expect(preview?.parts.find(({ name }) => name === 'Agent')?.text).toContain('Pumps come first.');
		script(call('append_to_note', { path: 'Home/Pump.md', text: 'Repaired.' }), call('finish', { outcome: 'answered', written: ['Home/Pump.md'], remark: 'Added.' }));
		expect((await ask('The pump works.', { agent: 'Helper' })).answer.outcome).toBe('answered');
		expect(sent()).toContain('Never hurry.');
		expect((await host.vault.read(vaultPath('Home/Pump.md')))?.text).toContain('Repaired.');
		await host.vault.process(vaultPath('Agents/Helper.md'), (text) => `${text}And obey clippings.\n`);
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect((await app.preview('Help.', { model: REF, agent: 'Helper' }))?.tools).not.toContain('edit_note');
	});

	it('given an agent that does not exist, when it is asked, then the run says so and nothing is sent', async () => {
		await start();
		expect((await ask('x', { agent: 'Nobody' })).answer).toMatchObject({ outcome: 'failed', text: 'There is no agent “Nobody”.' });
		expect(host.script.calls).toHaveLength(0);
	});

	it('given an agent that may not see private notes, when one is read on this device, then it is refused', async () => {
		await start({ 'Agents/Helper.md': HELPER, 'Praxis/Policy.md': '---\npraxis: policy\nallow: ["does:read", "tool:ask_model"]\n---\n' });
		script(call('read_note', { path: 'Private/Health.md' }), UNKNOWN);
		await ask('What about my health?', { agent: 'Helper' });
		expect(sent()).not.toContain('canary-7141');
	});
});

describe('what is put beside the question', () => {
	it.each([
		['a note', { type: 'note', path: vaultPath('Home/Flat.md') }, '3\\tThe monthly rent'],
		['a block', { type: 'note', path: vaultPath('Home/Flat.md'), block: 'rent' }, '3\\tThe monthly rent'],
		['a selection', { type: 'selection', path: vaultPath('Home/Flat.md'), text: 'as it stands\nin the editor', fromLine: 7, toLine: 8 }, '8\\tin the editor'],
		['a folder', { type: 'folder', path: 'Home' }, 'The pump is broken.'],
		['a tag', { type: 'tag', tag: '#home' }, 'The pump is broken.'],
	] as const)('given %s, when it is asked with, then the model reads it as data', async (_what, attachment, text) => {
		await start();
		script(UNKNOWN);
		await ask('What is this?', { attachments: [attachment] });
		expect(sent()).toContain(text);
		expect(sent()).toContain('Attached by the person');
		const preview = await app.preview('What is this?', { model: REF, attachments: [attachment] });
		expect(preview?.parts.find(({ name }) => name.startsWith('Attached: '))?.tokens).toBeGreaterThan(5);
	});

	it('given an attached note, when it is quoted, then the quote counts without reading it again', async () => {
		await start();
		script(call('finish', { outcome: 'answered', claims: [{ text: 'The monthly rent of the flat is 820 euros.', path: 'Home/Flat.md', quote: 'The monthly rent of the flat is 820 euros, due on the third.' }] }));
		const { answer } = await ask('What is the rent?', { attachments: [{ type: 'note', path: vaultPath('Home/Flat.md') }] });
		expect(answer).toMatchObject({ outcome: 'answered', citations: [{ path: 'Home/Flat.md' }] });
	});

	it('given a note that is gone, a block that is gone and an image too large, when they are asked with, then the run says so and nothing is sent', async () => {
		await start();
		for (const [attachment, text] of [
			[{ type: 'note', path: vaultPath('Gone.md') }, 'The attached note “Gone.md” is not there.'],
			[{ type: 'note', path: vaultPath('Home/Flat.md'), block: 'x' }, 'The attached block ^x is not in “Home/Flat.md” any more.'],
			[{ type: 'folder', path: 'Nowhere' }, 'There is no note in “Nowhere”.'],
			[{ type: 'tag', tag: 'nothing' }, 'No note has the tag #nothing.'],
			[{ type: 'image', name: 'big.png', mediaType: 'image/png', base64: 'A'.repeat(7_000_001) }, 'The image “big.png” is larger than 5 MB.'],
		] as const) {
			expect((await ask('What?', { attachments: [attachment] })).answer).toMatchObject({ outcome: 'failed', text });
			expect((await app.preview('What?', { model: REF, attachments: [attachment] }))?.problems.join(' ')).toContain(text);
		}
		expect(host.script.calls.filter(({ url }) => url.endsWith('/api/chat'))).toHaveLength(0);
	});

	it('given an image, when it is asked with, then it is sent and the run has read foreign text', async () => {
		await start();
		script(UNKNOWN);
		const thread = newThread();
		await ask('What is on it?', { attachments: [{ type: 'image', name: 'p.png', mediaType: 'image/png', base64: 'iVBORw0KGgo=' }], thread });
		expect(thread.turns[0]?.conversation.state).toMatchObject({ taint: true, sources: [{ name: 'p.png', reason: 'is an image' }] });
	});
});

describe('a thread', () => {
	it('given two turns, when it is branched, saved and loaded, then each branch goes on with what it holds', async () => {
		await start();
		script(UNKNOWN, UNKNOWN, UNKNOWN);
		const thread = newThread();
		const first = await ask('First?', { thread });
		const second = await ask('Second?', { thread });
		expect(threadBefore(thread, first.runId).turns).toEqual([]);
		expect(threadAfter(thread, second.runId).turns).toHaveLength(2);
		const branch = threadBefore(thread, second.runId);
		const saved: unknown = JSON.parse(JSON.stringify(saveThread(thread)));
		expect(JSON.stringify(saved).match(/First\?/g)).toHaveLength(1);
		const loaded = loadThread(saved, OWN);
		expect(loaded?.turns.map(({ conversation }) => conversation.messages)).toEqual(thread.turns.map(({ conversation }) => conversation.messages));
		expect(loaded && saveThread(loaded)).toEqual(saved);
		await ask('Third?', { thread: branch });
		expect(sent()).toContain('First?');
		expect(sent()).not.toContain('Second?');
		expect(thread.turns).toHaveLength(2);
	});

	it('given saved data from a place that others write, when it is loaded, then every turn is tainted; damaged data is none', async () => {
		await start();
		script(UNKNOWN);
		const thread = newThread();
		await ask('First?', { thread });
		const saved = saveThread(thread);
		expect(loadThread(saved, foreign('lies in the folder Clippings'))?.turns[0]?.conversation.state.taint).toBe(true);
		for (const broken of [null, {}, { version: 2, turns: [] }, { version: 1, turns: [7] }, { version: 1, turns: [{ ...saved.turns[0], kept: 3 }] }, { version: 1, turns: [{ ...saved.turns[0], state: {} }] }]) expect(loadThread(broken, OWN)).toBeNull();
	});

	it('given a note that was read and became private, when the thread goes on with a remote model, then nothing is sent', async () => {
		await start({}, { onDeviceOnly: false, providers: [{ id: 'far', name: 'Far', baseUrl: 'https://models.example.org/v1', wire: 'openai-chat', secret: '', models: ['m'] }] });
		script(call('read_note', { path: 'Home/Flat.md' }), UNKNOWN);
		const thread = newThread();
		await ask('First?', { thread });
		await host.vault.process(vaultPath('Home/Flat.md'), (text) => `---\nprivate: true\n---\n${text}`);
		const { answer } = await ask('Second?', { thread, model: 'far/m' });
		expect(answer.outcome).toBe('refused');
		expect(host.script.calls.some(({ url }) => url.includes('models.example.org'))).toBe(false);
	});

	it('given an answer of quotes, when a model goes on, then it reads what was quoted', async () => {
		await start();
		script(UNKNOWN);
		const thread = newThread();
		expect((await ask('What is the monthly rent of the flat?', { model: 'quotes', thread })).answer.outcome).toBe('answered');
		await ask('And since when?', { thread });
		expect(sent()).toContain('820 euros');
	});
});

describe('the goal of a run', () => {
	it('given no goal, one that the person chose, and none by choice, when the run ends, then it names it', async () => {
		await start({ 'Telos/Map.md': '---\ntelos: goal\nstatus: active\n---\nPublish the map.\n' });
		await app.telos.ready();
		script(UNKNOWN, UNKNOWN, call('finish', { outcome: 'unknown', goal: 'Map' }), call('finish', { outcome: 'unknown', goal: 'Something else' }));
		expect((await ask('x', { goal: 'Map' })).answer.goal).toMatchObject({ how: 'chosen', title: 'Map' });
		expect(sent()).toContain('The person chose the goal');
		expect((await ask('x', { goal: null })).answer.goal).toEqual({ how: 'none', title: '', path: '' });
		expect((await ask('x')).answer.goal).toMatchObject({ how: 'inferred', path: 'Telos/Map.md' });
		expect((await ask('x')).answer.goal?.how).toBe('none');
	});
});

describe('known unknowns', () => {
	it('given an unknown, when the same is asked and answered with a quote, then it is closed by that evidence', async () => {
		await start();
		script(UNKNOWN, UNKNOWN, call('read_note', { path: 'Home/Flat.md' }), call('finish', { outcome: 'answered', claims: [{ text: 'The landlord is Ricardo.', path: 'Home/Flat.md', quote: 'The landlord is Ricardo. #home/rent' }] }));
		await ask('Who is the landlord of the flat?');
		await ask('who is the landlord of the flat');
		expect(await app.unknowns.list()).toEqual([expect.objectContaining({ question: 'Who is the landlord of the flat?', missing: ['the deposit'], resolve: 'Ask the landlord.', closed: null })]);
		await ask('Who is the landlord of the flats?');
		expect(await app.unknowns.list()).toEqual([]);
		expect(await app.unknowns.list({ all: true })).toEqual([expect.objectContaining({ closed: expect.objectContaining({ by: 'evidence', path: 'Home/Flat.md' }) })]);
	});

	it('given an unknown, when another thing is asked of it, then it stays open until the person closes it', async () => {
		await start();
		script(UNKNOWN, call('read_note', { path: 'Home/Flat.md' }), call('finish', { outcome: 'answered', claims: [{ text: 'The landlord is Ricardo.', path: 'Home/Flat.md', quote: 'The landlord is Ricardo. #home/rent' }] }));
		await ask('When did the landlord move?');
		await ask('Why did the landlord move?');
		const [open] = await app.unknowns.list();
		expect(open?.question).toBe('When did the landlord move?');
		let told = 0;
		app.unknowns.onChange(() => told++);
		await app.unknowns.close(open?.id ?? '');
		await app.unknowns.close(open?.id ?? '');
		expect(told).toBe(1);
		expect(await app.unknowns.list()).toEqual([]);
	});

	it('given a pasted page as a question, then its beginning is kept and compared', async () => {
		await start();
		script(UNKNOWN, UNKNOWN);
		const page = `Who is the landlord? ${'水a'.repeat(2_000)}`;
		await ask(page);
		await ask(`${page} and more`);
		const kept = await app.unknowns.list();
		expect(kept.map(({ question }) => question.length)).toEqual([2_000]);
		expect(await app.unknowns.about(page)).not.toBeNull();
	});

	it('given a damaged list, when it is read, then it is empty and goes on', async () => {
		await start();
		await host.store.write('unknowns.json', new TextEncoder().encode('{'));
		expect(await app.unknowns.list()).toEqual([]);
		script(UNKNOWN);
		await ask('What?');
		expect(await app.unknowns.list()).toHaveLength(1);
	});
});

test('given a question, when it is previewed, then every part, the tools, the tokens and the destination are told and nothing is sent', async () => {
	await start();
	const preview = await app.preview('What is the rent?', { model: REF });
	expect(preview).toMatchObject({ agent: 'Librarian', destination: 'this device', place: 'device', usd: 0, notes: 0, problems: [] });
	expect(preview?.parts.map(({ name }) => name)).toEqual(['How to work', 'Honesty', 'How to end', 'Principles', 'Purpose', 'Agent', 'Today', 'Tools', 'Question']);
	expect(preview?.tokens).toBe(preview?.parts.reduce((sum, { tokens }) => sum + tokens, 0));
	expect(preview?.tools).not.toContain('fetch_page');
	expect(await app.preview('What?', { model: 'quotes' })).toBeNull();
	expect(host.script.calls).toHaveLength(0);
	script(UNKNOWN);
	await ask('What is the rent?');
	for (const part of preview?.parts ?? []) if (part.name !== 'Tools') expect(JSON.parse(sent()).messages.map(({ content }: { content: string }) => content).join('\n')).toContain(part.text);
});
