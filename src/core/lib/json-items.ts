/**
 * The items of a JSON list, one by one, out of a text that comes in pieces: a file of hundreds of megabytes is read with no
 * more of it at hand than one item. It finds where items begin and end; whether an item is sound is its reader's to see. Pure.
 */

/** UTF-16 units: a longer item is passed over. */
export const LONGEST_ITEM = 50_000_000;
/** Closes what is open so far; the kinds of brackets are not told apart. */
const NEXT = /["[\]{}]/g;
const IN_STRING = /["\\]/g;

export interface JsonItem {
	/** From 1. */
	readonly n: number;
	/** Null when it was too long to be kept. */
	readonly text: string | null;
}

export class JsonItems {
	#depth = 0;
	#isString = false;
	/** The sign after a backslash, which came with the next piece. */
	#skips = 0;
	#kept: string[] = [];
	#length = 0;
	#n = 0;

	/** Items that ended in this piece. Only lists and objects are items; what stands between them is passed over. */
	*push(piece: string): Generator<JsonItem, void, void> {
		let at = Math.min(this.#skips, piece.length);
		this.#skips -= at;
		let from = this.#depth >= 2 ? 0 : -1;
		while (at < piece.length) {
			const pattern = this.#isString ? IN_STRING : NEXT;
			pattern.lastIndex = at;
			const found = pattern.exec(piece)?.index ?? -1;
			if (found < 0) break;
			at = found + 1;
			const sign = piece[found];
			if (sign === '\\') {
				this.#skips = at < piece.length ? 0 : 1;
				at++;
			} else if (sign === '"') this.#isString = !this.#isString;
			else if (sign === '[' || sign === '{') {
				if (++this.#depth === 2) from = found;
			} else if (--this.#depth === 1) {
				this.#keep(piece.slice(from, at));
				yield this.#take();
				from = -1;
			}
		}
		if (from >= 0) this.#keep(piece.slice(from));
	}

	/** Whether the list was closed, and nothing is open. */
	get isWhole(): boolean {
		return this.#depth === 0 && !this.#isString;
	}

	#keep(text: string): void {
		this.#length += text.length;
		if (this.#length <= LONGEST_ITEM) this.#kept.push(text);
		else this.#kept = [];
	}

	#take(): JsonItem {
		const text = this.#length <= LONGEST_ITEM ? this.#kept.join('') : null;
		[this.#kept, this.#length] = [[], 0];
		return { n: ++this.#n, text };
	}
}
