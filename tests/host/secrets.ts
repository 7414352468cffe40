/** SecretStorage on the device, and the settings control that picks a secret by name. */
import type { App } from './app';
import { Events } from './events';
import { Modal } from './modals';
import { BaseComponent, ButtonComponent } from './setting-controls';
import { strict } from './strict';

export class SecretStorage extends Events {
	private readonly kept__: Map<string, string>;
	private readonly save__: (all: Record<string, string>) => void;

	constructor(stored: Record<string, string>, save: (all: Record<string, string>) => void) {
		super();
		this.kept__ = new Map(Object.entries(stored));
		this.save__ = save;
		return strict(this, 'SecretStorage');
	}

	/** Throws on an id that is not lower-case letters, digits and dashes. */
	setSecret(id: string, secret: string): void {
		if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw new Error(`Invalid secret ID: ${id}`);
		this.kept__.set(id, secret);
		this.save__(Object.fromEntries(this.kept__));
		this.trigger('change', id);
	}

	getSecret(id: string): string | null {
		return this.kept__.get(id) ?? null;
	}

	listSecrets(): string[] {
		return [...this.kept__.keys()];
	}
}

export class SecretComponent extends BaseComponent {
	private readonly button__: ButtonComponent;
	private onChange__: ((value: string) => unknown) | null = null;

	constructor(app: App, containerEl: HTMLElement) {
		super();
		this.button__ = new ButtonComponent(containerEl).setButtonText('Link…').setClass('secret-component');
		this.button__.onClick(() => new SecretModal(app, (id) => this.pick__(id)).open());
	}

	private pick__(id: string): void {
		this.setValue(id);
		this.onChange__?.(id);
	}

	setValue(value: string): this {
		this.button__.setButtonText(value || 'Link…');
		return this;
	}

	onChange(callback: (value: string) => unknown): this {
		this.onChange__ = callback;
		return this;
	}

	override setDisabled(disabled: boolean): this {
		this.button__.setDisabled(disabled);
		return super.setDisabled(disabled);
	}
}

class SecretModal extends Modal {
	constructor(app: App, private readonly pick: (id: string) => void) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle('Link a secret');
		for (const id of this.app.secretStorage.listSecrets()) {
			new ButtonComponent(this.contentEl).setButtonText(id).onClick(() => this.choose(id));
		}
		const id = this.contentEl.createEl('input', { type: 'text', cls: 'secret-id', placeholder: 'name-of-the-secret', attr: { 'aria-label': 'Name of the secret' } });
		const secret = this.contentEl.createEl('input', { type: 'password', cls: 'secret-value', placeholder: 'Secret', attr: { 'aria-label': 'Secret' } });
		new ButtonComponent(this.contentEl).setButtonText('Add').setCta().onClick(() => {
			this.app.secretStorage.setSecret(id.value, secret.value);
			this.choose(id.value);
		});
	}

	private choose(id: string): void {
		this.close();
		this.pick(id);
	}
}
