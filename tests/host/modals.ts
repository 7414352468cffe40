/** Modals, confirmations and notices. They stay open until closed, trap focus, and give it back. */
import type { App } from './app';
import { setIcon } from './icons';
import { Scope } from './keys';
import { ButtonComponent } from './setting-controls';

export class Modal {
	app: App;
	scope: Scope;
	containerEl: HTMLElement;
	modalEl: HTMLElement;
	titleEl: HTMLElement;
	contentEl: HTMLElement;
	shouldRestoreSelection = true;
	private closeCallback__: (() => unknown) | null = null;
	private focusBefore__: Element | null = null;

	constructor(app: App) {
		this.app = app;
		this.scope = new Scope(app.scope);
		this.scope.register([], 'Escape', () => {
			this.close();
			return false;
		});
		this.containerEl = createDiv('modal-container mod-dim');
		this.containerEl.createDiv('modal-bg').addEventListener('click', () => this.close());
		this.modalEl = this.containerEl.createDiv({ cls: 'modal', attr: { role: 'dialog', 'aria-modal': 'true', tabindex: '-1' } });
		const button = this.modalEl.createDiv({ cls: 'modal-close-button mod-raised clickable-icon', attr: { 'aria-label': 'Close', role: 'button' } });
		setIcon(button, 'x');
		button.addEventListener('click', () => this.close());
		this.titleEl = this.modalEl.createDiv('modal-header').createDiv('modal-title');
		this.contentEl = this.modalEl.createDiv('modal-content');
		this.containerEl.addEventListener('keydown', (event) => keepFocusInside(this.modalEl, event));
	}

	open(): void {
		if (this.containerEl.isConnected) return;
		this.focusBefore__ = document.activeElement;
		document.body.append(this.containerEl);
		this.app.keymap.pushScope(this.scope);
		this.modalEl.focus();
		void this.onOpen();
	}

	close(): void {
		if (!this.containerEl.isConnected) return;
		this.app.keymap.popScope(this.scope);
		this.containerEl.remove();
		if (this.focusBefore__ instanceof HTMLElement && this.focusBefore__.isConnected) this.focusBefore__.focus();
		this.onClose();
		this.closeCallback__?.();
	}

	onOpen(): Promise<void> | void {}

	onClose(): void {}

	setTitle(title: string): this {
		this.titleEl.setText(title);
		this.modalEl.setAttribute('aria-label', title);
		return this;
	}

	setContent(content: string | DocumentFragment): this {
		this.contentEl.replaceChildren(content);
		return this;
	}

	setCloseCallback(callback: () => unknown): this {
		this.closeCallback__ = callback;
		return this;
	}
}

function keepFocusInside(root: HTMLElement, event: KeyboardEvent): void {
	if (event.key !== 'Tab') return;
	const stops = [...root.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex="0"]')].filter((el) => !el.hasAttribute('disabled'));
	const [first] = stops;
	const last = stops[stops.length - 1];
	if (!first || !last) return event.preventDefault();
	const isLeaving = event.shiftKey ? document.activeElement === first || document.activeElement === root : document.activeElement === last;
	if (!isLeaving) return;
	event.preventDefault();
	(event.shiftKey ? last : first).focus();
}

export class ConfirmationButton extends ButtonComponent {
	handler__: ((event: MouseEvent) => unknown) | null = null;
	private isCancel__ = false;

	setCancel(): this {
		this.isCancel__ = true;
		this.buttonEl.addClass('mod-cancel');
		return this;
	}

	setInitialFocus(): this {
		this.buttonEl.setAttribute('data-initial-focus', 'true');
		return this;
	}

	wantsFocus__(): boolean {
		return this.buttonEl.hasAttribute('data-initial-focus') || !this.isCancel__;
	}
}

export class ConfirmationModal extends Modal {
	buttonContainerEl: HTMLElement;
	private readonly buttons__: ConfirmationButton[] = [];

	constructor(app: App) {
		super(app);
		this.containerEl.addClass('mod-confirmation');
		this.buttonContainerEl = this.modalEl.createDiv('modal-button-container');
	}

	override open(): void {
		super.open();
		(this.buttons__.find((button) => button.buttonEl.hasAttribute('data-initial-focus')) ?? this.buttons__[0])?.buttonEl.focus();
	}

	addClass(name: string): this {
		this.modalEl.addClass(name);
		return this;
	}

	addCheckbox(label: string, onChange: (value: boolean) => unknown): this {
		const holder = this.buttonContainerEl.createEl('label', { cls: 'mod-checkbox' });
		const box = holder.createEl('input', { type: 'checkbox' });
		holder.append(label);
		box.addEventListener('change', () => void onChange(box.checked));
		return this;
	}

	/** The modal closes after a button's handler, as in the app. */
	addButton(configure: (button: ConfirmationButton) => unknown): this {
		const button = new ConfirmationButton(this.buttonContainerEl);
		this.buttons__.push(button);
		configure(button);
		button.buttonEl.addEventListener('click', () => this.close());
		return this;
	}

	addCancelButton(text = 'Cancel'): this {
		return this.addButton((button) => button.setButtonText(text).setCancel());
	}
}

export class Notice {
	noticeEl: HTMLElement;
	containerEl: HTMLElement;
	messageEl: HTMLElement;

	/** `duration` in milliseconds; 0 stays until clicked. */
	constructor(message: string | DocumentFragment, duration = 4000) {
		const holder = document.querySelector<HTMLElement>('.notice-container') ?? document.body.createDiv('notice-container');
		this.containerEl = holder.createDiv({ cls: 'notice', attr: { role: 'status' } });
		this.noticeEl = this.containerEl;
		this.messageEl = this.containerEl.createDiv('notice-message');
		this.setMessage(message);
		this.containerEl.addEventListener('click', () => this.hide());
		if (duration > 0) window.setTimeout(() => this.hide(), duration);
	}

	setMessage(message: string | DocumentFragment): this {
		this.messageEl.replaceChildren(message);
		return this;
	}

	hide(): void {
		this.containerEl.remove();
	}
}
