/** Where a link in an agent's Markdown may lead: https, mailto, the vault itself, and opening a note of it. */
import { mixesScripts } from './confusables';
import { checkAddress } from './egress';
import { otherHostShown } from './look-alike';
import { shownHost } from './punycode';

export interface LinkVerdict {
	/** `inert`: must not stay a link. `warn`: may stay, and the person is told. */
	readonly verdict: 'keep' | 'warn' | 'inert';
	/** One clause fit for a person; "" when kept. */
	readonly reason: string;
}

const KEEP: LinkVerdict = { verdict: 'keep', reason: '' };
/** Characters after the host that an ordinary link has at most; more may carry text of the vault away. */
const LONGEST_QUERY = 100;
/** Characters of one part of a host's name; names that are longer carry something. */
const LONGEST_LABEL = 40;

/** The verdict on a link whose decoded target is `url` and whose text is `shown`; `isBare`: the address is its own text. */
export function judgeLink(url: string, shown: string, isBare = false): LinkVerdict {
	const clean = trimmed(url);
	const scheme = schemeOf(clean);
	if (scheme === null) return isRemote(clean) ? inert('it leads to a host without saying how') : KEEP;
	if (scheme === 'https') return judgeHttps(clean, shown, isBare);
	if (scheme === 'mailto') return clean.includes('?') ? { verdict: 'warn', reason: 'it fills in a mail' } : KEEP;
	if (scheme === 'obsidian') return opensNote(clean) ? KEEP : inert('it would make the app do something');
	return inert(`links of the kind “${scheme}:” are not followed`);
}

/** True when a picture or embed would be fetched from elsewhere. */
export function isRemote(url: string): boolean {
	const clean = trimmed(url);
	return schemeOf(clean) !== null || /^[\\/]{2}/.test(clean);
}

/** As a browser reads an address: without control characters, and without blanks around. */
function trimmed(url: string): string {
	return url.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
}

function schemeOf(url: string): string | null {
	return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? null;
}

function judgeHttps(url: string, shown: string, isBare: boolean): LinkVerdict {
	let address: URL;
	try {
		address = new URL(url);
	} catch {
		return inert('it is no address');
	}
	if (address.username !== '' || address.password !== '' || /^https:[\\/]*[^\\/?#]*@/i.test(url)) return inert(`what stands before “@” is only a name; the host is ${address.hostname}`);
	const host = shownHost(address.hostname);
	if (host.split('.').some(mixesScripts)) return inert(`${host} mixes letters of several alphabets`);
	const other = otherHostShown(shown, url);
	if (other?.kind === 'other-text') return inert(other.message);
	if (other) return { verdict: 'warn', reason: other.message };
	if (host !== address.hostname && url.toLowerCase().includes('xn--')) return { verdict: 'warn', reason: `the host is ${host}` };
	const carried = address.search.length + address.hash.length;
	if (!isPublicHost(address)) return { verdict: 'warn', reason: `${address.host} is no public host on its usual port` };
	if (carried > LONGEST_QUERY || host.split('.').some((label) => label.length > LONGEST_LABEL) || host.length > 2 * LONGEST_LABEL || address.pathname.length > 2 * LONGEST_QUERY || (isBare && address.search !== '')) return { verdict: 'warn', reason: `it carries text to ${host}` };
	return KEEP;
}

/** As far as a request could go there; where the person goes is theirs to decide. */
function isPublicHost(address: URL): boolean {
	return checkAddress(address.origin, { ownOrigins: [] }).verdict === 'allow';
}

/** `obsidian://open` with a vault and a file, and with nothing else. */
function opensNote(url: string): boolean {
	const query = /^obsidian:\/\/open\/?\?([^#]*)$/i.exec(url)?.[1];
	if (query === undefined) return false;
	const parameters = new URLSearchParams(query);
	const given: string[] = [];
	parameters.forEach((_value, name) => given.push(name));
	const names = given.sort().join();
	const file = parameters.get('file') ?? '';
	return names === 'file,vault' && file !== '' && !/(?:^|[\\/])\.|^[\\/]|:/.test(file);
}

function inert(reason: string): LinkVerdict {
	return { verdict: 'inert', reason };
}
