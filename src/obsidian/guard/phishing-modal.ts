/** *Check this note for phishing*: what is certain, each at its line, and what no such check can know. */
import { Modal, type App } from 'obsidian';
import { MOST_FINDINGS, type PhishingFinding } from '../../core/guard/phishing';
import { titleOf } from '../../core/lib/vault-path';
import { openAtLine } from '../open-note';
import { tellError } from '../tell-error';
import { words } from '../words';

export class PhishingModal extends Modal {
	constructor(
		app: App,
		private readonly path: string,
		private readonly findings: readonly PhishingFinding[],
	) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle(words.phishing.title(titleOf(this.path)));
		this.modalEl.addClass('praxis-problems');
		this.contentEl.createEl('p', { text: this.findings.length === 0 ? words.phishing.none : this.findings.length < MOST_FINDINGS ? words.phishing.found(this.findings.length) : words.phishing.first(this.findings.length) });
		if (this.findings.length > 0) {
			const list = this.contentEl.createEl('ul', { cls: 'praxis-problem-list' });
			for (const finding of this.findings) this.#drawFinding(list, finding);
		}
		this.contentEl.createEl('p', { cls: 'praxis-muted praxis-phishing-limits', text: words.phishing.limits });
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	#drawFinding(list: HTMLElement, { line, message, found }: PhishingFinding): void {
		const row = list.createEl('li').createEl('button', { cls: 'praxis-problem' });
		row.createSpan({ cls: 'praxis-problem-place', text: `${message} ${words.diff.line(line)}.` });
		row.createSpan({ cls: 'praxis-problem-message praxis-raw', text: found });
		row.addEventListener('click', () => {
			this.close();
			openAtLine(this.app, this.path, line).catch((error: unknown) => tellError(words.errors.open, error));
		});
	}
}
