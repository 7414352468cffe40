/** What a model shows of its thinking: folded, one line until a person opens it. Never drawn as Markdown. */
import { setIcon } from 'obsidian';
import { words } from '../words';

export class ThinkingElement {
	#textEl: HTMLElement | null = null;
	#shown = '';

	/** Nothing is drawn until there is something to show; then it is the first in `parent`. */
	constructor(private readonly parent: HTMLElement) {}

	/** Grows in place: what is being read stays. */
	update(text: string): void {
		if (text === this.#shown) return;
		this.#textEl ??= this.#draw();
		if (text.startsWith(this.#shown)) this.#textEl.appendText(text.slice(this.#shown.length));
		else this.#textEl.setText(text);
		this.#shown = text;
	}

	#draw(): HTMLElement {
		const el = this.parent.createEl('details', { cls: 'praxis-step praxis-thinking', prepend: true });
		const summary = el.createEl('summary');
		setIcon(summary.createSpan({ cls: 'praxis-icon praxis-step-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
		summary.createSpan({ cls: 'praxis-step-line', text: words.turn.thinking });
		return el.createDiv({ cls: 'praxis-thinking-text' });
	}
}
