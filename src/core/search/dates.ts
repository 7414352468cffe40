/** The day a note is about: what its properties say, else its name. Days are counted from 1970-01-01 in no time zone. */
import { titleOf } from '../lib/vault-path';

const DATE_PROPERTIES: readonly string[] = ['date', 'day', 'created', 'created at', 'date created'];
const DAY_MS = 86_400_000;
const IN_TEXT = /(?:^|\D)(\d{4})-(\d{2})-(\d{2})(?!\d)/;

/** The day that a note's properties give it, null when they give none. */
export function dayInProperties(properties: Readonly<Record<string, unknown>>): number | null {
	for (const name of DATE_PROPERTIES) {
		const value = properties[name];
		const day = value instanceof Date ? Math.floor(value.getTime() / DAY_MS) : typeof value === 'string' ? dayIn(value) : null;
		if (day !== null && Number.isFinite(day)) return day;
	}
	return null;
}

/** The day in a note's name, null when there is none. */
export function dayInName(path: string): number | null {
	return dayIn(titleOf(path));
}

/** The first day written as 2026-03-01 in a text. */
export function dayIn(text: string): number | null {
	const match = IN_TEXT.exec(text);
	return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function dayOf(year: number, month: number, day: number): number | null {
	const time = Date.UTC(year, month - 1, day);
	return new Date(time).getUTCDate() === day && month >= 1 && month <= 12 ? time / DAY_MS : null;
}

/** The first and last day that "2026", "2026-03" or "2026-03-01" means; null when it is no date. */
export function daysOf(typed: string): { readonly first: number; readonly last: number } | null {
	const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(typed.trim());
	if (!match) return null;
	const [year, month, day] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
	if (day > 0) {
		const only = dayOf(year, month, day);
		return only === null ? null : { first: only, last: only };
	}
	const first = dayOf(year, month || 1, 1);
	if (first === null) return null;
	const end = month > 0 ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
	return { first, last: end / DAY_MS - 1 };
}

/** The day of a time in milliseconds. */
export function dayOfTime(ms: number): number {
	return Math.floor(ms / DAY_MS);
}
