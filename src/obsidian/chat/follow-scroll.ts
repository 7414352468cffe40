/** Keeps a growing list where the person put it: follows the end only when they are at the end. */

/** How near to the end counts as at the end, in pixels. */
const NEAR_PX = 32;
/** What is drawn for the first time gets its size a frame or two later, and the end moves. */
const FRAMES = 2;

export class FollowScroll {
	#follows = true;
	/** Where it stood when it was last looked at: only a person moves it up. */
	#lastTop = 0;

	constructor(private readonly el: HTMLElement) {
		el.addEventListener('scroll', () => this.#look());
	}

	/** Whether the end is followed: the person is there, or has just asked. */
	get isAtEnd(): boolean {
		this.#look();
		return this.#follows;
	}

	/** Changes the list through `change`, and follows its end if the person was there. */
	keep(change: () => void): void {
		const { isAtEnd } = this;
		change();
		if (!isAtEnd) return;
		this.#toEnd();
		this.#again(FRAMES);
	}

	/** Changes what stands above, and keeps what the person sees where it is: as far from the end as it was. */
	fromEnd(change: () => void): void {
		const below = this.el.scrollHeight - this.el.scrollTop;
		change();
		this.el.scrollTop = this.el.scrollHeight - below;
		this.#lastTop = this.el.scrollTop;
	}

	/** The next change is followed wherever the person is: they have just asked. */
	toBottom(): void {
		this.#lastTop = this.el.scrollTop;
		this.#follows = true;
	}

	#look(): void {
		const { scrollHeight, scrollTop, clientHeight } = this.el;
		if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#follows = true;
		else if (scrollTop < this.#lastTop - 1) this.#follows = false;
		this.#lastTop = scrollTop;
	}

	#toEnd(): void {
		this.el.scrollTop = this.el.scrollHeight;
		this.#lastTop = this.el.scrollTop;
	}

	#again(frames: number): void {
		if (frames === 0) return;
		this.el.win.requestAnimationFrame(() => {
			if (!this.isAtEnd || !this.el.isConnected) return;
			this.#toEnd();
			this.#again(frames - 1);
		});
	}
}
