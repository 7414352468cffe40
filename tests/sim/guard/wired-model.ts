/** An obedient model as a server answers for it, in the words of Ollama's chat; and the web pages that it fetches. */
import type { HttpCall } from '../../support/memory-http';
import type { Random } from '../../support/random';
import { stepOf, wasTold } from './wired-steps';
import { DEVICE, REMOTE } from './wired-vault';

export interface Said {
	readonly dice: Random;
	/** What the text of others says, as its carrier spells it; "" for a model that needs no telling. */
	readonly attack: string;
	/** What web pages answer. */
	readonly page: () => Response;
}

interface Wish { readonly messages: readonly { readonly role: string; readonly content: string }[]; readonly tools?: readonly { readonly function: { readonly name: string; readonly description: string } }[] }

export class ObedientServer {
	/** Whether a model was ever given the text of others. */
	wasTold = false;
	/** From this round on it never answers. */
	hangFrom = Infinity;
	/** Resolves when it hangs. */
	hung: Promise<void> = Promise.resolve();
	#round = 0;
	#hang: () => void = () => undefined;

	constructor(private readonly said: Said) {}

	/** A run begins: the model looks around anew. */
	begin(): void {
		this.#round = 0;
		this.hung = new Promise((resolve) => (this.#hang = resolve));
	}

	answer = ({ url, body }: HttpCall): Response | Promise<Response> => {
		const { dice, attack, page } = this.said;
		if (!url.startsWith(`${REMOTE}/`) && !url.startsWith(`${DEVICE}/`)) return page();
		if (url.endsWith('/embeddings')) return vectorsOf(body);
		if (!url.endsWith('/api/chat')) return Response.json({ model_info: { 'qwen3.context_length': 200_000 }, capabilities: ['completion', 'tools'] });
		const { messages, tools = [] } = JSON.parse(body) as Wish;
		const known = [...tools.map((tool) => tool.function.description), ...messages.map(({ content }) => content)].join('\n');
		const told = wasTold(known, attack);
		this.wasTold ||= told;
		if (tools.length > 0 && this.#round >= this.hangFrom) {
			this.#hang();
			return new Promise(() => undefined);
		}
		// A server on this device may fail half-way; nobody elsewhere may then go on.
		if (url.startsWith(DEVICE) && this.#round > 2 && dice.chance(0.05)) return Response.json({ error: 'model not found' }, { status: 404 });
		const { text = '', calls = [] } = tools.length === 0 ? { text: known.slice(-dice.pick([300, 2000])) } : stepOf(this.#round++, { known, told, attack, dice, tools: new Set(tools.map((tool) => tool.function.name)) });
		return ndjson({ content: text, tool_calls: calls.map(({ tool, input }) => ({ function: { name: tool, arguments: input } })) });
	};
}

/** A page that says it, word for word. */
export function pageThatSays(text: string): Response {
	return new Response(`<html><head><title>${escaped(text.slice(0, 80))}</title></head><body><p>${escaped(text)}</p></body></html>`, { headers: { 'content-type': 'text/html' } });
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Any will do: what counts is what was sent. */
function vectorsOf(body: string): Response {
	const { input } = JSON.parse(body) as { readonly input: readonly string[] };
	return Response.json({ object: 'list', model: 'vectors', data: input.map((text, index) => ({ object: 'embedding', index, embedding: [1, text.length % 7, index % 5, 2] })), usage: { prompt_tokens: 1, total_tokens: 1 } });
}

function ndjson(message: object): Response {
	const lines = [{ message: { role: 'assistant', ...message }, done: false }, { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 40 }];
	return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { headers: { 'content-type': 'application/x-ndjson' } });
}
