/** How times are told: relative within a week, then as the person's locale writes dates. Pure but for the locale. */
import { words } from '../words';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "Today", "Yesterday", "Thursday", then the date. Also the key by which runs are put together. */
export function dayName(at: Date, now: Date): string {
	const days = daysBetween(at, now);
	if (days === 0) return words.activity.today;
	if (days === 1) return words.activity.yesterday;
	return days > 1 && days < 7 ? weekday.format(at) : date.format(at);
}

/** Under the name of its day: "12 minutes ago" for today, else the time of day. */
export function timeName(at: Date, now: Date): string {
	const ms = now.getTime() - at.getTime();
	if (daysBetween(at, now) !== 0 || ms < 0) return clock.format(at);
	if (ms < MINUTE_MS) return words.activity.justNow;
	return ms < HOUR_MS ? words.activity.minutesAgo(Math.floor(ms / MINUTE_MS)) : words.activity.hoursAgo(Math.floor(ms / HOUR_MS));
}

export function fullTime(at: Date): string {
	return full.format(at);
}

/** Midnights between the two, in this device's time zone. */
function daysBetween(at: Date, now: Date): number {
	const midnight = (of: Date): number => Date.UTC(of.getFullYear(), of.getMonth(), of.getDate());
	return Math.round((midnight(now) - midnight(at)) / (24 * HOUR_MS));
}
