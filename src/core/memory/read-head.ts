/**
 * The properties of a claim's note: line by line where they stand as Praxis writes them, which costs a hundredth of the
 * full reader at tens of thousands of claims; by the full reader wherever a line is anything else. Both read the same.
 */
import type { Problem } from '../lib/errors';
import { readNote } from '../lib/markdown';
import type { Tag } from '../lib/note';
import { isUlid } from '../lib/ulid';

export interface Head {
	readonly data: Readonly<Record<string, unknown>>;
	readonly tags: readonly Tag[];
	/** What stands where properties should and was not read. */
	readonly unread: string;
	/** Where the words begin. */
	readonly bodyStart: number;
	readonly problems: readonly Problem[];
}

export function readHead(path: string, text: string): Head {
	return readPlainHead(text) ?? readWholeHead(path, text);
}

/** By the full reader. */
export function readWholeHead(path: string, text: string): Head {
	const { frontMatter, tags, unread = '', problems } = readNote(path, text);
	return { data: frontMatter?.data ?? {}, tags, unread, bodyStart: frontMatter?.span.end ?? 0, problems };
}

/** Null for a note that has anything but lines such as Praxis writes, or what may be a tag. */
export function readPlainHead(text: string): Head | null {
	if (!text.startsWith('---\npraxis: memory\n')) return null;
	const end = text.indexOf('\n---\n', 4);
	if (end < 0 || text.includes('#', end)) return null;
	const data = Object.create(null) as Record<string, unknown>;
	for (const line of text.slice(4, end).split('\n')) {
		const [, name, said] = /^([a-z][a-z-]{0,30}):(?: (\S(?:.*\S)?))?$/.exec(line) ?? [];
		const value = name === undefined || name === 'tags' || name === 'tag' || name in data ? undefined : plainValue(said);
		if (name === undefined || value === undefined) return null;
		data[name] = value;
	}
	return { data, tags: [], unread: '', bodyStart: end + 5, problems: [] };
}

/** Undefined for what only YAML can tell. */
function plainValue(said: string | undefined): unknown {
	if (said === undefined) return null;
	if (said === 'true' || said === 'false') return said === 'true';
	if (said.startsWith('"') || said.startsWith('[')) return jsonValue(said);
	if (/^(?:0|[1-9]\d{0,8})(?:\.\d{1,8})?$/.test(said)) return Number(said);
	if (/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)?$/.test(said)) return said;
	if (isUlid(said) && /[A-DF-HJ-Z]/.test(said)) return said;
	return /^[A-Za-z][A-Za-z0-9 ,.()-]*$/.test(said) && !/^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(said) ? said : undefined;
}

/** A string, or a list of strings and ids. */
function jsonValue(said: string): unknown {
	const ids = /^\[[0-9A-Z, ]+\]$/.test(said) ? said.slice(1, -1).split(', ') : [];
	if (ids.length > 0) return ids.every((id) => isUlid(id) && /[A-DF-HJ-Z]/.test(id)) ? ids : undefined;
	try {
		const value: unknown = JSON.parse(said);
		const isPlain = typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
		// What JSON takes for white space or leaves as it is, YAML may read otherwise.
		return isPlain && /^[\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]*$/.test(said) ? value : undefined;
	} catch {
		return undefined; // Not JSON: YAML may know better.
	}
}
