/** What a run did to each note: outcome, difference, a way back to the note as it was; a conflict with its three texts. */
import { setIcon, type App } from 'obsidian';
import type { NoteDetail } from '../../core/changes/changes';
import type { Conflict } from '../../core/changes/run-report';
import type { StepOutcome } from '../../core/changes/step';
import type { VaultPath } from '../../core/lib/vault-path';
import { drawDiff, drawFold, drawText } from '../diff/diff-element';
import { GrowingList } from '../growing-list';
import { words } from '../words';

export interface RunNotesOptions {
	readonly app: App;
	open(path: VaultPath): void;
	restore(path: VaultPath): void;
}

const NOTES_AT_ONCE = 20;
/** One icon a meaning, from Lucide. */
const ICONS: Readonly<Record<StepOutcome, string>> = {
	written: 'file-pen',
	merged: 'git-merge',
	created: 'file-plus',
	copied: 'git-compare',
	renamed: 'file-symlink',
	trashed: 'trash-2',
	kept: 'file-check',
	unchanged: 'file-check',
	failed: 'triangle-alert',
};
const RESTORABLE: ReadonlySet<StepOutcome> = new Set<StepOutcome>(['written', 'merged', 'trashed']);

export function drawRunNotes(parent: HTMLElement, details: readonly NoteDetail[], options: RunNotesOptions): void {
	if (details.length === 0) {
		parent.createEl('p', { cls: 'praxis-muted', text: words.activity.noDetails });
		return;
	}
	// First what asks for the person's eye.
	const items = [...details.filter(({ conflict }) => conflict !== null), ...details.filter(({ conflict }) => conflict === null)];
	new GrowingList(parent, { items, atOnce: NOTES_AT_ONCE, moreText: words.activity.moreNotes, draw: (at, detail) => drawNote(at, detail, options) });
}

function drawNote(parent: HTMLElement, detail: NoteDetail, options: RunNotesOptions): void {
	const el = parent.createDiv({ cls: 'praxis-run-note' });
	const head = el.createDiv({ cls: 'praxis-run-note-head' });
	setIcon(head.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), ICONS[detail.outcome]);
	const open = head.createEl('button', { cls: 'praxis-link', text: detail.path });
	open.addEventListener('click', () => options.open(detail.path));
	head.createSpan({ cls: 'praxis-muted', text: words.activity.outcomes[detail.outcome] });
	if (detail.detail !== '' && !detail.conflict) el.createDiv({ cls: 'praxis-muted', text: detail.detail });
	if (detail.conflict) drawConflict(el, detail.conflict, options.app);
	else if (detail.outcome === 'trashed') drawFold(el, words.approve.showText, (at) => drawText(at, detail.before));
	else if (detail.hunks.length > 0) drawDiff(el, detail.before, detail.hunks);
	if (!RESTORABLE.has(detail.outcome)) return;
	const restore = el.createEl('button', { cls: 'praxis-restore' });
	setIcon(restore.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'history');
	restore.createSpan({ text: words.activity.restore });
	restore.addEventListener('click', () => options.restore(detail.path));
}

/** Yours now, before Praxis, what Praxis wrote: side by side where there is room. */
function drawConflict(parent: HTMLElement, { path, before, written }: Conflict, app: App): void {
	parent.createEl('p', { text: words.activity.conflict(path) });
	const el = parent.createDiv({ cls: 'praxis-conflict' });
	const nowEl = drawSide(el, words.activity.conflictNow);
	drawSideText(drawSide(el, words.activity.conflictBefore), before);
	drawSideText(drawSide(el, words.activity.conflictWritten), written);
	const file = app.vault.getFileByPath(path);
	if (!file) {
		nowEl.setText(words.activity.conflictGone);
		return;
	}
	app.vault.cachedRead(file).then(
		(text) => drawSideText(nowEl, text),
		() => nowEl.setText(words.errors.open),
	);
}

function drawSide(parent: HTMLElement, name: string): HTMLElement {
	const el = parent.createDiv({ cls: 'praxis-conflict-side' });
	el.createDiv({ cls: 'praxis-conflict-name', text: name, attr: { role: 'heading', 'aria-level': '3' } });
	return el.createDiv({ cls: 'praxis-conflict-text', attr: { role: 'region', 'aria-label': name, tabindex: '0' } });
}

function drawSideText(el: HTMLElement, text: string): void {
	if (text === '') el.setText(words.activity.conflictEmpty);
	else drawText(el, text);
}
