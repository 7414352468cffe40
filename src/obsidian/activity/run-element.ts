/** One run in the activity view: a line that says what it was, Undo or Redo, and its notes when it is opened. */
import { setIcon } from 'obsidian';
import type { NoteDetail, RunReport } from '../../core/changes/changes';
import type { RunKind } from '../../core/changes/step';
import { explainError } from '../tell-error';
import { words } from '../words';
import { drawRunNotes, type RunNotesOptions } from './run-notes';
import { runCounts, runTitle, wayBack } from './run-words';
import { fullTime, timeName } from './when';

export interface RunElementOptions extends Omit<RunNotesOptions, 'restore'> {
	details(runId: string): Promise<readonly NoteDetail[]>;
	takeBack(runId: string, way: 'undo' | 'redo'): Promise<void>;
	restore(run: RunReport, note: NoteDetail['path']): void;
}

/** One icon a meaning, from Lucide. */
const ICONS: Readonly<Record<RunKind, string>> = { apply: 'pencil', undo: 'undo-2', redo: 'redo-2', watched: 'terminal' };

export class RunElement {
	readonly el: HTMLElement;
	readonly #toggleEl: HTMLElement;
	readonly #factsEl: HTMLElement;
	readonly #timeEl: HTMLElement;
	readonly #backEl: HTMLButtonElement;
	readonly #notesEl: HTMLElement;

	constructor(
		parent: HTMLElement,
		private run: RunReport,
		private readonly options: RunElementOptions,
	) {
		this.el = parent.createEl('article', { cls: `praxis-run praxis-run-${run.kind}`, attr: { 'aria-label': runTitle(run) } });
		const head = this.el.createDiv({ cls: 'praxis-run-head' });
		this.#toggleEl = head.createEl('button', { cls: 'praxis-run-toggle', attr: { 'aria-expanded': 'false' } });
		setIcon(this.#toggleEl.createSpan({ cls: 'praxis-icon praxis-run-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
		setIcon(this.#toggleEl.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), ICONS[run.kind]);
		const textEl = this.#toggleEl.createSpan({ cls: 'praxis-run-text' });
		textEl.createSpan({ cls: 'praxis-run-title', text: runTitle(run) });
		const line = textEl.createSpan({ cls: 'praxis-run-line' });
		this.#factsEl = line.createSpan();
		this.#timeEl = line.createSpan({ cls: 'praxis-run-time', attr: { title: fullTime(new Date(run.at)) } });
		this.#backEl = head.createEl('button', { cls: 'praxis-run-back' });
		this.#notesEl = this.el.createDiv({ cls: 'praxis-run-notes' });
		this.#notesEl.hide();
		this.#toggleEl.addEventListener('click', () => this.setOpen(!this.isOpen));
		this.#backEl.addEventListener('click', () => void this.#takeBack());
		this.update(run, new Date());
	}

	get isOpen(): boolean {
		return this.#toggleEl.getAttribute('aria-expanded') === 'true';
	}

	update(run: RunReport, now: Date): void {
		this.run = run;
		const state = run.undoneBy !== null ? words.activity.undone : run.phase === 'open' ? words.activity.unfinished : '';
		this.el.toggleClass('is-undone', run.undoneBy !== null);
		this.#factsEl.setText([state, run.kind === 'watched' ? words.activity.watched : '', runCounts(run)].flatMap((fact) => (fact === '' ? [] : [`${fact} · `])).join(''));
		this.tick(now);
		const way = wayBack(run);
		this.#backEl.toggle(way !== null);
		const label = way === 'redo' ? words.activity.redo : words.activity.undo;
		this.#backEl.setText(label);
		this.#backEl.setAttribute('aria-label', words.activity.backLabel(label, runTitle(run)));
	}

	/** The time as it is told now. */
	tick(now: Date): void {
		this.#timeEl.setText(timeName(new Date(this.run.at), now));
	}

	setOpen(isOpen: boolean): void {
		this.#toggleEl.setAttribute('aria-expanded', String(isOpen));
		this.el.toggleClass('is-open', isOpen);
		this.#notesEl.toggle(isOpen);
		this.#notesEl.empty();
		if (isOpen) void this.#drawNotes();
	}

	async #drawNotes(): Promise<void> {
		const holder = this.#notesEl.createDiv();
		try {
			const details = await this.options.details(this.run.id);
			// Closed, or closed and opened again meanwhile.
			if (holder.parentElement !== this.#notesEl) return;
			const { app, open } = this.options;
			drawRunNotes(holder, details, { app, open, restore: (path) => this.options.restore(this.run, path) });
		} catch (error) {
			holder.createEl('p', { cls: 'praxis-muted', text: explainError(words.activity.detailsFailed, error) });
		}
	}

	async #takeBack(): Promise<void> {
		const way = wayBack(this.run);
		if (way === null || this.#backEl.disabled) return;
		this.#backEl.disabled = true;
		await this.options.takeBack(this.run.id, way);
		this.#backEl.disabled = false;
	}
}
