/** *Show known unknowns*: the questions that the notes did not answer, what would settle each, and asking again. */
import { Modal, type App } from 'obsidian';
import type { KnownUnknown, KnownUnknowns } from '../../core/app';
import { dayName } from '../activity/when';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface UnknownsOptions {
	readonly unknowns: KnownUnknowns;
	/** Asks the question anew where the person can see the answer. */
	readonly ask: (question: string) => void;
}

export class UnknownsModal extends Modal {
	#stop: () => void = () => undefined;

	constructor(
		app: App,
		private readonly options: UnknownsOptions,
	) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle(words.unknowns.title);
		this.modalEl.addClass('praxis-unknowns');
		this.#stop = this.options.unknowns.onChange(() => this.#draw());
		this.#draw();
	}

	override onClose(): void {
		this.#stop();
		this.contentEl.empty();
	}

	#draw(): void {
		this.options.unknowns.list().then(
			(items) => this.#drawList(items),
			(error: unknown) => tellError(words.unknowns.failed, error),
		);
	}

	#drawList(items: readonly KnownUnknown[]): void {
		this.contentEl.empty();
		this.contentEl.createEl('p', { cls: 'praxis-muted', text: items.length === 0 ? words.unknowns.none : words.unknowns.explain(items.length) });
		const list = this.contentEl.createEl('ul', { cls: 'praxis-unknown-list', attr: { 'aria-live': 'polite' } });
		for (const item of items) this.#drawItem(list.createEl('li', { cls: 'praxis-unknown' }), item);
		if (items.length === 0) list.remove();
	}

	#drawItem(parent: HTMLElement, { id, question, at, searched, missing, resolve }: KnownUnknown): void {
		parent.createEl('p', { cls: 'praxis-unknown-question', text: question });
		parent.createEl('p', { cls: 'praxis-muted', text: words.unknowns.asked(dayName(new Date(at), new Date()), searched) });
		if (missing.length > 0) parent.createEl('p', { cls: 'praxis-muted', text: words.unknowns.missing(missing.join('; ')) });
		if (resolve !== '') parent.createEl('p', { text: resolve });
		const buttons = parent.createDiv({ cls: 'praxis-unknown-buttons' });
		buttons.createEl('button', { text: words.unknowns.askAgain, attr: { 'aria-label': words.unknowns.askAgainAbout(question) } }).addEventListener('click', () => {
			this.close();
			this.options.ask(question);
		});
		buttons.createEl('button', { text: words.unknowns.close, attr: { 'aria-label': words.unknowns.closeAbout(question) } }).addEventListener('click', () => {
			this.options.unknowns.close(id).catch((error: unknown) => tellError(words.unknowns.unclosed, error));
		});
	}
}
