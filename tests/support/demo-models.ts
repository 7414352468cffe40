/** The demo vault's plugin with models that a test answers for: kept settings, and an Ollama in a few lines. For browser tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import { openDemo, type DemoPlugin } from './demo-plugin';

/** Settings of a person who has Ollama with one model, and uses it in the chat. */
export const WITH_OLLAMA = { providers: [{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3:8b'] }], modelOrigins: ['http://localhost:11434'], roleModels: { fast: '', standard: 'ollama/qwen3:8b', best: '' } };
/** The same, and a remote model with a key, which answers in the chat. */
export const WITH_BOTH = {
	...WITH_OLLAMA,
	onDeviceOnly: false,
	privateFolders: ['Private'],
	providers: [...WITH_OLLAMA.providers, { id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', secret: 'anthropic-key', models: [] }],
	chatModel: 'anthropic/claude-opus-5-5',
};
export const KEYS = { 'anthropic-key': 'sk-ant-test-0123456789' };

/** One message of Ollama's native chat, streamed. */
export function ndjson(...messages: object[]): Response {
	const lines = [...messages.map((message) => ({ message: { role: 'assistant', content: '', ...message }, done: false })), { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 2900, eval_count: 60 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });
}

export const tool = (name: string, args: object): object => ({ tool_calls: [{ function: { name, arguments: args } }] });

/** Answers what Ollama is asked about the model, and each chat in turn. */
export function ollama(...answers: (() => Response | Promise<Response>)[]): NonNullable<OpenOptions['answer']> {
	const left = [...answers];
	return ({ url }) => (url.endsWith('/api/chat') ? (left.shift()?.() ?? new Response('', { status: 500 })) : Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] }));
}

/** One message of Anthropic's, streamed: pieces of text, and calls of tools. */
export function sse(...blocks: (string | { readonly name: string; readonly input: object })[]): Response {
	const parts = blocks.flatMap((block, index) => [
		{ type: 'content_block_start', index, content_block: typeof block === 'string' ? { type: 'text', text: '' } : { type: 'tool_use', id: `toolu_${index}`, name: block.name, input: {} } },
		{ type: 'content_block_delta', index, delta: typeof block === 'string' ? { type: 'text_delta', text: block } : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) } },
		{ type: 'content_block_stop', index },
	]);
	const usage = { input_tokens: 4100, output_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
	const events = [{ type: 'message_start', message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-opus-5-5', content: [], stop_reason: null, stop_sequence: null, usage } }, ...parts, { type: 'message_delta', delta: { stop_reason: blocks.some((block) => typeof block !== 'string') ? 'tool_use' : 'end_turn', stop_sequence: null }, usage: { output_tokens: 80 } }, { type: 'message_stop' }];
	return new Response(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''), { headers: { 'content-type': 'text/event-stream' } });
}

/** Opens the demo on a device that has kept these settings and secrets. */
export async function openStored(data: object, { secrets = {}, ...rest }: Partial<OpenOptions> & { secrets?: Record<string, string> } = {}): Promise<DemoPlugin> {
	const deviceDir = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	writeFileSync(join(deviceDir, 'device.json'), JSON.stringify({ data, secrets, localStorage: {} }));
	const open = await openDemo({ deviceDir, ...rest });
	return {
		...open,
		close: async () => {
			await open.close();
			rmSync(deviceDir, { recursive: true, force: true });
		},
	};
}
