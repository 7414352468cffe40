/** Files in the order in which they are read: what was changed last comes first. */
import type { FileEntry } from '../host';
import { sortSteps } from '../lib/sort-steps';

/** To be driven by `inTurns`. */
export function newestFirst(files: readonly FileEntry[]): Generator<void, FileEntry[], void> {
	return sortSteps(files, byAge);
}

function byAge(a: FileEntry, b: FileEntry): number {
	return b.mtime - a.mtime || (a.path < b.path ? -1 : 1);
}
