/** The links that must be rewritten when a note moves, so that they still lead to it. Reads the vault, writes nothing. */
import type { Vault } from '../host';
import { LinkIndex, writeLink } from '../lib/links';
import { readNote } from '../lib/markdown';
import type { Link } from '../lib/note';
import { isNote, titleOf, type VaultPath } from '../lib/vault-path';
import type { Replace } from './change';
import { textAt } from './text-at';

/** One change for each link that leads to `from` and would not lead to `to` as it stands. */
export async function relinkChanges(from: VaultPath, to: VaultPath, vault: Vault): Promise<Replace[]> {
	const paths = (await vault.list()).map((file) => file.path);
	const before = new LinkIndex(paths);
	const after = new LinkIndex(paths.map((path) => (path === from ? to : path)));
	const changes: Replace[] = [];
	for (const path of paths.filter(isNote)) {
		// A note that cannot be read keeps its links; it stands among the problems of the index.
		const text = await textAt(path, vault);
		if (text === null || !mayName(text, from)) continue;
		const moved = path === from ? to : path;
		for (const link of readNote(path, text).links) {
			if (link.kind === 'url' || link.target === '' || before.resolve(link.target, path) !== from || after.resolve(link.target, moved) === to) continue;
			changes.push(relinked(path, link, { text, linkText: after.linkText(to, moved) }));
		}
	}
	return changes;
}

/** A quick look, so that only notes with the name in them are parsed. */
function mayName(text: string, from: VaultPath): boolean {
	const title = titleOf(from).normalize('NFC').toLowerCase();
	const words = text.normalize('NFC').toLowerCase();
	return words.includes(title) || (words.includes('%') && words.includes(encodeURI(title).toLowerCase())) || words.includes(title.replace(/ /g, '%20'));
}

/** Only the link's target is replaced; what is shown and the place within the note stay as typed. */
function relinked(path: VaultPath, link: Link, { text, linkText }: { text: string; linkText: string }): Replace {
	const source = text.slice(link.span.start, link.span.end);
	const isWiki = link.kind === 'wikilink' || link.kind === 'embed';
	const opening = isWiki ? source.indexOf('[[') + 2 : source.lastIndexOf('](') + 2;
	const bracket = !isWiki && source[opening] === '<' ? 1 : 0;
	const rest = source.slice(opening + bracket);
	const length = rest.search(isWiki ? /[#|\]\\]/ : bracket === 1 ? /[#>]/ : /[#)\s]/);
	const isPlain = isWiki && !/[[\]|#^\\]|%%/.test(linkText);
	if (!isPlain && isWiki) return { type: 'replace', path, target: link.span, text: (link.kind === 'embed' ? '!' : '') + writeLink(linkText, { subpath: link.subpath, display: link.display }) };
	const start = link.span.start + opening + bracket;
	const target = isWiki ? linkText : encodeURI(/\.[a-z0-9]+$/i.test(linkText) ? linkText : `${linkText}.md`).replace(/[()#?]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
	return { type: 'replace', path, target: { start, end: start + Math.max(length, 0) }, text: target };
}
