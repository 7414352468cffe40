/** What was worked out last, by its key, within a limit of size: what was looked at longest ago is forgotten first. */

/** Of what may be kept, so much is left when something must be forgotten. */
const LEFT = 7 / 8;

export class Recent<K, V> {
	readonly #kept = new Map<K, { readonly value: V; readonly size: number }>();
	#size = 0;

	/** `most`: of all that is kept together; `largest`: what is larger is not kept. In whatever unit `keep` is told. */
	constructor(private readonly limits: { readonly most: number; readonly largest: number }) {}

	/** What is kept is shared: nobody may change it. */
	get(key: K): V | undefined {
		const kept = this.#kept.get(key);
		if (!kept) return undefined;
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		return kept.value;
	}

	keep(key: K, value: V, size: number): void {
		if (size > this.limits.largest || this.#kept.has(key)) return;
		this.#kept.set(key, { value, size });
		this.#size += size;
		if (this.#size <= this.limits.most) return;
		for (const [oldest, gone] of this.#kept) {
			// Some at once: the way to the oldest leads past all that was forgotten.
			if (this.#size <= this.limits.most * LEFT) return;
			this.#kept.delete(oldest);
			this.#size -= gone.size;
		}
	}
}
