/** The interview: one question at a time, then the notes it becomes, which the person edits and accepts. Left at any time. */
import { Modal, Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { isPraxisError, messageOf } from '../../core/lib/errors';
import { currentStep, draftsOf, INTERVIEW, NEW_INTERVIEW, stepBack, type Interview, type InterviewAnswer, type InterviewStep, type ItemDraft } from '../../core/telos/interview';
import { whereItGoes } from '../chat/where-it-goes';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { drawField, sendsWith } from './form-parts';

type Further = InterviewAnswer['further'];

export class InterviewModal extends Modal {
	#interview: Interview = NEW_INTERVIEW;
	#typed = '';
	/** Ends the model's call when the person goes on without it. */
	#stop = new AbortController();

	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis }) {
		super(options.session.app);
	}

	override onOpen(): void {
		this.setTitle(words.interview.title);
		this.modalEl.addClasses(['praxis-form', 'praxis-interview']);
		this.#desk.load().then((interview) => {
			this.#interview = interview;
			this.#typed = interview.typed;
			this.#draw();
		}, (error: unknown) => {
			tellError(words.interview.failed, error);
			this.#draw();
		});
	}

	override onClose(): void {
		this.#stop.abort();
		this.contentEl.empty();
		if (this.#typed !== this.#interview.typed) this.#desk.save({ ...this.#interview, typed: this.#typed }).catch((error: unknown) => tellError(words.interview.failed, error));
	}

	get #desk(): Praxis['telos']['interview'] {
		return this.options.praxis.telos.interview;
	}

	#draw(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
		this.contentEl.empty();
		const step = currentStep(this.#interview);
		if (step) this.#drawQuestion(step);
		else this.#drawDone();
	}

	/** Where the person is among the seven, as words and as a bar. */
	#drawHead(step: InterviewStep, parent: HTMLElement): void {
		const at = INTERVIEW.indexOf(step) + 1;
		const bar = parent.createDiv({ cls: 'praxis-interview-bar', attr: { role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': `${INTERVIEW.length}`, 'aria-valuenow': `${at}`, 'aria-label': words.interview.step(at, INTERVIEW.length) } });
		for (const one of INTERVIEW) bar.createSpan({ cls: INTERVIEW.indexOf(one) < at ? 'is-done' : '' });
		parent.createDiv({ cls: 'praxis-muted', text: `${words.interview.step(at, INTERVIEW.length)} · ${words.telos.type(step.type)}` });
		parent.createEl('h3', { text: step.question });
	}

	#drawQuestion(step: InterviewStep): void {
		const { interview } = words;
		const form = this.contentEl.createEl('form');
		this.#drawHead(step, form);
		const field = drawField(form, 'textarea', { label: interview.answer, hint: step.hint, attr: { rows: '5' } });
		field.value = this.#typed;
		field.addEventListener('input', () => (this.#typed = field.value));
		const asks = this.#drawModelChoice(form);
		const row = form.createDiv({ cls: 'modal-button-container' });
		const next = row.createEl('button', { cls: 'mod-cta', text: interview.continue, attr: { type: 'submit' } });
		const mark = (): void => void (next.disabled = draftsOf(field.value).length === 0);
		field.addEventListener('input', mark);
		mark();
		row.createEl('button', { text: interview.skip, attr: { type: 'button' } }).addEventListener('click', () => void this.#accept([], []));
		if (this.#interview.answers.length > 0) row.createEl('button', { text: interview.back, attr: { type: 'button' } }).addEventListener('click', () => this.#goBack());
		sendsWith(form, async () => {
			if (draftsOf(field.value).length === 0) return;
			if (asks()) await this.#askFurther(step);
			else this.#drawDrafts(step, []);
		});
		field.focus();
	}

	/** Off for a model elsewhere until the person says so: their answer would go there. */
	#drawModelChoice(form: HTMLElement): () => boolean {
		const { choice } = this.options.session.chatModel;
		if (choice.kind !== 'model') return () => false;
		const { spec } = choice.entry;
		const label = form.createEl('label', { cls: 'praxis-check' });
		const box = label.createEl('input', { type: 'checkbox' });
		label.createSpan({ text: words.interview.askFurther(spec.name) });
		box.checked = spec.place === 'device';
		const where = form.createDiv({ cls: 'praxis-where', text: whereItGoes(choice, { hasProviders: true, preview: null }) });
		const mark = (): void => where.toggle(box.checked);
		box.addEventListener('change', mark);
		mark();
		return () => box.checked;
	}

	async #askFurther(step: InterviewStep): Promise<void> {
		const { choice } = this.options.session.chatModel;
		const name = choice.kind === 'model' ? choice.entry.spec.name : '';
		const { signal } = this.#stop;
		this.contentEl.empty();
		this.#drawHead(step, this.contentEl);
		this.contentEl.createEl('p', { text: words.interview.asking(name), attr: { role: 'status' } });
		const row = this.contentEl.createDiv({ cls: 'modal-button-container' });
		const skip = row.createEl('button', { text: words.interview.skip });
		skip.addEventListener('click', () => this.#stop.abort());
		skip.focus();
		let questions: readonly string[] = [];
		try {
			questions = await this.#desk.further(this.#interview, this.#typed, signal);
		} catch (error) {
			if (!isPraxisError(error, 'aborted')) new Notice(`${words.interview.furtherFailed} ${messageOf(error)}`);
		}
		if (!this.contentEl.isConnected) return;
		this.#stop = new AbortController();
		if (questions.length === 0) this.#drawDrafts(step, []);
		else this.#drawFurther(step, questions);
	}

	#drawFurther(step: InterviewStep, questions: readonly string[]): void {
		const { interview } = words;
		this.contentEl.empty();
		const form = this.contentEl.createEl('form');
		this.#drawHead(step, form);
		form.createEl('p', { cls: 'praxis-muted', text: interview.furtherHint });
		const fields = questions.map((question) => ({ question, field: drawField(form, 'textarea', { label: question, attr: { rows: '2' } }) }));
		const row = form.createDiv({ cls: 'modal-button-container' });
		row.createEl('button', { cls: 'mod-cta', text: interview.continue, attr: { type: 'submit' } });
		row.createEl('button', { text: interview.back, attr: { type: 'button' } }).addEventListener('click', () => this.#draw());
		sendsWith(form, () => {
			this.#drawDrafts(step, fields.map(({ question, field }) => ({ question, answer: field.value.trim() })).filter(({ answer }) => answer !== ''));
			return Promise.resolve();
		});
		fields[0]?.field.focus();
	}

	#drawDrafts(step: InterviewStep, further: Further): void {
		const { interview } = words;
		this.contentEl.empty();
		const form = this.contentEl.createEl('form');
		this.#drawHead(step, form);
		form.createEl('p', { cls: 'praxis-muted', text: interview.draftHint });
		const drafts = draftsOf(this.#typed, further).map((draft) => drawDraft(form, draft, () => mark()));
		const row = form.createDiv({ cls: 'modal-button-container' });
		const accept = row.createEl('button', { cls: 'mod-cta', attr: { type: 'submit' } });
		row.createEl('button', { text: interview.back, attr: { type: 'button' } }).addEventListener('click', () => this.#draw());
		const kept = (): ItemDraft[] => drafts.flatMap((read) => read() ?? []);
		const mark = (): void => {
			const n = kept().length;
			accept.disabled = n === 0;
			accept.setText(interview.accept(Math.max(1, n)));
		};
		mark();
		sendsWith(form, async () => {
			if (kept().length > 0) await this.#accept(kept(), further);
		});
		form.querySelector('input')?.focus();
	}

	async #accept(drafts: readonly ItemDraft[], further: Further): Promise<void> {
		try {
			const { interview } = await this.#desk.accept(this.#interview, { answer: this.#typed, further }, drafts);
			this.#interview = interview;
			this.#typed = '';
			this.#draw();
		} catch (error) {
			tellError(words.interview.failed, error);
		}
	}

	#goBack(): void {
		this.#interview = stepBack(this.#interview);
		this.#typed = this.#interview.typed;
		this.#desk.save(this.#interview).catch((error: unknown) => tellError(words.interview.failed, error));
		this.#draw();
	}

	#drawDone(): void {
		const { interview } = words;
		const notes = this.#interview.answers.flatMap(({ paths }) => paths);
		this.contentEl.createEl('h3', { text: interview.done });
		this.contentEl.createEl('p', { text: interview.doneText(notes.length), attr: { role: 'status' } });
		const list = this.contentEl.createEl('ul', { cls: 'praxis-interview-done' });
		for (const { step, paths } of this.#interview.answers) for (const path of paths) {
			const item = this.options.praxis.telos.item(path);
			const type = INTERVIEW.find(({ id }) => id === step)?.type;
			const row = list.createEl('li');
			row.createSpan({ cls: 'praxis-muted', text: type ? words.telos.type(type) : '' });
			row.createSpan({ text: item?.title ?? path });
		}
		const row = this.contentEl.createDiv({ cls: 'modal-button-container' });
		const close = row.createEl('button', { cls: 'mod-cta', text: interview.close });
		close.addEventListener('click', () => this.close());
		row.createEl('button', { text: interview.again }).addEventListener('click', () => void this.#beginAnew());
		close.focus();
	}

	async #beginAnew(): Promise<void> {
		try {
			await this.#desk.forget();
			this.#interview = NEW_INTERVIEW;
			this.#typed = '';
			this.#draw();
		} catch (error) {
			tellError(words.interview.failed, error);
		}
	}
}

/** The draft as the person leaves it; null when it is left out. */
function drawDraft(form: HTMLElement, draft: ItemDraft, changed: () => void): () => ItemDraft | null {
	const { interview } = words;
	const box = form.createEl('fieldset', { cls: 'praxis-draft' });
	const title = drawField(box, 'input', { label: interview.name, attr: { type: 'text' } });
	const text = drawField(box, 'textarea', { label: interview.details, attr: { rows: draft.text === '' ? '2' : '4', placeholder: words.capture.optional } });
	title.value = draft.title;
	text.value = draft.text;
	const label = box.createEl('label', { cls: 'praxis-check' });
	const out = label.createEl('input', { type: 'checkbox' });
	label.createSpan({ text: interview.leaveOut });
	title.addEventListener('input', changed);
	out.addEventListener('change', () => {
		box.toggleClass('is-left-out', out.checked);
		title.disabled = out.checked;
		text.disabled = out.checked;
		changed();
	});
	return () => (out.checked || title.value.trim() === '' ? null : { title: title.value.trim(), text: text.value });
}
