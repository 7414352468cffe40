/** Chance that can be repeated: the same seed gives the same numbers. Not for secrets. */

/** 0 to 1, not 1. */
export type Random = () => number;

/** `mulberry32`, a small generator for samples (T. Ettinger, public domain). */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
