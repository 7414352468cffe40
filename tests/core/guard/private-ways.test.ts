/** Given private notes, then what is made of them by ways that are easily forgotten is private too, or is left out. */
import { createApp, type App } from '../../../src/core/app';
import type { GuardQuestion } from '../../../src/core/guard/run-guard';
import { isPrivateNote } from '../../../src/core/guard/private-note';
import { readNote } from '../../../src/core/lib/markdown';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { withProvider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const HEAL = '---\ntelos: goal\nid: G2\nstatus: active\nprivate: true\n---\nHeal from canary-5512.\n';
const RUN = '---\ntelos: goal\nid: G1\nstatus: active\n---\nRun far.\n';

let app: App;
let host: MemoryHost;
afterEach(() => app.close());

async function open(files: MemoryFiles, approve: (question: GuardQuestion) => Promise<boolean> = () => Promise.resolve(true)): Promise<void> {
	host = memoryHost(files);
	const settings = withProvider({ ...DEFAULT_SETTINGS, privateFolders: ['Private'], roleModels: { fast: '', standard: 'near/small', best: '' } }, { id: 'near', name: 'Near', baseUrl: 'http://127.0.0.1:11434', wire: 'ollama', secret: '', models: ['small'] });
	app = createApp(host, settings, { approve });
	await app.guard.start();
	await app.index.rebuild();
}

const says = (text: string): Response => new Response(`${JSON.stringify({ message: { role: 'assistant', content: text }, done: true, done_reason: 'stop' })}\n`);

test('given a private goal, when a pattern that is told of the goals writes its result, then the note with the result is private', async () => {
	await open({ 'Telos/Heal.md': HEAL, 'Patterns/Goals.md': '---\ndescription: Which goal.\ncontext: telos\n---\nSay which goal it serves.\n', 'Notes/Own.md': 'Mine.\n' });
	host.script.otherwise(({ url, body }) => (url.endsWith('/api/chat') ? says(body.includes('canary-5512') ? 'It serves canary-5512.' : 'None.') : Response.json({ model_info: { 'x.context_length': 40_000 }, capabilities: ['completion'] })));
	await app.guard.accept(vaultPath('Patterns/Goals.md'));
	await app.actions.patterns.ready();
	const pattern = app.actions.patterns.get('Goals');
	if (!pattern) throw new Error('There is no pattern.');
	let runId = '';
	for await (const event of app.actions.act({ pattern, inputs: [{ name: 'a text', text: 'A plan.', isTyped: true }] })) if (event.type === 'run-end') runId = event.runId;
	await (await app.actions.planResult(runId, { to: 'append', path: vaultPath('Notes/Own.md'), heading: '' })).apply();
	const text = (await host.vault.read(vaultPath('Notes/Own.md')))?.text ?? '';
	expect(text).toContain('canary-5512');
	expect(isPrivateNote(readNote('Notes/Own.md', text), [])).toBe(true);
});

test.each(['telos', 'pai', 'yaml', 'json'] as const)('given a private goal, when the purpose is exported as %s, then it is left out, and that is told', async (format) => {
	await open({ 'Telos/Heal.md': HEAL, 'Telos/Run.md': RUN, 'Telos/Way.md': '---\ntelos: project\nsupports: "[[Run]]"\n---\nThe way.\n' });
	const { files, privateLeftOut } = await app.telos.export(format);
	const all = files.map(({ path, text }) => path + text).join('\n');
	expect(all).toMatch(/Run far/);
	expect(all).not.toMatch(/canary|Heal/);
	expect(privateLeftOut).toBe(1);
});

test('given a private note to which an open one links, when a run that has read a clipping would move it out, then the question says that it may stop being private', async () => {
	const asked: string[] = [];
	await open({ 'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n', 'Private/Diary.md': 'Dear diary.', 'Notes/Links.md': 'See [[Private/Diary]].', 'Clippings/Post.md': 'Theirs.' }, ({ reason }) => {
		asked.push(reason);
		return Promise.resolve(false);
	});
	const run = app.guard.guard.run({ agent: 'aide', remote: false, granted: ['note_read', 'note_move', 'note_edit'], approve: ({ reason }) => Promise.resolve(asked.push(reason) < 0) });
	await run.read(vaultPath('Clippings/Post.md'));
	await expect(run.write([{ type: 'rename', path: vaultPath('Private/Diary.md'), to: vaultPath('Notes/Diary.md') }], 'Move it')).rejects.toMatchObject({ code: 'refused' });
	expect(asked).toEqual([expect.stringMatching(/read “Clippings\/Post.md”.*may stop being private/s)]);
});
