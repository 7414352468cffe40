/** Who answers in the chat, kept up to date: views draw it and listen. It asks nobody. */
import type { App as Praxis, ChatChoice } from '../../core/app';
import { Listeners } from '../../core/lib/listeners';
import type { Settings } from '../../core/settings';

/** What it needs of the session. */
export interface ChatSettings {
	readonly praxis: Pick<Praxis, 'models'> | null;
	readonly settings: Settings;
	updateSettings(change: Partial<Settings>): Promise<void>;
}

export class ChatModel {
	#known: ChatChoice = { kind: 'quotes' };
	readonly #listeners = new Listeners<ChatChoice>();
	#round = 0;

	constructor(private readonly session: ChatSettings) {}

	get choice(): ChatChoice {
		return this.#known;
	}

	onChange(listener: (choice: ChatChoice) => void): () => void {
		return this.#listeners.add(listener);
	}

	/** A role, the ref of a model, or `quotes`. */
	async choose(wanted: string): Promise<void> {
		await this.session.updateSettings({ chatModel: wanted });
	}

	/** Looks again: settings or keys may have changed. Never rejects. */
	async refresh(): Promise<void> {
		const mine = ++this.#round;
		const { praxis, settings } = this.session;
		const choice = await (praxis?.models.choose(settings.chatModel) ?? Promise.resolve<ChatChoice>({ kind: 'quotes' })).catch((error: unknown): ChatChoice => ({ kind: 'blocked', reason: error instanceof Error ? error.message : String(error) }));
		// A later look may have ended sooner.
		if (mine !== this.#round) return;
		this.#known = choice;
		this.#listeners.tell(choice);
	}
}
