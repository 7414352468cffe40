/** Who wants to be told, for one kind of news. */

export class Listeners<T> {
	readonly #listeners = new Set<(news: T) => void>();

	/** Adds a listener; the function returned removes it. */
	add(listener: (news: T) => void): () => void {
		const own = (news: T): void => listener(news);
		this.#listeners.add(own);
		return () => void this.#listeners.delete(own);
	}

	/** Tells all. A listener that throws stops neither the others nor the caller: its error surfaces as uncaught. */
	tell(news: T): void {
		for (const listener of [...this.#listeners]) {
			try {
				listener(news);
			} catch (error) {
				queueMicrotask(() => {
					throw error;
				});
			}
		}
	}

	get isEmpty(): boolean {
		return this.#listeners.size === 0;
	}
}
