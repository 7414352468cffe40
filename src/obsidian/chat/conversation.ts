/**
 * The one conversation of this vault while the plugin is loaded: it runs questions and keeps what came of them, branch by
 * branch. Views come and go; they draw `transcript` and listen. It draws nothing.
 */
import { newThread, type App as Praxis, type AskOptions, type Attachment, type ChatPlace, type Preview, type Thread } from '../../core/app';
import { EMPTY_TRANSCRIPT, reduceTranscript, type Attached, type Transcript, type TranscriptEvent, type Turn } from '../../core/agents/transcript';
import { isPraxisError } from '../../core/lib/errors';
import { Listeners } from '../../core/lib/listeners';
import { untilAborted } from '../../core/lib/until-aborted';
import type { VaultPath } from '../../core/lib/vault-path';
import type { RunEvent } from '../../core/runs/events';
import { words } from '../words';

export interface ConversationOptions {
	/** Null until the vault is open. */
	readonly praxis: () => Praxis | null;
	/** Who is to answer, as in `Settings.chatModel`. */
	readonly model: () => string;
	/** As in `Settings.chatAgent`. */
	readonly agent: () => string;
	/** Whether chats are kept as notes. */
	readonly keeps: () => boolean;
	/** Waited for before each question; never rejects. */
	readonly prepare: () => Promise<void>;
	readonly newId: () => string;
	/** The chat could not be kept. */
	readonly tellUnkept: (error: unknown) => void;
}

export interface Beside {
	readonly attachment: Attachment;
	readonly attached: Attached;
}

export interface Asking {
	/** The turn that it follows, null for none; the last one shown when absent. */
	readonly after?: string | null;
	readonly beside?: readonly Beside[];
	/** Another model than the chat's, for this question alone. */
	readonly model?: string;
	/** The id of a run that was cut off: it goes on, with its own agent and model, and `typed` is only shown. */
	readonly resume?: string;
	/** Another run than a question: that of a pattern. It adds its turn to the thread. */
	readonly run?: (thread: Thread, signal: AbortSignal) => AsyncIterable<RunEvent>;
}

type ThreadTurn = Thread['turns'][number];

export class Conversation {
	#state: Transcript = EMPTY_TRANSCRIPT;
	readonly #listeners = new Listeners<Transcript>();
	#running: AbortController | null = null;
	readonly #threads = new Map<string, ThreadTurn>();
	/** What lay beside a question, to ask it again with. */
	readonly #beside = new Map<string, readonly Beside[]>();
	#place: ChatPlace;
	#keeping: Promise<void> = Promise.resolve();

	constructor(private readonly options: ConversationOptions) {
		this.#place = { id: options.newId(), path: null };
	}

	get transcript(): Transcript {
		return this.#state;
	}

	get isRunning(): boolean {
		return this.#running !== null;
	}

	/** The note that holds it; null as long as there is none. */
	get path(): VaultPath | null {
		return this.#place.path;
	}

	onChange(listener: (transcript: Transcript) => void): () => void {
		return this.#listeners.add(listener);
	}

	/**
	 * Runs a question to its end and resolves with its turn. Resolves with null when nothing was asked: no
	 * question, another one running, or the vault not open yet. Never rejects: a broken stream is a turn that failed.
	 */
	async ask(typed: string, asking: Asking = {}): Promise<Turn | null> {
		const praxis = this.options.praxis();
		const question = typed.trim();
		if (!praxis || this.#running || question === '') return null;
		const running = new AbortController();
		this.#running = running;
		const after = asking.after === undefined ? this.#tip : asking.after;
		const place = { after, attached: (asking.beside ?? []).map(({ attached }) => attached) };
		const thread = this.#threadTo(after);
		let runId = '';
		try {
			await untilAborted(this.options.prepare(), running.signal);
			const { signal } = running;
			const told = asking.run ? asking.run(thread, signal) : asking.resume === undefined ? praxis.ask(question, { ...this.#about(asking, thread), signal }) : praxis.runs.resume(asking.resume, { thread, signal });
			for await (const event of told) {
				if (event.type === 'run-start') runId = event.runId;
				this.apply(event.type === 'run-start' ? { ...event, ...place, question } : event);
			}
			this.apply({ type: 'run-lost', why: words.errors.ask, hint: '' });
		} catch (error) {
			if (!isPraxisError(error, 'aborted')) console.error('Praxis: the run broke off', error);
			if (runId === '') this.apply({ ...neverStarted(question), ...place });
			this.apply({ type: 'run-lost', ...explain(error) });
		} finally {
			this.#running = null;
			this.#listeners.tell(this.#state);
		}
		return this.#ended(runId, thread, asking.beside ?? []);
	}

	/** What the model would see of the next question; null when nothing would be sent. Rejects only for faults of ours. */
	async preview(question: string, asking: Asking = {}): Promise<Preview | null> {
		return (await this.options.praxis()?.preview(question, this.#about(asking, this.#threadTo(asking.after === undefined ? this.#tip : asking.after)))) ?? null;
	}

	/** What lay beside the question of this turn, as far as this session knows. */
	besideOf(runId: string): readonly Beside[] {
		return this.#beside.get(runId) ?? [];
	}

	/** Stops the running question; what was found until now stays. */
	stop(): void {
		this.apply({ type: 'run-stop' });
		this.#running?.abort();
	}

	/** The next question follows this turn; what followed it until now is kept. Does nothing while a question runs. */
	branchFrom(runId: string): void {
		if (!this.#running) this.apply({ type: 'branch', runId });
	}

	/** Shows the branch through this turn. Does nothing while a question runs. */
	show(runId: string): void {
		if (!this.#running) this.apply({ type: 'show', runId });
	}

	/** Begins a new chat; the old one stays in its note. Does nothing while a question runs. */
	clear(): void {
		if (this.#running) return;
		this.#begin({ id: this.options.newId(), path: null }, new Map());
		this.apply({ type: 'clear' });
	}

	/** Goes on with a chat that was kept. Rejects with `missing-note` and `bad-input`; does nothing while a question runs. */
	async open(path: VaultPath): Promise<void> {
		const praxis = this.options.praxis();
		if (!praxis || this.#running) return;
		await this.#keeping;
		const chat = await praxis.chats.open(path);
		if (this.isRunning) return;
		this.#begin(chat.place, chat.threads);
		this.apply({ type: 'load', turns: chat.turns });
	}

	/** A note was moved: the chat stays in it. */
	moved(from: string, to: VaultPath): void {
		if (this.#place.path === from) this.#place = { ...this.#place, path: to };
	}

	/** Resolves when all that ended until now is kept, or told as not kept. */
	kept(): Promise<void> {
		return this.#keeping;
	}

	/** Stops what runs. */
	close(): void {
		this.#running?.abort();
	}

	get #tip(): string | null {
		return this.#state.turns.at(-1)?.runId ?? null;
	}

	#about({ beside = [], model = this.options.model() }: Asking, thread: Thread): AskOptions {
		const agent = this.options.agent();
		return { model, thread, attachments: beside.map(({ attachment }) => attachment), ...(agent === '' ? {} : { agent }) };
	}

	/** A thread of its own: what is asked next does not change the branch beside it. */
	#threadTo(runId: string | null): Thread {
		const byId = new Map(this.#state.all.map((turn) => [turn.runId, turn]));
		const turns: ThreadTurn[] = [];
		for (let turn = runId === null ? undefined : byId.get(runId); turn; turn = turn.parent === null ? undefined : byId.get(turn.parent)) turns.unshift(...[this.#threads.get(turn.runId)].filter((known) => known !== undefined));
		return { ...newThread(), turns };
	}

	#ended(runId: string, thread: Thread, beside: readonly Beside[]): Turn | null {
		const last = thread.turns.at(-1);
		if (last?.runId === runId) this.#threads.set(runId, last);
		if (beside.length > 0) this.#beside.set(runId, beside);
		const way = this.#state.turns.slice(0, 1 + this.#state.turns.findIndex((turn) => turn.runId === runId));
		const turn = way.at(-1) ?? null;
		if (turn && isWorthKeeping(turn) && this.options.keeps()) this.#keep(way, thread);
		return turn;
	}

	/** One after the other, so that the second turn finds the note that the first has made. */
	#keep(way: readonly Turn[], thread: Thread): void {
		const { id } = this.#place;
		const kept = way.filter(isWorthKeeping);
		this.#keeping = this.#keeping.then(async () => {
			const praxis = this.options.praxis();
			if (!praxis) return;
			const place = this.#place.id === id ? this.#place : { id, path: null };
			const path = await praxis.chats.keep(place, kept, thread);
			if (this.#place.id === id) this.#place = { id, path };
		}).catch((error: unknown) => this.options.tellUnkept(error));
	}

	#begin(place: ChatPlace, threads: ReadonlyMap<string, ThreadTurn>): void {
		this.#place = place;
		this.#beside.clear();
		this.#threads.clear();
		for (const [runId, turn] of threads) this.#threads.set(runId, turn);
	}

	private apply(event: TranscriptEvent): void {
		const next = reduceTranscript(this.#state, event);
		if (next === this.#state) return;
		this.#state = next;
		this.#listeners.tell(next);
	}
}

/** A question that reached nobody and found nothing says nothing worth a note. */
function isWorthKeeping({ answer, cost, changes }: Turn): boolean {
	return answer !== null && (answer.outcome !== 'failed' || cost.calls > 0 || answer.citations.length > 0 || changes.length > 0);
}

/** A run that broke before its first event still shows the question that was asked. */
function neverStarted(question: string): Extract<TranscriptEvent, { type: 'run-start' }> {
	const at = new Date().toISOString();
	return { type: 'run-start', runId: `never-started ${at}`, question, agent: '', model: '', at };
}

function explain(error: unknown): { why: string; hint: string } {
	return isPraxisError(error) ? { why: error.message, hint: error.hint } : { why: words.errors.ask, hint: '' };
}
