/** Picking somebody by name, what is known of them, and the brief for a meeting. */
import { FuzzySuggestModal, Modal, Notice, Platform, setIcon, type FuzzyMatch } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { isPraxisError } from '../../core/lib/errors';
import type { Person } from '../../core/memory/people/person';
import { takeBack } from '../activity/run-actions';
import { whereItGoes } from '../chat/where-it-goes';
import { drawLeftOut } from '../left-out';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { drawField, drawFormButtons, sendsWith } from '../telos-capture/form-parts';
import { tellDone } from '../telos-capture/write-plan';
import { explainError } from '../tell-error';
import { words } from '../words';
import { drawPerson } from './person-element';

export class PersonPicker extends FuzzySuggestModal<Person> {
	constructor(
		session: Session,
		private readonly choice: { readonly people: readonly Person[]; readonly placeholder: string; readonly choose: (person: Person) => void },
	) {
		super(session.app);
		this.setPlaceholder(choice.placeholder);
		this.emptyStateText = choice.people.length === 0 ? words.people.noPeople : words.people.nobody;
		for (const el of [this.modalEl, this.resultContainerEl, this.inputEl]) el.setAttribute('aria-label', choice.placeholder);
		drawLeftOut(this.modalEl, session, this.inputEl);
	}

	override getItems(): Person[] {
		return [...this.choice.people];
	}

	override getItemText({ name, aliases }: Person): string {
		return [name, ...aliases].join(' · ');
	}

	override renderSuggestion({ item: { name, aliases, path } }: FuzzyMatch<Person>, el: HTMLElement): void {
		el.addClass('praxis-name');
		setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'user');
		el.createSpan({ cls: 'praxis-name-text', text: name, attr: { dir: 'auto' } });
		const about = path === null ? words.people.remembered : aliases.join(', ');
		if (about !== '') el.createSpan({ cls: 'praxis-found-folder', text: about });
	}

	override onChooseItem(person: Person): void {
		this.choice.choose(person);
	}
}

export class PersonModal extends Modal {
	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis; readonly person: Person }) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { session, praxis, person } = this.options;
		this.setTitle(person.name);
		this.modalEl.addClass('praxis-person-modal');
		const waiting = this.contentEl.createEl('p', { cls: 'praxis-muted', text: words.people.working, attr: { role: 'status' } });
		praxis.memory.people.about(person).then(
			(known) => drawPerson(this.contentEl, known, {
				app: this.app,
				opened: () => this.close(),
				prepare: () => {
					this.close();
					new PrepareModal({ session, praxis, person }).open();
				},
			}),
			(error: unknown) => waiting.setText(explainError(words.people.unread, error)),
		);
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

/** What will be written is asked for; nothing is sent without the box. */
export class PrepareModal extends Modal {
	readonly #stop = new AbortController();

	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis; readonly person: Person }) {
		super(options.session.app);
	}

	override onOpen(): void {
		const { session, person } = this.options;
		const { people } = words;
		this.setTitle(people.prepareTitle(person.name));
		this.modalEl.addClass('praxis-form');
		const form = this.contentEl.createEl('form');
		form.createEl('p', { cls: 'praxis-muted', text: people.prepareIntro });
		const when = drawField(form, 'input', { label: people.when, hint: people.whenHint, attr: { type: 'text' } });
		const box = this.#drawQuestions(form, session);
		const button = drawFormButtons(form, { submit: people.write, cancel: () => this.close() });
		const status = form.createDiv({ cls: 'praxis-muted', attr: { role: 'status' } });
		sendsWith(form, async () => {
			button.disabled = true;
			status.setText(people.working);
			status.setText(await this.#write(when.value.trim(), box?.checked === true));
			button.disabled = false;
		});
		when.focus();
	}

	override onClose(): void {
		this.#stop.abort();
		this.contentEl.empty();
	}

	#drawQuestions(form: HTMLElement, { chatModel: { choice } }: Session): HTMLInputElement | null {
		if (choice.kind !== 'model') return null;
		const label = form.createEl('label', { cls: 'praxis-check' });
		const field = label.createEl('input', { type: 'checkbox' });
		label.createSpan({ text: words.people.questions(choice.entry.spec.name) });
		const where = form.createDiv({ cls: 'praxis-where', text: whereItGoes(choice, { hasProviders: true, preview: null }) });
		field.addEventListener('change', () => where.toggle(field.checked));
		where.hide();
		return field;
	}

	/** What went wrong; "" when it is written, or was stopped. */
	async #write(when: string, questions: boolean): Promise<string> {
		const { session: { app }, praxis, person } = this.options;
		try {
			const brief = await praxis.memory.people.prepareMeeting(person, { ...(when === '' ? {} : { when }), questions, signal: this.#stop.signal });
			if (this.#stop.signal.aborted) return '';
			if (brief.answer.outcome === 'unknown') return `${brief.answer.text} ${brief.answer.resolve}`;
			const { runId, path } = await praxis.save(brief, { to: 'new-note' });
			this.close();
			tellDone(words.people.written(person.name), () => void takeBack(praxis.changes, runId, 'undo'));
			if (brief.unasked !== '') new Notice(words.people.unasked(brief.unasked));
			// On a phone the chat covers the tabs.
			if (Platform.isPhone) app.workspace.rightSplit.collapse();
			await showNote(app, path, 'tab');
			return '';
		} catch (error) {
			return isPraxisError(error, 'aborted') ? '' : explainError(words.people.failed, error);
		}
	}
}
