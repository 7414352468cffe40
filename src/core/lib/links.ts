/**
 * Where a link leads, and how to write one: `LinkIndex` over the paths of a vault, and headings and blocks in a note.
 *
 * Follows Obsidian's `getFirstLinkpathDest`: an exact path wins ("Note" is the one at the top of the vault), then
 * the note's own folder and what is below it, then the shortest path; case does not count. Names compare in NFC,
 * because a vault that has been on a Mac may hold them in NFD. Knows paths only; reads nothing.
 */
import type { Note, Span } from './note';
import { oneLine } from './one-line';
import { folderOf, nameOf } from './vault-path';
import type { VaultPath } from './vault-path';

export class LinkIndex {
	readonly #byName = new Map<string, Set<VaultPath>>();
	readonly #paths = new Set<string>();

	constructor(paths: Iterable<VaultPath> = []) {
		for (const path of paths) this.add(path);
	}

	add(path: VaultPath): void {
		const name = folded(nameOf(path));
		const same = this.#byName.get(name);
		if (same) same.add(path);
		else this.#byName.set(name, new Set([path]));
		this.#paths.add(path);
	}

	remove(path: VaultPath): void {
		const name = folded(nameOf(path));
		const same = this.#byName.get(name);
		same?.delete(path);
		if (same?.size === 0) this.#byName.delete(name);
		this.#paths.delete(path);
	}

	rename(from: VaultPath, to: VaultPath): void {
		this.remove(from);
		this.add(to);
	}

	has(path: string): path is VaultPath {
		return this.#paths.has(path);
	}

	/** The file a link's target names when it stands in the note `from`; "" is that note itself. Null when there is none. */
	resolve(target: string, from: string): VaultPath | null {
		const typed = target.trim();
		if (typed === '') return this.has(from) ? from : null;
		const isRelative = /^\.\.?\//.test(typed);
		const wanted = folded(isRelative ? joined(folderOf(from), typed) : typed.replace(/^\/+/, ''));
		const candidates = this.#named(wanted);
		const exact = candidates.filter((path) => isPath(path, wanted));
		if (exact.length) return exact.find((path) => path === typed || path === `${typed}.md`) ?? shortest(exact);
		if (isRelative || typed.startsWith('/')) return null;
		const fitting = candidates.filter((path) => endsIn(path, wanted));
		const folder = folded(folderOf(from));
		const near = folder === '' ? fitting : fitting.filter((path) => folded(path).startsWith(`${folder}/`));
		return shortest(near.length ? near : fitting);
	}

	/** Files with the name that `wanted` ends in: as it stands when it may have an extension, else as a note's. */
	#named(wanted: string): VaultPath[] {
		const name = nameOf(wanted);
		const asTyped = name.includes('.') ? this.#byName.get(name) : undefined;
		return [...(asTyped ?? this.#byName.get(`${name}.md`) ?? [])];
	}

	/** The shortest text by which a wikilink in `from` finds `path`: the name alone when no other file has it, else the path. */
	linkText(path: VaultPath, from = ''): string {
		const short = withoutExtension(nameOf(path));
		const isAlone = (this.#byName.get(folded(nameOf(path)))?.size ?? 0) <= 1;
		if (isAlone && this.resolve(short, from) === path) return short;
		const full = withoutExtension(path);
		// "Note.md" may stand beside "Note.md.md".
		return this.resolve(full, from) === path ? full : path;
	}
}

function folded(text: string): string {
	return text.normalize('NFC').toLowerCase();
}

function isPath(path: string, wanted: string): boolean {
	const whole = folded(path);
	return whole === wanted || whole === `${wanted}.md`;
}

function endsIn(path: string, wanted: string): boolean {
	const whole = folded(path);
	return whole.endsWith(`/${wanted}`) || whole.endsWith(`/${wanted}.md`);
}

/** The shortest path; among equals the first by code unit, so that the answer does not hang on the order of files. */
function shortest(paths: readonly VaultPath[]): VaultPath | null {
	let best: VaultPath | null = null;
	for (const path of paths) {
		if (best === null || path.length < best.length || (path.length === best.length && path < best)) best = path;
	}
	return best;
}

/** `folder` and a path that starts with `./` or `../`. Steps above the top of the vault stay at the top. */
function joined(folder: string, relative: string): string {
	const segments = folder === '' ? [] : folder.split('/');
	for (const segment of relative.split('/')) {
		if (segment === '..') segments.pop();
		else if (segment !== '.' && segment !== '') segments.push(segment);
	}
	return segments.join('/');
}

function withoutExtension(path: string): string {
	return path.replace(/\.md$/i, '');
}

/**
 * The place that a link's subpath names: the block with that id, or a heading with all that stands under it.
 * "Heading#Sub" is Sub below Heading, with others between allowed. Null when there is none.
 */
export function resolveSubpath(note: Note, subpath: string): Span | null {
	const clean = subpath.replace(/^#+/, '').trim();
	if (clean.startsWith('^')) {
		const id = clean.slice(1).toLowerCase();
		return note.blocks.find((block) => block.id?.toLowerCase() === id)?.span ?? null;
	}
	const steps = clean.split('#').map(comparableHeading).filter((step) => step !== '');
	if (!steps.length) return null;
	const below = note.headings.findIndex((_, index) => isUnder(note, index, steps));
	// A "#" may be part of the heading itself: "C# basics".
	const index = below >= 0 ? below : note.headings.findIndex((heading) => comparableHeading(heading.text) === comparableHeading(clean));
	return index < 0 ? null : sectionSpan(note, index);
}

function isUnder(note: Note, index: number, steps: readonly string[]): boolean {
	let step = steps.length - 1;
	let at = index;
	if (comparableHeading(note.headings[at]?.text ?? '') !== steps[step]) return false;
	for (at = note.headings[at]?.parent ?? -1, step--; at >= 0 && step >= 0; at = note.headings[at]?.parent ?? -1) {
		if (comparableHeading(note.headings[at]?.text ?? '') === steps[step]) step--;
	}
	return step < 0;
}

/** From a heading to the last block before the next heading of its level or above. */
function sectionSpan(note: Note, index: number): Span {
	const heading = note.headings[index];
	if (!heading) return { start: 0, end: 0 };
	let last = index;
	while ((note.headings[last + 1]?.level ?? 0) > heading.level) last++;
	let { end } = note.headings[last]?.span ?? heading.span;
	for (const block of note.blocks) {
		if (block.heading >= index && block.heading <= last) end = Math.max(end, block.span.end);
	}
	return { start: heading.span.start, end };
}

/** A heading as Obsidian compares it (`stripHeading`): punctuation is blank, blanks shrink to one, case does not count. */
export function comparableHeading(heading: string): string {
	return heading.normalize('NFC').replace(/[!"#$%&()*+,.:;<=>?@^`{|}~/[\]\\\s]+/g, ' ').trim().toLowerCase();
}

export interface LinkWords {
	/** "Heading" or "^block". */
	readonly subpath?: string | null;
	readonly display?: string | null;
}

/** A link to `linkText` as Markdown: a wikilink, or `[text](path)` when the name has characters a wikilink cannot hold. */
export function writeLink(linkText: string, words: LinkWords = {}): string {
	const subpath = words.subpath ? `#${inWikilink(words.subpath, words.subpath.startsWith('^'))}` : '';
	const display = (words.display ?? '').replace(/[[\]|\s]+/g, ' ').trim();
	if (!/[[\]|#^\\]|%%/.test(linkText)) return `[[${linkText}${subpath}${display ? `|${display}` : ''}]]`;
	const path = /\.[a-z0-9]+$/i.test(linkText) ? linkText : `${linkText}.md`;
	const shown = (display || linkText).replace(/[`[\]\\<$%#!]/g, '\\$&');
	return `[${shown}](${percentEncoded(path)}${subpath && `#${percentEncoded(subpath.slice(1))}`})`;
}

/** White space and what would end or split a Markdown destination. */
function percentEncoded(text: string): string {
	return text.replace(/[ \t\r\n"#%()<>?[\]\\^`|]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** What a wikilink cannot hold becomes a blank, as Obsidian writes links to headings (`stripHeadingForLink`). */
function inWikilink(subpath: string, isBlock: boolean): string {
	return oneLine(isBlock ? subpath : subpath.replace(/([:|^\\\r\n]|%%|\[\[|\]\])/g, ' '));
}
