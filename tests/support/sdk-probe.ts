/** Asks both vendors' SDKs everything that Praxis asks of them, against a server in a few lines, and prints what came back. Built twice by `build-probe.mjs`. */
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';

const STREAM = 'data: {"type":"message_stop","id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"hi"}}]}\n\ndata: [DONE]\n\n';
const FAILURES: Record<string, () => Response> = {
	refused: () => {
		throw new TypeError('fetch failed');
	},
	down: () => Response.json({ error: { type: 'overloaded', message: 'down' } }, { status: 503 }),
	limited: () => Response.json({ type: 'error', error: { type: 'rate_limit_error', message: 'slow', details: { error_code: 'organization_on_hold' } } }, { status: 429, headers: { 'retry-after': '0' } }),
	html: () => new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } }),
};
let asked = 0;

function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
	asked += 1;
	const url = new URL(input instanceof Request ? input.url : input);
	const failure = FAILURES[url.hostname];
	if (failure !== undefined) return Promise.resolve().then(failure);
	if (url.pathname.includes('/embeddings')) return Promise.resolve(Response.json({ data: [{ embedding: [1, 2], index: 0 }] }));
	const body: unknown = JSON.parse(typeof init?.body === 'string' ? init.body : '{}');
	if (typeof body === 'object' && body !== null && 'stream' in body && body.stream === true) return Promise.resolve(new Response(url.pathname.includes('/messages') ? `event: message_stop\n${STREAM}` : STREAM, { headers: { 'content-type': 'text/event-stream' } }));
	return Promise.resolve(Response.json({ id: 'm', output: [{ type: 'message', content: [{ type: 'output_text', text: 'hi' }] }], content: [{ type: 'text', text: 'hi' }], choices: [{ message: { content: 'hi' } }] }));
}

function questions(host: string): Record<string, () => PromiseLike<unknown>> {
	const options = { apiKey: 'key', dangerouslyAllowBrowser: true, maxRetries: 0, fetch: answer };
	const openai = new OpenAI({ ...options, baseURL: `http://${host}/v1` });
	const anthropic = new Anthropic({ ...options, baseURL: `http://${host}` });
	const messages = [{ role: 'user' as const, content: 'hi' }];
	return {
		'chat, streamed': () => openai.chat.completions.create({ model: 'm', messages, stream: true }),
		'chat, whole': () => openai.chat.completions.create({ model: 'm', messages }),
		'responses, streamed': () => openai.responses.create({ model: 'm', input: 'hi', stream: true }),
		'responses, whole': () => openai.responses.create({ model: 'm', input: 'hi' }),
		'messages, streamed': () => anthropic.messages.create({ model: 'm', max_tokens: 9, messages, stream: true }),
		'messages, whole': () => anthropic.messages.create({ model: 'm', max_tokens: 9, messages }),
		'tokens counted': () => anthropic.messages.countTokens({ model: 'm', messages }),
		embeddings: () => openai.embeddings.create({ model: 'm', input: 'hi', encoding_format: 'float' }),
	};
}

async function told(question: () => PromiseLike<unknown>): Promise<unknown> {
	try {
		const got = await question();
		if (typeof got !== 'object' || got === null || !(Symbol.asyncIterator in got)) return got;
		const parts: unknown[] = [];
		for await (const part of got as AsyncIterable<unknown>) parts.push(part);
		return parts;
	} catch (error) {
		return { status: (error as { status?: number }).status, problem: error instanceof Error ? error.message : error };
	}
}

async function main(): Promise<void> {
	for (const host of ['works', ...Object.keys(FAILURES)]) {
		for (const [name, question] of Object.entries(questions(host))) {
			asked = 0;
			const what = JSON.stringify(await told(question));
			console.log(`${host}: ${name}, asked ${asked}: ${what}`);
		}
	}
}
void main();
