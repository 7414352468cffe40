/**
 * What the commands, views and settings share while the plugin is loaded: the core once it has started, the
 * conversation, the settings and the state of the index. It draws nothing.
 */
import { Notice, Platform, type App } from 'obsidian';
import { CHAIN_FOLDERS } from '../core/actions/chain-shelf';
import { PATTERN_FOLDERS } from '../core/actions/pattern-shelf';
import { STRATEGY_FOLDERS } from '../core/actions/strategy-shelf';
import { AGENT_FOLDERS } from '../core/agents/agent-shelf';
import type { Agents, App as Praxis, IndexStatus } from '../core/app';
import type { ClaimDraft } from '../core/memory/draft';
import { isPraxisError, type Problem } from '../core/lib/errors';
import { Listeners } from '../core/lib/listeners';
import { ulidSource } from '../core/lib/ulid';
import { isInAny } from '../core/lib/vault-path';
import { readSettings, type Settings } from '../core/settings';
import { ChatModel } from './chat/chat-model';
import { Conversation } from './chat/conversation';
import { askElsewhere } from './chat/inline-ask';
import { PendingAsks } from './chat/pending-asks';
import { AnswerRatings } from './learning/answer-ratings';
import { saveOpenNotes } from './save-open-notes';
import { tellError } from './tell-error';
import { words } from './words';

/** Where notes lie that are an agent, a pattern or a strategy. */
const NAMED_FOLDERS = [...AGENT_FOLDERS, ...PATTERN_FOLDERS, ...STRATEGY_FOLDERS, ...CHAIN_FOLDERS];
const NOT_STARTED: IndexStatus = { state: 'empty', done: 0, total: 0, notes: 0 };

export class Session {
	readonly conversation: Conversation;
	readonly chatModel: ChatModel;
	/**
	 * Picks a pattern for the chat, or takes the one with a name; what was typed there is what it may work on. False when
	 * there is none of that name. Set by whoever has the picker.
	 */
	pickPattern: (typed: string, how: { readonly name?: string | undefined; readonly chosen: () => void }) => boolean = () => false;
	/** Shows the chat. Set by whoever has the view. */
	openChat: () => void = () => undefined;
	/** Shows the memory; `state` as its view keeps it, with `open` for a claim's note. Set by whoever has the view. */
	openMemory: (state?: Readonly<Record<string, unknown>>) => void = () => undefined;
	/** Shows the form by which one claim is remembered. Set by whoever has it. */
	remember: (draft: Partial<ClaimDraft>) => void = () => undefined;
	/** What the person thinks of answers in the chat. */
	readonly ratings = new AnswerRatings(() => this.core, () => this.conversation.path);
	/** What runs wait for the person to say. */
	readonly asks: PendingAsks;
	private core: Praxis | null = null;
	private rebuilding: AbortController | null = null;
	private rebuilt: Promise<void> | null = null;
	/** Asked for while one was ending: what is complete is still being kept, or what was stopped is still stopping. */
	private isAskedAgain = false;
	/** Notes were let in that a rebuild under way does not know of. */
	private isOutdated = false;
	private readonly listeners = new Listeners<IndexStatus>();
	private readonly named = new Listeners<void>();
	private endListening: readonly (() => void)[] = [];
	private current: Settings;
	private closed = false;

	/** `store` keeps the settings; it is given what was accepted, never what was typed. */
	constructor(
		readonly app: App,
		stored: unknown,
		private readonly store: (settings: Settings) => Promise<void>,
	) {
		this.current = readSettings(stored);
		this.chatModel = new ChatModel(this);
		this.asks = new PendingAsks((ask) => askElsewhere(app, ask));
		this.conversation = new Conversation({
			praxis: () => this.core,
			model: () => this.current.chatModel,
			agent: () => this.current.chatAgent,
			keeps: () => this.current.keepChats,
			prepare: () => this.takeInEdits(),
			newId: ulidSource(Date.now, (bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
			tellUnkept: (error) => tellError(words.chatErrors.keep, error),
		});
	}

	/** Null until the vault is open. */
	get praxis(): Praxis | null {
		return this.core;
	}

	get isClosed(): boolean {
		return this.closed;
	}

	get settings(): Settings {
		return this.current;
	}

	get status(): IndexStatus {
		return this.core?.index.status ?? NOT_STARTED;
	}

	get problems(): readonly Problem[] {
		const found = this.core?.index.problems() ?? [];
		const ofNamed = this.shelves.flatMap((shelf) => shelf.problems());
		return [...found, ...ofNamed.filter((one) => !found.some(({ path, line, message }) => path === one.path && line === one.line && message === one.message))];
	}

	/** What is wrong with the agent, pattern or strategy in this note, as far as that was read. */
	problemsOf(path: string): readonly Problem[] {
		// Others are not looked through: a shelf reads its folder when it is first asked.
		return isInAny(path, NAMED_FOLDERS) ? this.shelves.flatMap((shelf) => shelf.problems()).filter((problem) => problem.path === path) : [];
	}

	/** Tells when an agent, a pattern or a strategy has changed. Returns the function that ends it. */
	onNamed(listener: () => void): () => void {
		return this.named.add(listener);
	}

	/** Tells when the core starts and at every step of the index. */
	onStatus(listener: (status: IndexStatus) => void): () => void {
		return this.listeners.add(listener);
	}

	/** Called once, when the vault is open: from here on questions can be asked. */
	start(praxis: Praxis): void {
		this.core = praxis;
		this.endListening = [praxis.index.onStatus((status) => this.listeners.tell(status)), ...this.shelves.map((shelf) => shelf.onChange(() => this.named.tell()))];
		this.listeners.tell(this.status);
		this.named.tell();
		void this.chatModel.refresh();
		void this.rebuild();
		void praxis.agents.ready();
		void this.knowNames(praxis);
		praxis.guard.start().catch((error: unknown) => tellError(words.errors.watch, error));
	}

	/** Builds the index anew; resolves when that is done. Never rejects. Joins the build that is under way. */
	rebuild(): Promise<void> {
		if (!this.core) return Promise.resolve();
		if (this.rebuilt && this.status.state !== 'building') this.isAskedAgain = true;
		this.rebuilt ??= this.build().finally(() => (this.rebuilt = null));
		return this.rebuilt;
	}

	private async build(): Promise<void> {
		const rebuilding = new AbortController();
		[this.rebuilding, this.isOutdated, this.isAskedAgain] = [rebuilding, false, false];
		try {
			await this.core?.index.rebuild({ signal: rebuilding.signal });
		} catch (error) {
			if (!isPraxisError(error, 'aborted')) tellError(words.index.failed, error);
		} finally {
			this.rebuilding = null;
			this.listeners.tell(this.status);
		}
		if (!this.closed && (this.isAskedAgain || (this.isOutdated && !rebuilding.signal.aborted))) await this.build();
	}

	cancelRebuild(): void {
		this.rebuilding?.abort();
	}

	async updateSettings(change: Partial<Settings>): Promise<void> {
		const before = this.current;
		this.current = readSettings({ ...before, ...change });
		this.core?.updateSettings(this.current);
		void this.chatModel.refresh();
		const isAnotherSize = Platform.isMobile && before.phoneSearchMb !== this.current.phoneSearchMb;
		if (isAnotherSize || before.excludedFolders.some((folder) => !this.current.excludedFolders.includes(folder))) this.readLetIn();
		try {
			await this.store(this.current);
		} catch (error) {
			tellError(words.errors.settings, error);
		}
	}

	/** An answer knows what stands in the editor at the moment of the question. */
	private async takeInEdits(): Promise<void> {
		try {
			await saveOpenNotes(this.app);
		} catch (error) {
			tellError(words.errors.unsaved, error);
		}
		await this.core?.index.settled();
	}

	private get shelves(): readonly Pick<Agents, 'problems' | 'onChange'>[] {
		return this.core ? [this.core.agents, this.core.actions.patterns, this.core.actions.strategies, this.core.chains.shelf] : [];
	}

	/** So that the first "@" finds all names. */
	private async knowNames(praxis: Praxis): Promise<void> {
		await praxis.actions.patterns.ready();
		if (this.status.state === 'ready') return praxis.lookup.names.ready();
		const end = praxis.index.onStatus(({ state }) => {
			if (state !== 'ready') return;
			end();
			void praxis.lookup.names.ready();
		});
	}

	/** Notes of a folder that is no longer excluded are not in the index yet. */
	private readLetIn(): void {
		if (this.rebuilding) this.isOutdated = true;
		else void this.rebuild();
	}

	/** The command: rebuilds, and says so when it is done. */
	async rebuildAndTell(): Promise<void> {
		if (!this.core) {
			new Notice(words.chat.notReady);
			return;
		}
		await this.rebuild();
		if (this.status.state === 'ready') new Notice(words.index.done(this.status.notes));
	}

	close(): void {
		this.closed = true;
		this.conversation.close();
		this.asks.clear();
		this.cancelRebuild();
		for (const end of this.endListening) end();
		this.core?.close();
		this.core = null;
	}
}
