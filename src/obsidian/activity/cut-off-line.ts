/** One quiet line above the runs: which questions a crash or a sleeping phone cut off, and for each a way to go on or to close it. */
import { setIcon } from 'obsidian';
import type { App as Praxis, CutOffRun } from '../../core/app';
import { words } from '../words';
import { dayName, timeName } from './when';

export interface CutOffLineOptions {
	readonly runs: Pick<Praxis['runs'], 'list' | 'close'>;
	/** Goes on with it where answers are read. */
	readonly resume: (run: CutOffRun) => void;
	readonly failed: (error: unknown) => void;
}

/** Draws into `el`, and nothing when there is nothing to tell. */
export class CutOffLine {
	constructor(
		private readonly el: HTMLElement,
		private readonly options: CutOffLineOptions,
	) {
		el.addClass('praxis-cut-off');
		el.setAttribute('role', 'region');
		el.setAttribute('aria-label', words.activity.cutOffLabel);
		el.hide();
	}

	/** Never rejects. */
	async update(now: Date): Promise<void> {
		try {
			this.#draw(await this.options.runs.list(), now);
		} catch (error) {
			this.options.failed(error);
		}
	}

	#draw(runs: readonly CutOffRun[], now: Date): void {
		this.el.empty();
		this.el.toggle(runs.length > 0);
		if (runs.length === 0) return;
		const head = this.el.createDiv({ cls: 'praxis-cut-off-head' });
		setIcon(head.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'unplug');
		head.createSpan({ text: [words.activity.cutOff(runs.length), ...(runs.some(({ changeIds }) => changeIds.length > 0) ? [words.activity.cutOffStands] : [])].join(' ') });
		const list = this.el.createEl('ul', { cls: 'praxis-cut-off-list' });
		for (const run of runs) this.#drawRun(list.createEl('li', { cls: 'praxis-cut-off-run' }), run, now);
	}

	#drawRun(row: HTMLElement, run: CutOffRun, now: Date): void {
		const about = row.createDiv({ cls: 'praxis-cut-off-about' });
		about.createDiv({ cls: 'praxis-cut-off-question', text: run.question });
		about.createDiv({ cls: 'praxis-cut-off-facts', text: [whenText(new Date(run.at), now), ...(run.notes.length > 0 ? [words.activity.cutOffRead(run.notes.length)] : []), ...(run.changeIds.length > 0 ? [words.activity.cutOffChanged] : [])].join(' · ') });
		this.#drawButton(row, { text: words.activity.resume, label: words.activity.resumeLabel(run.question) }, () => this.options.resume(run));
		this.#drawButton(row, { text: words.activity.close, label: words.activity.closeLabel(run.question) }, () => void this.#close(run));
	}

	#drawButton(row: HTMLElement, { text, label }: { readonly text: string; readonly label: string }, press: () => void): void {
		row.createEl('button', { text, attr: { 'aria-label': label } }).addEventListener('click', press);
	}

	async #close(run: CutOffRun): Promise<void> {
		try {
			await this.options.runs.close(run.id);
		} catch (error) {
			this.options.failed(error);
		}
		await this.update(new Date());
	}
}

/** "12 minutes ago", "Yesterday, 14:05". */
function whenText(at: Date, now: Date): string {
	const day = dayName(at, now);
	return day === words.activity.today ? timeName(at, now) : `${day}, ${timeName(at, now)}`;
}
