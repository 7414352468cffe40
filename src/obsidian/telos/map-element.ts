/** The map of purpose as SVG: boxes and straight edges, the selected item's path in the accent colour, keys as in a list. */
import { setIcon } from 'obsidian';
import type { TelosGraph } from '../../core/telos/graph';
import type { Item } from '../../core/telos/item';
import { words } from '../words';
import { itemTitle } from './item-names';
import { lookOf, statusText } from './item-words';
import { BOX_HEIGHT, BOX_WIDTH, boxesIn, layoutMap, type MapBox, type MapLayout } from './map-layout';
import { MOST_BOXES, pathThrough, scopeOf, type MapScope } from './map-scope';
import { titleLines } from './map-text';
import { PanZoom, READABLE } from './pan-zoom';

export interface MapOptions {
	readonly onSelect: (item: Item) => void;
	readonly onOpen: (item: Item, isNewTab: boolean) => void;
	readonly onShow: (item: Item, by: 'key' | 'click') => void;
	readonly takesWheel: boolean;
}

export interface MapState {
	readonly graph: TelosGraph;
	readonly keeps: ((item: Item) => boolean) | null;
	readonly selected: string | null;
}

/** What a pane without a size is taken for: one that is not shown yet. */
const UNSEEN_WIDTH = 800;
let maps = 0;

export class MapElement {
	readonly el: HTMLElement;
	readonly #barEl: HTMLElement;
	readonly #listEl: HTMLElement;
	readonly #panZoom: PanZoom;
	readonly #observer: ResizeObserver | null;
	readonly #name = `praxis-telos-map-${maps++}`;
	#state: MapState | null = null;
	#scope: MapScope | null = null;
	#layout: MapLayout = { boxes: [], width: 0, height: 0 };
	#drawnEl: SVGGElement | null = null;
	#boxes = new Map<string, SVGGElement>();
	#isWhole = false;
	/** What was drawn, to keep the place on it when the same is drawn again. */
	#drawn = '';

	constructor(
		parent: HTMLElement,
		private readonly options: MapOptions,
	) {
		const { telos } = words;
		this.el = parent.createDiv({ cls: 'praxis-telos-map' });
		this.#listEl = this.el.createDiv({ cls: 'praxis-telos-canvas', attr: { role: 'listbox', tabindex: '0', 'aria-label': telos.mapLabel, 'aria-description': telos.mapKeys } });
		this.#barEl = this.el.createDiv({ cls: 'praxis-telos-map-bar' });
		this.#panZoom = new PanZoom(this.#listEl, { takesWheel: options.takesWheel, onMove: ({ x, y, k }, isJump) => this.#place(`translate(${x}px, ${y}px) scale(${k})`, isJump) });
		this.#listEl.addEventListener('keydown', (event) => this.#onKey(event));
		this.#listEl.addEventListener('click', (event) => this.#onClick(event));
		this.#listEl.addEventListener('dblclick', (event) => {
			const box = this.#boxOf(event.target);
			if (box) options.onOpen(box.item, event.ctrlKey || event.metaKey);
		});
		let size = '';
		this.#observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => {
			const now = `${this.#listEl.clientWidth} ${this.#listEl.clientHeight}`;
			if (now !== size && now !== '0 0') this.#resize();
			size = now;
		});
		this.#observer?.observe(this.#listEl);
	}

	/** Draws the graph as it is now. The picture stays where it was unless other boxes are in it. */
	update(state: MapState): void {
		this.#state = state;
		this.#scope = scopeOf(state.graph, { selected: state.selected, keeps: state.keeps, isWhole: this.#isWhole });
		this.#layout = layoutMap(this.#scope.items, this.#scope.edges, boxesIn((this.#listEl.clientWidth || UNSEEN_WIDTH) / READABLE));
		this.#panZoom.setContent(this.#layout);
		this.#drawBar(this.#scope);
		this.#draw(this.#scope);
		const drawn = this.#layout.boxes.map(({ item: { key } }) => key).join('\n');
		if (drawn !== this.#drawn) this.#home();
		else this.#place(null, false);
		this.#drawn = drawn;
		const box = this.#selectedBox();
		if (box) this.#panZoom.show({ x: box.x - BOX_WIDTH / 2, y: box.y - BOX_HEIGHT / 2, width: BOX_WIDTH, height: BOX_HEIGHT });
	}

	close(): void {
		this.#observer?.disconnect();
	}

	focus(): void {
		this.#listEl.focus();
	}

	/** Another width has other rows. */
	#resize(): void {
		this.#drawn = '';
		if (this.#state) this.update(this.#state);
	}

	/** All of it when that can be read; else as large as can be, around the selected box or the top. */
	#home(): void {
		this.#panZoom.fit();
		if (this.#panZoom.transform.k >= READABLE || this.#isWhole) return;
		const box = this.#selectedBox() ?? this.#layout.boxes[0];
		if (box) this.#panZoom.center(box.x, box.y);
	}

	#selectedBox(): MapBox | undefined {
		return this.#layout.boxes.find(({ item }) => item.key === this.#state?.selected);
	}

	#place(transform: string | null, isJump: boolean): void {
		const { x, y, k } = this.#panZoom.transform;
		this.#drawnEl?.style.setProperty('transform', transform ?? `translate(${x}px, ${y}px) scale(${k})`);
		this.#drawnEl?.classList.toggle('is-jump', isJump);
	}

	#draw({ edges, hiddenAround, items }: MapScope): void {
		this.#listEl.empty();
		this.#boxes = new Map();
		if (items.length === 0) {
			this.#listEl.createEl('p', { cls: 'praxis-muted praxis-telos-nothing', text: this.#state?.keeps ? words.telos.noMatch : words.telos.nothingToMap, attr: { role: 'option', 'aria-disabled': 'true' } });
			return;
		}
		const svg = this.#listEl.createSvg('svg', { cls: 'praxis-telos-svg', attr: { role: 'none' } });
		this.#drawnEl = svg.createSvg('g', { attr: { role: 'none' } });
		const selected = this.#state?.selected ?? null;
		const path = selected === null ? new Set<string>() : pathThrough(edges, selected);
		svg.classList.toggle('has-path', path.size > 1);
		const at = new Map(this.#layout.boxes.map((box) => [box.item.key, box]));
		const edgesEl = this.#drawnEl.createSvg('g', { attr: { 'aria-hidden': 'true' } });
		// The path is drawn last, over the others.
		const lines = edges.map((edge) => ({ ...edge, isOnPath: path.has(edge.lower) && path.has(edge.upper) })).sort((one, other) => Number(one.isOnPath) - Number(other.isOnPath));
		for (const { lower, upper, kind, isOnPath } of lines) {
			const [from, to] = [at.get(upper), at.get(lower)];
			if (!from || !to) continue;
			const isDown = to.y > from.y;
			edgesEl.createSvg('line', { cls: `praxis-telos-edge${kind === 'blocked-by' ? ' is-blocking' : ''}${isOnPath ? ' is-on-path' : ''}`, attr: { x1: from.x, y1: from.y + (isDown ? BOX_HEIGHT / 2 : 0), x2: to.x, y2: to.y - (isDown ? BOX_HEIGHT / 2 : 0) } });
		}
		this.#layout.boxes.forEach((box, index) => this.#drawBox(box, { index, isOnPath: path.has(box.item.key), hidden: hiddenAround.get(box.item.key) ?? 0 }));
		this.#markSelected();
	}

	#drawBox({ item, x, y }: MapBox, { index, isOnPath, hidden }: { readonly index: number; readonly isOnPath: boolean; readonly hidden: number }): void {
		const { telos } = words;
		const title = itemTitle(item);
		const label = [title, telos.type(item.type), ...(item.isPrivate ? [telos.private] : []), statusText(item), ...(hidden > 0 ? [telos.notShown(hidden)] : [])].join(', ');
		const el = this.#drawnEl?.createSvg('g', { cls: `praxis-telos-box is-${lookOf(item)}${isOnPath ? ' is-on-path' : ''}`, attr: { role: 'option', id: `${this.#name}-${index}`, 'aria-selected': 'false', transform: `translate(${x - BOX_WIDTH / 2} ${y - BOX_HEIGHT / 2})` } });
		if (!el) return;
		el.createSvg('title').textContent = label;
		// The text is broken into lines and cut: the name is whole.
		const shownEl = el.createSvg('g', { attr: { 'aria-hidden': 'true' } });
		shownEl.createSvg('rect', { attr: { width: BOX_WIDTH, height: BOX_HEIGHT, rx: 4 } });
		const lines = titleLines(title);
		shownEl.createSvg('text', { cls: 'praxis-telos-box-type', attr: { x: 8, y: lines.length > 1 ? 13 : 18 } }).textContent = `${telos.type(item.type)}${item.isPrivate ? ` · ${telos.private}` : ''}`;
		lines.forEach((line, at) => (shownEl.createSvg('text', { cls: 'praxis-telos-box-title', attr: { x: 8, y: (lines.length > 1 ? 27 : 35) + at * 14 } }).textContent = line));
		if (hidden > 0) shownEl.createSvg('text', { cls: 'praxis-telos-box-more', attr: { x: BOX_WIDTH - 8, y: lines.length > 1 ? 13 : 18 } }).textContent = `+${hidden}`;
		this.#boxes.set(item.key, el);
	}

	#markSelected(): void {
		const selected = this.#state?.selected ?? null;
		for (const [key, el] of this.#boxes) el.setAttribute('aria-selected', String(key === selected));
		const el = selected === null ? undefined : this.#boxes.get(selected);
		if (el) this.#listEl.setAttribute('aria-activedescendant', el.id);
		else this.#listEl.removeAttribute('aria-activedescendant');
	}

	#drawBar({ items, hidden }: MapScope): void {
		const { telos } = words;
		this.#barEl.empty();
		const all = items.length + hidden;
		if (hidden > 0 || this.#isWhole) {
			const isAround = items.some(({ key }) => key === this.#state?.selected);
			const text = this.#barEl.createSpan({ cls: 'praxis-muted', text: hidden === 0 ? '' : isAround ? telos.around(items.length, all) : telos.aroundTop(items.length, all) });
			text.toggle(hidden > 0);
			if (all > MOST_BOXES) this.#barEl.createEl('button', { text: this.#isWhole ? telos.drawAround : telos.drawAll }).addEventListener('click', () => this.#toggleWhole());
		}
		this.#drawButton('zoom-out', telos.zoomOut, () => this.#panZoom.zoom('out'));
		this.#drawButton('zoom-in', telos.zoomIn, () => this.#panZoom.zoom('in'));
		this.#drawButton('maximize', telos.fit, () => this.#panZoom.fit());
	}

	#drawButton(icon: string, label: string, act: () => void): void {
		const button = this.#barEl.createEl('button', { cls: 'praxis-icon-button', attr: { 'aria-label': label } });
		setIcon(button, icon);
		button.addEventListener('click', act);
	}

	#toggleWhole(): void {
		this.#isWhole = !this.#isWhole;
		this.#drawn = '';
		if (this.#state) this.update(this.#state);
		this.#listEl.focus();
	}

	#onKey(event: KeyboardEvent): void {
		const box = this.#selectedBox();
		const isCommand = event.ctrlKey || event.metaKey || event.altKey;
		if (isCommand && event.key !== 'Enter') return;
		if (this.#panZoom.key(event)) event.preventDefault();
		else if (event.key === 'Enter' && box) this.options.onOpen(box.item, event.ctrlKey || event.metaKey);
		else if (event.key === ' ' && box) this.options.onShow(box.item, 'key');
		else {
			const next = nextBox(this.#layout.boxes, box, event.key);
			if (next === null) return;
			if (next) this.options.onSelect(next.item);
		}
		event.preventDefault();
		event.stopPropagation();
	}

	#onClick(event: MouseEvent): void {
		const box = this.#panZoom.wasDrag ? undefined : this.#boxOf(event.target);
		if (!box) return;
		this.options.onSelect(box.item);
		this.options.onShow(box.item, 'click');
	}

	#boxOf(target: EventTarget | null): MapBox | undefined {
		const el = target instanceof Element ? target.closest('.praxis-telos-box') : null;
		for (const [key, drawn] of this.#boxes) if (drawn === el) return this.#layout.boxes.find(({ item }) => item.key === key);
		return undefined;
	}
}

/** Where a key leads: beside in the row, or to the nearest box of the next row. Undefined for nowhere, null for other keys. */
function nextBox(boxes: readonly MapBox[], from: MapBox | undefined, key: string): MapBox | undefined | null {
	const at = from ? boxes.indexOf(from) : -1;
	const inRow = (row: number): MapBox | undefined => boxes.filter((box) => box.row === row).sort((one, other) => Math.abs(one.x - (from?.x ?? 0)) - Math.abs(other.x - (from?.x ?? 0)))[0];
	const beside = (step: number): MapBox | undefined => (boxes[at + step]?.row === from?.row ? boxes[at + step] : undefined);
	switch (key) {
		case 'Home':
			return boxes[0];
		case 'End':
			return boxes[boxes.length - 1];
		case 'ArrowDown':
		case 'ArrowUp':
			return from ? inRow(from.row + (key === 'ArrowDown' ? 1 : -1)) : boxes[0];
		case 'ArrowRight':
		case 'ArrowLeft':
			return from ? beside(key === 'ArrowRight' ? 1 : -1) : boxes[0];
		default:
			return null;
	}
}
