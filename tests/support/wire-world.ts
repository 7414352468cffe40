/**
 * Builders for tests of the wires that run anywhere, also in a page: a model connected to a server of the test, requests,
 * and the story of a stream. `model-world` adds what only Node has.
 */
import type { After, Http } from '../../src/core/host';
import { createCatalog } from '../../src/core/models/catalog';
import { connectModel, type ConnectOptions } from '../../src/core/models/connect-model';
import type { AssistantMessage, Model, ModelEvent, ModelRequest, StopReason, ToolCallPart, Usage } from '../../src/core/models/model';
import type { ModelError } from '../../src/core/models/model-error';
import type { CatalogEntry, VendorModel, WireName } from '../../src/core/models/vendor';

export const WIRES: readonly WireName[] = ['anthropic', 'openai-responses', 'openai-chat', 'ollama'];
/** A key that must appear nowhere but in the header of a request. */
export const KEY = 'sk-test-Q7f9Kz3LmW2xV8bN';

/** What a server of the test answers, as far as a page can know it. */
export interface PlainAnswer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
}

export const after: After = (ms, run) => {
	const timer = setTimeout(run, ms);
	return () => clearTimeout(timer);
};

/** What Ollama says of a model before a chat; no other wire asks first. */
export const SHOWN: PlainAnswer = { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ capabilities: ['completion', 'tools', 'vision'], model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 40_960 } }) };
export const before = (wire: WireName): PlainAnswer[] => (wire === 'ollama' ? [SHOWN] : []);

export function entryFor(wire: WireName, baseUrl: string, model: Partial<VendorModel> & { readonly needsKey?: boolean } = {}): CatalogEntry {
	const { needsKey = true, ...rest } = model;
	const path = wire === 'anthropic' || wire === 'ollama' ? '' : '/v1';
	const catalog = createCatalog({ vendors: [{ id: 'test', name: 'Test', baseUrl: `${baseUrl}${path}`, wire, needsKey, models: [{ id: 'm', takesImages: true, canThink: true, maxOutputTokens: 4096, ...rest }] }] });
	const entry = catalog.find(`test/${rest.id ?? 'm'}`);
	if (!entry) throw new Error('the test vendor is missing');
	return entry;
}

/** No second attempts unless the test asks for them. */
export function testModel(options: Pick<ConnectOptions, 'entry' | 'http'> & Partial<ConnectOptions>): Model {
	return connectModel({ apiKey: KEY, after, retries: { attempts: 1, firstWaitMs: 1, longestWaitMs: 10_000, random: () => 0 }, ...options });
}

export function ask(text = 'What is my rent?', more: Partial<ModelRequest> = {}): ModelRequest {
	return { system: [], messages: [{ role: 'user', parts: [{ type: 'text', text }] }], tools: [], ...more };
}

/** Answers every request with `pieces`, in memory; those in `first` come before. */
export function piecesHttp(pieces: readonly Uint8Array[], first: readonly PlainAnswer[] = []): Http {
	const waiting = [...first];
	return () => {
		const earlier = waiting.shift();
		if (earlier) return Promise.resolve(new Response(earlier.body, { status: earlier.status ?? 200, headers: { ...earlier.headers } }));
		const stream = new ReadableStream<Uint8Array>({
			start: (controller) => {
				for (const piece of pieces) if (piece.length > 0) controller.enqueue(piece);
				controller.close();
			},
		});
		return Promise.resolve(new Response(stream, { headers: { 'content-type': 'text/event-stream' } }));
	};
}

export interface Story {
	readonly text: string;
	readonly thinking: string;
	readonly calls: readonly { readonly tool: string; readonly input: unknown }[];
	readonly usage: Usage | null;
	readonly end: StopReason | ModelError;
	readonly message: AssistantMessage;
	readonly parts: readonly ToolCallPart[];
	readonly events: readonly ModelEvent[];
}

/** Reads a stream to its end, and throws when it breaks a law of `ModelEvent` on the way. */
export async function storyOf(stream: AsyncIterable<ModelEvent>): Promise<Story> {
	const events: ModelEvent[] = [];
	for await (const event of stream) events.push(event);
	const last = events.at(-1);
	if (last?.type !== 'message-end' && last?.type !== 'message-error') throw new Error('the stream has no end');
	if (events.filter(({ type }) => type === 'message-end' || type === 'message-error').length !== 1) throw new Error('the stream has two ends');
	const sum = (type: 'text-delta' | 'thinking-delta'): string => events.flatMap((event) => (event.type === type ? [event.text] : [])).join('');
	const parts = events.flatMap((event) => (event.type === 'tool-end' ? [event.call] : []));
	const story = { text: sum('text-delta'), thinking: sum('thinking-delta'), calls: parts.map(({ tool, input }) => ({ tool, input })), usage: last.usage, end: last.type === 'message-end' ? last.stopReason : last.error, message: last.message, parts, events };
	if (!events.some(({ type }) => type === 'message-retry')) checkMessage(story);
	return story;
}

/** The message holds all that the deltas told, each call has an id of its own, and no text holds half a character. */
function checkMessage({ message, text, thinking, parts }: Omit<Story, 'events'>): void {
	const said = (type: 'text' | 'thinking'): string => message.parts.flatMap((part) => (part.type === type ? [part.text] : [])).join('');
	const laws: Readonly<Record<string, boolean>> = {
		'the text of the message is that of its deltas': said('text') === text,
		'its thinking is that of its deltas': said('thinking') === thinking,
		'its calls are those that ended': JSON.stringify(message.parts.filter((part) => part.type === 'tool-call')) === JSON.stringify(parts),
		'each call has an id of its own': new Set(parts.map(({ callId }) => callId)).size === parts.length,
		'no character is cut in half': !/\\ud[89a-f]/.test(JSON.stringify(message)),
	};
	const [broken] = Object.keys(laws).filter((law) => laws[law] === false);
	if (broken !== undefined) throw new Error(`It does not hold that ${broken}: ${JSON.stringify(message)}`);
}
