/** Streams an answer through Node's http client, which only the desktop app has. Loaded when first called, never before. */

/** A request with its body in one piece. Header names are lower case. */
export interface WholeRequest {
	readonly url: string;
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: ArrayBuffer | null;
}

export type Client = (asked: WholeRequest, signal: AbortSignal | null) => Promise<Response>;

/** The little of Node's `http` that is used here (nodejs.org/api/http.html). */
interface Incoming {
	readonly statusCode?: number;
	readonly statusMessage?: string;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	on(event: 'data', listener: (chunk: Uint8Array) => void): void;
	on(event: 'end', listener: () => void): void;
	on(event: 'error', listener: (error: Error) => void): void;
	pause(): void;
	resume(): void;
	destroy(error?: Error): void;
}
interface Outgoing {
	on(event: 'error', listener: (error: Error) => void): void;
	end(body?: Uint8Array): void;
}
interface NodeHttp {
	request(url: string, options: object, listener: (incoming: Incoming) => void): Outgoing;
}

/** Null where there is no Node: on mobile, or when the app stops offering it. */
export function desktopClient(): Client | null {
	const load = (window as { require?: (name: string) => unknown }).require;
	if (typeof load !== 'function') return null;
	return (asked, signal) => {
		const http = load(asked.url.toLowerCase().startsWith('https:') ? 'https' : 'http') as NodeHttp;
		return send(http, asked, signal);
	};
}

function send(http: NodeHttp, { url, method, headers, body }: WholeRequest, signal: AbortSignal | null): Promise<Response> {
	return new Promise((resolve, reject) => {
		// Compressed answers would arrive compressed: ask for plain ones.
		const options = { method, headers: { ...headers, 'accept-encoding': 'identity', ...(body ? { 'content-length': String(body.byteLength) } : {}) }, ...(signal ? { signal } : {}) };
		const outgoing = http.request(url, options, (incoming) => {
			try {
				resolve(responseOf(incoming, method));
			} catch (error) {
				incoming.destroy();
				reject(error instanceof Error ? error : new Error(String(error)));
			}
		});
		outgoing.on('error', reject);
		if (body) outgoing.end(new Uint8Array(body));
		else outgoing.end();
	});
}

function responseOf(incoming: Incoming, method: string): Response {
	const status = incoming.statusCode ?? 0;
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers)) {
		for (const each of typeof value === 'string' ? [value] : (value ?? [])) headers.append(name, each);
	}
	const hasNoBody = method === 'HEAD' || status === 204 || status === 205 || status === 304;
	if (hasNoBody) incoming.resume();
	return new Response(hasNoBody ? null : bodyOf(incoming), { status, statusText: incoming.statusMessage ?? '', headers });
}

/** Reads on only while someone takes what has come. An answer that breaks off is an error, never a short answer. */
function bodyOf(incoming: Incoming): ReadableStream<Uint8Array> {
	let isOver = false;
	return new ReadableStream<Uint8Array>({
		start: (controller) => {
			const end = (finish: () => void): void => {
				if (!isOver) finish();
				isOver = true;
			};
			incoming.on('data', (chunk) => {
				if (isOver) return;
				controller.enqueue(new Uint8Array(chunk));
				if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
			});
			incoming.on('end', () => end(() => controller.close()));
			// Comes also when the connection breaks off in the middle.
			incoming.on('error', (error) => end(() => controller.error(error)));
		},
		pull: () => incoming.resume(),
		cancel: () => {
			isOver = true;
			incoming.destroy();
		},
	});
}
