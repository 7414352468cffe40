/** What surrounds the plugin in the workbench: explorer, ribbon, palette, settings, theme, drawers on a phone. */
import type { App } from './app';
import { CommandPalette } from './commands';
import { EXPLORER, ExplorerView } from './explorer';
import { setIcon } from './icons';
import type { Host } from './loader';
import { MarkdownView } from './markdown-view';
import { Modal } from './modals';
import type { Plugin } from './plugin';

export function setTheme(theme: string): void {
	const isDark = theme === 'dark';
	document.body.classList.toggle('theme-dark', isDark);
	document.body.classList.toggle('theme-light', !isDark);
}

export async function dressWindow({ app, plugin }: Host): Promise<void> {
	const { workspace } = app;
	workspace.registerView__(EXPLORER, (leaf) => new ExplorerView(leaf));
	await workspace.ensureSideLeaf(EXPLORER, 'left', { active: false, reveal: !app.isMobile__ });
	addCommands(app, plugin);
	addRibbon(app, plugin);
	addToggles(app);
	const notes = app.vault.getMarkdownFiles();
	const first = notes.find((file) => /^(?:readme|start here|welcome|home|index)$/i.test(file.basename)) ?? notes[0];
	if (first && !workspace.getActiveFile()) await workspace.getLeaf(false).openFile(first);
}

function toggleTheme(app: App): void {
	setTheme(app.isDarkMode() ? 'light' : 'dark');
	app.workspace.trigger('css-change');
}

function addCommands(app: App, plugin: Plugin): void {
	const add = (id: string, name: string, callback: () => void): void => app.commands__.add({ id, name, callback });
	add('theme:toggle', 'Toggle light and dark', () => toggleTheme(app));
	add('app:open-settings', 'Open settings', () => new SettingsModal(app, plugin).open());
	add('markdown:toggle-preview', 'Toggle reading view', () => app.workspace.getActiveViewOfType(MarkdownView)?.toggleMode__());
	app.scope.register(['Mod'], 'E', () => !app.commands__.run('markdown:toggle-preview'));
	app.scope.register(['Mod'], ',', () => !app.commands__.run('app:open-settings'));
}

function addRibbon(app: App, plugin: Plugin): void {
	const ribbon = app.workspace.leftRibbon.containerEl__;
	const foot = createDiv('side-dock-settings');
	button(foot, 'terminal', 'Command palette', () => new CommandPalette(app).open());
	button(foot, 'sun-moon', 'Toggle light and dark', () => toggleTheme(app));
	button(foot, 'settings', 'Settings', () => new SettingsModal(app, plugin).open());
	ribbon.append(foot);
}

/** The two buttons that show and hide the sides; on a phone they open drawers over the note. */
function addToggles(app: App): void {
	const { leftSplit, rightSplit, rootSplit } = app.workspace;
	const left = button(createDiv(), 'panel-left', 'Toggle left sidebar', () => {
		if (app.isMobile__) rightSplit.collapse();
		leftSplit.toggle();
	});
	const right = button(createDiv(), 'panel-right', 'Toggle right sidebar', () => {
		if (app.isMobile__) leftSplit.collapse();
		rightSplit.toggle();
	});
	left.addClass('sidebar-toggle-button', 'mod-left');
	right.addClass('sidebar-toggle-button', 'mod-right');
	rootSplit.tabsEl__.prepend(left);
	rootSplit.containerEl.append(right);
}

function button(parent: HTMLElement, icon: string, label: string, act: () => void): HTMLElement {
	const el = parent.createEl('button', { cls: 'clickable-icon', attr: { 'aria-label': label } });
	setIcon(el, icon);
	el.addEventListener('click', act);
	return el;
}

export class SettingsModal extends Modal {
	constructor(app: App, private readonly plugin: Plugin) {
		super(app);
		this.modalEl.addClass('mod-settings');
		this.setTitle(`${plugin.manifest.name} settings`);
	}

	override onOpen(): void {
		for (const tab of this.plugin.settingTabs__) {
			this.contentEl.append(tab.containerEl);
			tab.display();
		}
	}

	override onClose(): void {
		for (const tab of this.plugin.settingTabs__) tab.hide();
	}
}
