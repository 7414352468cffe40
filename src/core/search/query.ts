/** Reads what the person typed: words, "phrases", and -words that must not occur. Never throws; anything is a query. */
import { stemOf, words } from './analyse';
import { isAskingWord, stopWordsAmong } from './stop-words';

export interface QueryTerm {
	/** As typed, at its first place. */
	readonly text: string;
	readonly form: string;
	readonly stem: string;
}

export interface Query {
	/** Distinct by stem, in order of typing, without stop words unless there is nothing else. */
	readonly terms: readonly QueryTerm[];
	/** Each a run of forms that must stand side by side in the note. */
	readonly phrases: readonly (readonly string[])[];
	/** Words that the note must not hold, in any inflection. */
	readonly excluded: readonly string[];
	/** The text ends in a word, which may be unfinished. */
	readonly endsInWord: boolean;
	/** Asks rather than names: partial matches are welcome. */
	readonly isQuestion: boolean;
	/** True when only words such as "what is the" were typed. */
	readonly isOnlyStopWords: boolean;
}

/** Beyond this a query is a pasted text, and its beginning says enough. */
const MAX_LENGTH = 20_000;
const MAX_TERMS = 64;
const EXCLUDED = /(^|\s)-([\p{L}\p{N}][^\s"]*)/gu;
const PHRASE = /"([^"]+)"/g;

export function readQuery(typed: string): Query {
	const text = typed.slice(0, MAX_LENGTH);
	const excluded: string[] = [];
	const kept = text.replace(EXCLUDED, (_match, before: string, word: string) => {
		excluded.push(...words(word).map(({ form }) => form));
		return before;
	});
	const phrases = [...kept.matchAll(PHRASE)].map((match) => words(match[1] ?? '').map(({ form }) => form)).filter((phrase) => phrase.length > 1);
	const found = words(kept);
	const forms = found.map(({ form }) => form);
	const stop = stopWordsAmong(forms);
	const subjects = found.filter(({ form }) => !stop.has(form));
	const isOnlyStopWords = subjects.length === 0;
	const terms = new Map<string, QueryTerm>();
	for (const { form, start, end } of isOnlyStopWords ? found : subjects) {
		const stem = stemOf(form);
		if (!terms.has(stem) && terms.size < MAX_TERMS) terms.set(stem, { text: kept.slice(start, end), form, stem });
	}
	const isQuestion = forms.some(isAskingWord) || text.trimEnd().endsWith('?') || terms.size > 4;
	return { terms: [...terms.values()], phrases, excluded, isQuestion, isOnlyStopWords, endsInWord: found.at(-1)?.end === kept.length };
}
