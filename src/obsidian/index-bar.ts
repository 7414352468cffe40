/** The state of the index as one line with a thin bar, where the person looks: above the chat and in the settings. */
import type { IndexStatus } from '../core/app';
import { leftOutText } from './left-out';
import type { Session } from './session';
import { words } from './words';

export class IndexBar {
	private readonly el: HTMLElement;
	private readonly textEl: HTMLElement;
	private readonly bar: HTMLProgressElement;
	private readonly button: HTMLElement;

	/** Shows itself only while there is something to say. Call `update` when the status changes. */
	constructor(
		parent: HTMLElement,
		private readonly session: Session,
	) {
		this.el = parent.createDiv({ cls: 'praxis-index' });
		const line = this.el.createDiv({ cls: 'praxis-index-line' });
		this.textEl = line.createSpan({ cls: 'praxis-index-text' });
		this.button = line.createEl('button', { cls: 'praxis-link' });
		this.bar = this.el.createEl('progress', { cls: 'praxis-index-progress', attr: { 'aria-label': words.index.starting } });
		this.button.addEventListener('click', () => this.onButton());
		this.update(session.status);
	}

	update(status: IndexStatus): void {
		const isBuilding = status.state === 'building';
		this.el.toggle(isBuilding || status.state === 'cancelled');
		this.bar.toggle(isBuilding);
		this.textEl.setText(indexSentence(status, 0));
		this.button.setText(isBuilding ? words.index.cancel : words.index.resume);
		if (status.total > 0) {
			this.bar.max = status.total;
			this.bar.value = status.done;
		} else this.bar.removeAttribute('value');
	}

	private onButton(): void {
		if (this.session.status.state === 'building') this.session.cancelRebuild();
		else void this.session.rebuild();
	}
}

/** The state of the index in one sentence. */
export function indexSentence(status: IndexStatus, problems: number): string {
	switch (status.state) {
		case 'building':
			return status.total > 0 ? words.index.building(status.done, status.total) : words.index.starting;
		case 'cancelled':
			return words.index.cancelled(status.notes);
		case 'ready': {
			const told = problems > 0 ? words.index.readyWithProblems(status.notes, problems) : words.index.ready(status.notes);
			return `${told} ${leftOutText(status)}`.trim();
		}
		case 'empty':
			return words.index.empty;
	}
}
