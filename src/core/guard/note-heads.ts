/**
 * What of a note its label needs, read once for each text: a search reads the same notes again and again, and reading
 * their Markdown anew costs more than the search. The key is the SHA-256 of the text, so another text is never mistaken for it.
 */
import type { NoteText } from '../host';
import { readNote } from '../lib/markdown';
import type { Note } from '../lib/note';

/** What of a note its label needs. */
export type ReadHead = Pick<Note, 'path' | 'frontMatter' | 'tags' | 'unread'>;

/** Properties and tags of as many notes stay in memory; one seldom holds more than a kilobyte. */
const MOST_KEPT = 1000;
/** UTF-16 units. What a longer one tells of itself may be long too, and is read anew. */
const LONGEST_KEPT = 200_000;

export class NoteHeads {
	readonly #kept = new Map<string, Omit<ReadHead, 'path'>>();

	/** `version` is the SHA-256 of `text`. What is returned is shared: nobody may change it. */
	of(path: string, { text, version }: NoteText): Omit<ReadHead, 'path'> {
		const kept = this.#kept.get(version);
		if (kept) {
			// Read last, forgotten last.
			this.#kept.delete(version);
			this.#kept.set(version, kept);
			return kept;
		}
		const { frontMatter, tags, unread } = readNote(path, text);
		const head = { frontMatter, tags, unread };
		if (version !== '' && text.length <= LONGEST_KEPT) this.#keep(version, head);
		return head;
	}

	#keep(version: string, head: Omit<ReadHead, 'path'>): void {
		this.#kept.set(version, head);
		if (this.#kept.size <= MOST_KEPT) return;
		const [oldest] = this.#kept.keys();
		if (oldest !== undefined) this.#kept.delete(oldest);
	}
}
