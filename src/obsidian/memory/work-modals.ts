/** Starting a piece of work, and picking one to go on with. */
import { FuzzySuggestModal, Modal, Notice, Platform, type FuzzyMatch } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { progressOf, type Prd } from '../../core/memory/work/prd';
import { workName } from '../../core/memory/work/work-context';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { drawField, drawFormButtons, requires, sendsWith } from '../telos-capture/form-parts';
import { explainError } from '../tell-error';
import { words } from '../words';

export class StartWorkModal extends Modal {
	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis }) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { work } = words;
		this.setTitle(work.startTitle);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		const task = drawField(form, 'input', { label: work.task, attr: { type: 'text', required: '' } });
		const criteria = drawField(form, 'textarea', { label: work.criteria, hint: work.criteriaHint, attr: { rows: '4' } });
		const anti = drawField(form, 'textarea', { label: work.anti, attr: { rows: '2', placeholder: words.capture.optional } });
		const context = drawField(form, 'textarea', { label: work.context, attr: { rows: '3', placeholder: words.capture.optional } });
		requires(drawFormButtons(form, { submit: work.start, cancel: () => this.close() }), task);
		const said = form.createEl('p', { cls: 'praxis-refusal', attr: { role: 'alert' } });
		said.hide();
		sendsWith(form, async () => {
			if (task.value.trim() === '') return;
			try {
				const path = await this.options.praxis.memory.work.start({ task: task.value, criteria: linesOf(criteria.value), anti: linesOf(anti.value), context: context.value });
				this.close();
				new Notice(work.started);
				// On a phone the chat covers the tabs.
				if (Platform.isPhone) this.app.workspace.rightSplit.collapse();
				await showNote(this.app, path, 'tab');
			} catch (error) {
				said.setText(explainError(work.failed, error));
				said.show();
			}
		});
		task.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

function linesOf(text: string): string[] {
	return text.split('\n').map((line) => line.replace(/^\s*[-*]\s+(?:\[.\]\s+)?/, '').trim()).filter((line) => line !== '');
}

export class WorkPicker extends FuzzySuggestModal<Prd> {
	constructor(
		session: Session,
		private readonly choice: { readonly all: readonly Prd[]; readonly choose: (prd: Prd) => void },
	) {
		super(session.app);
		this.setPlaceholder(words.work.pick);
		this.emptyStateText = words.work.none;
		for (const el of [this.modalEl, this.resultContainerEl, this.inputEl]) el.setAttribute('aria-label', words.work.pick);
	}

	override getItems(): Prd[] {
		return [...this.choice.all];
	}

	override getItemText(prd: Prd): string {
		return workName(prd);
	}

	override renderSuggestion({ item }: FuzzyMatch<Prd>, el: HTMLElement): void {
		const { done, total } = progressOf(item);
		el.addClass('praxis-item-suggestion');
		el.createSpan({ cls: 'praxis-item-name', text: workName(item), attr: { dir: 'auto' } });
		el.createSpan({ cls: 'praxis-item-kind', text: `${words.work.phase(item.phase)} · ${words.work.progress(done, total)}` });
	}

	override onChooseItem(prd: Prd): void {
		this.choice.choose(prd);
	}
}
