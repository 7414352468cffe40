/** What the index tells of itself, and what a search hands back: types only. */
import type { Problem } from '../lib/errors';
import type { Citation } from '../runs/outcome';

export interface IndexHandle {
	readonly status: IndexStatus;
	onStatus(listener: (status: IndexStatus) => void): () => void;
	/** Reads the vault and fills the index; resolves when done or cancelled (status says which). */
	rebuild(options?: { signal?: AbortSignal }): Promise<IndexStatus>;
	/** Resolves when every change to the vault that was told so far is in the index. */
	settled(): Promise<void>;
	/** What could not be read properly, each at its note and line. */
	problems(): readonly Problem[];
}

export interface IndexStatus {
	readonly state: 'empty' | 'building' | 'ready' | 'cancelled';
	readonly done: number;
	readonly total: number;
	readonly notes: number;
	/** The oldest notes, not held where memory is short; absent when there are none. */
	readonly leftOut?: number | undefined;
}

export interface SearchHit {
	readonly citation: Citation;
	/** BM25 score; comparable within one query only. */
	readonly score: number;
	/** Ranges of matched words within `citation.quote`. */
	readonly matches: readonly { start: number; end: number }[];
}
