/** Dates for templates, in the person's own time zone: the words of Fabric's `datetime` helper. */

const WORDS: Readonly<Record<string, (now: Date) => string>> = {
	now: (now) => now.toISOString(),
	unix: (now) => String(Math.floor(now.getTime() / 1000)),
	today: day,
	time: (now) => `${pad(now.getHours())}:${pad(now.getMinutes())}:${pad(now.getSeconds())}`,
	full: (now) => `${new Intl.DateTimeFormat('en', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }).format(now)}`,
	month: (now) => new Intl.DateTimeFormat('en', { month: 'long' }).format(now),
	year: (now) => String(now.getFullYear()),
	startofhour: (now) => hourOf(now, 0),
	endofhour: (now) => hourOf(now, 3_599_999),
	startofweek: (now) => day(daysFrom(now, -((now.getDay() + 6) % 7))),
	endofweek: (now) => day(daysFrom(now, 6 - ((now.getDay() + 6) % 7))),
	startofmonth: (now) => day(new Date(now.getFullYear(), now.getMonth(), 1)),
	endofmonth: (now) => day(new Date(now.getFullYear(), now.getMonth() + 1, 0)),
};

/** `rel` takes "-7d", "2w", "1m", "-1y" or "-3h". Null for a word that is not known. Weeks begin on Monday (ISO 8601). */
export function dateText(operation: string, value: string, now: Date): string | null {
	return operation === 'rel' ? relative(value.trim(), now) : Object.hasOwn(WORDS, operation) ? (WORDS[operation]?.(now) ?? null) : null;
}

function relative(text: string, now: Date): string | null {
	const [, count, unit] = /^([+-]?\d{1,5})([hdwmy])$/.exec(text) ?? [];
	if (count === undefined) return null;
	const n = Number(count);
	if (unit === 'h') return new Date(now.getTime() + n * 3_600_000).toISOString();
	if (unit === 'd' || unit === 'w') return day(daysFrom(now, unit === 'w' ? n * 7 : n));
	return day(monthsFrom(now, unit === 'y' ? n * 12 : n));
}

/** The last day of the month where the day does not exist in it. */
function monthsFrom(now: Date, months: number): Date {
	const last = new Date(now.getFullYear(), now.getMonth() + months + 1, 0).getDate();
	return new Date(now.getFullYear(), now.getMonth() + months, Math.min(now.getDate(), last));
}

function hourOf(now: Date, moreMs: number): string {
	return new Date(new Date(now).setMinutes(0, 0, 0) + moreMs).toISOString();
}

function daysFrom(now: Date, days: number): Date {
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
}

function day(date: Date): string {
	return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function pad(n: number): string {
	return String(n).padStart(2, '0');
}
