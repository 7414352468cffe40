/**
 * The lower part of the chat: the composer, what lies beside the question, where it would go; and the one way by which a
 * question of the chat is sent, refused in place when something private would go to a remote model.
 */
import { Component, Notice } from 'obsidian';
import type { Attachment, ChatChoice, Preview } from '../../core/app';
import type { Turn } from '../../core/agents/transcript';
import { vaultPath } from '../../core/lib/vault-path';
import { leftOutText } from '../left-out';
import type { Session } from '../session';
import { asksBack, ratingIn } from '../../core/memory/learning/rating-in';
import { tellError } from '../tell-error';
import { words } from '../words';
import { BesideList, heldBack } from './beside';
import type { ChatBar } from './chat-bar';
import { Composer } from './composer';
import type { Asking, Beside } from './conversation';
import { mayHold, readDrop, readFiles, type Dropped } from './drops';
import type { FollowScroll } from './follow-scroll';
import { findOffer } from './offer';
import { PastChats } from './past-chats';
import { PromptModal } from './prompt-modal';
import { whereItGoes } from './where-it-goes';

export interface QuestionDeskParts {
	readonly bar: ChatBar;
	readonly follow: FollowScroll;
	announce(text: string): void;
}

const ESTIMATE_AFTER_MS = 150;

export class QuestionDesk extends Component {
	readonly #beside: BesideList;
	readonly #composer: Composer;
	#whereTimer = 0;
	#round = 0;
	#answers = '';
	/** Claims of the memory that go along with what is typed. */
	#told: readonly string[] = [];
	/** The question that is edited: the next one stands in its place. */
	private editing: Turn | null = null;

	constructor(
		private readonly el: HTMLElement,
		private readonly session: Session,
		private readonly parts: QuestionDeskParts,
	) {
		super();
		this.#beside = new BesideList(session);
		this.#composer = new Composer(
			el,
			{
				ask: (question) => this.ask(question),
				stop: () => session.conversation.stop(),
				typed: () => this.#drawWhereSoon(),
				showPrompt: () => void this.#showPrompt(),
				endEditing: () => this.#endEditing(),
				paste: (files) => this.#paste(files),
				slash: (typed) => void session.pickPattern(typed, { chosen: () => this.#composer.setText('') }),
				remove: (beside) => this.#beside.remove(beside),
				take: (attachment) => void this.#beside.add(attachment),
			},
			{ names: () => session.praxis?.lookup.names ?? null, excluded: () => session.settings.excludedFolders, leftOut: () => leftOutText(session.status), take: (attachment) => void this.#beside.add(attachment), announce: (text) => parts.announce(text) },
		);
	}

	override onload(): void {
		const { app, chatModel } = this.session;
		this.register(this.#beside.onChange(() => this.#drawBeside()));
		this.register(chatModel.onChange((choice) => this.#followChoice(choice)));
		this.registerEvent(app.workspace.on('active-leaf-change', () => this.#drawChips()));
		// What is selected is known when the person turns to the question.
		this.registerDomEvent(this.#composer.field, 'focus', () => this.#drawChips());
		this.registerDomEvent(this.el, 'dragover', (event) => this.#onDrag(event));
		this.registerDomEvent(this.el, 'dragleave', (event) => event.target === this.el && this.el.removeClass('is-dropping'));
		this.registerDomEvent(this.el, 'drop', (event) => this.#onDrop(event));
		this.#followChoice(chatModel.choice);
	}

	override onunload(): void {
		this.el.win.clearTimeout(this.#whereTimer);
	}

	focus(): void {
		this.#composer.field.focus();
	}

	/** Puts it beside the question that is typed next. */
	put(attachment: Attachment): void {
		void this.#beside.add(attachment);
	}

	setRunning(isRunning: boolean): void {
		this.#composer.setRunning(isRunning);
		if (!isRunning) this.#drawWhereSoon();
	}

	/** True when the question is on its way, or what was typed was a rating of the last answer. `isMessage`: it is none, whatever it looks like. */
	ask(question: string, { isMessage = false }: { readonly isMessage?: boolean } = {}): boolean {
		if (!isMessage && this.#rates(question)) return true;
		const [, name, typed = ''] = /^\/([\w.-]+)(?:\s+([\s\S]*))?$/.exec(question) ?? [];
		if (name === 'remember') {
			this.session.remember({ text: typed.trim(), sourceKind: 'user' });
			this.#composer.setText('');
			return false;
		}
		if (name !== undefined && this.session.pickPattern(typed, { name, chosen: () => this.#composer.setText('') })) return false;
		const { editing } = this;
		const besides = this.#beside.all;
		if (!this.#send(question, besides, { ...(editing ? { after: editing.parent } : {}) })) return false;
		this.#beside.set([]);
		this.#setEditing(null);
		return true;
	}

	/** “8”, “9 - great”: what is said of the answer above is no question. */
	#rates(typed: string): boolean {
		const { conversation, ratings } = this.session;
		const turn = conversation.transcript.turns.at(-1);
		if (!turn?.answer || turn.answer.outcome === 'failed' || conversation.isRunning || this.editing || this.#beside.all.length > 0 || asksBack(turn.answer)) return false;
		const given = ratingIn(typed);
		if (!given) return false;
		void ratings.rate(turn, given, typed).then(() => this.parts.follow.toBottom());
		return true;
	}

	/** Asks the turn's question again; both answers are kept. */
	askInPlaceOf(turn: Turn, model?: string): void {
		this.#send(turn.question, this.session.conversation.besideOf(turn.runId), { after: turn.parent, ...(model === undefined ? {} : { model }) });
	}

	/** Puts the turn's question, with what lay beside it, where questions are typed. */
	edit(turn: Turn): void {
		if (this.session.conversation.isRunning) return void new Notice(words.chat.busy);
		this.#setEditing(turn);
		this.#beside.set(this.session.conversation.besideOf(turn.runId));
		this.#composer.setText(turn.question);
		this.focus();
	}

	begin(): void {
		if (this.session.conversation.isRunning) return void new Notice(words.chat.busy);
		this.session.conversation.clear();
		this.#endEditing();
		this.focus();
	}

	showPast(): void {
		const { app, conversation } = this.session;
		if (conversation.isRunning) return void new Notice(words.chat.busy);
		new PastChats(app, ({ path }) => void openPast(this.session, path).then(() => this.focus())).open();
	}

	#send(question: string, besides: readonly Beside[], asking: Asking): boolean {
		const { conversation, praxis, chatModel } = this.session;
		if (!praxis || conversation.isRunning) {
			new Notice(praxis ? words.chat.busy : words.chat.notReady);
			return false;
		}
		if (this.#refuse(besides, chatModel.choice)) return false;
		this.parts.follow.toBottom();
		void conversation.ask(question, { ...asking, beside: besides.filter((beside) => heldBack(beside, chatModel.choice) === null) });
		return true;
	}

	/** True when something private would go to a remote model: said in place, with the way out. */
	#refuse(besides: readonly Beside[], choice: ChatChoice): boolean {
		const held = besides.filter((beside) => heldBack(beside, choice) === 'private');
		if (held.length === 0) return false;
		const takeOff = (): void => this.#beside.set(this.#beside.all.filter((beside) => !held.includes(beside)));
		this.#composer.refuse({
			text: words.beside.refused(held.map(({ attached }) => attached.name)),
			ways: [
				{ name: words.beside.chooseModel, run: () => this.parts.bar.model.openMenu() },
				{ name: words.beside.takeOff, run: takeOff },
			],
		});
		return true;
	}

	/** Told also when nothing has changed: what stands above the field stays then. */
	#followChoice(choice: ChatChoice): void {
		const answers = choice.kind === 'model' ? choice.entry.spec.ref : choice.kind;
		if (answers === this.#answers) return this.#drawWhereSoon();
		this.#answers = answers;
		// Where it goes stands there at once; how much it is follows.
		this.#composer.setWhere(whereItGoes(choice, { hasProviders: this.session.settings.providers.length > 0, preview: null, onDeviceOnly: this.session.settings.onDeviceOnly }), false);
		this.#drawBeside();
	}

	#drawBeside(): void {
		this.#composer.refuse(null);
		this.#drawChips();
		this.#drawWhereSoon();
	}

	#drawChips(): void {
		const { app, chatModel } = this.session;
		const isRead = chatModel.choice.kind === 'model';
		this.#composer.setBeside({ besides: this.#beside.all, choice: chatModel.choice, offer: isRead ? findOffer(app, this.#beside) : null, told: this.#told });
	}

	/** The size of a long conversation is not reckoned at each key. */
	#drawWhereSoon(): void {
		const { win } = this.el;
		win.clearTimeout(this.#whereTimer);
		this.#whereTimer = win.setTimeout(() => void this.#drawWhere(), ESTIMATE_AFTER_MS);
	}

	async #drawWhere(): Promise<void> {
		const mine = ++this.#round;
		const { chatModel, settings } = this.session;
		const preview = await this.#preview();
		if (mine !== this.#round) return;
		this.#told = preview?.told.map(({ text }) => text) ?? [];
		this.#drawChips();
		const beside = this.#beside.all.filter((one) => heldBack(one, chatModel.choice) === null).length;
		this.#composer.setWhere(whereItGoes(chatModel.choice, { hasProviders: settings.providers.length > 0, preview, beside, onDeviceOnly: settings.onDeviceOnly }), preview !== null);
	}

	/** Never rejects; says when it cannot be known. */
	async #preview(): Promise<Preview | null> {
		const { conversation, chatModel } = this.session;
		const beside = this.#beside.all.filter((one) => heldBack(one, chatModel.choice) === null);
		try {
			return await conversation.preview(this.#composer.field.value, { beside, ...(this.editing ? { after: this.editing.parent } : {}) });
		} catch (error) {
			tellError(words.chatErrors.preview, error);
			return null;
		}
	}

	async #showPrompt(): Promise<void> {
		const preview = await this.#preview();
		if (preview) new PromptModal(this.session.app, preview).open();
		else new Notice(words.chat.nothingToSend);
	}

	#setEditing(turn: Turn | null): void {
		this.editing = turn;
		this.#composer.setEditing(turn !== null);
	}

	#endEditing(): void {
		if (!this.editing) return;
		this.#setEditing(null);
		this.#beside.set([]);
		this.#composer.setText('');
	}

	#paste(files: readonly File[]): boolean {
		void this.#take(readFiles(files));
		return true;
	}

	#onDrag(event: DragEvent): void {
		if (!mayHold(event.dataTransfer) || this.#isInField(event)) return;
		event.preventDefault();
		this.el.addClass('is-dropping');
	}

	#onDrop(event: DragEvent): void {
		this.el.removeClass('is-dropping');
		const { dataTransfer } = event;
		if (!dataTransfer || !mayHold(dataTransfer) || this.#isInField(event)) return;
		event.preventDefault();
		void this.#take(readDrop(dataTransfer, this.session.app));
		this.focus();
	}

	/** Plain words that are dragged into the field are typed text. */
	#isInField({ target, dataTransfer }: DragEvent): boolean {
		const text = dataTransfer?.getData('text/plain') ?? '';
		return target === this.#composer.field && text !== '' && !/^(?:obsidian:\/\/|!?\[\[)/.test(text);
	}

	async #take(reading: Promise<Dropped>): Promise<void> {
		try {
			const { attachments, problems } = await reading;
			for (const attachment of attachments) await this.#beside.add(attachment);
			for (const problem of problems) new Notice(problem);
		} catch (error) {
			tellError(words.beside.noneDropped, error);
		}
	}
}

/** Goes on with the chat in the note. Never rejects; says when it cannot. */
export async function openPast({ conversation }: Session, path: string): Promise<void> {
	try {
		await conversation.open(vaultPath(path));
	} catch (error) {
		tellError(words.chatErrors.open, error);
	}
}
