/** *Import a policy*: choose a PAI `patterns.yaml`, see what is left out, look at the change to the policy, and take it. */
import { Modal, Notice, type App } from 'obsidian';
import type { GuardDesk } from '../../core/guard/guard-desk';
import type { PolicyImport } from '../../core/guard/policy-import';
import { askApproval } from '../modals/approve-modal';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';

export class ImportPolicyModal extends Modal {
	#resultEl: HTMLElement | null = null;

	constructor(
		app: App,
		private readonly desk: GuardDesk,
	) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle(words.importPolicy.title);
		this.modalEl.addClass('praxis-import-policy');
		this.contentEl.createEl('p', { cls: 'praxis-muted', text: words.importPolicy.explain });
		const choose = this.contentEl.createEl('button', { text: words.importPolicy.choose });
		const input = this.contentEl.createEl('input', { type: 'file', attr: { accept: '.yaml,.yml' } });
		input.hide();
		choose.addEventListener('click', () => input.click());
		this.#resultEl = this.contentEl.createDiv({ attr: { role: 'status' } });
		input.addEventListener('change', () => {
			const file = input.files?.item(0);
			if (file) void this.#read(file);
		});
		choose.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	async #read(file: File): Promise<void> {
		const el = this.#resultEl;
		if (!el) return;
		el.empty();
		try {
			this.#drawResult(el, file.name, await this.desk.planPolicyImport(await file.text(), file.name));
		} catch (error) {
			el.createEl('p', { text: explainError(words.importPolicy.failed, error), attr: { role: 'alert' } });
		}
	}

	#drawResult(el: HTMLElement, name: string, { plan, added, problems }: PolicyImport): void {
		el.createEl('p', { text: words.importPolicy.chosen(name) });
		if (problems.length > 0) {
			el.createEl('p', { cls: 'praxis-muted', text: words.importPolicy.leftOut });
			const list = el.createEl('ul', { cls: 'praxis-muted' });
			for (const { line, message } of problems) list.createEl('li', { text: words.importPolicy.line(line, message) });
		}
		if (!plan) return void el.createEl('p', { text: words.importPolicy.nothing });
		const row = el.createDiv({ cls: 'modal-button-container' });
		row.createEl('button', { cls: 'mod-cta', text: words.importPolicy.show(added) }).addEventListener('click', () => {
			this.close();
			void this.#take({ plan, added });
		});
	}

	async #take({ plan, added }: { readonly plan: NonNullable<PolicyImport['plan']>; readonly added: number }): Promise<void> {
		try {
			const approved = await askApproval(this.app, plan, { start: 'accepted' });
			if (!approved) return;
			await this.desk.applyPolicy(plan, approved);
			new Notice(approved.rejected.size === 0 ? words.importPolicy.done(added) : words.importPolicy.inPart);
		} catch (error) {
			tellError(words.importPolicy.failed, error);
		}
	}
}
