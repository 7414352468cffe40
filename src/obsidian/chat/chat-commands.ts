/** What a person can start the chat with: its view, its commands, and a chat's note that is gone on with. */
import { Notice, TFile, type Plugin } from 'obsidian';
import { asVaultPath } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { words } from '../words';
import { isChat, PastChats } from './past-chats';
import { openPast } from './question-desk';

/** Cheap: nothing is read or drawn. `openChat` shows the pane. */
export function registerChat(plugin: Plugin, session: Session, openChat: () => Promise<void>): void {
	const { app } = plugin;
	const open = async (path: string): Promise<void> => {
		if (session.conversation.isRunning) return void new Notice(words.chat.busy);
		await openChat();
		await openPast(session, path);
	};
	plugin.addCommand({
		id: 'new-chat',
		name: words.chat.begin,
		icon: 'square-pen',
		callback: () => {
			if (session.conversation.isRunning) new Notice(words.chat.busy);
			else session.conversation.clear();
			void openChat();
		},
	});
	plugin.addCommand({ id: 'past-chats', name: words.chat.past, icon: 'history', callback: () => new PastChats(app, ({ path }) => void open(path)).open() });
	plugin.registerEvent(app.vault.on('rename', (file, from) => {
		const path = asVaultPath(file.path);
		if (path !== null) session.conversation.moved(from, path);
	}));
	plugin.registerEvent(app.workspace.on('file-menu', (menu, file) => {
		if (file instanceof TFile && isChat(file, app)) menu.addItem((item) => item.setTitle(words.chat.openAsChat).setIcon('messages-square').onClick(() => void open(file.path)));
	}));
}
