/** Brings an answer to where the person wants it: the cursor, the end of a note, a new note, the clipboard. */
import { type App, type Editor, MarkdownView, Notice } from 'obsidian';
import type { Turn } from '../core/agents/transcript';
import type { Destination, SaveReport } from '../core/app';
import { safeMarkdown } from '../core/guard/safe-markdown';
import { titleOf, vaultPath } from '../core/lib/vault-path';
import type { Answer, Outcome } from '../core/runs/outcome';
import { takeBack } from './activity/run-actions';
import { answerText, asParagraphs, subpathOf } from './answer-text';
import { showNote } from './open-note';
import type { Session } from './session';
import { tellError } from './tell-error';
import { words } from './words';

/** Where an answer goes. What the person had open when they asked is part of it. */
export type Target =
	| { readonly to: 'chat' }
	| { readonly to: 'cursor'; readonly editor: Editor; readonly path: string }
	| { readonly to: 'append'; readonly path: string }
	| { readonly to: 'new-note' };

/** The note that is being edited, with its editor; null when none is, or when it is only being read. */
export function editedNote(app: App): { editor: Editor; path: string } | null {
	const view = app.workspace.getActiveViewOfType(MarkdownView) ?? app.workspace.getMostRecentLeaf()?.view;
	if (!(view instanceof MarkdownView) || view.getMode() !== 'source' || !view.file) return null;
	return { editor: view.editor, path: view.file.path };
}

/** True for outcomes that have something to write down. */
export function isWorthWriting(outcome: Outcome): boolean {
	return outcome === 'answered' || outcome === 'partial' || outcome === 'conflicting';
}

/** Writes the answer of an ended turn where `target` says. Never rejects; says what it did. */
export async function deliver(session: Session, turn: Turn, target: Exclude<Target, { to: 'chat' }>): Promise<void> {
	try {
		await write(session, turn, target);
	} catch (error) {
		// The editor may have been closed while the answer was on its way.
		tellError(words.errors.save, error);
	}
}

async function write(session: Session, turn: Turn, target: Exclude<Target, { to: 'chat' }>): Promise<void> {
	if (!turn.answer) return;
	if (target.to === 'cursor') {
		const { editor, path } = target;
		// Text made of private notes makes its note private, after a question.
		await session.praxis?.keepPrivate({ runId: turn.runId, answer: turn.answer }, vaultPath(path));
		const [from, to] = [editor.getCursor('from'), editor.getCursor('to')];
		const around = { before: editor.getLine(from.line).slice(0, from.ch), after: editor.getLine(to.line).slice(to.ch) };
		editor.replaceSelection(asParagraphs(linkedText(session.app, turn.answer, path), around));
		new Notice(words.ask.inserted);
		return;
	}
	const saved = await saveTurn(session, turn, target.to === 'append' ? { to: 'append', path: vaultPath(target.path) } : { to: 'new-note' });
	if (saved === null) return;
	if (target.to === 'append') new Notice(words.ask.appended(titleOf(saved.path)));
	else await showNote(session.app, saved.path, 'tab');
}

/** Which note holds the answer now, or null when it could not be saved. Never rejects. */
export async function saveTurn(session: Session, turn: Turn, destination: Destination): Promise<SaveReport | null> {
	if (!session.praxis || !turn.answer) return null;
	const { runId, question, agent, model, at, answer } = turn;
	try {
		return await session.praxis.save({ runId, question, agent, model, at, answer }, destination);
	} catch (error) {
		tellError(words.errors.save, error);
		return null;
	}
}

/** True when the save was taken back. Never rejects; says what it did. */
export async function undoSave({ praxis }: Session, runId: string): Promise<boolean> {
	return praxis !== null && (await takeBack(praxis.changes, runId, 'undo')) !== null;
}

export async function copyAnswer(app: App, answer: Answer): Promise<void> {
	try {
		await activeWindow.navigator.clipboard.writeText(linkedText(app, answer, ''));
		new Notice(words.turn.copied);
	} catch (error) {
		tellError(words.errors.copy, error);
	}
}

/** The answer with links as the person's settings make them, seen from the note at `sourcePath`. */
function linkedText(app: App, answer: Answer, sourcePath: string): string {
	const text = answerText(answer, (citation) => {
		const file = app.vault.getFileByPath(citation.path);
		return file ? app.fileManager.generateMarkdownLink(file, sourcePath, subpathOf(citation), titleOf(citation.path)) : titleOf(citation.path);
	});
	// Quotes may hold what would load or run in the note they are put into.
	return safeMarkdown(text).text;
}
