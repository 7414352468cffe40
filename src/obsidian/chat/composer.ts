/** Where the question is typed: grows to a third of the pane; Enter asks, Shift+Enter breaks the line. */
import { setIcon } from 'obsidian';
import { words } from '../words';

export interface ComposerActions {
	/** True when the question was taken, and the field may be emptied. */
	ask(question: string): boolean;
	stop(): void;
	/** What is typed has changed. */
	typed(question: string): void;
}

export class Composer {
	readonly field: HTMLTextAreaElement;
	private readonly button: HTMLElement;
	private readonly whereEl: HTMLElement;
	private isRunning = false;

	constructor(
		parent: HTMLElement,
		private readonly actions: ComposerActions,
	) {
		const el = parent.createDiv({ cls: 'praxis-composer' });
		const box = el.createDiv({ cls: 'praxis-composer-box' });
		this.field = box.createEl('textarea', {
			cls: 'praxis-composer-field',
			attr: { rows: '1', placeholder: words.chat.placeholder, 'aria-label': words.chat.composer, enterkeyhint: 'send' },
		});
		this.button = box.createEl('button', { cls: 'clickable-icon praxis-send' });
		const noteId = 'praxis-where-it-goes';
		this.whereEl = el.createDiv({ cls: 'praxis-where', text: words.chat.whereItGoes, attr: { id: noteId } });
		this.field.setAttribute('aria-describedby', noteId);
		this.field.addEventListener('input', () => {
			this.drawButton();
			actions.typed(this.field.value);
		});
		this.field.addEventListener('keydown', (event) => this.onKey(event));
		this.button.addEventListener('click', () => (this.isRunning ? this.actions.stop() : this.send()));
		this.drawButton();
	}

	setRunning(isRunning: boolean): void {
		if (isRunning === this.isRunning) return;
		this.isRunning = isRunning;
		this.drawButton();
	}

	/** Where the question goes, in one line. */
	setWhere(text: string): void {
		if (this.whereEl.textContent !== text) this.whereEl.setText(text);
	}

	setText(text: string): void {
		this.field.value = text;
		this.actions.typed(text);
		this.drawButton();
	}

	private onKey(event: KeyboardEvent): void {
		// Enter that ends a word in an input method does not ask.
		if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			this.send();
		} else if (event.key === 'Escape' && this.isRunning) {
			event.preventDefault();
			this.actions.stop();
		}
	}

	private send(): void {
		const question = this.field.value.trim();
		if (question !== '' && this.actions.ask(question)) this.setText('');
	}

	private drawButton(): void {
		// Sizes the field to its text where the browser cannot (see `field-sizing` in the styles).
		this.field.setAttribute('rows', String(Math.min(12, this.field.value.split('\n').length)));
		this.button.empty();
		setIcon(this.button, this.isRunning ? 'square' : 'arrow-up');
		this.button.setAttribute('aria-label', this.isRunning ? words.chat.stop : words.chat.send);
		this.button.toggleClass('praxis-send-ready', !this.isRunning && this.field.value.trim() !== '');
		this.button.toggleAttribute('disabled', !this.isRunning && this.field.value.trim() === '');
	}
}
