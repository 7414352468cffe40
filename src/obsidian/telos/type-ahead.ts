/** Finds a row by the letters typed one after the other, as lists of the system do. Pure. */
import { folded } from './item-names';

/** After this pause letters begin a new word. */
const PAUSE_MS = 700;

export interface Names {
	readonly names: readonly string[];
	/** Where the person is, -1 for nowhere. */
	readonly at: number;
}

export class TypeAhead {
	#typed = '';
	#last = -Infinity;

	/** True while another letter, a space too, would go on with the word. `time` is an event's. */
	isTyping(time: number): boolean {
		return this.#typed !== '' && time - this.#last < PAUSE_MS;
	}

	/** The entry of `rows` whose name begins with what was typed; the same letter again goes to the next one. */
	find<T>({ key, timeStamp }: Pick<KeyboardEvent, 'key' | 'timeStamp'>, { names, at }: Names, rows: readonly T[]): T | undefined {
		this.#typed = folded(this.isTyping(timeStamp) ? this.#typed + key : key);
		this.#last = timeStamp;
		const isOneLetter = [...this.#typed].every((letter) => letter === this.#typed[0]);
		const wanted = isOneLetter ? (this.#typed[0] ?? '') : this.#typed;
		const start = isOneLetter ? at + 1 : Math.max(0, at);
		for (let step = 0; step < names.length; step++) {
			const index = (start + step) % names.length;
			if (folded(names[index] ?? '').startsWith(wanted)) return rows[index];
		}
		return undefined;
	}
}
