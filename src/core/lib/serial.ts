/** Runs work one after the other for each key, and side by side for different keys. */

export class Serial {
	readonly #last = new Map<string, Promise<unknown>>();

	/** Runs `work` when all earlier work on any of `keys` is over, failed or not. Must not be nested on one key. */
	run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
		const earlier = keys.flatMap((key) => this.#last.get(key) ?? []);
		const result = earlier.length === 0 ? Promise.resolve().then(work) : Promise.allSettled(earlier).then(work);
		const settled = result.then(
			() => undefined,
			() => undefined,
		);
		for (const key of keys) this.#last.set(key, settled);
		void settled.then(() => {
			for (const key of keys) if (this.#last.get(key) === settled) this.#last.delete(key);
		});
		return result;
	}
}
