/** How well the search finds what is known to be in the notes: a check that can be cancelled, its figures, and every miss to open. */
import { Modal, Notice, Setting } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { isPraxisError } from '../../core/lib/errors';
import { titleOf } from '../../core/lib/vault-path';
import type { QualityReport } from '../../core/search/quality/check-quality';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';

/** More are in the note that can be kept. */
const SHOWN_MISSES = 20;

export class QualityModal extends Modal {
	#stop: AbortController | null = null;

	constructor(
		private readonly session: Session,
		private readonly praxis: Praxis,
	) {
		super(session.app);
	}

	override onOpen(): void {
		this.setTitle(words.quality.title);
		this.modalEl.addClass('praxis-quality');
		this.#drawStart();
	}

	override onClose(): void {
		this.#stop?.abort();
		this.contentEl.empty();
	}

	#drawStart(problem = ''): void {
		this.contentEl.empty();
		this.contentEl.createEl('p', { text: words.quality.about });
		if (problem !== '') this.contentEl.createEl('p', { cls: 'praxis-problem-line', text: problem, attr: { role: 'alert' } });
		new Setting(this.contentEl).addButton((button) => button.setButtonText(words.quality.start).setCta().onClick(() => void this.#check()));
	}

	async #check(): Promise<void> {
		const stop = new AbortController();
		this.#stop = stop;
		this.contentEl.empty();
		const told = this.contentEl.createEl('p', { text: words.quality.reading(0, this.session.status.notes), attr: { role: 'status' } });
		const bar = this.contentEl.createEl('progress', { cls: 'praxis-index-progress', attr: { 'aria-label': words.quality.title, max: '1', value: '0' } });
		new Setting(this.contentEl).addButton((button) => button.setButtonText(words.quality.cancel).onClick(() => stop.abort()));
		try {
			const report = await this.praxis.quality.check({
				signal: stop.signal,
				tell: (done, total) => {
					bar.value = total === 0 ? 0 : done / total;
					told.setText(done + 1 < total ? words.quality.reading(done, total) : words.quality.asking);
				},
			});
			this.#drawReport(report);
		} catch (error) {
			if (!isPraxisError(error)) console.error('Praxis:', error);
			this.#drawStart(isPraxisError(error, 'aborted') ? '' : explainError(words.quality.failed, error));
		} finally {
			this.#stop = null;
		}
	}

	#drawReport(report: QualityReport): void {
		const { contentEl } = this;
		const { quality } = words;
		contentEl.empty();
		const asked = report.kinds.reduce((sum, kind) => sum + kind.asked, 0);
		contentEl.createEl('p', { text: quality.found(asked, report.kinds.reduce((sum, kind) => sum + kind.recall[5] * kind.asked, 0) / asked), attr: { role: 'status' } });
		this.#drawTable(report);
		this.#drawWeight(report);
		const misses = report.kinds.flatMap((kind) => kind.misses);
		if (misses.length === 0) contentEl.createEl('p', { cls: 'praxis-muted', text: quality.noMisses });
		else this.#drawMisses(misses);
		new Setting(contentEl)
			.addButton((button) => button.setButtonText(quality.again).onClick(() => void this.#check()))
			.addButton((button) =>
				button.setButtonText(quality.keep).setCta().onClick(() => {
					button.setDisabled(true);
					void this.#keep(report).finally(() => void button.setDisabled(false));
				}),
			);
	}

	#drawTable({ kinds }: QualityReport): void {
		const { quality } = words;
		const table = this.contentEl.createDiv({ cls: 'praxis-table' }).createEl('table');
		const head = table.createEl('thead').createEl('tr');
		for (const column of quality.columns) head.createEl('th', { text: column, attr: { scope: 'col' } });
		const body = table.createEl('tbody');
		for (const { kind, asked, recall } of kinds) {
			const row = body.createEl('tr');
			row.createEl('th', { text: quality.kinds[kind], attr: { scope: 'row' } });
			for (const text of [String(asked), ...([1, 5, 10] as const).map((k) => quality.share(recall[k]))]) row.createEl('td', { text });
		}
	}

	#drawWeight({ weight }: QualityReport): void {
		if (!weight) return;
		const { best, before } = weight;
		const setting = new Setting(this.contentEl).setDesc(best === before ? words.quality.weightStays(before) : words.quality.weightBetter(best, before));
		if (best === before) return;
		setting.addButton((button) => button.setButtonText(words.quality.useWeight(best)).onClick(() => void this.session.updateSettings({ vectorWeight: best }).then(() => void button.setDisabled(true))));
	}

	#drawMisses(misses: QualityReport['kinds'][number]['misses']): void {
		const { quality } = words;
		const details = this.contentEl.createEl('details', { cls: 'praxis-quality-misses' });
		details.createEl('summary', { text: quality.misses(misses.length) });
		const list = details.createEl('ul');
		for (const { question, answer, first } of misses.slice(0, SHOWN_MISSES)) {
			const item = list.createEl('li');
			item.createDiv({ text: `“${question}”` });
			item.createSpan({ cls: 'praxis-muted', text: `${quality.notFound} ` });
			this.#drawNote(item, answer);
			item.createSpan({ cls: 'praxis-muted', text: `; ${first === null ? quality.nothing : quality.instead(titleOf(first))}` });
		}
		if (misses.length > SHOWN_MISSES) details.createEl('p', { cls: 'praxis-muted', text: quality.more(misses.length - SHOWN_MISSES) });
	}

	#drawNote(el: HTMLElement, path: string): void {
		const link = el.createEl('a', { cls: 'internal-link', text: titleOf(path), href: '#' });
		link.addEventListener('click', (event) => {
			event.preventDefault();
			this.close();
			void showNote(this.app, path);
		});
	}

	async #keep(report: QualityReport): Promise<void> {
		try {
			const path = await this.praxis.quality.keep(report);
			new Notice(words.quality.kept(path));
			this.close();
			await showNote(this.app, path);
		} catch (error) {
			tellError(words.quality.keepFailed, error);
		}
	}
}
