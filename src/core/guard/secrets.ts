/**
 * Keys and passwords in a text that is about to leave, found and replaced by `[[secret:type]]`.
 *
 * Two ways to know one: the shape that a provider gives its keys, and a random value behind a name that says
 * what it is ("api_key = …"). Not a promise: a secret that looks like a word, with no name before it, is not found.
 */
import { CANDIDATE, KEY_SHAPES, SHAPE_HINT } from './secret-shapes';
import { isPlaceholder, looksRandom } from './randomness';

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
const VALUE = '[^\\s"\'`,;<>(){}\\[\\]|\\\\]{8,400}';
/** A name that says what follows, how it is assigned, and the value. */
const NAMED = new RegExp(`(token|secret|passw(?:or)?d|passphrase|pwd|api[-_ ]?key|key|credentials?|auth|access[-_ ]?id|client[-_ ]?id)([A-Za-z0-9_.-]{0,24})["'\`\\])]{0,3}(?:\\s{0,12}(?:::?=|=>|->|[=:>,]|\\|\\|?)|\\s+value\\s*=|\\s+value)\\s{0,12}(?:["'\`\\[({]{1,4}\\s?)?(?:FlyV1\\s)?(${VALUE})`, 'gi');
const HEADER = /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?\s{0,4}(?:(bearer|basic|token|[a-z]{0,8}-?(?:token|key))\s{1,4})?([^\s"'`,;<>(){}[\]\\]{10,4000})/gi;
const IN_ADDRESS = /:\/\/([^\s/:@"'<>]{1,80}):([^\s/@"'<>]{3,120})@[\w[]/g;
const COMMAND_USER = /\bcurl\b[^\n]{0,300}?\s(?:-u|--user)(?:[ =]{1,2})?["']?([^\s:"'$<{]{1,60}):([^\s"'$<{]{3,80})/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]{40,}(?:-----END[^\n]{0,60}-----)?/g;
const WEB_TOKEN = /\beyJ[\w-]{10,4000}\.(eyJ[\w-]{6,8000})\.[\w-]{10,2000}/g;
const WEBHOOK = /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{43,60})|\b[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2\/([\w@/-]{80,200})|\bdiscord(?:app)?\.com\/api\/webhooks\/(\d{17,20}\/[\w-]{60,80})/g;
const GOOGLE = /(?:[=:]\s{0,4}["'`]?|["'`])(AIza[\w-]{35})(?![\w-])/g;
const CLUSTER_SECRET = /\bkind:\s{0,4}["']?secret\b/i;
const CLUSTER_VALUE = /^\s{1,12}[\w.-]{1,60}:\s{1,4}["']?([A-Za-z0-9+/]{10,}={0,2})["']?\s*$/gm;

/** Every secret found, in order, none within another. Time grows with the text alone. */
export function findSecrets(text: string): SecretHit[] {
	const hits = [...shaped(text), ...structured(text), ...named(text)].sort((a, b) => a.start - b.start || b.end - a.end);
	const kept: SecretHit[] = [];
	for (const hit of hits) if (hit.start >= (kept.at(-1)?.end ?? 0)) kept.push(hit);
	return kept;
}

/** The text with each secret replaced; one value has one placeholder throughout. */
export function redactSecrets(text: string): Redaction {
	const placeholders = new Map<string, string>();
	const parts: string[] = [];
	let at = 0;
	for (const { start, end, type } of findSecrets(text)) {
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
	const hits: SecretHit[] = [];
	for (const candidate of text.matchAll(CANDIDATE)) {
		const [token] = candidate;
		if (!SHAPE_HINT.test(token)) continue;
		for (const { type, pattern } of KEY_SHAPES) {
			const match = pattern.exec(token);
			const value = match?.[1];
			if (!match || value === undefined || !looksIssued(value)) continue;
			const start = candidate.index + match.index + match[0].indexOf(value);
			hits.push({ start, end: start + value.length, type });
			break;
		}
	}
	return hits;
}

/** A provider's key: no placeholder, and more than a few different characters behind its beginning. */
function looksIssued(value: string): boolean {
	const random = value.replace(/^[A-Za-z0-9]{0,12}[_.-]/, '');
	const different = new Set(random).size;
	// A long key may hold any sequence by chance.
	if (value.length >= 60 && different >= 20) return !/x{8}|\*{3}|\.{3}/i.test(value);
	return !isPlaceholder(value) && different >= Math.min(8, random.length / 2);
}

function structured(text: string): SecretHit[] {
	const whole = (pattern: RegExp, type: string, group: number, isOne: (match: RegExpMatchArray) => boolean = () => true): SecretHit[] =>
		[...text.matchAll(pattern)].filter(isOne).map((match) => hitOf(match, match.slice(group).find((part) => part !== undefined) ?? match[0], type));
	return [
		...whole(PRIVATE_KEY, 'private-key', 0, ([key]) => /[A-Za-z0-9+/=]{40}/.test(key) && !isPlaceholder(key.slice(60, 160))),
		...whole(WEB_TOKEN, 'web-token', 0, ([, payload]) => hasClaims(payload ?? '')),
		...whole(WEBHOOK, 'webhook', 1, ([address]) => !isPlaceholder(address)),
		...whole(GOOGLE, 'google', 1, ([, key]) => !isPlaceholder(key ?? '') && looksRandom(key ?? '')),
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
		const before = /[A-Za-z0-9_.-]{0,40}$/.exec(text.slice(Math.max(0, match.index - 40), match.index))?.[0] ?? '';
		const clean = value.replace(/[.:!?]+$/, '');
		if (value.endsWith('..')) continue;
		if (isNameOfSecret(before, word, after) && looksRandom(clean) && mayFollow(word, clean)) hits.push(hitOf(match, clean, typeOf(word)));
	}
	return hits;
}

function hitOf(match: RegExpMatchArray, value: string, type: string): SecretHit {
	const start = (match.index ?? 0) + match[0].lastIndexOf(value);
	return { start, end: start + value.length, type };
}

/** "token", "key" and "auth" alone name many harmless things; with a word beside them they name a secret. */
function isNameOfSecret(before: string, word: string, after: string): boolean {
	const name = `${before}${word}${after}`;
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
	if (words.some((part) => NO_SECRET.has(part))) return false;
	const isWeak = /^(?:key|token|auth|credentials?)$/i.test(word);
	if (/^(?:word|board|stroke|note|frame|chain|s|ed|ing|or|ority|ored|orization)/i.test(after) && after !== 's') return false;
	return !isWeak || /[A-Za-z0-9]/.test(before) || /^[_.-]?[A-Za-z]{2}/.test(after);
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

function isHeader(scheme: string, value: string): boolean {
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
