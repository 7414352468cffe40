/**
 * Keys and passwords in a text that is about to leave, found and replaced by `[[secret:type]]`.
 *
 * Two ways to know one: the shape that a provider gives its keys, and a random value behind a name that says
 * what it is ("api_key = …"). Not a promise: a secret that looks like a word, with no name before it, is not found.
 */
import { CANDIDATE, shapesIn } from './secret-shapes';
import { different, entropy, isPlaceholder, looksRandom } from './randomness';

export interface SecretHit {
	/** UTF-16 offsets of the value alone. */
	readonly start: number;
	readonly end: number;
	/** The provider or kind: "github", "password", "private-key". */
	readonly type: string;
}

export interface Redaction {
	readonly text: string;
	/** From placeholder to what it stands for. Kept on the device for the run, never stored. */
	readonly secrets: ReadonlyMap<string, string>;
}

/** Words in a name that take back what it says. */
const NO_SECRET = new Set(['non', 'not', 'no', 'wrong', 'invalid', 'bad', 'dummy', 'fake', 'example', 'sample', 'mock', 'placeholder']);
/** Words that end in "key", and keys that are names. */
const OTHER_KEYS = /(?:^|[^a-z])(?:hot|short|mon|tur|turn|don|joc|whis|public|pub|primary|foreign|sort|partition|object|dict|dictionary|map|cache|translation)[-_. ]?$/i;
const VALUE = '[^\\s"\'`,;<>(){}\\[\\]|\\\\]{8,400}';
/** A name that says what follows, how it is assigned, and the value. */
const NAMED = new RegExp(`(token|secret|passw(?:or)?d|passphrase|pwd|api[-_ ]?key|key|credentials?|auth|access[-_ ]?id|client[-_ ]?id)([A-Za-z0-9_.-]{0,24})["'\`\\])*]{0,3}(?:\\s{0,12}(?:::?=|=>|->|[=:>,]|\\|\\|?)|\\s+value\\s*=|\\s+value)\\*{0,2}\\s{0,12}(?:["'\`\\[({]{1,4}\\s?)?(?:FlyV1\\s)?(${VALUE})`, 'gi');
const HEADER = /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?\s{0,4}(?:(bearer|basic|token|[a-z]{0,8}-?(?:token|key))\s{1,4})?([^\s"'`,;<>(){}[\]\\*]{10,4000})/gi;
const IN_ADDRESS = /:\/\/([^\s/:@"'<>]{0,80}):([^\s/@"'<>]{3,120})@[\w[]/g;
const COMMAND_USER = /\bcurl\b[^\n]{0,300}?\s(?:-u|--user)(?:[ =]{1,2})?["']?([^\s:"'$<{]{1,60}):([^\s"'$<{]{3,80})/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]{40,}(?:-----END[^\n]{0,60}-----)?/g;
const WEB_TOKEN = /\beyJ[\w-]{10,4000}\.(eyJ[\w-]{6,8000})\.[\w-]{10,2000}/g;
const WEBHOOK = /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{43,60})|\.webhook\.office\.com\/webhookb2\/([\w@/-]{80,200})|\bdiscord(?:app)?\.com\/api\/webhooks\/(\d{17,20}\/[\w-]{60,80})/g;
const GOOGLE = /(?:^|[^\w+/-])(AIza[\w-]{35})(?![\w+/-])/gm;
/** A signature that opens a store of Azure to whoever has the address. */
const SIGNED_ADDRESS = /[?&](?:sig|X-Amz-Signature|X-Goog-Signature)=([\w%+/=-]{40,600})/g;
/** The lines of a PuTTY key; a login in .netrc; one in a container registry's file; a feed's password; a bundle's login. */
const OTHER_KEPT = /\bPrivate-Lines: \d{1,4}\r?\n([A-Za-z0-9+/=\r\n]{40,20000})|\bmachine\s{1,4}\S{1,200}\s{1,4}login\s{1,4}\S{1,100}\s{1,4}password\s{1,4}(\S{4,100})|"auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{16,400}={0,2})"|key="(?:ClearText)?Password"\s{1,4}value="([^"\s]{6,200})"|\bBUNDLE_[A-Z_]{3,80}\s{0,4}[:=]\s{0,4}["']?([0-9a-f]{8}:[0-9a-f]{8})\b/g;
const CLUSTER_SECRET = /\bkind:\s{0,4}["']?secret\b/i;
const CLUSTER_VALUE = /^\s{1,12}[\w.-]{1,60}:\s{1,4}["']?([A-Za-z0-9+/]{10,}={0,2})["']?\s*$/gm;

/**
 * Every secret found, in order, none within another. Time grows with the text alone. A text that is nothing but a key
 * of Google's kind for apps is left out: such keys are published with every app. What leaves is judged more strictly.
 */
export function findSecrets(text: string): SecretHit[] {
	const whole = text.trim();
	return allSecrets(text).filter(({ type, start, end }) => type !== 'google' || !whole.startsWith('AIza') || text.slice(start, end) !== whole);
}

function allSecrets(text: string): SecretHit[] {
	const hits = [...shaped(text), ...structured(text), ...named(text)].sort((a, b) => a.start - b.start || b.end - a.end);
	const kept: SecretHit[] = [];
	for (const hit of hits) if (hit.start >= (kept.at(-1)?.end ?? 0)) kept.push(hit);
	return kept;
}

/** The text as it may leave: each secret replaced, also one that is all of it; one value has one placeholder throughout. */
export function redactSecrets(text: string): Redaction {
	const placeholders = new Map<string, string>();
	const parts: string[] = [];
	let at = 0;
	for (const { start, end, type } of allSecrets(text)) {
		const value = text.slice(start, end);
		const known = placeholders.get(value) ?? unused(type, placeholders);
		placeholders.set(value, known);
		parts.push(text.slice(at, start), known);
		at = end;
	}
	const secrets = new Map([...placeholders].map(([value, placeholder]) => [placeholder, value]));
	return { text: parts.join('') + text.slice(at), secrets };
}

/** The text with placeholders replaced by what they stand for, for what stays on the device. */
export function restoreSecrets(text: string, secrets: ReadonlyMap<string, string>): string {
	return text.replace(/\[\[secret:[a-z0-9-]+\]\]/g, (placeholder) => secrets.get(placeholder) ?? placeholder);
}

function unused(type: string, placeholders: ReadonlyMap<string, string>): string {
	const taken = new Set(placeholders.values());
	let name = `[[secret:${type}]]`;
	for (let n = 2; taken.has(name); n++) name = `[[secret:${type}-${n}]]`;
	return name;
}

function shaped(text: string): SecretHit[] {
	return [...text.matchAll(CANDIDATE)].flatMap(({ 0: candidate, index }) =>
		shapesIn(candidate, looksIssued).map(({ type, value, at }) => ({ start: index + at, end: index + at + value.length, type })),
	);
}

/** A provider's key: no placeholder, and more than a few different characters behind its beginning. */
function looksIssued(value: string): boolean {
	const random = value.replace(/^[A-Za-z0-9]{0,12}[_.-]/, '');
	const kinds = different(random);
	// A long key may hold any sequence by chance.
	if (value.length >= 60 && kinds >= 20) return !/x{8}|\*{3}|\.{3}/i.test(value);
	return kinds >= Math.min(8, random.length / 2) && !isPlaceholder(value);
}

function structured(text: string): SecretHit[] {
	const whole = (pattern: RegExp, type: string, group: number, isOne: (match: RegExpMatchArray) => boolean = () => true): SecretHit[] =>
		[...text.matchAll(pattern)].filter(isOne).map((match) => hitOf(match, match.slice(group).find((part) => part !== undefined) ?? match[0], type));
	return [
		...whole(PRIVATE_KEY, 'private-key', 0, ([key]) => /[A-Za-z0-9+/=]{40}/.test(key) && !isPlaceholder(key.slice(60, 160))),
		...whole(WEB_TOKEN, 'web-token', 0, ([, payload]) => hasClaims(payload ?? '')),
		...whole(WEBHOOK, 'webhook', 1, ([address]) => !isPlaceholder(address)),
		...whole(GOOGLE, 'google', 1, ([, key = '']) => !isPlaceholder(key) && entropy(key) >= 3.8),
		...whole(SIGNED_ADDRESS, 'signature', 1, ([, signature]) => !isPlaceholder(signature ?? '')),
		...whole(OTHER_KEPT, 'password', 1, (match) => !isPlaceholder(match.slice(1).find((part) => part !== undefined) ?? '')),
		...whole(IN_ADDRESS, 'password', 2, ([, user, password]) => isCredential(user ?? '', password ?? '')),
		...whole(COMMAND_USER, 'password', 2, ([, user, password]) => isCredential(user ?? '', password ?? '')),
		...whole(HEADER, 'authorization', 2, ([, scheme, value]) => isHeader(scheme ?? '', value ?? '')),
		...(CLUSTER_SECRET.test(text) ? whole(CLUSTER_VALUE, 'cluster-secret', 1, ([, value]) => !isPlaceholder(value ?? '')) : []),
	];
}

function named(text: string): SecretHit[] {
	const hits: SecretHit[] = [];
	for (const match of text.matchAll(NAMED)) {
		const [, word = '', after = '', value = ''] = match;
		if (value.endsWith('..')) continue;
		const clean = value.replace(/[.:!?*]+$/, '');
		if (isNameOfSecret(nameBefore(text, match.index), { word, after, value: clean }) && looksRandom(clean) && mayFollow(word, clean)) hits.push(hitOf(match, clean, typeOf(word)));
	}
	return hits;
}

/** The rest of a name that ends at `end`, at most 40 characters of it. */
function nameBefore(text: string, end: number): string {
	let start = end;
	while (start > 0 && end - start < 40 && /[A-Za-z0-9_.-]/.test(text.charAt(start - 1))) start--;
	return text.slice(start, end);
}

function hitOf(match: RegExpMatchArray, value: string, type: string): SecretHit {
	const start = (match.index ?? 0) + match[0].lastIndexOf(value);
	return { start, end: start + value.length, type };
}

/** "token", "key" and "auth" alone name many harmless things; with a word beside them, or before what only a machine writes, they name a secret. */
function isNameOfSecret(before: string, { word, after, value }: { readonly word: string; readonly after: string; readonly value: string }): boolean {
	const name = `${before}${word}${after}`;
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
	if (words.some((part) => NO_SECRET.has(part))) return false;
	const isWeak = /^(?:key|token|auth|credentials?)$/i.test(word);
	if (/^(?:word|board|stroke|note|frame|chain|s|ed|ing|or|ority|ored|orization|iz|is)/i.test(after) && after !== 's') return false;
	if (/^key$/i.test(word) && OTHER_KEYS.test(before)) return false;
	return !isWeak || /[A-Za-z0-9]/.test(before) || /^[_.-]?[A-Za-z]{2}/.test(after) || (/^(?:token|auth)$/i.test(word) && isDrawn(value));
}

/** Long, of one piece, with digits, capitals and small letters throughout: nobody types such a thing. */
function isDrawn(value: string): boolean {
	return value.length >= 20 && /^[\w-]+$/.test(value) && [/\d/g, /[A-Z]/g, /[a-z]/g].every((kind) => (value.match(kind) ?? []).length >= 2) && entropy(value) >= 3.6;
}

/** Numbers alone are dates and counts unless the name is clear. */
function mayFollow(word: string, value: string): boolean {
	return !/^\d+$/.test(value) || (value.length >= 14 && value.length <= 22 && /token|secret|id$/i.test(word));
}

function typeOf(word: string): string {
	return /^(?:passw|passphrase|pwd)/i.test(word) ? 'password' : 'key';
}

function isCredential(user: string, password: string): boolean {
	return !/[${<%*]/.test(user + password) && !isPlaceholder(password) && !/^(?:pass(?:word|wd)?|pwd|pw|secret|user(?:name)?|token|x+|\d{1,5})$/i.test(password);
}

function isHeader(scheme: string, said: string): boolean {
	const value = said.replace(/[.:!?]+$/, '');
	if (/^[$%*]|\.\.\./.test(value) || isPlaceholder(value)) return false;
	if (/^basic$/i.test(scheme)) return value.length >= 12 && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && /^[\x20-\x7e]*:/.test(decoded(value));
	return looksRandom(value);
}

/** A web token without any of the claims that say for whom and how long it holds is no key. */
function hasClaims(payload: string): boolean {
	return /"(?:iss|sub|aud|exp|iat|nbf|jti|azp|email|name|user|scope|role|tenant)[\w-]*"\s*:/.test(decoded(payload.replace(/-/g, '+').replace(/_/g, '/')));
}

/** Base64 as Latin-1; "" when it is none. */
function decoded(base64: string): string {
	try {
		return atob(base64.replace(/=+$/, ''));
	} catch {
		return ''; // Not base64, so it says nothing.
	}
}
