/** Where notes went: renames by anyone, kept on the device so that a run can be undone after its notes were moved. */
import type { Store } from '../host';
import type { VaultPath } from '../lib/vault-path';
import { readSlots, writeSlots } from './slots';

interface Move {
	/** Counts up; a run remembers the last one before it. */
	readonly seq: number;
	readonly from: VaultPath;
	readonly to: VaultPath;
}

const KEY = 'changes/moves';
const MAX_MOVES = 2000;
/** For how long a rename that Praxis made is expected to be told again by the host's watcher. */
const ECHO_MS = 10_000;

export class Moves {
	readonly #store: Store;
	readonly #now: () => Date;
	readonly #echoes = new Map<string, number>();
	#moves: Promise<readonly Move[]> | null = null;

	constructor(store: Store, now: () => Date) {
		this.#store = store;
		this.#now = now;
	}

	/** Remembers a rename that the host told of, unless it is the echo of one that Praxis made. */
	async told(from: VaultPath, to: VaultPath): Promise<void> {
		const key = `${from}\n${to}`;
		const made = this.#echoes.get(key);
		this.#echoes.delete(key);
		if (made === undefined || this.#now().getTime() - made > ECHO_MS) await this.#add(from, to);
	}

	/** Remembers a rename that Praxis made. */
	async made(from: VaultPath, to: VaultPath): Promise<void> {
		this.#echoes.set(`${from}\n${to}`, this.#now().getTime());
		await this.#add(from, to);
	}

	/** The number of the last move, for `follow`. */
	async last(): Promise<number> {
		const moves = await this.#all();
		return moves[moves.length - 1]?.seq ?? 0;
	}

	/** The path today of the note that was at `path` after the move numbered `since`. */
	async follow(path: VaultPath, since: number): Promise<VaultPath> {
		let current = path;
		for (const move of await this.#all()) if (move.seq > since && move.from === current) current = move.to;
		return current;
	}

	async #add(from: VaultPath, to: VaultPath): Promise<void> {
		const next = [...(await this.#all()), { seq: (await this.last()) + 1, from, to }].slice(-MAX_MOVES);
		this.#moves = Promise.resolve(next);
		await writeSlots(this.#store, KEY, next);
	}

	async #all(): Promise<readonly Move[]> {
		this.#moves ??= this.#read();
		return this.#moves;
	}

	async #read(): Promise<readonly Move[]> {
		// A damaged list only means that moved notes are searched by their content.
		return (await readSlots<readonly Move[]>(this.#store, KEY)).newest?.value ?? [];
	}
}
