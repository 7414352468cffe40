/** The bar above the claims: what is looked for, which kinds are shown, and how they are put together. It tells what the person chose. */
import { setIcon } from 'obsidian';
import { CLAIM_TYPES } from '../../core/memory/claim';
import { words } from '../words';
import { NO_FILTER, ONLY, type ClaimFilter, type Only, type Shape } from './claim-rows';

export interface MemoryBarOptions {
	readonly onFilter: (filter: ClaimFilter) => void;
	readonly onShape: (shape: Shape) => void;
	readonly onRemember: () => void;
}

/** More subjects than this are a list to search, not to choose from. */
const MOST_SUBJECTS = 200;
const ICONS: Readonly<Record<Only, string>> = { new: 'sparkle', inbox: 'inbox', problems: 'triangle-alert', hot: 'pin', cold: 'archive', past: 'history' };

export class MemoryBar {
	readonly #el: HTMLElement;
	readonly #textEl: HTMLInputElement;
	readonly #subjectEl: HTMLSelectElement;
	readonly #typeEl: HTMLSelectElement;
	readonly #onlyEls = new Map<Only, HTMLElement>();
	readonly #shapeEls = new Map<Shape, HTMLElement>();
	#filter = NO_FILTER;

	constructor(
		parent: HTMLElement,
		private readonly options: MemoryBarOptions,
	) {
		const { memory } = words;
		const el = parent.createEl('search', { cls: 'praxis-memory-bar' });
		this.#el = el;
		el.hide();
		const line = el.createDiv({ cls: 'praxis-memory-bar-line' });
		this.#textEl = line.createEl('input', { type: 'search', attr: { placeholder: memory.searchHint, 'aria-label': memory.search } });
		line.createEl('button', { text: words.remember.button, attr: { 'aria-label': words.remember.command } }).addEventListener('click', () => options.onRemember());
		const chips = el.createDiv({ cls: 'praxis-beside praxis-memory-chips', attr: { role: 'group', 'aria-label': memory.filters } });
		for (const only of ONLY) this.#onlyEls.set(only, this.#drawOnly(chips, only));
		const choices = el.createDiv({ cls: 'praxis-memory-bar-line' });
		const shapes = choices.createDiv({ cls: 'praxis-telos-shapes', attr: { role: 'group', 'aria-label': memory.shapes } });
		for (const shape of ['subject', 'time'] as const) this.#shapeEls.set(shape, this.#drawShape(shapes, shape));
		this.#subjectEl = choices.createEl('select', { cls: 'dropdown', attr: { 'aria-label': memory.bySubject } });
		this.#typeEl = choices.createEl('select', { cls: 'dropdown', attr: { 'aria-label': memory.byType } });
		for (const [value, text] of [['', memory.anyType], ...CLAIM_TYPES.map((type) => [type, memory.types[type]])]) this.#typeEl.createEl('option', { value: value ?? '', text: text ?? '' });
		this.#textEl.addEventListener('input', () => this.#changed());
		this.#textEl.addEventListener('keydown', (event) => this.#onKey(event));
		this.#subjectEl.addEventListener('change', () => this.#changed());
		this.#typeEl.addEventListener('change', () => this.#changed());
	}

	focus(): void {
		this.#textEl.focus();
	}

	/** What is chosen stays chosen, also when no claim has it any more. Nothing is drawn while there are none. */
	update({ filter, shape, subjects, counts, isEmpty }: { readonly isEmpty: boolean; readonly filter: ClaimFilter; readonly shape: Shape; readonly subjects: readonly string[]; readonly counts: Readonly<Record<Only, number>> }): void {
		const { memory } = words;
		this.#el.toggle(!isEmpty);
		this.#filter = filter;
		if (this.#textEl.value !== filter.text) this.#textEl.value = filter.text;
		const offered = subjects.slice(0, MOST_SUBJECTS);
		if (filter.subject !== '' && !offered.includes(filter.subject)) offered.push(filter.subject);
		// A list that is open in the person's hand is not exchanged for the same.
		const wanted = offered.join('\n');
		if (this.#subjectEl.dataset.choices !== wanted) {
			this.#subjectEl.empty();
			for (const subject of ['', ...offered]) this.#subjectEl.createEl('option', { value: subject, text: subject || memory.anySubject });
			this.#subjectEl.dataset.choices = wanted;
		}
		this.#subjectEl.value = filter.subject;
		this.#subjectEl.toggle(offered.length > 0);
		this.#typeEl.value = filter.type;
		for (const [only, el] of this.#onlyEls) {
			el.setAttribute('aria-pressed', String(filter.only === only));
			el.lastElementChild?.setText(memory.chip(memory.filter[only], counts[only]));
			el.toggle(counts[only] > 0 || filter.only === only);
		}
		for (const [one, el] of this.#shapeEls) el.setAttribute('aria-pressed', String(one === shape));
	}

	#onKey(event: KeyboardEvent): void {
		if (event.key !== 'Escape' || this.#textEl.value === '') return;
		this.#textEl.value = '';
		this.#changed();
		event.preventDefault();
		event.stopPropagation();
	}

	#changed(only: Only | null = this.#filter.only): void {
		const type = CLAIM_TYPES.find((one) => one === this.#typeEl.value) ?? '';
		this.#filter = { text: this.#textEl.value, subject: this.#subjectEl.value, type, only };
		this.options.onFilter(this.#filter);
	}

	#drawOnly(parent: HTMLElement, only: Only): HTMLElement {
		const el = parent.createEl('button', { cls: 'praxis-chip praxis-memory-chip', attr: { 'aria-pressed': 'false', title: words.memory.filterWhy[only] } });
		setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), ICONS[only]);
		el.createSpan();
		el.addEventListener('click', () => this.#changed(this.#filter.only === only ? null : only));
		return el;
	}

	#drawShape(parent: HTMLElement, shape: Shape): HTMLElement {
		const el = parent.createEl('button', { cls: 'praxis-telos-shape-button', text: words.memory.shape[shape], attr: { 'aria-pressed': 'false' } });
		el.addEventListener('click', () => this.options.onShape(shape));
		return el;
	}
}
