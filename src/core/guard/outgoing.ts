/**
 * What is about to leave, as text that can be looked into: secrets are taken out and the size is counted. A body
 * that nobody can read here does not leave.
 */
import { PraxisError } from '../lib/errors';
import { BYTE_CAPS } from './egress';
import { findSecrets, redactSecrets } from './secrets';

export interface Outgoing {
	readonly body: string | null;
	/** Bytes of address and body. */
	readonly bytes: number;
	/** Kinds of what was taken out, each once. */
	readonly redacted: readonly string[];
}

/** Throws `refused` for a secret in the address and for a body that is no text, `too-large` above the cap. */
export function readyToLeave(url: string, body: RequestInit['body']): Outgoing {
	const [inAddress] = findSecrets(decoded(url));
	if (inAddress) throw new PraxisError('refused', `The address holds a secret (${inAddress.type}).`, { hint: 'Nothing was sent. Take it out of the address.' });
	const text = asText(body);
	const kinds = new Set<string>();
	const clean = text === null ? null : withoutSecrets(text, kinds);
	const bytes = new TextEncoder().encode(`${url}${clean ?? ''}`).length;
	if (bytes > BYTE_CAPS.request) throw new PraxisError('too-large', `The request has ${bytes} bytes, more than ${BYTE_CAPS.request}.`, { hint: 'Nothing was sent. Send fewer or shorter notes.' });
	return { body: clean, bytes, redacted: [...kinds].sort() };
}

/** JSON is read, so that a key which its escapes would hide is found; anything else is taken as it stands. */
function withoutSecrets(text: string, kinds: Set<string>): string {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		return redacted(text, kinds); // Not JSON: a text like any other.
	}
	const before = kinds.size;
	const clean = JSON.stringify(mapTexts(data, (part) => redacted(part, kinds)));
	// Found beside a name that stands in another text of it: `"password": "…"`.
	const whole = redacted(clean, kinds);
	return kinds.size === before ? text : whole;
}

function redacted(text: string, kinds: Set<string>): string {
	const { text: clean, secrets } = redactSecrets(text);
	for (const placeholder of secrets.keys()) kinds.add(placeholder.slice('[[secret:'.length, -2).replace(/-\d+$/, ''));
	return clean;
}

function mapTexts(data: unknown, change: (text: string) => string): unknown {
	if (typeof data === 'string') return change(data);
	if (Array.isArray(data)) return data.map((item) => mapTexts(item, change));
	if (typeof data !== 'object' || data === null) return data;
	return Object.fromEntries(Object.entries(data).map(([key, item]) => [change(key), mapTexts(item, change)]));
}

function asText(body: RequestInit['body']): string | null {
	if (body === undefined || body === null) return null;
	if (typeof body === 'string') return body;
	if (body instanceof URLSearchParams) return body.toString();
	throw new PraxisError('refused', 'What was to be sent is no text, so it cannot be checked.', { hint: 'Nothing was sent.' });
}

function decoded(url: string): string {
	try {
		return decodeURIComponent(url);
	} catch {
		return url; // A stray "%": the address is then read as it stands.
	}
}
