/** Files in the order in which they are read: what was changed last comes first. In small steps, by merging sorted runs. */
import type { FileEntry } from '../host';

/** Sorted at once. */
const RUN = 2_048;

export function* newestFirst(files: readonly FileEntry[]): Generator<void, FileEntry[], void> {
	let runs: FileEntry[][] = [];
	for (let from = 0; from < files.length; from += RUN) {
		runs.push(files.slice(from, from + RUN).sort(byAge));
		yield;
	}
	while (runs.length > 1) {
		const merged: FileEntry[][] = [];
		for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? []));
		runs = merged;
	}
	return runs[0] ?? [];
}

function* merge(left: readonly FileEntry[], right: readonly FileEntry[]): Generator<void, FileEntry[], void> {
	const all: FileEntry[] = [];
	for (let [at, other] = [0, 0]; at < left.length || other < right.length; ) {
		if (all.length % RUN === RUN - 1) yield;
		const [a, b] = [left[at], right[other]];
		const isLeft = a !== undefined && (b === undefined || byAge(a, b) <= 0);
		const next = isLeft ? a : b;
		if (isLeft) at++;
		else other++;
		if (next) all.push(next);
	}
	return all;
}

function byAge(a: FileEntry, b: FileEntry): number {
	return b.mtime - a.mtime || (a.path < b.path ? -1 : 1);
}
