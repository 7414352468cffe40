/** What an answer has changed, note by note, each with Undo, and Undo for all of it; what could not be taken back is said. */
import { type App, setIcon } from 'obsidian';
import type { RunReport } from '../../core/changes/changes';
import type { GuardedChanges } from '../../core/guard/guarded-changes';
import type { Turn } from '../../core/agents/transcript';
import { vaultPath } from '../../core/lib/vault-path';
import { restoreNote } from '../activity/run-actions';
import { noteName } from '../note-name';
import { explainError } from '../tell-error';
import { words } from '../words';

export interface TurnChangesOptions {
	readonly app: App;
	readonly changes: () => GuardedChanges | null;
	openNote(path: string): void;
}

export class TurnChanges {
	readonly #rows = new Map<string, { undo: HTMLButtonElement; stateEl: HTMLElement }>();
	readonly #undoAll: HTMLButtonElement;
	readonly #saidEl: HTMLElement;
	readonly #unlisten: () => void;

	constructor(
		parent: HTMLElement,
		private readonly turn: Turn,
		private readonly options: TurnChangesOptions,
	) {
		const paths = [...new Set(turn.changes.flatMap((change) => change.paths))];
		const el = parent.createDiv({ cls: 'praxis-changed', attr: { role: 'group', 'aria-label': words.turnChanges.title(paths.length) } });
		const head = el.createDiv({ cls: 'praxis-changed-head' });
		head.createSpan({ text: words.turnChanges.title(paths.length) });
		this.#undoAll = head.createEl('button', { cls: 'praxis-link', text: words.turnChanges.undoAll });
		this.#undoAll.addEventListener('click', () => void this.#takeBack(turn.changes.map(({ changeId }) => changeId)));
		const list = el.createEl('ul');
		for (const path of paths) this.#drawRow(list, path);
		this.#undoAll.toggle(paths.length > 1);
		this.#saidEl = el.createDiv({ cls: 'praxis-changed-said', attr: { role: 'status' } });
		this.#unlisten = options.changes()?.onRuns(() => void this.#refresh()) ?? ((): void => undefined);
		void this.#refresh();
	}

	close(): void {
		this.#unlisten();
	}

	#drawRow(list: HTMLElement, path: string): void {
		const row = list.createEl('li');
		setIcon(row.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'file-pen');
		row.createEl('button', { cls: 'praxis-link praxis-changed-note', text: noteName(path), attr: { title: path } }).addEventListener('click', () => this.options.openNote(path));
		const stateEl = row.createSpan({ cls: 'praxis-muted' });
		const undo = row.createEl('button', { cls: 'praxis-link', text: words.turnChanges.undo, attr: { 'aria-label': words.turnChanges.undoNote(noteName(path)) } });
		undo.addEventListener('click', () => void this.#takeBackNote(path));
		this.#rows.set(path, { undo, stateEl });
	}

	/** A change of several notes at once is not taken back for one of them: that note is put back as it was, if the person wants it. */
	async #takeBackNote(path: string): Promise<void> {
		const own = this.turn.changes.filter(({ paths }) => paths.includes(path));
		const changes = this.options.changes();
		const [first] = own;
		if (own.every(({ paths }) => paths.length === 1)) return this.#takeBack(own.map(({ changeId }) => changeId));
		if (changes && first) await restoreNote(this.options.app, changes, { runId: first.changeId, path: vaultPath(path) });
	}

	/** The newest first, so that each finds the note as it left it. */
	async #takeBack(changeIds: readonly string[]): Promise<void> {
		const changes = this.options.changes();
		if (!changes) return;
		const reports: RunReport[] = [];
		try {
			const standing = new Set((await changes.runs()).filter(({ undoneBy }) => undoneBy === null).map(({ id }) => id));
			for (const id of [...changeIds].reverse()) if (standing.has(id)) reports.push(await changes.undo(id));
			this.#saidEl.setText(undoSentence(reports));
		} catch (error) {
			this.#saidEl.setText(explainError(words.errors.undo, error));
		}
		await this.#refresh();
	}

	async #refresh(): Promise<void> {
		const runs = (await this.options.changes()?.runs().catch(() => null)) ?? null;
		if (!runs) return;
		const gone = new Set(runs.filter(({ undoneBy }) => undoneBy !== null).map(({ id }) => id));
		const left = pathsLeft(runs, this.turn);
		const known = new Set(runs.map(({ id }) => id));
		let standing = 0;
		for (const [path, { undo, stateEl }] of this.#rows) {
			const own = this.turn.changes.filter(({ paths }) => paths.some((changed) => changed === path));
			const isUndone = own.every(({ changeId }) => gone.has(changeId));
			undo.toggle(!isUndone && own.some(({ changeId }) => known.has(changeId)));
			stateEl.setText(!isUndone ? '' : left.has(path) ? words.turnChanges.left : words.turnChanges.undone);
			if (!isUndone) standing++;
		}
		this.#undoAll.toggle(standing > 1);
	}
}

/** Notes that were left as they are when it was taken back: others had changed them. */
function pathsLeft(runs: readonly RunReport[], { changes }: Turn): ReadonlySet<string> {
	const undoing = new Set(runs.filter(({ id }) => changes.some(({ changeId }) => changeId === id)).map(({ undoneBy }) => undoneBy));
	const reports = runs.filter(({ id }) => undoing.has(id));
	const isLeft = ({ notes }: RunReport): boolean => notes.some(({ outcome }) => outcome === 'copied' || outcome === 'kept' || outcome === 'failed');
	return new Set(reports.filter(isLeft).flatMap(({ of }) => changes.filter(({ changeId }) => changeId === of).flatMap(({ paths }) => paths)));
}

/** What became of it, in a sentence; what others have changed since is named. */
export function undoSentence(reports: readonly RunReport[]): string {
	const notes = reports.flatMap((report) => report.notes);
	const conflicts = notes.filter(({ outcome }) => outcome === 'copied').length;
	const details = notes.filter(({ outcome, detail }) => detail !== '' && (outcome === 'kept' || outcome === 'failed')).map(({ detail }) => detail);
	return [conflicts > 0 ? words.activity.conflictNotice(conflicts) : '', ...new Set(details)].filter((sentence) => sentence !== '').join(' ');
}
