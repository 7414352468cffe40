/** Leaves: one place in the window that holds one view. */
import type { OpenViewState, ViewState } from 'obsidian';
import type { App } from './app';
import { Events } from './events';
import type { TFile } from './files';
import { setIcon } from './icons';
import { strict } from './strict';
import { ItemView, type View } from './views';

export type Area = 'left' | 'main' | 'right';

/** What a leaf shows before anything is opened. */
export class EmptyView extends ItemView {
	getViewType(): string {
		return 'empty';
	}
	getDisplayText(): string {
		return 'New tab';
	}
	protected override async onOpen(): Promise<void> {
		this.contentEl.createDiv('empty-state').createDiv({ cls: 'empty-state-title', text: 'No file is open' });
	}
}

export class WorkspaceLeaf extends Events {
	view: View;
	hoverPopover: unknown = null;
	parent: object;
	readonly app__: App;
	readonly area__: Area;
	readonly containerEl__: HTMLElement;
	readonly tabEl__: HTMLElement;
	private isPinned__ = false;

	constructor(app: App, area: Area) {
		super();
		this.app__ = app;
		this.area__ = area;
		this.parent = { area };
		this.containerEl__ = createDiv('workspace-leaf');
		this.tabEl__ = createDiv({ cls: 'workspace-tab-header tappable', attr: { role: 'tab', tabindex: '0' } });
		const self = strict(this, 'WorkspaceLeaf');
		this.tabEl__.addEventListener('click', () => app.workspace.setActiveLeaf(self, { focus: true }));
		this.view = new EmptyView(self);
		return self;
	}

	get isDeferred(): boolean {
		return false;
	}
	async loadIfDeferred(): Promise<void> {}

	getRoot(): unknown {
		return this.app__.workspace.splitOf__(this.area__);
	}
	getContainer(): unknown {
		return this.app__.workspace.rootSplit;
	}

	async open(view: View): Promise<View> {
		const before = this.view;
		if (before !== view && before.isLoaded__) await before.close__();
		this.view = view;
		this.containerEl__.replaceChildren(view.containerEl);
		await view.open__();
		this.refresh__();
		return view;
	}

	async openFile(file: TFile, openState: OpenViewState = {}): Promise<void> {
		const { workspace } = this.app__;
		const state: Record<string, unknown> = { ...openState.state, file: file.path };
		const type = workspace.typeFor__(file.extension);
		await this.setViewState({ type, state, active: openState.active ?? true }, openState.eState);
		workspace.trigger('file-open', file);
	}

	getViewState(): ViewState {
		return { type: this.view.getViewType(), state: this.view.getState(), pinned: this.isPinned__ };
	}

	async setViewState(viewState: ViewState, eState?: unknown): Promise<void> {
		const { workspace } = this.app__;
		const isSame = this.view.isLoaded__ && this.view.getViewType() === viewState.type;
		if (!isSame) await this.open(workspace.makeView__(viewState.type, this));
		await this.view.setState(viewState.state ?? {}, { history: false });
		if (eState !== undefined && eState !== null) this.setEphemeralState(eState);
		this.refresh__();
		if (viewState.active) workspace.setActiveLeaf(this.self__(), { focus: true });
		workspace.trigger('layout-change');
	}

	/** The strict face of this leaf, the one that plugins hold. */
	private self__(): WorkspaceLeaf {
		return this.view.leaf;
	}

	getEphemeralState(): unknown {
		return this.view.getEphemeralState();
	}
	setEphemeralState(state: unknown): void {
		this.view.setEphemeralState(state);
	}
	togglePinned(): void {
		this.setPinned(!this.isPinned__);
	}
	setPinned(pinned: boolean): void {
		this.isPinned__ = pinned;
		this.trigger('pinned-change', pinned);
	}
	setGroup(_group: string): void {}
	setGroupMember(_other: WorkspaceLeaf): void {}
	getIcon(): string {
		return this.view.getIcon();
	}
	getDisplayText(): string {
		return this.view.getDisplayText();
	}
	onResize(): void {
		this.view.onResize();
	}

	detach(): void {
		this.app__.workspace.drop__(this.self__());
		if (this.view.isLoaded__) void this.view.close__();
		this.app__.workspace.trigger('layout-change');
	}

	refresh__(): void {
		this.view.refreshHeader__();
		this.tabEl__.setAttribute('aria-label', this.getDisplayText());
		const icon = createDiv('workspace-tab-header-inner-icon');
		setIcon(icon, this.getIcon());
		const close = createDiv({ cls: 'workspace-tab-header-inner-close-button', attr: { 'aria-label': 'Close', role: 'button' } });
		setIcon(close, 'x');
		close.addEventListener('click', (event) => {
			event.stopPropagation();
			this.detach();
		});
		this.tabEl__.replaceChildren(icon, createDiv({ cls: 'workspace-tab-header-inner-title', text: this.getDisplayText() }), close);
	}
}
