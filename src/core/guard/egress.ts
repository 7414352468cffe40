/**
 * The door for addresses: https on its own port, to a public name, and nothing else. Each redirect passes again.
 *
 * A name is judged as written; where the name resolves to is not known here, so names that exist to point at
 * this machine are refused too. One exception: the exact origin of a model server that the person has set.
 */
import { PraxisError } from '../lib/errors';

export interface EgressRules {
	/** Origins such as "http://127.0.0.1:11434", exactly as set by the person; redirects never lead to one. */
	readonly ownOrigins: readonly string[];
}

export interface AddressAnswer {
	readonly verdict: 'allow' | 'deny';
	/** The address in its standard spelling; "" when denied. */
	readonly url: string;
	/** One clause fit for a person; "" when allowed. */
	readonly reason: string;
}

/** Bytes. */
export const BYTE_CAPS = { address: 4096, request: 4 * 1024 * 1024, response: 16 * 1024 * 1024 } as const;
export const MOST_REDIRECTS = 5;

/** Endings that never name a public host: RFC 6761, 6762, 7686, 8375, 9476, ICANN's "internal", and names used at home. */
const LOCAL_ENDINGS = new Set(['localhost', 'local', 'localdomain', 'internal', 'intranet', 'lan', 'home', 'corp', 'private', 'test', 'invalid', 'onion', 'alt', 'arpa', 'workgroup', 'loopback', 'localnet', 'homenet', 'router', 'gateway', 'dhcp', 'ip', 'svc', 'docker', 'consul']);
/** Names that resolve to loopback, to an address that stands in the name, or to the router of this network. */
const NAMES_OF_THIS_PLACE = new Set(['fritz.box', 'easy.box', 'routerlogin.net', 'routerlogin.com', 'tplinkwifi.net', 'tplinklogin.net', 'asusrouter.com', 'router.asus.com', 'miwifi.com', 'linksyssmartwifi.com', 'nip.io', 'sslip.io', 'xip.io', 'traefik.me', 'localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com', 'local.gd', 'localho.st', 'localhost.run', 'fuf.me', 'smackaho.st', 'rbndr.us', '1u.ms', 'rebind.network', 'rebind.it', 'backname.io', 'ip6.name', 'hyperip.io', 'localdev.me', 'lndo.site', 'ddev.site']);

/** Whether a request may go to this address as far as the address tells. Policy and labels are the gate's. */
export function checkAddress(raw: string, rules: EgressRules): AddressAnswer {
	if (raw.length > BYTE_CAPS.address) return denied('it is too long');
	if (/[\s\\\p{Cc}\p{Cs}]/u.test(raw)) return denied('it has a space, a backslash or a control character');
	let url: URL;
	try {
		url = new URL(raw);
	} catch {
		return denied('it is no address');
	}
	const authority = /^[a-z]+:\/\/([^/?#]+)/i.exec(raw)?.[1];
	if (authority === undefined) return denied('it is not spelled in full');
	if (/[\p{Cf}\p{DI}]/u.test(authority)) return denied('its host has a hidden character');
	if (authority.includes('@') || url.username !== '' || url.password !== '') return denied('it carries a name or a password');
	if (isOwn(url, rules)) return { verdict: 'allow', url: url.href, reason: '' };
	if (url.protocol !== 'https:') return denied('it is not https');
	if (url.port !== '') return denied('it names a port');
	const reason = whyNotPublic(url.hostname);
	return reason === null ? { verdict: 'allow', url: url.href, reason: '' } : denied(reason);
}

/** The next hop. `isOtherOrigin`: headers with keys must not travel along. Hops count from 1. */
export function checkRedirect(from: string, location: string, { rules, hop }: { rules: EgressRules; hop: number }): AddressAnswer & { readonly isOtherOrigin: boolean } {
	if (hop > MOST_REDIRECTS) return { ...denied('it leads on too often'), isOtherOrigin: true };
	let next: URL;
	try {
		next = new URL(location, from);
	} catch {
		return { ...denied('it leads to no address'), isOtherOrigin: true };
	}
	const isOtherOrigin = next.origin !== new URL(from).origin;
	// The exception is for what the person set, not for whoever answers first.
	return { ...checkAddress(next.href, isOtherOrigin ? { ownOrigins: [] } : rules), isOtherOrigin };
}

/** Counts bytes as they come and throws `too-large` when there are more than `most`. */
export function byteCap(most: number): (bytes: number) => void {
	let total = 0;
	return (bytes) => {
		total += bytes;
		if (!(total <= most)) throw new PraxisError('too-large', `More than ${most} bytes were to be transferred.`, { hint: 'Ask for less at once.' });
	};
}

function isOwn(url: URL, { ownOrigins }: EgressRules): boolean {
	return (url.protocol === 'http:' || url.protocol === 'https:') && ownOrigins.includes(url.origin);
}

/** `hostname` as URL parsing leaves it: lower case, IDN in ASCII, every spelling of an IPv4 address dotted. */
function whyNotPublic(hostname: string): string | null {
	const host = hostname.replace(/\.$/, '');
	if (host === '' || host.endsWith('.')) return 'it names no host';
	if (host.startsWith('[') || /^[\d.]+$/.test(host)) return 'it is a number instead of a name';
	const labels = host.split('.');
	if (host.length > 253 || !labels.every((label) => /^[a-z\d_-]{1,63}$/.test(label))) return 'it is no name of a host';
	const last = labels.at(-1) ?? '';
	if (labels.length < 2) return 'it is a name of this network';
	if (LOCAL_ENDINGS.has(last) || /^(?:0x[\da-f]*|\d+)$/.test(last)) return 'it is a name of this network';
	if (labels.some((_label, i) => NAMES_OF_THIS_PLACE.has(labels.slice(i).join('.')))) return 'the name points at this machine or its network';
	if (/(?:^|[.-])(?:\d{1,3}[.-]){3}\d{1,3}(?:[.-]|$)/.test(host)) return 'the name holds a number of a machine';
	return null;
}

function denied(reason: string): AddressAnswer {
	return { verdict: 'deny', url: '', reason };
}
