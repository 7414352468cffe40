/** Sorting in small steps, for lists that would hold the thread too long at once. Stable. */

const RUN = 64;

/** The items in their order; to be driven by `inTurns`. A step makes at most some hundred comparisons. */
export function* sortSteps<T>(items: readonly T[], compare: (one: T, other: T) => number): Generator<void, T[], void> {
	let runs: T[][] = [];
	for (let at = 0; at < items.length; at += RUN) {
		runs.push(items.slice(at, at + RUN).sort(compare));
		yield;
	}
	while (runs.length > 1) {
		const longer: T[][] = [];
		for (let at = 0; at < runs.length; at += 2) longer.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
		runs = longer;
	}
	return runs[0] ?? [];
}

function* merge<T>(one: readonly T[], other: readonly T[], compare: (one: T, other: T) => number): Generator<void, T[], void> {
	const all: T[] = [];
	let [i, j] = [0, 0];
	while (i < one.length || j < other.length) {
		const isFirst = j >= other.length || (i < one.length && compare(one[i] as T, other[j] as T) <= 0);
		all.push((isFirst ? one[i++] : other[j++]) as T);
		if (all.length % RUN === 0) yield;
	}
	return all;
}
