/**
 * A long list drawn piece by piece: the first rows at once, more when its end comes into view or the person asks.
 * Ten thousand rows cost what is looked at. It does not know what it draws.
 */
export interface GrowingListOptions<T> {
	readonly items: readonly T[];
	readonly atOnce: number;
	readonly draw: (parent: HTMLElement, item: T, index: number) => void;
	/** The button at the end. */
	readonly moreText: (hidden: number) => string;
}

export class GrowingList<T> {
	private drawn = 0;
	private readonly moreEl: HTMLElement;
	private readonly observer: IntersectionObserver | null;

	constructor(
		parent: HTMLElement,
		private readonly options: GrowingListOptions<T>,
	) {
		this.moreEl = parent.createEl('button', { cls: 'praxis-more' });
		this.moreEl.addEventListener('click', () => this.growTo(this.drawn));
		this.observer = typeof IntersectionObserver === 'undefined' ? null : new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.growTo(this.drawn));
		this.growTo(0);
	}

	get shown(): number {
		return this.drawn;
	}

	/** Draws on until the item at `index` stands there. */
	growTo(index: number): void {
		const { items, atOnce, draw, moreText } = this.options;
		if (this.drawn > 0 && this.drawn === items.length) return;
		const end = Math.min(items.length, Math.ceil((index + 1) / atOnce) * atOnce);
		while (this.drawn < end) {
			const batch = createDiv({ cls: items.length > atOnce ? 'praxis-batch' : '' });
			const stop = Math.min(end, this.drawn + atOnce);
			for (; this.drawn < stop; this.drawn++) draw(batch, items[this.drawn] as T, this.drawn);
			this.moreEl.before(batch);
		}
		const hidden = items.length - this.drawn;
		this.observer?.disconnect();
		if (hidden === 0) return this.moreEl.remove();
		this.moreEl.setText(moreText(hidden));
		// Observed anew, so that an end which is still in view is told again.
		this.observer?.observe(this.moreEl);
	}

	/** Stops watching; what is drawn stays. */
	close(): void {
		this.observer?.disconnect();
	}
}
