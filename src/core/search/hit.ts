/** What a search finds: types only. */
import type { Span } from '../lib/note';

export interface Hit {
	readonly path: string;
	/** Version of the note that was indexed: the spans hold for this one only. */
	readonly version: string;
	/** Comparable within one query only. */
	readonly score: number;
	/** The block that answers best; null when only the title matched and the note has no block. */
	readonly block: HitBlock | null;
	/** The headings above the block, outermost first. */
	readonly headings: readonly string[];
	/** The query's words within the block, as offsets into the note. */
	readonly matches: readonly Span[];
}

export interface HitBlock {
	readonly span: Span;
	readonly line: number;
	readonly id: string | null;
}
