/** OpenAI's Responses API, through its SDK: reads the stream. `openai-responses-request` writes what is sent. */
import type { Answer } from './answer';
import type { Wire } from './connection';
import { at, countAt, textAt } from './json';
import type { ModelEvent, Usage } from './model';
import { openaiClient } from './openai-client';
import { responsesRequest } from './openai-responses-request';

export function createWire(): Wire {
	return {
		async *speak({ request, connection, answer, signal }) {
			const stream = await openaiClient(connection).responses.create(responsesRequest(request, connection.entry), { signal });
			const reader = new ItemReader(answer);
			for await (const event of stream) yield* reader.read(event);
		},
	};
}

/** Reads the items of one response; each has an index, and deltas name it. */
class ItemReader {
	#isRefusal = false;

	constructor(private readonly answer: Answer) {}

	*read(event: unknown): Generator<ModelEvent, void> {
		const index = countAt(event, 'output_index');
		switch (textAt(event, 'type')) {
			case 'response.output_text.delta':
				return yield* this.answer.text(textAt(event, 'delta'));
			case 'response.refusal.delta':
				this.#isRefusal = true;
				return yield* this.answer.text(textAt(event, 'delta'));
			case 'response.reasoning_summary_part.added':
				if (countAt(event, 'summary_index') > 0) yield* this.answer.thinking('\n\n');
				return;
			case 'response.reasoning_summary_text.delta':
			case 'response.reasoning_text.delta':
				return yield* this.answer.thinking(textAt(event, 'delta'));
			case 'response.output_item.added':
				return yield* this.#start(index, at(event, 'item'));
			case 'response.function_call_arguments.delta':
				return yield* this.answer.growCall(index, textAt(event, 'delta'));
			case 'response.output_item.done':
				return yield* this.#stop(index, at(event, 'item'));
			case 'response.completed':
			case 'response.incomplete':
			case 'response.failed':
				return yield* this.#end(at(event, 'response'));
			case 'error':
				throw Object.assign(new Error('error in a stream'), { error: event });
		}
	}

	*#start(index: number, item: unknown): Generator<ModelEvent, void> {
		if (textAt(item, 'type') === 'function_call') yield* this.answer.startCall(index, { callId: textAt(item, 'call_id'), tool: textAt(item, 'name') });
	}

	*#stop(index: number, item: unknown): Generator<ModelEvent, void> {
		const type = textAt(item, 'type');
		yield* this.answer.endPart();
		if (type === 'function_call') {
			if (!this.answer.hasCall(index)) yield* this.#start(index, item);
			yield* this.answer.endCall(index, textAt(item, 'arguments'));
		} else if (type === 'reasoning' && textAt(item, 'encrypted_content') !== '') {
			this.answer.sealThinking(JSON.stringify({ id: textAt(item, 'id'), encrypted: textAt(item, 'encrypted_content') }));
		}
	}

	*#end(response: unknown): Generator<ModelEvent, void> {
		const usage = at(response, 'usage');
		if (usage) yield* this.answer.tellUsage(usageOf(usage));
		const status = textAt(response, 'status');
		if (status === 'failed') throw Object.assign(new Error('error in a stream'), { error: at(response, 'error') ?? {} });
		const reason = textAt(at(response, 'incomplete_details'), 'reason');
		if (this.#isRefusal || reason === 'content_filter') this.answer.stopReason = 'refusal';
		else if (status === 'incomplete') this.answer.stopReason = 'max-tokens';
		else this.answer.stopReason = this.answer.hasCalls ? 'tool-use' : 'end';
	}
}

/** The API counts cached input within the input. */
function usageOf(usage: unknown): Usage {
	const details = at(usage, 'input_tokens_details');
	const cacheReadTokens = countAt(details, 'cached_tokens');
	const cacheWriteTokens = countAt(details, 'cache_write_tokens');
	return { inputTokens: Math.max(0, countAt(usage, 'input_tokens') - cacheReadTokens - cacheWriteTokens), cacheReadTokens, cacheWriteTokens, outputTokens: countAt(usage, 'output_tokens') };
}
