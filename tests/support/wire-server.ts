/** A vendor's server on this machine: gives the answers it was told to give, in the pieces it was told to cut. For tests only. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
// Also in a test whose globals are those of a page.
import { setImmediate } from 'node:timers';

export interface WireAnswer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
	/** Bytes a piece; all in one when absent. */
	readonly pieceSize?: number;
	/** After the body: `end` it, `cut` the connection, `hang`, or `wait` for `release`. */
	readonly then?: 'end' | 'cut' | 'hang' | 'wait';
}

export interface SeenRequest {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	/** Parsed. */
	readonly body: Record<string, unknown>;
}

export interface WireServer {
	/** Such as "http://127.0.0.1:40123". */
	readonly url: string;
	/** Without the questions of web views whether they may ask. */
	readonly seen: SeenRequest[];
	/** How many connections the client closed before the answer was over. */
	readonly left: () => number;
	/** Answers still to be given, in this order. A request beyond them gets status 599. */
	queue(...answers: WireAnswer[]): void;
	/** Sends `rest` to every answer that waits, and ends it. Returns when it was written, in milliseconds since 1970. */
	release(rest: string): number;
	close(): Promise<void>;
}

export interface WireServerOptions {
	/** Lets pages of any origin read its answers, as Ollama does when told to, and vendors that serve apps. */
	readonly letsPagesRead?: boolean;
}

const FOR_PAGES = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after, retry-after-ms' };

export async function wireServer({ letsPagesRead = false }: WireServerOptions = {}): Promise<WireServer> {
	const answers: WireAnswer[] = [];
	const seen: SeenRequest[] = [];
	const waiting = new Set<ServerResponse>();
	let left = 0;
	const server = createServer((request, response) => {
		if (letsPagesRead) for (const [name, value] of Object.entries(FOR_PAGES)) response.setHeader(name, value);
		if (request.method === 'OPTIONS') {
			const leave = letsPagesRead ? { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '' } : {};
			return void response.writeHead(letsPagesRead ? 204 : 405, leave).end();
		}
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('utf8');
			seen.push({ path: request.url ?? '', headers: request.headers, body: body === '' ? {} : (JSON.parse(body) as Record<string, unknown>) });
			response.on('close', () => {
				if (!response.writableFinished) left++;
			});
			give(response, answers.shift() ?? { status: 599, body: 'no answer was queued' }, waiting);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		left: () => left,
		queue: (...more) => void answers.push(...more),
		release: (rest) => {
			const at = Date.now();
			for (const response of waiting) response.end(rest);
			waiting.clear();
			return at;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function give(response: ServerResponse, { status = 200, headers = {}, body, pieceSize = Infinity, then = 'end' }: WireAnswer, waiting: Set<ServerResponse>): void {
	const bytes = Buffer.from(body);
	response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
	response.flushHeaders();
	response.socket?.setNoDelay(true);
	const next = (at: number): void => {
		if (response.destroyed) return;
		if (at < bytes.length) {
			response.write(bytes.subarray(at, at + pieceSize));
			// Its own turn of the loop: else pieces are joined again before they are sent.
			setImmediate(next, at + pieceSize);
		} else if (then === 'end') response.end();
		else if (then === 'wait') waiting.add(response);
		else if (then === 'cut') setTimeout(() => response.destroy(), 20);
	};
	next(0);
}
