/**
 * What a saved index still knows of a vault: notes whose file was not touched are not read, and one that was moved
 * while nobody watched is known by its text.
 */
import type { FileEntry } from '../host';
import type { ContentIndex } from './content-index';

/** True when the file is as it was when it was last read: nothing of it needs to be looked at. */
export function isUntouched(index: ContentIndex, { path, mtime, size }: FileEntry): boolean {
	const held = index.statOf(path);
	return held.mtime > 0 && held.mtime === Math.round(mtime) && held.size === size;
}

/** Notes held that are not listed any more, by the version they had: where moved notes come from. */
export class Vanished {
	private readonly byVersion = new Map<string, string>();

	constructor(
		private readonly index: ContentIndex,
		listed: ReadonlySet<string>,
	) {
		for (const path of index.paths()) if (!listed.has(path)) this.byVersion.set(index.versionOf(path) ?? '', path);
	}

	/** Where a note that reads so was before; each is given once. Null when it is not one that vanished. */
	take(version: string): string | null {
		const from = this.byVersion.get(version);
		this.byVersion.delete(version);
		return from !== undefined && this.index.versionOf(from) === version ? from : null;
	}
}
