/**
 * What can be said for certain about a note that may be a fraud: hidden text, and links that lead elsewhere than
 * they look. By letters alone: it asks nobody and judges no wording, so silence proves nothing.
 */
import { LineIndex } from '../lib/positions';
import { listHiddenPassages, type HidingPlace } from './hidden-passages';
import { findHidden, revealHidden } from './hidden-text';
import { OFTEN_IMITATED } from './imitated';
import { lookAlikes, otherHostShown } from './look-alike';
import { allNodes, isDense, parseMarkdown, spanOf, wordsOf } from './mdast';
import { shownHost } from './punycode';

export type PhishingKind = 'hidden-characters' | 'hidden-text' | 'other-host' | 'other-name' | 'look-alike' | 'other-ending' | 'punycode' | 'user-info' | 'not-https' | 'number-host';

export interface PhishingFinding {
	readonly kind: PhishingKind;
	/** From 1. */
	readonly line: number;
	/** A sentence fit for a person. */
	readonly message: string;
	/** What was found, hidden characters made visible, cut to 200 characters. */
	readonly found: string;
}

/** Ways of hiding that ordinary notes use too, and that say nothing of a fraud. */
const ORDINARY: ReadonlySet<HidingPlace> = new Set(['properties', 'definition', 'footnote', 'code-info', 'alt-text', 'title', 'comment', 'folded', 'dense', 'math', 'empty-link']);
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`)\]]+/gi;
export const MOST_FINDINGS = 200;

/** Everything found, in order, at most 200. `known`: hosts that the person knows, beside those often imitated. */
export function checkForPhishing(text: string, known: readonly string[] = []): PhishingFinding[] {
	const lines = new LineIndex(text);
	const hosts = [...new Set([...OFTEN_IMITATED, ...known])];
	const found = [...hiddenIn(text), ...linksOf(text).flatMap((link) => judge(link, hosts))];
	const seen = new Set<string>();
	return found
		.sort((a, b) => a.at - b.at)
		.filter(({ kind, message, at }) => {
			const key = `${kind} ${message} ${lines.lineAt(at)}`;
			return !seen.has(key) && seen.add(key);
		})
		.slice(0, MOST_FINDINGS)
		.map(({ at, kind, message, found: what }) => ({ kind, message, line: lines.lineAt(at), found: revealHidden(what).slice(0, 200) }));
}

interface Raw { readonly kind: PhishingKind; readonly at: number; readonly message: string; readonly found: string }
interface Link { readonly at: number; readonly url: string; /** Null for a bare address. */ readonly text: string | null }

function hiddenIn(text: string): Raw[] {
	const characters = findHidden(text).map(({ start, end, spells }): Raw => ({
		kind: 'hidden-characters',
		at: start,
		message: spells ? `Hidden characters spell “${spells.slice(0, 100)}”.` : 'Hidden characters stand here.',
		found: text.slice(Math.max(0, start - 20), end + 20),
	}));
	const passages = listHiddenPassages(text)
		.filter(({ place }) => !ORDINARY.has(place))
		.map(({ start, text: hidden }): Raw => ({ kind: 'hidden-text', at: start, message: 'This text is not shown when the note is read.', found: hidden }));
	return [...characters, ...passages];
}

function linksOf(text: string): Link[] {
	const bare = [...text.matchAll(ADDRESS)].map((match): Link => ({ at: match.index, url: match[0].replace(/[.,;:!?*_]+$/, ''), text: null }));
	if (isDense(text)) return bare;
	const nodes = allNodes(parseMarkdown(text));
	const marked = nodes.flatMap((node): Link[] => {
		if (node.type === 'link') return [{ at: spanOf(node)?.start ?? 0, url: node.url, text: wordsOf(node) }];
		if (node.type !== 'html') return [];
		return [...node.value.matchAll(/\bhref\s*=\s*["']?([^\s"'>]+)/gi)].map((match) => ({ at: spanOf(node)?.start ?? 0, url: match[1] ?? '', text: htmlText(text, spanOf(node)?.start ?? 0) }));
	});
	return [...marked, ...bare];
}

/** What stands between the tag and the next. */
function htmlText(text: string, at: number): string {
	return /^<[^>]*>([^<]{0,200})/.exec(text.slice(at, at + 2000))?.[1] ?? '';
}

function judge({ at, url, text }: Link, hosts: readonly string[]): Raw[] {
	const [, scheme = '', authority = ''] = /^([a-z][a-z0-9+.-]*):[\\/]{2}([^\\/?#]*)/i.exec(url) ?? [];
	if (!/^https?$/i.test(scheme) || authority === '') return [];
	const place = { at, found: url };
	const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '').toLowerCase();
	const found: Raw[] = lookAlikes(authority, hosts).map(({ kind, message }) => ({ kind: kind === 'user-info' || kind === 'other-ending' ? kind : 'look-alike', message, ...place }));
	const other = text === null ? null : otherHostShown(text, url);
	if (other) found.push({ kind: other.kind === 'other-name' ? 'other-name' : 'other-host', message: other.message, ...place });
	if (host.split('.').some((label) => label.startsWith('xn--'))) found.push({ kind: 'punycode', message: `The address is written in code; it reads ${shownHost(host)}.`, ...place });
	if (/^(?:\d+\.){3}\d+$|^\[|^0x[\da-f]+$|^\d{8,10}$/i.test(host)) found.push({ kind: 'number-host', message: `The address is a number, ${host}, not a name.`, ...place });
	else if (/^http$/i.test(scheme) && !/^(?:localhost|127\.)/.test(host)) found.push({ kind: 'not-https', message: `The link to ${shownHost(host)} is not encrypted: others can read and change what it shows.`, ...place });
	return found;
}
