/**
 * Hosts that pretend to be one the person knows. Deterministic and by name alone: it cannot know whether an
 * unknown host is honest, and says nothing about one that resembles none of the known.
 */
import { asLatin, mixesScripts, skeleton } from './confusables';
import { baitIn, hasOddMarks, wearsName } from './bait';
import { shownHost } from './punycode';

export type LookAlikeKind = 'user-info' | 'mixed-scripts' | 'same-look' | 'typo' | 'name-within' | 'sub-domain' | 'other-ending' | 'other-text' | 'other-name' | 'odd-letters' | 'bait';

export interface LookAlike {
	readonly kind: LookAlikeKind;
	/** The known host that it resembles; null where none is needed. */
	readonly known: string | null;
	/** A sentence fit for a person. */
	readonly message: string;
}

/** Words that impostors put beside a name. */
const LURES = new Set(['login', 'logon', 'signin', 'sign', 'secure', 'security', 'verify', 'verification', 'account', 'accounts', 'support', 'help', 'update', 'confirm', 'auth', 'service', 'services', 'online', 'official', 'pay', 'payment', 'billing', 'wallet', 'web', 'app', 'my', 'id', 'mail', 'alert', 'team', 'store', 'shop', 'center', 'bonus', 'gift', 'promo', 'live', 'check']);
/** Country endings that are sold to anyone and resemble ".com", or were given away. */
const LOOSE_COUNTRIES = new Set(['co', 'cm', 'om', 'ws', 'cc', 'tk', 'ml', 'ga', 'cf', 'gq', 'su', 'pw', 'la']);
const SECOND_LEVEL = new Set(['co', 'com', 'net', 'org', 'gov', 'ac', 'edu', 'or', 'ne', 'go']);

export interface Name { readonly labels: readonly string[]; readonly main: string; readonly ending: string; readonly above: readonly string[] }

/** What is suspicious about a host, or an authority such as "name@host", beside the hosts the person knows. */
export function lookAlikes(authority: string, known: readonly string[]): LookAlike[] {
	const at = authority.lastIndexOf('@');
	const host = shownHost(authority.slice(at + 1).replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase());
	const found: LookAlike[] = at < 0 ? [] : [{ kind: 'user-info', known: null, message: `What stands before “@” is only a name; the host is ${host}.` }];
	if (known.some((own) => host === own || host.endsWith(`.${own}`))) return found;
	if (host.split('.').some(mixesScripts)) found.push({ kind: 'mixed-scripts', known: null, message: `${host} mixes letters of several alphabets that look alike.` });
	const name = taken(host);
	for (const own of known) {
		const kind = resemblance(name, taken(own), own);
		if (kind) found.push({ kind, known: own, message: isPlain(host) ? `${host} resembles ${own} and is another host.` : `${host} is not ${own}: it holds other letters, and is really ${hostOf(`https://${host}`) ?? host}.` });
	}
	if (found.some(({ kind }) => kind !== 'user-info')) return found;
	const worn = wearsName(name.main);
	if (worn !== null) found.push({ kind: 'same-look', known: null, message: `${host} is written to look like “${worn}”.` });
	else if (name.labels.some(hasOddMarks)) found.push({ kind: 'odd-letters', known: null, message: `${host} holds letters that look like plain ones and that hardly any language writes.` });
	const bait = baitIn(host, name);
	if (bait !== null) found.push({ kind: 'bait', known: null, message: `${host} joins “${bait.name}” with “${bait.word}”, as frauds often do. The name alone does not tell whether it is one.` });
	return found;
}

function isPlain(host: string): boolean {
	return /^[\x20-\x7e]*$/.test(host);
}

/** Endings that people write as hosts in a sentence; most others are files and names of programs there. */
const WRITTEN_ENDINGS = new Set(['com', 'org', 'net', 'edu', 'gov', 'info', 'biz', 'io', 'app', 'dev', 'example']);
const FILE_NAME = /\.(?:md|pdf|txt|html?|[cm]?[jt]sx?|py|png|jpe?g|gif|svg|json|ya?ml|toml|csv|sh|rs|rb|go|zip|vimrc|ini|cfg|conf|log)$/;

/** The finding when a link's text shows one host and the link leads to another; null when it does not. */
export function otherHostShown(text: string, url: string): LookAlike | null {
	const host = hostOf(url);
	if (host === null) return null;
	const leads = bareHost(host);
	const isOther = (shown: string): boolean => leads !== shown && !leads.endsWith(`.${shown}`) && !shown.endsWith(`.${leads}`);
	const clean = text.normalize('NFKC').replace(/[\p{DI}\p{Cf}]/gu, '').replace(/。/g, '.');
	const first = hostAtStart(clean.replace(/^[^\p{L}\p{N}]+/u, ''));
	if (first !== null && isOther(first) && !isPartOfPath(clean, url)) return { kind: 'other-text', known: null, message: `The text shows ${first}, the link leads to ${leads}.` };
	const named = clean.split(/[\s"'“”„«»‘’()[\]{}<>|,;→–—]+/).map(hostAtStart).find((shown) => shown !== null && WRITTEN_ENDINGS.has(shown.slice(shown.lastIndexOf('.') + 1)) && isOther(shown));
	return named ? { kind: 'other-name', known: null, message: `The text names ${named}, the link leads to ${leads}.` } : null;
}

/** The host with which a text begins, as it is shown, without "www."; null when it begins otherwise. */
function hostAtStart(text: string): string | null {
	const shown = /^(?:https?:\/\/)?(?:[^\s/@]*@)?((?:[\p{L}\p{N}\p{M}-]+\.)+[\p{L}\p{M}]{2,}|(?:[a-z\d-]+\.)+xn--[a-z\d-]+)(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])/iu.exec(text)?.[1]?.toLowerCase();
	return shown === undefined || FILE_NAME.test(shown) ? null : bareHost(shown);
}

/** A name such as "Approval.Python" that stands in the address too and ends as few hosts do. */
function isPartOfPath(text: string, url: string): boolean {
	const name = text.trim();
	const ending = name.slice(name.lastIndexOf('.') + 1);
	return ending.length > 2 && !WRITTEN_ENDINGS.has(ending.toLowerCase()) && url.endsWith(`/${name}`);
}

function bareHost(name: string): string {
	return shownHost(name).replace(/^www\./, '');
}

function hostOf(url: string): string | null {
	try {
		return new URL(url).hostname;
	} catch {
		return null; // Without a host there is none to differ.
	}
}

/** A host taken apart. Which part is sold as one is guessed: the last label, or two as in "co.uk". */
function taken(host: string): Name {
	const labels = host.split('.');
	const isDouble = labels.length > 2 && SECOND_LEVEL.has(labels.at(-2) ?? '') && (labels.at(-1) ?? '').length === 2;
	const ending = labels.slice(isDouble ? -2 : -1);
	const rest = labels.slice(0, -ending.length);
	return { labels, main: rest.at(-1) ?? '', ending: ending.join('.'), above: rest.slice(0, -1) };
}

function resemblance(name: Name, own: Name, ownHost: string): LookAlikeKind | null {
	if (own.main.length < 3) return null;
	if (skeleton(name.main) === skeleton(own.main)) return name.main === own.main ? otherEnding(name, own) : 'same-look';
	if (looksSame(name.main, own.main)) return 'same-look';
	if (isTypo(asLatin(name.main), own.main)) return 'typo';
	const ownLabels = ownHost.split('.');
	if (name.labels.some((_label, i) => i + ownLabels.length < name.labels.length && ownLabels.every((label, j) => skeleton(name.labels[i + j] ?? '') === skeleton(label)))) return 'sub-domain';
	if (own.main.length >= 4 && name.above.some((label) => label === own.main || holdsName(label, own.main))) return 'sub-domain';
	return own.main.length >= 4 && holdsName(name.main, own.main) ? 'name-within' : null;
}

/** A known name under another ending. Firms hold their name in many countries, so those pass. */
function otherEnding(name: Name, own: Name): LookAlikeKind | null {
	if (name.ending === own.ending) return null;
	const country = name.ending.split('.').at(-1) ?? '';
	return country.length === 2 && !LOOSE_COUNTRIES.has(name.ending) ? null : 'other-ending';
}

/** Letters of another script that the table does not know stand for any letter, up to a third of them. */
function looksSame(label: string, own: string): boolean {
	const letters = Array.from(asLatin(label));
	const wanted = Array.from(own);
	if (letters.length !== wanted.length || /^[\x21-\x7e]*$/.test(label)) return false;
	const unknown = letters.filter((letter) => !/[\x21-\x7e]/.test(letter)).length;
	return unknown * 3 <= wanted.length && letters.every((letter, i) => letter === wanted[i] || !/[\x21-\x7e]/.test(letter));
}

/** The name as a word of a label ("secure-name-verify"), or directly beside a lure ("namelogin"). */
function holdsName(label: string, own: string): boolean {
	const words = label.split(/[-_\d]+/).map(asLatin);
	return words.some((word) => {
		if (word === own) return words.length > 1;
		const rest = word.startsWith(own) ? word.slice(own.length) : word.endsWith(own) ? word.slice(0, -own.length) : '';
		return LURES.has(rest);
	});
}

/** One slip of the fingers, two in long names. In names of four letters only a lost, doubled or swapped one, and not the first. */
function isTypo(label: string, own: string): boolean {
	if (own.length < 4 || Math.abs(label.length - own.length) > 2) return false;
	const distance = slips(label, own);
	if (own.length === 4) return distance === 1 && label[0] === own[0] && (label.length !== own.length || [...label].sort().join('') === [...own].sort().join(''));
	return distance === 1 || (distance === 2 && own.length >= 10);
}

/** Insertions, losses, changes and swaps of neighbours between two words (optimal string alignment). */
function slips(a: string, b: string): number {
	let [older, old] = [[] as number[], Array.from({ length: b.length + 1 }, (_x, j) => j)];
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (old[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			row.push(Math.min(change, (old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, isSwap ? (older[j - 2] ?? 0) + 1 : Infinity));
		}
		[older, old] = [old, row];
	}
	return old[b.length] ?? 0;
}
