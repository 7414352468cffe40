/**
 * Whether two claims say the same: code that would rather keep two than lose one. Another number, name, denial or order
 * of names is another claim, whatever share of the words agrees. Pure.
 */
import { words } from '../search/analyse';
import { countNegations } from '../search/quotes/claim-words';
import { quoteText } from '../search/quotes/quote-text';

/** Share of all words that both have (Jaccard), from which two sentences may differ in harmless ones. */
const SAME_SHARE = 0.9;
const ARTICLES = new Set('a an the der die das dem den ein eine le la les un une el los las o os as um uma il lo gli de het een'.split(' '));
/** Words that turn no sentence around, in a long one. */
const HARMLESS = new Set('also really very just quite actually indeed currently then auch sehr wirklich eben gerade aussi très vraiment también muy también muito anche molto ook heel очень также'.split(' '));

export interface Saying {
	/** All its words, folded. No stems: two names may have one. */
	readonly words: ReadonlySet<string>;
	/** Its words without articles, in order. */
	readonly order: readonly string[];
	/** Numbers, signs and denials: they must agree. */
	readonly marks: string;
	/** Those that say the same have the same. */
	readonly key: string;
}

export function sayingOf(text: string): Saying {
	const folded = quoteText(text).text;
	const all = words(folded).map(({ form }) => form);
	const order = all.filter((form) => !ARTICLES.has(form));
	return { words: new Set(all), order, marks: marksOf(folded), key: order.filter((form) => !HARMLESS.has(form)).sort().join(' ') };
}

export function saysSame(one: Saying, other: Saying): boolean {
	if (one.marks !== other.marks || one.key !== other.key || one.order.length === 0) return false;
	if (isTurned(one.order, other.order)) return true;
	const shared = [...one.words].filter((word) => other.words.has(word)).length;
	const [short, long] = [one, other].map(({ order }) => order.filter((form) => !HARMLESS.has(form)));
	return shared / (one.words.size + other.words.size - shared) >= SAME_SHARE && isTurned(short ?? [], long ?? []);
}

/** The same words in the same order, but that it may begin elsewhere: “in 2024 she moved”, “she moved in 2024”. */
function isTurned(one: readonly string[], other: readonly string[]): boolean {
	if (one.length !== other.length) return false;
	return one.some((_, by) => one.every((word, i) => word === other[(i + by) % other.length]));
}

function marksOf(text: string): string {
	const numbers = text.match(/[-+±<>≤≥~]?[$€£¥]?\d+(?:[.,:/-]\d+)*[%‰°]?/g) ?? [];
	const signs = text.match(/[#+&@%$€£¥<>=\\^*~]/g) ?? [];
	return JSON.stringify([numbers.sort(), signs.sort(), countNegations(text), text.includes('?')]);
}
