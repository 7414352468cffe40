/** The base class of every plugin: what it registers is undone when it unloads. */
import type { CliFlags, CliHandler, Command, HoverLinkSource, ObsidianProtocolHandler, PluginManifest } from 'obsidian';
import type { Extension } from '@codemirror/state';
import type { App } from './app';
import { Component } from './events';
import { setIcon } from './icons';
import type { WorkspaceLeaf } from './leaves';
import type { PostProcessor } from './markdown';
import type { SettingTab } from './settings';
import type { View } from './views';
import { world } from './world';

export abstract class Plugin extends Component {
	app: App;
	manifest: PluginManifest;
	declare settings?: unknown;
	readonly settingTabs__: SettingTab[] = [];
	readonly cliHandlers__ = new Map<string, CliHandler>();
	readonly protocolHandlers__ = new Map<string, ObsidianProtocolHandler>();

	constructor(app: App, manifest: PluginManifest) {
		super();
		this.app = app;
		this.manifest = manifest;
	}

	addRibbonIcon(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
		const el = createDiv({ cls: 'side-dock-ribbon-action clickable-icon', attr: { 'aria-label': title, role: 'button', tabindex: '0' } });
		setIcon(el, icon);
		el.addEventListener('click', (event) => void callback(event));
		this.app.workspace.leftRibbon.containerEl__.append(el);
		this.register(() => el.remove());
		return el;
	}

	/** Throws on mobile, where the app has no status bar, so that a plugin cannot rely on it. */
	addStatusBarItem(): HTMLElement {
		if (world.isMobile) throw new Error('There is no status bar on mobile');
		const el = this.app.statusBarEl__.createDiv({ cls: `status-bar-item plugin-${this.manifest.id}` });
		this.register(() => el.remove());
		return el;
	}

	addCommand(command: Command): Command {
		const id = `${this.manifest.id}:${command.id}`;
		const full = Object.assign(command, { id, name: `${this.manifest.name}: ${command.name}` });
		this.app.commands__.add(full);
		this.register(() => this.app.commands__.all.delete(id));
		return full;
	}

	removeCommand(commandId: string): void {
		this.app.commands__.all.delete(`${this.manifest.id}:${commandId}`);
	}

	addSettingTab(tab: SettingTab): void {
		this.settingTabs__.push(tab);
		tab.update();
	}

	registerView(type: string, creator: (leaf: WorkspaceLeaf) => View): void {
		this.register(this.app.workspace.registerView__(type, creator));
	}

	registerHoverLinkSource(_id: string, _info: HoverLinkSource): void {}

	registerExtensions(extensions: string[], viewType: string): void {
		this.app.workspace.registerExtensions__(extensions, viewType);
	}

	registerMarkdownPostProcessor(process: PostProcessor, sortOrder = 0): PostProcessor {
		process.sortOrder = sortOrder;
		const list = this.app.postProcessors__;
		list.push(process);
		list.sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0));
		this.register(() => list.splice(list.indexOf(process), 1));
		return process;
	}

	registerMarkdownCodeBlockProcessor(language: string, handler: (source: string, el: HTMLElement, context: unknown) => unknown, sortOrder?: number): PostProcessor {
		return this.registerMarkdownPostProcessor(async (section, context) => {
			for (const code of section.querySelectorAll(`pre > code.language-${language}`)) {
				const el = createDiv(`block-language-${language}`);
				code.parentElement?.replaceWith(el);
				await handler((code.textContent ?? '').replace(/\n$/, ''), el, context);
			}
		}, sortOrder);
	}

	registerEditorExtension(extension: Extension): void {
		this.app.editorExtensions__.push(extension);
		this.register(() => this.app.editorExtensions__.splice(this.app.editorExtensions__.indexOf(extension), 1));
	}

	registerEditorSuggest(_suggest: unknown): void {}

	registerObsidianProtocolHandler(action: string, handler: ObsidianProtocolHandler): void {
		this.protocolHandlers__.set(action, handler);
	}

	registerCliHandler(command: string, _description: string, _flags: CliFlags | null, handler: CliHandler): void {
		this.cliHandlers__.set(command, handler);
	}

	/** Null before the first save, as in the app. */
	async loadData(): Promise<unknown> {
		return this.app.device__.readData();
	}

	async saveData(data: unknown): Promise<void> {
		await this.app.device__.writeData(JSON.parse(JSON.stringify(data)));
	}

	onUserEnable(): void {}
}
