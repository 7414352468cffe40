/**
 * The `Http` that everyone but the guard is given: each request passes the gate, leaves its secrets behind, is
 * written down before and after, and may be neither larger nor led elsewhere than agreed.
 */
import type { Http } from '../host';
import { PraxisError } from '../lib/errors';
import { BYTE_CAPS, byteCap, checkAddress, checkRedirect, type EgressRules } from './egress';
import type { EgressEntry } from './egress-record';
import { readyToLeave } from './outgoing';

export interface GuardedHttpOptions {
	/** The host's own. */
	readonly http: Http;
	/** Asked anew for each request: settings change. */
	readonly rules: () => EgressRules & { readonly onDeviceOnly: boolean };
	/** Resolves when this may be sent; rejects with the reason. */
	readonly permit: (url: string) => Promise<void>;
	/** What the record says of the run at this moment. */
	readonly about: () => Pick<EgressEntry, 'run' | 'model' | 'notes'>;
	readonly record: (entry: EgressEntry) => Promise<void>;
	readonly now: () => Date;
	readonly newId: () => string;
}

/** Follows redirects, checked at each hop, only for a GET or HEAD that asks to (`redirect: 'follow'`); else they are errors. */
export function guardHttp(options: GuardedHttpOptions): Http {
	return async (url, init = {}) => {
		const method = (init.method ?? 'GET').toUpperCase();
		const follows = init.redirect === 'follow' && (method === 'GET' || method === 'HEAD');
		let address = url;
		let headers = new Headers(init.headers);
		for (let hop = 1; ; hop++) {
			const answer = await send(address, { ...init, headers, redirect: follows ? 'manual' : 'error' }, options);
			const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
			if (!follows || location === null) return answer;
			answer.body?.cancel().catch(() => undefined);
			const next = checkRedirect(address, location, { rules: options.rules(), hop });
			if (next.verdict === 'deny') throw new PraxisError('refused', `${new URL(address).host} leads on to an address that is refused: ${next.reason}.`, { hint: 'Nothing more was sent.' });
			if (next.isOtherOrigin) headers = new Headers();
			address = next.url;
		}
	};
}

async function send(raw: string, init: RequestInit, options: GuardedHttpOptions): Promise<Response> {
	const rules = options.rules();
	const { verdict, url, reason } = checkAddress(raw, rules);
	if (verdict === 'deny') throw new PraxisError('refused', `The address is refused: ${reason}.`, { hint: 'Nothing was sent.' });
	if (rules.onDeviceOnly && !(rules.ownOrigins.includes(new URL(url).origin) && isThisDevice(new URL(url).hostname))) {
		throw new PraxisError('refused', `Nothing leaves this device, so ${new URL(url).host} was not asked.`, { hint: 'To allow it, switch off “On this device only” in the settings.' });
	}
	const { body, bytes, redacted } = readyToLeave(url, init.body);
	await options.permit(url);
	const entry: EgressEntry = { at: options.now().toISOString(), ...options.about(), host: new URL(url).host, bytes, tokens: null, cost: null, redacted, id: options.newId(), ended: 'awaited' };
	await options.record(entry);
	let ended: EgressEntry['ended'] = 'failed';
	try {
		const answer = await options.http(url, { ...init, body });
		ended = 'answered';
		return capped(answer);
	} finally {
		await options.record({ ...entry, ended });
	}
}

/** The names of this device itself; a server elsewhere in the house is not on it. */
export function isThisDevice(hostname: string): boolean {
	return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

/** The same answer, whose body fails with `too-large` above the cap. */
function capped(answer: Response): Response {
	if (!answer.body) return answer;
	const count = byteCap(BYTE_CAPS.response);
	const body = answer.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform: (chunk, controller) => {
				count(chunk.byteLength);
				controller.enqueue(chunk);
			},
		}),
	);
	const { status, statusText, headers } = answer;
	return new Response(body, { status, statusText, headers });
}
