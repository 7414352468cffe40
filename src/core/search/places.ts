/** Where records of notes stand: numbers in typed arrays, where an object for each would take ten times the memory. */
import { withRoom } from './bytes';
import type { Part } from './part';

/** A record of a note within a part. */
export interface Place {
	readonly part: Part;
	readonly record: number;
}

export class Places {
	/** By number; 0 stands for none. */
	readonly #parts: (Part | null)[] = [null];
	#numbers: Uint32Array = new Uint32Array(64);
	#records: Uint32Array = new Uint32Array(64);

	/** Null where nothing stands. */
	at(index: number): Place | null {
		const part = this.#parts[this.#numbers[index] ?? 0];
		return part ? { part, record: this.#records[index] ?? 0 } : null;
	}

	set(index: number, { part, record }: Place): void {
		this.put(index, this.numberOf(part), record);
	}

	/** The same for a part whose number is known; 0 for none. */
	put(index: number, number: number, record: number): void {
		this.#numbers = withRoom(this.#numbers, index + 1);
		this.#records = withRoom(this.#records, index + 1);
		this.#numbers[index] = number;
		this.#records[index] = record;
	}

	/** The number of a part, given on first sight. Few live, and those come last. */
	numberOf(part: Part): number {
		const known = this.#parts.lastIndexOf(part);
		return known > 0 ? known : this.#parts.push(part) - 1;
	}

	/** Nothing stands in the part any more. */
	release(part: Part): void {
		this.#parts[this.numberOf(part)] = null;
	}
}
