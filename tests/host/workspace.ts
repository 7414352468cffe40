/** The workspace: three areas of leaves, which leaf is active, opening links, and the app's window events. */
import type { OpenViewState } from 'obsidian';
import type { App } from './app';
import { Events, reportLater } from './events';
import type { TFile } from './files';
import { debounce, parseLinktext } from './functions';
import { WorkspaceLeaf, type Area } from './leaves';
import { strict } from './strict';
import type { View } from './views';

export interface Split {
	collapsed: boolean;
	side: Area;
	containerEl: HTMLElement;
	collapse(): void;
	expand(): void;
	toggle(): void;
	readonly tabsEl__: HTMLElement;
	readonly leavesEl__: HTMLElement;
}

function makeSplit(side: Area): Split {
	const containerEl = createDiv(`workspace-split mod-${side === 'main' ? 'root' : `${side}-split`}`);
	const show = (isOpen: boolean): void => {
		split.collapsed = !isOpen;
		containerEl.toggleClass('is-sidedock-collapsed', !isOpen);
	};
	const split: Split = {
		collapsed: false,
		side,
		containerEl,
		tabsEl__: containerEl.createDiv({ cls: 'workspace-tab-header-container', attr: { role: 'tablist' } }),
		leavesEl__: containerEl.createDiv('workspace-tab-container'),
		collapse: () => show(false),
		expand: () => show(true),
		toggle: () => show(split.collapsed),
	};
	if (side !== 'main') show(false);
	return strict(split, 'WorkspaceSplit');
}

type NewLeaf = 'tab' | 'split' | 'window' | boolean | undefined;

export class Workspace extends Events {
	leftSplit: Split = makeSplit('left');
	rightSplit: Split = makeSplit('right');
	rootSplit: Split = makeSplit('main');
	leftRibbon: { containerEl__: HTMLElement };
	rightRibbon: { containerEl__: HTMLElement } = { containerEl__: createDiv() };
	activeLeaf: WorkspaceLeaf | null = null;
	activeEditor: unknown = null;
	containerEl: HTMLElement;
	layoutReady = false;
	requestSaveLayout = debounce(() => Promise.resolve(), 2000, true);
	readonly app__: App;
	private readonly leaves__: WorkspaceLeaf[] = [];
	private readonly creators__ = new Map<string, (leaf: WorkspaceLeaf) => View>();
	private readonly extensions__ = new Map<string, string>();
	private readonly waiting__: (() => unknown)[] = [];
	private readonly recent__: string[] = [];

	constructor(app: App) {
		super();
		this.app__ = app;
		this.containerEl = createDiv('workspace');
		this.leftRibbon = { containerEl__: this.containerEl.createDiv('workspace-ribbon mod-left side-dock-ribbon') };
		this.containerEl.append(this.leftSplit.containerEl, this.rootSplit.containerEl, this.rightSplit.containerEl);
		return strict(this, 'Workspace');
	}

	onLayoutReady(callback: () => unknown): void {
		if (this.layoutReady) window.setTimeout(callback, 0);
		else this.waiting__.push(callback);
	}

	async ready__(): Promise<void> {
		this.layoutReady = true;
		for (const callback of this.waiting__.splice(0)) {
			try {
				await callback();
			} catch (error) {
				reportLater(error);
			}
		}
		this.trigger('layout-ready');
	}

	registerView__(type: string, creator: (leaf: WorkspaceLeaf) => View): () => void {
		if (this.creators__.has(type)) throw new Error(`Attempting to register an existing view type "${type}"`);
		this.creators__.set(type, creator);
		return () => {
			this.creators__.delete(type);
			this.detachLeavesOfType(type);
		};
	}

	registerExtensions__(extensions: string[], type: string): void {
		for (const extension of extensions) this.extensions__.set(extension, type);
	}

	typeFor__(extension: string): string {
		return this.extensions__.get(extension) ?? 'markdown';
	}

	makeView__(type: string, leaf: WorkspaceLeaf): View {
		const creator = this.creators__.get(type);
		if (!creator) throw new Error(`No view of type "${type}" is registered`);
		return creator(leaf.view.leaf);
	}

	splitOf__(area: Area): Split {
		return area === 'left' ? this.leftSplit : area === 'right' ? this.rightSplit : this.rootSplit;
	}

	private add__(area: Area): WorkspaceLeaf {
		const leaf = new WorkspaceLeaf(this.app__, area);
		const split = this.splitOf__(area);
		this.leaves__.push(leaf);
		split.tabsEl__.append(leaf.tabEl__);
		split.leavesEl__.append(leaf.containerEl__);
		leaf.containerEl__.append(leaf.view.containerEl);
		leaf.refresh__();
		this.show__(leaf);
		return leaf;
	}

	private show__(leaf: WorkspaceLeaf): void {
		for (const other of this.leaves__.filter((each) => each.area__ === leaf.area__)) {
			other.containerEl__.toggleClass('mod-hidden', other !== leaf);
			other.tabEl__.toggleClass('is-active', other === leaf);
			other.tabEl__.setAttribute('aria-selected', String(other === leaf));
		}
	}

	drop__(leaf: WorkspaceLeaf): void {
		const at = this.leaves__.indexOf(leaf);
		if (at >= 0) this.leaves__.splice(at, 1);
		leaf.tabEl__.remove();
		leaf.containerEl__.remove();
		const next = [...this.leaves__].reverse().find((each) => each.area__ === leaf.area__);
		if (next) this.show__(next);
		else if (leaf.area__ !== 'main') this.splitOf__(leaf.area__).collapse();
		if (this.activeLeaf === leaf) this.setActiveLeaf__(this.leaves__.find((each) => each.area__ === 'main') ?? null);
	}

	getLeaf(newLeaf?: NewLeaf, _direction?: string): WorkspaceLeaf {
		if (newLeaf === 'window' && this.app__.isMobile__) throw new Error('Popout windows are not available on mobile');
		const current = this.activeLeaf?.area__ === 'main' ? this.activeLeaf : this.getMostRecentLeaf();
		return newLeaf || !current ? this.add__('main') : current;
	}
	getUnpinnedLeaf(): WorkspaceLeaf {
		return this.getLeaf(false);
	}
	splitActiveLeaf(): WorkspaceLeaf {
		return this.add__('main');
	}
	createLeafBySplit(leaf: WorkspaceLeaf): WorkspaceLeaf {
		return this.add__(leaf.area__);
	}
	getLeftLeaf(_split: boolean): WorkspaceLeaf | null {
		return this.add__('left');
	}
	getRightLeaf(_split: boolean): WorkspaceLeaf | null {
		return this.add__('right');
	}
	getMostRecentLeaf(): WorkspaceLeaf | null {
		return [...this.leaves__].reverse().find((leaf) => leaf.area__ === 'main') ?? null;
	}

	async ensureSideLeaf(type: string, side: 'left' | 'right', options: { active?: boolean; split?: boolean; reveal?: boolean; state?: Record<string, unknown> } = {}): Promise<WorkspaceLeaf> {
		const leaf = this.getLeavesOfType(type)[0] ?? this.add__(side);
		if (leaf.view.getViewType() !== type || options.state) {
			await leaf.setViewState({ type, active: options.active ?? true, ...(options.state ? { state: options.state } : {}) });
		}
		if (options.reveal ?? true) await this.revealLeaf(leaf);
		return leaf;
	}

	async revealLeaf(leaf: WorkspaceLeaf): Promise<void> {
		this.splitOf__(leaf.area__).expand();
		this.show__(leaf);
	}

	setActiveLeaf(leaf: WorkspaceLeaf, _params?: unknown): void {
		this.setActiveLeaf__(leaf);
	}

	private setActiveLeaf__(leaf: WorkspaceLeaf | null): void {
		this.activeLeaf = leaf;
		if (leaf) this.show__(leaf);
		const file = (leaf?.view as { file?: TFile | null } | undefined)?.file;
		if (leaf?.view.getViewType() === 'markdown') this.activeEditor = leaf.view;
		else if (leaf?.area__ === 'main' || !leaf) this.activeEditor = null;
		if (file) this.remember__(file.path);
		this.trigger('active-leaf-change', leaf);
	}

	private remember__(path: string): void {
		const at = this.recent__.indexOf(path);
		if (at >= 0) this.recent__.splice(at, 1);
		this.recent__.unshift(path);
		this.recent__.splice(10);
	}

	/** Opens the note a link points at; a link to nothing makes the note, as in the app. */
	async openLinkText(linktext: string, sourcePath: string, newLeaf?: NewLeaf, openState: OpenViewState = {}): Promise<void> {
		const { path, subpath } = parseLinktext(linktext);
		let file = this.app__.metadataCache.getFirstLinkpathDest(path, sourcePath);
		file ??= await this.app__.vault.create(path.endsWith('.md') ? path : `${path}.md`, '');
		const eState = { ...openState.eState, ...(subpath ? { subpath } : {}) };
		await this.getLeaf(newLeaf ?? false).openFile(file, { ...openState, eState });
	}

	getActiveViewOfType<T extends View>(type: abstract new (...values: never[]) => T): T | null {
		const view = this.activeLeaf?.view;
		return view instanceof type ? view : null;
	}

	/** The file of the active view, or else of the most recent leaf in the main area. */
	getActiveFile(): TFile | null {
		const main = this.activeLeaf?.area__ === 'main' ? this.activeLeaf : this.getMostRecentLeaf();
		return (main?.view as { file?: TFile | null } | undefined)?.file ?? null;
	}

	getLeafById(_id: string): WorkspaceLeaf | null {
		return null;
	}
	iterateAllLeaves(visit: (leaf: WorkspaceLeaf) => unknown): void {
		for (const leaf of [...this.leaves__]) visit(leaf);
	}
	iterateRootLeaves(visit: (leaf: WorkspaceLeaf) => unknown): void {
		for (const leaf of this.leaves__.filter((each) => each.area__ === 'main')) visit(leaf);
	}
	getLeavesOfType(type: string): WorkspaceLeaf[] {
		return this.leaves__.filter((leaf) => leaf.view.getViewType() === type);
	}
	detachLeavesOfType(type: string): void {
		for (const leaf of this.getLeavesOfType(type)) leaf.detach();
	}
	getLastOpenFiles(): string[] {
		return [...this.recent__];
	}
	updateOptions(): void {}
	getLayout(): Record<string, unknown> {
		return {};
	}
	async changeLayout(_workspace: unknown): Promise<void> {}
	handleLinkContextMenu(): boolean {
		return false;
	}
}
