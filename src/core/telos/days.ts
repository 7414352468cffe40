/** Days as people write them in TELOS files, read into "YYYY-MM-DD". What is vague is read as its last day. */
import type { Day } from './item';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAY_MS = 86_400_000;

/**
 * "2026-12-31", "22/11/2019" (day first), "14 September 2025", "September 14, 2025", "July of 2026", "Q3 2026", "end of 2026", "2026".
 * Null when there is no such day: "______", "Q3", "31/02/2026", prose.
 */
export function readDay(text: string): Day | null {
	const plain = text.trim().replace(/\.$/, '').toLowerCase();
	if (plain.length > 40) return null;
	return iso(plain) ?? slashes(plain) ?? named(plain) ?? vague(plain);
}

function iso(text: string): Day | null {
	const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(text) ?? [];
	if (year) return made(Number(year), Number(month), Number(day));
	const [, ofYear, ofMonth] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
	return ofYear ? lastOf(Number(ofYear), Number(ofMonth)) : null;
}

function slashes(text: string): Day | null {
	const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
	return year ? made(Number(year), Number(month), Number(day)) : null;
}

function named(text: string): Day | null {
	const [, day, month, year] = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9}),? (\d{4})$/.exec(text) ?? [];
	if (year) return made(Number(year), monthOf(month ?? ''), Number(day));
	const [, usMonth, usDay, usYear] = /^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text) ?? [];
	if (usYear) return made(Number(usYear), monthOf(usMonth ?? ''), Number(usDay));
	const [, ofMonth, ofYear] = /^(?:(?:the )?end of )?([a-z]{3,9})(?: of|,)? (\d{4})$/.exec(text) ?? [];
	return ofYear ? lastOf(Number(ofYear), monthOf(ofMonth ?? '')) : null;
}

function vague(text: string): Day | null {
	const [, quarter, year] = /^q([1-4])(?: of|,)? (\d{4})$/.exec(text) ?? [];
	if (year) return lastOf(Number(year), Number(quarter) * 3);
	const [, whole] = /^(?:(?:the )?end of )?(\d{4})$/.exec(text) ?? [];
	return whole ? lastOf(Number(whole), 12) : null;
}

/** 1 to 12, 0 for no month. Short forms count: "Sept". */
function monthOf(word: string): number {
	return MONTHS.findIndex((month) => month.startsWith(word)) + 1;
}

function lastOf(year: number, month: number): Day | null {
	if (month < 1 || month > 12) return null;
	return made(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function made(year: number, month: number, day: number): Day | null {
	const date = new Date(Date.UTC(year, month - 1, day));
	const isReal = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return isReal ? date.toISOString().slice(0, 10) : null;
}

/** The day of an instant where the person is. */
export function dayOf(date: Date): Day {
	const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
	return `${date.getFullYear()}-${month}-${day}`;
}

/** Whole days from `from` to `to`; negative when `to` is before. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The day `days` after `day`; null beyond the year 9999. */
export function addDays(day: Day, days: number): Day | null {
	const date = new Date(Date.parse(day) + Math.round(days) * DAY_MS);
	return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 10);
}

/** The first number of a text that begins with one, or follows "is": "61,250 after" is 61250, "now is 81 hours" is 81, "100K" is 100000. */
export function readNumber(text: string): number | null {
	const [, digits, scale] = /^(?:[^\d-]{0,2}|.{0,200}?\bis\s+[^\d\s-]?)(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?([KkMm](?![\p{L}]))?/u.exec(text.trim()) ?? [];
	if (digits === undefined) return null;
	return Number(digits.replace(/,/g, '')) * (scale === undefined ? 1 : scale.toLowerCase() === 'k' ? 1_000 : 1_000_000);
}
