/** The components of settings and modals: buttons, toggles, texts, dropdowns, sliders, and the rest, driven by DOM events. */
import { setIcon } from './icons';

export abstract class BaseComponent {
	disabled = false;

	then(callback: (component: this) => unknown): this {
		callback(this);
		return this;
	}

	setDisabled(disabled: boolean): this {
		this.disabled = disabled;
		return this;
	}
}

export abstract class ValueComponent<T> extends BaseComponent {
	protected onChange__: ((value: T) => unknown) | null = null;

	abstract getValue(): T;
	abstract setValue(value: T): this;

	onChange(callback: (value: T) => unknown): this {
		this.onChange__ = callback;
		return this;
	}

	registerOptionListener(listeners: Record<string, (value?: T) => T>, key: string): this {
		listeners[key] = (value) => {
			if (value !== undefined) this.setValue(value);
			return this.getValue();
		};
		return this;
	}
}

export class ButtonComponent extends BaseComponent {
	buttonEl: HTMLButtonElement;
	private onClick__: ((event: MouseEvent) => unknown) | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.buttonEl = containerEl.createEl('button');
		this.buttonEl.type = 'button';
		this.buttonEl.addEventListener('click', (event) => void this.onClick__?.(event));
	}

	override setDisabled(disabled: boolean): this {
		this.buttonEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	setCta(): this {
		this.buttonEl.addClass('mod-cta');
		return this;
	}

	removeCta(): this {
		this.buttonEl.removeClass('mod-cta');
		return this;
	}

	setWarning(): this {
		this.buttonEl.addClass('mod-warning');
		return this;
	}

	setDestructive(): this {
		this.buttonEl.addClass('mod-destructive');
		return this;
	}

	setTooltip(tooltip: string): this {
		this.buttonEl.setAttribute('aria-label', tooltip);
		return this;
	}

	setButtonText(name: string): this {
		this.buttonEl.setText(name);
		return this;
	}

	setIcon(icon: string): this {
		setIcon(this.buttonEl, icon);
		return this;
	}

	setClass(name: string): this {
		this.buttonEl.addClass(name);
		return this;
	}

	setLoading(isLoading: boolean): this {
		this.buttonEl.toggleClass('mod-loading', isLoading);
		return this;
	}

	onClick(callback: (event: MouseEvent) => unknown): this {
		this.onClick__ = callback;
		return this;
	}
}

export class ExtraButtonComponent extends BaseComponent {
	extraSettingsEl: HTMLElement;
	private onClick__: (() => unknown) | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.extraSettingsEl = containerEl.createDiv({ cls: 'clickable-icon extra-setting-button', attr: { role: 'button', tabindex: '0' } });
		this.setIcon('settings');
		const click = (): void => void (this.disabled ? null : this.onClick__?.());
		this.extraSettingsEl.addEventListener('click', click);
		this.extraSettingsEl.addEventListener('keydown', (event) => event.key === 'Enter' && click());
	}

	override setDisabled(disabled: boolean): this {
		this.extraSettingsEl.toggleClass('is-disabled', disabled);
		return super.setDisabled(disabled);
	}

	setTooltip(tooltip: string): this {
		this.extraSettingsEl.setAttribute('aria-label', tooltip);
		return this;
	}

	setIcon(icon: string): this {
		setIcon(this.extraSettingsEl, icon);
		return this;
	}

	onClick(callback: () => unknown): this {
		this.onClick__ = callback;
		return this;
	}
}

export class ToggleComponent extends ValueComponent<boolean> {
	toggleEl: HTMLElement;
	private readonly boxEl__: HTMLInputElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.toggleEl = containerEl.createDiv('checkbox-container');
		this.boxEl__ = this.toggleEl.createEl('input', { type: 'checkbox', attr: { tabindex: '0' } });
		this.toggleEl.addEventListener('click', (event) => {
			event.preventDefault();
			this.onClick();
		});
		this.boxEl__.addEventListener('keydown', (event) => {
			if (event.key === ' ' || event.key === 'Enter') this.onClick();
			if (event.key === ' ' || event.key === 'Enter') event.preventDefault();
		});
	}

	getValue(): boolean {
		return this.toggleEl.hasClass('is-enabled');
	}

	setValue(on: boolean): this {
		if (this.getValue() === on) return this;
		this.toggleEl.toggleClass('is-enabled', on);
		window.setTimeout(() => (this.boxEl__.checked = on), 0);
		this.onChange__?.(on);
		return this;
	}

	onClick(): void {
		if (!this.disabled) this.setValue(!this.getValue());
	}

	override setDisabled(disabled: boolean): this {
		this.toggleEl.toggleClass('is-disabled', disabled);
		return super.setDisabled(disabled);
	}

	setTooltip(tooltip: string): this {
		this.boxEl__.setAttribute('aria-label', tooltip);
		return this;
	}
}

export class AbstractTextComponent<E extends HTMLInputElement | HTMLTextAreaElement> extends ValueComponent<string> {
	inputEl: E;

	constructor(inputEl: E) {
		super();
		this.inputEl = inputEl;
		inputEl.addEventListener('input', () => this.onChanged());
	}

	onChanged(): void {
		this.onChange__?.(this.getValue());
	}

	getValue(): string {
		return this.inputEl.value;
	}

	setValue(value: string): this {
		this.inputEl.value = value;
		return this;
	}

	setPlaceholder(placeholder: string): this {
		this.inputEl.placeholder = placeholder;
		return this;
	}

	override setDisabled(disabled: boolean): this {
		this.inputEl.disabled = disabled;
		return super.setDisabled(disabled);
	}
}

export class TextComponent extends AbstractTextComponent<HTMLInputElement> {
	constructor(containerEl: HTMLElement) {
		super(containerEl.createEl('input', { type: 'text', attr: { spellcheck: 'false' } }));
	}
}

export class TextAreaComponent extends AbstractTextComponent<HTMLTextAreaElement> {
	constructor(containerEl: HTMLElement) {
		super(containerEl.createEl('textarea', { attr: { spellcheck: 'false' } }));
	}
}

export class SearchComponent extends AbstractTextComponent<HTMLInputElement> {
	clearButtonEl: HTMLElement;
	containerEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		const holder = containerEl.createDiv('search-input-container');
		super(holder.createEl('input', { type: 'search', attr: { spellcheck: 'false', enterkeyhint: 'search' } }));
		this.containerEl = holder;
		this.clearButtonEl = holder.createDiv({ cls: 'search-input-clear-button', attr: { 'aria-label': 'Clear search' } });
		this.clearButtonEl.addEventListener('click', () => {
			this.setValue('');
			this.onChanged();
		});
	}

	setClass(name: string): this {
		this.containerEl.addClass(name);
		return this;
	}

	addRightDecorator(decorate: (el: HTMLElement) => unknown): this {
		decorate(this.containerEl);
		return this;
	}
}

export class DropdownComponent extends ValueComponent<string> {
	selectEl: HTMLSelectElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.selectEl = containerEl.createEl('select', 'dropdown');
		this.selectEl.addEventListener('change', () => this.onChange__?.(this.getValue()));
	}

	addOption(value: string, display: string): this {
		this.selectEl.createEl('option', { value, text: display });
		return this;
	}

	addOptions(options: Record<string, string>): this {
		for (const [value, display] of Object.entries(options)) this.addOption(value, display);
		return this;
	}

	getValue(): string {
		return this.selectEl.value;
	}

	setValue(value: string): this {
		this.selectEl.value = value;
		return this;
	}

	override setDisabled(disabled: boolean): this {
		this.selectEl.disabled = disabled;
		return super.setDisabled(disabled);
	}
}

export class SliderComponent extends ValueComponent<number> {
	sliderEl: HTMLInputElement;
	private isInstant__ = false;

	constructor(containerEl: HTMLElement) {
		super();
		this.sliderEl = containerEl.createEl('input', { cls: 'slider', type: 'range' });
		this.sliderEl.addEventListener('change', () => this.onChange__?.(this.getValue()));
		this.sliderEl.addEventListener('input', () => this.isInstant__ && this.onChange__?.(this.getValue()));
	}

	setLimits(min: number | null, max: number | null, step: number | 'any'): this {
		Object.assign(this.sliderEl, { min: String(min ?? 0), max: String(max ?? 100), step: String(step) });
		return this;
	}

	getValue(): number {
		return Number(this.sliderEl.value);
	}

	getValuePretty(): string {
		return this.sliderEl.value;
	}

	setValue(value: number): this {
		this.sliderEl.value = String(value);
		return this;
	}

	setInstant(instant: boolean): this {
		this.isInstant__ = instant;
		return this;
	}

	setDynamicTooltip(): this {
		return this;
	}

	showTooltip(): void {}

	override setDisabled(disabled: boolean): this {
		this.sliderEl.disabled = disabled;
		return super.setDisabled(disabled);
	}
}

export class ColorComponent extends ValueComponent<string> {
	private readonly inputEl__: HTMLInputElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.inputEl__ = containerEl.createEl('input', { type: 'color' });
		this.inputEl__.addEventListener('input', () => this.onChange__?.(this.getValue()));
	}

	getValue(): string {
		return this.inputEl__.value;
	}

	setValue(value: string): this {
		this.inputEl__.value = value;
		return this;
	}
}

export class ProgressBarComponent extends ValueComponent<number> {
	private readonly lineEl__: HTMLElement;
	private value__ = 0;

	constructor(containerEl: HTMLElement) {
		super();
		this.lineEl__ = containerEl.createDiv('setting-progress-bar').createDiv('setting-progress-bar-inner');
	}

	getValue(): number {
		return this.value__;
	}

	setValue(value: number): this {
		this.value__ = value;
		this.lineEl__.style.width = `${value}%`;
		return this;
	}
}

export class DisplayValueComponent extends BaseComponent {
	readonly valueEl__: HTMLElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.valueEl__ = containerEl.createDiv('setting-item-display-value');
	}

	setValue(value: string): this {
		this.valueEl__.setText(value);
		return this;
	}
}

export class MomentFormatComponent extends TextComponent {
	setDefaultFormat(format: string): this {
		return this.setPlaceholder(format);
	}

	setSampleEl(_el: HTMLElement): this {
		return this;
	}

	updateSample(): void {}
}
