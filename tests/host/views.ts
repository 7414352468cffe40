/** The view classes a plugin extends: `View`, `ItemView`, `FileView`, `EditableFileView`, `TextFileView`. */
import type { App } from './app';
import { Component } from './events';
import { TFile, type TAbstractFile } from './files';
import { debounce } from './functions';
import { setIcon } from './icons';
import type { Scope } from './keys';
import { Menu } from './menus';
import type { WorkspaceLeaf } from './leaves';

export abstract class View extends Component {
	app: App;
	icon = 'file';
	navigation = true;
	leaf: WorkspaceLeaf;
	containerEl: HTMLElement;
	scope: Scope | null = null;

	constructor(leaf: WorkspaceLeaf) {
		super();
		this.leaf = leaf;
		this.app = leaf.app__;
		this.containerEl = createDiv('workspace-leaf-content');
	}

	abstract getViewType(): string;
	abstract getDisplayText(): string;

	protected async onOpen(): Promise<void> {}
	protected async onClose(): Promise<void> {}
	onResize(): void {}
	onPaneMenu(_menu: Menu, _source: string): void {}

	getState(): Record<string, unknown> {
		return {};
	}
	async setState(_state: unknown, _result: { history: boolean }): Promise<void> {}
	getEphemeralState(): Record<string, unknown> {
		return {};
	}
	setEphemeralState(_state: unknown): void {}
	getIcon(): string {
		return this.icon;
	}

	async open__(): Promise<void> {
		this.containerEl.dataset.type = this.getViewType();
		this.load();
		await this.onOpen();
	}

	async close__(): Promise<void> {
		await this.onClose();
		this.unload();
		this.containerEl.remove();
	}

	refreshHeader__(): void {}
}

export abstract class ItemView extends View {
	contentEl: HTMLElement;
	private readonly actionsEl__: HTMLElement;
	private readonly titleEl__: HTMLElement;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		const header = this.containerEl.createDiv('view-header');
		this.titleEl__ = header.createDiv('view-header-title-container mod-at-start').createDiv('view-header-title');
		this.actionsEl__ = header.createDiv('view-actions');
		this.contentEl = this.containerEl.createDiv('view-content');
		const more = this.addAction('more-vertical', 'More options', (event) => {
			const menu = new Menu();
			this.onPaneMenu(menu, 'more-options');
			menu.showAtMouseEvent(event);
		});
		more.addClass('mod-more');
	}

	addAction(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
		const el = createEl('a', { cls: 'clickable-icon view-action', attr: { 'aria-label': title, role: 'button', tabindex: '0' } });
		setIcon(el, icon);
		el.addEventListener('click', (event) => void callback(event));
		this.actionsEl__.prepend(el);
		return el;
	}

	override refreshHeader__(): void {
		this.titleEl__.setText(this.getDisplayText());
	}
}

export abstract class FileView extends ItemView {
	allowNoFile = false;
	file: TFile | null = null;

	override getDisplayText(): string {
		return this.file?.basename ?? 'No file';
	}

	override getState(): Record<string, unknown> {
		return this.file ? { file: this.file.path } : {};
	}

	override async setState(state: unknown, _result: { history: boolean }): Promise<void> {
		const path = (state as { file?: string } | null)?.file;
		const file = path === undefined ? null : this.app.vault.getFileByPath(path);
		if (file && file !== this.file) await this.loadFile__(file);
	}

	async loadFile__(file: TFile): Promise<void> {
		if (this.file) await this.onUnloadFile(this.file);
		this.file = file;
		await this.onLoadFile(file);
		this.refreshHeader__();
	}

	override onload(): unknown {
		this.registerEvent(this.app.vault.on('rename', (file: TAbstractFile) => void (file === this.file && this.onRename(this.file))));
		this.registerEvent(this.app.vault.on('delete', (file: TAbstractFile) => void (file === this.file && this.leaf.detach())));
		return undefined;
	}

	async onLoadFile(_file: TFile): Promise<void> {}
	async onUnloadFile(_file: TFile): Promise<void> {}

	async onRename(_file: TFile): Promise<void> {
		this.leaf.refresh__();
	}

	canAcceptExtension(extension: string): boolean {
		return extension === 'md';
	}

	override onPaneMenu(menu: Menu, source: string): void {
		if (this.file) this.app.workspace.trigger('file-menu', menu, this.file, source, this.leaf);
	}
}

export abstract class EditableFileView extends FileView {}

export abstract class TextFileView extends EditableFileView {
	data = '';
	requestSave: () => void;
	private isDirty__ = false;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		const later = debounce(() => void this.save(), 2000, true);
		this.requestSave = () => {
			this.isDirty__ = true;
			later();
		};
	}

	abstract getViewData(): string;
	abstract setViewData(data: string, clear: boolean): void;
	abstract clear(): void;

	override onload(): unknown {
		super.onload();
		this.registerEvent(
			this.app.vault.on('modify', (file: TAbstractFile) => {
				if (file === this.file && !this.isDirty__) void this.refill__(this.file);
			})
		);
		return undefined;
	}

	private async refill__(file: TFile): Promise<void> {
		const text = await this.app.vault.read(file);
		if (this.file === file && text !== this.getViewData()) this.setViewData((this.data = text), false);
	}

	override async onLoadFile(file: TFile): Promise<void> {
		this.data = await this.app.vault.read(file);
		this.setViewData(this.data, true);
	}

	override async onUnloadFile(_file: TFile): Promise<void> {
		await this.save(true);
	}

	async save(clear = false): Promise<void> {
		const text = this.getViewData();
		if (this.file && this.isDirty__ && text !== this.data && this.app.vault.getFileByPath(this.file.path) === this.file) {
			this.data = text;
			await this.app.vault.modify(this.file, text);
		}
		this.isDirty__ = false;
		if (clear) this.clear();
	}

	protected override async onClose(): Promise<void> {
		if (this.file) await this.onUnloadFile(this.file);
	}
}
