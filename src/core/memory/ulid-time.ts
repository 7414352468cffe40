/** What a ULID says by itself: that it is one, and when it was made. */

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function isUlid(text: string): boolean {
	return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
}

/** When it was made, ISO 8601; "" when no calendar has the time. */
export function ulidTime(id: string): string {
	const ms = [...id.slice(0, 10)].reduce((sum, digit) => sum * 32 + DIGITS.indexOf(digit), 0);
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
