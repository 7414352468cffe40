/**
 * The `Http` port in the app, by the best way there is: Node's own client on the desktop, which streams and can be
 * stopped; on a phone the web view's `fetch`, which does too, where the other side lets web pages read (CORS); else the
 * app's `requestUrl`, which gives the whole answer at its end, cannot be stopped on the wire and follows redirects unseen.
 */
import { Platform, requestUrl } from 'obsidian';
import type { Http } from '../core/host';
import { errorCode } from '../core/lib/disk-error';
import { PraxisError, throwIfAborted } from '../core/lib/errors';
import { httpError, httpUrl, refuseRedirect, withHttpErrors } from '../core/lib/http-errors';
import { untilAborted } from '../core/lib/until-aborted';
import { desktopClient, type WholeRequest } from './http-desktop';
import { pageClient } from './http-page';

/** A long answer of a model that is not streamed takes minutes. */
const WHOLE_ANSWER_MS = 600_000;
/** Headers that the app sets itself and refuses from a plugin. */
const SET_BY_APP = new Set(['content-length', 'host', 'connection']);
/** The connection was never made, so nothing was sent: a proxy or certificate that only the app knows may be why. */
const NOT_CONNECTED = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ERR_TLS_CERT_.*|.*CERT.*|UNABLE_TO_.*)$/;

const askPage = pageClient();

export const obsidianHttp: Http = async (url, init = {}) => {
	httpUrl(url);
	const signal = init.signal;
	throwIfAborted(signal ?? undefined);
	try {
		const asked = await wholeRequest(url, init);
		return withHttpErrors(await ask(asked, signal ?? null, init.redirect ?? 'error'), url, signal);
	} catch (error) {
		throw httpError(error, url, signal);
	}
};

async function ask(asked: WholeRequest, signal: AbortSignal | null, redirect: RequestRedirect): Promise<Response> {
	const other = (): Promise<Response> => askApp(asked, signal);
	const client = Platform.isDesktopApp && redirect !== 'follow' ? desktopClient() : null;
	// A page cannot be shown where a redirect leads: whoever wants to see it goes the other way.
	if (!client) return redirect === 'error' ? refuseRedirect(await askPage(asked, { signal, other }), asked.url) : other();
	try {
		return refuseRedirect(await client(asked, signal), asked.url, redirect);
	} catch (error) {
		if (signal?.aborted || !NOT_CONNECTED.test(errorCode(error))) throw error;
		return other();
	}
}

async function askApp({ url, method, headers, body }: WholeRequest, signal: AbortSignal | null): Promise<Response> {
	const contentType = headers['content-type'];
	const call = requestUrl({ url, method, headers, throw: false, ...(contentType ? { contentType } : {}), ...(body ? { body } : {}) });
	const { status, headers: answered, arrayBuffer } = await untilAborted(inTime(call), signal);
	const hasNoBody = status === 204 || status === 205 || status === 304;
	return new Response(hasNoBody ? null : arrayBuffer, { status, headers: answered });
}

/** The request with its body in one piece, of whatever kind it was given. */
async function wholeRequest(url: string, init: RequestInit): Promise<WholeRequest> {
	const packed = new Response(init.body ?? null);
	const body = init.body === undefined || init.body === null ? null : await packed.arrayBuffer();
	const headers: Record<string, string> = {};
	const type = packed.headers.get('content-type');
	if (type) headers['content-type'] = type;
	new Headers(init.headers).forEach((value, name) => {
		if (!SET_BY_APP.has(name)) headers[name] = value;
	});
	return { url, method: (init.method ?? 'GET').toUpperCase(), headers, body };
}

function inTime<T>(work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = window.setTimeout(() => {
			reject(new PraxisError('network', 'The answer took more than ten minutes.', { hint: 'Check your connection, ask for less, or use a faster model.' }));
		}, WHOLE_ANSWER_MS);
		work.then(resolve, reject).finally(() => window.clearTimeout(timer));
	});
}
