/** The bar above the tree and the map: how it is shown, and what is looked for. It tells what the person chose. */
import { setIcon } from 'obsidian';
import type { Item } from '../../core/telos/item';
import { words } from '../words';
import { ownerName } from './item-names';
import { statusText } from './item-words';
import { NO_FILTER, type TreeFilter } from './tree-rows';

export type Shape = 'tree' | 'map';

export interface FilterBarOptions {
	readonly onFilter: (filter: TreeFilter) => void;
	readonly onShape: (shape: Shape) => void;
	readonly onOverview: () => void;
	/** Arrow down in the words goes on to what was found. */
	readonly onLeave: () => void;
}

/** More words than this for a state are a list to search, not to choose from. */
const MOST_CHOICES = 40;

export class FilterBar {
	readonly el: HTMLElement;
	readonly #shapeEls: Readonly<Record<Shape, HTMLElement>>;
	readonly #textEl: HTMLInputElement;
	readonly #statusEl: HTMLSelectElement;
	readonly #ownerEl: HTMLSelectElement;
	#filter = NO_FILTER;

	constructor(
		parent: HTMLElement,
		private readonly options: FilterBarOptions,
	) {
		const { telos } = words;
		this.el = parent.createDiv({ cls: 'praxis-telos-bar-top' });
		const line = this.el.createDiv({ cls: 'praxis-telos-bar-line' });
		const shapes = line.createDiv({ cls: 'praxis-telos-shapes', attr: { role: 'group', 'aria-label': telos.shapes } });
		this.#shapeEls = { tree: this.#drawShape(shapes, 'tree', 'list-tree'), map: this.#drawShape(shapes, 'map', 'network') };
		line.createEl('button', { cls: 'praxis-telos-overview', text: telos.overview }).addEventListener('click', () => options.onOverview());
		const search = this.el.createEl('search', { cls: 'praxis-telos-bar-line' });
		this.#textEl = search.createEl('input', { type: 'search', attr: { placeholder: telos.filter, 'aria-label': telos.filterText } });
		this.#statusEl = search.createEl('select', { cls: 'dropdown', attr: { 'aria-label': telos.filterStatus } });
		this.#ownerEl = search.createEl('select', { cls: 'dropdown', attr: { 'aria-label': telos.filterOwner } });
		this.#textEl.addEventListener('input', () => this.#changed());
		this.#textEl.addEventListener('keydown', (event) => {
			if (event.key === 'ArrowDown') options.onLeave();
			else if (event.key === 'Escape' && this.#textEl.value !== '') this.#clear();
			else return;
			event.preventDefault();
			event.stopPropagation();
		});
		this.#statusEl.addEventListener('change', () => this.#changed());
		this.#ownerEl.addEventListener('change', () => this.#changed());
	}

	/** Offers what the items have; what is chosen stays chosen, also when no item has it any more. */
	update(items: readonly Item[], filter: TreeFilter, shape: Shape): void {
		const { telos } = words;
		this.#filter = filter;
		const statuses = new Map<string, string>();
		for (const item of items) if (item.status !== null && item.status.trim() !== '') statuses.set(item.status.trim().toLowerCase(), statusText(item));
		const owners = new Set(items.flatMap(({ owner }) => (owner === null || ownerName(owner) === '' ? [] : [ownerName(owner)])));
		this.#offer(this.#statusEl, [['', telos.anyStatus], ['open', telos.open], ['neglected', telos.neglected], ...sorted([...statuses])], filter.status);
		this.#offer(this.#ownerEl, [['', telos.anyOwner], ...sorted([...owners].map((owner) => [owner, owner] as const))], filter.owner);
		this.#ownerEl.toggle(owners.size > 0 || filter.owner !== '');
		if (this.#textEl.value !== filter.text) this.#textEl.value = filter.text;
		for (const one of ['tree', 'map'] as const) this.#shapeEls[one].setAttribute('aria-pressed', String(one === shape));
	}

	#clear(): void {
		this.#textEl.value = '';
		this.#changed();
	}

	#changed(): void {
		this.#filter = { text: this.#textEl.value, status: this.#statusEl.value, owner: this.#ownerEl.value };
		this.options.onFilter(this.#filter);
	}

	#offer(el: HTMLSelectElement, choices: readonly (readonly [string, string])[], chosen: string): void {
		const known = choices.some(([value]) => value === chosen) ? choices.slice(0, MOST_CHOICES) : [...choices.slice(0, MOST_CHOICES), [chosen, chosen] as const];
		const wanted = known.map(([value, text]) => `${value}\t${text}`).join('\n');
		// A list that is open in the person's hand is not exchanged for the same.
		if (el.dataset.choices !== wanted) {
			el.empty();
			for (const [value, text] of known) el.createEl('option', { value, text });
			el.dataset.choices = wanted;
		}
		el.value = chosen;
	}

	#drawShape(parent: HTMLElement, shape: Shape, icon: string): HTMLElement {
		const el = parent.createEl('button', { cls: 'praxis-telos-shape-button', attr: { 'aria-pressed': 'false' } });
		setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
		el.createSpan({ text: words.telos[shape] });
		el.addEventListener('click', () => this.options.onShape(shape));
		return el;
	}
}

function sorted(choices: readonly (readonly [string, string])[]): (readonly [string, string])[] {
	return [...choices].sort(([, one], [, other]) => one.localeCompare(other));
}
