/** A hover popover: a box near an element while the pointer rests there. */
import { Component } from './events';

interface HoverParent {
	hoverPopover: unknown;
}

export class HoverPopover extends Component {
	hoverEl: HTMLElement = createDiv('popover hover-popover');
	state = 0;
	private readonly target__: HTMLElement | null;

	/** `waitTime` in milliseconds before it shows. */
	constructor(parent: HoverParent, targetEl: HTMLElement | null, waitTime = 300) {
		super();
		this.target__ = targetEl;
		parent.hoverPopover = this;
		const timer = window.setTimeout(() => this.show__(), waitTime);
		targetEl?.addEventListener(
			'mouseleave',
			() => {
				window.clearTimeout(timer);
				this.hide__();
			},
			{ once: true }
		);
	}

	private show__(): void {
		const box = this.target__?.getBoundingClientRect();
		document.body.append(this.hoverEl);
		Object.assign(this.hoverEl.style, { left: `${box?.left ?? 0}px`, top: `${(box?.bottom ?? 0) + 4}px` });
		this.state = 1;
		this.load();
	}

	private hide__(): void {
		this.hoverEl.remove();
		this.state = 3;
		this.unload();
	}
}
