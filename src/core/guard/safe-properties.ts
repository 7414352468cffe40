/**
 * Properties that would load something from elsewhere: plugins, themes and cards draw covers, banners and icons from
 * them as soon as a note is shown. An address that is only told, such as a source, is none of these.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, type Document } from 'yaml';
import { readFrontMatter, type FrontMatterReading } from '../lib/front-matter';
import { isRemote } from './safe-links';

export interface LoadingProperty {
	/** The names down to it, joined by dots. */
	readonly name: string;
	/** What it holds. */
	readonly value: string;
}

interface Place extends LoadingProperty { readonly start: number; readonly end: number }

/** Names under which pictures are kept, alone or within another such as "coverUrl". */
const PICTURE_NAME = /cover|banner|image|img|icon|thumb|poster|background|avatar|photo|picture|pic$|logo|artwork|portrait|screenshot|preview|wallpaper|header/i;
/** What is drawn, played or run by its ending alone. */
const LOADED = /\.(?:png|jpe?g|jfif|gif|svgz?|webp|avif|heic|bmp|ico|tiff?|mp4|m4v|webm|mov|mkv|mp3|m4a|wav|ogg|flac|css|m?js|woff2?|ttf|html?)(?:[?#]|$)/i;
/** Markdown, HTML and styles within a value, as some views draw them. */
const DRAWN = /!\[[^\]]*\]\s*\(\s*<?\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})|!\[\[\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})|<\s*(?:img|iframe|image|video|audio|source|embed|object|link|script|style|svg|input)\b|url\(\s*["']?\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i;
const FETCHED = /^(?:[a-z][a-z0-9+.-]*:[\\/]{2}|[\\/]{2}|(?:https?|data|file|blob|javascript):)\S*$/i;
const DEEPEST = 20;

/** The properties of a note that load from elsewhere, in order. Properties that cannot be read count as one if an address is among them. */
export function loadingProperties(text: string): readonly LoadingProperty[] {
	const reading = readFrontMatter(text);
	const { unread } = reading;
	const broken = /:[\\]?\/[\\]?\/|:\\[ux]|https?:/i.test(unread) || DRAWN.test(unread) ? [{ name: 'unreadable', value: unread.slice(0, 200) }] : [];
	return [...placesIn(reading).map(({ name, value }) => ({ name, value })), ...broken];
}

/** Those that the text did not hold before. */
export function newlyLoading(before: string, after: string): readonly LoadingProperty[] {
	const known = new Set(loadingProperties(before).map(({ name, value }) => `${name}\n${value}`));
	return loadingProperties(after).filter(({ name, value }) => !known.has(`${name}\n${value}`));
}

/** The note with each such value as words that no view follows: a blank parts the scheme from the rest. Other bytes stay. */
export function inertProperties(text: string): { readonly text: string; readonly found: readonly LoadingProperty[] } {
	const found = loadingProperties(text);
	if (found.length === 0) return { text, found };
	let safe = text;
	for (const { start, end, value } of [...placesIn(readFrontMatter(text))].sort((a, b) => b.start - a.start)) {
		const tail = /\s*$/.exec(safe.slice(start, end))?.[0] ?? '';
		safe = `${safe.slice(0, start)}${JSON.stringify(inert(value))}${tail}${safe.slice(end)}`;
	}
	// Properties that would still load, or that cannot be read, become text.
	return { text: loadingProperties(safe).length === 0 ? safe : `\\${text.replace(/^\uFEFF/, '')}`, found };
}

function inert(value: string): string {
	return value.replace(/([\\/]{2})/g, ' $1').replace(/:(?=\S)/g, ': ').replace(/!\[/g, '! [').replace(/</g, '‹').replace(/\(/g, '( ');
}

function placesIn({ frontMatter, document, problems }: FrontMatterReading): Place[] {
	if (!frontMatter || !document || problems.length > 0) return [];
	const offset = frontMatter.yaml.start - 1;
	return found(document.contents, [], document).map((place) => ({ ...place, start: place.start + offset, end: place.end + offset }));
}

function found(node: unknown, names: readonly string[], document: Document.Parsed): Place[] {
	if (names.length > DEEPEST) return [];
	if (isMap(node)) return node.items.flatMap((pair) => (isPair(pair) ? found(pair.value, [...names, String(isScalar(pair.key) ? pair.key.value : pair.key)], document) : []));
	if (isSeq(node)) return node.items.flatMap((item) => found(item, [...names, ''], document));
	const range = isAlias(node) || isScalar(node) ? node.range : null;
	if (!range) return [];
	if (isAlias(node)) {
		// Its own text is replaced by what it stands for, so that the anchor may keep it.
		const target: unknown = node.resolve(document);
		const [first] = target === undefined ? [] : isScalar(target) ? valuesOf(names, target.value) : found(target, [...names, ''], document);
		return first ? [{ ...first, start: range[0], end: range[1] }] : [];
	}
	return isScalar(node) ? valuesOf(names, node.value).map((one) => ({ ...one, start: range[0], end: range[1] })) : [];
}

function valuesOf(names: readonly string[], value: unknown): LoadingProperty[] {
	return typeof value === 'string' && loads(names, value) ? [{ name: names.filter((name) => name !== '').join('.'), value }] : [];
}

function loads(names: readonly string[], value: string): boolean {
	if (DRAWN.test(value)) return true;
	// “lucide:home” names an icon of a set, and words behind an address make it a sentence.
	if (!isRemote(value) || !FETCHED.test(value.trim())) return false;
	return names.some((name) => PICTURE_NAME.test(name)) || LOADED.test(value.trim());
}
