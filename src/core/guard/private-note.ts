/** Whether a note is private, for those who only need to know that: the rule itself is in `labels.ts`. */
import type { Note } from '../lib/note';
import { labelNote } from './labels';

const NOTHING: ReadonlySet<string> = new Set();

/** True for a note in one of the folders, and for one that its own properties or tags call private. */
export function isPrivateNote({ path, frontMatter, tags, unread = '' }: Pick<Note, 'path' | 'frontMatter' | 'tags' | 'unread'>, privateFolders: readonly string[]): boolean {
	const facts = { path, hash: '', properties: frontMatter?.data ?? null, tags: tags.map(({ name }) => name), unread, record: null, accepted: NOTHING };
	return labelNote(facts, { privateFolders, untrustedFolders: [], outputFolders: [] }).secrecy === 'private';
}
