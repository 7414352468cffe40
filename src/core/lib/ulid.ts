/** ULIDs (github.com/ulid/spec): identifiers that sort by the time they were made. Pure: time and chance are handed in. */

/** Crockford's base 32: no I, L, O or U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LAST_MS = 2 ** 48 - 1;
const RANDOM_BYTES = 10;

/** 26 characters: 10 of `nowMs` (0 to 2^48 - 1, fractions dropped) and 16 of the first 10 `randomBytes`. Throws RangeError. */
export function ulid(nowMs: number, randomBytes: Uint8Array): string {
	const ms = Math.floor(nowMs);
	if (!(ms >= 0 && ms <= LAST_MS)) throw new RangeError(`A ULID cannot hold the time ${nowMs}.`);
	if (randomBytes.length < RANDOM_BYTES) throw new RangeError(`A ULID needs ${RANDOM_BYTES} random bytes.`);
	let random = 0n;
	for (const byte of randomBytes.subarray(0, RANDOM_BYTES)) random = (random << 8n) | BigInt(byte);
	return digits(BigInt(ms), 10) + digits(random, 16);
}

/**
 * A source of ULIDs that only ever grow, also within one millisecond or when the clock steps back: then the
 * last one is counted up by one, as the specification says.
 */
export function ulidSource(nowMs: () => number, randomBytes: (count: number) => Uint8Array): () => string {
	let lastMs = -1;
	let random = new Uint8Array(RANDOM_BYTES);
	return () => {
		const ms = Math.floor(nowMs());
		if (ms > lastMs) {
			lastMs = ms;
			random = randomBytes(RANDOM_BYTES).slice(0, RANDOM_BYTES);
		} else if (!countUp(random)) {
			lastMs += 1; // all 2^80 values of this millisecond are used: borrow the next one
		}
		return ulid(lastMs, random);
	};
}

export function isUlid(text: string): boolean {
	return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
}

/** When it was made, ISO 8601; "" when no calendar has the time. */
export function ulidTime(id: string): string {
	const ms = [...id.slice(0, 10)].reduce((sum, digit) => sum * 32 + DIGITS.indexOf(digit), 0);
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function digits(value: bigint, count: number): string {
	let text = '';
	for (let rest = value; text.length < count; rest >>= 5n) text = DIGITS.charAt(Number(rest & 31n)) + text;
	return text;
}

/** Adds one in place; false when it wrapped to zero. */
function countUp(bytes: Uint8Array): boolean {
	for (let at = bytes.length - 1; at >= 0; at--) {
		const next = (bytes[at] ?? 0) + 1;
		bytes[at] = next;
		if (next < 256) return true;
	}
	return false;
}
