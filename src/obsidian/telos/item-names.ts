/** Names of items and owners as they are read by people: without link brackets, block ids and marks. Pure. */
import { oneLine } from '../../core/lib/one-line';
import { titleOf } from '../../core/lib/vault-path';
import type { Item } from '../../core/telos/item';

/** "See [[Notes/Anna|her note]] ^abc" is "See her note"; "[[Notes/Anna#Work]]" is "Anna". */
export function plainText(text: string): string {
	const named = text.replace(/\[\[([^[\]|]+)(?:\|([^[\]]*))?\]\]/g, (_all, target: string, alias: string | undefined) => alias ?? targetName(target));
	return oneLine(named.replace(/\*\*|==/g, '').replace(/\s\^[\w-]+(?=\s|$)/g, ''));
}

export function itemTitle({ title, id }: Pick<Item, 'title' | 'id'>): string {
	const plain = plainText(title);
	return plain === '' ? (id ?? '…') : plain;
}

/** What the note says first, without the tasks that may follow: these are told as milestones. */
export function proseOf({ text }: Pick<Item, 'text'>): string {
	return plainText(text.replace(/(?:^|\s)[-*+]\s+\[[^\]]\]\s.*$/, ''));
}

/** "[[Agents/Builder]]" is "Builder". */
export function ownerName(owner: string): string {
	return plainText(owner);
}

/** The target of an owner that is a link, null for a plain name. */
export function ownerLink(owner: string): string | null {
	return /\[\[([^[\]|]+)/.exec(owner)?.[1]?.trim() ?? null;
}

/** In lower case and without accents, for comparing what is typed. */
export function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase();
}

function targetName(target: string): string {
	return titleOf(target.split('#')[0] ?? '') || target;
}
