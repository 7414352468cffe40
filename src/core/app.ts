/** The one place where the parts are wired together; both hosts call it. */
import type { Host, VaultChange } from './host';
import type { Problem } from './lib/errors';
import type { Citation, Answer } from './runs/outcome';
import type { RunEvent } from './runs/events';
import type { Settings } from './settings';
import type { VaultPath } from './lib/vault-path';

export interface App {
	readonly index: IndexHandle;
	/** Runs a question. The stream ends after `run-end`; an abort ends it with outcome `failed` and what was found so far. */
	ask(question: string, options?: { signal?: AbortSignal }): AsyncIterable<RunEvent>;
	search(query: string, options?: { limit?: number }): Promise<readonly SearchHit[]>;
	/** Writes an answer into the vault and tells which note holds it. */
	save(run: SavedRun, destination: Destination): Promise<SaveReport>;
	updateSettings(settings: Settings): void;
	/** Stops watching and indexing. */
	close(): void;
}

export interface IndexHandle {
	readonly status: IndexStatus;
	onStatus(listener: (status: IndexStatus) => void): () => void;
	/** Reads the vault and fills the index; resolves when done or cancelled (status says which). */
	rebuild(options?: { signal?: AbortSignal }): Promise<IndexStatus>;
	/** What could not be read properly, each at its note and line. */
	problems(): readonly Problem[];
}

export interface IndexStatus {
	readonly state: 'empty' | 'building' | 'ready' | 'cancelled';
	readonly done: number;
	readonly total: number;
	readonly notes: number;
}

export interface SearchHit {
	readonly citation: Citation;
	/** BM25 score; comparable within one query only. */
	readonly score: number;
	/** Ranges of matched words within `citation.quote`. */
	readonly matches: readonly { start: number; end: number }[];
}

export interface SavedRun {
	readonly runId: string;
	readonly question: string;
	readonly agent: string;
	readonly model: string;
	readonly at: string;
	readonly answer: Answer;
}

export type Destination =
	| { readonly to: 'new-note' }
	| { readonly to: 'append'; readonly path: VaultPath };

export interface SaveReport {
	readonly path: VaultPath;
	/** Notes that got a block id so that a citation opens the exact block. */
	readonly touched: readonly VaultPath[];
}

export type { VaultChange, Host };
