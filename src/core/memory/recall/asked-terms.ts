/** Which words of a question are to be found in an answer: those that only say when are not, once the days are known. Pure. */
import { words } from '../../search/analyse';
import { TELLS_TIME } from './time-words';
import type { When } from './when';

/** "When did I last see Anna" is answered by "Coffee with Anna". */
const MEETING: ReadonlySet<string> = new Set('see saw seen meet met meeting speak spoke spoken hear heard gesehen treffen getroffen sehen sah traf gesprochen vu rencontre visto vi encontre incontrato gezien ontmoet видел видела встречал'.split(' '));
const OF_ORDER: ReadonlySet<string> = new Set('last latest first time recent recently most zuletzt letzte letzten letztes mal erste erstes ersten fois derniere premiere vez ultima primera ultima volta prima laatst laatste keer eerste последний раз'.split(' '));

/** All of them where nothing else would be left. */
export function askedTerms<T extends { readonly text: string }>(terms: readonly T[], { days, order }: Pick<When, 'days' | 'order'>): readonly T[] {
	if (days === null && order === null) return terms;
	const isOfTime = (form: string): boolean => (days !== null && (TELLS_TIME.has(form) || /^\d{1,4}(?:st|nd|rd|th)?$/.test(form))) || (order !== null && OF_ORDER.has(form)) || MEETING.has(form);
	const rest = terms.filter(({ text }) => !words(text).every(({ form }) => isOfTime(form)));
	return rest.length === 0 ? terms : rest;
}
