/** What the inflections of a word share, by language. A word that its language's stemmer does not know is its own stem. */
import { stem as porter2 } from 'porter2';
import { ENGLISH, type Language } from './languages';

const LATIN = /^[a-z]{3,}$/;

/** True when some language has a stem for words like this. */
export function isStemmable(form: string): boolean {
	return LATIN.test(form);
}

/** The stem of a folded form. */
export function stemOf(form: string, language: Language = ENGLISH): string {
	return language === ENGLISH && LATIN.test(form) ? porter2(form) : form;
}
