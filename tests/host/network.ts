/** The plugin's network: `requestUrl` and `fetch` go to one recorder, every other door is recorded and refused. */
import type { RequestUrlParam } from 'obsidian';
import { asPage } from './page-rules';
import { world, type NetworkCall } from './world';

interface UrlAnswer {
	status: number;
	headers: Record<string, string>;
	arrayBuffer: ArrayBuffer;
	readonly text: string;
	readonly json: unknown;
}

export async function send(call: NetworkCall): Promise<Response> {
	world.calls.push(call);
	call.signal?.throwIfAborted();
	return world.answer(call);
}

/** As the app's: no abort, whole body, throws on a status of 400 or more unless told not to. */
export function requestUrl(request: RequestUrlParam | string): Promise<UrlAnswer> {
	const asked = typeof request === 'string' ? { url: request } : request;
	const answered = answerUrl(asked);
	for (const part of ['arrayBuffer', 'text', 'json'] as const) {
		void Object.defineProperty(answered, part, { get: () => answered.then((whole) => whole[part]) });
	}
	return answered;
}

export function request(asked: RequestUrlParam | string): Promise<string> {
	return requestUrl(asked).then((whole) => whole.text);
}

async function answerUrl(asked: RequestUrlParam): Promise<UrlAnswer> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(asked.headers ?? {})) headers[name.toLowerCase()] = value;
	if (asked.contentType) headers['content-type'] = asked.contentType;
	const response = await send({ via: 'requestUrl', url: asked.url, method: asked.method ?? 'GET', headers, body: await bodyText(asked.body) });
	const bytes = await response.arrayBuffer();
	if ((asked.throw ?? true) && response.status >= 400) {
		throw Object.assign(new Error(`Request failed, status ${response.status}`), { status: response.status });
	}
	return {
		status: response.status,
		headers: Object.fromEntries(response.headers),
		arrayBuffer: bytes,
		get text() {
			return new TextDecoder().decode(bytes);
		},
		get json() {
			return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
		},
	};
}

async function bodyText(body: unknown): Promise<string> {
	if (body === undefined || body === null) return '';
	if (typeof body === 'string') return body;
	return new Response(body as BodyInit).text();
}

async function recordedFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
	const isObject = typeof input === 'object' && 'url' in input;
	const headers = new Headers(init.headers ?? (isObject ? input.headers : undefined));
	const signal = init.signal ?? (isObject ? input.signal : undefined);
	const body = init.body ?? (isObject && input.body ? await input.clone().text() : undefined);
	const call: NetworkCall = {
		via: 'fetch',
		url: isObject ? input.url : String(input),
		method: (init.method ?? (isObject ? input.method : 'GET')).toUpperCase(),
		headers: Object.fromEntries(headers),
		body: await bodyText(body),
		...(signal ? { signal } : {}),
	};
	return asPage(call, { send, redirect: init.redirect ?? 'follow' });
}

/** The page's own `fetch`, for the stand-in itself. */
export const nativeFetch: typeof fetch = globalThis.fetch?.bind(globalThis);
export const NativeEventSource: typeof EventSource | undefined = globalThis.EventSource;

/** Puts the recorder in every place a plugin could look for the network. Returns what undoes it. */
export function guardNetwork(): () => void {
	const shut = (via: 'XMLHttpRequest' | 'WebSocket' | 'EventSource') =>
		function (url: unknown): never {
			world.calls.push({ via, url: String(url ?? ''), method: 'GET', headers: {}, body: '' });
			throw new TypeError(`The stand-in refuses ${via}`);
		};
	const doors: Record<string, unknown> = { fetch: recordedFetch, XMLHttpRequest: shut('XMLHttpRequest'), WebSocket: shut('WebSocket'), EventSource: shut('EventSource') };
	const before = Object.keys(doors).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
	for (const [name, value] of Object.entries(doors)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
	Object.defineProperty(navigator, 'sendBeacon', {
		configurable: true,
		value: (url: string) => {
			world.calls.push({ via: 'sendBeacon', url, method: 'POST', headers: {}, body: '' });
			return false;
		},
	});
	return () => {
		for (const [name, descriptor] of before) {
			if (descriptor) Object.defineProperty(globalThis, name, descriptor);
			else Reflect.deleteProperty(globalThis, name);
		}
	};
}
