/** What `@` can name, found by the finder: notes, people, folders and tags, each with what it puts beside a question. */
import type { Attachment } from '../../core/app';
import type { FoundName } from '../../core/search/finder';
import type { Span } from '../../core/lib/note';
import { asVaultPath, folderOf, isInAny, titleOf } from '../../core/lib/vault-path';

export interface Mention {
	readonly kind: 'note' | 'person' | 'folder' | 'tag';
	readonly name: string;
	/** Where it lies, or what an alias stands for. */
	readonly place: string;
	readonly attachment: Attachment;
	/** What of the name was typed. */
	readonly matches: readonly Span[];
}

const MOST = 30;
const KINDS = ['note', 'person', 'folder', 'tag'] as const;

export interface NameSource {
	find(typed: string, options: { readonly kinds: typeof KINDS; readonly limit: number }): readonly FoundName[];
}

/** The best first; without a word, notes by what was changed last. `excluded` folders are left out. */
export function findMentions(names: NameSource, typed: string, excluded: readonly string[]): readonly Mention[] {
	// A "#" means a tag; what is indexed lies in no excluded folder, but a folder's own name may.
	const isTag = typed.trim().startsWith('#');
	const found = names.find(typed.replace(/^\s*#/, ''), { kinds: KINDS, limit: MOST });
	return found.filter(({ kind, path }) => (kind === 'tag' || !isInAny(path, excluded)) && (!isTag || kind === 'tag')).flatMap(mentionOf);
}

function mentionOf({ kind, name, path, matches }: FoundName): Mention[] {
	if (kind === 'tag') return [{ kind, name: `#${name}`, place: '', attachment: { type: 'tag', tag: `#${name}` }, matches: matches.map(({ start, end }) => ({ start: start + 1, end: end + 1 })) }];
	const at = asVaultPath(path);
	if (at === null) return [];
	if (kind === 'folder') return [{ kind, name, place: folderOf(path), attachment: { type: 'folder', path: at }, matches }];
	if (kind !== 'note' && kind !== 'person') return [];
	return [{ kind, name, place: name === titleOf(path) ? folderOf(path) : titleOf(path), attachment: { type: 'note', path: at }, matches }];
}
