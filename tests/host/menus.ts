/** Context menus, in the page: items, sections, separators, keyboard. */
import { Component } from './events';
import { setIcon } from './icons';

export class MenuItem {
	readonly itemEl__: HTMLElement;
	section__ = '';
	private readonly iconEl__: HTMLElement;
	private readonly titleEl__: HTMLElement;
	private onClick__: ((event: MouseEvent | KeyboardEvent) => unknown) | null = null;
	private isDisabled__ = false;

	constructor(private readonly menu__: Menu) {
		this.itemEl__ = createDiv({ cls: 'menu-item tappable', attr: { role: 'menuitem', tabindex: '-1' } });
		this.iconEl__ = this.itemEl__.createDiv('menu-item-icon');
		this.titleEl__ = this.itemEl__.createDiv('menu-item-title');
		this.itemEl__.addEventListener('click', (event) => this.run__(event));
	}

	setTitle(title: string | DocumentFragment): this {
		this.titleEl__.replaceChildren(title);
		return this;
	}

	setIcon(icon: string | null): this {
		if (icon) setIcon(this.iconEl__, icon);
		else this.iconEl__.replaceChildren();
		return this;
	}

	setChecked(checked: boolean | null): this {
		this.itemEl__.toggleClass('mod-checked', checked === true);
		this.itemEl__.setAttribute('aria-checked', String(checked === true));
		return this;
	}

	setDisabled(disabled: boolean): this {
		this.isDisabled__ = disabled;
		this.itemEl__.toggleClass('is-disabled', disabled);
		return this;
	}

	setWarning(isWarning: boolean): this {
		this.itemEl__.toggleClass('is-warning', isWarning);
		return this;
	}

	setIsLabel(isLabel: boolean): this {
		this.itemEl__.toggleClass('is-label', isLabel);
		return this;
	}

	setSection(section: string): this {
		this.section__ = section;
		return this;
	}

	onClick(callback: (event: MouseEvent | KeyboardEvent) => unknown): this {
		this.onClick__ = callback;
		return this;
	}

	run__(event: MouseEvent | KeyboardEvent): void {
		if (this.isDisabled__ || this.itemEl__.hasClass('is-label')) return;
		this.menu__.hide();
		this.onClick__?.(event);
	}
}

export class MenuSeparator {}

let openMenu: Menu | null = null;

export class Menu extends Component {
	readonly menuEl__: HTMLElement;
	private readonly entries__: (MenuItem | MenuSeparator)[] = [];
	private readonly hidden__: (() => unknown)[] = [];
	private readonly onOutside__ = (event: MouseEvent): void => {
		if (!this.menuEl__.contains(event.target as Node)) this.hide();
	};

	constructor() {
		super();
		this.menuEl__ = createDiv({ cls: 'menu', attr: { role: 'menu', tabindex: '-1' } });
		this.menuEl__.addEventListener('keydown', (event) => this.onKey__(event));
	}

	static forEvent(event: MouseEvent): Menu {
		const menu = new Menu();
		event.preventDefault();
		window.setTimeout(() => menu.showAtMouseEvent(event), 0);
		return menu;
	}

	setNoIcon(): this {
		this.menuEl__.addClass('mod-no-icon');
		return this;
	}

	setUseNativeMenu(_useNativeMenu: boolean): this {
		return this;
	}

	setParentElement(_el: HTMLElement): this {
		return this;
	}

	addItem(configure: (item: MenuItem) => unknown): this {
		const item = new MenuItem(this);
		this.entries__.push(item);
		configure(item);
		return this;
	}

	addSeparator(): this {
		this.entries__.push(new MenuSeparator());
		return this;
	}

	showAtMouseEvent(event: MouseEvent): this {
		event.preventDefault();
		return this.showAtPosition({ x: event.clientX, y: event.clientY });
	}

	showAtPosition(position: { x: number; y: number }): this {
		openMenu?.hide();
		openMenu = this;
		this.menuEl__.replaceChildren(...this.rows__());
		document.body.append(this.menuEl__);
		const { offsetWidth, offsetHeight } = this.menuEl__;
		const left = Math.max(4, Math.min(position.x, window.innerWidth - offsetWidth - 4));
		const top = Math.max(4, Math.min(position.y, window.innerHeight - offsetHeight - 4));
		Object.assign(this.menuEl__.style, { left: `${left}px`, top: `${top}px` });
		this.menuEl__.focus();
		this.load();
		window.setTimeout(() => document.addEventListener('mousedown', this.onOutside__, true), 0);
		return this;
	}

	hide(): this {
		if (!this.menuEl__.isConnected) return this;
		if (openMenu === this) openMenu = null;
		document.removeEventListener('mousedown', this.onOutside__, true);
		this.menuEl__.remove();
		this.unload();
		for (const callback of this.hidden__) callback();
		return this;
	}

	close(): void {
		this.hide();
	}

	onHide(callback: () => unknown): void {
		this.hidden__.push(callback);
	}

	/** Items with the same section stay together; sections are parted by a line. */
	private rows__(): HTMLElement[] {
		const sections = new Map<string, HTMLElement[]>();
		for (const entry of this.entries__) {
			const name = entry instanceof MenuItem ? entry.section__ : '';
			const rows = sections.get(name) ?? sections.set(name, []).get(name) ?? [];
			rows.push(entry instanceof MenuItem ? entry.itemEl__ : createDiv('menu-separator'));
		}
		return [...sections.values()].flatMap((rows, at) => (at === 0 ? rows : [createDiv('menu-separator'), ...rows]));
	}

	private onKey__(event: KeyboardEvent): void {
		const items = this.entries__.filter((entry): entry is MenuItem => entry instanceof MenuItem);
		const at = items.findIndex((item) => item.itemEl__.hasClass('selected'));
		if (event.key === 'Escape') this.hide();
		else if (event.key === 'Enter') items[at]?.run__(event);
		else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
			items.forEach((item, index) => item.itemEl__.toggleClass('selected', index === next));
		} else return;
		event.preventDefault();
		event.stopPropagation();
	}
}
