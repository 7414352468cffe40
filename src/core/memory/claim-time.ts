/** Dates of claims compared: days and instants, as people and programs write them. Pure. */

const WHEN = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether a text is a day or an instant of the calendar: "2026-12-01", "2026-11-22T09:14:05Z". */
export function isWhen(text: string): boolean {
	if (!WHEN.test(text) || Number.isNaN(msOf(text))) return false;
	return Number(text.slice(8, 10)) <= 28 || new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
}

/** Milliseconds since 1970; a day begins at midnight UTC. NaN for what is none. */
export function msOf(when: string): number {
	return Date.parse(when.length === 10 ? when : when.replace(' ', 'T'));
}
