/** The module's pure functions: those the mocks have right are taken from them, the others are written here. */
import type { CachedMetadata, HeadingCache, Loc, SearchMatches } from 'obsidian';
import * as mocks from 'obsidian-test-mocks/obsidian';
import { parse, stringify } from 'yaml';

export const { arrayBufferToHex, base64ToArrayBuffer, getBlobArrayBuffer, getFrontMatterInfo, getLinkpath, hexToArrayBuffer, iterateCacheRefs, iterateRefs, moment, normalizePath } = mocks;
export const { parseFrontMatterAliases, parseFrontMatterEntry, parseFrontMatterStringArray, parseFrontMatterTags, parseLinktext, prepareFuzzySearch, prepareSimpleSearch, requireApiVersion, sortSearchResults, getAllTags } = mocks;

/** The mocks' own needs Node. */
export function arrayBufferToBase64(buffer: ArrayBuffer): string {
	return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
}

export const apiVersion = '1.13.1';

export function parseYaml(source: string): unknown {
	return parse(source);
}

export function stringifyYaml(value: unknown): string {
	return stringify(value);
}

export function getLanguage(): string {
	return 'en';
}

export function stripHeading(heading: string): string {
	return heading.replace(/[!"#$%&()*+,.:;<=>?@^`{|}~/[\]\\\r\n]/g, ' ').replace(/\s+/g, ' ').trim();
}

export function stripHeadingForLink(heading: string): string {
	return heading.replace(/[#|^\\:]|%%|\[\[|\]\]/g, ' ').replace(/\s+/g, ' ').trim();
}

export interface SubpathFound {
	type: 'heading' | 'block';
	start: Loc;
	end: Loc | null;
	[detail: string]: unknown;
}

/** "#Heading#Sub" or "#^block"; null when the note has none. */
export function resolveSubpath(cache: CachedMetadata, subpath: string): SubpathFound | null {
	const parts = subpath.split('#').filter(Boolean);
	const last = parts[parts.length - 1];
	if (last === undefined) return null;
	if (last.startsWith('^')) {
		const block = cache.blocks?.[last.slice(1).toLowerCase()];
		return block ? { type: 'block', block, start: block.position.start, end: block.position.end } : null;
	}
	const headings = cache.headings ?? [];
	let at = -1;
	for (const part of parts) at = headings.findIndex((each, index) => index > at && sameHeading(each, part));
	const current = headings[at];
	if (!current) return null;
	const next = headings.slice(at + 1).find((each) => each.level <= current.level) ?? null;
	return { type: 'heading', current, next, start: current.position.start, end: next?.position.start ?? null };
}

function sameHeading(heading: HeadingCache, part: string): boolean {
	return stripHeading(heading.heading).toLowerCase() === stripHeading(part).toLowerCase();
}

export function renderMatches(el: HTMLElement | DocumentFragment, text: string, matches: SearchMatches | null, offset = 0): void {
	let at = 0;
	for (const [from, to] of matches ?? []) {
		el.append(text.slice(at, from + offset));
		el.append(createSpan({ cls: 'suggestion-highlight', text: text.slice(from + offset, to + offset) }));
		at = to + offset;
	}
	el.append(text.slice(at));
}

export function renderResults(el: HTMLElement, text: string, result: { matches: SearchMatches }, offset = 0): void {
	renderMatches(el, text, result.matches, offset);
}

interface Debounced<T extends unknown[]> {
	(...values: T): Debounced<T>;
	cancel(): Debounced<T>;
	run(): unknown;
}

/** `resetTimer` true waits for quiet; false runs at most once in `timeout` milliseconds. */
export function debounce<T extends unknown[]>(callback: (...values: T) => unknown, timeout = 0, resetTimer = false): Debounced<T> {
	let timer: number | null = null;
	let values: T;
	const fire = (): unknown => {
		timer = null;
		return callback(...values);
	};
	const debounced = ((...next: T) => {
		values = next;
		if (timer !== null && resetTimer) window.clearTimeout(timer);
		if (timer === null || resetTimer) timer = window.setTimeout(fire, timeout);
		return debounced;
	}) as Debounced<T>;
	debounced.cancel = () => {
		if (timer !== null) window.clearTimeout(timer);
		timer = null;
		return debounced;
	};
	debounced.run = () => {
		if (timer === null) return undefined;
		window.clearTimeout(timer);
		return fire();
	};
	return debounced;
}

/** Drops what runs or loads: scripts, frames, handlers, and addresses that are programs. */
export function sanitizeHTMLToDom(html: string): DocumentFragment {
	const holder = document.createElement('template');
	holder.innerHTML = html;
	holder.content.querySelectorAll('script, iframe, object, embed, style, link, meta, base, form').forEach((el) => el.remove());
	holder.content.querySelectorAll('*').forEach((el) => {
		for (const { name, value } of [...el.attributes]) {
			if (name.startsWith('on') || /^\s*(?:javascript|vbscript|data):/i.test(value)) el.removeAttribute(name);
		}
	});
	return document.importNode(holder.content, true);
}

export function htmlToMarkdown(html: string | HTMLElement | Document | DocumentFragment): string {
	return mocks.htmlToMarkdown(html);
}

export function displayTooltip(el: HTMLElement, content: string | DocumentFragment): void {
	el.setAttribute('aria-label', typeof content === 'string' ? content : (content.textContent ?? ''));
}
