/** *Ask my vault*: a question, and where its answer goes. Keyboard first; Enter asks, Escape leaves everything as it was. */
import { Modal, Notice } from 'obsidian';
import { whereItGoes } from './chat/where-it-goes';
import { deliver, editedNote, isWorthWriting, type Target } from './deliver';
import type { Session } from './session';
import { words } from './words';

type DestinationName = Target['to'];
const NAMES: readonly DestinationName[] = ['chat', 'cursor', 'append', 'new-note'];
/** Kept on this device for this vault. */
const REMEMBERED = 'praxis-answer-destination';

export interface AskModalOptions {
	readonly session: Session;
	readonly openChat: () => Promise<void>;
}

export class AskModal extends Modal {
	private readonly targets: ReadonlyMap<DestinationName, Target>;
	private chosen: DestinationName;
	private isAsking = false;
	private field: HTMLInputElement | null = null;

	constructor(private readonly options: AskModalOptions) {
		super(options.session.app);
		this.targets = findTargets(options.session);
		const stored: unknown = this.app.loadLocalStorage(REMEMBERED);
		const remembered = NAMES.find((name) => name === stored);
		this.chosen = remembered && this.targets.has(remembered) ? remembered : 'chat';
	}

	override onOpen(): void {
		const { session } = this.options;
		this.setTitle(words.ask.title);
		this.modalEl.addClass('praxis-ask');
		const form = this.contentEl.createEl('form');
		const field = form.createEl('input', { type: 'text', cls: 'praxis-ask-field', attr: { placeholder: words.ask.placeholder, 'aria-label': words.ask.question, enterkeyhint: 'go' } });
		this.field = field;
		this.drawDestinations(form);
		form.createEl('p', { cls: 'praxis-where', text: whereItGoes(session.chatModel.choice, { hasProviders: session.settings.providers.length > 0, preview: null }) });
		const row = form.createDiv({ cls: 'modal-button-container' });
		const submit = row.createEl('button', { cls: 'mod-cta', text: words.ask.submit, attr: { type: 'submit' } });
		const mark = (): void => void submit.toggleAttribute('disabled', field.value.trim() === '');
		field.addEventListener('input', mark);
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.submit(field.value);
		});
		mark();
		field.focus();
	}

	override onClose(): void {
		if (this.isAsking) this.options.session.conversation.stop();
		this.contentEl.empty();
	}

	private drawDestinations(form: HTMLElement): void {
		const group = form.createEl('fieldset', { cls: 'praxis-destinations' });
		group.createEl('legend', { text: words.ask.destination });
		for (const name of NAMES) {
			const isPossible = this.targets.has(name);
			const label = group.createEl('label', { cls: 'praxis-destination' });
			const radio = label.createEl('input', { type: 'radio', attr: { name: 'praxis-destination', value: name } });
			radio.checked = name === this.chosen;
			radio.disabled = !isPossible;
			label.createSpan({ text: words.ask.destinations[name] });
			radio.addEventListener('change', () => {
				this.chosen = name;
				this.app.saveLocalStorage(REMEMBERED, name);
			});
			// A radio button's Enter would be lost in some browsers: it asks, as it does in the field.
			radio.addEventListener('keydown', (event) => {
				if (event.key !== 'Enter') return;
				event.preventDefault();
				void this.submit(this.field?.value ?? '');
			});
		}
		if (this.targets.size < NAMES.length) group.createDiv({ cls: 'praxis-destinations-hint', text: this.targets.has('append') ? words.ask.needsEditor : words.ask.needsNote });
	}

	private async submit(typed: string): Promise<void> {
		const { session, openChat } = this.options;
		const target = this.targets.get(this.chosen) ?? { to: 'chat' };
		if (typed.trim() === '' || this.isAsking) return;
		if (!session.praxis || session.conversation.isRunning) {
			new Notice(session.praxis ? words.chat.busy : words.chat.notReady);
			return;
		}
		if (target.to === 'chat') {
			this.close();
			void session.conversation.ask(typed);
			await openChat();
			return;
		}
		this.drawWorking();
		this.isAsking = true;
		const turn = await session.conversation.ask(typed);
		this.isAsking = false;
		this.close();
		if (!turn?.answer || turn.isStopped) return;
		if (isWorthWriting(turn.answer.outcome)) return deliver(session, turn, target);
		new Notice(words.ask.notWritten(turn.answer.outcome));
		await openChat();
	}

	/** Stays open while the answer is on its way: the cursor it will go to cannot move, and stop is at hand. */
	private drawWorking(): void {
		this.contentEl.empty();
		this.contentEl.createEl('p', { text: words.chat.working, attr: { role: 'status' } });
		const row = this.contentEl.createDiv({ cls: 'modal-button-container' });
		const stop = row.createEl('button', { text: words.chat.stop });
		stop.addEventListener('click', () => this.close());
		stop.focus();
	}
}

function findTargets(session: Session): ReadonlyMap<DestinationName, Target> {
	const targets = new Map<DestinationName, Target>([
		['chat', { to: 'chat' }],
		['new-note', { to: 'new-note' }],
	]);
	const edited = editedNote(session.app);
	if (edited) targets.set('cursor', { to: 'cursor', ...edited });
	const file = session.app.workspace.getActiveFile();
	if (file?.extension === 'md') targets.set('append', { to: 'append', path: file.path });
	return targets;
}
