/** A real web server on this machine, with the answers that a client must cope with. For tests only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
	/** Such as "http://127.0.0.1:40123". */
	readonly url: string;
	/** Sends the rest of every answer that waits. */
	release(): void;
	/** Calls whose connection the client has closed before the answer was over. */
	readonly left: string[];
	readonly seen: string[];
	close(): Promise<void>;
}

type Route = (request: IncomingMessage, response: ServerResponse, waiting: Set<() => void>) => void;

const ROUTES: Readonly<Record<string, Route>> = {
	'/echo': async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ method: request.method, type: request.headers['content-type'] ?? null, mark: request.headers['x-mark'] ?? null, body: Buffer.concat(chunks).toString('base64') }));
	},
	'/stream': (_, response, waiting) => {
		response.setHeader('content-type', 'text/event-stream');
		response.write('data: one\n\n');
		waiting.add(() => response.end('data: two\n\n'));
	},
	'/hang': () => undefined,
	'/break': (_, response) => {
		response.setHeader('content-length', '100');
		response.write('0123456789');
		setTimeout(() => response.destroy(), 20);
	},
	'/redirect': (_, response) => void response.writeHead(302, { location: '/echo' }).end('moved'),
	'/empty': (_, response) => void response.writeHead(204).end(),
	'/bytes': (_, response) => void response.end(Buffer.from(Array.from({ length: 256 }, (_each, at) => at))),
	'/error': (_, response) => void response.writeHead(429, { 'retry-after': '7', 'content-type': 'application/json' }).end('{"error":"slow down"}'),
};

export async function localServer(): Promise<LocalServer> {
	const waiting = new Set<() => void>();
	const left: string[] = [];
	const seen: string[] = [];
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		seen.push(path);
		response.on('close', () => {
			if (!response.writableFinished) left.push(path);
		});
		(ROUTES[path] ?? ((_, unknown) => void unknown.writeHead(404).end('no such page')))(request, response, waiting);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		release: () => {
			for (const finish of waiting) finish();
			waiting.clear();
		},
		left,
		seen,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
