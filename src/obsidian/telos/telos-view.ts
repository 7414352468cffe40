/**
 * The TELOS view: the tree or the map on the left, the page of the selected item on the right, one over the other in a
 * narrow pane. It follows every edit and keeps what is selected, unfolded and scrolled to. It writes nothing.
 */
import { ItemView, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import type { Item } from '../../core/telos/item';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { FilterBar, type Shape } from './filter-bar';
import { FollowedSource, type Reading } from './follow-source';
import { drawItemPage } from './item-page';
import { redraw } from './keep-place';
import { LateEvidence } from './late-evidence';
import { MapElement } from './map-element';
import { openInTab } from './open-in-tab';
import { drawOverview } from './overview-page';
import type { PageContext } from './page-parts';
import { drawRow, isTall, rowName } from './row-element';
import { TelosFacts } from './telos-facts';
import { NO_OFFERS, type TelosOffers, type TelosSource } from './telos-source';
import { drawFailed, drawNothingYet, drawReading } from './telos-states';
import { TreeElement } from './tree-element';
import { placesOf, type Place } from './tree-places';
import { isFiltering, keepsOf, NO_FILTER, rowsOf, waysTo, type RowOptions, type TreeFilter, type TreeRow } from './tree-rows';
import { readViewState } from './view-state';

export const TELOS_VIEW = 'praxis-telos';
const TICK_MS = 60_000;

interface Parts {
	readonly bar: FilterBar;
	readonly shapeEl: HTMLElement;
	readonly tree: TreeElement;
	readonly map: MapElement;
	readonly nothingEl: HTMLElement;
	readonly liveEl: HTMLElement;
	readonly pageEl: HTMLElement;
}

export class TelosView extends ItemView {
	override icon = 'compass';
	/** Notes open beside it, not in its place. */
	override navigation = false;
	#followed: FollowedSource | null = null;
	private source: TelosSource | null = null;
	private late: LateEvidence | null = null;
	private parts: Parts | null = null;
	private facts: TelosFacts | null = null;
	#places: readonly Place[] = [];
	#rows: readonly TreeRow[] = [];
	private selected: string | null = null;
	/** What is selected as it was last seen, to find it again when its note moves. */
	private seen: Item | null = null;
	#shape: Shape = 'tree';
	#filter: TreeFilter = NO_FILTER;
	#toggled = new Map<string, boolean>();
	#toggledInFilter = new Map<string, boolean>();

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Pick<Session, 'praxis' | 'onStatus'>,
		private readonly offers: TelosOffers = NO_OFFERS,
	) {
		super(leaf);
	}

	override getViewType(): string {
		return TELOS_VIEW;
	}

	override getDisplayText(): string {
		return words.telos.title;
	}

	override getState(): Record<string, unknown> {
		return { ...super.getState(), shape: this.#shape, selected: this.selected, filter: this.#filter };
	}

	override async setState(state: unknown, result: ViewStateResult): Promise<void> {
		const { shape, selected, filter } = readViewState(state);
		this.#shape = shape ?? this.#shape;
		this.#filter = filter ?? this.#filter;
		this.selected = selected ?? this.selected;
		await super.setState(state, result);
		if (this.facts) this.#refresh();
	}

	override onOpen(): Promise<void> {
		this.contentEl.empty();
		this.contentEl.addClass('praxis-telos');
		const { win } = this.contentEl;
		this.#followed = new FollowedSource({ find: () => this.session.praxis?.telos ?? null, onStatus: (listener) => this.session.onStatus(listener), onReading: (reading) => this.#onReading(reading), win });
		this.registerInterval(win.setInterval(() => this.#tick(), TICK_MS));
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.#followed?.close();
		this.late?.close();
		this.#clear();
		return Promise.resolve();
	}

	#onReading(reading: Reading): void {
		if (reading.state === 'ready') {
			const { source } = reading;
			this.source = source;
			this.late ??= new LateEvidence({ evidence: () => source.evidence, onMore: () => this.#refresh(), win: this.contentEl.win });
			this.#refresh();
			return;
		}
		this.#clear();
		if (reading.state === 'reading') drawReading(this.contentEl);
		else drawFailed(this.contentEl, reading.error, () => this.#followed?.again());
	}

	/** Draws the graph as it is now. */
	#refresh(): void {
		const { source, late } = this;
		if (!source || !late) return;
		const items = source.graph.items();
		if (items.length === 0) {
			this.#clear();
			drawNothingYet(this.contentEl, this.offers);
			return;
		}
		this.facts = new TelosFacts(source.graph, { today: source.today, more: late.evidence, takeMissing: () => late.takeMissing() });
		this.#places = placesOf(source.graph);
		this.selected = this.#foundAgain(items);
		const isNew = this.parts === null;
		const parts = (this.parts ??= this.#drawFrame());
		parts.bar.update(items, this.#filter, this.#shape);
		if (isNew && this.selected !== null) this.#unfoldTo(this.selected);
		this.#drawShape();
		this.#drawPage(true);
	}

	#drawFrame(): Parts {
		const { telos } = words;
		this.contentEl.empty();
		const sideEl = this.contentEl.createDiv({ cls: 'praxis-telos-side' });
		const bar = new FilterBar(sideEl, {
			onFilter: (filter) => this.#setFilter(filter),
			onShape: (shape) => this.#setShape(shape),
			onOverview: () => this.#showOverview(),
			onLeave: () => this.#focusShape(),
		});
		const liveEl = sideEl.createDiv({ cls: 'praxis-live', attr: { 'aria-live': 'polite' } });
		const nothingEl = sideEl.createDiv({ cls: 'praxis-telos-nothing' });
		const shapeEl = sideEl.createDiv({ cls: 'praxis-telos-shape' });
		const tree = this.#makeTree(shapeEl);
		const map = new MapElement(shapeEl, { takesWheel: true, onSelect: (item) => this.#select(item.key), onOpen: (item, isNewTab) => this.#openAt(item.path, item.line, isNewTab), onShow: (_item, by) => this.#showPage(by) });
		const pageEl = this.contentEl.createDiv({ cls: 'praxis-telos-page', attr: { role: 'region', 'aria-label': telos.page, tabindex: '0' } });
		pageEl.addEventListener('keydown', (event) => {
			if (event.key !== 'Escape') return;
			event.preventDefault();
			this.#hidePage();
		});
		return { bar, shapeEl, tree, map, nothingEl, liveEl, pageEl };
	}

	#makeTree(parent: HTMLElement): TreeElement {
		const { telos } = words;
		return new TreeElement(parent, {
			label: telos.treeLabel, description: telos.treeKeys, isTall, nameOf: rowName,
			draw: (el, row) => this.facts && drawRow(el, row, this.facts),
			onSelect: ({ place }) => place.kind === 'item' && this.#setSelected(place.item.key),
			onToggle: ({ place }, isOpen) => {
				this.#togglesNow.set(place.id, isOpen);
				this.#drawShape();
			},
			onOpen: ({ place }, isNewTab) => place.kind === 'item' && this.#openAt(place.item.path, place.item.line, isNewTab),
			onShow: ({ place }, by) => place.kind === 'item' && this.#showPage(by),
		});
	}

	/** What is opened while a filter is on is forgotten with it. */
	get #togglesNow(): Map<string, boolean> {
		return isFiltering(this.#filter) ? this.#toggledInFilter : this.#toggled;
	}

	get #keeps(): RowOptions['keeps'] {
		const { facts } = this;
		return keepsOf(this.#filter, (item) => facts?.isNeglected(item) === true);
	}

	#drawShape(): void {
		const { parts, facts } = this;
		if (!parts || !facts) return;
		const keeps = this.#keeps;
		parts.tree.el.toggle(this.#shape === 'tree');
		parts.map.el.toggle(this.#shape === 'map');
		this.#rows = rowsOf(this.#places, { toggled: this.#togglesNow, keeps });
		this.#drawNothing(parts, this.#rows);
		if (this.#shape === 'map') return parts.map.update({ graph: facts.graph, keeps, selected: this.selected });
		parts.tree.setRows(this.#rows);
		const { active } = parts.tree;
		const isActive = active?.place.kind === 'item' && active.place.item.key === this.selected;
		const row = isActive ? undefined : this.#rows.find(({ place }) => place.kind === 'item' && place.item.key === this.selected);
		if (row && active?.place.kind !== 'group') parts.tree.reveal(row.place.id);
	}

	#drawNothing({ nothingEl, liveEl, shapeEl }: Parts, rows: readonly TreeRow[]): void {
		const { telos } = words;
		nothingEl.empty();
		shapeEl.toggle(rows.length > 0);
		nothingEl.toggle(rows.length === 0);
		liveEl.setText(isFiltering(this.#filter) ? telos.matches(rows.filter(({ place, isContext }) => place.kind === 'item' && !isContext).length) : '');
		if (rows.length > 0) return;
		nothingEl.createEl('p', { cls: 'praxis-muted', text: telos.noMatch });
		nothingEl.createEl('button', { text: telos.clearFilter }).addEventListener('click', () => this.#setFilter(NO_FILTER));
	}

	#drawPage(isSame: boolean): void {
		const { parts, facts } = this;
		if (!parts || !facts) return;
		const item = this.selected === null ? null : facts.graph.item(this.selected);
		this.seen = item;
		const context: PageContext = {
			facts,
			select: (key) => this.#select(key),
			openAt: (path, line, isNewTab) => this.#openAt(path, line, isNewTab),
			openLink: (link, from) => void this.app.workspace.openLinkText(link, from, true).catch((error: unknown) => tellError(words.errors.open, error)),
		};
		const draw = (): void => {
			parts.pageEl.createEl('button', { cls: 'praxis-telos-back', text: words.telos.back }).addEventListener('click', () => this.#hidePage());
			if (item) drawItemPage(parts.pageEl, item, context);
			else drawOverview(parts.pageEl, context);
		};
		if (isSame) return redraw(parts.pageEl, draw);
		parts.pageEl.empty();
		draw();
		parts.pageEl.scrollTop = 0;
	}

	/** The selected item, also when its note was moved or its entry got another key. */
	#foundAgain(items: readonly Item[]): string | null {
		const { selected, seen } = this;
		if (selected === null || this.source?.graph.item(selected)) return selected;
		return items.find((item) => seen !== null && item.type === seen.type && item.title === seen.title && item.id === seen.id)?.key ?? null;
	}

	#select(key: string): void {
		this.#unfoldTo(key);
		this.#setSelected(key);
		this.#drawShape();
	}

	#setSelected(key: string | null): void {
		if (this.selected === key) return;
		this.selected = key;
		this.#drawPage(false);
		void this.app.workspace.requestSaveLayout();
	}

	#unfoldTo(key: string): void {
		for (const id of waysTo(this.#places, key)) this.#togglesNow.set(id, true);
	}

	#setFilter(filter: TreeFilter): void {
		this.#filter = filter;
		this.#toggledInFilter = new Map();
		this.parts?.bar.update(this.facts?.graph.items() ?? [], filter, this.#shape);
		this.#drawShape();
		void this.app.workspace.requestSaveLayout();
	}

	#setShape(shape: Shape): void {
		this.#shape = shape;
		this.contentEl.removeClass('shows-page');
		this.parts?.bar.update(this.facts?.graph.items() ?? [], this.#filter, shape);
		if (this.selected !== null) this.#unfoldTo(this.selected);
		this.#drawShape();
		void this.app.workspace.requestSaveLayout();
	}

	#showOverview(): void {
		this.#setSelected(null);
		this.#drawShape();
		this.#showPage('key');
	}

	/** In a narrow pane the page takes the place of the list. A click leaves the focus where it is, if that can be seen. */
	#showPage(by: 'key' | 'click'): void {
		this.contentEl.addClass('shows-page');
		const isCovered = this.parts?.shapeEl.offsetParent === null;
		if (by === 'key' || isCovered) this.parts?.pageEl.querySelector<HTMLElement>('.praxis-telos-page-title')?.focus();
	}

	#hidePage(): void {
		this.contentEl.removeClass('shows-page');
		this.#focusShape();
	}

	#focusShape(): void {
		if (this.#shape === 'map') this.parts?.map.focus();
		else this.parts?.tree.el.focus();
	}

	#openAt(path: string, line: number, isNewTab: boolean): void {
		void openInTab(this.app, { path, line, isNewTab });
	}

	/** A day begins while the view is open. */
	#tick(): void {
		if (this.facts && this.source && this.facts.today !== this.source.today) this.#refresh();
	}

	#clear(): void {
		this.parts?.tree.close();
		this.parts?.map.close();
		this.parts = null;
		this.facts = null;
		this.contentEl.empty();
	}
}
