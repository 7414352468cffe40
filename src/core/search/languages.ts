/**
 * Which language a note is written in, told by its function words: enough to choose a stemmer, and no more.
 *
 * English when unsure: a wrong stemmer joins words that have nothing to do with each other, and names, code and
 * loan words are English in most vaults.
 */
import { functionWordsOf } from './stop-words';

/** A number, because each form of the index keeps a bit for each. */
export type Language = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const ENGLISH: Language = 0;
/** English, German, French, Spanish, Portuguese, Italian, Dutch, Russian: by their number. */
export const LANGUAGES: readonly Language[] = [0, 1, 2, 3, 4, 5, 6, 7];
export const RUSSIAN: Language = 7;

/** So many words of a note are looked at: function words are a third of any prose. */
export const SAMPLE_WORDS = 150;
/** Function words that a language must have in the sample before it is believed, and how far it must be ahead of English. */
const MIN_FOUND = 4;
const MIN_LEAD = 1.3;

/** By function word, the languages (bits) that have it. */
const LANGUAGES_OF: ReadonlyMap<string, number> = languagesByWord();

function languagesByWord(): Map<string, number> {
	const found = new Map<string, number>();
	for (const language of LANGUAGES) for (const word of functionWordsOf(language)) found.set(word, (found.get(word) ?? 0) | (1 << language));
	return found;
}

/** The language that the folded words of a note's beginning speak for. */
export function languageOf(forms: readonly string[]): Language {
	const found = LANGUAGES.map(() => 0);
	for (const form of forms) {
		let bits = LANGUAGES_OF.get(form) ?? 0;
		for (let language = 0; bits > 0; language++, bits >>= 1) if (bits & 1) found[language] = (found[language] ?? 0) + 1;
	}
	let best: Language = ENGLISH;
	for (const language of LANGUAGES) if ((found[language] ?? 0) > (found[best] ?? 0)) best = language;
	const isSure = (found[best] ?? 0) >= MIN_FOUND && (found[best] ?? 0) >= MIN_LEAD * (found[ENGLISH] ?? 0);
	return isSure ? best : ENGLISH;
}
