/** Adding a provider, or changing one: its address, the name of its key, and models that the catalog does not list. Contacts nobody. */
import { Modal, SecretComponent, Setting } from 'obsidian';
import { isPraxisError } from '../../core/lib/errors';
import { checkBaseUrl } from '../../core/models/check-connection';
import { WIRES, withProvider, type Provider } from '../../core/models/model-settings';
import type { WireName } from '../../core/models/vendor';
import { VENDORS } from '../../core/models/vendors';
import type { Session } from '../session';
import { words } from '../words';

export interface ProviderModalOptions {
	readonly session: Session;
	/** Null to add one. */
	readonly provider: Provider | null;
	/** It was saved. */
	readonly done: () => void;
}

const ANOTHER: Provider = { id: '', name: '', baseUrl: '', wire: 'openai-chat', secret: '', models: [] };

export class ProviderModal extends Modal {
	#draft: Provider;
	#problemEl: HTMLElement | null = null;

	constructor(private readonly options: ProviderModalOptions) {
		super(options.session.app);
		this.#draft = options.provider ?? draftOf(this.#addable()[0]?.id ?? '');
	}

	override onOpen(): void {
		const { provider } = this.options;
		this.modalEl.addClass('praxis-provider');
		this.setTitle(provider ? words.models.editTitle(provider.name) : words.models.addTitle);
		this.#draw();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	#draw(): void {
		const el = this.contentEl;
		el.empty();
		if (!this.options.provider) this.#drawVendors(el);
		if (this.#isOwn) this.#drawText(el, { name: words.models.name, effect: words.models.nameEffect, value: this.#draft.name, change: (name) => this.#change({ name }) });
		this.#drawText(el, { name: words.models.baseUrl, effect: words.models.baseUrlEffect, value: this.#draft.baseUrl, change: (baseUrl) => this.#change({ baseUrl }) });
		if (this.#isOwn) this.#drawWires(el);
		this.#drawKey(el);
		this.#drawModels(el);
		this.#problemEl = el.createDiv({ cls: 'praxis-problem-line', attr: { role: 'alert' } });
		const row = el.createDiv({ cls: 'modal-button-container' });
		row.createEl('button', { text: words.models.cancel }).addEventListener('click', () => this.close());
		row.createEl('button', { cls: 'mod-cta', text: words.models.save }).addEventListener('click', () => void this.#save());
	}

	#drawVendors(el: HTMLElement): void {
		new Setting(el).setName(words.models.vendor).setDesc(words.models.vendorEffect).addDropdown((dropdown) => {
			for (const { id, name } of this.#addable()) dropdown.addOption(id, name);
			dropdown.addOption('', words.models.another).setValue(this.#draft.id);
			dropdown.selectEl.setAttribute('aria-label', words.models.vendor);
			dropdown.onChange((id) => {
				this.#draft = draftOf(id);
				this.#draw();
				this.contentEl.querySelector('select')?.focus();
			});
		});
	}

	#drawText(el: HTMLElement, { name, effect, value, change }: { name: string; effect: string; value: string; change: (text: string) => void }): void {
		new Setting(el).setName(name).setDesc(effect).addText((text) => {
			text.setValue(value).onChange(change);
			text.inputEl.setAttribute('aria-label', name);
		});
	}

	#drawWires(el: HTMLElement): void {
		new Setting(el).setName(words.models.wire).setDesc(words.models.wireEffect).addDropdown((dropdown) => {
			for (const wire of WIRES) dropdown.addOption(wire, words.models.wires[wire]);
			dropdown.setValue(this.#draft.wire).onChange((wire) => this.#change({ wire: wire as WireName }));
			dropdown.selectEl.setAttribute('aria-label', words.models.wire);
		});
	}

	#drawKey(el: HTMLElement): void {
		const keyPage = VENDORS.find(({ id }) => id === this.#draft.id)?.keyPage ?? '';
		const setting = new Setting(el).setName(words.models.key).setDesc(words.models.keyEffect);
		if (keyPage !== '') setting.descEl.createEl('a', { cls: 'praxis-key-page', text: words.models.keyPage, href: keyPage });
		const problemEl = setting.infoEl.createDiv({ cls: 'praxis-problem-line', attr: { role: 'status' } });
		const check = async (): Promise<void> => problemEl.setText(this.#draft.secret === '' ? '' : ((await this.options.session.praxis?.models.keyProblem(this.#draft)) ?? ''));
		setting.addComponent((parent) =>
			new SecretComponent(this.app, parent).setValue(this.#draft.secret).onChange((secret) => {
				this.#change({ secret });
				void check();
			}),
		);
		void check();
	}

	#drawModels(el: HTMLElement): void {
		const known = VENDORS.find(({ id }) => id === this.#draft.id)?.models.length ?? 0;
		new Setting(el).setName(words.models.extraModels).setDesc(words.models.extraModelsEffect(known)).addTextArea((area) => {
			area.setValue(this.#draft.models.join('\n')).setPlaceholder(words.models.extraModelsPlaceholder).onChange((text) => this.#change({ models: text.split('\n').map((line) => line.trim()).filter((line) => line !== '') }));
			area.inputEl.setAttribute('aria-label', words.models.extraModels);
		});
	}

	get #isOwn(): boolean {
		return !VENDORS.some(({ id }) => id === this.#draft.id);
	}

	#change(part: Partial<Provider>): void {
		this.#draft = { ...this.#draft, ...part };
		this.#problemEl?.setText('');
	}

	async #save(): Promise<void> {
		const { session, provider } = this.options;
		const problem = this.#problem();
		if (problem !== '') return void this.#problemEl?.setText(problem);
		const { providers } = session.settings;
		const id = this.#draft.id || freeId(this.#draft.name, [...providers, ...VENDORS].map((other) => other.id));
		const named = { ...this.#draft, id, name: this.#draft.name.trim(), baseUrl: this.#draft.baseUrl.trim() };
		await session.updateSettings(withProvider(session.settings, provider ? { ...named, id: provider.id } : named));
		this.close();
		this.options.done();
	}

	/** "" when it can be saved. */
	#problem(): string {
		if (this.#draft.name.trim() === '') return words.models.nameEmpty;
		try {
			checkBaseUrl(this.#draft.baseUrl);
			return '';
		} catch (error) {
			if (isPraxisError(error)) return `${error.message} ${error.hint}`;
			throw error;
		}
	}

	#addable(): typeof VENDORS {
		return VENDORS.filter(({ id }) => !this.options.session.settings.providers.some((provider) => provider.id === id));
	}
}

function draftOf(vendorId: string): Provider {
	const vendor = VENDORS.find(({ id }) => id === vendorId);
	return vendor ? { ...ANOTHER, id: vendor.id, name: vendor.name, baseUrl: vendor.baseUrl, wire: vendor.wire } : ANOTHER;
}

/** "My server" becomes "my-server", then "my-server-2". */
function freeId(name: string, taken: readonly string[]): string {
	const base = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'server';
	for (let n = 1; ; n++) {
		const id = n === 1 ? base : `${base}-${n}`;
		if (!taken.includes(id)) return id;
	}
}
