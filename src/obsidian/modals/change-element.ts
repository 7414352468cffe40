/** One change of a plan as it is decided upon: where it is, what it does, Accept and Reject. */
import { setIcon } from 'obsidian';
import { linesOf } from '../../core/changes/hunks';
import type { PlannedNote } from '../../core/changes/plan';
import { drawFold, drawHunk } from '../diff/diff-element';
import { words } from '../words';
import type { Decision, PlannedChange } from './approval';

/** One icon a meaning, from Lucide. */
const KIND_ICONS: Readonly<Record<PlannedNote['kind'], string>> = { write: 'file-pen', create: 'file-plus', rename: 'file-symlink', trash: 'trash-2' };

export interface ChangeElementOptions {
	readonly index: number;
	readonly total: number;
	readonly decide: (decision: Decision) => void;
}

export class ChangeElement {
	readonly el: HTMLElement;
	readonly #accept: HTMLElement;
	readonly #reject: HTMLElement;

	constructor(
		parent: HTMLElement,
		private readonly change: PlannedChange,
		private readonly options: ChangeElementOptions,
	) {
		this.el = parent.createEl('section', { cls: 'praxis-change', attr: { role: 'group', tabindex: '-1' } });
		const head = this.el.createDiv({ cls: 'praxis-change-head' });
		head.createSpan({ cls: 'praxis-change-place', text: this.#place });
		const buttons = head.createDiv({ cls: 'praxis-change-buttons' });
		this.#accept = this.#addButton(buttons, 'check', words.approve.accept, 'accepted');
		this.#reject = this.#addButton(buttons, 'x', words.approve.reject, 'rejected');
		this.#drawBody();
	}

	update(decision: Decision, isCurrent: boolean): void {
		const { index, total } = this.options;
		for (const state of ['open', 'accepted', 'rejected']) this.el.toggleClass(`is-${state}`, state === decision);
		this.el.toggleClass('is-current', isCurrent);
		this.el.setAttribute('aria-label', words.approve.change(index + 1, total, this.#place, words.approve.states[decision]));
		this.#accept.setAttribute('aria-pressed', String(decision === 'accepted'));
		this.#reject.setAttribute('aria-pressed', String(decision === 'rejected'));
	}

	get #place(): string {
		const { hunk, note } = this.change;
		return hunk ? words.diff.line(hunk.line) : note.kind === 'rename' ? words.approve.moveTo(note.to) : words.approve.kinds[note.kind];
	}

	#addButton(parent: HTMLElement, icon: string, text: string, decision: Decision): HTMLElement {
		const button = parent.createEl('button', { cls: `praxis-decide praxis-decide-${decision}` });
		setIcon(button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
		button.createSpan({ text });
		button.addEventListener('click', () => this.options.decide(decision));
		return button;
	}

	#drawBody(): void {
		const { hunk, note } = this.change;
		const whole = note.hunks[0];
		if (hunk) drawHunk(this.el.createDiv(), hunk);
		else if (note.kind === 'create' && whole) drawHunk(this.el.createDiv(), whole);
		else if (note.kind === 'trash' && whole) drawFold(this.el, words.approve.showText, (parent) => drawHunk(parent, whole));
	}
}

/** The line above the changes of one note: what happens to it, its path, how much. */
export function drawNoteHead(parent: HTMLElement, note: PlannedNote): void {
	const el = parent.createDiv({ cls: 'praxis-note-head', attr: { role: 'heading', 'aria-level': '3' } });
	setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), KIND_ICONS[note.kind]);
	el.createSpan({ cls: 'praxis-note-path', text: note.path });
	if (note.kind !== 'write' && note.kind !== 'create') return;
	const added = note.hunks.reduce((sum, hunk) => sum + linesOf(hunk.after).length, 0);
	const removed = note.hunks.reduce((sum, hunk) => sum + linesOf(hunk.before).length, 0);
	el.createSpan({ cls: 'praxis-note-counts', text: words.diff.counts(added, removed), attr: { role: 'img', 'aria-label': words.diff.countsLabel(added, removed) } });
}
