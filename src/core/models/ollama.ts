/**
 * Ollama's own chat API. Its compatible endpoint cuts what does not fit its small usual context, without a word; here
 * the model is asked how much it can hold, each request says how much it needs, and what cannot fit is not sent.
 */
import type { Answer } from './answer';
import type { Connection, Wire } from './connection';
import { estimateRequest } from './estimate-tokens';
import { at, countAt, isObject, parseJson, textAt, type JsonObject } from './json';
import type { ModelEvent, ModelRequest } from './model';
import { ModelError } from './model-error';
import { ollamaRequest } from './ollama-request';
import { checked } from './sdk-http';

/** Each change of the context loads the model anew: it grows by doubling from here. */
const LEAST_CONTEXT = 8192;
/** For an answer whose length the caller leaves open. */
const USUAL_ANSWER = 4096;
/** For models that do not say; Ollama's own usual context. */
const UNKNOWN_CONTEXT = 4096;

export function createWire(): Wire {
	let known: Promise<Abilities> | null = null;
	return {
		async *speak({ request, connection, answer, signal }) {
			known ??= abilitiesOf(connection, signal);
			const { contextTokens: most, sees } = await known.catch((error: unknown) => {
				known = null;
				throw error;
			});
			const needed = neededContext(request, most);
			if (needed === null) {
				answer.stopReason = 'context-overflow';
				return;
			}
			const { entry } = connection;
			if (!sees && isShown(request)) throw new ModelError('bad-input', `${entry.spec.name} cannot see images.`, { hint: 'Choose a model that can, or take the image off your question.' });
			const response = await post(connection, '/api/chat', { body: ollamaRequest(request, { ...entry, spec: { ...entry.spec, takesImages: entry.spec.takesImages && sees } }, needed), signal, streams: true });
			yield* readLines(response, answer);
		},
	};
}

interface Abilities {
	readonly contextTokens: number;
	/** False: it says what it can do, and images are not among it. */
	readonly sees: boolean;
}

/** Whether an image stands beside the newest question: an older one was seen by whoever answered then. */
function isShown({ messages }: ModelRequest): boolean {
	return messages.filter(({ role }) => role === 'user').at(-1)?.parts.some((part) => part.type === 'image') === true;
}

/** Null when the request cannot fit. */
function neededContext(request: ModelRequest, most: number): number | null {
	const input = estimateRequest(request);
	if (input >= most) return null;
	const wanted = input + (request.maxTokens ?? USUAL_ANSWER);
	let context = LEAST_CONTEXT;
	while (context < wanted) context *= 2;
	return Math.min(context, most);
}

async function abilitiesOf(connection: Connection, signal: AbortSignal): Promise<Abilities> {
	const { spec } = connection.entry;
	const response = await post(connection, '/api/show', { body: { model: spec.id }, signal, streams: false });
	const shown = parseJson(await response.text());
	const host = textAt(shown, 'remote_host');
	if (host !== '' && spec.place === 'device') {
		throw new ModelError('no-permission', `“${spec.id}” does not run on this device: Ollama passes everything on to ${host}.`, { hint: 'Choose a model that Ollama has downloaded, or add that server as a vendor of its own.' });
	}
	const info = at(shown, 'model_info');
	const name = isObject(info) ? Object.keys(info).find((key) => key.endsWith('.context_length')) : undefined;
	const told = name === undefined ? 0 : countAt(info, name);
	const abilities = at(shown, 'capabilities');
	return { contextTokens: Math.min(told || spec.contextTokens || UNKNOWN_CONTEXT, spec.contextTokens ?? Infinity), sees: !Array.isArray(abilities) || abilities.includes('vision') };
}

async function post({ entry, http, apiKey }: Connection, path: string, { body, signal, streams }: { readonly body: JsonObject; readonly signal: AbortSignal; readonly streams: boolean }): Promise<Response> {
	const base = entry.baseUrl.trim().replace(/\/+(?:v1\/*|api\/*)?$/, '');
	const headers = { 'content-type': 'application/json', ...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }) };
	const response = await http(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal });
	if (response.ok) return checked(response, false);
	const said = await response.text();
	// The shape of an SDK's error, so that one place makes sense of all.
	throw Object.assign(new Error(streams ? 'the chat was refused' : 'the model was not found'), { status: response.status, headers: response.headers, error: parseJson(said) ?? {} });
}

async function* readLines(response: Response, answer: Answer): AsyncGenerator<ModelEvent> {
	if (!response.body) return;
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	let rest = '';
	try {
		for (;;) {
			const { done, value } = await reader.read();
			rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
			const lines = rest.split('\n');
			rest = done ? '' : (lines.pop() ?? '');
			for (const line of lines) if (line.trim() !== '') yield* readLine(line, answer);
			if (done) return;
		}
	} finally {
		// Nobody reads on; that it was closed already is no news.
		reader.cancel().catch(() => undefined);
	}
}

function* readLine(line: string, answer: Answer): Generator<ModelEvent, void> {
	const told = parseJson(line);
	// The line that a broken connection cut: the missing end is noticed by whoever waits for it.
	if (told === undefined) return;
	if (textAt(told, 'error') !== '') throw Object.assign(new Error('error in a stream'), { error: told });
	const message = at(told, 'message');
	yield* answer.thinking(textAt(message, 'thinking'));
	yield* answer.text(textAt(message, 'content'));
	const calls = at(message, 'tool_calls');
	for (const call of Array.isArray(calls) ? (calls as unknown[]) : []) {
		const key = answer.callCount;
		yield* answer.startCall(key, { callId: textAt(call, 'id'), tool: textAt(at(call, 'function'), 'name') });
		yield* answer.endCall(key, JSON.stringify(at(at(call, 'function'), 'arguments') ?? {}));
	}
	if (at(told, 'done') !== true) return;
	yield* answer.tellUsage({ inputTokens: countAt(told, 'prompt_eval_count'), cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: countAt(told, 'eval_count') });
	answer.stopReason = textAt(told, 'done_reason') === 'length' ? 'max-tokens' : answer.hasCalls ? 'tool-use' : 'end';
}
