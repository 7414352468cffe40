/** What a web view does to `fetch`: another origin is asked for leave first, and what it does not allow is not shown (fetch.spec.whatwg.org). */
import { world, type NetworkCall } from './world';

interface PageOptions {
	readonly send: (call: NetworkCall) => Promise<Response>;
	readonly redirect: RequestRedirect;
}

const SIMPLE_METHODS = new Set(['GET', 'HEAD', 'POST']);
const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const SIMPLE_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/;

/** Where the app's own page comes from, as servers are told. */
function ownOrigin(): string {
	return world.isMobile ? 'http://localhost' : 'app://obsidian.md';
}

export async function asPage(call: NetworkCall, { send, redirect }: PageOptions): Promise<Response> {
	const origin = ownOrigin();
	if (!/^https?:/.test(call.url)) return send(call);
	const unusual = unusualHeaders(call);
	if (unusual.length > 0 || !SIMPLE_METHODS.has(call.method)) {
		const leave = await send({ ...call, method: 'OPTIONS', headers: { origin, 'access-control-request-method': call.method, 'access-control-request-headers': unusual.join(',') }, body: '' });
		if (!leave.ok || !mayRead(leave, origin) || !mayBeSent(leave, call.method, unusual)) throw blocked();
	}
	const answer = await send({ ...call, headers: { ...call.headers, origin } });
	if (answer.status >= 300 && answer.status < 400 && answer.headers.has('location')) {
		if (redirect === 'manual') return opaqueRedirect();
		if (redirect === 'error') throw blocked();
		return asPage({ ...call, url: new URL(answer.headers.get('location') ?? '', call.url).href }, { send, redirect });
	}
	if (!mayRead(answer, origin)) throw blocked();
	return answer;
}

function unusualHeaders({ headers }: NetworkCall): string[] {
	return Object.entries(headers).flatMap(([name, value]) => (SIMPLE_HEADERS.has(name) || (name === 'content-type' && SIMPLE_TYPES.test(value)) ? [] : [name])).sort();
}

function mayRead(answer: Response, origin: string): boolean {
	return ['*', origin].includes(answer.headers.get('access-control-allow-origin') ?? '');
}

/** "*" does not stand for `authorization`. */
function mayBeSent(leave: Response, method: string, headers: readonly string[]): boolean {
	const allowed = (name: string): string[] => (leave.headers.get(name) ?? '').split(',').map((each) => each.trim().toLowerCase());
	const [methods, names] = [allowed('access-control-allow-methods'), allowed('access-control-allow-headers')];
	const isMethod = SIMPLE_METHODS.has(method) || methods.includes('*') || methods.includes(method.toLowerCase());
	return isMethod && headers.every((name) => names.includes(name) || (names.includes('*') && name !== 'authorization'));
}

/** All that a page is told, in the words of Chromium. */
function blocked(): TypeError {
	return new TypeError('Failed to fetch');
}

function opaqueRedirect(): Response {
	return Object.defineProperties(new Response(null), { type: { value: 'opaqueredirect' }, status: { value: 0 }, ok: { value: false } });
}
