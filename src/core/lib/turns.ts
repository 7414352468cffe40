/** Long work in short pieces: others have the thread in between. Knows nothing of the work. */

/** Called between small steps: null while the turn lasts, else what to wait for before going on. */
export type Turn = () => Promise<void> | null;

export interface TurnsOptions {
	/** Lets the host do other work, then resolves: a task, not a microtask. */
	readonly yieldToHost: () => Promise<void>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
	/** How long a turn lasts. */
	readonly ms: number;
	/** A turn has so many steps at most, should the clock stand still; no limit unless told. */
	readonly steps?: number;
}

export function turnsOf({ yieldToHost, clock, ms, steps = Infinity }: TurnsOptions): Turn {
	let [end, left] = [clock() + ms, steps];
	const begin = (): void => {
		[end, left] = [clock() + ms, steps];
	};
	return () => (--left > 0 && clock() < end ? null : yieldToHost().then(begin));
}

/** Never waits: for work that may take the thread as long as it needs. */
export const atOnce: Turn = () => null;

/** Does all steps of the work, in turns. */
export async function inTurns<T>(work: Generator<void, T, void>, turn: Turn): Promise<T> {
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) return step.value;
		const pause = turn();
		if (pause) await pause;
	}
}

/** Work on `count` things, so many at a step. `run` is told which: a loop within it is quick, one around a yield is not. */
export function* inSteps(count: number, step: number, run: (from: number, end: number) => void): Generator<void, void, void> {
	for (let from = 0; from < count; from += step) {
		yield;
		run(from, Math.min(count, from + step));
	}
}

/** Things looked at between two pauses: a test of each takes some microseconds. */
const SIFTED_AT_ONCE = 256;

/** Those that `isWanted` names, in their order; others have the thread now and then. */
export async function sift<T>(all: readonly T[], isWanted: (one: T) => boolean, pause: () => Promise<void>): Promise<T[]> {
	const found: T[] = [];
	for (let from = 0; from < all.length; from += SIFTED_AT_ONCE) {
		if (from > 0) await pause();
		found.push(...all.slice(from, from + SIFTED_AT_ONCE).filter(isWanted));
	}
	return found;
}
