/** The marks in a note itself that make it private: pure, and the same for everyone who must keep them. */
import { readNote } from './markdown';

export interface Markable {
	readonly properties: Readonly<Record<string, unknown>> | null;
	readonly tags: readonly string[];
	/** What stands where properties should and was not read. */
	readonly unread?: string;
}

/** The note's own marks that make it private, of which an edit must take none away unasked: "property", "tag", "unread". */
export function privateMarks({ properties, tags, unread = '' }: Markable): readonly string[] {
	return [
		...(Object.entries(properties ?? {}).some(([name, value]) => lettersOf(name) === 'private' && !saysNo(value)) ? ['property'] : []),
		...(tags.some((tag) => /^private(?:$|\/)/i.test(tag.replace(/^#/, ''))) ? ['tag'] : []),
		// Whether it says yes or no there cannot be known: what cannot be read is private rather than not.
		...(/(?:^|[^\p{L}\p{N}_])private(?:$|[^\p{L}\p{N}_])/iu.test(unread) ? ['unread'] : []),
	];
}

/** The marks of a whole note. */
export function privateMarksIn(path: string, text: string): readonly string[] {
	const { frontMatter, tags, unread } = readNote(path, text);
	return privateMarks({ properties: frontMatter?.data ?? null, tags: tags.map(({ name }) => name), ...(unread === undefined ? {} : { unread }) });
}

/** A property's name by its letters alone: "Private", "private_" and "ｐｒｉｖａｔｅ" are one. */
export function lettersOf(name: string): string {
	if (/^[\0-\x7f]*$/.test(name)) return name.toLowerCase().replace(/[^a-z]+/g, '');
	return name.normalize('NFKC').toLowerCase().replace(/[^\p{L}]/gu, '');
}

/** A private mark counts unless it clearly says no. */
function saysNo(value: unknown): boolean {
	return value === false || value === null || value === undefined || (typeof value === 'string' && /^\s*(?:false|no|off|)\s*$/i.test(value));
}
