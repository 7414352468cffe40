/** Under an answer: two thumbs, 1 to 10, and once it is rated what was said, with the way back. Quiet until it is used. */
import { setIcon } from 'obsidian';
import type { Turn } from '../../core/agents/transcript';
import { THUMB_DOWN, THUMB_UP } from '../../core/memory/learning/rating-in';
import { LOW } from '../../core/memory/learning/learning-note';
import { words } from '../words';
import type { AnswerRatings } from './answer-ratings';

export interface RateLineOptions {
	readonly ratings: AnswerRatings;
	openNote(path: string): void;
	/** Sends what was typed as a message after all. */
	sendAnyway(text: string): void;
}

/** Draws nothing for a run that failed. Returns the function that ends it. */
export function drawRateLine(parent: HTMLElement, turn: Turn, options: RateLineOptions): () => void {
	if (!turn.answer || turn.answer.outcome === 'failed') return () => undefined;
	const line = new RateLine(parent, turn, options);
	return options.ratings.onChange(() => line.draw());
}

class RateLine {
	readonly #thumbs: readonly (readonly [number, HTMLButtonElement])[];
	readonly #select: HTMLSelectElement;
	readonly #saidEl: HTMLElement;
	#drawn = '';

	constructor(parent: HTMLElement, private readonly turn: Turn, private readonly options: RateLineOptions) {
		const el = parent.createDiv({ cls: 'praxis-rate' });
		const group = el.createDiv({ cls: 'praxis-rate-ways', attr: { role: 'group', 'aria-label': words.rate.label } });
		this.#thumbs = ([[THUMB_UP, 'thumbs-up', words.rate.up], [THUMB_DOWN, 'thumbs-down', words.rate.down]] as const).map(([rating, icon, label]) => [rating, this.#thumb(group, { rating, icon, label })]);
		this.#select = group.createEl('select', { cls: 'dropdown', attr: { 'aria-label': words.rate.choose } });
		this.#select.createEl('option', { text: words.rate.none, attr: { value: '' } });
		for (let rating = 10; rating >= 1; rating--) this.#select.createEl('option', { text: words.rate.of(rating), attr: { value: String(rating) } });
		this.#select.addEventListener('change', () => (this.#select.value === '' ? void options.ratings.undo(turn.runId) : this.#rate(Number(this.#select.value))));
		this.#saidEl = el.createDiv({ cls: 'praxis-rate-said', attr: { role: 'status' } });
		this.draw();
	}

	draw(): void {
		const shown = this.options.ratings.of(this.turn.runId);
		const key = JSON.stringify(shown);
		if (key === this.#drawn) return;
		this.#drawn = key;
		for (const [rating, button] of this.#thumbs) button.setAttribute('aria-pressed', String(shown?.rating === rating));
		this.#select.value = shown ? String(shown.rating) : '';
		this.#saidEl.empty();
		if (!shown) return;
		this.#saidEl.createSpan({ text: words.rate.rated(shown.rating) });
		const { learning } = shown;
		if (learning !== null) this.#link(words.rate.learned, () => this.options.openNote(learning));
		if (shown.canUndo) this.#link(words.rate.undo, () => void this.options.ratings.undo(this.turn.runId), words.rate.undoLabel);
		if (shown.canUndo && shown.typed !== '') this.#link(words.rate.send, () => void this.#sendInstead(shown.typed), words.rate.sendLabel);
		if (shown.canUndo && !shown.hasWords) this.#drawComment(shown.rating);
	}

	#thumb(parent: HTMLElement, { rating, icon, label }: { readonly rating: number; readonly icon: string; readonly label: string }): HTMLButtonElement {
		const button = parent.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': label, 'aria-pressed': 'false' } });
		setIcon(button, icon);
		button.addEventListener('click', () => (button.getAttribute('aria-pressed') === 'true' && this.options.ratings.of(this.turn.runId)?.canUndo ? void this.options.ratings.undo(this.turn.runId) : this.#rate(rating)));
		return button;
	}

	#rate(rating: number, comment = ''): void {
		void this.options.ratings.rate(this.turn, { rating, comment });
	}

	async #sendInstead(text: string): Promise<void> {
		await this.options.ratings.undo(this.turn.runId);
		this.options.sendAnyway(text);
	}

	#link(text: string, run: () => void, label?: string): void {
		this.#saidEl.createEl('button', { cls: 'praxis-link', text, attr: label === undefined ? {} : { 'aria-label': label } }).addEventListener('click', run);
	}

	#drawComment(rating: number): void {
		const label = rating <= LOW ? words.rate.wrong : words.rate.more;
		const form = this.#saidEl.createEl('form', { cls: 'praxis-rate-comment' });
		const field = form.createEl('input', { type: 'text', attr: { 'aria-label': label, placeholder: label, dir: 'auto' } });
		const add = form.createEl('button', { text: words.rate.add, attr: { type: 'submit' } });
		add.disabled = true;
		field.addEventListener('input', () => (add.disabled = field.value.trim() === ''));
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			if (field.value.trim() !== '') this.#rate(rating, field.value.trim());
		});
	}
}
