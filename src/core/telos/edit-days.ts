/**
 * The day on which each note was last edited by the person on this device, as the app's editor tells. Times of files say
 * less: sync and checkouts write them too. Kept on this device; on another it begins with nothing.
 */
import type { Store } from '../host';
import type { Day } from './item';

const KEY = 'telos/edits.json';
/** Older ones are forgotten: neglect looks no further back. */
const MOST = 5_000;

export class EditDays {
	readonly #days = new Map<string, Day>();
	#saving: Promise<void> = Promise.resolve();

	constructor(private readonly store: Pick<Store, 'read' | 'write'>) {}

	/** Never throws: a damaged record begins anew. */
	async load(): Promise<void> {
		const bytes = await this.store.read(KEY);
		const newer = [...this.#days];
		for (const [path, day] of [...readDays(bytes), ...newer]) this.#days.set(path, day);
	}

	/** Rejects when the day could not be kept. */
	edited(path: string, day: Day): Promise<void> {
		if (this.#days.get(path) === day) return Promise.resolve();
		this.#days.delete(path);
		this.#days.set(path, day);
		return this.#save();
	}

	moved(from: string, to: string): Promise<void> {
		const day = this.#days.get(from);
		if (day === undefined) return Promise.resolve();
		this.#days.delete(from);
		this.#days.set(to, day);
		return this.#save();
	}

	of(path: string): Day | null {
		return this.#days.get(path) ?? null;
	}

	#save(): Promise<void> {
		for (const path of [...this.#days.keys()].slice(0, -MOST)) this.#days.delete(path);
		const write = (): Promise<void> => this.store.write(KEY, new TextEncoder().encode(JSON.stringify([...this.#days])));
		this.#saving = this.#saving.then(write, write);
		return this.#saving;
	}
}

function readDays(bytes: Uint8Array | null): [string, Day][] {
	if (!bytes) return [];
	try {
		const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return (Array.isArray(data) ? data : []).filter((one): one is [string, Day] => Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(one[1]));
	} catch {
		return []; // As the contract says.
	}
}
