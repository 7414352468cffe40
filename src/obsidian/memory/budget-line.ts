/** How much of what is always loaded fits: a sentence and a thin bar. */
import { words } from '../words';

export interface Budget {
	/** Tokens. */
	readonly used: number;
	readonly of: number;
	/** Always loaded by wish, yet beyond the budget. */
	readonly left: number;
}

export class BudgetLine {
	readonly #el: HTMLElement;
	readonly #textEl: HTMLElement;
	readonly #bar: HTMLProgressElement;

	/** `show`: which they are. */
	constructor(parent: HTMLElement, show: () => void) {
		this.#el = parent.createDiv({ cls: 'praxis-index praxis-memory-budget' });
		const line = this.#el.createDiv({ cls: 'praxis-index-line' });
		this.#textEl = line.createSpan({ cls: 'praxis-index-text' });
		line.createEl('button', { cls: 'praxis-link', text: words.memory.budgetShow }).addEventListener('click', show);
		this.#bar = this.#el.createEl('progress', { cls: 'praxis-index-progress', attr: { 'aria-label': words.memory.tiers.hot } });
		this.#el.hide();
	}

	/** Null while it is not known. */
	update(budget: Budget | null): void {
		this.#el.toggle(budget !== null && (budget.used > 0 || budget.left > 0));
		if (!budget) return;
		const { used, of, left } = budget;
		this.#textEl.setText([`${words.memory.budget(used, of)}.`, left > 0 ? words.memory.budgetOver(left) : ''].join(' ').trim());
		this.#bar.max = Math.max(1, of);
		this.#bar.value = Math.min(used, of);
	}
}
