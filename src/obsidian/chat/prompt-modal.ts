/** What the model will see of the next question, part by part, with its size, its price and where it goes. Nothing is sent. */
import { Modal, setIcon, type App } from 'obsidian';
import type { Preview } from '../../core/app';
import { drawText } from '../diff/diff-element';
import { showNote } from '../open-note';
import { words } from '../words';

export class PromptModal extends Modal {
	constructor(
		app: App,
		private readonly preview: Preview,
	) {
		super(app);
	}

	override onOpen(): void {
		const { agent, model, parts, tools, tokens, usd, place, destination, problems, told } = this.preview;
		this.setTitle(words.prompt.title);
		this.modalEl.addClass('praxis-prompt');
		const price = place === 'device' ? '' : usd === null ? words.models.priceIsUnknown : words.models.dollars(usd);
		this.contentEl.createEl('p', { text: words.prompt.intro({ agent, model, where: place === 'device' ? words.prompt.here : new URL(destination).host, size: words.models.aboutTokens(tokens), price }) });
		for (const problem of problems) this.contentEl.createEl('p', { cls: 'praxis-refusal', text: problem });
		if (told.length > 0) this.#drawTold(this.contentEl);
		const list = this.contentEl.createDiv({ cls: 'praxis-prompt-parts' });
		for (const part of parts) {
			const el = list.createEl('details', { cls: 'praxis-prompt-part' });
			const summary = el.createEl('summary');
			summary.createSpan({ cls: 'praxis-prompt-name', text: part.name });
			summary.createSpan({ cls: 'praxis-prompt-size', text: words.prompt.size(part.tokens, part.isCut) });
			// Long notes are drawn only when they are looked at.
			el.addEventListener('toggle', () => el.open && el.children.length === 1 && drawText(el.createDiv({ cls: 'praxis-prompt-text', attr: { role: 'region', 'aria-label': part.name, tabindex: '0' } }), part.text));
		}
		if (tools.length > 0) this.contentEl.createEl('p', { cls: 'praxis-muted', text: words.prompt.tools(tools) });
	}

	/** Each claim that goes along, to be opened. */
	#drawTold(parent: HTMLElement): void {
		const chips = parent.createDiv({ cls: 'praxis-beside', attr: { role: 'list', 'aria-label': words.used.along(this.preview.told.length) } });
		for (const { path, text } of this.preview.told) {
			const button = chips.createDiv({ attr: { role: 'listitem' } }).createEl('button', { cls: 'praxis-chip', attr: { title: text } });
			setIcon(button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'brain');
			button.createSpan({ cls: 'praxis-chip-name', text });
			button.addEventListener('click', () => {
				this.close();
				void showNote(this.app, path, 'tab');
			});
		}
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
