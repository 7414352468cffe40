/** The properties of a claim's note: by the lines that Praxis writes itself, else by the full reader. Pure. */
import type { Problem } from '../lib/errors';
import { readNote } from '../lib/markdown';
import type { Tag } from '../lib/note';

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
	const { frontMatter, tags, unread = '', problems } = readNote(path, text);
	return { data: frontMatter?.data ?? {}, tags, unread, bodyStart: frontMatter?.span.end ?? 0, problems };
}
