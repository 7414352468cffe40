/** The commands, the ribbon icon and the chat pane's registration: everything a person can start Praxis with. */
import { Platform, type Plugin } from 'obsidian';
import { AskModal } from './ask-modal';
import { CHAT_VIEW, ChatView } from './chat/chat-view';
import { ProblemsModal } from './problems-modal';
import type { Session } from './session';
import { drawStatusBar } from './status-bar';
import { tellError } from './tell-error';
import { words } from './words';

/** Registers all of it with `plugin`, which takes it away again when it unloads. Cheap: nothing is read or drawn. */
export function registerCommands(plugin: Plugin, session: Session): void {
	const openChat = (): Promise<void> => showChat(plugin);
	const openChatNow = (): void => void openChat();
	plugin.registerView(CHAT_VIEW, (leaf) => new ChatView(leaf, session));
	plugin.addRibbonIcon('messages-square', words.chat.title, openChatNow);
	plugin.addCommand({ id: 'ask', name: words.commands.ask, icon: 'message-circle-question', callback: () => new AskModal({ session, openChat }).open() });
	plugin.addCommand({ id: 'open-chat', name: words.commands.openChat, icon: 'messages-square', callback: openChatNow });
	plugin.addCommand({ id: 'rebuild-index', name: words.commands.rebuildIndex, icon: 'refresh-cw', callback: () => void session.rebuildAndTell() });
	plugin.addCommand({ id: 'show-problems', name: words.commands.showProblems, icon: 'triangle-alert', callback: () => new ProblemsModal(session).open() });
	if (!Platform.isMobile) plugin.register(session.onStatus(drawStatusBar(plugin.addStatusBarItem(), { session, openChat: openChatNow })));
}

async function showChat({ app }: Plugin): Promise<void> {
	try {
		const leaf = await app.workspace.ensureSideLeaf(CHAT_VIEW, 'right', { active: true, reveal: true });
		if (leaf.view instanceof ChatView) leaf.view.focusComposer();
	} catch (error) {
		tellError(words.errors.start, error);
	}
}
