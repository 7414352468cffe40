/** Undo, redo and restore, from wherever they are asked for; each tells what came of it. */
import { Notice, type App } from 'obsidian';
import type { RunReport } from '../../core/changes/changes';
import type { GuardedChanges } from '../../core/guard/guarded-changes';
import { titleOf, type VaultPath } from '../../core/lib/vault-path';
import { askApproval } from '../modals/approve-modal';
import { tellError } from '../tell-error';
import { words } from '../words';
import { lastChange, runCounts } from './run-words';

/** Takes a run back, or does it again. The run that did so, or null when it could not be done. Never rejects. */
export async function takeBack(changes: Pick<GuardedChanges, 'undo' | 'redo'>, runId: string, way: 'undo' | 'redo'): Promise<RunReport | null> {
	try {
		const report = await changes[way](runId);
		tellRun(way === 'undo' ? words.activity.undoneNotice(runCounts(report)) : words.activity.redoneNotice(runCounts(report)), report);
		return report;
	} catch (error) {
		tellError(words.errors[way], error);
		return null;
	}
}

/** The command: takes back the newest change that stands. */
export async function undoLast(changes: GuardedChanges): Promise<void> {
	try {
		const last = lastChange(await changes.runs());
		if (last) await takeBack(changes, last.id, 'undo');
		else new Notice(words.activity.nothingToUndo);
	} catch (error) {
		tellError(words.errors.undo, error);
	}
}

/** Shows what it takes to bring the note back to what it was before the run, and does what the person accepts. */
export async function restoreNote(app: App, changes: GuardedChanges, { runId, path }: { runId: string; path: VaultPath }): Promise<void> {
	try {
		const plan = await changes.planRestore(runId, path);
		if (plan.notes.length === 0) return void new Notice(words.activity.restoreNothing);
		const approved = await askApproval(app, plan, { start: 'accepted' });
		if (approved) tellRun(words.activity.restored(titleOf(path)), await changes.applyReviewed(plan, approved));
	} catch (error) {
		tellError(words.errors.restore, error);
	}
}

/** `done` when all went as asked; else what became of the notes, in the run's own sentences. */
function tellRun(done: string, report: RunReport): void {
	const conflicts = report.notes.filter(({ outcome }) => outcome === 'copied').length;
	const details = report.notes.filter(({ outcome, detail }) => detail !== '' && (outcome === 'kept' || outcome === 'failed')).map(({ detail }) => detail);
	const isDone = report.notes.some(({ outcome }) => outcome !== 'copied' && outcome !== 'kept' && outcome !== 'failed');
	new Notice([isDone ? done : '', conflicts > 0 ? words.activity.conflictNotice(conflicts) : '', ...new Set(details)].filter((sentence) => sentence !== '').join(' ') || done);
}
