/** A weekly, monthly or quarterly review: what will be written is shown before it is. */
import { Modal, Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { isPraxisError, messageOf } from '../../core/lib/errors';
import type { ReviewKind } from '../../core/telos/review';
import { whereItGoes } from '../chat/where-it-goes';
import { askApproval } from '../modals/approve-modal';
import { showNote } from '../open-note';
import { takeBack } from '../activity/run-actions';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { drawFormButtons, sendsWith } from './form-parts';
import { tellDone } from './write-plan';

export class ReviewModal extends Modal {
	readonly #stop = new AbortController();

	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis; readonly kind: ReviewKind }) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { session, kind } = this.options;
		const { capture } = words;
		this.setTitle(capture.reviews(kind));
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: capture.reviewIntro });
		const { choice } = session.chatModel;
		let box: HTMLInputElement | null = null;
		if (choice.kind === 'model') {
			const label = form.createEl('label', { cls: 'praxis-check' });
			const field = label.createEl('input', { type: 'checkbox' });
			label.createSpan({ text: capture.withModel(choice.entry.spec.name) });
			const where = form.createDiv({ cls: 'praxis-where', text: whereItGoes(choice, { hasProviders: true, preview: null }) });
			field.addEventListener('change', () => where.toggle(field.checked));
			where.hide();
			box = field;
		}
		const button = drawFormButtons(form, { submit: capture.writeReview, cancel: () => this.close() });
		const status = form.createDiv({ cls: 'praxis-muted', attr: { role: 'status' } });
		sendsWith(form, async () => {
			button.disabled = true;
			status.setText(capture.working);
			await this.#write(box?.checked === true);
			button.disabled = false;
			status.setText('');
		});
		button.focus();
	}

	override onClose(): void {
		this.#stop.abort();
		this.contentEl.empty();
	}

	async #write(withModel: boolean): Promise<void> {
		const { session: { app }, praxis, kind } = this.options;
		try {
			const { plan } = await praxis.telos.planReview(kind, { withModel, signal: this.#stop.signal });
			if (this.#stop.signal.aborted) return;
			this.close();
			const approved = await askApproval(app, plan, { start: 'accepted' });
			if (!approved) return;
			const report = await praxis.telos.writer.applyReviewed(plan, approved);
			tellDone(words.capture.reviews(kind), () => void takeBack(praxis.changes, report.id, 'undo'));
			const [note] = report.notes;
			if (note && note.outcome !== 'failed') await showNote(app, note.path, 'tab');
		} catch (error) {
			if (isPraxisError(error, 'aborted')) return;
			if (withModel) new Notice(`${words.capture.modelFailed} ${messageOf(error)}`);
			else tellError(words.capture.failed, error);
		}
	}
}
