/** Follows the purpose graph from before the core has started until the end: one news at a time, never two in a hurry. */
import type { TelosSource } from './telos-source';

export type Reading = { readonly state: 'reading' } | { readonly state: 'failed'; readonly error: unknown } | { readonly state: 'ready'; readonly source: TelosSource };

export interface FollowOptions {
	/** Null until the core has started. */
	readonly find: () => TelosSource | null;
	/** Tells when the core may have started, or the index has more to say. Returns what ends it. */
	readonly onStatus: (listener: () => void) => () => void;
	readonly onReading: (reading: Reading) => void;
	/** The window's timer. */
	readonly win: Pick<Window, 'setTimeout' | 'clearTimeout'>;
}

/** A sync changes notes by the hundred: they are drawn together. */
const PAUSE_MS = 150;

export class FollowedSource {
	#source: TelosSource | null = null;
	#timer: number | null = null;
	#isClosed = false;
	readonly #ends: (() => void)[] = [];

	constructor(private readonly options: FollowOptions) {
		this.#ends.push(options.onStatus(() => this.#connect()));
		options.onReading({ state: 'reading' });
		this.#connect();
	}

	/** Reads again after a failure. */
	again(): void {
		this.options.onReading({ state: 'reading' });
		void this.#read();
	}

	close(): void {
		this.#isClosed = true;
		for (const end of this.#ends.splice(0)) end();
		if (this.#timer !== null) this.options.win.clearTimeout(this.#timer);
	}

	#connect(): void {
		const found = this.options.find();
		if (this.#isClosed || !found || found === this.#source) return;
		this.#source = found;
		this.#ends.push(found.onChange(() => this.#tellSoon()));
		void this.#read();
	}

	async #read(): Promise<void> {
		try {
			await this.#source?.ready();
			this.#tell();
		} catch (error) {
			if (!this.#isClosed) this.options.onReading({ state: 'failed', error });
		}
	}

	#tellSoon(): void {
		this.#timer ??= this.options.win.setTimeout(() => {
			this.#timer = null;
			this.#tell();
		}, PAUSE_MS);
	}

	#tell(): void {
		if (!this.#isClosed && this.#source?.isReady) this.options.onReading({ state: 'ready', source: this.#source });
	}
}
