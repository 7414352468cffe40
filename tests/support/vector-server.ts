/** A server on this machine that speaks OpenAI's Embeddings and makes the same vectors every time. For tests and measurements only. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface VectorServer {
	/** Such as "http://127.0.0.1:40123". */
	readonly url: string;
	/** The texts of each request, in order. */
	readonly asked: (readonly string[])[];
	/** What the next requests are answered with instead of vectors; null for vectors. */
	readonly instead: ({ readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string } | null)[];
	/** Milliseconds before each answer. */
	delay: number;
	close(): Promise<void>;
}

const DIMENSIONS = 192;
/** Words that mean the same to this server: what words alone cannot find. */
const SAME = new Map([['automobile', 'car'], ['vehicle', 'car'], ['feline', 'cat'], ['kitty', 'cat'], ['residence', 'house'], ['dwelling', 'house']]);

export async function vectorServer(): Promise<VectorServer> {
	const asked: (readonly string[])[] = [];
	const instead: VectorServer['instead'] = [];
	const own = { delay: 0 };
	const timers = new Set<NodeJS.Timeout>();
	const server = createServer((request, response) => {
		response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*');
		if (request.method === 'OPTIONS') return void response.writeHead(204).end();
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { input } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { input: readonly string[] };
			asked.push(input);
			const other = instead.shift();
			if (other) return void response.writeHead(other.status ?? 200, { 'content-type': 'application/json', ...other.headers }).end(other.body);
			// In another order than asked, as the format allows.
			const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })).reverse();
			const body = JSON.stringify({ object: 'list', data, model: 'test', usage: { prompt_tokens: 1, total_tokens: input.join(' ').split(/\s+/).length } });
			timers.add(setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body), own.delay));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		instead,
		get delay() {
			return own.delay;
		},
		set delay(ms) {
			own.delay = ms;
		},
		close: () =>
			new Promise((resolve) => {
				for (const timer of timers) clearTimeout(timer);
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

/** Words and their beginnings, hashed to places of a vector with a sign each ("feature hashing"): a weak model, as small ones are. */
export function vectorOf(text: string): number[] {
	const vector = new Array<number>(DIMENSIONS).fill(0);
	for (const [typed] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
		const word = SAME.get(typed) ?? typed;
		for (const feature of [word, word.slice(0, 5)]) {
			const hash = hashOf(feature);
			vector[hash % DIMENSIONS] = (vector[hash % DIMENSIONS] ?? 0) + (hash & 0x10000 ? 1 : -1) * 0.1;
		}
	}
	return vector;
}

function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return (hash ^ (hash >>> 13)) >>> 0;
}
