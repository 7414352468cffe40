/**
 * What an entry of a list note says of itself where the syntax of the Telos files cannot: `**Telos:** bet` in its first
 * line below the title, and `**Id:** any-word` in the next. Only exports write it, for items that would be read otherwise.
 */
import type { ItemType } from './item';
import { keyValue } from './key-value';
import { ID_PATTERN, typeOfWord } from './vocabulary';

/** The mark of a bullet or heading, and the backslash before a title that begins as an id does. */
export const TITLE_START = new RegExp(`^(?:[-*]|#{1,6})[ \\t]+(?:\\\\(?=${ID_PATTERN}))?`);

const LIKE_ID = new RegExp(`^${ID_PATTERN}`);

export interface Stated {
	readonly type: ItemType;
	readonly id: string | null;
}

/** `lines`: those after the title. Null when they state no known type. */
export function statedType([first, second]: readonly { readonly text: string }[]): Stated | null {
	const one = first ? keyValue(first.text) : null;
	const type = one?.key === 'Telos' ? typeOfWord(one.value) : null;
	if (type === null) return null;
	const other = second ? keyValue(second.text) : null;
	return { type, id: other?.key === 'Id' && other.value !== '' ? other.value : null };
}

export function printStated({ type, id }: Stated): string[] {
	return [`**Telos:** ${type}`, ...(id === null ? [] : [`**Id:** ${id}`])];
}

/** A title where no id stands before it: not taken for one. */
export function printTitle(title: string): string {
	return LIKE_ID.test(title) ? `\\${title}` : title;
}
