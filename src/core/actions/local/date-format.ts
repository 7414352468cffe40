/**
 * Dates by the letters that Obsidian's templates use: those of Moment.js that people write, in English, in the person's
 * own time zone. Letters that are not known stay as typed; words in [brackets] are taken as they are.
 */

const LETTERS: Readonly<Record<string, (date: Date) => string>> = {
	YYYY: (date) => String(date.getFullYear()).padStart(4, '0'),
	YY: (date) => pad(date.getFullYear() % 100),
	Q: (date) => String(Math.floor(date.getMonth() / 3) + 1),
	MMMM: (date) => named(date, { month: 'long' }),
	MMM: (date) => named(date, { month: 'short' }),
	MM: (date) => pad(date.getMonth() + 1),
	M: (date) => String(date.getMonth() + 1),
	DD: (date) => pad(date.getDate()),
	D: (date) => String(date.getDate()),
	dddd: (date) => named(date, { weekday: 'long' }),
	ddd: (date) => named(date, { weekday: 'short' }),
	GGGG: (date) => String(isoWeek(date).year),
	WW: (date) => pad(isoWeek(date).week),
	W: (date) => String(isoWeek(date).week),
	HH: (date) => pad(date.getHours()),
	H: (date) => String(date.getHours()),
	hh: (date) => pad(date.getHours() % 12 || 12),
	h: (date) => String(date.getHours() % 12 || 12),
	mm: (date) => pad(date.getMinutes()),
	ss: (date) => pad(date.getSeconds()),
	A: (date) => (date.getHours() < 12 ? 'AM' : 'PM'),
	a: (date) => (date.getHours() < 12 ? 'am' : 'pm'),
};

export function formatDate(date: Date, format: string): string {
	// The same letter again belongs to one word, so that "MMM" is not "MM" and "M".
	return format.replace(/\[([^\]]*)\]|([A-Za-z])\2*/g, (typed, literal: string | undefined) => literal ?? (Object.hasOwn(LETTERS, typed) ? (LETTERS[typed]?.(date) ?? typed) : typed));
}

/** ISO 8601: the week with the year's first Thursday is week 1. */
function isoWeek(date: Date): { readonly year: number; readonly week: number } {
	const thursday = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() - ((date.getDay() + 6) % 7) + 3));
	const year = thursday.getUTCFullYear();
	return { year, week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) };
}

function named(date: Date, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat('en', options).format(date);
}

function pad(n: number): string {
	return String(n).padStart(2, '0');
}
