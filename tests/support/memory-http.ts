/** The `Http` port by script: each call takes the next step, and a call or a step too many is an error. For tests only. */
import { throwIfAborted } from '../../src/core/lib/errors';
import { httpError, httpUrl, refuseRedirect, withHttpErrors } from '../../src/core/lib/http-errors';
import { untilAborted } from '../../src/core/lib/until-aborted';

export interface HttpCall {
	readonly url: string;
	readonly init: RequestInit;
	/** The body when it was a text, else "". */
	readonly body: string;
}

export interface HttpStep {
	/** What the URL must be or match, when given. */
	readonly url?: string | RegExp;
	/** The answer; what it throws becomes `network`. It never hears of the abort, which `MemoryHttp` does for it. */
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
		const answer = this.#next(url);
		try {
			const response = await untilAborted(Promise.resolve(call).then(answer), init.signal);
			return withHttpErrors(refuseRedirect(response, url, init.redirect), url, init.signal);
		} catch (error) {
			throw httpError(error, url, init.signal);
		}
	};

	#next(url: string): HttpStep['answer'] {
		const step = this.#steps.shift();
		const answer = step?.answer ?? this.#always;
		if (!answer) throw new Error(`No step is left for ${url}.`);
		const expected = step?.url;
		const fits = expected === undefined || (typeof expected === 'string' ? expected === url : expected.test(url));
		if (!fits) throw new Error(`The script expects ${String(expected)}, not ${url}.`);
		return answer;
	}
}
