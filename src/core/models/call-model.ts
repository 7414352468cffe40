/** One call of a model inside a run: told as it streams, retried as the model says, ended at once by an abort. */
import { PraxisError, throwIfAborted } from '../lib/errors';
import { untilAborted } from '../lib/until-aborted';
import { costOf } from './cost';
import type { AssistantMessage, Model, ModelEvent, ModelRequest, StopReason, Usage } from './model';
import type { ModelError } from './model-error';
import type { CallCost } from '../runs/cost';
import type { RunEvent } from '../runs/events';

export interface CallResult {
	readonly message: AssistantMessage;
	/** Null when it failed. */
	readonly stopReason: StopReason | null;
	readonly error: ModelError | null;
	readonly cost: CallCost;
}

export interface CallOptions {
	readonly tell: (event: RunEvent) => void;
	readonly signal: AbortSignal;
	/** Length of the text that stands whatever this call says. */
	readonly told: number;
	/** Behind it stands what an attempt has said that failed. */
	readonly hasLeft?: boolean;
	/** False for models whose text holds tool calls: it is told when it is whole. */
	readonly streamsText: boolean;
	/** For a model that counts nothing. */
	readonly estimate: () => number;
}

/** Throws `aborted`; every other failure is in the result. */
export async function callModel(model: Model, request: ModelRequest, options: CallOptions): Promise<CallResult> {
	const events = model.stream({ ...request, signal: options.signal })[Symbol.asyncIterator]();
	let usage: Usage | null = null;
	// Half a sentence of an attempt that failed is all there is until another one speaks.
	let hasLeft = options.hasLeft ?? false;
	const drop = (): void => {
		if (hasLeft) options.tell({ type: 'text-reset', keep: options.told });
		hasLeft = false;
	};
	try {
		for (;;) {
			const next: IteratorResult<ModelEvent, unknown> = await untilAborted(events.next(), options.signal);
			if (next.done === true) throw new PraxisError('internal', 'A model ended its stream without an end.');
			const event = next.value;
			if (event.type === 'usage') usage = event.usage;
			else if (event.type === 'message-retry') hasLeft = true;
			else if (event.type === 'message-end' || event.type === 'message-error') {
				const result = resultOf(event, event.usage ?? usage, model, options);
				if (result.error === null) drop();
				return result;
			} else if (event.type === 'text-delta' && options.streamsText) {
				drop();
				options.tell({ type: 'text-delta', text: event.text });
			} else if (event.type === 'thinking-delta') options.tell({ type: 'thinking-delta', text: event.text });
		}
	} finally {
		// The model closes its connection; nobody waits for that.
		void events.return?.().then(undefined, () => undefined);
	}
}

function resultOf(event: Extract<ModelEvent, { type: 'message-end' | 'message-error' }>, usage: Usage | null, model: Model, options: CallOptions): CallResult {
	if (event.type === 'message-end' && event.stopReason === 'stopped') throwIfAborted(options.signal);
	const inputTokens = usage ? usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens : event.type === 'message-end' ? options.estimate() : 0;
	const cost: CallCost = { inputTokens, outputTokens: usage?.outputTokens ?? 0, usd: usage ? costOf(usage, model.spec) : event.type === 'message-error' ? 0 : costOf({ inputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 }, model.spec) };
	return event.type === 'message-end' ? { message: event.message, stopReason: event.stopReason, error: null, cost } : { message: event.message, stopReason: null, error: event.error, cost };
}
