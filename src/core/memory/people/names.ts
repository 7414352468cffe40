/** By which words a text names a person, and whether it does. Pure. */
import type { Person } from './person';

export interface PersonNames {
	/** Names that are enough by themselves: the whole name, and aliases that nobody else has. */
	readonly sure: readonly string[];
	/** Names that only count in a note that names or links the person otherwise: a first name, an alias of several people. */
	readonly likely: readonly string[];
}

const SHORTEST = 2;
/** Scripts without blanks have no edges of words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WORD = String.raw`[\p{L}\p{N}\p{M}_]`;

/** `others`: everybody else that the notes know. */
export function namesOf({ name, aliases }: Pick<Person, 'name' | 'aliases'>, others: readonly Person[]): PersonNames {
	const taken = new Set(others.flatMap((other) => [other.name, ...other.aliases, firstOf(other.name)].map((one) => one.toLowerCase())));
	const own = [...new Set([name, ...aliases].map((one) => one.trim()).filter((one) => one.length >= SHORTEST))];
	const first = firstOf(name);
	// A single lower-case word such as "boss" stands for too much.
	const isSure = (one: string): boolean => one === name || (!taken.has(one.toLowerCase()) && (one.includes(' ') || /^\p{Lu}|[^\p{Script=Latin}\s]/u.test(one)));
	return { sure: own.filter(isSure), likely: [...new Set([...own.filter((one) => !isSure(one)), ...(first === name || first.length < SHORTEST || own.includes(first) ? [] : [first])])] };
}

function firstOf(name: string): string {
	return name.replace(/^(?:dr|prof|mr|mrs|ms|dra|sr|sra|dona|don|frau|herr)\.?\s+/iu, '').split(/\s+/)[0] ?? '';
}

/** Whole words, in the case in which they are written. Null where there is nothing to look for. */
export function finderOf(names: readonly string[]): ((text: string) => boolean) | null {
	if (names.length === 0) return null;
	const longest = [...names].sort((a, b) => b.length - a.length);
	const [bare, edged] = [longest.filter((name) => UNSPACED.test(name)), longest.filter((name) => !UNSPACED.test(name))].map((some) => some.map(escaped).join('|'));
	const parts = [...(edged ? [`(?:^|(?!${WORD})[^])(?:${edged})(?:['’]s?)?(?!${WORD})`] : []), ...(bare ? [`(?:${bare})`] : [])];
	const one = new RegExp(parts.join('|'), 'u');
	return (text) => one.test(text.normalize('NFC'));
}

function escaped(name: string): string {
	return name.normalize('NFC').trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
}
