/** Chat Completions of OpenAI and of every server that speaks them, through OpenAI's SDK: reads the stream. */
import type { Answer } from './answer';
import type { Wire } from './connection';
import { at, countAt, isObject, textAt } from './json';
import type { ModelEvent, StopReason, Usage } from './model';
import { chatRequest } from './openai-chat-request';
import { openaiClient } from './openai-client';

/** A reason not listed is an end. */
const STOP_REASONS: Readonly<Record<string, StopReason>> = {
	length: 'max-tokens',
	tool_calls: 'tool-use',
	function_call: 'tool-use',
	content_filter: 'refusal',
	model_length: 'max-tokens',
};

export function createWire(): Wire {
	return {
		async *speak({ request, connection, answer, signal }) {
			const stream = await openaiClient(connection).chat.completions.create(chatRequest(request, connection.entry), { signal });
			const reader = new ChunkReader(answer, connection.entry.quirks.wantsThinkingBack);
			for await (const chunk of stream) yield* reader.read(chunk);
			yield* reader.end();
		},
	};
}

class ChunkReader {
	#isRefusal = false;
	/** By the index on the wire: the key of the call that grows there now. */
	readonly #open = new Map<number, string>();

	constructor(
		private readonly answer: Answer,
		private readonly sealsThinking: boolean,
	) {}

	*read(chunk: unknown): Generator<ModelEvent, void> {
		const usage = at(chunk, 'usage') ?? at(at(chunk, 'x_groq'), 'usage');
		if (isObject(usage)) yield* this.answer.tellUsage(usageOf(usage));
		const choices = at(chunk, 'choices');
		const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
		const delta = at(choice, 'delta') ?? at(choice, 'message');
		yield* this.answer.thinking(textAt(delta, 'reasoning_content') || textAt(delta, 'reasoning'));
		yield* this.#content(at(delta, 'content'));
		const refusal = textAt(delta, 'refusal');
		if (refusal !== '') this.#isRefusal = true;
		yield* this.answer.text(refusal);
		const calls = at(delta, 'tool_calls');
		for (const call of Array.isArray(calls) ? (calls as unknown[]) : []) yield* this.#call(call);
		const reason = textAt(choice, 'finish_reason');
		if (reason !== '') this.answer.stopReason = this.#isRefusal ? 'refusal' : (STOP_REASONS[reason] ?? 'end');
	}

	*end(): Generator<ModelEvent, void> {
		yield* this.answer.endPart();
		yield* this.answer.endCalls();
		if (this.sealsThinking) this.answer.sealAllThinking();
	}

	/** A text, or (Mistral) a list of parts with thinking among them. */
	*#content(content: unknown): Generator<ModelEvent, void> {
		if (typeof content === 'string') return yield* this.answer.text(content);
		for (const part of Array.isArray(content) ? (content as unknown[]) : []) {
			const thinking = at(part, 'thinking');
			for (const thought of Array.isArray(thinking) ? (thinking as unknown[]) : []) yield* this.answer.thinking(textAt(thought, 'text'));
			yield* this.answer.text(textAt(part, 'text'));
		}
	}

	/** Some servers give every call the index 0, some no index, some the whole call at once: a new id with a name is a new call. */
	*#call(call: unknown): Generator<ModelEvent, void> {
		const index = countAt(call, 'index');
		const id = textAt(call, 'id');
		const tool = textAt(at(call, 'function'), 'name');
		let key = this.#open.get(index);
		if (key === undefined || (tool !== '' && id !== '' && key !== `${index} ${id}`)) {
			key = `${index} ${id}`;
			this.#open.set(index, key);
			yield* this.answer.startCall(key, { callId: id, tool });
		}
		const extra = at(call, 'extra_content');
		if (extra !== undefined) this.answer.sealCall(key, JSON.stringify(extra));
		const input = at(at(call, 'function'), 'arguments');
		yield* this.answer.growCall(key, typeof input === 'string' ? input : isObject(input) ? JSON.stringify(input) : '');
	}
}

/** Cached input is counted within the input, under two names. */
function usageOf(usage: unknown): Usage {
	const details = at(usage, 'prompt_tokens_details');
	const cacheReadTokens = countAt(details, 'cached_tokens') || countAt(usage, 'prompt_cache_hit_tokens');
	const cacheWriteTokens = countAt(details, 'cache_write_tokens');
	return { inputTokens: Math.max(0, countAt(usage, 'prompt_tokens') - cacheReadTokens - cacheWriteTokens), cacheReadTokens, cacheWriteTokens, outputTokens: countAt(usage, 'completion_tokens') };
}
