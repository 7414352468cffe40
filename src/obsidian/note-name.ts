/** A note as a person calls it: by its title; a claim of the memory, whose name is an id, as what it is. */
import { titleOf } from '../core/lib/vault-path';
import { isUlid } from '../core/lib/ulid';
import { words } from './words';

/** `said`: words of it, for a claim. */
export function noteName(path: string, said = ''): string {
	const title = titleOf(path);
	return isUlid(title) ? words.memory.noteName(said) : title;
}
