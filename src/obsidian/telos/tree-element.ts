/**
 * The TELOS tree on screen: the rows in view and no more, all keys of an ARIA tree. The focus stays on the tree itself, so
 * that drawing rows anew takes it from nobody. It knows rows, not the graph.
 */
import type { TreeRow } from './tree-rows';
import { TypeAhead } from './type-ahead';

export interface TreeOptions {
	readonly label: string;
	readonly description: string;
	/** Fills an empty row. */
	readonly draw: (el: HTMLElement, row: TreeRow) => void;
	readonly isTall: (row: TreeRow) => boolean;
	readonly nameOf: (row: TreeRow) => string;
	/** The person came to a row by key or click. */
	readonly onSelect: (row: TreeRow) => void;
	readonly onToggle: (row: TreeRow, isOpen: boolean) => void;
	/** Enter or a double click; `isNewTab` with Ctrl or Cmd. */
	readonly onOpen: (row: TreeRow, isNewTab: boolean) => void;
	/** Space, or a click that is to show more than the row. */
	readonly onShow: (row: TreeRow, by: 'key' | 'click') => void;
}

/** Rows drawn above and below what is seen, in pixels. */
const BEYOND = 400;
/** What a pane without a size is taken for: one that is not shown yet. */
const UNSEEN_HEIGHT = 600;
/** Where there is no layout to measure. */
const HEIGHTS = { tall: 52, plain: 32 };
let trees = 0;

export class TreeElement {
	readonly el: HTMLElement;
	readonly #sizerEl: HTMLElement;
	readonly #typeAhead = new TypeAhead();
	readonly #drawn = new Map<string, HTMLElement>();
	readonly #observer: ResizeObserver | null;
	readonly #name = `praxis-telos-${trees++}`;
	#rows: readonly TreeRow[] = [];
	/** Where each row begins, and at the end where the last one ends. */
	#tops: number[] = [0];
	#activeId: string | null = null;
	#heights = HEIGHTS;
	#isPressed = false;
	#pressedId: string | null = null;

	constructor(
		parent: HTMLElement,
		private readonly options: TreeOptions,
	) {
		this.el = parent.createDiv({ cls: 'praxis-telos-tree', attr: { role: 'tree', tabindex: '0', 'aria-label': options.label, 'aria-description': options.description } });
		this.#sizerEl = this.el.createDiv({ cls: 'praxis-telos-sizer', attr: { role: 'none' } });
		this.el.addEventListener('scroll', () => this.#drawWindow(), { passive: true });
		this.el.addEventListener('keydown', (event) => this.#onKey(event));
		// Focused by a press, it must not scroll: the row pressed would move away from under the pointer.
		this.el.addEventListener('mousedown', ({ target }) => {
			this.#isPressed = true;
			this.#pressedId = this.#rowOf(target)?.place.id ?? null;
		});
		for (const name of ['mouseup', 'blur'] as const) this.el.addEventListener(name, () => (this.#isPressed = false));
		this.el.addEventListener('focus', () => this.#isPressed || this.#activate(this.active ?? this.#rows[0]));
		this.el.addEventListener('click', (event) => this.#onClick(event));
		this.el.addEventListener('dblclick', (event) => {
			const row = this.#rowOf(event.target);
			if (row) options.onOpen(row, event.ctrlKey || event.metaKey);
		});
		this.#observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.#resize());
		this.#observer?.observe(this.el);
	}

	/** Draws other rows. What is seen stays where it is: the first row in view keeps its place, if it is still there. */
	setRows(rows: readonly TreeRow[]): void {
		const first = this.#rowAtTop();
		const below = first ? this.el.scrollTop - (this.#tops[first.index] ?? 0) : 0;
		this.#rows = rows;
		this.#measure();
		for (const el of this.#drawn.values()) el.remove();
		this.#drawn.clear();
		if (this.#activeId !== null && this.#indexOf(this.#activeId) === -1) this.#activeId = null;
		const at = first ? this.#indexOf(first.id) : -1;
		if (at !== -1) this.el.scrollTop = (this.#tops[at] ?? 0) + below;
		this.#drawWindow();
	}

	/** The row in hand; null when it is gone or there was none. */
	get active(): TreeRow | null {
		return this.#rows[this.#activeId === null ? -1 : this.#indexOf(this.#activeId)] ?? null;
	}

	/** Takes a row in hand and brings it into view, without telling anyone. */
	reveal(id: string): void {
		const row = this.#rows[this.#indexOf(id)];
		if (row) this.#activate(row);
	}

	close(): void {
		this.#observer?.disconnect();
	}

	#activate(row: TreeRow | null | undefined): void {
		this.#activeId = row?.place.id ?? null;
		const index = row ? this.#indexOf(row.place.id) : -1;
		const [top, bottom] = [this.#tops[index] ?? 0, this.#tops[index + 1] ?? 0];
		if (index !== -1 && top < this.el.scrollTop) this.el.scrollTop = top;
		else if (index !== -1 && this.el.clientHeight > 0 && bottom > this.el.scrollTop + this.el.clientHeight) this.el.scrollTop = bottom - this.el.clientHeight;
		this.#drawWindow();
	}

	#select(row: TreeRow | null | undefined): void {
		if (!row) return;
		this.#activate(row);
		this.options.onSelect(row);
	}

	#onKey(event: KeyboardEvent): void {
		const at = this.#activeId === null ? -1 : this.#indexOf(this.#activeId);
		const row = this.#rows[at];
		const isCommand = event.ctrlKey || event.metaKey || event.altKey;
		if (isCommand && event.key !== 'Enter') return;
		const isTyping = this.#typeAhead.isTyping(event.timeStamp);
		const page = Math.max(1, Math.floor((this.el.clientHeight || UNSEEN_HEIGHT) / this.#heights.tall) - 1);
		const moves: Readonly<Record<string, () => void>> = {
			ArrowDown: () => this.#select(this.#rows[at + 1]),
			ArrowUp: () => this.#select(this.#rows[Math.max(0, at - 1)]),
			PageDown: () => this.#select(this.#rows[Math.min(this.#rows.length - 1, at + page)]),
			PageUp: () => this.#select(this.#rows[Math.max(0, at - page)]),
			Home: () => this.#select(this.#rows[0]),
			End: () => this.#select(this.#rows[this.#rows.length - 1]),
			ArrowRight: () => this.#goIn(row, at),
			ArrowLeft: () => this.#goOut(row),
			Enter: () => row && this.options.onOpen(row, event.ctrlKey || event.metaKey),
			'*': () => this.#openAlike(row),
		};
		const move = moves[event.key];
		if (move) move();
		else if (event.key === ' ' && !isTyping) row && this.options.onShow(row, 'key');
		else if (event.key.length === 1) this.#select(this.#typeAhead.find(event, { names: this.#rows.map(this.options.nameOf), at }, this.#rows));
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	/** Opens a closed row, goes to the first below an open one; from a repeated one to where it stands with all below it. */
	#goIn(row: TreeRow | undefined, at: number): void {
		if (!row) return;
		const { place } = row;
		if (place.kind === 'item' && place.isRepeat) this.#select(this.#rows.find((other) => other.place.kind === 'item' && other.place.item.key === place.item.key && !other.place.isRepeat));
		else if (row.hasChildren && !row.isOpen) this.options.onToggle(row, true);
		else if (row.hasChildren) this.#select(this.#rows[at + 1]);
	}

	#goOut(row: TreeRow | undefined): void {
		if (row?.hasChildren && row.isOpen) this.options.onToggle(row, false);
		else if (row) this.#select(this.#rows[row.parent]);
	}

	/** Opens all rows beside this one, as the asterisk does in every tree. */
	#openAlike(row: TreeRow | undefined): void {
		for (const other of this.#rows) if (row && other.parent === row.parent && other.hasChildren && !other.isOpen) this.options.onToggle(other, true);
	}

	#onClick(event: MouseEvent): void {
		const row = this.#rowOf(event.target) ?? this.#rowPressed(event);
		if (!row) return;
		const isFold = event.target instanceof Element && event.target.closest('.praxis-telos-fold') !== null;
		const isGroup = row.place.kind === 'group';
		if ((isFold || isGroup) && row.hasChildren) {
			this.#activate(row);
			return this.options.onToggle(row, !row.isOpen);
		}
		this.#select(row);
		this.options.onShow(row, 'click');
	}

	/** The row of a click whose rows were drawn anew while it was down: the browser tells of the tree then. */
	#rowPressed({ clientY }: MouseEvent): TreeRow | null {
		const row = this.#rows[this.#indexAt(clientY - this.#sizerEl.getBoundingClientRect().top)];
		return row?.place.id === this.#pressedId ? row : null;
	}

	#rowOf(target: EventTarget | null): TreeRow | null {
		const el = target instanceof Element ? target.closest('[role="treeitem"]') : null;
		for (const [id, drawn] of this.#drawn) if (drawn === el) return this.#rows[this.#indexOf(id)] ?? null;
		return null;
	}

	#indexOf(id: string): number {
		return this.#rows.findIndex(({ place }) => place.id === id);
	}

	#rowAtTop(): { readonly id: string; readonly index: number } | null {
		const index = this.#indexAt(this.el.scrollTop);
		const row = this.#rows[index];
		return row && this.el.scrollTop > 0 ? { id: row.place.id, index } : null;
	}

	/** The row at a height, by halving. */
	#indexAt(top: number): number {
		let [low, high] = [0, Math.max(0, this.#rows.length - 1)];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((this.#tops[middle] ?? 0) <= top) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	/** The styles say how high rows are: a theme or a phone may have them higher. */
	#measure(): void {
		const probe = (cls: string): number => {
			const el = this.#sizerEl.createDiv({ cls: `praxis-telos-row ${cls}`, attr: { role: 'none' } });
			const height = el.offsetHeight;
			el.remove();
			return height;
		};
		this.#heights = { tall: probe('is-tall') || HEIGHTS.tall, plain: probe('') || HEIGHTS.plain };
		let top = 0;
		this.#tops = [0, ...this.#rows.map((row) => (top += this.options.isTall(row) ? this.#heights.tall : this.#heights.plain))];
		this.#sizerEl.style.setProperty('height', `${top}px`);
	}

	#resize(): void {
		const before = this.#heights;
		this.#measure();
		if (before.tall !== this.#heights.tall || before.plain !== this.#heights.plain) this.setRows(this.#rows);
		else this.#drawWindow();
	}

	#drawWindow(): void {
		const { scrollTop } = this.el;
		const from = this.#indexAt(scrollTop - BEYOND);
		const to = Math.min(this.#rows.length, this.#indexAt(scrollTop + (this.el.clientHeight || UNSEEN_HEIGHT) + BEYOND) + 1);
		const wanted = new Set<string>();
		let before: HTMLElement | null = null;
		for (let index = from; index < to; index++) {
			const row = this.#rows[index];
			if (!row) continue;
			wanted.add(row.place.id);
			const known = this.#drawn.get(row.place.id);
			const el: HTMLElement = known ?? this.#drawRow(row, index);
			// In the order of reading, for those who do not see where rows stand.
			if (!known) this.#sizerEl.insertBefore(el, before === null ? this.#sizerEl.firstChild : before.nextSibling);
			before = el;
		}
		this.#keepActive(wanted);
		for (const [id, el] of this.#drawn) {
			if (!wanted.has(id)) this.#drawn.delete(id);
			if (!wanted.has(id)) el.remove();
			el.setAttribute('aria-selected', String(id === this.#activeId));
		}
		const active = this.#activeId === null ? undefined : this.#drawn.get(this.#activeId);
		if (active) this.el.setAttribute('aria-activedescendant', active.id);
		else this.el.removeAttribute('aria-activedescendant');
	}

	/** The row in hand stays drawn when it is scrolled away: the focus is said to be on it. */
	#keepActive(wanted: Set<string>): void {
		const index = this.#activeId === null ? -1 : this.#indexOf(this.#activeId);
		const row = this.#rows[index];
		if (!row || wanted.has(row.place.id)) return;
		wanted.add(row.place.id);
		if (!this.#drawn.has(row.place.id)) this.#sizerEl.append(this.#drawRow(row, index));
	}

	#drawRow(row: TreeRow, index: number): HTMLElement {
		const { place, hasChildren, isOpen, position, setSize } = row;
		const attr = { role: 'treeitem', id: `${this.#name}-${index}`, 'aria-level': String(place.level), 'aria-posinset': String(position), 'aria-setsize': String(setSize), ...(hasChildren ? { 'aria-expanded': String(isOpen) } : {}) };
		const el = createDiv({ cls: `praxis-telos-row${this.options.isTall(row) ? ' is-tall' : ''}`, attr });
		el.style.setProperty('top', `${this.#tops[index] ?? 0}px`);
		this.options.draw(el, row);
		this.#drawn.set(place.id, el);
		return el;
	}
}
