/** Where the question is typed: grows to a third of the pane; Enter asks, Shift+Enter breaks the line, `@` names a note. */
import { setIcon } from 'obsidian';
import { words } from '../words';
import { BesideChips, type BesideChipsActions, type BesideChipsState } from './beside-chips';
import { MentionList, type MentionListOptions } from './mention-list';

export interface ComposerActions extends BesideChipsActions {
	/** True when the question was taken, and the field may be emptied. */
	ask(question: string): boolean;
	stop(): void;
	/** What is typed has changed. */
	typed(question: string): void;
	/** What the model will see is asked for. */
	showPrompt(): void;
	/** The question that was to be edited stays as it is. */
	endEditing(): void;
	/** A “/” was typed before what stands there. */
	slash(typed: string): void;
	/** Files that were pasted. True when they are taken. */
	paste(files: readonly File[]): boolean;
}

/** Why a question was not sent, with what can be done about it. */
export interface Refusal {
	readonly text: string;
	readonly ways: readonly { readonly name: string; readonly run: () => void }[];
}

export class Composer {
	readonly field: HTMLTextAreaElement;
	readonly #button: HTMLElement;
	readonly #whereEl: HTMLElement;
	readonly #showButton: HTMLElement;
	readonly #chips: BesideChips;
	readonly #mentions: MentionList;
	readonly #editingEl: HTMLElement;
	readonly #refusalEl: HTMLElement;
	#isRunning = false;

	constructor(
		parent: HTMLElement,
		private readonly actions: ComposerActions,
		mentions: MentionListOptions,
	) {
		const el = parent.createDiv({ cls: 'praxis-composer' });
		this.#refusalEl = el.createDiv({ cls: 'praxis-refusal', attr: { role: 'alert' } });
		this.#refusalEl.hide();
		this.#editingEl = this.#createEditing(el);
		this.#chips = new BesideChips(el, actions);
		const box = el.createDiv({ cls: 'praxis-composer-box' });
		this.field = box.createEl('textarea', {
			cls: 'praxis-composer-field',
			attr: { rows: '1', placeholder: words.chat.placeholder, 'aria-label': words.chat.composer, enterkeyhint: 'send', dir: 'auto' },
		});
		this.#button = box.createEl('button', { cls: 'clickable-icon praxis-send' });
		this.#mentions = new MentionList(box, this.field, mentions);
		const noteId = 'praxis-where-it-goes';
		const foot = el.createDiv({ cls: 'praxis-where-row' });
		this.#whereEl = foot.createDiv({ cls: 'praxis-where', text: words.chat.whereItGoes, attr: { id: noteId } });
		this.#showButton = foot.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': words.prompt.show } });
		setIcon(this.#showButton, 'eye');
		this.#showButton.addEventListener('click', () => actions.showPrompt());
		this.field.setAttribute('aria-describedby', noteId);
		this.#listen();
		this.#drawButton();
	}

	setRunning(isRunning: boolean): void {
		if (isRunning === this.#isRunning) return;
		this.#isRunning = isRunning;
		this.#drawButton();
	}

	/** Where the question goes, in one line. `hasPrompt`: there is something to be shown of it. */
	setWhere(text: string, hasPrompt: boolean): void {
		if (this.#whereEl.textContent !== text) this.#whereEl.setText(text);
		this.#showButton.toggle(hasPrompt);
	}

	setBeside(state: BesideChipsState): void {
		this.#chips.update(state);
	}

	setEditing(isEditing: boolean): void {
		this.#editingEl.toggle(isEditing);
	}

	setText(text: string): void {
		this.field.value = text;
		this.actions.typed(text);
		this.#drawButton();
	}

	/** Stands above the field until the question is changed or sent. */
	refuse(refusal: Refusal | null): void {
		this.#refusalEl.empty();
		this.#refusalEl.toggle(refusal !== null);
		if (!refusal) return;
		this.#refusalEl.createDiv({ text: refusal.text });
		const buttons = this.#refusalEl.createDiv({ cls: 'praxis-refusal-ways' });
		for (const { name, run } of refusal.ways) buttons.createEl('button', { text: name }).addEventListener('click', run);
	}

	#createEditing(parent: HTMLElement): HTMLElement {
		const el = parent.createDiv({ cls: 'praxis-editing' });
		el.createSpan({ text: words.chat.editing });
		el.createEl('button', { cls: 'praxis-link', text: words.chat.endEditing }).addEventListener('click', () => this.actions.endEditing());
		el.hide();
		return el;
	}

	#listen(): void {
		this.field.addEventListener('input', (event) => {
			this.#drawButton();
			this.actions.typed(this.field.value);
			if (event instanceof InputEvent && event.data === '/' && this.field.value.startsWith('/') && this.field.selectionStart === 1) this.actions.slash(this.field.value.slice(1));
		});
		this.field.addEventListener('keydown', (event) => this.#onKey(event));
		this.field.addEventListener('paste', (event) => {
			const files = Array.from(event.clipboardData?.files ?? []);
			if (files.length > 0 && this.actions.paste(files)) event.preventDefault();
		});
		this.#button.addEventListener('click', () => (this.#isRunning ? this.actions.stop() : this.#send()));
	}

	#onKey(event: KeyboardEvent): void {
		if (this.#mentions.takeKey(event)) return;
		// Enter that ends a word in an input method does not ask.
		if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			this.#send();
		} else if (event.key === 'Escape' && this.#isRunning) {
			event.preventDefault();
			this.actions.stop();
		}
	}

	#send(): void {
		const question = this.field.value.trim();
		if (question !== '' && this.actions.ask(question)) this.setText('');
	}

	#drawButton(): void {
		// Sizes the field to its text where the browser cannot (see `field-sizing` in the styles).
		this.field.setAttribute('rows', String(Math.min(12, this.field.value.split('\n').length)));
		this.#button.empty();
		setIcon(this.#button, this.#isRunning ? 'square' : 'arrow-up');
		this.#button.setAttribute('aria-label', this.#isRunning ? words.chat.stop : words.chat.send);
		this.#button.toggleClass('praxis-send-ready', !this.#isRunning && this.field.value.trim() !== '');
		this.#button.toggleAttribute('disabled', !this.#isRunning && this.field.value.trim() === '');
	}
}
