/** The `app` object that a plugin gets, and the window it lives in. */
import type { Extension } from '@codemirror/state';
import { Commands, CommandPalette } from './commands';
import { Device } from './device';
import { FileManager } from './file-manager';
import { Keymap, Scope } from './keys';
import { EmptyView } from './leaves';
import type { PostProcessor } from './markdown';
import { MarkdownView } from './markdown-view';
import { MetadataCache } from './metadata-cache';
import { SecretStorage } from './secrets';
import type { VaultStorage } from './storage';
import { strict } from './strict';
import { Vault } from './vault';
import { Workspace } from './workspace';
import { world } from './world';

export interface AppOptions {
	storage: VaultStorage;
	device?: Device;
	vaultName?: string;
	/** How notes open. Default 'source', as in the app. */
	defaultMode?: 'source' | 'preview';
}

export class App {
	keymap: Keymap;
	scope: Scope;
	workspace: Workspace;
	vault: Vault;
	metadataCache: MetadataCache;
	fileManager: FileManager;
	secretStorage: SecretStorage;
	lastEvent: Event | null = null;
	renderContext = { hoverPopover: null };
	readonly commands__: Commands;
	readonly device__: Device;
	readonly postProcessors__: PostProcessor[] = [];
	readonly editorExtensions__: Extension[] = [];
	readonly statusBarEl__: HTMLElement;
	readonly containerEl__: HTMLElement;
	readonly defaultMode__: 'source' | 'preview';
	private readonly onKey__ = (event: KeyboardEvent): void => this.keymap.onKey__(event);

	constructor(options: AppOptions) {
		const self = strict(this, 'App');
		this.device__ = options.device ?? new Device();
		this.defaultMode__ = options.defaultMode ?? 'source';
		this.scope = new Scope();
		this.keymap = new Keymap(this.scope);
		this.vault = new Vault(options.storage, options.vaultName);
		this.metadataCache = new MetadataCache(this.vault);
		this.fileManager = new FileManager(self);
		this.workspace = new Workspace(self);
		const { state } = this.device__;
		this.secretStorage = new SecretStorage(state.secrets, (all) => {
			state.secrets = all;
			this.device__.keep();
		});
		this.commands__ = new Commands(self);
		this.containerEl__ = createDiv('app-container');
		this.containerEl__.append(this.workspace.containerEl);
		this.statusBarEl__ = this.containerEl__.createDiv('status-bar');
		this.workspace.registerView__('empty', (leaf) => new EmptyView(leaf));
		this.workspace.registerView__('markdown', (leaf) => new MarkdownView(leaf));
		this.scope.register(['Mod'], 'P', () => {
			new CommandPalette(self).open();
			return false;
		});
		document.body.append(this.containerEl__);
		document.body.toggleClass('is-mobile', world.isMobile);
		document.body.toggleClass('is-phone', world.isPhone);
		document.addEventListener('keydown', this.onKey__);
		return self;
	}

	get isMobile__(): boolean {
		return world.isMobile;
	}

	isDarkMode(): boolean {
		return document.body.hasClass('theme-dark');
	}

	loadLocalStorage(key: string): unknown {
		return structuredClone(this.device__.state.localStorage[key] ?? null);
	}

	saveLocalStorage(key: string, data: unknown): void {
		if (data === null || data === undefined) delete this.device__.state.localStorage[key];
		else this.device__.state.localStorage[key] = structuredClone(data);
		this.device__.keep();
	}

	/** Takes the window down. The vault's bytes stay. */
	close__(): void {
		this.workspace.iterateAllLeaves((leaf) => leaf.detach());
		this.vault.stopWatching__();
		document.removeEventListener('keydown', this.onKey__);
		document.querySelectorAll('.app-container, .modal-container, .menu, .notice-container, .suggestion-container').forEach((el) => el.remove());
	}
}
