/** The one place where the parts are wired together; both hosts call it. */
import { ask } from './agents/ask';
import { saveAnswer, type Destination, type SaveReport } from './agents/save-answer';
import { createChanges, type Changes } from './changes/changes';
import type { Host, VaultChange } from './host';
import { isInFolder, titleOf, type VaultPath } from './lib/vault-path';
import { yieldToHost } from './lib/yield-to-host';
import type { RunEvent } from './runs/events';
import type { RunToSave } from './runs/result-note';
import { Indexer } from './search/indexer';
import type { IndexHandle, IndexStatus, SearchHit } from './search/index-status';
import { searchNotes } from './search/search-notes';
import type { Settings } from './settings';

export interface App {
	readonly index: IndexHandle;
	/** The write path: every change to the vault, and its undo. */
	readonly changes: Changes;
	/** Runs a question. The stream ends after `run-end`; an abort ends it with outcome `failed` and what was found so far. */
	ask(question: string, options?: { signal?: AbortSignal }): AsyncIterable<RunEvent>;
	search(query: string, options?: { limit?: number }): Promise<readonly SearchHit[]>;
	/** Writes an answer into the vault and tells which note holds it. */
	save(run: RunToSave, destination: Destination): Promise<SaveReport>;
	updateSettings(settings: Settings): void;
	/** Stops watching and indexing. */
	close(): void;
}

const DEFAULT_LIMIT = 20;

export function createApp(host: Host, initial: Settings): App {
	let settings = initial;
	const { vault, store, now, newId, deviceId } = host;
	const changes = createChanges({ vault, store, now, newId, deviceId });
	const indexer = new Indexer({ vault, yieldToHost, clock: () => performance.now(), excludedFolders: settings.excludedFolders });
	const isPrivate = (path: VaultPath): boolean => settings.privateFolders.some((folder) => isInFolder(path, folder));
	const reading = { vault, index: indexer.index, isPrivate };
	const unwatch = vault.watch((change) => {
		if (change.type !== 'renamed') return;
		changes.noteRenamed(change.from, change.path).catch(() => host.notify(`The new name of ${titleOf(change.path)} could not be kept for undo.`));
	});
	return {
		index: indexer,
		changes,
		ask: (question, options) => ask(question, { ...reading, now, newId, signal: options?.signal }),
		search: (query, options) => searchNotes(query, options?.limit ?? DEFAULT_LIMIT, reading),
		save: (run, destination) => saveAnswer(run, destination, { vault, changes, resultFolder: settings.resultFolder, addBlockIds: settings.addBlockIds }),
		updateSettings: (next) => {
			settings = next;
			indexer.exclude(next.excludedFolders);
		},
		close: () => {
			unwatch();
			indexer.close();
		},
	};
}

export type { Destination, Host, IndexHandle, IndexStatus, RunToSave as SavedRun, SaveReport, SearchHit, VaultChange };
