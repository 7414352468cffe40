/** The `Store` port over IndexedDB: one database for each vault of this device. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Store } from '../core/host';
import { PraxisError } from '../core/lib/errors';
import { checkStoreKey } from '../core/lib/store-key';

interface Blobs extends DBSchema {
	blobs: { key: string; value: Uint8Array };
}

const VERSION = 1;

/** All vaults of the app share IndexedDB: `vaultId` must be this vault's own. The database is opened at first use. */
export function obsidianStore(vaultId: string): ObsidianStore {
	return new ObsidianStore(`praxis-${vaultId}`);
}

export class ObsidianStore implements Store {
	readonly #name: string;
	#database: Promise<IDBPDatabase<Blobs>> | null = null;

	constructor(name: string) {
		this.#name = name;
	}

	read(key: string): Promise<Uint8Array | null> {
		return this.#run(key, async (database) => {
			const bytes = await database.get('blobs', key);
			return bytes ? new Uint8Array(bytes) : null;
		});
	}

	write(key: string, bytes: Uint8Array): Promise<void> {
		const copy = bytes.slice();
		return this.#change(key, (blobs) => blobs.put(copy, key));
	}

	remove(key: string): Promise<void> {
		return this.#change(key, (blobs) => blobs.delete(key));
	}

	async keys(prefix: string): Promise<readonly string[]> {
		return this.#run(null, async (database) => {
			const range = prefix === '' ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
			return (await database.getAllKeys('blobs', range)).sort();
		});
	}

	/** Frees the database; the next call opens it again. */
	async close(): Promise<void> {
		const database = this.#database;
		this.#database = null;
		if (database) (await database).close();
	}

	/** Strict: the browser must flush to disk before it says that the change is done. */
	#change(key: string, change: (blobs: BlobStore) => Promise<unknown>): Promise<void> {
		return this.#run(key, async (database) => {
			const transaction = database.transaction('blobs', 'readwrite', { durability: 'strict' });
			await Promise.all([change(transaction.store), transaction.done]);
		});
	}

	async #run<T>(key: string | null, work: (database: IDBPDatabase<Blobs>) => Promise<T>): Promise<T> {
		if (key !== null) checkStoreKey(key);
		try {
			return await work(await this.#open());
		} catch (error) {
			throw storeError(error);
		}
	}

	async #open(): Promise<IDBPDatabase<Blobs>> {
		const forget = (): void => void (this.#database = null);
		this.#database ??= openDB<Blobs>(this.#name, VERSION, {
			upgrade: (database) => void database.createObjectStore('blobs'),
			terminated: forget,
		});
		try {
			return await this.#database;
		} catch (error) {
			forget();
			throw error;
		}
	}
}

interface BlobStore {
	put(value: Uint8Array, key: string): Promise<unknown>;
	delete(key: string): Promise<unknown>;
}

function storeError(error: unknown): PraxisError {
	if (error instanceof PraxisError) return error;
	const isFull = error instanceof Error && error.name === 'QuotaExceededError';
	if (isFull) return new PraxisError('disk-full', 'The records do not fit: the space for the app is used up.', { hint: 'Free some space on this device, then try again.', cause: error });
	return new PraxisError('internal', 'The records of this device could not be read or written.', { hint: 'Restart the app. See the cause for what it said.', cause: error });
}
