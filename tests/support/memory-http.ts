/** The `Http` port by script: each call takes the next step, and a call or a step too many is an error. For tests only. */
import { httpUrl, untilAborted, withHttpErrors } from '../../src/core/lib/answer';
import { throwIfAborted } from '../../src/core/lib/errors';

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
		httpUrl(url);
		throwIfAborted(init.signal ?? undefined);
		this.calls.push(call);
		return withHttpErrors(await untilAborted(this.#answer(call), init.signal), url, init.signal);
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
