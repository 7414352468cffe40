/** Asks the person about one effect of a run: its exact arguments as raw text, the reason, and what else the run has read. */
import { Modal, type App } from 'obsidian';
import type { Approve, GuardQuestion } from '../../core/guard/run-guard';
import { drawText } from '../diff/diff-element';
import { askApproval } from '../modals/approve-modal';
import { words } from '../words';

/** Yes when the person allowed exactly this; of a plan they may leave parts out. Closing it is a no. */
export async function askPerson(app: App, question: GuardQuestion): ReturnType<Approve> {
	if (!question.plan) return new Promise((resolve) => new QuestionModal(app, question, resolve).open());
	const approved = await askApproval(app, question.plan, { reason: question.reason, sources: question.sources.map(({ name, reason }) => `${name} ${reason}`) });
	return approved === null ? false : approved.rejected.size === 0 || { rejected: approved.rejected };
}

class QuestionModal extends Modal {
	#isAllowed = false;

	constructor(
		app: App,
		private readonly question: GuardQuestion,
		private readonly resolve: (isAllowed: boolean) => void,
	) {
		super(app);
	}

	override onOpen(): void {
		const { agent, tool, text, reason, sources } = this.question;
		this.setTitle(words.question.title);
		this.modalEl.addClass('praxis-question');
		this.contentEl.createEl('p', { text: words.question.agent(agent, tool) });
		if (reason !== '') this.contentEl.createEl('p', { cls: 'praxis-muted', text: reason });
		drawText(this.contentEl.createDiv({ cls: 'praxis-question-text' }), text);
		if (sources.length > 0) {
			const el = this.contentEl.createEl('details', { cls: 'praxis-approve-sources' });
			el.createEl('summary', { text: words.approve.sources(sources.length) });
			const list = el.createEl('ul');
			for (const source of sources) list.createEl('li', { text: `${source.name} ${source.reason}` });
		}
		const buttons = this.contentEl.createDiv({ cls: 'modal-button-container' });
		const no = buttons.createEl('button', { text: words.question.no });
		no.addEventListener('click', () => this.close());
		buttons.createEl('button', { text: words.question.yes }).addEventListener('click', () => {
			this.#isAllowed = true;
			this.close();
		});
		no.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
		this.resolve(this.#isAllowed);
	}
}
