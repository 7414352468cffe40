/** Pick lists: `SuggestModal`, `FuzzySuggestModal`, `PopoverSuggest` and `AbstractInputSuggest`, driven by real keys and clicks. */
import type { FuzzyMatch, Instruction } from 'obsidian';
import type { App } from './app';
import { reportLater } from './events';
import { prepareFuzzySearch } from './functions';
import { Scope } from './keys';
import { Modal } from './modals';

type Choice = MouseEvent | KeyboardEvent;

interface ListOwner<T> {
	renderSuggestion(value: T, el: HTMLElement): void;
	selectSuggestion(value: T, event: Choice): void;
}

/** The list that both kinds share: which row is marked, and what choosing means. */
class SuggestionList<T> {
	values: T[] = [];
	private marked = 0;

	constructor(
		private readonly owner: ListOwner<T>,
		private readonly el: HTMLElement
	) {
		el.setAttribute('role', 'listbox');
	}

	show(values: T[]): void {
		this.values = values;
		this.el.replaceChildren();
		values.forEach((value, at) => {
			const row = this.el.createDiv({ cls: 'suggestion-item', attr: { role: 'option' } });
			this.owner.renderSuggestion(value, row);
			row.addEventListener('mousemove', () => this.mark(at));
			row.addEventListener('mousedown', (event) => event.preventDefault());
			row.addEventListener('click', (event) => this.owner.selectSuggestion(value, event));
		});
		this.mark(0);
	}

	mark(at: number): void {
		if (this.values.length === 0) return;
		this.marked = (at + this.values.length) % this.values.length;
		[...this.el.querySelectorAll('.suggestion-item')].forEach((row, index) => {
			row.classList.toggle('is-selected', index === this.marked);
			row.setAttribute('aria-selected', String(index === this.marked));
			if (index === this.marked) row.scrollIntoView?.({ block: 'nearest' });
		});
	}

	move(by: number): false {
		this.mark(this.marked + by);
		return false;
	}

	choose(event: Choice): false {
		const value = this.values[this.marked];
		if (value !== undefined) this.owner.selectSuggestion(value, event);
		return false;
	}

	bind(scope: Scope): void {
		scope.register([], 'ArrowDown', () => this.move(1));
		scope.register([], 'ArrowUp', () => this.move(-1));
		scope.register(null, 'Enter', (event) => (event.isComposing ? undefined : this.choose(event)));
	}
}

export abstract class SuggestModal<T> extends Modal implements ListOwner<T> {
	limit = 100;
	emptyStateText = 'No match found.';
	inputEl: HTMLInputElement;
	resultContainerEl: HTMLElement;
	private readonly list__: SuggestionList<T>;
	private asked__ = 0;

	constructor(app: App) {
		super(app);
		this.modalEl.className = 'prompt';
		this.modalEl.replaceChildren();
		this.inputEl = this.modalEl.createDiv('prompt-input-container').createEl('input', { cls: 'prompt-input', type: 'text' });
		this.resultContainerEl = this.modalEl.createDiv('prompt-results');
		this.list__ = new SuggestionList<T>(this, this.resultContainerEl);
		this.list__.bind(this.scope);
		this.inputEl.addEventListener('input', () => void this.updateSuggestions__());
	}

	abstract getSuggestions(query: string): T[] | Promise<T[]>;
	abstract renderSuggestion(value: T, el: HTMLElement): void;
	abstract onChooseSuggestion(item: T, event: Choice): void;

	override open(): void {
		super.open();
		this.inputEl.focus();
		void this.updateSuggestions__();
	}

	setPlaceholder(placeholder: string): void {
		this.inputEl.placeholder = placeholder;
	}

	setInstructions(instructions: Instruction[]): void {
		const holder = this.modalEl.createDiv('prompt-instructions');
		for (const { command, purpose } of instructions) {
			const row = holder.createDiv('prompt-instruction');
			row.createSpan({ cls: 'prompt-instruction-command', text: command });
			row.createSpan({ text: purpose });
		}
	}

	onNoSuggestion(): void {
		this.resultContainerEl.createDiv({ cls: 'suggestion-empty', text: this.emptyStateText });
	}

	selectSuggestion(value: T, event: Choice): void {
		this.close();
		this.onChooseSuggestion(value, event);
	}

	selectActiveSuggestion(event: Choice): void {
		this.list__.choose(event);
	}

	/** Answers that arrive late, for an older query, are dropped. */
	private async updateSuggestions__(): Promise<void> {
		const turn = ++this.asked__;
		try {
			const found = await this.getSuggestions(this.inputEl.value);
			if (turn !== this.asked__) return;
			this.list__.show(this.limit > 0 ? found.slice(0, this.limit) : found);
			if (found.length === 0) this.onNoSuggestion();
		} catch (error) {
			reportLater(error);
		}
	}
}

export abstract class FuzzySuggestModal<T> extends SuggestModal<FuzzyMatch<T>> {
	abstract getItems(): T[];
	abstract getItemText(item: T): string;
	abstract onChooseItem(item: T, event: Choice): void;

	getSuggestions(query: string): FuzzyMatch<T>[] {
		const search = prepareFuzzySearch(query);
		const found: FuzzyMatch<T>[] = [];
		for (const item of this.getItems()) {
			const match = query === '' ? { score: 0, matches: [] } : search(this.getItemText(item));
			if (match) found.push({ item, match });
		}
		return found.sort((a, b) => b.match.score - a.match.score);
	}

	renderSuggestion(found: FuzzyMatch<T>, el: HTMLElement): void {
		el.setText(this.getItemText(found.item));
	}

	onChooseSuggestion(found: FuzzyMatch<T>, event: Choice): void {
		this.onChooseItem(found.item, event);
	}
}

export abstract class PopoverSuggest<T> implements ListOwner<T> {
	app: App;
	scope: Scope;
	readonly suggestEl__: HTMLElement;
	protected readonly list__: SuggestionList<T>;

	constructor(app: App, scope?: Scope) {
		this.app = app;
		this.scope = scope ?? new Scope(app.scope);
		this.suggestEl__ = createDiv('suggestion-container');
		this.list__ = new SuggestionList<T>(this, this.suggestEl__.createDiv('suggestion'));
		this.list__.bind(this.scope);
		this.scope.register([], 'Escape', () => {
			this.close();
			return false;
		});
	}

	open(): void {
		if (this.suggestEl__.isConnected) return;
		document.body.append(this.suggestEl__);
		this.app.keymap.pushScope(this.scope);
	}

	close(): void {
		this.app.keymap.popScope(this.scope);
		this.suggestEl__.remove();
	}

	abstract renderSuggestion(value: T, el: HTMLElement): void;
	abstract selectSuggestion(value: T, event: Choice): void;
}

export abstract class AbstractInputSuggest<T> extends PopoverSuggest<T> {
	limit = 100;
	private readonly inputEl__: HTMLInputElement | HTMLDivElement;
	private onSelect__: ((value: T, event: Choice) => unknown) | null = null;

	constructor(app: App, textInputEl: HTMLInputElement | HTMLDivElement) {
		super(app);
		this.inputEl__ = textInputEl;
		for (const type of ['input', 'focus']) textInputEl.addEventListener(type, () => void this.refresh__());
		textInputEl.addEventListener('blur', () => this.close());
	}

	protected abstract getSuggestions(query: string): T[] | Promise<T[]>;

	getValue(): string {
		return 'value' in this.inputEl__ ? this.inputEl__.value : (this.inputEl__.textContent ?? '');
	}

	setValue(value: string): void {
		if ('value' in this.inputEl__) this.inputEl__.value = value;
		else this.inputEl__.textContent = value;
	}

	selectSuggestion(value: T, event: Choice): void {
		this.onSelect__?.(value, event);
	}

	onSelect(callback: (value: T, event: Choice) => unknown): this {
		this.onSelect__ = callback;
		return this;
	}

	private async refresh__(): Promise<void> {
		const found = (await this.getSuggestions(this.getValue())).slice(0, this.limit || undefined);
		if (found.length === 0 || document.activeElement !== this.inputEl__) return this.close();
		this.list__.show(found);
		const box = this.inputEl__.getBoundingClientRect();
		Object.assign(this.suggestEl__.style, { left: `${box.left}px`, top: `${box.bottom + 4}px`, minWidth: `${box.width}px` });
		this.open();
	}
}

/** Registered and never asked: the stand-in's editor shows no suggestions while typing. */
export abstract class EditorSuggest<T> extends PopoverSuggest<T> {
	limit = 100;
	context: unknown = null;

	setInstructions(_instructions: Instruction[]): void {}
	abstract onTrigger(cursor: unknown, editor: unknown, file: unknown): unknown;
	abstract getSuggestions(context: unknown): T[] | Promise<T[]>;
}
