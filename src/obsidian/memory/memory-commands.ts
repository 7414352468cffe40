/** The commands and menus of the memory. Cheap to register: nothing is read or drawn. */
import { Notice, Platform, type Plugin } from 'obsidian';
import type { ClaimDraft } from '../../core/memory/draft';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { MEMORY_VIEW, MemoryView } from './memory-view';
import { registerProposals } from './propose';
import { draftHere, draftInEditor } from './remember-here';
import { RememberModal } from './remember-modal';

/** It looks at most once a day. */
const CHECK_EVERY_MS = 1_800_000;

export function registerMemory(plugin: Plugin, session: Session): void {
	const { app } = plugin;
	const remember = (draft: Partial<ClaimDraft>): void => {
		if (session.praxis) new RememberModal(session, { draft }).open();
		else new Notice(words.memory.notReady);
	};
	session.openMemory = (state) => void showMemory(plugin, state);
	session.remember = remember;
	plugin.registerView(MEMORY_VIEW, (leaf) => new MemoryView(leaf, session));
	plugin.addCommand({ id: 'open-memory', name: words.memory.command, icon: 'brain', callback: () => session.openMemory() });
	plugin.addCommand({ id: 'remember', name: words.remember.command, icon: 'bookmark-plus', callback: () => remember(draftHere(app)) });
	plugin.addCommand({ id: 'what-is-known', name: words.aboutMe.command, icon: 'user-search', callback: () => void showKnown(session) });
	registerProposals(plugin, session);
	plugin.registerInterval(window.setInterval(() => void checkWhenIdle(session), CHECK_EVERY_MS));
	plugin.registerEvent(
		app.workspace.on('editor-menu', (menu, editor, { file }) => {
			if (editor.somethingSelected()) menu.addItem((item) => item.setTitle(words.remember.command).setIcon('bookmark-plus').setSection('praxis').onClick(() => remember(draftInEditor(app, editor, file))));
		}),
	);
}

/** While the person is elsewhere. Never rejects: the view looks again, and tells. */
async function checkWhenIdle(session: Session): Promise<void> {
	const { praxis } = session;
	if (!praxis || activeDocument.hasFocus()) return;
	const { checks } = praxis.memory;
	try {
		// From now on it is this device's part: the settings go along with the vault.
		if ((await checks.runIfDue()) && checks.doneBy === 'whoever') await session.updateSettings({ checkDevice: checks.deviceId });
	} catch (error) {
		console.error('Praxis: the memory could not be checked', error);
	}
}

/** Never rejects. */
async function showMemory({ app: { workspace } }: Plugin, state: Readonly<Record<string, unknown>> = {}): Promise<void> {
	try {
		// On a phone the chat covers the tabs.
		if (Platform.isPhone) workspace.rightSplit.collapse();
		const leaf = workspace.getLeavesOfType(MEMORY_VIEW)[0] ?? workspace.getLeaf('tab');
		await leaf.setViewState({ type: MEMORY_VIEW, active: true, state });
		await workspace.revealLeaf(leaf);
		if (leaf.view instanceof MemoryView && !Platform.isMobile && !('open' in state)) leaf.view.focusField();
	} catch (error) {
		tellError(words.memory.failed, error);
	}
}

/** Never rejects. */
async function showKnown({ app, praxis }: Session): Promise<void> {
	if (!praxis) return void new Notice(words.memory.notReady);
	try {
		await showNote(app, await praxis.memory.keepKnown(), 'tab');
	} catch (error) {
		tellError(words.aboutMe.failed, error);
	}
}
