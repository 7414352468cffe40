/**
 * The guarded `Http` in the shape that the vendors' SDKs expect, and a filter for what they would add of their own.
 *
 * Only headers that a wire needs leave: SDKs add the platform's description (which compatible servers refuse in
 * a CORS preflight) and headers from environment variables that were meant for another server.
 */
import type { Http } from '../host';
import { parseJson } from './json';
import { ModelError } from './model-error';
import { redact } from './redact';

const MAY_LEAVE = /^(?:accept|content-type|authorization|x-api-key|anthropic-version|anthropic-beta|anthropic-dangerous-direct-browser-access|http-referer|x-title)$/;

/** Structurally the `fetch` of both SDKs. */
export type SdkHttp = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** `streams`: the answer must be a stream, and one that is not becomes an error that says what it was. */
export function sdkHttp(http: Http, { streams, hasKey }: { readonly streams: boolean; readonly hasKey: boolean }): SdkHttp {
	return async (input, init = {}) => {
		const headers = new Headers();
		new Headers(init.headers).forEach((value, name) => {
			if (MAY_LEAVE.test(name) && (hasKey || name !== 'authorization')) headers.set(name, value);
		});
		const answer = await http(input instanceof Request ? input.url : String(input), { method: init.method, body: init.body, signal: init.signal, headers });
		return answer.ok ? checked(answer, streams) : answer;
	};
}

/** Throws `corrupt` when the answer is a web page, as captive portals and wrong addresses give. */
export async function checked(answer: Response, streams: boolean): Promise<Response> {
	const type = answer.headers.get('content-type') ?? '';
	if (type.includes('text/html')) throw notAModel(answer);
	if (!streams || !type.includes('application/json')) return answer;
	const text = await answer.text();
	// Some servers stream under the wrong name.
	if (/^\s*(?:data|event|:)/.test(text)) return new Response(text, { status: answer.status, headers: answer.headers });
	// Servers that fail after they have said 200.
	if (/"error"/.test(text)) throw Object.assign(new Error('error in an answer'), { error: parseJson(text), headers: answer.headers });
	throw new ModelError('corrupt', `The server did not stream: ${redact(text.slice(0, 200))}`, { hint: 'Check the base URL: it may be another service.', status: answer.status });
}

function notAModel(answer: Response): ModelError {
	answer.body?.cancel().catch(() => undefined);
	return new ModelError('corrupt', 'A web page answered instead of a model.', {
		hint: 'If you are in a network with a sign-in page, open it in a browser first. Else check the base URL.',
		status: answer.status,
	});
}
