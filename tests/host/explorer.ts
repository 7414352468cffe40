/** The file list at the left: folders that open, notes that open in the main area, a menu on each. */
import type { App } from './app';
import { TFile, TFolder, type TAbstractFile } from './files';
import { debounce } from './functions';
import { setIcon } from './icons';
import type { WorkspaceLeaf } from './leaves';
import { Menu } from './menus';
import { View } from './views';

export const EXPLORER = 'file-explorer';

export class ExplorerView extends View {
	private readonly unfolded__ = new Set<string>();
	private readonly listEl__: HTMLElement;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		this.icon = 'folder';
		this.listEl__ = this.containerEl.createDiv({ cls: 'nav-files-container', attr: { role: 'tree', 'aria-label': 'Files' } });
	}

	getViewType(): string {
		return EXPLORER;
	}
	getDisplayText(): string {
		return 'Files';
	}

	protected override async onOpen(): Promise<void> {
		const redraw = debounce(() => this.draw(), 50, true);
		for (const name of ['create', 'delete', 'rename']) this.registerEvent(this.app.vault.on(name, () => void redraw()));
		this.registerEvent(this.app.workspace.on('active-leaf-change', () => void redraw()));
		this.draw();
	}

	private draw(): void {
		const top = createDiv('nav-folder-children');
		this.drawChildren(this.app.vault.getRoot(), top);
		this.listEl__.replaceChildren(createDiv({ cls: 'nav-vault-title', text: this.app.vault.getName() }), top);
	}

	private drawChildren(folder: TFolder, into: HTMLElement): void {
		const rank = (file: TAbstractFile): string => `${file instanceof TFolder ? 0 : 1}${file.name.toLowerCase()}`;
		for (const child of [...folder.children].sort((a, b) => rank(a).localeCompare(rank(b), 'en', { numeric: true }))) {
			if (child instanceof TFolder) this.drawFolder(child, into);
			else if (child instanceof TFile) this.drawFile(child, into);
		}
	}

	private drawFolder(folder: TFolder, into: HTMLElement): void {
		const isOpen = this.unfolded__.has(folder.path);
		const el = into.createDiv(`tree-item nav-folder${isOpen ? '' : ' is-collapsed'}`);
		const title = row(el, { cls: 'nav-folder-title', text: folder.name, path: folder.path });
		title.setAttribute('aria-expanded', String(isOpen));
		const arrow = createDiv('tree-item-icon collapse-icon');
		setIcon(arrow, 'chevron-right');
		title.prepend(arrow);
		onPress(title, () => {
			if (!this.unfolded__.delete(folder.path)) this.unfolded__.add(folder.path);
			this.draw();
			this.listEl__.querySelector<HTMLElement>(`[data-path="${CSS.escape(folder.path)}"]`)?.focus();
		});
		if (isOpen) this.drawChildren(folder, el.createDiv('nav-folder-children'));
	}

	private drawFile(file: TFile, into: HTMLElement): void {
		const el = into.createDiv('tree-item nav-file');
		const title = row(el, { cls: 'nav-file-title', text: file.extension === 'md' ? file.basename : file.name, path: file.path });
		title.toggleClass('is-active', this.app.workspace.getActiveFile() === file);
		onPress(title, (event) => {
			if (file.extension !== 'md') return;
			const { workspace } = this.app;
			void workspace.getLeaf(event.ctrlKey || event.metaKey ? 'tab' : false).openFile(file);
			if (this.app.isMobile__) workspace.leftSplit.collapse();
		});
		title.addEventListener('contextmenu', (event) => fileMenu(this.app, file).showAtMouseEvent(event));
	}
}

export function fileMenu(app: App, file: TFile): Menu {
	const menu = new Menu();
	menu.addItem((item) => item.setTitle('Open in new tab').setIcon('file-plus').setSection('open').onClick(() => void app.workspace.getLeaf('tab').openFile(file)));
	app.workspace.trigger('file-menu', menu, file, 'file-explorer-context-menu');
	menu.addItem((item) => item.setTitle('Delete').setIcon('trash-2').setWarning(true).setSection('danger').onClick(() => void app.fileManager.trashFile(file)));
	return menu;
}

function row(parent: HTMLElement, { cls, text, path }: { cls: string; text: string; path: string }): HTMLElement {
	const title = parent.createDiv({ cls: `tree-item-self is-clickable ${cls}`, attr: { 'data-path': path, role: 'treeitem', tabindex: '0' } });
	title.createDiv({ cls: 'tree-item-inner', text });
	return title;
}

function onPress(el: HTMLElement, act: (event: MouseEvent | KeyboardEvent) => void): void {
	el.addEventListener('click', act);
	el.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			act(event);
		}
	});
}
