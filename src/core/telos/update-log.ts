/** Tells in the update log of each change that Praxis made to items, while the person wants it. Never in the way of a change. */
import type { Changes, Plan, RunReport } from '../changes/changes';
import type { Vault } from '../host';
import { messageOf } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import { addUpdates, updateTime, type Update } from './updates';

export interface UpdateLogOptions {
	readonly vault: Pick<Vault, 'read'>;
	readonly changes: Pick<Changes, 'plan' | 'runs' | 'onRuns'>;
	readonly write: (plan: Plan) => Promise<RunReport>;
	readonly isOn: () => boolean;
	/** Where the log is. */
	readonly path: () => VaultPath;
	/** True for notes that hold items. */
	readonly isItem: (path: string) => boolean;
	/** Resolves when what was written is in the graph. */
	readonly settled: () => Promise<void>;
	readonly notify: (message: string) => void;
	readonly now: () => Date;
}

const CHANGES: Readonly<Record<string, string>> = { written: 'Content Change', merged: 'Content Change', created: 'New File', copied: 'New File', renamed: 'File Moved', trashed: 'File Removed' };

export class UpdateLog {
	readonly #told = new Set<string>();
	readonly #since: string;
	readonly #unlisten: () => void;
	#last: Promise<void> = Promise.resolve();

	/** Runs from before are not told of. */
	constructor(private readonly options: UpdateLogOptions) {
		this.#since = options.now().toISOString();
		this.#unlisten = options.changes.onRuns(() => this.#look());
	}

	/** Resolves when every run that ended until now is told of. Never rejects. */
	async settled(): Promise<void> {
		for (let last: Promise<void> | null = null; last !== this.#last; ) {
			last = this.#last;
			await last;
		}
	}

	close(): void {
		this.#unlisten();
	}

	#look(): void {
		if (!this.options.isOn()) return;
		this.#last = this.#last.then(() => this.#tell()).catch((error: unknown) => this.options.notify(`The update log could not be written: ${messageOf(error)}`));
	}

	async #tell(): Promise<void> {
		const { changes, vault, write, path, settled, now, isItem } = this.options;
		const ended = (await changes.runs()).filter(({ id, at, phase }) => phase !== 'open' && at >= this.#since && !this.#told.has(id));
		for (const { id } of ended) this.#told.add(id);
		await settled();
		const log = path();
		const updates = ended.flatMap((run) => run.notes.flatMap((note): Update[] => {
			const type = CHANGES[note.outcome];
			if (type === undefined || note.path === log || !(isItem(note.path) || note.outcome === 'trashed')) return [];
			return [{ at: updateTime(now()), file: note.path, type: run.kind === 'undo' ? 'Change Undone' : type, description: run.reason, backup: `Undo in Praxis, change ${run.id}` }];
		}));
		if (updates.length === 0) return;
		const text = (await vault.read(log))?.text ?? null;
		await write(await changes.plan([addUpdates(log, text, updates)], { reason: 'Update log' }));
	}
}
