/**
 * Streams an answer through the web view's own `fetch`, which a phone has in place of Node. It reads only what the other
 * side lets web pages read (CORS, fetch.spec.whatwg.org); what it may not read goes the slower way, by `requestUrl`.
 */
import type { WholeRequest } from './http-desktop';

export interface PageWays {
	readonly signal: AbortSignal | null;
	/** The way that is not bound by the rules for pages. */
	readonly other: () => Promise<Response>;
}

/** Asks by the page where the other side lets pages read, else by `other`. */
export type PageClient = (asked: WholeRequest, ways: PageWays) => Promise<Response>;

/** Anthropic's answer to a page when an organisation forbids pages; nothing was done for it. */
const PAGES_FORBIDDEN = /\bCORS\b/;

/**
 * Remembers, as long as the app runs, which origins let pages read. Only a POST of JSON is sent this way: a web view asks
 * the other side for leave before it sends one, so that a refusal means that nothing was sent, and nothing is paid twice.
 */
export function pageClient(): PageClient {
	const known = new Map<string, 'open' | 'shut'>();
	return async (asked, { signal, other }) => {
		const { origin } = new URL(asked.url);
		if (!isAskedFirst(asked) || known.get(origin) === 'shut') return other();
		try {
			const answer = await readable(await send(asked, signal));
			if (answer) {
				known.set(origin, 'open');
				return answer;
			}
		} catch (error) {
			// Where pages may read, this is the network itself: another try is for the caller to decide.
			if (signal?.aborted || known.get(origin) === 'open') throw error;
		}
		const answer = await other();
		// It is there: so it was the rules for pages that stood in the way.
		known.set(origin, 'shut');
		return answer;
	};
}

function isAskedFirst({ method, headers }: WholeRequest): boolean {
	return method === 'POST' && (headers['content-type'] ?? '').startsWith('application/json');
}

function send({ url, method, headers, body }: WholeRequest, signal: AbortSignal | null): Promise<Response> {
	// Not `requestUrl`, which can neither stream nor be stopped; it takes over where this one may not read.
	return window.fetch(url, { method, headers, body, signal, redirect: 'manual', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
}

/** Null when the answer says that pages are forbidden. A redirect, of which a page sees nothing, is told as one. */
async function readable(answer: Response): Promise<Response | null> {
	if (answer.type === 'opaqueredirect') return new Response(null, { status: 307, headers: { location: '' } });
	if (answer.status !== 401 && answer.status !== 403) return answer;
	const text = await answer.text();
	const { status, statusText, headers } = answer;
	return PAGES_FORBIDDEN.test(text) ? null : new Response(text, { status, statusText, headers });
}
