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
/** Of larger notes this much is read, each time anew: what is cut out of a text may hold all of it. */
const LONGEST_KEPT = 1_000_000;

/** A tag that begins in the part that is read may end behind it. */
const LONGEST_MARK = 16;
const MAY_BE_PRIVATE = /#private(?![\p{L}\p{N}_-])/iu;

export class NoteHeads {
	readonly #kept = new Recent<string, Omit<ReadHead, 'path'>>({ most: MOST_KEPT, largest: LONGEST_KEPT });

	/** `version` is the SHA-256 of `text`. What is returned is shared: nobody may change it. */
	of(path: string, { text, version }: NoteText): Omit<ReadHead, 'path'> {
		const kept = this.#kept.get(version);
		if (kept) return kept;
		const head = headOf(path, text);
		if (version !== '') this.#kept.keep(version, head, text.length);
		return head;
	}
}

/** An endless note is read at its beginning; behind that, whatever may be a mark of its own counts as one. */
function headOf(path: string, text: string): Omit<ReadHead, 'path'> {
	if (text.length <= LONGEST_KEPT) return head(readNote(path, text));
	const read = head(readNote(path, text.slice(0, LONGEST_KEPT)));
	// Properties that are not closed by then can hold anything: what could not be read is private, and not the person's own.
	const isOpen = read.frontMatter === null && /^\uFEFF?---[ \t]*\r?\n/.test(text);
	const isMarked = MAY_BE_PRIVATE.test(text.slice(LONGEST_KEPT - LONGEST_MARK));
	return isOpen || isMarked ? { ...read, unread: `${read.unread ?? ''}\nprivate:${isOpen ? '\nsource: unread' : ''}` } : read;
}

function head({ frontMatter, tags, unread }: Note): Omit<ReadHead, 'path'> {
	return { frontMatter, tags, unread };
}
