/**
 * Keeps the index small while it grows, and on this device between starts. What cannot be read or written is as none:
 * the index is made from the notes, which are the truth.
 */
import type { After, Store } from '../host';
import type { Turn } from '../lib/turns';
import type { ContentIndex } from './content-index';

export interface IndexKeeperDeps {
	readonly index: ContentIndex;
	readonly yieldToHost: () => Promise<void>;
	readonly clock: () => number;
	readonly turn: Turn;
	readonly store?: Pick<Store, 'read' | 'write' | 'remove' | 'keys'>;
	readonly after?: After;
	/** What is kept with the index: text. */
	readonly print: () => string;
	/** Takes back what was printed; false when the index that was kept with it is of no use. */
	readonly read: (printed: string) => boolean;
	/** Resolves when nothing is half taken in: that must not be kept. */
	readonly whole: () => Promise<void>;
}

/** Tidying gives the thread back after so long, or so many steps. */
const SLICE_MS = 5;
const SLICE_STEPS = 64;
/** Changes are saved together, so long after the first of them. */
const SAVE_AFTER_MS = 60_000;

export class IndexKeeper {
	#callOff: (() => void) | null = null;
	#isSaving = false;

	constructor(private readonly deps: IndexKeeperDeps) {}

	/** True when the index of an earlier start is there. */
	async load(): Promise<boolean> {
		const { index, store, turn, read } = this.deps;
		const printed = store ? await index.load(store, turn).catch(asNone) : null;
		return printed !== null && read(printed);
	}

	async save(): Promise<void> {
		const { index, store, turn, print, whole } = this.deps;
		this.callOff();
		if (!store || this.#isSaving) return;
		this.#isSaving = true;
		await whole();
		await index.save(store, print(), turn).catch(asNone);
		this.#isSaving = false;
	}

	/** Runs what is to be done some time after a change; once for all changes until then. */
	later(run: () => void): void {
		const { store, after } = this.deps;
		if (this.#callOff || !store) return;
		this.#callOff = after?.(SAVE_AFTER_MS, () => {
			this.#callOff = null;
			run();
		}) ?? null;
	}

	callOff(): void {
		this.#callOff?.();
		this.#callOff = null;
	}

	/** One turn of tidying; true when there is more to do. */
	tidyOnce(): boolean {
		const { clock, index } = this.deps;
		const end = clock() + SLICE_MS;
		let steps = 0;
		return index.tend(() => ++steps < SLICE_STEPS && clock() < end);
	}

	/** Merges what is left in small parts, giving way as it goes. */
	async tidy(signal: AbortSignal): Promise<void> {
		while (!signal.aborted && this.tidyOnce()) await this.deps.yieldToHost();
	}
}

function asNone(): null {
	return null;
}
