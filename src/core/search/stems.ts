/**
 * What the inflections of a word share, by language: Porter2 for English, the Snowball stemmers for the others.
 * A word that its language's stemmer does not know is its own stem.
 */
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stem as porter2 } from 'porter2';
import { ENGLISH, RUSSIAN, type Language } from './languages';

const LATIN = /^[a-z]{3,}$/;
const CYRILLIC = /^[а-я]{3,}$/;

/** By number of language. */
const STEMMERS: readonly ((word: string) => string)[] = [porter2, german, french, spanish, portuguese, italian, dutch, russian];

/** True when some language has a stem for words like this. */
export function isStemmable(form: string): boolean {
	return LATIN.test(form) || CYRILLIC.test(form);
}

/** The stem of a folded form. Never empty. */
export function stemOf(form: string, language: Language = ENGLISH): string {
	const isKnown = (language === RUSSIAN ? CYRILLIC : LATIN).test(form);
	return (isKnown && STEMMERS[language]?.(form)) || form;
}
