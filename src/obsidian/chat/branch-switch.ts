/** "2 of 3" beside a question that was asked more than once in its place: shows the others. */
import { setIcon } from 'obsidian';
import { words } from '../words';

export class BranchSwitch {
	#ids: readonly string[] = [];

	constructor(
		private readonly el: HTMLElement,
		private readonly options: { readonly runId: string; show(runId: string): void },
	) {
		el.addClass('praxis-branches');
		el.hide();
	}

	/** `ids`: of all that stand in this place. */
	update(ids: readonly string[]): void {
		if (ids.join('\n') === this.#ids.join('\n')) return;
		this.#ids = ids;
		this.el.empty();
		this.el.toggle(ids.length > 1);
		if (ids.length < 2) return;
		const at = ids.indexOf(this.options.runId);
		this.el.setAttrs({ role: 'group', 'aria-label': words.branches.label(at + 1, ids.length) });
		this.#addButton('chevron-left', words.branches.before, ids[at - 1]);
		this.el.createSpan({ text: words.branches.at(at + 1, ids.length), attr: { 'aria-hidden': 'true' } });
		this.#addButton('chevron-right', words.branches.after, ids[at + 1]);
	}

	#addButton(icon: string, label: string, runId: string | undefined): void {
		const button = this.el.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': label } });
		setIcon(button, icon);
		button.disabled = runId === undefined;
		button.addEventListener('click', () => runId !== undefined && this.options.show(runId));
	}
}
