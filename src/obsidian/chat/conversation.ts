/**
 * The one conversation of this vault while the plugin is loaded: it runs questions and keeps what came of them.
 * Views come and go; they draw `transcript` and listen. It draws nothing.
 */
import { newThread, type App as Praxis, type ChatEstimate, type Thread } from '../../core/app';
import { EMPTY_TRANSCRIPT, reduceTranscript, type Transcript, type TranscriptEvent, type Turn } from '../../core/agents/transcript';
import { isPraxisError } from '../../core/lib/errors';
import { Listeners } from '../../core/lib/listeners';
import { untilAborted } from '../../core/lib/until-aborted';
import { words } from '../words';

export interface ConversationOptions {
	/** Null until the vault is open. */
	readonly praxis: () => Praxis | null;
	/** Who is to answer, as in `Settings.chatModel`. */
	readonly model: () => string;
	/** Waited for before each question; never rejects. */
	readonly prepare: () => Promise<void>;
}

export class Conversation {
	private state: Transcript = EMPTY_TRANSCRIPT;
	private readonly listeners = new Listeners<Transcript>();
	private running: AbortController | null = null;
	private thread: Thread = newThread();

	constructor(private readonly options: ConversationOptions) {}

	get transcript(): Transcript {
		return this.state;
	}

	get isRunning(): boolean {
		return this.running !== null;
	}

	onChange(listener: (transcript: Transcript) => void): () => void {
		return this.listeners.add(listener);
	}

	/**
	 * Runs a question to its end and resolves with its turn. Resolves with null when nothing was asked: no
	 * question, another one running, or the vault not open yet. Never rejects: a broken stream is a turn that failed.
	 */
	async ask(question: string): Promise<Turn | null> {
		const praxis = this.options.praxis();
		if (!praxis || this.running || question.trim() === '') return null;
		const running = new AbortController();
		this.running = running;
		let runId = '';
		try {
			await untilAborted(this.options.prepare(), running.signal);
			for await (const event of praxis.ask(question.trim(), { signal: running.signal, model: this.options.model(), thread: this.thread })) {
				if (event.type === 'run-start') runId = event.runId;
				this.apply(event);
			}
			this.apply({ type: 'run-lost', why: words.errors.ask, hint: '' });
		} catch (error) {
			if (!isPraxisError(error, 'aborted')) console.error('Praxis: the run broke off', error);
			if (runId === '') this.apply(neverStarted(question.trim()));
			this.apply({ type: 'run-lost', ...explain(error) });
		} finally {
			this.running = null;
			this.listeners.tell(this.state);
		}
		return this.state.turns.find((turn) => turn.runId === runId) ?? null;
	}

	/** Stops the running question; what was found until now stays. */
	stop(): void {
		this.apply({ type: 'run-stop' });
		this.running?.abort();
	}

	/** Forgets every turn. Does nothing while a question runs. */
	clear(): void {
		if (this.running) return;
		this.thread = newThread();
		this.apply({ type: 'clear' });
	}

	/** What the next question would send; null when nothing. Rejects only for faults of ours. */
	async estimate(question: string): Promise<ChatEstimate | null> {
		return (await this.options.praxis()?.estimate(question, { model: this.options.model(), thread: this.thread })) ?? null;
	}

	/** Stops what runs. */
	close(): void {
		this.running?.abort();
	}

	private apply(event: TranscriptEvent): void {
		const next = reduceTranscript(this.state, event);
		if (next === this.state) return;
		this.state = next;
		this.listeners.tell(next);
	}
}

/** A run that broke before its first event still shows the question that was asked. */
function neverStarted(question: string): TranscriptEvent {
	const at = new Date().toISOString();
	return { type: 'run-start', runId: `never-started ${at}`, question, agent: '', model: '', at };
}

function explain(error: unknown): { why: string; hint: string } {
	return isPraxisError(error) ? { why: error.message, hint: error.hint } : { why: words.errors.ask, hint: '' };
}
