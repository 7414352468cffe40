/** One pattern over many notes in a window: its form, then the plan, then each note as it ends. Closing it stops after the note under way; nothing done is lost. */
import { Modal, Notice } from 'obsidian';
import type { BatchProgress } from '../../core/actions/batch';
import type { BatchPlan } from '../../core/actions/batch-desk';
import type { Pattern } from '../../core/actions/pattern';
import type { App as Praxis } from '../../core/app';
import { localActionOf } from '../../core/actions/local/run-local';
import { isPraxisError } from '../../core/lib/errors';
import { showNote } from '../open-note';
import { saveOpenNotes } from '../save-open-notes';
import type { Session } from '../session';
import { drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { explainError } from '../tell-error';
import { words } from '../words';
import { BatchForm, type BatchFrom } from './batch-form';
import { BatchProgressElement, drawBatchPlan } from './batch-element';
import { formChoices } from './form-choices';

export interface BatchModalOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	readonly pattern: Pattern;
	readonly start: BatchFrom;
	/** Shown, and gone on with when the person wants. */
	readonly earlier?: BatchProgress;
}

export class BatchModal extends Modal {
	private formEl: HTMLElement | null = null;
	private bodyEl: HTMLElement | null = null;
	private working: AbortController | null = null;
	private progress: BatchProgress | null = null;

	constructor(private readonly options: BatchModalOptions) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { pattern, session, start, earlier, praxis } = this.options;
		this.setTitle(words.batch.title(pattern.name));
		this.modalEl.addClasses(['praxis-form', 'praxis-action', 'praxis-batch-modal']);
		const formEl = this.contentEl.createEl('form');
		this.formEl = formEl;
		if (pattern.description !== '') formEl.createEl('p', { cls: 'praxis-muted', text: pattern.description });
		const form = new BatchForm(formEl.createDiv({ cls: 'praxis-action-fields' }), { app: this.app, pattern, start, isLocal: localActionOf(pattern) !== null, ...formChoices(session, praxis) });
		drawFormButtons(formEl, { submit: words.batch.look, cancel: () => this.close() });
		sendsWith(formEl, async () => {
			const [missing] = form.missing;
			if (missing) missing.focus();
			else await this.look(form);
		});
		if (earlier) this.showEnd(earlier);
		else form.focus();
	}

	override onClose(): void {
		const { progress } = this;
		if (this.working && progress) new Notice(words.batch.keptOn(progress.items.length, progress.paths.length));
		this.working?.abort();
		this.working = null;
		this.contentEl.empty();
	}

	/** Looks at every note. Never rejects. */
	private async look(form: BatchForm): Promise<void> {
		const { praxis, pattern, session } = this.options;
		const { batch } = words;
		const stop = new AbortController();
		this.working = stop;
		const body = this.page();
		const said = body.createDiv({ cls: 'praxis-muted', text: batch.looking(0, 0), attr: { role: 'status' } });
		drawButtons(body, [{ text: batch.cancel, act: () => this.back() }]);
		try {
			await saveOpenNotes(session.app);
			const plan = await praxis.batches.plan(form.wish(pattern), { signal: stop.signal, looked: (done, total) => said.setText(batch.looking(done, total)) });
			if (!stop.signal.aborted) this.showPlan(plan);
		} catch (error) {
			if (!stop.signal.aborted && !isPraxisError(error, 'aborted')) this.fail(error);
		} finally {
			if (this.working === stop) this.working = null;
		}
	}

	private showPlan(plan: BatchPlan): void {
		const { batch } = words;
		const body = this.page();
		drawBatchPlan(body.createDiv({ cls: 'praxis-action-body praxis-batch-plan', attr: { role: 'region', 'aria-label': batch.look, tabindex: '0' } }), plan);
		const { length } = plan.progress.paths;
		const mayRun = length > 0 && plan.problem === '';
		drawButtons(body, [...(mayRun ? [{ text: batch.run(length), isMain: true, act: () => void this.run(plan.progress) }] : []), { text: batch.change, act: () => this.back() }]);
	}

	/** Never rejects. */
	private async run(start: BatchProgress): Promise<void> {
		const { praxis } = this.options;
		const { batch } = words;
		const stop = new AbortController();
		this.working = stop;
		this.progress = start;
		const body = this.page();
		const drawn = new BatchProgressElement(body, (path) => this.openNote(path));
		drawn.update(start);
		drawButtons(body, [{
			text: batch.stop,
			act: () => {
				stop.abort();
				drawn.say(batch.stopping);
			},
		}]);
		try {
			const run = praxis.batches.run(start, stop.signal);
			for (;;) {
				const next = await run.next();
				this.progress = next.value;
				if (this.working !== stop) return;
				drawn.update(next.value);
				if (next.done === true) return this.showEnd(next.value);
			}
		} catch (error) {
			if (this.working === stop) this.fail(error);
		} finally {
			if (this.working === stop) this.working = null;
		}
	}

	private showEnd(progress: BatchProgress): void {
		const { batch } = words;
		this.working = null;
		this.progress = progress;
		const { items, paths, stopped } = progress;
		const failed = items.filter(({ outcome }) => outcome === 'failed').length;
		const left = paths.length - items.length;
		const body = this.page();
		if (stopped !== '') body.createDiv({ cls: 'praxis-refusal', text: stopped });
		const drawn = new BatchProgressElement(body, (path) => this.openNote(path));
		drawn.update(progress);
		drawn.say(batch.ended(items.length - failed, failed));
		const again = left > 0 ? batch.goOn(left + failed) : batch.retry(failed);
		drawButtons(body, [
			...(left + failed > 0 ? [{ text: again, isMain: true, act: () => void this.run(progress) }] : []),
			...(items.some(({ changeId }) => changeId !== '') ? [{ text: batch.undo, act: () => void this.undo(progress) }] : []),
			{ text: batch.close, act: () => this.close() },
		]);
	}

	/** Never rejects. */
	private async undo(progress: BatchProgress): Promise<void> {
		try {
			const { undone, problems } = await this.options.praxis.batches.undo(progress);
			new Notice([words.batch.undone(undone), ...problems].join(' '));
			this.close();
		} catch (error) {
			this.fail(error);
		}
	}

	private openNote(path: string): void {
		this.close();
		void showNote(this.app, path, 'tab');
	}

	private fail(error: unknown): void {
		const body = this.page();
		body.createDiv({ cls: 'praxis-refusal', text: explainError(words.batch.failed, error) });
		drawButtons(body, [{ text: words.batch.change, act: () => this.back() }]);
	}

	private back(): void {
		this.working?.abort();
		this.working = null;
		this.bodyEl?.remove();
		this.bodyEl = null;
		this.formEl?.show();
	}

	/** An empty page in place of what is shown. */
	private page(): HTMLElement {
		this.formEl?.hide();
		this.bodyEl?.remove();
		this.bodyEl = this.contentEl.createDiv({ cls: 'praxis-action-result' });
		return this.bodyEl;
	}
}

function drawButtons(el: HTMLElement, buttons: readonly { readonly text: string; readonly act: () => void; readonly isMain?: boolean }[]): void {
	const row = el.createDiv({ cls: 'modal-button-container' });
	for (const { text, act, isMain = false } of buttons) row.createEl('button', { text, cls: isMain ? 'mod-cta' : '' }).addEventListener('click', act);
	row.querySelector('button')?.focus();
}
