/** Quick capture: one thought into the inbox. */
import { Modal } from 'obsidian';
import type { Session } from '../session';
import { words } from '../words';
import { drawField, drawFormButtons, requires, sendsWith } from './form-parts';
import { writePlan } from './write-plan';

export class CaptureModal extends Modal {
	constructor(private readonly session: Session) {
		super(session.app);
	}

	override onOpen(): void {
		const { capture } = words;
		const { telosFolder } = this.session.settings;
		this.setTitle(capture.quick);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const field = drawField(form, 'textarea', { label: capture.thought, hint: capture.thoughtHint(`${telosFolder === '' ? '' : `${telosFolder}/`}Inbox`), attr: { rows: '4' } });
		requires(drawFormButtons(form, { submit: capture.keep, cancel: () => this.close() }), field);
		sendsWith(form, async () => {
			if (field.value.trim() === '') return;
			if (await writePlan(this.session, (praxis) => praxis.telos.writer.planCapture(field.value), { done: capture.kept })) this.close();
		});
		field.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
