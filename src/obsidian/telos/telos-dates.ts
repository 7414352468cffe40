/** Days and shares as people read them: relative within a week, then as the locale writes dates. Pure but for the locale. */
import { daysBetween } from '../../core/telos/days';
import type { Day } from '../../core/telos/item';
import { percent } from '../counts';
import { words } from '../words';

// A day has no time zone: it is written as it stands.
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const value = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const WEEK = 7;
/** Up to here a number of days says more than a date. */
export const MANY_DAYS = 90;

export function dateText(day: Day): string {
	const at = new Date(`${day}T00:00:00Z`);
	return Number.isNaN(at.getTime()) ? day : date.format(at);
}

/** "today", "3 days ago", "in 5 days", then the date. */
export function dayText(day: Day, today: Day): string {
	return near(day, today, WEEK) ?? dateText(day);
}

/** For how long ago something was done: "34 days ago", and the date from a quarter of a year on. */
export function sinceText(day: Day, today: Day): string {
	return near(day, today, MANY_DAYS) ?? dateText(day);
}

export function shareText(share: number): string {
	return percent.format(share);
}

export function valueText(n: number): string {
	return value.format(n);
}

function near(day: Day, today: Day, within: number): string | null {
	const days = daysBetween(day, today);
	const { telos } = words;
	if (days === 0) return telos.today;
	if (days === 1) return telos.yesterday;
	if (days === -1) return telos.tomorrow;
	if (days > 1 && days < within) return telos.daysAgo(days);
	return days < -1 && days > -within ? telos.inDays(-days) : null;
}
