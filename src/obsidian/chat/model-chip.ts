/** The chip above the chat: which model answers and where it runs, and the menu to choose another. */
import { Menu, setIcon } from 'obsidian';
import type { ChatChoice } from '../../core/app';
import { catalogOf } from '../../core/models/models';
import { QUOTES, ROLES } from '../../core/models/model-settings';
import type { Session } from '../session';
import { words } from '../words';

export class ModelChip {
	readonly #button: HTMLElement;

	constructor(
		bar: HTMLElement,
		private readonly session: Session,
	) {
		this.#button = bar.createEl('button', { cls: 'praxis-model-chip', attr: { 'aria-haspopup': 'menu' } });
		this.#button.addEventListener('click', () => this.openMenu());
		this.update(session.chatModel.choice);
	}

	update(choice: ChatChoice): void {
		const text = chipText(choice);
		if (this.#button.getAttribute('aria-label') === words.models.chipLabel(text)) return;
		this.#button.empty();
		this.#button.setAttribute('aria-label', words.models.chipLabel(text));
		setIcon(this.#button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), chipIcon(choice));
		this.#button.createSpan({ cls: 'praxis-model-name', text });
		setIcon(this.#button.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'chevron-down');
	}

	/** Opens the menu of models. */
	openMenu(): void {
		const { settings, chatModel } = this.session;
		const catalog = catalogOf(settings);
		const menu = new Menu();
		const add = (title: string, wanted: string, isDisabled = false): void => void menu.addItem((item) => item.setTitle(title).setChecked(settings.chatModel === wanted).setDisabled(isDisabled).onClick(() => void chatModel.choose(wanted)));
		for (const role of ROLES) {
			const spec = catalog.find(settings.roleModels[role])?.spec;
			const name = words.models.roleNames[role];
			add(spec ? words.models.menuRole(name, spec.name) : words.models.menuRoleUnset(name), role, !spec);
		}
		menu.addSeparator();
		for (const { spec, vendorName } of catalog.entries) add(words.models.optionOf(spec.name, vendorName, spec.place === 'device'), spec.ref);
		if (catalog.entries.length > 0) menu.addSeparator();
		add(words.models.menuQuotes, QUOTES);
		const { left, bottom } = this.#button.getBoundingClientRect();
		menu.showAtPosition({ x: left, y: bottom });
	}
}

function chipText(choice: ChatChoice): string {
	if (choice.kind === 'model') return words.models.chip(choice.entry.spec.name, choice.entry.spec.place === 'device');
	return choice.kind === 'blocked' ? words.models.chipBlocked : words.models.chipQuotes;
}

function chipIcon(choice: ChatChoice): string {
	if (choice.kind === 'model') return choice.entry.spec.place === 'device' ? 'monitor' : 'globe';
	return choice.kind === 'blocked' ? 'triangle-alert' : 'text-quote';
}
