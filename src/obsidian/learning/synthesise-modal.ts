/** Looking at a month of learnings: what it would change is reviewed change by change before anything is written. */
import { Modal, Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { isPraxisError } from '../../core/lib/errors';
import { takeBack } from '../activity/run-actions';
import { whereItGoes } from '../chat/where-it-goes';
import { askApproval } from '../modals/approve-modal';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { tellDone } from '../telos-capture/write-plan';
import { words } from '../words';

export class SynthesiseModal extends Modal {
	readonly #stop = new AbortController();

	constructor(private readonly session: Session, private readonly praxis: Praxis) {
		super(session.app);
	}

	override onOpen(): void {
		const { choice } = this.session.chatModel;
		this.setTitle(words.synthesis.title);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: words.synthesis.intro });
		let box: HTMLInputElement | null = null;
		if (choice.kind === 'model') {
			const label = form.createEl('label', { cls: 'praxis-check' });
			const field = label.createEl('input', { type: 'checkbox' });
			label.createSpan({ text: words.synthesis.withModel(choice.entry.spec.name) });
			const where = form.createDiv({ cls: 'praxis-where', text: whereItGoes(choice, { hasProviders: true, preview: null }) });
			field.addEventListener('change', () => where.toggle(field.checked));
			where.hide();
			box = field;
		}
		const button = drawFormButtons(form, { submit: words.synthesis.submit, cancel: () => this.close() });
		const status = form.createDiv({ cls: 'praxis-muted', attr: { role: 'status' } });
		sendsWith(form, async () => {
			button.disabled = true;
			status.setText(words.synthesis.working);
			const said = await this.#look(box?.checked === true);
			button.disabled = false;
			status.setText(said);
		});
		button.focus();
	}

	override onClose(): void {
		this.#stop.abort();
		this.contentEl.empty();
	}

	/** What is to be said in the form; "" when it is done with. Never rejects. */
	async #look(withModel: boolean): Promise<string> {
		const { session: { app }, praxis } = this;
		try {
			const { plan, remark } = await praxis.memory.synthesis.plan({ withModel, signal: this.#stop.signal });
			if (this.#stop.signal.aborted) return '';
			if (plan.notes.length === 0) return words.synthesis.empty;
			this.close();
			if (remark !== '') new Notice(remark);
			const approved = await askApproval(app, plan);
			if (!approved) return '';
			const report = await praxis.changes.applyReviewed(plan, approved);
			const failed = report.notes.find(({ outcome }) => outcome === 'failed');
			if (failed) new Notice(`${words.synthesis.failed} ${failed.detail}`.trim());
			else tellDone(words.synthesis.done, () => void takeBack(praxis.changes, report.id, 'undo'));
			const note = report.notes.find(({ path }) => path.includes('/Synthesis/'));
			if (note && note.outcome !== 'failed') await showNote(app, note.path, 'tab');
			return '';
		} catch (error) {
			if (!isPraxisError(error, 'aborted')) tellError(words.synthesis.failed, error);
			return '';
		}
	}
}
