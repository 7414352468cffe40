/** What the person thinks of the answers in the chat: kept through the core, taken back, told to what draws it. It draws nothing. */
import type { Turn } from '../../core/agents/transcript';
import type { App as Praxis } from '../../core/app';
import { Listeners } from '../../core/lib/listeners';
import type { VaultPath } from '../../core/lib/vault-path';
import type { Rated } from '../../core/memory/learning/learning-desk';
import type { GivenRating } from '../../core/memory/learning/rate-answer';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface ShownRating {
	readonly rating: number;
	/** The note with what was learned of it; null for none, and where this session does not know. */
	readonly learning: string | null;
	/** Given in this session, so that it can be taken back. */
	readonly canUndo: boolean;
	/** Something was said beside it. */
	readonly hasWords: boolean;
	/** The message by which it was typed; "" for none. */
	readonly typed: string;
}

export class AnswerRatings {
	readonly #given = new Map<string, { readonly rated: Rated; readonly hasWords: boolean; readonly typed: string }>();
	readonly #listeners = new Listeners<void>();

	/** `praxis`: null until the vault is open. `chatNote`: of the chat that is shown. */
	constructor(private readonly praxis: () => Praxis | null, private readonly chatNote: () => VaultPath | null) {}

	/** Null for an answer that was not rated. */
	of(runId: string): ShownRating | null {
		const given = this.#given.get(runId);
		if (given) return { rating: given.rated.rating, learning: given.rated.learning, canUndo: true, hasWords: given.hasWords, typed: given.typed };
		const rating = this.praxis()?.memory.learning.ratingOf(runId) ?? null;
		return rating === null ? null : { rating, learning: null, canUndo: false, hasWords: false, typed: '' };
	}

	/** Takes the place of an earlier one. Never rejects: what went wrong is told. */
	async rate({ runId, question, agent, model, answer, steps }: Turn, given: GivenRating, typed = ''): Promise<void> {
		const learning = this.praxis()?.memory.learning;
		if (!learning || !answer) return;
		try {
			const before = this.#given.get(runId);
			if (before) await this.#takeBack(runId, before.rated);
			const note = this.chatNote();
			const run = { runId, question, agent, model, answer, ...(note === null ? {} : { note }), steps: steps.map(({ title, summary }) => [title, summary].filter((part) => part !== '').join(' · ')) };
			this.#given.set(runId, { rated: await learning.rate(run, given), hasWords: (given.comment ?? '') !== '', typed });
		} catch (error) {
			tellError(words.rate.failed, error);
		}
		this.#listeners.tell();
	}

	/** Never rejects. */
	async undo(runId: string): Promise<void> {
		const given = this.#given.get(runId);
		if (given) await this.#takeBack(runId, given.rated).catch((error: unknown) => tellError(words.rate.failed, error));
		this.#listeners.tell();
	}

	/** Tells when a rating may be another. Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		const ends = [this.#listeners.add(listener), this.praxis()?.memory.learning.onChange(listener) ?? (() => undefined)];
		return () => ends.forEach((end) => end());
	}

	async #takeBack(runId: string, rated: Rated): Promise<void> {
		await this.praxis()?.memory.learning.unrate(rated);
		this.#given.delete(runId);
	}
}
