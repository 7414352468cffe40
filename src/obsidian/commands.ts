/** The commands, the ribbon icon and the views' registration: everything a person can start Praxis with. */
import { Notice, Platform, type Command, type Plugin } from 'obsidian';
import type { Attachment } from '../core/app';
import { registerActions } from './actions/action-commands';
import { ACTIVITY_VIEW, ActivityView } from './activity/activity-view';
import { undoLast } from './activity/run-actions';
import { registerUndoLink } from './activity/undo-link';
import { AskModal } from './ask-modal';
import { registerChat } from './chat/chat-commands';
import { CHAT_VIEW, ChatView } from './chat/chat-view';
import { registerGuard } from './guard/guard-commands';
import { registerInline } from './inline/inline-commands';
import { registerLearning } from './learning/learning-commands';
import { registerMemory } from './memory/memory-commands';
import { registerPeople } from './memory/people-commands';
import { showProblemsOnNotes } from './note-problems';
import { ProblemsModal } from './problems-modal';
import { registerSearch } from './search/search-commands';
import type { Session } from './session';
import { drawStatusBar } from './status-bar';
import { registerCapture, telosOffers } from './telos-capture/capture-commands';
import { registerTelos } from './telos/telos-commands';
import { tellError } from './tell-error';
import { registerUnknowns } from './unknowns/unknowns-commands';
import { words } from './words';

/** Registers all of it with `plugin`, which takes it away again when it unloads. Cheap: nothing is read or drawn. */
export function registerCommands(plugin: Plugin & { readonly commands: ReadonlyMap<string, Command> }, session: Session): void {
	const openChat = (): Promise<void> => showChat(plugin);
	const openChatNow = (): void => void openChat();
	session.openChat = openChatNow;
	const openAsk = (): void => new AskModal({ session, openChat }).open();
	plugin.registerView(CHAT_VIEW, (leaf) => new ChatView(leaf, session));
	plugin.registerView(ACTIVITY_VIEW, (leaf) => new ActivityView(leaf, session, { ask: openAsk, chat: openChat }));
	plugin.addRibbonIcon('messages-square', words.chat.title, openChatNow);
	plugin.addCommand({ id: 'ask', name: words.commands.ask, icon: 'message-circle-question', callback: openAsk });
	plugin.addCommand({ id: 'open-chat', name: words.commands.openChat, icon: 'messages-square', callback: openChatNow });
	plugin.addCommand({ id: 'open-activity', name: words.commands.openActivity, icon: 'history', callback: () => void showActivity(plugin) });
	plugin.addCommand({ id: 'undo-last', name: words.commands.undoLast, icon: 'undo-2', callback: () => undo(session) });
	plugin.addCommand({ id: 'rebuild-index', name: words.commands.rebuildIndex, icon: 'refresh-cw', callback: () => void session.rebuildAndTell() });
	plugin.addCommand({ id: 'show-problems', name: words.commands.showProblems, icon: 'triangle-alert', callback: () => new ProblemsModal(session).open() });
	showProblemsOnNotes(plugin, session);
	registerChat(plugin, session, openChat);
	registerUnknowns(plugin, session, openChat);
	registerUndoLink(plugin, session);
	registerGuard(plugin, session);
	registerTelos(plugin, session, telosOffers(session));
	registerCapture(plugin, session);
	registerMemory(plugin, session);
	registerLearning(plugin, session);
	registerPeople(plugin, session);
	registerInline(plugin, session, (selection) => void showChat(plugin, selection));
	const runPattern = registerActions(plugin, session);
	registerSearch(plugin, session, { ask: (attachments) => void showChat(plugin, ...attachments), commands: () => [...plugin.commands.values()], runPattern });
	if (!Platform.isMobile) plugin.register(session.onStatus(drawStatusBar(plugin.addStatusBarItem(), { session, openChat: openChatNow })));
}

async function showChat({ app }: Plugin, ...beside: readonly Attachment[]): Promise<void> {
	try {
		const leaf = await app.workspace.ensureSideLeaf(CHAT_VIEW, 'right', { active: true, reveal: true });
		if (leaf.view instanceof ChatView) leaf.view.focusComposer(...beside);
	} catch (error) {
		tellError(words.errors.start, error);
	}
}

async function showActivity({ app: { workspace } }: Plugin): Promise<void> {
	try {
		// On a phone the chat covers the tabs.
		if (Platform.isPhone) workspace.rightSplit.collapse();
		const [shown] = workspace.getLeavesOfType(ACTIVITY_VIEW);
		const leaf = shown ?? workspace.getLeaf('tab');
		if (!shown) await leaf.setViewState({ type: ACTIVITY_VIEW, active: true });
		await workspace.revealLeaf(leaf);
	} catch (error) {
		tellError(words.errors.activity, error);
	}
}

function undo({ praxis }: Session): void {
	if (praxis) void undoLast(praxis.changes);
	else new Notice(words.chat.notReady);
}
