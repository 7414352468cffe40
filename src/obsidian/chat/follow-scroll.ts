/** Keeps a growing list where the person put it: follows the end only when they are at the end. */

/** How near to the end counts as at the end, in pixels. */
const NEAR_PX = 32;

export class FollowScroll {
	private followsNext = false;

	constructor(private readonly el: HTMLElement) {}

	get isAtEnd(): boolean {
		const { scrollHeight, scrollTop, clientHeight } = this.el;
		return this.followsNext || scrollHeight - scrollTop - clientHeight < NEAR_PX;
	}

	/** Changes the list through `change`, and follows its end if the person was there. */
	keep(change: () => void): void {
		const follows = this.isAtEnd;
		change();
		this.followsNext = false;
		if (follows) this.el.scrollTop = this.el.scrollHeight;
	}

	/** Changes what stands above, and keeps what the person sees where it is: as far from the end as it was. */
	fromEnd(change: () => void): void {
		const below = this.el.scrollHeight - this.el.scrollTop;
		change();
		this.el.scrollTop = this.el.scrollHeight - below;
	}

	/** The next change is followed wherever the person is: they have just asked. */
	toBottom(): void {
		this.followsNext = true;
	}
}
