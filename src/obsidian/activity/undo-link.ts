/** The link that undoes a run, as the run log writes it. Anyone can write such a link: it asks before it acts. */
import { ConfirmationModal, Notice, type App, type Plugin } from 'obsidian';
import { UNDO_LINK } from '../../core/agents/run-log';
import type { RunReport } from '../../core/changes/changes';
import type { GuardedChanges } from '../../core/guard/guarded-changes';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { takeBack } from './run-actions';
import { runCounts, runTitle, wayBack } from './run-words';
import { timeName } from './when';

export function registerUndoLink(plugin: Plugin, session: Session): void {
	plugin.registerObsidianProtocolHandler(UNDO_LINK, ({ run }) => {
		if (session.praxis) void followLink(session.app, session.praxis.changes, run ?? '');
		else new Notice(words.chat.notReady);
	});
}

async function followLink(app: App, changes: GuardedChanges, runId: string): Promise<void> {
	try {
		const run = (await changes.runs()).find(({ id }) => id === runId);
		if (!run) new Notice(words.activity.link.unknown);
		else if (wayBack(run) !== 'undo') new Notice(words.activity.link.nothing);
		else confirmUndo(app, run, () => void takeBack(changes, run.id, 'undo'));
	} catch (error) {
		tellError(words.errors.undo, error);
	}
}

function confirmUndo(app: App, run: RunReport, undo: () => void): void {
	const { link } = words.activity;
	const modal = new ConfirmationModal(app);
	modal.setTitle(link.title);
	modal.contentEl.createEl('p', { text: link.asks });
	modal.contentEl.createEl('p', { text: runTitle(run) });
	modal.contentEl.createEl('p', { cls: 'praxis-muted', text: link.did(runCounts(run), timeName(new Date(run.at), new Date())) });
	// A link may open it while someone types: the safe answer has the focus.
	modal.addButton((button) => button.setButtonText(link.cancel).setCancel().setInitialFocus());
	modal.addButton((button) => button.setButtonText(link.undo).setDestructive().onClick(undo));
	modal.open();
}
