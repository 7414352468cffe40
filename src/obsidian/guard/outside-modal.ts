/** *Show changes from outside*: what was changed by nobody here in the notes and programs that can steer agents. */
import { Modal, type App } from 'obsidian';
import type { SteeringChange, SteeringWatch } from '../../core/guard/steering-watch';
import { drawDiff } from '../diff/diff-element';
import { showNote } from '../open-note';
import { words } from '../words';

export class OutsideModal extends Modal {
	constructor(
		app: App,
		private readonly watch: SteeringWatch,
	) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle(words.outside.title);
		this.modalEl.addClass('praxis-outside');
		const { found } = this.watch;
		this.contentEl.createEl('p', { cls: 'praxis-muted', text: found.length === 0 ? words.outside.none : words.outside.explain });
		for (const change of found) this.drawChange(change);
		if (found.length === 0) return;
		const buttons = this.contentEl.createDiv({ cls: 'modal-button-container' });
		buttons.createEl('button', { cls: 'mod-cta', text: words.outside.seen }).addEventListener('click', () => {
			this.watch.dismiss();
			this.close();
		});
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private drawChange({ path, change, isProgram, beforeText, hunks }: SteeringChange): void {
		const el = this.contentEl.createEl('section', { cls: 'praxis-outside-change', attr: { 'aria-label': path } });
		const head = el.createDiv({ cls: 'praxis-outside-head' });
		head.createSpan({ text: path });
		head.createSpan({ cls: 'praxis-muted', text: [words.outside.kinds[change], isProgram ? words.outside.program : ''].filter((part) => part !== '').join(' · ') });
		if (!isProgram && change !== 'removed') {
			head.createEl('button', { cls: 'praxis-link', text: words.outside.open }).addEventListener('click', () => {
				this.close();
				void showNote(this.app, path);
			});
		}
		if (hunks) drawDiff(el, beforeText, hunks);
		else el.createEl('p', { cls: 'praxis-muted', text: words.outside.noText });
	}
}
