/**
 * What a run waits for the person to say: a question of the agent's, or leave to do something. Views draw what waits;
 * where none is open it is asked elsewhere, so that no run waits for an answer that nobody can give. It draws nothing.
 */
import type { Approve, GuardQuestion } from '../../core/guard/run-guard';
import { Listeners } from '../../core/lib/listeners';

/** No, yes, or yes to a part. */
export type Yes = Awaited<ReturnType<Approve>>;

export type PendingAsk =
	| { readonly kind: 'question'; readonly text: string; readonly options: readonly string[]; /** Null: no answer. */ readonly answer: (text: string | null) => void }
	| { readonly kind: 'approval'; readonly question: GuardQuestion; readonly answer: (yes: Yes) => void };

export class PendingAsks {
	#waiting: readonly PendingAsk[] = [];
	readonly #listeners = new Listeners<void>();
	#views = 0;

	/** `elsewhere` asks when no view is open to draw it. */
	constructor(private readonly elsewhere: (ask: PendingAsk) => void) {}

	/** The oldest first. */
	get all(): readonly PendingAsk[] {
		return this.#waiting;
	}

	get isShown(): boolean {
		return this.#views > 0;
	}

	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** A view that draws them has opened; returns what is to be called when it closes. */
	attach(): () => void {
		this.#views++;
		return () => {
			this.#views--;
			if (this.#views === 0) for (const ask of this.#waiting) this.elsewhere(ask);
		};
	}

	askText({ text, options }: { readonly text: string; readonly options: readonly string[] }, signal: AbortSignal): Promise<string | null> {
		return this.#wait<string | null>((answer) => ({ kind: 'question', text, options, answer }), { signal, none: null });
	}

	/** A run that is stopped asks no more: its guard takes that as a no. */
	askLeave(question: GuardQuestion): Promise<Yes> {
		return this.#wait<Yes>((answer) => ({ kind: 'approval', question, answer }), { none: false });
	}

	/** Nothing waits any more: each is answered with no. */
	clear(): void {
		for (const ask of this.#waiting) {
			if (ask.kind === 'question') ask.answer(null);
			else ask.answer(false);
		}
	}

	#wait<T>(make: (answer: (given: T) => void) => PendingAsk, { signal, none }: { readonly signal?: AbortSignal; readonly none: T }): Promise<T> {
		return new Promise((resolve) => {
			const settle = (given: T): void => {
				this.#waiting = this.#waiting.filter((other) => other !== ask);
				this.#listeners.tell();
				resolve(given);
			};
			const ask = make(settle);
			if (signal?.aborted === true) return resolve(none);
			signal?.addEventListener('abort', () => settle(none), { once: true });
			this.#waiting = [...this.#waiting, ask];
			this.#listeners.tell();
			if (!this.isShown) this.elsewhere(ask);
		});
	}
}
