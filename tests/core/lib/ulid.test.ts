/** ULIDs by the specification: 26 characters of Crockford's base 32, sorted as they were made. */
import fc from 'fast-check';
import { ulid, ulidSource } from '../../../src/core/lib/ulid';

const zeros = new Uint8Array(10);
const ones = new Uint8Array(10).fill(255);

test.each([
	[0, zeros, '00000000000000000000000000'],
	[2 ** 48 - 1, ones, '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
	[1469918176385, zeros, '01ARYZ6S410000000000000000'],
	[1.9, zeros, '00000000010000000000000000'],
])('given the time %d, then the id that the specification gives', (ms, random, expected) => {
	expect(ulid(ms, random)).toBe(expected);
});

test.each([-1, 2 ** 48, NaN, Infinity])('given the time %d, then it is refused', (ms) => {
	expect(() => ulid(ms, zeros)).toThrow(RangeError);
});

test('given too few random bytes, then it is refused', () => {
	expect(() => ulid(0, new Uint8Array(9))).toThrow(RangeError);
});

test('given any two times, then ids sort as the times do, whatever the chance', () => {
	const part = fc.tuple(fc.nat(2 ** 31), fc.uint8Array({ minLength: 10, maxLength: 10 }));
	fc.assert(
		fc.property(part, part, ([a, x], [b, y]) => {
			fc.pre(a !== b);
			expect(ulid(a, x) < ulid(b, y)).toBe(a < b);
		}),
	);
});

test('given a clock that stands, jumps and steps back, then each id is greater than the one before', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(5), { minLength: 2 }), fc.constantFrom(zeros, ones), (times, random) => {
			const clock = [...times];
			const next = ulidSource(() => 1000 + (clock.shift() ?? 0), () => random);
			const ids = times.map(() => next());
			expect(ids).toEqual([...new Set(ids)].sort());
			for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
		}),
	);
});
