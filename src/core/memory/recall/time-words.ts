/**
 * Words of time one by one, folded as `search/fold.ts` does: those of `date-words.ts`, and what else says that a time is told or
 * asked for. Figures and grammar are in `days-in-text.ts`, `relative-dates.ts` and `when.ts`.
 */
import { fold } from '../../search/fold';
import { DATE_WORDS, type DateWords } from '../date-words';

const list = (text: string): readonly string[] => text.split(/\s+/);

/** All that a pattern of `date-words.ts` lets be said. What may not follow is left out. */
export function saidBy(pattern: string): string[] {
	const source = pattern.replace(/\(\?![^)]*\)/g, '');
	let at = 0;
	const one = (): string[] => {
		if (source.startsWith('(?:', at)) {
			at += 3;
			const all = choice();
			at++;
			return all;
		}
		if (source[at] !== '[') return [source[at++] ?? ''];
		const end = source.indexOf(']', at);
		const signs = [...source.slice(at + 1, end)];
		at = end + 1;
		return signs;
	};
	const choice = (): string[] => {
		const all: string[] = [];
		let made = [''];
		while (at < source.length && source[at] !== ')') {
			if (source[at] === '|') {
				all.push(...made);
				made = [''];
				at++;
				continue;
			}
			const next = one();
			if (source[at] === '?') {
				at++;
				next.push('');
			}
			made = made.flatMap((before) => next.map((after) => before + after));
		}
		return [...all, ...made];
	};
	return choice();
}

/** By folded word, its place in a list between "/", from 1. Words of two words are left out. */
function placesOf(listOf: (row: DateWords) => string): Map<string, number> {
	return new Map(DATE_WORDS.flatMap((row) => listOf(row).split('/').flatMap((pattern, at) => saidBy(pattern).filter((said) => /^[^\s-]+$/.test(said)).map((said) => [fold(said), at + 1] as const))));
}

/** 1 to 12. "may" and "mar" are words of their own too: whoever reads a date asks for a figure or a preposition beside them. */
export const MONTHS: ReadonlyMap<string, number> = placesOf(({ months }) => months);
/** 1 to 7, from Monday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map([...placesOf(({ weekdays }) => weekdays)].map(([word, at]) => [word, at - 1 || 7]));
/** Seasons of the north, by their first month. */
export const SEASONS: ReadonlyMap<string, number> = new Map([...placesOf(({ seasons }) => seasons)].map(([word, at]) => [word, 3 * at]));
const UNITS = placesOf(({ units }) => units);
const DAY_WORDS = placesOf(({ days }) => days.map(([phrase]) => phrase).join('/'));
const WEEKENDS: ReadonlySet<string> = new Set(list('weekend wochenende выходные'));

const stepWords = (which: number): ReadonlySet<string> => new Set(placesOf(({ before, behind }) => [before, behind].map((words) => words.split('/')[which] ?? '').join('/')).keys());
export const NEXT = stepWords(0);
export const LAST = stepWords(1);
export const THIS = stepWords(2);

export function isWeekend(word: string): boolean {
	return WEEKENDS.has(word);
}

/** Beside these a month's name alone is a time: "in March", "seit März". */
export const BEFORE_A_TIME: ReadonlySet<string> = new Set(list('in on during since until till by before after last this next early late mid end im am seit bis vor nach ende anfang mitte en de em no depuis avant apres a da al dal sinds voor na tijdens в с до после'));

/** Of these each is mostly another word. */
const OFTEN_OTHERS: ReadonlySet<string> = new Set(list('a an no de il fa ce mes mar sei past hier coming ma'));
/** Words by which a text tells when something was or will be. */
export const TELLS_TIME: ReadonlySet<string> = new Set([...MONTHS.keys(), ...WEEKDAYS.keys(), ...DAY_WORDS.keys(), ...UNITS.keys(), ...WEEKENDS, ...SEASONS.keys(), ...LAST, ...NEXT, ...list('ago since soon recently just morning evening afternoon night neulich kurzlich seit bald recemment bientot recientemente hace pronto recentemente presto onlangs sinds недавно скоро geleden назад')].filter((word) => !OFTEN_OTHERS.has(word)));

/** Openings of questions for a time. */
export const ASKS_WHEN: ReadonlySet<string> = new Set(list('when wann quand cuando quando wanneer когда'));
