/** What both hosts owe to a caller of `Http`: the same errors, before the answer and within its body. Web types only. */
import { PraxisError } from './errors';
import { untilAborted } from './until-aborted';

/** The URL, parsed. Throws `bad-input` unless it is http or https. */
export function httpUrl(url: string): URL {
	let parsed: URL;
	try {
		parsed = new URL(url);
	} catch (error) {
		throw new PraxisError('bad-input', `"${url}" is not a web address.`, { hint: 'Give the whole address, such as "http://localhost:11434".', cause: error });
	}
	if (parsed.protocol === 'https:' || parsed.protocol === 'http:') return parsed;
	throw new PraxisError('bad-input', `"${url}" is not a web address.`, { hint: 'It must start with "https://" or "http://".' });
}

/** `error` of a call to `url` as `aborted` (when the signal has fired) or `network`. Names the host, never path or query: they may hold secrets. */
export function httpError(error: unknown, url: string, signal?: AbortSignal | null): PraxisError {
	if (error instanceof PraxisError) return error;
	if (signal?.aborted) return new PraxisError('aborted', 'Stopped.', { cause: error });
	const code = deepestCode(error);
	return new PraxisError('network', `No answer from ${hostOf(url)}.`, { hint: hintFor(code), cause: error });
}

/** The response, unless it is a redirect that the caller did not ask to see (`redirect` is not "manual"): then throws `network`. */
export function refuseRedirect(response: Response, url: string, redirect: RequestRedirect = 'error'): Response {
	const isRedirect = response.status >= 300 && response.status < 400 && response.headers.has('location');
	if (!isRedirect || redirect === 'manual') return response;
	// Frees the connection; an error of doing so is of no use to anyone.
	response.body?.cancel().catch(() => undefined);
	throw new PraxisError('network', `${hostOf(url)} sends on to another address, which was not followed.`, { hint: 'Use the address it moved to, if you trust it.' });
}

/** The same response, whose body fails with the errors of `httpError`, at once when the signal fires. */
export function withHttpErrors(response: Response, url: string, signal?: AbortSignal | null): Response {
	if (!response.body) return response;
	const body = new ReadableStream<Uint8Array>(mappedSource(response.body.getReader(), url, signal));
	const { status, statusText, headers } = response;
	return new Response(body, { status, statusText, headers });
}

function mappedSource(reader: ReadableStreamDefaultReader<Uint8Array>, url: string, signal?: AbortSignal | null): UnderlyingDefaultSource<Uint8Array> {
	return {
		pull: async (controller) => {
			try {
				const { done, value } = await untilAborted(reader.read(), signal);
				if (done) controller.close();
				else controller.enqueue(value);
			} catch (error) {
				// Frees the connection; that it cannot be freed twice is no news to the reader of the first error.
				reader.cancel(error).catch(() => undefined);
				throw httpError(error, url, signal);
			}
		},
		cancel: (reason) => reader.cancel(reason),
	};
}

function hostOf(url: string): string {
	return new URL(url).host;
}

/** Errors of the network wrap each other; the innermost code says what happened. */
function deepestCode(error: unknown): string {
	let code = '';
	for (let at = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : null) {
		if ('code' in at && typeof at.code === 'string') code = at.code;
	}
	return code;
}

function hintFor(code: string): string {
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'Check the address and your connection: no computer of that name was found.';
	if (code === 'ECONNREFUSED') return 'Check that the program or server is running and that the port is right.';
	if (code.includes('TIMEOUT') || code === 'ETIMEDOUT') return 'The server took too long. Check your connection, then try again.';
	if (/CERT|SELF_SIGNED|ERR_TLS|VERIFY/.test(code)) return 'The server could not prove who it is. Check the address, the clock of this device and the certificate.';
	return 'Check the address and your connection, then try again.';
}
