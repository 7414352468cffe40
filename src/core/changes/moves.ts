/** Where notes went: renames by anyone, kept on the device so that a run can be undone after its notes were moved. */
import type { Store } from '../host';
import type { VaultPath } from '../lib/vault-path';
import { sealed, unsealed } from './journal';

interface Move {
	readonly from: VaultPath;
	readonly to: VaultPath;
	/** ISO time. */
	readonly at: string;
}

const KEY = 'changes/moves';
const MAX_MOVES = 2000;

export class Moves {
	readonly #store: Store;
	readonly #now: () => Date;
	#moves: Promise<readonly Move[]> | null = null;

	constructor(store: Store, now: () => Date) {
		this.#store = store;
		this.#now = now;
	}

	/** Remembers a rename. The same one told twice, by the run and by the host, counts once. */
	async note(from: VaultPath, to: VaultPath): Promise<void> {
		const moves = await this.#all();
		const last = moves[moves.length - 1];
		if (last && last.from === from && last.to === to) return;
		const next = [...moves, { from, to, at: this.#now().toISOString() }].slice(-MAX_MOVES);
		this.#moves = Promise.resolve(next);
		await this.#store.write(KEY, sealed(next));
	}

	/** The path today of the note that was at `path` at the time `since` (ISO). */
	async follow(path: VaultPath, since: string): Promise<VaultPath> {
		let current = path;
		for (const move of await this.#all()) if (move.at >= since && move.from === current) current = move.to;
		return current;
	}

	async #all(): Promise<readonly Move[]> {
		this.#moves ??= this.#read();
		return this.#moves;
	}

	async #read(): Promise<readonly Move[]> {
		const bytes = await this.#store.read(KEY);
		const record = bytes === null ? null : unsealed<readonly Move[]>(bytes);
		// A damaged list only means that moved notes are searched by their content.
		return record?.isValid ? record.value : [];
	}
}
