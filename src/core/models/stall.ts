/** Ends a call on which nothing moves: before its answer, and between two pieces of its body. */
import type { After, Http } from '../host';
import { untilAborted } from '../lib/until-aborted';
import { ModelError } from './model-error';

export interface StallLimit {
	readonly stallMs: number;
	readonly after: After;
}

/** `http`, whose answers fail with a retryable `network` when `stallMs` pass without one byte. */
export function withStallLimit(http: Http, limit: StallLimit): Http {
	return async (url, init) => {
		const answer = await inTime(untilAborted(http(url, init), init?.signal), limit);
		if (!answer.body) return answer;
		const reader = answer.body.getReader();
		const body = new ReadableStream<Uint8Array>({
			pull: async (controller) => {
				try {
					const { done, value } = await inTime(untilAborted(reader.read(), init?.signal), limit);
					if (done) controller.close();
					else controller.enqueue(value);
				} catch (error) {
					// Frees the connection; the first error is the news.
					reader.cancel(error).catch(() => undefined);
					throw error;
				}
			},
			cancel: (reason) => reader.cancel(reason),
		});
		const { status, statusText, headers } = answer;
		return new Response(body, { status, statusText, headers });
	};
}

async function inTime<T>(work: Promise<T>, { stallMs, after }: StallLimit): Promise<T> {
	let callOff: (() => void) | undefined;
	const stalled = new Promise<never>((_resolve, reject) => {
		callOff = after(stallMs, () => reject(new ModelError('network', `The answer stood still for ${Math.round(stallMs / 1000)} seconds.`, { hint: 'Check your connection, or use a faster model.', isRetryable: true })));
	});
	try {
		return await Promise.race([work, stalled]);
	} finally {
		callOff?.();
	}
}
