/** *Record a decision*: the bet, why, what it rests on, and when its outcome is looked at. */
import { Modal } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { titleOf, type VaultPath } from '../../core/lib/vault-path';
import { addDays } from '../../core/telos/days';
import type { Session } from '../session';
import { words } from '../words';
import { drawField, drawFormButtons, requires, sendsWith } from './form-parts';
import { share } from './item-modal';
import { LinkRows } from './link-rows';
import { writePlan } from './write-plan';

export interface DecisionModalOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	/** The note it is recorded from. */
	readonly from: VaultPath | null;
}

/** Most decisions show what they were worth after a quarter. */
const USUAL_DAYS = 90;

export class DecisionModal extends Modal {
	constructor(private readonly options: DecisionModalOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { praxis, from, session } = this.options;
		const { capture } = words;
		this.setTitle(capture.decide);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const title = drawField(form, 'input', { label: capture.decision, attr: { type: 'text', required: '' }, ...(from ? { hint: capture.from(titleOf(from)) } : {}) });
		const why = drawField(form, 'textarea', { label: capture.why, attr: { rows: '3', placeholder: capture.optional } });
		const assumptions = drawField(form, 'textarea', { label: capture.assumptions, hint: capture.assumptionsHint, attr: { rows: '3' } });
		const due = drawField(form, 'input', { label: capture.outcomeDue, attr: { type: 'date' } });
		due.value = addDays(praxis.telos.today, USUAL_DAYS) ?? '';
		const confidence = drawField(form, 'input', { label: capture.confidenceWorks, attr: { type: 'number', min: '0', max: '100', inputmode: 'numeric' } });
		const links = new LinkRows(form, { app: this.app, type: 'project', items: praxis.telos.items() });
		requires(drawFormButtons(form, { submit: capture.record, cancel: () => this.close() }), title);
		sendsWith(form, async () => {
			if (title.value.trim() === '') return;
			const lines = assumptions.value.split('\n').map((line) => line.replace(/^\s*[-*]\s+/, '').trim()).filter((line) => line !== '');
			const draft = { title: title.value, text: why.value, assumptions: lines, due: due.value || null, confidence: share(confidence), serves: links.edges[0]?.to ?? null, from };
			if (await writePlan(session, () => praxis.telos.writer.planDecision(draft), { done: capture.recorded, open: -1 })) this.close();
		});
		title.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
