/**
 * What this device remembers of the notes that runs wrote: whether the run had read untrusted or private text.
 * Follows notes when they are moved. A lost record never makes a note more trusted than its folder and properties do.
 */
import type { Store, VaultChange } from '../host';
import { Serial } from '../lib/serial';
import type { NoteRecord } from './labels';

const KEY = 'guard/notes.json';

export class NoteRecords {
	readonly #serial = new Serial();
	#records: Map<string, NoteRecord> | null = null;

	constructor(private readonly store: Store) {}

	async get(path: string): Promise<NoteRecord | null> {
		return (await this.#load()).get(path) ?? null;
	}

	/** Resolves when `peek` knows all. */
	async ready(): Promise<void> {
		await this.#load();
	}

	/** As `get`, from memory. */
	peek(path: string): NoteRecord | null {
		return this.#records?.get(path) ?? null;
	}

	/** Joins with what is known: a note that was ever tainted or private stays so. All are kept at once: each time takes as long as there are records. */
	async add(notes: readonly (readonly [path: string, record: NoteRecord])[]): Promise<void> {
		await this.#change((records) => {
			let isNew = false;
			for (const [path, { integrity, secrecy }] of notes) {
				const known = records.get(path);
				if (known?.integrity === integrity && known.secrecy === secrecy) continue;
				isNew = true;
				records.set(path, {
					integrity: known?.integrity === 'untrusted' ? 'untrusted' : integrity,
					secrecy: known?.secrecy === 'private' ? 'private' : secrecy,
				});
			}
			return isNew;
		});
	}

	/** Tell it of every change in the vault. */
	async follow(change: VaultChange): Promise<void> {
		if (change.type !== 'renamed') return;
		await this.#change((records) => {
			const known = records.get(change.from);
			if (!known) return false;
			records.delete(change.from);
			records.set(change.path, known);
			return true;
		});
	}

	#change(work: (records: Map<string, NoteRecord>) => boolean): Promise<void> {
		return this.#serial.run([KEY], async () => {
			const records = await this.#load();
			if (work(records)) await this.store.write(KEY, new TextEncoder().encode(JSON.stringify([...records])));
		});
	}

	async #load(): Promise<Map<string, NoteRecord>> {
		if (this.#records) return this.#records;
		const bytes = await this.store.read(KEY);
		this.#records ??= readRecords(bytes);
		return this.#records;
	}
}

function readRecords(bytes: Uint8Array | null): Map<string, NoteRecord> {
	if (!bytes) return new Map();
	try {
		const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return new Map(Array.isArray(data) ? data.filter(isRecord) : []);
	} catch {
		return new Map(); // As if never seen: notes where agents write then count as untrusted.
	}
}

function isRecord(item: unknown): item is [string, NoteRecord] {
	if (!Array.isArray(item) || typeof item[0] !== 'string' || typeof item[1] !== 'object' || item[1] === null) return false;
	const { integrity, secrecy } = item[1] as Record<string, unknown>;
	return (integrity === 'trusted' || integrity === 'untrusted') && (secrecy === 'vault' || secrecy === 'private');
}
