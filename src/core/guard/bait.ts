/**
 * Hosts that put bait beside a name often imitated ("name-giveaway"), or write it in letters of other alphabets. By the
 * words of the host alone: an honest firm may choose the same words, and a fraud may choose none of them.
 */
import { asLatin } from './confusables';
import { BAIT, IMITATED_WITH_BAIT, PROMISE, PROMISED } from './imitated';

export interface Bait { readonly name: string; readonly word: string }

interface Parts { readonly main: string; readonly ending: string; readonly above: readonly string[] }

/** Letters that languages of Europe, Vietnam and West Africa write; the rest of Latin is for scholars and for frauds. */
const WRITTEN = /[\u0020-\u024f\u1ea0-\u1ef9]/;

/** A part of a label that is made of nothing but such words: "getfree". */
const madeOf = (...words: readonly ReadonlySet<string>[]): RegExp => new RegExp(`^(?:${words.flatMap((set) => [...set]).join('|')})+$`);
const PROMISES = madeOf(PROMISE);
const BAITS = madeOf(BAIT, PROMISE);

/** The name and the bait beside it, in what was registered or in front of it; null when there is none. */
export function baitIn(host: string, { main, ending, above }: Parts): Bait | null {
	const words = asLatin(main);
	return beside(words, IMITATED_WITH_BAIT, BAITS) ?? beside(words, PROMISED, PROMISES) ?? atEnding(words, ending) ?? inFront(host, above);
}

/** True for a label in which plain letters stand beside ones that no common language writes. */
export function hasOddMarks(label: string): boolean {
	if (!/[a-z]/.test(label)) return false;
	return Array.from(label.normalize('NFC')).some((letter) => /\p{sc=Latn}|\p{M}/u.test(letter) && !WRITTEN.test(letter));
}

/** The imitated name that a label with other letters looks like; null for plain labels and for others. */
export function wearsName(label: string): string | null {
	if (/^[\x20-\x7e]*$/.test(label)) return null;
	const plain = asLatin(label);
	return IMITATED_WITH_BAIT.find((name) => plain.length === name.length && matches(plain, name)) ?? null;
}

/** Equal but for letters that nobody mapped, up to a quarter of them. */
function matches(label: string, name: string): boolean {
	const letters = Array.from(label);
	const strange = letters.filter((letter, i) => letter !== name[i]);
	return strange.length * 4 <= name.length && strange.every((letter) => !/[\x20-\x7e]/.test(letter));
}

function beside(label: string, names: readonly string[], bait: RegExp): Bait | null {
	for (const name of names) {
		const at = label.indexOf(name);
		if (at < 0) continue;
		const rest = [label.slice(0, at), label.slice(at + name.length)].flatMap((part) => part.split(/[-_]+/)).filter((part) => part !== '');
		// A short name may lie within another word by chance.
		const isWord = name.length >= 6 || label.split(/[-_]+/).includes(name) || rest.every((part) => bait.test(part) || names.includes(part));
		const word = rest.find((part) => bait.test(part));
		if (isWord && word !== undefined) return { name, word };
	}
	return null;
}

/** "name.gift": the ending itself is the bait. */
function atEnding(label: string, ending: string): Bait | null {
	const name = [...IMITATED_WITH_BAIT, ...PROMISED].find((one) => label === one || label.split('-').includes(one));
	return name !== undefined && (PROMISE.has(ending) || BAIT.has(ending)) ? { name, word: ending } : null;
}

/** "name.com-bait.example" and "name.com.bait.example": a whole host in front of another. */
function inFront(host: string, above: readonly string[]): Bait | null {
	if (above.length === 0) return null;
	const name = IMITATED_WITH_BAIT.find((one) => new RegExp(`(?:^|\\.)${one}\\.(?:com|org|net|io|app|co)[.-]`).test(host));
	return name === undefined ? null : { name, word: 'another host' };
}
