/** Things in an order of their own, which they keep as they come and go, without sorting all of them anew. Pure. */

/** How many of `sorted` stand before the place: those for which `isBefore` holds, which are its first ones. */
export function placeIn<T>(sorted: readonly T[], isBefore: (one: T) => boolean): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isBefore(sorted[middle] as T)) low = middle + 1;
		else high = middle;
	}
	return low;
}

export class SortedList<T> {
	#items: T[] = [];
	#isGiven = false;

	/** No two things may be equal in that order. */
	constructor(private readonly isBefore: (one: T, other: T) => boolean) {}

	/** The first one first. Stays as it is, whatever comes and goes afterwards. */
	all(): readonly T[] {
		this.#isGiven = true;
		return this.#items;
	}

	/** Must not be in the list. */
	put(item: T): void {
		const last = this.#items.at(-1);
		const isLast = last === undefined || this.isBefore(last, item);
		this.#own().splice(isLast ? this.#items.length : this.#placeOf(item), 0, item);
	}

	/** Nothing happens when it is not there. */
	remove(item: T): void {
		const at = this.#placeOf(item);
		if (this.#items[at] === item) this.#own().splice(at, 1);
	}

	#placeOf(item: T): number {
		return placeIn(this.#items, (one) => this.isBefore(one, item));
	}

	/** What was given out is left as it is. */
	#own(): T[] {
		if (this.#isGiven) this.#items = [...this.#items];
		this.#isGiven = false;
		return this.#items;
	}
}
