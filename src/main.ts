/** The Obsidian plugin: makes the host, starts the core when the vault is open, registers the interface. */
import { Platform, Plugin, type Command } from 'obsidian';
import { AGENTS, PATTERNS, STRATEGIES } from './assets';
import { createApp } from './core/app';
import type { Settings } from './core/settings';
import { chatSurroundings } from './obsidian/chat/chat-surroundings';
import { registerCommands } from './obsidian/commands';
import { followFolders } from './obsidian/follow-folders';
import { guardSurroundings } from './obsidian/guard/surroundings';
import { createHost } from './obsidian/host';
import { serveThread } from './obsidian/search-thread';
import { Session } from './obsidian/session';
import { PraxisSettingTab } from './obsidian/settings/settings-tab';
import { tellError } from './obsidian/tell-error';
import { words } from './obsidian/words';

// The thread that reads notes runs this file too.
serveThread();

export default class PraxisPlugin extends Plugin {
	declare settings: Settings;
	/** What was added, by id: the app has no list of them. */
	readonly commands = new Map<string, Command>();

	override addCommand(command: Command): Command {
		const added = super.addCommand(command);
		this.commands.set(added.id, added);
		return added;
	}

	override removeCommand(id: string): void {
		for (const known of [id, `${this.manifest.id}:${id}`]) this.commands.delete(known);
		super.removeCommand(id);
	}

	override async onload(): Promise<void> {
		const session = new Session(this.app, await this.loadData(), async (settings) => {
			this.settings = settings;
			await this.saveData(settings);
		});
		this.settings = session.settings;
		this.register(() => session.close());
		registerCommands(this, session);
		this.addSettingTab(new PraxisSettingTab(this, session));
		// Before the layout is ready the vault is still being listed, and every file would look new.
		this.app.workspace.onLayoutReady(() => this.start(session));
	}

	private start(session: Session): void {
		if (session.isClosed) return;
		try {
			followFolders(this, session);
			session.start(createApp(createHost(this), session.settings, { ...guardSurroundings(this), ...chatSurroundings(session), vaultName: this.app.vault.getName(), isMobile: Platform.isMobile, builtInAgents: AGENTS, builtInPatterns: PATTERNS, builtInStrategies: STRATEGIES }));
		} catch (error) {
			tellError(words.errors.start, error);
		}
	}
}
