/** The whole core over a vault, with a model on this device that answers by script. For tests of what is learned from answers. */
import { AGENTS } from '../../src/assets';
import { createApp, type App, type AskOptions } from '../../src/core/app';
import { withProvider } from '../../src/core/models/model-settings';
import type { RatedRun } from '../../src/core/memory/learning/rate-answer';
import type { RunEvent } from '../../src/core/runs/events';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings';
import { memoryHost, type MemoryFiles, type MemoryHost, type MemoryHostOptions } from './memory-host';

export const MODEL = 'ollama/qwen3';

export interface LearningWorld {
	readonly app: App;
	readonly host: MemoryHost;
	/** What the model says next, one a call; then it fails. */
	script(...messages: readonly object[]): void;
	ask(question: string, options?: AskOptions): Promise<RatedRun>;
	/** The body of a request to the model; the last one by default. */
	sent(at?: number): string;
	text(path: string): string;
	/** Paths of notes below this folder. */
	paths(folder: string): readonly string[];
}

export const calls = (name: string, args: object): object => ({ tool_calls: [{ function: { name, arguments: args } }] });
export const UNKNOWN = calls('finish', { outcome: 'unknown', missing: ['it'], resolve: 'Ask.' });

export async function learningWorld(files: MemoryFiles, { settings = {}, ...options }: MemoryHostOptions & { readonly settings?: Partial<Settings> } = {}): Promise<LearningWorld> {
	const host = memoryHost(files, { at: '2026-11-20T14:03:05.000Z', ...options });
	const set = withProvider({ ...DEFAULT_SETTINGS, privateFolders: ['Private'], ...settings }, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] });
	const app = createApp(host, set, { builtInAgents: AGENTS, approve: () => Promise.resolve(true) });
	await app.index.rebuild();
	const chats = (): readonly { readonly body: string }[] => host.script.calls.filter(({ url }) => url.endsWith('/api/chat'));
	return {
		app,
		host,
		script: (...messages) => {
			const left = [...messages];
			host.script.otherwise(({ url }) => (url.endsWith('/api/chat') ? (left.length > 0 ? says(left.shift() ?? {}) : new Response('', { status: 500 })) : Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] })));
		},
		ask: async (question, asking = {}) => {
			const events: RunEvent[] = [];
			for await (const event of app.ask(question, { model: MODEL, ...asking })) events.push(event);
			const [first, last] = [events[0], events.at(-1)];
			if (first?.type !== 'run-start' || last?.type !== 'run-end') throw new Error('The run did not end.');
			return { runId: last.runId, question, agent: first.agent, model: first.model, answer: last.answer };
		},
		sent: (at = -1) => chats().at(at)?.body ?? '',
		text: (path) => host.vault.snapshot()[path] ?? '',
		paths: (folder) => Object.keys(host.vault.snapshot()).filter((path) => path.startsWith(`${folder}/`)).sort(),
	};
}

function says(message: object): Response {
	const lines = [{ message: { role: 'assistant', content: '', ...message }, done: false }, { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 40 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });
}
