/** `Setting`, groups, and setting tabs in both forms: `display()` and the declarative definitions of 1.13. */
import type { SettingControl, SettingDefinition, SettingDefinitionItem, SettingDefinitionPage } from 'obsidian';
import type { App } from './app';
import { reportLater } from './events';
import { TFile, TFolder } from './files';
import type { Plugin } from './plugin';
import * as controls from './setting-controls';
import { AbstractInputSuggest } from './suggesters';

type Configure<T> = (component: T) => unknown;

export class Setting {
	settingEl: HTMLElement;
	infoEl: HTMLElement;
	nameEl: HTMLElement;
	descEl: HTMLElement;
	controlEl: HTMLElement;
	components: controls.BaseComponent[] = [];
	errorEl: HTMLElement | null = null;

	constructor(containerEl: HTMLElement) {
		this.settingEl = containerEl.createDiv('setting-item');
		this.infoEl = this.settingEl.createDiv('setting-item-info');
		this.nameEl = this.infoEl.createDiv('setting-item-name');
		this.descEl = this.infoEl.createDiv('setting-item-description');
		this.controlEl = this.settingEl.createDiv('setting-item-control');
	}

	private add__<T extends controls.BaseComponent>(component: T, configure: Configure<T>): this {
		this.components.push(component);
		configure(component);
		return this;
	}

	setName(name: string | DocumentFragment): this {
		this.nameEl.replaceChildren(name);
		return this;
	}

	setDesc(desc: string | DocumentFragment): this {
		this.descEl.replaceChildren(desc);
		return this;
	}

	setClass(name: string): this {
		this.settingEl.addClass(name);
		return this;
	}

	setTooltip(tooltip: string): this {
		this.nameEl.setAttribute('aria-label', tooltip);
		return this;
	}

	setHeading(): this {
		this.settingEl.addClass('setting-item-heading');
		return this;
	}

	setErrorMessage(message: string | null): this {
		this.errorEl?.remove();
		this.errorEl = message ? this.infoEl.createDiv({ cls: 'setting-item-error', text: message, attr: { role: 'alert' } }) : null;
		return this;
	}

	setDisabled(disabled: boolean): this {
		this.settingEl.toggleClass('is-disabled', disabled);
		for (const component of this.components) component.setDisabled(disabled);
		return this;
	}

	addButton(configure: Configure<controls.ButtonComponent>): this {
		return this.add__(new controls.ButtonComponent(this.controlEl), configure);
	}
	addExtraButton(configure: Configure<controls.ExtraButtonComponent>): this {
		return this.add__(new controls.ExtraButtonComponent(this.controlEl), configure);
	}
	addToggle(configure: Configure<controls.ToggleComponent>): this {
		this.setClass('mod-toggle');
		return this.add__(new controls.ToggleComponent(this.controlEl), configure);
	}
	addText(configure: Configure<controls.TextComponent>): this {
		return this.add__(new controls.TextComponent(this.controlEl), configure);
	}
	addSearch(configure: Configure<controls.SearchComponent>): this {
		return this.add__(new controls.SearchComponent(this.controlEl), configure);
	}
	addTextArea(configure: Configure<controls.TextAreaComponent>): this {
		return this.add__(new controls.TextAreaComponent(this.controlEl), configure);
	}
	addMomentFormat(configure: Configure<controls.MomentFormatComponent>): this {
		return this.add__(new controls.MomentFormatComponent(this.controlEl), configure);
	}
	addDropdown(configure: Configure<controls.DropdownComponent>): this {
		return this.add__(new controls.DropdownComponent(this.controlEl), configure);
	}
	addColorPicker(configure: Configure<controls.ColorComponent>): this {
		return this.add__(new controls.ColorComponent(this.controlEl), configure);
	}
	addProgressBar(configure: Configure<controls.ProgressBarComponent>): this {
		return this.add__(new controls.ProgressBarComponent(this.controlEl), configure);
	}
	addSlider(configure: Configure<controls.SliderComponent>): this {
		return this.add__(new controls.SliderComponent(this.controlEl), configure);
	}
	addDisplayValue(configure: Configure<controls.DisplayValueComponent>): this {
		return this.add__(new controls.DisplayValueComponent(this.controlEl), configure);
	}
	addComponent<T extends controls.BaseComponent>(make: (el: HTMLElement) => T): this {
		return this.add__(make(this.controlEl), () => undefined);
	}

	then(configure: (setting: this) => unknown): this {
		configure(this);
		return this;
	}

	clear(): this {
		this.controlEl.replaceChildren();
		this.components = [];
		return this;
	}
}

export class SettingGroup {
	listEl: HTMLElement;
	private readonly groupEl__: HTMLElement;
	private readonly headEl__: HTMLElement;

	constructor(containerEl: HTMLElement) {
		this.groupEl__ = containerEl.createDiv('setting-group');
		this.headEl__ = this.groupEl__.createDiv('setting-group-heading');
		this.listEl = this.groupEl__.createDiv('setting-items');
	}

	setHeading(text: string | DocumentFragment): this {
		new Setting(this.headEl__).setName(text).setHeading();
		return this;
	}

	addClass(...names: string[]): this {
		this.groupEl__.addClass(...names);
		return this;
	}

	addSetting(configure: (setting: Setting) => void): this {
		configure(new Setting(this.listEl));
		return this;
	}

	addSearch(configure: Configure<controls.SearchComponent>): this {
		configure(new controls.SearchComponent(this.headEl__));
		return this;
	}

	addExtraButton(configure: Configure<controls.ExtraButtonComponent>): this {
		configure(new controls.ExtraButtonComponent(this.headEl__));
		return this;
	}
}

export abstract class SettingPage {
	containerEl: HTMLElement = createDiv('setting-page');
	abstract display(): void;
	hide(): void {}
}

export abstract class SettingTab {
	icon = '';
	app: App;
	containerEl: HTMLElement;
	settingItems: SettingDefinitionItem[] = [];
	private cleanups__: (() => void)[] = [];

	constructor(app: App) {
		this.app = app;
		this.containerEl = createDiv('vertical-tab-content');
	}

	getSettingDefinitions(): SettingDefinitionItem[] {
		return [];
	}

	getControlValue(_key: string): unknown {
		return undefined;
	}

	setControlValue(_key: string, _value: unknown): void | Promise<void> {}

	/** Fetches the definitions again; a shown tab is drawn anew. */
	update(): void {
		this.settingItems = this.getSettingDefinitions();
		if (this.containerEl.isConnected) this.draw__(this.settingItems);
	}

	refreshDomState(): void {
		if (this.containerEl.isConnected) this.draw__(this.settingItems);
	}

	display(): void {
		this.settingItems = this.getSettingDefinitions();
		this.draw__(this.settingItems);
	}

	hide(): void {
		for (const cleanup of this.cleanups__.splice(0)) cleanup();
		this.containerEl.replaceChildren();
	}

	private draw__(items: SettingDefinitionItem[]): void {
		this.hide();
		let loose: SettingGroup | null = null;
		for (const item of items) {
			if (!isOn(item.visible, true)) continue;
			if ('type' in item && (item.type === 'group' || item.type === 'list')) {
				loose = null;
				const group = new SettingGroup(this.containerEl);
				if (item.heading) group.setHeading(item.heading);
				if (item.cls) group.addClass(item.cls);
				for (const button of item.extraButtons ?? []) group.addExtraButton(button as Configure<controls.ExtraButtonComponent>);
				for (const inner of item.items ?? []) this.drawRow__(inner, group);
				if (item.type === 'list') this.drawListEnd__(item, group);
			} else this.drawRow__(item as SettingDefinition | SettingDefinitionPage, (loose ??= new SettingGroup(this.containerEl)));
		}
	}

	private drawListEnd__(list: { items?: unknown[]; emptyState?: string | DocumentFragment; addItem?: { name: string; action: (el: HTMLElement) => void } }, group: SettingGroup): void {
		if (!list.items?.length && list.emptyState) group.listEl.createDiv('setting-group-empty').replaceChildren(list.emptyState);
		const { addItem } = list;
		if (addItem) group.addSetting((row) => row.addButton((button) => button.setButtonText(addItem.name).onClick(() => addItem.action(row.settingEl))));
	}

	private drawRow__(item: SettingDefinition | SettingDefinitionPage, group: SettingGroup): void {
		if (!isOn(item.visible, true)) return;
		group.addSetting((row) => {
			row.setName(item.name).setDesc(item.desc ?? '');
			if ('type' in item) return this.drawPage__(item, row);
			if (item.render) {
				const cleanup = (item.render as unknown as (setting: Setting, group: SettingGroup) => void | (() => void))(row, group);
				if (cleanup) this.cleanups__.push(cleanup);
			} else if (item.action) {
				const { action } = item;
				row.setClass('mod-clickable').settingEl.tabIndex = 0;
				row.settingEl.addEventListener('click', () => action(row.settingEl, 0));
			} else if (item.control) this.drawControl__(item.control, row);
		});
	}

	private drawPage__(page: SettingDefinitionPage, row: Setting): void {
		const shown = typeof page.displayValue === 'function' ? page.displayValue() : page.displayValue;
		if (shown) row.addDisplayValue((value) => value.setValue(shown));
		row.setClass('mod-clickable').settingEl.tabIndex = 0;
		row.settingEl.addEventListener('click', () => {
			const made = page.page?.() as SettingPage | undefined;
			if (made) made.display();
			if (made) this.containerEl.replaceChildren(made.containerEl);
			else this.draw__(page.items ?? []);
			const back = this.containerEl.createEl('button', { text: 'Back', prepend: true });
			back.addEventListener('click', () => this.draw__(this.settingItems));
		});
	}

	private drawControl__(control: SettingControl, row: Setting): void {
		const value = this.getControlValue(control.key) ?? control.defaultValue;
		const save = (next: unknown): void => void this.save__(control, row, next).catch(reportLater);
		drawInput(this.app, { control, row, value, save });
		row.setDisabled(isOn(control.disabled, false));
	}

	private async save__(control: SettingControl, row: Setting, value: unknown): Promise<void> {
		const problem = await (control.validate as ((value: unknown) => string | void | Promise<string | void>) | undefined)?.(value);
		row.setErrorMessage(problem || null);
		if (!problem) await this.setControlValue(control.key, value);
	}
}

interface Drawing {
	control: SettingControl;
	row: Setting;
	value: unknown;
	save: (value: unknown) => void;
}

function drawInput(app: App, { control, row, value, save }: Drawing): void {
	const text = value === undefined || value === null ? '' : String(value as string | number);
	if (control.type === 'toggle') row.addToggle((it) => it.setValue(value === true).onChange(save));
	else if (control.type === 'dropdown') row.addDropdown((it) => it.addOptions(typeof control.options === 'function' ? {} : control.options).setValue(text).onChange(save));
	else if (control.type === 'textarea') row.addTextArea((it) => it.setValue(text).setPlaceholder(control.placeholder ?? '').onChange(save));
	else if (control.type === 'slider') row.addSlider((it) => it.setLimits(control.min, control.max, control.step).setValue(Number(text)).onChange(save));
	else if (control.type === 'color') row.addColorPicker((it) => it.setValue(text).onChange(save));
	else if (control.type === 'number') {
		row.addText((it) => {
			it.setValue(text).setPlaceholder(control.placeholder ?? '').onChange((typed) => typed !== '' && save(Number(typed)));
			it.inputEl.type = 'number';
		});
	} else {
		row.addText((it) => {
			it.setValue(text).setPlaceholder(control.placeholder ?? '').onChange(save);
			if (control.type === 'text') return;
			new PathSuggest(app, it.inputEl, pathsFor(app, control)).onSelect((path) => {
				it.setValue(path);
				save(path);
			});
		});
	}
}

function pathsFor(app: App, control: SettingControl & { type: 'file' | 'folder' }): () => string[] {
	if (control.type === 'folder') {
		return () => app.vault.getAllFolders(control.includeRoot).filter((folder) => control.filter?.(folder as never) ?? true).map((folder: TFolder) => folder.path);
	}
	return () => app.vault.getFiles().filter((file: TFile) => control.filter?.(file as never) ?? true).map((file) => file.path);
}

class PathSuggest extends AbstractInputSuggest<string> {
	constructor(app: App, inputEl: HTMLInputElement, private readonly paths: () => string[]) {
		super(app, inputEl);
	}

	protected getSuggestions(query: string): string[] {
		return this.paths().filter((path) => path.toLowerCase().includes(query.toLowerCase()));
	}

	renderSuggestion(path: string, el: HTMLElement): void {
		el.setText(path);
	}

	override selectSuggestion(path: string, event: MouseEvent | KeyboardEvent): void {
		super.selectSuggestion(path, event);
		this.close();
	}
}

function isOn(flag: boolean | (() => boolean) | undefined, otherwise: boolean): boolean {
	return typeof flag === 'function' ? flag() : (flag ?? otherwise);
}

export abstract class PluginSettingTab extends SettingTab {
	protected readonly plugin__: Plugin;

	constructor(app: App, plugin: Plugin) {
		super(app);
		this.plugin__ = plugin;
	}

	override getControlValue(key: string): unknown {
		return (this.plugin__.settings as Record<string, unknown> | undefined)?.[key];
	}

	override async setControlValue(key: string, value: unknown): Promise<void> {
		const settings = (this.plugin__.settings ?? {}) as Record<string, unknown>;
		settings[key] = value;
		await this.plugin__.saveData(settings);
	}
}
