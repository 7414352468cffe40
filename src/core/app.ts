/** The one place where the parts are wired together; both hosts call it. */
import { ask } from './agents/ask';
import { saveAnswer, type Destination, type SaveReport } from './agents/save-answer';
import { createChanges, type Changes, type Recovery } from './changes/changes';
import { isPrivateNote } from './guard/private-note';
import type { Host, VaultChange } from './host';
import { messageOf } from './lib/errors';
import type { Note } from './lib/note';
import { titleOf } from './lib/vault-path';
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
	const isPrivate = (note: Note): boolean => isPrivateNote(note, settings.privateFolders);
	const reading = { vault, index: indexer.index, isPrivate };
	// First in the queue of the write path: nothing is written before what a crash cut off is finished.
	changes.recover().then((recovery) => tellRecovery(recovery, host), (error: unknown) => host.notify(`Praxis could not check its last changes: ${messageOf(error)}`));
	const unwatch = vault.watch((change) => {
		changes.noteChanged(change).catch((error: unknown) => host.notify(`A change to ${titleOf(change.path)} could not be followed for undo: ${messageOf(error)}`));
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

/** Says what was finished after a crash; says nothing when there was nothing to do. */
function tellRecovery({ finished, problems }: Recovery, { notify }: Pick<Host, 'notify'>): void {
	if (finished.length > 0) notify(`Praxis finished ${finished.length === 1 ? 'a change that was' : `${finished.length} changes that were`} cut off. See Activity.`);
	for (const { message } of problems) notify(message);
}

export type { Destination, Host, IndexHandle, IndexStatus, RunToSave as SavedRun, SaveReport, SearchHit, VaultChange };
