/** Problems of notes as they are kept with a saved index, so that a note which was not read again still has its own. */
import type { Problem } from '../lib/errors';

interface Kept {
	readonly indexedLength: number;
	readonly problems: readonly Problem[];
}

/** `indexedLength`: how much of a note was read; an index made with another is of no use. */
export function printProblems(problemsOf: ReadonlyMap<string, readonly Problem[]>, indexedLength: number): string {
	const kept: Kept = { indexedLength, problems: [...problemsOf.values()].flat() };
	return JSON.stringify(kept);
}

/** By path; null when the text is not such a print, or was made with another length. */
export function readProblems(text: string, indexedLength: number): Map<string, Problem[]> | null {
	const kept = parsed(text);
	if (kept?.indexedLength !== indexedLength) return null;
	const problemsOf = new Map<string, Problem[]>();
	for (const problem of kept.problems) problemsOf.set(problem.path, [...(problemsOf.get(problem.path) ?? []), problem]);
	return problemsOf;
}

/** What was saved has a checksum: it is whole, or it is another text altogether. */
function parsed(text: string): Kept | null {
	return text.startsWith('{"indexedLength"') ? (JSON.parse(text) as Kept) : null;
}
