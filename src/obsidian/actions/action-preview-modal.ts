/** Exactly what a pattern's run would send: each part with its size, where it goes, and the whole to copy. Nothing is sent. */
import { Modal, Notice, type App } from 'obsidian';
import { promptText, type ActionPreview } from '../../core/actions/preview-action';
import { drawText } from '../diff/diff-element';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface ShownPreview {
	readonly name: string;
	readonly preview: ActionPreview;
	/** Where it and its result go, in sentences. */
	readonly lines: readonly string[];
}

export class ActionPreviewModal extends Modal {
	constructor(
		app: App,
		private readonly shown: ShownPreview,
	) {
		super(app);
	}

	override onOpen(): void {
		const { actions } = words;
		const { name, preview, lines } = this.shown;
		this.setTitle(actions.previewTitle(name));
		this.modalEl.addClass('praxis-prompt');
		for (const line of lines) this.contentEl.createEl('p', { text: line });
		for (const problem of preview.problems) this.contentEl.createEl('p', { cls: 'praxis-refusal', text: problem });
		const list = this.contentEl.createDiv({ cls: 'praxis-prompt-parts' });
		preview.parts.forEach(({ role, text, tokens }, index) => {
			const el = list.createEl('details', { cls: 'praxis-prompt-part' });
			const summary = el.createEl('summary');
			summary.createSpan({ cls: 'praxis-prompt-name', text: `${actions.roles[role]}: ${firstLine(text)}` });
			summary.createSpan({ cls: 'praxis-prompt-size', text: actions.size(tokens) });
			// Long texts are drawn only when they are looked at.
			el.addEventListener('toggle', () => el.open && el.children.length === 1 && drawText(el.createDiv({ cls: 'praxis-prompt-text', attr: { role: 'region', 'aria-label': `${actions.roles[role]} ${index + 1}`, tabindex: '0' } }), text));
		});
		const row = this.contentEl.createDiv({ cls: 'modal-button-container' });
		row.createEl('button', { text: actions.copyPrompt }).addEventListener('click', () => void copyPrompt(preview));
		row.createEl('button', { cls: 'mod-cancel', text: actions.close }).addEventListener('click', () => this.close());
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

/** Never rejects. */
export async function copyPrompt(preview: ActionPreview): Promise<void> {
	try {
		await activeWindow.navigator.clipboard.writeText(promptText(preview));
		new Notice(words.actions.promptCopied);
	} catch (error) {
		tellError(words.errors.copy, error);
	}
}

function firstLine(text: string): string {
	const [line = ''] = text.trim().split('\n');
	return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
