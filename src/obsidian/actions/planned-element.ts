/** The change that would write a result, note by note; and where there is an earlier one, whether it is replaced. */
import type { PlannedResult } from '../../core/actions/action-desk';
import { drawHunk } from '../diff/diff-element';
import { drawNoteHead } from '../modals/change-element';
import { words } from '../words';

export interface PlannedOptions {
	readonly isNewNote: boolean;
	/** The person has chosen to add another. */
	readonly again: boolean;
	readonly choose: (again: boolean) => void;
}

let groups = 0;

export function drawPlanned(el: HTMLElement, { plan, replaces }: Pick<PlannedResult, 'plan' | 'replaces'>, { isNewNote, again, choose }: PlannedOptions): void {
	const { actions } = words;
	el.createDiv({ cls: 'praxis-planned-title', text: actions.planned, attr: { role: 'heading', 'aria-level': '3' } });
	if (replaces || again) drawChoice(el, { said: replaces ? actions.replaces(replaces.isSameInput) : '', own: isNewNote ? actions.replaceOwnNote : actions.replaceOwn, again, choose });
	if (plan.notes.length === 0) el.createDiv({ cls: 'praxis-muted', text: actions.noChange });
	for (const note of plan.notes) {
		drawNoteHead(el, note);
		for (const hunk of note.hunks) drawHunk(el.createDiv({ cls: 'praxis-diff' }), hunk);
	}
}

function drawChoice(el: HTMLElement, { said, own, again, choose }: { readonly said: string; readonly own: string; readonly again: boolean; readonly choose: (again: boolean) => void }): void {
	const group = el.createEl('fieldset', { cls: 'praxis-destinations praxis-planned-choice' });
	group.createEl('legend', { text: said === '' ? words.actions.planned : said });
	const name = `praxis-planned-${++groups}`;
	for (const [text, value] of [[own, false], [words.actions.addAnother, true]] as const) {
		const label = group.createEl('label', { cls: 'praxis-destination' });
		const radio = label.createEl('input', { type: 'radio', attr: { name } });
		radio.checked = again === value;
		label.createSpan({ text });
		radio.addEventListener('change', () => radio.checked && choose(value));
	}
}
