/** The chat pane: puts its parts together and keeps them up with the conversation. */
import { ItemView, Platform, type Menu, type WorkspaceLeaf } from 'obsidian';
import { runningTurn, type Turn } from '../../core/agents/transcript';
import type { Attachment } from '../../core/app';
import { IndexBar, indexSentence } from '../index-bar';
import type { Session } from '../session';
import { drawSkeleton } from '../skeleton';
import { words } from '../words';
import { ChatBar } from './chat-bar';
import { CitationPreview } from './citation-preview';
import { drawEmptyChat } from './empty-chat';
import { followKeyboard } from './keyboard-room';
import { outcomeName } from './turn-foot';
import { QuestionDesk } from './question-desk';
import { TurnList } from './turn-list';
import { turnOptions } from './turn-options';

export const CHAT_VIEW = 'praxis-chat';
/** The answer is drawn at most this often while it streams. */
const DRAW_EVERY_MS = 40;
/** A draw that takes long leaves the window this many times as long to the person. */
const REST = 3;

export class ChatView extends ItemView {
	override icon = 'messages-square';
	#parts: ChatParts | null = null;
	#drawTimer = 0;
	#mayDrawAt = 0;
	#endRest: () => void = () => undefined;
	#announced = '';
	/** The run whose first words are drawn. */
	#begun = '';

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Session,
	) {
		super(leaf);
	}

	override getViewType(): string {
		return CHAT_VIEW;
	}

	override getDisplayText(): string {
		return words.chat.title;
	}

	override onPaneMenu(menu: Menu, source: string): void {
		super.onPaneMenu(menu, source);
		menu.addItem((item) =>
			item
				.setTitle(words.chat.begin)
				.setIcon('square-pen')
				.setDisabled(this.session.conversation.isRunning)
				.onClick(() => this.#parts?.desk.begin()),
		);
	}

	override onOpen(): Promise<void> {
		const { contentEl, session } = this;
		contentEl.empty();
		contentEl.addClass('praxis-chat');
		const bar = new ChatBar(contentEl, session, { begin: () => this.#parts?.desk.begin(), showPast: () => this.#parts?.desk.showPast() });
		const index = new IndexBar(contentEl, session);
		const scrollEl = contentEl.createDiv({ cls: 'praxis-scroll', attr: { role: 'region', 'aria-label': words.chat.conversation, tabindex: '0' } });
		const restEl = scrollEl.createDiv({ cls: 'praxis-rest' });
		const preview = this.addChild(new CitationPreview(this.app, contentEl));
		const list = new TurnList(scrollEl, turnOptions(session, { preview, desk: () => this.#parts?.desk ?? null }));
		const liveEl = contentEl.createDiv({ cls: 'praxis-live', attr: { role: 'status', 'aria-live': 'polite' } });
		const desk = this.addChild(new QuestionDesk(contentEl, session, { bar, follow: list.follow, announce: (text) => liveEl.setText(text) }));
		this.#parts = { bar, index, list, desk, restEl, liveEl };
		this.registerDomEvent(scrollEl, 'scroll', () => preview.hide());
		if (Platform.isMobile) this.register(followKeyboard(contentEl, (apply) => list.follow.keep(apply)));
		this.#listen();
		this.#draw();
		this.#drawRest();
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.contentEl.win.clearTimeout(this.#drawTimer);
		this.#parts?.list.close();
		this.#endRest();
		this.#parts = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	/** Puts the cursor where a question is typed, and what is given beside it. */
	focusComposer(...beside: readonly Attachment[]): void {
		for (const attachment of beside) this.#parts?.desk.put(attachment);
		this.#parts?.desk.focus();
	}

	#listen(): void {
		const { conversation, asks, chatModel } = this.session;
		this.register(asks.attach());
		this.register(conversation.onChange(() => this.#drawSoon()));
		this.register(asks.onChange(() => this.#drawSoon()));
		this.register(this.session.onStatus(() => this.#drawIndex()));
		this.register(chatModel.onChange((choice) => this.#parts?.bar.update(choice)));
		// A key may have been added since.
		this.registerDomEvent(this.contentEl, 'focusin', () => void chatModel.refresh());
	}

	/** At once when nothing was drawn for a while; the first words of an answer never wait. */
	#drawSoon(): void {
		const running = runningTurn(this.session.conversation.transcript);
		if (running && running.text !== '' && running.runId !== this.#begun) return this.#draw();
		if (this.#drawTimer !== 0) return;
		const wait = this.#mayDrawAt - performance.now();
		if (wait <= 0) return this.#draw();
		this.#drawTimer = this.contentEl.win.setTimeout(() => {
			this.#drawTimer = 0;
			this.#draw();
		}, wait);
	}

	#draw(): void {
		if (!this.#parts) return;
		const began = performance.now();
		const { conversation, asks } = this.session;
		const { list, desk, restEl } = this.#parts;
		const running = runningTurn(conversation.transcript);
		if (running && running.text !== '') this.#begun = running.runId;
		list.update(conversation.transcript, asks.all);
		restEl.toggle(list.size === 0);
		if (list.size === 0) this.#drawRest();
		desk.setRunning(conversation.isRunning);
		this.#announce(conversation.transcript.turns.at(-1));
		const took = performance.now() - began;
		this.#mayDrawAt = began + took + Math.max(DRAW_EVERY_MS, REST * took);
	}

	#drawIndex(): void {
		this.#parts?.index.update(this.session.status);
		this.#parts?.bar.update(this.session.chatModel.choice);
		this.#drawRest();
	}

	/** What stands in the place of turns while there are none. */
	#drawRest(): void {
		if (!this.#parts || this.#parts.list.size > 0) return;
		const { restEl, desk } = this.#parts;
		const { status, praxis } = this.session;
		// Not drawn again at each step of the index: what is being read or clicked stays.
		const state = praxis ? status.state : 'loading';
		if (restEl.dataset.state === state) return;
		restEl.dataset.state = state;
		restEl.empty();
		this.#endRest();
		if (!praxis) return void drawSkeleton(restEl, words.chat.loading, 3);
		this.#endRest = drawEmptyChat(restEl, { app: this.app, settings: this.session.settings, unknowns: praxis.unknowns, choose: (question) => desk.ask(question) });
		if (state === 'ready') restEl.createDiv({ cls: 'praxis-empty-status', text: indexSentence(status, 0) });
	}

	/** One sentence at the start, at a question to the person and at the end, for a screen reader: not every word as it streams. */
	#announce(turn: Turn | undefined): void {
		const isAsking = this.session.asks.all.length > 0 && runningTurn(this.session.conversation.transcript) !== null;
		const said = !turn ? '' : turn.answer ? words.turn.announceEnd(outcomeName(turn), turn.answer.citations.length) : isAsking ? words.chatAsk.announce : words.turn.announceRunning;
		const key = `${turn?.runId ?? ''} ${said}`;
		if (!this.#parts || key === this.#announced) return;
		// What had ended before this view was opened is no news.
		if (this.#announced !== '' || !turn?.answer) this.#parts.liveEl.setText(said);
		this.#announced = key;
	}
}

interface ChatParts {
	readonly bar: ChatBar;
	readonly index: IndexBar;
	readonly list: TurnList;
	readonly desk: QuestionDesk;
	readonly restEl: HTMLElement;
	readonly liveEl: HTMLElement;
}
