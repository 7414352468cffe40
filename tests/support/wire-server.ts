/** A vendor's server on this machine: gives the answers it was told to give, in the pieces it was told to cut. For tests only. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WireAnswer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
	/** Bytes a piece; all in one when absent. */
	readonly pieceSize?: number;
	/** After the body: `end` it, `cut` the connection, or `hang`. */
	readonly then?: 'end' | 'cut' | 'hang';
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
	readonly seen: SeenRequest[];
	/** How many connections the client closed before the answer was over. */
	readonly left: () => number;
	/** Answers still to be given, in this order. A request beyond them gets status 599. */
	queue(...answers: WireAnswer[]): void;
	close(): Promise<void>;
}

export async function wireServer(): Promise<WireServer> {
	const answers: WireAnswer[] = [];
	const seen: SeenRequest[] = [];
	let left = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('utf8');
			seen.push({ path: request.url ?? '', headers: request.headers, body: body === '' ? {} : (JSON.parse(body) as Record<string, unknown>) });
			response.on('close', () => {
				if (!response.writableFinished) left++;
			});
			give(response, answers.shift() ?? { status: 599, body: 'no answer was queued' });
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		left: () => left,
		queue: (...more) => void answers.push(...more),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function give(response: ServerResponse, { status = 200, headers = {}, body, pieceSize = Infinity, then = 'end' }: WireAnswer): void {
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
		else if (then === 'cut') setTimeout(() => response.destroy(), 20);
	};
	next(0);
}
