/**
 * Days that a text names as written dates, in the languages of the index: "2026-03-01", "29.12.2023", "8 May, 2023",
 * "May 8, 2023", "am 8. Mai 2023", "8 мая 2023", "2024年3月5日". Days are counted from 1970-01-01, in no time zone. Pure.
 *
 * 03/04/2026 is no day: it is two in the world.
 */
import { fold } from '../../search/fold';
import { DAY_MS } from '../relative-dates';
import { MONTHS } from './time-words';

export { DAY_MS };

/** Both included. */
export interface Days {
	readonly first: number;
	readonly last: number;
}

export interface NamedDay extends Days {
	/** Offsets into the text. */
	readonly start: number;
	readonly end: number;
	/** False where only a day and a month are named: the year is left to whoever asks. */
	readonly hasYear: boolean;
	readonly month: number;
	/** 0 for a whole month. */
	readonly day: number;
}

const WRITTEN = /(?:(\d{4})-(\d{2})-(\d{2}))|(?:(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}))|(?:(\d{1,2})(?:st|nd|rd|th|\.|er|º|ª)?\s(?:(?:of|de|di)\s)?(\p{L}{3,12})\.?(?:,?\s(?:de\s)?(\d{4}))?)|(?:(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?!\d|:|\.\d)(?:,?\s(\d{4}))?)|(?:(\p{L}{3,12})\.?,?\s(?:of\s|de\s)?(\d{4}))|(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号號])?/giu;

/** The days that a text names, in order; a whole month where only that is named. `fallbackYear` for those without one. */
export function daysNamed(text: string, fallbackYear: number): NamedDay[] {
	const found: NamedDay[] = [];
	// Made anew: it keeps its place between calls.
	const written = new RegExp(WRITTEN);
	for (let match = written.exec(text); match; match = written.exec(text)) {
		const parts = partsOf(match);
		const before = text.charAt(match.index - 1);
		const made = parts && !(parts.isJoined ? /[\d第]/ : /[\p{L}\p{N}]/u).test(before) ? madeOf(parts, fallbackYear) : null;
		// A number may belong to what follows: "20 8 May".
		if (made && parts) found.push({ ...made, start: match.index, end: match.index + match[0].length, hasYear: parts.year !== null, month: parts.month, day: parts.day });
		else written.lastIndex = match.index + (/^[\p{L}\p{N}]+/u.exec(match[0])?.[0].length ?? 1);
	}
	return found;
}

/** The first day that a text names with its year; null when it names none. */
export function dayNamed(text: string): number | null {
	return daysNamed(text, 0).find(({ hasYear, day }) => hasYear && day > 0)?.first ?? null;
}

export function monthDays(year: number, month: number): Days {
	return { first: Date.UTC(year, month - 1, 1) / DAY_MS, last: Date.UTC(year, month, 0) / DAY_MS };
}

interface DateParts {
	readonly year: number | null;
	readonly month: number;
	readonly day: number;
	/** Written without spaces: a month alone is told from a word. */
	readonly isJoined?: boolean;
}

function partsOf(match: RegExpExecArray): DateParts | null {
	const [, iy, im, id, dd, dm, dy, wd, wm, wy, um, ud, uy, om, oy, jy, jm, jd] = match;
	const year = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
	if (iy !== undefined) return { year: Number(iy), month: Number(im), day: Number(id) };
	if (dd !== undefined) return { year: year(dy), month: Number(dm), day: Number(dd) };
	if (jm !== undefined) return { year: year(jy), month: Number(jm), day: Number(jd ?? 0), isJoined: true };
	const named = wm ?? um ?? om;
	const month = named === undefined ? undefined : MONTHS.get(fold(named));
	if (month === undefined) return null;
	if (om !== undefined) return { year: year(oy), month, day: 0 };
	return { year: year(wy ?? uy), month, day: Number(wd ?? ud) };
}

function madeOf({ year, month, day, isJoined = false }: DateParts, fallbackYear: number): Days | null {
	const own = year ?? fallbackYear;
	if (month < 1 || month > 12 || own > 9999) return null;
	if (day === 0) return year === null && !isJoined ? null : monthDays(own, month);
	const time = Date.UTC(own, month - 1, day);
	if (own < 100 || new Date(time).getUTCMonth() !== month - 1) return year === null && own === 0 ? { first: 0, last: 0 } : null;
	return { first: time / DAY_MS, last: time / DAY_MS };
}
