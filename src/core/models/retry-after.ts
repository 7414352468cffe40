/** Reads how long a server asks to wait (RFC 9110, section 10.2.3, and the vendors' own finer header). */

/**
 * Milliseconds, null when the server does not say. A date in the past is 0. `now`: milliseconds since 1970 where the
 * server does not tell its own time; this device's clock may be wrong by years.
 */
export function retryAfter(headers: Headers, now: number = Date.now()): number | null {
	const fine = Number.parseFloat(headers.get('retry-after-ms') ?? '');
	if (Number.isFinite(fine) && fine >= 0) return fine;
	const value = (headers.get('retry-after') ?? '').trim();
	if (/^\d+(?:\.\d+)?$/.test(value)) return Number.parseFloat(value) * 1000;
	// A date has a letter; Date.parse would take "-5" for a year.
	const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
	const told = Date.parse(headers.get('date') ?? '');
	return Number.isNaN(date) ? null : Math.max(0, date - (Number.isNaN(told) ? now : told));
}
