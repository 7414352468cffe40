/**
 * The main thread's side of `analyst.ts`: starts the thread, hands it notes, gives its forms their numbers.
 *
 * A thread that cannot be started, breaks, or falls silent rejects all that it was asked, and is not asked again:
 * whoever asked reads the notes itself.
 */
import type { After, StartThread, Thread } from '../host';
import { PraxisError } from '../lib/errors';
import { PROTOCOL, type AnalysedNotes, type FromAnalyst, type NewForms, type NoteToRead, type ToAnalyst } from './analysis';

export interface ReadingThreadDeps {
	readonly start: StartThread;
	/** Gives forms their numbers in the index. */
	readonly numbersOf: (forms: NewForms) => Promise<Uint32Array>;
	/** Without it a thread that falls silent is waited for. */
	readonly after?: After;
}

/** A batch takes a second at most; a machine that slept takes the timer along. */
const SILENT_MS = 60_000;

interface Asked {
	readonly resolve: (analysed: AnalysedNotes) => void;
	readonly reject: (error: unknown) => void;
}

interface Running {
	readonly thread: Promise<Thread>;
	/** Resolves when it said that it speaks as we do. */
	readonly ready: Promise<unknown>;
}

export class ReadingThread {
	private running: Running | null = null;
	private asked: Asked[] = [];
	#broken: PraxisError | null = null;
	#callOff: (() => void) | null = null;
	#numbered: Promise<void> = Promise.resolve();

	constructor(private readonly deps: ReadingThreadDeps) {}

	get isBroken(): boolean {
		return this.#broken !== null;
	}

	/** Rejects when the thread does not answer. Answers come in the order of asking. */
	async analyse(notes: readonly NoteToRead[]): Promise<AnalysedNotes> {
		if (this.#broken) throw this.#broken;
		return new Promise((resolve, reject) => {
			this.asked.push({ resolve, reject });
			this.#watch();
			this.#tell({ kind: 'read', notes });
		});
	}

	/** Ends the thread and frees what it holds; the next batch starts another. */
	end(): void {
		this.#stop(new PraxisError('aborted', 'The thread was ended.'));
	}

	#tell(message: ToAnalyst): void {
		const running = (this.running ??= this.#start());
		const told = running.ready.then(() => running.thread).then((thread) => {
			if (this.running === running) thread.post(message);
		});
		told.catch((error: unknown) => this.#fail(error, running));
	}

	#start(): Running {
		let tellReady = (): void => undefined;
		const said = new Promise<void>((resolve) => (tellReady = resolve));
		const thread = this.deps.start({
			onMessage: (message) => {
				const news = message as FromAnalyst;
				if (news.kind === 'ready' && news.protocol === PROTOCOL) tellReady();
				else if (this.running === running) this.#hear(news, running);
			},
			onFailure: (error) => this.#fail(error, running),
		});
		const running: Running = { thread, ready: thread.then(() => said) };
		return running;
	}

	#hear(news: FromAnalyst, running: Running): void {
		if (news.kind === 'forms') {
			// One after the other: the thread takes numbers in the order in which it asked for them.
			const numbered = this.#numbered.then(async () => {
				const ids = await this.deps.numbersOf(news);
				if (this.running === running) this.#tell({ kind: 'numbers', ids });
			});
			this.#numbered = numbered.catch((error: unknown) => this.#fail(error, running));
		} else if (news.kind === 'analysed') this.asked.shift()?.resolve(news);
		else this.#fail(news.kind === 'failed' ? news.message : 'It is of another version.', running);
		this.#watch();
	}

	/** Looks for a sign of life while something is asked. */
	#watch(): void {
		this.#callOff?.();
		this.#callOff = this.asked.length === 0 ? null : (this.deps.after?.(SILENT_MS, () => this.#fail('It fell silent.', this.running)) ?? null);
	}

	#fail(cause: unknown, running: Running | null): void {
		if (this.running !== running) return;
		this.#broken = new PraxisError('internal', 'Notes could not be read on another thread.', { hint: 'They are read on the main thread instead.', cause });
		this.#stop(this.#broken);
	}

	#stop(error: PraxisError): void {
		const { running, asked } = this;
		this.running = null;
		this.asked = [];
		this.#watch();
		for (const { reject } of asked) reject(error);
		// One that never started has nothing to end.
		running?.thread.then((thread) => thread.end(), () => undefined);
	}
}
