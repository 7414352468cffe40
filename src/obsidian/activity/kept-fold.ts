/** One row for what only keeps chats and the run log: opened to its runs, which are drawn then. */
import { setIcon } from 'obsidian';
import { words } from '../words';

export interface KeptFoldOptions {
	readonly count: number;
	readonly isOpen: boolean;
	toggled(isOpen: boolean): void;
	/** Draws its runs into `parent`. */
	draw(parent: HTMLElement): void;
}

export function drawKeptFold(parent: HTMLElement, options: KeptFoldOptions): void {
	const el = parent.createDiv({ cls: 'praxis-run praxis-kept' });
	const toggle = el.createDiv({ cls: 'praxis-run-head' }).createEl('button', { cls: 'praxis-run-toggle' });
	setIcon(toggle.createSpan({ cls: 'praxis-icon praxis-run-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
	setIcon(toggle.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'messages-square');
	toggle.createSpan({ cls: 'praxis-run-text praxis-muted', text: words.activity.kept(options.count) });
	const bodyEl = el.createDiv({ cls: 'praxis-kept-runs' });
	const open = (isOpen: boolean): void => {
		toggle.setAttribute('aria-expanded', String(isOpen));
		el.toggleClass('is-open', isOpen);
		bodyEl.toggle(isOpen);
		if (isOpen && bodyEl.children.length === 0) options.draw(bodyEl);
	};
	open(options.isOpen);
	toggle.addEventListener('click', () => {
		const isOpen = toggle.getAttribute('aria-expanded') !== 'true';
		options.toggled(isOpen);
		open(isOpen);
	});
}
