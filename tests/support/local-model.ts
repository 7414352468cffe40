/** A person who has Ollama with one model, and what that server answers. For browser tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenOptions } from '../host/browser';
import { openDemo, type DemoPlugin } from './demo-plugin';

export const WITH_OLLAMA = { providers: [{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3:8b'] }], modelOrigins: ['http://localhost:11434'], roleModels: { fast: '', standard: 'ollama/qwen3:8b', best: '' } };

/** Opens the demo on a device that has kept these settings and secrets. */
export async function openStored(data: object, { secrets = {}, ...options }: Partial<OpenOptions> & { readonly secrets?: Record<string, string> } = {}): Promise<DemoPlugin> {
	const device = mkdtempSync(join(tmpdir(), 'praxis-device-'));
	writeFileSync(join(device, 'device.json'), JSON.stringify({ data, secrets, localStorage: {} }));
	const open = await openDemo({ deviceDir: device, ...options });
	return {
		...open,
		close: async () => {
			await open.close();
			rmSync(device, { recursive: true, force: true });
		},
	};
}

/** One answer as Ollama streams it, a message a line. */
export function ndjson(...messages: object[]): Response {
	const lines = [...messages.map((message) => ({ message: { role: 'assistant', content: '', ...message }, done: false })), { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 2900, eval_count: 60 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });
}

/** Answers what Ollama is asked about the model, and each chat in turn. */
export function ollama(...answers: (() => Response | Promise<Response>)[]): NonNullable<OpenOptions['answer']> {
	const left = [...answers];
	return ({ url }) => (url.endsWith('/api/chat') ? (left.shift()?.() ?? new Response('', { status: 500 })) : Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] }));
}
