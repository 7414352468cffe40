/** What is wrong with which notes; kept with a saved index, so that a note which was not read again still has its own. */
import { isPraxisError, type Problem } from '../lib/errors';

interface Kept {
	readonly indexedLength: number;
	readonly problems: readonly Problem[];
}

export class NoteProblems {
	readonly #byPath = new Map<string, readonly Problem[]>();

	/** In order of paths. */
	all(): Problem[] {
		return [...this.#byPath.keys()].sort().flatMap((path) => this.#byPath.get(path) ?? []);
	}

	paths(): Iterable<string> {
		return this.#byPath.keys();
	}

	set(path: string, problems: readonly Problem[]): void {
		if (problems.length > 0) this.#byPath.set(path, problems);
		else this.#byPath.delete(path);
	}

	/** The note could not be read. */
	setUnread(path: string, error: unknown): void {
		this.set(path, [{ path, line: 1, message: problemText(error) }]);
	}

	move(from: string, to: string): void {
		const problems = this.#byPath.get(from) ?? [];
		this.#byPath.delete(from);
		this.set(to, problems.map((problem) => ({ ...problem, path: to })));
	}

	delete(path: string): void {
		this.#byPath.delete(path);
	}

	/** `indexedLength`: how much of a note was read; an index made with another is of no use. */
	print(indexedLength: number): string {
		const kept: Kept = { indexedLength, problems: [...this.#byPath.values()].flat() };
		return JSON.stringify(kept);
	}

	/** Takes in what was printed; false when the text is no print, or was made with another length. */
	read(text: string, indexedLength: number): boolean {
		const kept = parsed(text);
		if (kept?.indexedLength !== indexedLength) return false;
		for (const problem of kept.problems) this.set(problem.path, [...(this.#byPath.get(problem.path) ?? []), problem]);
		return true;
	}
}

/** What was saved has a checksum: it is whole, or it is another text altogether. */
function parsed(text: string): Kept | null {
	return text.startsWith('{"indexedLength"') ? (JSON.parse(text) as Kept) : null;
}

function problemText(error: unknown): string {
	if (isPraxisError(error)) return error.hint === '' ? error.message : `${error.message} ${error.hint}`;
	return `The note could not be read: ${error instanceof Error ? error.message : String(error)}.`;
}
