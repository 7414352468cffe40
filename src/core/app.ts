/** The one place where the parts are wired together; both hosts call it. */
import type { Host, VaultChange } from './host';
import type { Answer } from './runs/outcome';
import type { RunEvent } from './runs/events';
import type { IndexHandle, IndexStatus, SearchHit } from './search/index-status';
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

export type { VaultChange, Host, IndexHandle, IndexStatus, SearchHit };
