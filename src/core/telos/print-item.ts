/** An item note as an entry of a list note: what import takes apart, export puts together with the same code. */
import { readFrontMatter } from '../lib/front-matter';
import { kindOfKey } from './vocabulary';

/** Properties that a list note says in other ways, or has no use for. */
const OWN: ReadonlySet<string> = new Set(['telos', 'id', 'title', 'tags', 'tag', 'aliases', 'alias', 'cssclasses', 'type', 'praxis']);

export interface PrintOptions {
	/** "### G0: ", "- **M0**: " */
	readonly prefix: string;
	readonly eol: string;
	/** The note's title, when it has no property `title`. */
	readonly title: string;
	/** What stands for a wikilink in an edge: the id of the item it leads to, another link, or null to keep it. */
	readonly standIn: (link: string) => string | null;
}

/** The entry: its first line, a `**Key:** value` line a property, and the body as it is. No line end after the last line. */
export function printItemNote(text: string, options: PrintOptions): string {
	const { frontMatter } = readFrontMatter(text);
	const data = frontMatter?.data ?? {};
	const title = typeof data.title === 'string' || typeof data.title === 'number' ? String(data.title) : options.title;
	const body = (frontMatter ? text.slice(frontMatter.span.end) : text).replace(/\r?\n$/, '');
	const isHeading = options.prefix.startsWith('#');
	const keys = Object.entries(data).filter(([name, value]) => isPrinted(name) && value !== null).map(([name, value]) => `${isHeading ? '' : '  - '}**${keyOfProperty(name)}:** ${valueText(name, value, options.standIn)}`);
	return [`${options.prefix}${title}`, ...keys, ...(body === '' ? [] : [body])].join(options.eol);
}

export function isPrinted(property: string): boolean {
	return !OWN.has(property.toLowerCase());
}

/** "blocked-by" is "Blocked By". */
export function keyOfProperty(name: string): string {
	return name.split(/[-_ ]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** "Blocked By" is "blocked-by". */
export function propertyOfKey(key: string): string {
	return key.toLowerCase().replace(/ /g, '-');
}

function valueText(name: string, value: unknown, standIn: PrintOptions['standIn']): string {
	if (Array.isArray(value)) return value.map((one: unknown) => valueText(name, one, standIn)).join(', ');
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (kindOfKey(name) === null) return text.replace(/\s*\r?\n\s*/g, ' ');
	return text.replace(/\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]/g, (whole, link: string) => standIn(link) ?? whole);
}
