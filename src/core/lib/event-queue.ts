/** From a run that tells as it goes to a view that reads at its own pace: nothing told is lost or waits for the reader. */

export class EventQueue<T> implements AsyncIterable<T> {
	readonly #waiting: T[] = [];
	#isOver = false;
	#wake: (() => void) | null = null;

	push(event: T): void {
		if (this.#isOver) return;
		this.#waiting.push(event);
		this.#wake?.();
	}

	/** No more comes; what waits is still read. */
	end(): void {
		this.#isOver = true;
		this.#wake?.();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
		for (;;) {
			for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) yield next;
			if (this.#isOver) return;
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
			this.#wake = null;
		}
	}
}
