/** The form for a new item: its name, what there is to say, and what it leads to. */
import { Modal } from 'obsidian';
import type { Plan } from '../../core/changes/changes';
import type { App as Praxis } from '../../core/app';
import type { Draft } from '../../core/telos/draft';
import type { ItemType } from '../../core/telos/item';
import type { Session } from '../session';
import { words } from '../words';
import { drawField, drawFormButtons, requires, sendsWith } from './form-parts';
import { LinkRows } from './link-rows';
import { writePlan } from './write-plan';

export interface ItemModalOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	readonly type: ItemType;
	readonly title?: string;
	readonly text?: string;
	/** What is planned with the draft; a new note of it unless told. */
	readonly plan?: (draft: Draft) => Promise<Plan>;
}

/** Types that are done at some time, and so begin as active. */
const ACTIVE: ReadonlySet<ItemType> = new Set(['goal', 'project', 'challenge', 'strategy', 'idea']);
const DUE: ReadonlySet<ItemType> = new Set(['goal', 'project', 'prediction', 'bet', 'assumption']);

export class ItemModal extends Modal {
	constructor(private readonly options: ItemModalOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { type, praxis, title = '', text = '' } = this.options;
		const { capture, telos } = words;
		this.setTitle(capture.newOf(telos.type(type)));
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const name = drawField(form, 'input', { label: capture.name, attr: { type: 'text', required: '', enterkeyhint: 'done' } });
		const details = drawField(form, 'textarea', { label: capture.details, hint: type === 'trauma' ? capture.traumaHint : type === 'metric' ? capture.metricHint : '', attr: { rows: '4', placeholder: capture.optional } });
		name.value = title;
		details.value = text;
		const properties = this.#drawProperties(form);
		const links = new LinkRows(form, { app: this.app, type, items: praxis.telos.items() });
		requires(drawFormButtons(form, { submit: capture.create, cancel: () => this.close() }), name);
		sendsWith(form, async () => {
			if (name.value.trim() === '') return;
			await this.#create({ type, title: name.value, text: details.value, edges: links.edges, properties: properties() });
		});
		name.focus();
		name.select();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	#drawProperties(form: HTMLElement): () => NonNullable<Draft['properties']> {
		const { type } = this.options;
		const { capture } = words;
		const due = DUE.has(type) ? drawField(form, 'input', { label: capture.due, attr: { type: 'date' } }) : null;
		const confidence = type === 'prediction' ? drawField(form, 'input', { label: capture.confidence, attr: { type: 'number', min: '0', max: '100', inputmode: 'numeric' } }) : null;
		const unit = type === 'metric' ? drawField(form, 'input', { label: capture.unit, attr: { type: 'text' } }) : null;
		const target = type === 'metric' ? drawField(form, 'input', { label: capture.target, attr: { type: 'number', step: 'any', inputmode: 'decimal' } }) : null;
		return () => ({
			status: ACTIVE.has(type) ? 'active' : null,
			due: due?.value || null,
			confidence: share(confidence),
			unit: unit?.value.trim() || null,
			target: target?.value ? Number(target.value) : null,
			...(type === 'prediction' || type === 'lesson' ? { made: this.options.praxis.telos.today } : {}),
		});
	}

	async #create(draft: Draft): Promise<void> {
		const { session, plan } = this.options;
		const written = await writePlan(session, (praxis) => (plan ? plan(draft) : praxis.telos.writer.planItem(draft)), { done: words.capture.created(words.telos.type(draft.type), draft.title.trim()), open: 0 });
		if (written) this.close();
	}
}

/** Percent as typed to a share of 1; null for none. */
export function share(field: HTMLInputElement | null): number | null {
	return field === null || field.value === '' ? null : Math.min(100, Math.max(0, Number(field.value))) / 100;
}
