/** How much was used today on this device, kept over restarts so that a restart does not begin the day anew. */
import type { Store } from '../host';
import { Serial } from '../lib/serial';
import { addAmounts, NO_AMOUNTS, type Amounts } from './limits';

const KEY = 'guard/day.json';

export class DayUsage {
	readonly #serial = new Serial();
	#day = '';
	#amounts: Amounts = NO_AMOUNTS;
	#isLoaded = false;

	constructor(
		private readonly store: Store,
		private readonly now: () => Date,
	) {}

	/** Today's amounts until now; days change at midnight UTC, and only forward. */
	read(): Promise<Amounts> {
		return this.#serial.run([KEY], () => this.#current());
	}

	/** Resolves when it is kept. */
	add(more: Partial<Amounts>): Promise<void> {
		return this.#serial.run([KEY], async () => {
			this.#amounts = addAmounts(await this.#current(), more);
			await this.store.write(KEY, new TextEncoder().encode(JSON.stringify({ day: this.#day, amounts: this.#amounts })));
		});
	}

	async #current(): Promise<Amounts> {
		const today = this.now().toISOString().slice(0, 10);
		if (!this.#isLoaded) {
			const kept = parseDay(await this.store.read(KEY));
			this.#isLoaded = true;
			if (kept) [this.#day, this.#amounts] = [kept.day, kept.amounts];
		}
		// A clock that is set back is no new day: what was used goes along.
		if (this.#day < today) this.#amounts = NO_AMOUNTS;
		this.#day = today;
		return this.#amounts;
	}
}

function parseDay(bytes: Uint8Array | null): { day: string; amounts: Amounts } | null {
	if (!bytes) return null;
	try {
		const data = JSON.parse(new TextDecoder().decode(bytes)) as { day?: unknown; amounts?: Record<string, unknown> };
		const { calls, tokens, cost, writes, removals } = data.amounts ?? {};
		const [c, t, m, w, r] = [calls, tokens, cost, writes, removals].map((amount) => (typeof amount === 'number' && amount >= 0 ? amount : 0));
		return typeof data.day === 'string' ? { day: data.day, amounts: { calls: c ?? 0, tokens: t ?? 0, cost: m ?? 0, writes: w ?? 0, removals: r ?? 0 } } : null;
	} catch {
		return null; // Damaged: the day begins anew, with the limits of each run standing.
	}
}
