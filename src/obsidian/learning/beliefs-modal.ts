/** *What I believe and how sure*: each belief with its confidence, to be endorsed, doubted or opened; a new one is a sentence below. */
import { Modal } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { EvidenceKind } from '../../core/memory/pai/pai-opinions';
import { takeBack } from '../activity/run-actions';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { drawField, drawFormButtons, requires, sendsWith } from '../telos-capture/form-parts';
import { tellDone } from '../telos-capture/write-plan';
import { tellError } from '../tell-error';
import { words } from '../words';

export class BeliefsModal extends Modal {
	#listEl: HTMLElement | null = null;

	constructor(session: Session, private readonly praxis: Praxis) {
		super(session.app);
	}

	override onOpen(): void {
		const { beliefs } = words;
		this.setTitle(beliefs.command);
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		this.#listEl = form.createEl('ul', { cls: 'praxis-beliefs' });
		const field = drawField(form, 'input', { label: beliefs.add, attr: { type: 'text', dir: 'auto' } });
		requires(drawFormButtons(form, { submit: beliefs.endorse, cancel: () => this.close() }), field);
		sendsWith(form, async () => {
			if (field.value.trim() === '' || !(await this.#weigh(field.value, 'confirmation'))) return;
			field.value = '';
			field.dispatchEvent(new Event('input'));
		});
		void this.#draw();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	/** Whether it is written; never rejects. */
	async #weigh(statement: string, kind: EvidenceKind): Promise<boolean> {
		const { beliefs } = words;
		let isWritten = false;
		try {
			const { after, report } = await this.praxis.memory.beliefs.weigh(statement, kind);
			tellDone(beliefs.moved(after), () => void takeBack(this.praxis.changes, report.id, 'undo').then(() => this.#draw()));
			isWritten = true;
		} catch (error) {
			tellError(beliefs.failed, error);
		}
		await this.#draw();
		return isWritten;
	}

	/** Never rejects. */
	async #draw(): Promise<void> {
		const { beliefs } = words;
		try {
			const [found, relations] = [await this.praxis.memory.beliefs.list(), await this.praxis.memory.pai.relations()];
			this.#listEl?.empty();
			if (found.length === 0) this.#listEl?.createEl('li', { cls: 'praxis-muted', text: beliefs.none });
			for (const { statement, confidence, path, isTrusted } of found) {
				const row = this.#row(confidence, statement, path);
				if (!isTrusted) row?.createSpan({ cls: 'praxis-muted', text: beliefs.imported });
				const acts = row?.createSpan({ cls: 'praxis-belief-acts' });
				for (const [text, kind] of [[beliefs.endorse, 'confirmation'], [beliefs.doubt, 'contradiction']] as const) {
					const label = `${text}: ${statement}`;
					acts?.createEl('button', { cls: 'praxis-link', text, attr: { type: 'button', 'aria-label': label } }).addEventListener('click', () => void this.#weigh(statement, kind).then(() => this.#focus(label)));
				}
			}
			if (relations.length > 0) this.#listEl?.createEl('li', { cls: 'praxis-muted', text: beliefs.relations });
			for (const { confidence, entity, text, path } of relations) this.#row(confidence, entity === '' ? text : `${entity}: ${text}`, path);
		} catch (error) {
			tellError(beliefs.failed, error);
		}
	}

	/** Of a row that was drawn anew: what is pressed once may be pressed again. */
	#focus(label: string): void {
		this.#listEl?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(label)}"]`)?.focus();
	}

	#row(confidence: number | null, text: string, path: string): HTMLElement | undefined {
		const row = this.#listEl?.createEl('li', { cls: 'praxis-belief' });
		row?.createSpan({ cls: 'praxis-muted praxis-belief-sure', text: confidence === null ? '' : words.beliefs.sure(confidence) });
		row?.createEl('button', { cls: 'praxis-link', text, attr: { type: 'button', dir: 'auto' } }).addEventListener('click', () => {
			this.close();
			void showNote(this.app, path, 'tab');
		});
		return row;
	}
}
