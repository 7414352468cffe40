/** *Record an outcome*: what came of a decision or prediction, and what is learned from it. */
import { Modal } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { Item } from '../../core/telos/item';
import type { Session } from '../session';
import { itemTitle } from '../telos/item-names';
import { words } from '../words';
import { drawField, drawFormButtons, sendsWith } from './form-parts';
import { writePlan } from './write-plan';

export class OutcomeModal extends Modal {
	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis; readonly item: Item }) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { session, praxis, item } = this.options;
		const { capture } = words;
		this.setTitle(itemTitle(item));
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const choices = form.createEl('fieldset', { cls: 'praxis-choices' });
		choices.createEl('legend', { text: capture.cameTrue });
		let cameTrue: boolean | null = null;
		for (const [text, value] of [[capture.yes, true], [capture.no, false], [capture.unclear, null]] as const) {
			const label = choices.createEl('label');
			const radio = label.createEl('input', { type: 'radio', attr: { name: 'praxis-came-true' } });
			radio.checked = value === cameTrue;
			radio.addEventListener('change', () => (cameTrue = value));
			label.createSpan({ text });
		}
		const text = drawField(form, 'textarea', { label: capture.happened, attr: { rows: '3' } });
		const lesson = drawField(form, 'input', { label: capture.lesson, attr: { type: 'text', placeholder: capture.optional } });
		const button = drawFormButtons(form, { submit: capture.record, cancel: () => this.close() });
		const isSaid = (): boolean => cameTrue !== null || text.value.trim() !== '';
		const mark = (): void => void (button.disabled = !isSaid());
		form.addEventListener('input', mark);
		form.addEventListener('change', mark);
		mark();
		sendsWith(form, async () => {
			if (isSaid() && (await writePlan(session, () => praxis.telos.writer.planOutcome(item, { cameTrue, text: text.value, lesson: lesson.value }), { done: capture.outcomeRecorded }))) this.close();
		});
		text.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
