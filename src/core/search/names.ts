/** Names as the finder compares them: their words, how near a name is to what was typed, and what of it to mark. Pure. */
import type { Span } from '../lib/note';
import { words, type Word } from './analyse';
import { fold } from './fold';

export type FoundKind = 'note' | 'person' | 'heading' | 'tag' | 'folder' | 'pattern' | 'command';

/** What the finder is given: a heading is never a thing of its own. */
export interface NamedThing {
	readonly kind: FoundKind;
	readonly path: string;
	readonly name: string;
	readonly aliases: readonly string[];
	readonly headings: readonly string[];
}

/** A thing as it is shown: by that of its names that fits best. */
export interface Row<T extends NamedThing = NamedThing> {
	readonly thing: T;
	readonly kind: FoundKind;
	readonly name: string;
	/** Words that were typed. */
	readonly terms: readonly string[];
	readonly nearness: number;
}

/** The folded words of a name: in scripts without spaces the pairs of neighbours, so that any part of it is found. */
export function nameWords(text: string): string[] {
	return wordsOf(text).map(({ form }) => form);
}

function wordsOf(text: string): Word[] {
	const found = words(text);
	const kept: Word[] = [];
	for (const word of found) {
		const last = kept.at(-1);
		if (last && word.start < last.end) {
			// A pair goes before the words that a segmenter sees from the same place; what lies within it adds nothing.
			if (last.start === word.start && last.end - last.start < 2 && word.end - word.start === 2) kept[kept.length - 1] = word;
			else if (word.start > last.start && word.end > last.end && word.end - word.start === 2) kept.push(word);
			continue;
		}
		kept.push(word);
	}
	return kept;
}

const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu;

/** The names of a thing to look through: each begins after a line end, each word after a space. */
export function lookOf({ name, aliases }: Pick<NamedThing, 'name' | 'aliases'>): string {
	return [name, ...aliases].map((one) => `\n ${plainName(one)}`).join('');
}

/** A name as it is compared: folded, its words with one space between them. */
export function plainName(name: string): string {
	return fold(name).replace(NO_WORD, ' ').trim();
}

export interface Wanted {
	/** Of the thing; see `lookOf`. */
	readonly look: string;
	readonly terms: readonly string[];
	readonly plain: string;
	/** Words that were typed stand in its headings. */
	readonly inHeadings: boolean;
}

/** The name of a thing that fits what was typed best; a heading only when it has words that the names have not. */
export function bestRow<T extends NamedThing>(thing: T, { look, terms, plain, inHeadings }: Wanted): Row<T> {
	const looks = look.split('\n ');
	let best: Row<T> = { thing, kind: thing.kind, name: thing.name, terms, nearness: nearness(looks[1] ?? '', plain) + share(thing.name, terms) };
	thing.aliases.forEach((name, at) => {
		const near = nearness(looks[at + 2] ?? '', plain) + share(name, terms) - 0.01;
		if (near > best.nearness) best = { ...best, name, nearness: near };
	});
	if (!inHeadings || best.nearness >= 2 || share(best.name, terms) === 1) return best;
	for (const name of thing.headings) {
		const near = (nearness(plainName(name), plain) + share(name, terms)) * HEADING;
		if (near > best.nearness) best = { ...best, kind: 'heading', name, nearness: near };
	}
	return best;
}

/** A heading is worth less than a name that is as near. */
const HEADING = 0.7;

/** 3 for the name itself, 2 when it begins so, 1.2 when a word of it does, 0.5 when it stands anywhere in it. */
function nearness(look: string, plain: string): number {
	const at = plain === '' ? -1 : look.indexOf(plain);
	if (at < 0) return 0;
	return look === plain ? 3 : at === 0 ? 2 : look.includes(` ${plain}`) ? 1.2 : 0.5;
}

/** The share of the words typed that begin a word of the name. */
function share(name: string, terms: readonly string[]): number {
	if (terms.length === 0) return 0;
	const own = nameWords(name);
	return terms.filter((term) => own.some((word) => word.startsWith(term))).length / terms.length;
}

/** What to mark of a name: the beginnings of words that were typed. Where a word was typed wrongly nothing is marked. */
export function marksIn(name: string, terms: readonly string[]): Span[] {
	const marks: { start: number; end: number }[] = [];
	for (const { form, start, end } of wordsOf(name)) {
		const term = longest(terms.filter((one) => form.startsWith(one)));
		if (term === null) continue;
		// A folded form may be longer or shorter than what stands there.
		const stop = term === form ? end : Math.min(end, start + term.length);
		const last = marks.at(-1);
		if (last && start <= last.end) last.end = Math.max(last.end, stop);
		else marks.push({ start, end: stop });
	}
	return marks;
}

function longest(terms: readonly string[]): string | null {
	return terms.reduce<string | null>((best, term) => (best === null || term.length > best.length ? term : best), null);
}
