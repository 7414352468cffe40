/**
 * The tables of vectors on this device, one for each model: whoever goes back to the model of before need not have all
 * notes embedded again. The two used last are kept. What cannot be read is as none.
 */
import type { Store } from '../../host';
import { isPraxisError } from '../../lib/errors';
import type { Turn } from '../../lib/turns';
import { VectorTable } from './vector-table';

const FOLDER = 'vectors/';
/** Keys of the tables kept, the one used last first. */
const LIST = `${FOLDER}kept`;
const KEPT = 2;

export class TableShelf {
	constructor(
		private readonly store: Pick<Store, 'read' | 'write' | 'remove' | 'keys'>,
		private readonly turn: Turn,
	) {}

	/** Null when there is none of this model that is whole. */
	async load(model: string): Promise<VectorTable | null> {
		const key = keyOf(model);
		const saved = await this.store.read(key).catch(asNone);
		const table = await VectorTable.load(saved, model, this.turn).catch(asNone);
		if (table) await this.#use(key).catch(asNone);
		return table;
	}

	/** Keeps the table, and lets go of what was used longest ago. */
	async save(table: VectorTable): Promise<void> {
		const key = keyOf(table.model);
		await this.store.write(key, await table.save(this.turn));
		const kept = await this.#use(key);
		for (const other of await this.store.keys(FOLDER)) if (other !== LIST && !kept.includes(other)) await this.store.remove(other);
	}

	/** Forgets all tables. */
	async clear(): Promise<void> {
		for (const key of await this.store.keys(FOLDER)) await this.store.remove(key);
	}

	/** Puts a table first; gives back those that are kept. */
	async #use(key: string): Promise<readonly string[]> {
		const before = await this.#kept();
		const kept = [key, ...before.filter((other) => other !== key)].slice(0, KEPT);
		if (kept.join() !== before.join()) await this.store.write(LIST, new TextEncoder().encode(kept.join('\n')));
		return kept;
	}

	async #kept(): Promise<readonly string[]> {
		const bytes = await this.store.read(LIST).catch(asNone);
		return bytes ? new TextDecoder().decode(bytes).split('\n') : [];
	}
}

/** The table itself says which model it is of, should two of them ever share a key. */
function keyOf(model: string): string {
	let hash = 2166136261;
	for (let at = 0; at < model.length; at++) hash = Math.imul(hash ^ model.charCodeAt(at), 16777619);
	return `${FOLDER}table-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

function asNone(error: unknown): null {
	if (error instanceof SyntaxError || isPraxisError(error) || error instanceof RangeError) return null;
	throw error;
}
