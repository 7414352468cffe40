/** Does what a capture command planned, tells it with a way back, and opens the note. */
import { Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { Plan, RunReport } from '../../core/changes/changes';
import { takeBack } from '../activity/run-actions';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface Told {
	readonly done: string;
	/** Opens the note at this place of the plan; nothing is opened when absent. */
	readonly open?: number;
	/** As many notes as there are: the command is about all of them. */
	readonly isMany?: boolean;
}

const NOTICE_MS = 8_000;

/** The run, or null when nothing was written; never rejects. */
export async function writePlan(session: Session, make: (praxis: Praxis) => Promise<Plan>, { done, open, isMany = false }: Told): Promise<RunReport | null> {
	const { praxis } = session;
	if (!praxis) return told(words.capture.notReady);
	try {
		await praxis.telos.ready();
		const plan = await make(praxis);
		const report = await (isMany ? praxis.telos.writer.applyReviewed(plan) : praxis.telos.writer.apply(plan));
		const failed = report.notes.find(({ outcome }) => outcome === 'failed');
		if (failed) return told(`${words.capture.failed} ${failed.detail}`.trim());
		tellDone(done, () => void takeBack(praxis.changes, report.id, 'undo'));
		const path = open === undefined ? undefined : report.notes.at(open)?.path;
		if (path !== undefined) await showNote(session.app, path, 'tab');
		return report;
	} catch (error) {
		tellError(words.capture.failed, error);
		return null;
	}
}

function told(sentence: string): null {
	new Notice(sentence);
	return null;
}

export function tellDone(done: string, undo: () => void): void {
	const notice = new Notice('', NOTICE_MS);
	notice.messageEl.createSpan({ text: `${done} ` });
	notice.messageEl.createEl('button', { cls: 'praxis-link praxis-notice-undo', text: words.capture.undo }).addEventListener('click', () => {
		notice.hide();
		undo();
	});
}
