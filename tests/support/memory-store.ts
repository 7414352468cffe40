/** The `Store` port in memory. Values are copied in and out. For tests only. */
import type { Store } from '../../src/core/host';
import { checkStoreKey } from '../../src/core/lib/store-key';
import { Faults } from './faults';

export class MemoryStore implements Store {
	readonly #faults: Faults;
	readonly #blobs: Map<string, Uint8Array>;

	constructor(faults = new Faults(), blobs = new Map<string, Uint8Array>()) {
		this.#faults = faults;
		this.#blobs = blobs;
	}

	/** The same blobs as a new session finds them. */
	reopen(faults = new Faults()): MemoryStore {
		return new MemoryStore(faults, this.#blobs);
	}

	async read(key: string): Promise<Uint8Array | null> {
		checkStoreKey(key);
		return this.#faults.read(() => this.#blobs.get(key)?.slice() ?? null);
	}

	async write(key: string, bytes: Uint8Array): Promise<void> {
		checkStoreKey(key);
		const copy = bytes.slice();
		await this.#faults.write(() => this.#blobs.set(key, copy));
	}

	async remove(key: string): Promise<void> {
		checkStoreKey(key);
		await this.#faults.write(() => this.#blobs.delete(key));
	}

	async keys(prefix: string): Promise<readonly string[]> {
		return this.#faults.read(() => [...this.#blobs.keys()].filter((key) => key.startsWith(prefix)).sort());
	}
}
