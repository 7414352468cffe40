/** "Yesterday" and "next Friday" as the days they mean, so that a claim says the same next year. Pure. */
import type { DateWords } from './date-words';
import { DAY_MS, relativeDates, type RelativeDate } from './relative-dates';

/** `text` with its relative dates as days, weeks, months or years. `saidOn`: the ISO day on which it was said. `beside`: more words of the same language. */
export function absoluteDates(text: string, saidOn: string, beside = ''): string {
	const day = Math.floor(Date.parse(`${saidOn.slice(0, 10)}T00:00:00Z`) / DAY_MS);
	const found = Number.isNaN(day) ? null : relativeDates(text, day, beside);
	if (!found) return text;
	let [made, at] = ['', 0];
	for (const date of found.dates) {
		const before = text.slice(0, date.start);
		const said = text.slice(date.start, date.end);
		if (isName(before, said)) continue;
		made += text.slice(at, date.start) + placed(date, { before, said, row: found.row });
		at = date.end;
	}
	return made + text.slice(at);
}

/** A capital within a sentence begins a name: “Yesterday”, or the morning in German. */
function isName(before: string, said: string): boolean {
	return /^\p{Lu}/u.test(said) && !/(?:^|[.!?:]\s+)["'(*_-]*$/.test(before);
}

/** "On" before a day where no word before it says so. */
function placed(date: RelativeDate, { before, said, row }: { readonly before: string; readonly said: string; readonly row: DateWords }): string {
	const text = row.notAfter === undefined ? printed(date) : printed(date).replace(/^(\d{4})$/, '$1年').replace(/^(\d{4})-(\d\d)$/, '$1年$2月');
	const lead = date.first === date.last ? row.on : row.in;
	if (lead === '' || new RegExp(`(?:^|[^\\p{L}])(?:${row.prepositions})\\s+$`, 'iu').test(before) || /['’(]$/.test(before)) return text;
	return `${/^\p{Lu}/u.test(said) ? lead.charAt(0).toUpperCase() + lead.slice(1) : lead} ${text}`;
}

/** "2026-11-21", "2026-W48", "2026-11" or "2026". */
function printed({ first, last, unit }: RelativeDate): string {
	const iso = new Date(first * DAY_MS).toISOString();
	if (first === last) return iso.slice(0, 10);
	return unit === 1 ? isoWeek(first) : iso.slice(0, unit === 2 ? 7 : 4);
}

/** Of its Monday: the week belongs to the year of its Thursday. */
function isoWeek(monday: number): string {
	const year = new Date((monday + 3) * DAY_MS).getUTCFullYear();
	const week = Math.floor((monday + 3 - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1;
	return `${year}-W${String(week).padStart(2, '0')}`;
}
