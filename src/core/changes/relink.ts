/** The links that must be rewritten when a note moves, so that they still lead to it. Reads the vault, writes nothing. */
import type { Vault } from '../host';
import { LinkIndex, writeLink } from '../lib/links';
import { readNote } from '../lib/markdown';
import type { Link } from '../lib/note';
import { folderOf, isNote, titleOf, type VaultPath } from '../lib/vault-path';
import type { Replace } from './change';
import { textAt } from './text-at';

/** Old path to new path of everything that one plan moves. */
export type Moved = ReadonlyMap<VaultPath, VaultPath>;

/**
 * One change for each link that would lead elsewhere, or nowhere, once the files are moved: links to a moved file, links
 * that stand in a moved note, and links that a moved file would take over because it gets the name of another.
 */
export async function relinkChanges(moves: Moved, vault: Vault): Promise<Replace[]> {
	const paths = (await vault.list()).map((file) => file.path);
	const place = (path: VaultPath): VaultPath => moves.get(path) ?? path;
	const before = new LinkIndex(paths);
	const after = new LinkIndex(paths.map(place));
	const names = [...moves].flat();
	const changes: Replace[] = [];
	for (const path of paths.filter(isNote)) {
		// A note that cannot be read keeps its links; it stands among the problems of the index.
		const text = await textAt(path, vault);
		if (text === null || !(moves.has(path) || names.some((name) => mayName(text, name)))) continue;
		for (const link of readNote(path, text).links) {
			if (link.kind === 'url' || link.target === '') continue;
			const target = before.resolve(link.target, path);
			if (target === null || after.resolve(link.target, place(path)) === place(target)) continue;
			const linkText = newTarget(link, place(target), { from: place(path), after });
			if (mayStand(link, linkText)) changes.push(relinked(path, link, { text, linkText }));
		}
	}
	return changes;
}

/** A way from the note's folder when the person wrote one, else the shortest name that leads there. */
function newTarget(link: Link, to: VaultPath, { from, after }: { from: VaultPath; after: LinkIndex }): string {
	if (!/^\.\.?\//.test(link.target)) return after.linkText(to, from);
	const folders = folderOf(from) === '' ? [] : folderOf(from).split('/');
	const target = to.split('/');
	let shared = 0;
	while (shared < folders.length && shared < target.length - 1 && folders[shared] === target[shared]) shared++;
	const way = `${'../'.repeat(folders.length - shared) || './'}${target.slice(shared).join('/')}`;
	return /\.md$/i.test(link.target) ? way : way.replace(/\.md$/i, '');
}

/** False for a name that would break the quotes of the property it stands in: a link that is lost is better than a property. */
function mayStand(link: Link, linkText: string): boolean {
	return !link.inFrontMatter || !/["'\\]/.test(linkText);
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
