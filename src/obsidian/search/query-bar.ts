/** Where the query is typed: the field, its filters as chips, a menu of filters and a sheet of what can be asked. The text is the truth. */
import { Menu, Modal, Platform, setIcon, type App } from 'obsidian';
import type { Query } from '../../core/search/query';
import { words } from '../words';
import { withFilter, withoutFilter } from './query-text';

export interface QueryBarOptions {
	readonly app: App;
	readonly listId: string;
	readonly typed: () => void;
	/** True when the key was taken. */
	readonly key: (event: KeyboardEvent) => boolean;
}

export class QueryBar {
	readonly field: HTMLInputElement;
	readonly #chipsEl: HTMLElement;
	readonly #clearEl: HTMLElement;
	#drawn = '';

	constructor(
		parent: HTMLElement,
		private readonly options: QueryBarOptions,
	) {
		const { searching } = words;
		const row = parent.createDiv({ cls: 'search-row praxis-query' });
		const box = row.createDiv({ cls: 'search-input-container global-search-input-container praxis-query-box' });
		this.field = box.createEl('input', { type: 'search', attr: { placeholder: searching.placeholder, 'aria-label': searching.field, role: 'combobox', 'aria-expanded': 'true', 'aria-controls': options.listId, 'aria-autocomplete': 'list', spellcheck: 'false', autocomplete: 'off', enterkeyhint: 'search' } });
		this.#clearEl = box.createEl('button', { cls: 'clickable-icon praxis-query-clear', attr: { 'aria-label': searching.clear } });
		setIcon(this.#clearEl, 'x');
		this.#clearEl.addEventListener('click', () => this.set(''));
		this.#button(row, 'sliders-horizontal', searching.addFilter).addEventListener('click', (event) => this.#offer(event));
		this.#button(row, 'circle-question-mark', searching.help).addEventListener('click', () => new HelpModal(options.app).open());
		this.#chipsEl = parent.createDiv({ cls: 'praxis-beside praxis-query-chips', attr: { role: 'list', 'aria-label': searching.filters } });
		this.field.addEventListener('input', () => this.#changed());
		this.field.addEventListener('keydown', (event) => {
			if (event.isComposing || !options.key(event)) return;
			event.preventDefault();
			event.stopPropagation();
		});
		this.#clearEl.hide();
		this.#chipsEl.hide();
	}

	get text(): string {
		return this.field.value;
	}

	set(text: string): void {
		this.field.value = text;
		this.#changed();
		this.field.focus();
		this.field.setSelectionRange(text.length, text.length);
	}

	/** The filters of the text, each with a way to take it off. */
	showFilters({ filters, excluded }: Pick<Query, 'filters' | 'excluded'>): void {
		const texts = filters.map(({ text }) => text);
		const key = JSON.stringify([texts, excluded]);
		if (key === this.#drawn) return;
		this.#drawn = key;
		this.#chipsEl.empty();
		this.#chipsEl.toggle(texts.length > 0);
		for (const text of texts) {
			const chip = this.#chipsEl.createDiv({ cls: 'praxis-chip', attr: { role: 'listitem' } });
			chip.createSpan({ cls: 'praxis-chip-name', text, attr: { title: text } });
			const remove = chip.createEl('button', { cls: 'clickable-icon praxis-chip-remove', attr: { 'aria-label': words.searching.removeFilter(text) } });
			setIcon(remove, 'x');
			remove.addEventListener('click', () => this.set(withoutFilter(this.text, { text })));
		}
	}

	#button(parent: HTMLElement, icon: string, name: string): HTMLElement {
		const el = parent.createEl('button', { cls: 'clickable-icon praxis-query-button', attr: { 'aria-label': name } });
		setIcon(el, icon);
		return el;
	}

	#changed(): void {
		this.#clearEl.toggle(this.text !== '');
		this.options.typed();
	}

	#offer(event: MouseEvent): void {
		const menu = new Menu();
		for (const [begun, what] of words.searching.offers) {
			menu.addItem((item) => item.setTitle(`${begun}  ${what}`).onClick(() => this.set(withFilter(this.text, begun))));
		}
		menu.showAtMouseEvent(event);
	}
}

class HelpModal extends Modal {
	override onOpen(): void {
		this.setTitle(words.searching.help);
		const list = this.contentEl.createEl('dl', { cls: 'praxis-query-help' });
		for (const [query, what] of words.searchHelp.rows) {
			list.createEl('dt').createEl('code', { text: query });
			list.createEl('dd', { text: what });
		}
		if (Platform.isMobile) return;
		drawKeys(this.contentEl);
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

/** What the keys do, as the app's own pickers say it. */
export function drawKeys(parent: HTMLElement): void {
	const el = parent.createDiv({ cls: 'prompt-instructions praxis-query-keys' });
	for (const [key, what] of words.searching.keys) {
		const one = el.createDiv({ cls: 'prompt-instruction' });
		one.createSpan({ cls: 'prompt-instruction-command', text: Platform.isMacOS ? key.replace('ctrl', '⌘').replace('alt', '⌥').replace('shift', '⇧') : key });
		one.createSpan({ text: what });
	}
}
