/** Moves and zooms a picture by wheel, drag, pinch and keys. It knows a size and a transform, not what is drawn. */

export interface Transform {
	readonly x: number;
	readonly y: number;
	readonly k: number;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

const LEAST = 0.15;
const MOST = 2.5;
const STEP = 1.25;
/** Pixels moved by a key. */
const KEY_STEP = 64;
/** A press that moves less than this is a click. */
const CLICK_PIXELS = 4;
const MARGIN = 16;
/** At the bottom buttons lie over the picture. */
const FOOT = 40;
/** Larger than this nothing is gained by showing all. */
const LARGEST_FIT = 1;
/** Smaller than this no title can be read: rather part of the picture than all of it. */
export const READABLE = 0.8;

export interface PanZoomOptions {
	readonly onMove: (transform: Transform, isJump: boolean) => void;
	/** A wheel without Ctrl moves the picture; false leaves it to the page around. */
	readonly takesWheel: boolean;
}

export class PanZoom {
	#at: Transform = { x: 0, y: 0, k: 1 };
	#content: Size = { width: 0, height: 0 };
	readonly #pointers = new Map<number, { x: number; y: number }>();
	#dragged = 0;

	constructor(
		private readonly el: HTMLElement,
		private readonly options: PanZoomOptions,
	) {
		el.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
		el.addEventListener('pointerdown', (event) => this.#onDown(event));
		el.addEventListener('pointermove', (event) => this.#onPointer(event));
		for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) el.addEventListener(name, (event) => this.#pointers.delete(event.pointerId));
	}

	get transform(): Transform {
		return this.#at;
	}

	/** The last press moved the picture, so that it is no click. */
	get wasDrag(): boolean {
		return this.#dragged > CLICK_PIXELS;
	}

	setContent(content: Size): void {
		this.#content = content;
	}

	/** Shows all, in the middle; not larger than life. */
	fit(): void {
		const { width, height } = this.#view();
		const k = clamp(Math.min((width - 2 * MARGIN) / Math.max(1, this.#content.width), (height - MARGIN - FOOT) / Math.max(1, this.#content.height), LARGEST_FIT));
		this.#move({ k, x: (width - this.#content.width * k) / 2, y: (height - FOOT + MARGIN - this.#content.height * k) / 2 }, true);
	}

	/** As large as can be read, with a point of the picture in the middle. */
	center(x: number, y: number, least = READABLE): void {
		const { width, height } = this.#view();
		const k = Math.max(this.#at.k, least);
		this.#move({ k, x: within(width / 2 - x * k, this.#content.width * k, width), y: within(height / 2 - y * k, this.#content.height * k, height - FOOT) }, true);
	}

	/** Moves as little as shows a box of the picture. */
	show({ x, y, width, height }: Size & { readonly x: number; readonly y: number }): void {
		const view = this.#view();
		const { k } = this.#at;
		const shift = (from: number, size: number, room: number): number => (from < MARGIN ? MARGIN - from : from + size > room - MARGIN ? Math.max(room - MARGIN - size, MARGIN) - from : 0);
		const moved = { k, x: this.#at.x + shift(this.#at.x + x * k, width * k, view.width), y: this.#at.y + shift(this.#at.y + y * k, height * k, view.height) };
		if (moved.x !== this.#at.x || moved.y !== this.#at.y) this.#move(moved, true);
	}

	zoom(way: 'in' | 'out'): void {
		const { width, height } = this.#view();
		this.#zoomAt({ x: width / 2, y: height / 2 }, way === 'in' ? STEP : 1 / STEP, true);
	}

	/** Takes `+`, `-`, `0` and arrows with Shift. True when the key was one of them. */
	key({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
		const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [KEY_STEP, 0], ArrowRight: [-KEY_STEP, 0], ArrowUp: [0, KEY_STEP], ArrowDown: [0, -KEY_STEP] };
		const arrow = shiftKey ? arrows[key] : undefined;
		if (arrow) this.#move({ ...this.#at, x: this.#at.x + arrow[0], y: this.#at.y + arrow[1] }, true);
		else if (key === '+' || key === '=') this.zoom('in');
		else if (key === '-' || key === '_') this.zoom('out');
		else if (key === '0') this.fit();
		else return false;
		return true;
	}

	#view(): Size {
		// A pane that is not laid out yet is taken for a middling one.
		return { width: this.el.clientWidth || 800, height: this.el.clientHeight || 500 };
	}

	#zoomAt(point: { readonly x: number; readonly y: number }, by: number, isJump: boolean): void {
		const k = clamp(this.#at.k * by);
		const factor = k / this.#at.k;
		this.#move({ k, x: point.x - (point.x - this.#at.x) * factor, y: point.y - (point.y - this.#at.y) * factor }, isJump);
	}

	/** Some of the picture always stays in view. */
	#move({ x, y, k }: Transform, isJump: boolean): void {
		const { width, height } = this.#view();
		const keep = 3 * MARGIN;
		this.#at = { k, x: Math.min(width - keep, Math.max(keep - this.#content.width * k, x)), y: Math.min(height - keep, Math.max(keep - this.#content.height * k, y)) };
		this.options.onMove(this.#at, isJump);
	}

	#onWheel(event: WheelEvent): void {
		const lines = event.deltaMode === 1 ? 16 : 1;
		const [deltaX, deltaY] = [event.deltaX * lines, event.deltaY * lines];
		// A pinch on a touchpad comes as a wheel with Ctrl.
		if (event.ctrlKey || event.metaKey) this.#zoomAt(this.#pointOf(event), Math.exp(-deltaY * 0.005), false);
		else if (this.options.takesWheel) this.#move({ ...this.#at, x: this.#at.x - (event.shiftKey && deltaX === 0 ? deltaY : deltaX), y: this.#at.y - (event.shiftKey && deltaX === 0 ? 0 : deltaY) }, false);
		else return;
		event.preventDefault();
	}

	#onDown(event: PointerEvent): void {
		if (event.pointerType === 'mouse' && event.button !== 0) return;
		if (this.#pointers.size === 0) this.#dragged = 0;
		this.#pointers.set(event.pointerId, this.#pointOf(event));
	}

	#onPointer(event: PointerEvent): void {
		const before = this.#pointers.get(event.pointerId);
		if (!before) return;
		const now = this.#pointOf(event);
		const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
		this.#pointers.set(event.pointerId, now);
		this.#dragged += Math.hypot(now.x - before.x, now.y - before.y);
		// Captured only once it is a drag: a captured click would never reach the box under it.
		if (this.wasDrag && !this.el.hasPointerCapture(event.pointerId)) this.el.setPointerCapture(event.pointerId);
		const [other] = others;
		if (!other) return this.wasDrag ? this.#move({ ...this.#at, x: this.#at.x + now.x - before.x, y: this.#at.y + now.y - before.y }, false) : undefined;
		const spread = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
		this.#zoomAt({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, spread, false);
	}

	#pointOf({ clientX, clientY }: MouseEvent): { x: number; y: number } {
		const { left, top } = this.el.getBoundingClientRect();
		return { x: clientX - left, y: clientY - top };
	}
}

/** No empty room beside a picture that is larger than the view; a smaller one in the middle. */
function within(at: number, size: number, room: number): number {
	return size <= room ? (room - size) / 2 : Math.max(room - size, Math.min(0, at));
}

function clamp(k: number): number {
	return Math.min(MOST, Math.max(LEAST, k));
}
