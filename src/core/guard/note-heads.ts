/**
 * What of a note its label needs, read once for each text: a search reads the same notes again and again, and reading
 * their Markdown anew costs more than the search. The key is the SHA-256 of the text, so another text is never mistaken for it.
 */
import type { NoteText } from '../host';
import { readNote } from '../lib/markdown';
import type { Note } from '../lib/note';
import { Recent } from '../lib/recent';

/** What of a note its label needs. */
export type ReadHead = Pick<Note, 'path' | 'frontMatter' | 'tags' | 'unread'>;

/** UTF-16 units of all notes whose heads are kept. An engine may hold the whole text for a word cut out of it. */
const MOST_KEPT = 8_000_000;
/** Larger notes are read anew. */
const LONGEST_KEPT = 1_000_000;

export class NoteHeads {
	readonly #kept = new Recent<string, Omit<ReadHead, 'path'>>({ most: MOST_KEPT, largest: LONGEST_KEPT });

	/** `version` is the SHA-256 of `text`. What is returned is shared: nobody may change it. */
	of(path: string, { text, version }: NoteText): Omit<ReadHead, 'path'> {
		const kept = this.#kept.get(version);
		if (kept) return kept;
		const { frontMatter, tags, unread } = readNote(path, text);
		const head = { frontMatter, tags, unread };
		if (version !== '') this.#kept.keep(version, head, text.length);
		return head;
	}
}
