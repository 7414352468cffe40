/** The chips above the composer: what goes along with the question, what is held back and why, and what is offered. */
import { setIcon } from 'obsidian';
import type { Attachment, ChatChoice } from '../../core/app';
import { words } from '../words';
import { BESIDE_ICONS, heldBack } from './beside';
import type { Beside } from './conversation';

export interface Offer {
	readonly attachment: Attachment;
	readonly name: string;
}

export interface BesideChipsState {
	readonly besides: readonly Beside[];
	readonly choice: ChatChoice;
	/** What the person works on at this moment; null when nothing is, or when it is there already. */
	readonly offer: Offer | null;
	/** Texts of claims of the memory that go along. */
	readonly told: readonly string[];
}

export interface BesideChipsActions {
	remove(beside: Beside): void;
	take(attachment: Attachment): void;
	/** Shows what the model will see. */
	showPrompt(): void;
}

export class BesideChips {
	readonly #el: HTMLElement;
	readonly #whyEl: HTMLElement;
	#shown = '';

	constructor(
		parent: HTMLElement,
		private readonly actions: BesideChipsActions,
	) {
		this.#el = parent.createDiv({ cls: 'praxis-beside', attr: { role: 'list', 'aria-label': words.beside.label } });
		this.#whyEl = parent.createDiv({ cls: 'praxis-beside-why', attr: { role: 'status' } });
		this.#el.hide();
		this.#whyEl.hide();
	}

	update({ besides, choice, offer, told }: BesideChipsState): void {
		const held = besides.map((beside) => heldBack(beside, choice));
		const key = JSON.stringify([besides.map(({ attached }) => attached), held, offer?.attachment ?? null, told]);
		if (key === this.#shown) return;
		this.#shown = key;
		this.#el.empty();
		besides.forEach((beside, i) => this.#drawChip(beside, held[i] ?? null));
		if (told.length > 0) this.#drawTold(told);
		if (offer) this.#drawOffer(offer);
		this.#el.toggle(besides.length + told.length > 0 || offer !== null);
		const reasons = besides.flatMap((beside, i) => {
			const reason = held[i] ?? null;
			return reason === null ? [] : [reason === 'quotes' ? words.beside.held.quotes : words.beside.held[reason](beside.attached.name)];
		});
		this.#whyEl.setText([...new Set(reasons)].join(' '));
		this.#whyEl.toggle(reasons.length > 0);
	}

	#drawChip(beside: Beside, held: ReturnType<typeof heldBack>): void {
		const { kind, name, isPrivate, foreign } = beside.attached;
		const chip = this.#el.createDiv({ cls: `praxis-chip${held === null ? '' : ' is-held'}`, attr: { role: 'listitem' } });
		setIcon(chip.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), isPrivate ? 'lock' : BESIDE_ICONS[kind]);
		chip.createSpan({ cls: 'praxis-chip-name', text: name, attr: { title: name } });
		const note = held === 'private' ? words.beside.privateNotSent : held !== null ? words.beside.notSent : isPrivate ? words.turn.private : '';
		if (note !== '') chip.createSpan({ cls: 'praxis-chip-note', text: note });
		if (foreign !== undefined) drawForeign(chip, foreign);
		const remove = chip.createEl('button', { cls: 'clickable-icon praxis-chip-remove', attr: { 'aria-label': words.beside.remove(name) } });
		setIcon(remove, 'x');
		remove.addEventListener('click', () => this.actions.remove(beside));
	}

	#drawTold(told: readonly string[]): void {
		const button = this.#el.createDiv({ attr: { role: 'listitem' } }).createEl('button', { cls: 'praxis-chip praxis-chip-told', attr: { title: told.join('\n'), 'aria-label': words.used.alongLabel(told.length) } });
		setIcon(button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'brain');
		button.createSpan({ cls: 'praxis-chip-name', text: words.used.along(told.length) });
		button.addEventListener('click', () => this.actions.showPrompt());
	}

	#drawOffer({ attachment, name }: Offer): void {
		const item = this.#el.createDiv({ attr: { role: 'listitem' } });
		const button = item.createEl('button', { cls: 'praxis-chip praxis-chip-offer', attr: { 'aria-label': words.beside.add(name) } });
		setIcon(button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'plus');
		button.createSpan({ cls: 'praxis-chip-name', text: name });
		button.addEventListener('click', () => this.actions.take(attachment));
	}
}

/** That its words may not be the person's own; the reason in its tooltip, and in its name for a screen reader. */
export function drawForeign(chip: HTMLElement, reason: string): void {
	const why = words.turn.foreignWhy(reason);
	chip.createSpan({ cls: 'praxis-chip-note', text: words.turn.foreign, attr: { title: why, role: 'note', 'aria-label': `${words.turn.foreign}. ${why}` } });
}
