/** Anthropic's Messages API, through its SDK: reads the stream. `anthropic-request` writes what is sent. */
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import { anthropicRequest } from './anthropic-request';
import type { Answer } from './answer';
import type { Connection, Wire } from './connection';
import { at, countAt, textAt } from './json';
import type { ModelEvent, StopReason, Usage } from './model';
import { sdkHttp } from './sdk-http';

/** Anthropic's documentation, "Handling stop reasons". A reason not listed is an end. */
const STOP_REASONS: Readonly<Record<string, StopReason>> = {
	max_tokens: 'max-tokens',
	tool_use: 'tool-use',
	refusal: 'refusal',
	model_context_window_exceeded: 'context-overflow',
};

export function createWire(): Wire {
	return {
		async *speak({ request, connection, answer, signal }) {
			const body = anthropicRequest(request, connection.entry);
			const stream = await messagesOf(connection, true).create(body, { signal });
			const reader = new BlockReader(answer);
			for await (const event of stream) yield* reader.read(event);
		},
		countTokens: async ({ request, connection, signal }) => {
			const { model, messages, system, tools, thinking } = anthropicRequest(request, connection.entry);
			const count = await messagesOf(connection, false).countTokens({ model, messages, ...(system ? { system } : {}), ...(tools ? { tools } : {}), ...(thinking ? { thinking } : {}) }, { signal });
			return count.input_tokens;
		},
	};
}

/** All that the SDK would else look for in the environment is given, so that it does not look. */
function messagesOf({ entry, apiKey, http }: Connection, streams: boolean): Messages {
	const client = new BaseAnthropic({
		apiKey: apiKey === '' ? 'none' : apiKey,
		baseURL: entry.baseUrl,
		webhookKey: null,
		maxRetries: 0,
		logLevel: 'off',
		openTelemetry: false,
		dangerouslyAllowBrowser: true,
		fetch: sdkHttp(http, { streams, hasKey: apiKey !== '' }),
	});
	return new Messages(client);
}

/** Reads the blocks of one message; they come one after the other, each with an index. */
class BlockReader {
	#signature = '';
	#usage: Usage = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };

	constructor(private readonly answer: Answer) {}

	*read(event: unknown): Generator<ModelEvent, void> {
		switch (textAt(event, 'type')) {
			case 'message_start':
				return yield* this.#count(at(at(event, 'message'), 'usage'));
			case 'content_block_start':
				return yield* this.#start(countAt(event, 'index'), at(event, 'content_block'));
			case 'content_block_delta':
				return yield* this.#grow(countAt(event, 'index'), at(event, 'delta'));
			case 'content_block_stop':
				return yield* this.#stop(countAt(event, 'index'));
			case 'message_delta':
				yield* this.#count(at(event, 'usage'));
				return this.#end(textAt(at(event, 'delta'), 'stop_reason'));
		}
	}

	*#start(index: number, block: unknown): Generator<ModelEvent, void> {
		this.#signature = '';
		const type = textAt(block, 'type');
		if (type === 'tool_use') yield* this.answer.startCall(index, { callId: textAt(block, 'id'), tool: textAt(block, 'name') });
		else if (type === 'text') yield* this.answer.text(textAt(block, 'text'));
		else if (type === 'thinking') yield* this.answer.thinking(textAt(block, 'thinking'));
		else if (type === 'redacted_thinking') this.answer.sealThinking(JSON.stringify({ redacted: textAt(block, 'data') }));
	}

	*#grow(index: number, delta: unknown): Generator<ModelEvent, void> {
		const type = textAt(delta, 'type');
		if (type === 'text_delta') yield* this.answer.text(textAt(delta, 'text'));
		else if (type === 'thinking_delta') yield* this.answer.thinking(textAt(delta, 'thinking'));
		else if (type === 'signature_delta') this.#signature += textAt(delta, 'signature');
		else if (type === 'input_json_delta') yield* this.answer.growCall(index, textAt(delta, 'partial_json'));
	}

	*#stop(index: number): Generator<ModelEvent, void> {
		yield* this.answer.endPart();
		if (this.#signature !== '') this.answer.sealThinking(JSON.stringify({ signature: this.#signature }));
		this.#signature = '';
		yield* this.answer.endCall(index);
	}

	/** Later counts replace earlier ones; what they leave out stands. */
	*#count(usage: unknown): Generator<ModelEvent, void> {
		const counted = (name: string, before: number): number => (typeof at(usage, name) === 'number' ? countAt(usage, name) : before);
		this.#usage = {
			inputTokens: counted('input_tokens', this.#usage.inputTokens),
			cacheReadTokens: counted('cache_read_input_tokens', this.#usage.cacheReadTokens),
			cacheWriteTokens: counted('cache_creation_input_tokens', this.#usage.cacheWriteTokens),
			outputTokens: counted('output_tokens', this.#usage.outputTokens),
		};
		yield* this.answer.tellUsage(this.#usage);
	}

	#end(stopReason: string): void {
		if (stopReason !== '') this.answer.stopReason = STOP_REASONS[stopReason] ?? 'end';
	}
}
