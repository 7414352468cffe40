/**
 * Which language a note is written in, told by its function words: enough to choose a stemmer, and no more.
 *
 * English when unsure: a wrong stemmer joins words that have nothing to do with each other, and names, code and
 * loan words are English in most vaults.
 */
import { FormTable } from './form-table';
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

/** Function words, and by their number the languages (bits) that have them. */
const WORDS = new FormTable();
const LANGUAGES_OF: number[] = [];
let longest = 0;
for (const language of LANGUAGES) {
	for (const word of functionWordsOf(language)) {
		const id = WORDS.add(word);
		longest = Math.max(longest, word.length);
		LANGUAGES_OF[id] = (LANGUAGES_OF[id] ?? 0) | (1 << language);
	}
}

/** The languages (bits) that have the word at `text[start, end)` for a function word. */
export function languagesWith(text: string, start: number, end: number): number {
	const id = end - start > longest ? -1 : WORDS.find(text, start, end);
	return id < 0 ? 0 : (LANGUAGES_OF[id] ?? 0);
}

/** The language that the folded words of a note's beginning speak for. */
export function languageOf(forms: readonly string[]): Language {
	return languageBy(forms.map((form) => languagesWith(form, 0, form.length)));
}

/** The same by the languages (bits) of each word. */
export function languageBy(words: readonly number[]): Language {
	const found = LANGUAGES.map(() => 0);
	for (const word of words) for (let language = 0, bits = word; bits > 0; language++, bits >>= 1) if (bits & 1) found[language] = (found[language] ?? 0) + 1;
	let best: Language = ENGLISH;
	for (const language of LANGUAGES) if ((found[language] ?? 0) > (found[best] ?? 0)) best = language;
	const isSure = (found[best] ?? 0) >= MIN_FOUND && (found[best] ?? 0) >= MIN_LEAD * (found[ENGLISH] ?? 0);
	return isSure ? best : ENGLISH;
}
