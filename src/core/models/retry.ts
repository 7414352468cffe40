/** Tries a call again when another attempt can help, and tells the reader each time. */
import type { After } from '../host';
import type { ModelError } from './model-error';
import type { ModelEvent, Usage } from './model';
import { wait } from './wait';

export interface RetryRules {
	/** Calls at most, the first one included. */
	readonly attempts: number;
	/** The first wait; each next one is twice as long. */
	readonly firstWaitMs: number;
	/** No wait is longer. A server that asks for more gets no second call: the person is told instead. */
	readonly longestWaitMs: number;
	/** 0 to 1. */
	readonly random: () => number;
}

export const USUAL_RETRIES: RetryRules = { attempts: 4, firstWaitMs: 500, longestWaitMs: 60_000, random: Math.random };

/** One stream made of as many calls as it takes. Its usage is the sum of all. */
export async function* withRetries(call: () => AsyncIterable<ModelEvent>, { rules = USUAL_RETRIES, after, signal }: { readonly rules?: RetryRules; readonly after: After; readonly signal?: AbortSignal }): AsyncGenerator<ModelEvent> {
	let spent: Usage | null = null;
	for (let attempt = 1; ; attempt++) {
		let failed: Extract<ModelEvent, { type: 'message-error' }> | null = null;
		for await (const told of call()) {
			const event = withSpent(told, spent);
			if (event.type === 'message-error' && attempt < rules.attempts && mayRetry(event.error, rules)) failed = event;
			else yield event;
		}
		if (!failed) return;
		spent = failed.usage;
		const waitMs = waitFor(failed.error, attempt, rules);
		yield { type: 'message-retry', error: failed.error, attempt: attempt + 1, waitMs };
		try {
			await wait(waitMs, after, signal);
		} catch {
			// Only the signal ends a wait early.
			yield { type: 'message-end', stopReason: 'stopped', message: { role: 'assistant', parts: [] }, usage: spent };
			return;
		}
	}
}

/** Whether another attempt can help, and may be made as soon as the server wants. */
export function mayRetry(error: ModelError, { longestWaitMs }: RetryRules): boolean {
	return error.isRetryable && (error.retryAfterMs ?? 0) <= longestWaitMs;
}

/**
 * "Equal jitter" (AWS Architecture Blog, "Exponential backoff and jitter"): half of the doubled wait is sure, half is
 * chance, so that many clients do not come back at once. What the server asks for is the least.
 */
export function waitFor(error: ModelError, attempt: number, { firstWaitMs, longestWaitMs, random }: RetryRules): number {
	const doubled = Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
	const jittered = doubled / 2 + (random() * doubled) / 2;
	return Math.min(error.retryAfterMs === null ? jittered : error.retryAfterMs + jittered / 2, longestWaitMs);
}

function withSpent(event: ModelEvent, spent: Usage | null): ModelEvent {
	if (spent === null || (event.type !== 'usage' && event.type !== 'message-end' && event.type !== 'message-error')) return event;
	const usage = event.usage === null ? spent : addUsage(event.usage, spent);
	return { ...event, usage };
}

/** The sum of two calls. */
export function addUsage(a: Usage, b: Usage): Usage {
	return {
		inputTokens: a.inputTokens + b.inputTokens,
		cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
		cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
		outputTokens: a.outputTokens + b.outputTokens,
	};
}
