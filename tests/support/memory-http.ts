/** The `Http` port by script: each call takes the next step, and a call or a step too many is an error. For tests only. */
import { PraxisError } from '../../src/core/lib/errors';

export interface HttpCall {
	readonly url: string;
	readonly init: RequestInit;
	/** The body when it was a text, else "". */
	readonly body: string;
}

export interface HttpStep {
	/** What the URL must be or match, when given. */
	readonly url?: string | RegExp;
	/** The answer; throw to fail. It never hears of the abort, which `MemoryHttp` does for it. */
	readonly answer: (call: HttpCall) => Response | Promise<Response>;
}

export class MemoryHttp {
	/** Every call made, in order. */
	readonly calls: HttpCall[] = [];
	#steps: HttpStep[] = [];
	#always: HttpStep['answer'] | null = null;

	/** Adds steps to be taken in order. */
	expect(...steps: readonly HttpStep[]): this {
		this.#steps.push(...steps);
		return this;
	}

	/** Answers every call that no step is left for. */
	otherwise(answer: HttpStep['answer']): this {
		this.#always = answer;
		return this;
	}

	/** Steps that no call took. */
	get unused(): number {
		return this.#steps.length;
	}

	/** The port. */
	call = async (url: string, init: RequestInit = {}): Promise<Response> => {
		const call = { url, init, body: typeof init.body === 'string' ? init.body : '' };
		this.calls.push(call);
		const signal = init.signal ?? undefined;
		if (signal?.aborted) throw stopped(signal);
		const response = await untilAborted(this.#answer(call), signal);
		return signal ? abortable(response, signal) : response;
	};

	async #answer(call: HttpCall): Promise<Response> {
		const step = this.#steps.shift();
		const answer = step?.answer ?? this.#always;
		if (!answer) throw new Error(`No step is left for ${call.url}.`);
		const expected = step?.url;
		const fits = expected === undefined || (typeof expected === 'string' ? expected === call.url : expected.test(call.url));
		if (!fits) throw new Error(`The script expects ${String(expected)}, not ${call.url}.`);
		return answer(call);
	}
}

function stopped(signal: AbortSignal): PraxisError {
	return new PraxisError('aborted', 'Stopped.', { cause: signal.reason });
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return work;
	if (signal.aborted) return Promise.reject(stopped(signal));
	return new Promise((resolve, reject) => {
		signal.addEventListener('abort', () => reject(stopped(signal)), { once: true });
		work.then(resolve, reject);
	});
}

/** The response with a body that fails as soon as the signal fires. */
function abortable(response: Response, signal: AbortSignal): Response {
	if (!response.body) return response;
	const reader = response.body.getReader();
	const body = new ReadableStream<Uint8Array>({
		pull: async (controller) => {
			const { done, value } = await untilAborted(reader.read(), signal);
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: (reason) => reader.cancel(reason),
	});
	return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
}
