/** The chat pane: the conversation, the composer, and the state of the index above them. */
import { ItemView, Keymap, type Menu, Notice, type WorkspaceLeaf } from 'obsidian';
import { type Transcript, type Turn } from '../../core/agents/transcript';
import type { Citation } from '../../core/runs/outcome';
import { copyAnswer, deliver, editedNote, saveTurn, undoSave } from '../deliver';
import { IndexBar, indexSentence } from '../index-bar';
import { openCitation, showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { CitationPreview } from './citation-preview';
import { Composer } from './composer';
import { drawEmptyChat } from './empty-chat';
import { ModelChip } from './model-chip';
import { whereItGoes } from './where-it-goes';
import { FollowScroll } from './follow-scroll';
import { outcomeName } from './turn-foot';
import { TurnElement, type TurnOptions } from './turn-element';
import { words } from '../words';

export const CHAT_VIEW = 'praxis-chat';
/** The answer is drawn at most this often while it streams. */
const DRAW_EVERY_MS = 40;
const ESTIMATE_AFTER_MS = 150;
/** So many turns are drawn when the pane opens, and again for each request of more. */
const TURNS_AT_ONCE = 50;

export class ChatView extends ItemView {
	override icon = 'messages-square';
	private readonly turns = new Map<string, TurnElement>();
	private parts: ChatParts | null = null;
	private drawTimer = 0;
	private whereTimer = 0;
	private announced = '';
	/** Turns from before the pane was opened that are not drawn yet. */
	private hidden: ReadonlySet<string> = new Set();

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
				.setTitle(words.chat.clear)
				.setIcon('trash-2')
				.setDisabled(this.session.conversation.isRunning)
				.onClick(() => this.session.conversation.clear()),
		);
	}

	override onOpen(): Promise<void> {
		this.contentEl.empty();
		this.contentEl.addClass('praxis-chat');
		const chip = new ModelChip(this.contentEl, this.session);
		const index = new IndexBar(this.contentEl, this.session);
		const scrollEl = this.contentEl.createDiv({ cls: 'praxis-scroll', attr: { role: 'region', 'aria-label': words.chat.conversation, tabindex: '0' } });
		const preview = this.addChild(new CitationPreview(this.app, this.contentEl));
		this.parts = {
			chip,
			index,
			preview,
			restEl: scrollEl.createDiv({ cls: 'praxis-rest' }),
			earlierEl: scrollEl.createEl('button', { cls: 'praxis-earlier', text: words.chat.earlier }),
			turnsEl: scrollEl.createDiv({ cls: 'praxis-turns' }),
			liveEl: this.contentEl.createDiv({ cls: 'praxis-live', attr: { role: 'status', 'aria-live': 'polite' } }),
			follow: new FollowScroll(scrollEl),
			composer: new Composer(this.contentEl, { ask: (question) => this.ask(question), stop: () => this.session.conversation.stop(), typed: () => this.drawWhereSoon() }),
		};
		this.registerDomEvent(scrollEl, 'scroll', () => preview.hide());
		this.registerDomEvent(this.parts.earlierEl, 'click', () => this.showEarlier());
		this.hideAllBut(TURNS_AT_ONCE);
		this.register(this.session.conversation.onChange(() => this.drawSoon()));
		this.register(this.session.onStatus(() => this.drawIndex()));
		this.register(
			this.session.chatModel.onChange((choice) => {
				chip.update(choice);
				void this.drawWhere();
			}),
		);
		// A key may have been added since.
		this.registerDomEvent(this.contentEl, 'focusin', () => void this.session.chatModel.refresh());
		void this.drawWhere();
		this.draw();
		this.drawRest();
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.contentEl.win.clearTimeout(this.drawTimer);
		this.contentEl.win.clearTimeout(this.whereTimer);
		this.turns.clear();
		this.parts = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	/** Puts the cursor where a question is typed. */
	focusComposer(): void {
		this.parts?.composer.field.focus();
	}

	/** True when the question is on its way. */
	private ask(question: string): boolean {
		const { conversation, praxis } = this.session;
		if (!praxis || conversation.isRunning) {
			new Notice(praxis ? words.chat.busy : words.chat.notReady);
			return false;
		}
		this.parts?.follow.toBottom();
		void conversation.ask(question);
		return true;
	}

	private drawSoon(): void {
		if (this.drawTimer !== 0) return;
		this.drawTimer = this.contentEl.win.setTimeout(() => {
			this.drawTimer = 0;
			this.draw();
		}, DRAW_EVERY_MS);
	}

	/** The size of a long conversation is not reckoned at each key. */
	private drawWhereSoon(): void {
		const { win } = this.contentEl;
		win.clearTimeout(this.whereTimer);
		this.whereTimer = win.setTimeout(() => void this.drawWhere(), ESTIMATE_AFTER_MS);
	}

	private async drawWhere(): Promise<void> {
		const { chatModel, conversation, settings } = this.session;
		const { choice } = chatModel;
		try {
			const question = this.parts?.composer.field.value ?? '';
			const estimate = choice.kind === 'model' ? await conversation.estimate(question) : null;
			if (choice === chatModel.choice) this.parts?.composer.setWhere(whereItGoes(choice, { hasProviders: settings.providers.length > 0, estimate }));
		} catch (error) {
			tellError(words.errors.ask, error);
		}
	}

	private draw(): void {
		if (!this.parts) return;
		const { transcript } = this.session.conversation;
		const { follow, composer } = this.parts;
		follow.keep(() => this.drawTurns(transcript));
		composer.setRunning(this.session.conversation.isRunning);
		if (!this.session.conversation.isRunning) this.drawWhereSoon();
		this.announce(transcript.turns.at(-1));
	}

	private drawTurns({ turns }: Transcript): void {
		if (!this.parts) return;
		const kept = new Set(turns.map((turn) => turn.runId));
		for (const [runId, drawn] of this.turns) {
			if (kept.has(runId)) continue;
			drawn.el.remove();
			this.turns.delete(runId);
		}
		this.parts.earlierEl.toggle(turns.some((turn) => this.hidden.has(turn.runId)));
		for (const turn of turns) {
			if (this.hidden.has(turn.runId)) continue;
			const drawn = this.turns.get(turn.runId);
			if (drawn) drawn.update(turn);
			else this.turns.set(turn.runId, new TurnElement(this.parts.turnsEl, turn, this.turnOptions()));
		}
		this.parts.restEl.toggle(turns.length === 0);
		if (turns.length === 0) this.drawRest();
	}

	private hideAllBut(shown: number): void {
		this.hidden = new Set(this.session.conversation.transcript.turns.slice(0, -shown).map((turn) => turn.runId));
	}

	private showEarlier(): void {
		if (!this.parts) return;
		this.hideAllBut(this.turns.size + TURNS_AT_ONCE);
		this.parts.follow.fromEnd(() => {
			for (const { el } of this.turns.values()) el.remove();
			this.turns.clear();
			this.draw();
		});
	}

	private drawIndex(): void {
		this.parts?.index.update(this.session.status);
		this.drawRest();
	}

	/** What stands in the place of turns while there are none. */
	private drawRest(): void {
		if (!this.parts || this.turns.size > 0) return;
		const { restEl } = this.parts;
		const { status, praxis } = this.session;
		// Not drawn again at each step of the index: what is being read or clicked stays.
		const state = praxis ? status.state : 'loading';
		if (restEl.dataset.state === state) return;
		restEl.dataset.state = state;
		restEl.empty();
		if (!praxis) return drawSkeleton(restEl);
		drawEmptyChat(restEl, { app: this.app, settings: this.session.settings, choose: (question) => this.ask(question) });
		if (state === 'ready') restEl.createDiv({ cls: 'praxis-empty-status', text: indexSentence(status, 0) });
	}

	/** One sentence at the start and one at the end, for a screen reader: not every word as it streams. */
	private announce(turn: Turn | undefined): void {
		const said = !turn ? '' : turn.answer ? words.turn.announceEnd(outcomeName(turn), turn.answer.citations.length) : words.turn.announceRunning;
		const key = `${turn?.runId ?? ''} ${said}`;
		if (!this.parts || key === this.announced) return;
		// What had ended before this view was opened is no news.
		if (this.announced !== '' || !turn?.answer) this.parts.liveEl.setText(said);
		this.announced = key;
	}

	private turnOptions(): TurnOptions {
		return {
			open: (citation, event) => this.openCited(citation, event),
			preview: (target, citation) => this.parts?.preview.attach(target, citation),
			copy: ({ answer }) => void (answer && copyAnswer(this.app, answer)),
			insert: (turn) => this.insert(turn),
			save: (turn) => saveTurn(this.session, turn, { to: 'new-note' }),
			undoSave: ({ runId }) => undoSave(this.session, runId),
			again: (turn) => this.ask(turn.question),
			openNote: (path) => void showNote(this.app, path),
		};
	}

	private openCited(citation: Citation, event: MouseEvent): void {
		this.parts?.preview.hide();
		openCitation(this.app, citation, { newLeaf: Keymap.isModEvent(event) }).catch((error: unknown) => tellError(words.errors.open, error));
	}

	private insert(turn: Turn): void {
		const note = editedNote(this.app);
		if (note) void deliver(this.session, turn, { to: 'cursor', ...note });
		else new Notice(words.ask.noEditor);
	}
}

interface ChatParts {
	readonly chip: ModelChip;
	readonly index: IndexBar;
	readonly preview: CitationPreview;
	readonly restEl: HTMLElement;
	readonly earlierEl: HTMLElement;
	readonly turnsEl: HTMLElement;
	readonly liveEl: HTMLElement;
	readonly follow: FollowScroll;
	readonly composer: Composer;
}

/** Appears only after a moment (see the styles), so that a quick start shows nothing at all. */
function drawSkeleton(parent: HTMLElement): void {
	const el = parent.createDiv({ cls: 'praxis-skeleton', attr: { role: 'img', 'aria-label': words.chat.loading } });
	for (let row = 0; row < 3; row++) el.createDiv({ cls: 'praxis-skeleton-row' });
}
