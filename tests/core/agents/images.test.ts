/** An image beside a question goes to a model that can see it; for one that cannot, the person is told so and nothing of it is sent. */
import { AGENTS } from '../../../src/assets';
import { createApp, newThread, type App, type Attachment } from '../../../src/core/app';
import { withProvider } from '../../../src/core/models/model-settings';
import type { Answer } from '../../../src/core/runs/outcome';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { agentWorld } from '../../support/agent-world';
import { memoryHost, type MemoryHost } from '../../support/memory-host';
import { scriptedModel } from '../../support/scripted-model';

const IMAGE: Attachment = { type: 'image', name: 'plan.png', mediaType: 'image/png', base64: 'aGk=' };
const END = { role: 'assistant', content: '', tool_calls: [{ function: { name: 'finish', arguments: { outcome: 'unknown' } } }] };

let app: App;
let host: MemoryHost;

async function start(capabilities: readonly string[] | undefined): Promise<void> {
	host = memoryHost({ 'A.md': 'A note.' });
	app = createApp(host, withProvider(DEFAULT_SETTINGS, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['llava'] }), { builtInAgents: AGENTS });
	await app.index.rebuild();
	host.script.otherwise(({ url }) => (url.endsWith('/api/chat') ? new Response(`${JSON.stringify({ message: END, done: true, done_reason: 'stop', prompt_eval_count: 9, eval_count: 9 })}\n`) : Response.json({ model_info: { 'llava.context_length': 40_960 }, ...(capabilities ? { capabilities } : {}) })));
}

async function ask(options: Parameters<App['ask']>[1]): Promise<Answer> {
	for await (const event of app.ask('What is on it?', { model: 'ollama/llava', ...options })) if (event.type === 'run-end') return event.answer;
	throw new Error('The run did not end.');
}

const chats = (): readonly string[] => host.script.calls.filter(({ url }) => url.endsWith('/api/chat')).map(({ body }) => body);

afterEach(() => app?.close());

test.each([[['completion', 'tools', 'vision']], [undefined]])('given a model of Ollama that says it can %s, when an image is put beside the question, then the image goes along', async (capabilities) => {
	await start(capabilities);
	expect((await ask({ attachments: [IMAGE] })).outcome).toBe('unknown');
	expect(JSON.parse(chats()[0] ?? '')).toMatchObject({ messages: expect.arrayContaining([expect.objectContaining({ role: 'user', images: ['aGk='] })]) });
});

test('given a model of Ollama that cannot see, when an image is put beside the question, then the person is told, and nothing of it is sent', async () => {
	await start(['completion', 'tools']);
	const answer = await ask({ attachments: [IMAGE] });
	expect(answer).toMatchObject({ outcome: 'failed', text: expect.stringContaining('llava cannot see images.'), resolve: expect.stringContaining('take the image off') });
	expect(chats()).toEqual([]);
});

test('given an image that another model has seen, when one that cannot see goes on, then it reads that there was one', async () => {
	await start(['completion', 'tools', 'vision']);
	const thread = newThread();
	await ask({ attachments: [IMAGE], thread });
	host.script.otherwise(({ url }) => (url.endsWith('/api/chat') ? new Response(`${JSON.stringify({ message: END, done: true, done_reason: 'stop' })}\n`) : Response.json({ model_info: { 'llava.context_length': 40_960 }, capabilities: ['completion', 'tools'] })));
	expect((await ask({ thread })).outcome).toBe('unknown');
	expect(chats()[1]).not.toContain('"images"');
	expect(chats()[1]).toContain('[An image that this model cannot see.]');
});

test('given models of which only the second can see, when an image is put beside the question, then the second answers', async () => {
	const world = await agentWorld({ 'A.md': 'a' });
	const seeing = scriptedModel([{ calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] }], { ref: 'script/eye', name: 'Eye' });
	const { answer } = await world.run('What?', [scriptedModel([], { takesImages: false }), seeing], { attachments: [IMAGE] });
	expect(answer.outcome).toBe('unknown');
	expect(JSON.stringify(seeing.requests[0]?.messages)).toContain('aGk=');
	world.close();
});

test('given no model that can see, when an image is put beside the question, then the run fails with the way out before any call', async () => {
	const world = await agentWorld({ 'A.md': 'a' });
	const blind = scriptedModel([], { takesImages: false });
	const { answer } = await world.run('What?', [blind], { attachments: [IMAGE] });
	expect(answer).toMatchObject({ outcome: 'failed', text: 'Scripted model cannot see images. Nothing was sent.' });
	expect(blind.requests).toEqual([]);
	world.close();
});
