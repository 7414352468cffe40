/** What the person works on at this moment, offered to lie beside their question: their selection, else the note that is open. */
import { MarkdownView, type App, type Editor } from 'obsidian';
import type { Attachment } from '../../core/app';
import { asVaultPath, titleOf } from '../../core/lib/vault-path';
import { words } from '../words';
import type { BesideList } from './beside';
import type { Offer } from './beside-chips';

/** Null when no note is open, or what it would offer lies there already. */
export function findOffer(app: App, beside: Pick<BesideList, 'has'>): Offer | null {
	const view = app.workspace.getActiveViewOfType(MarkdownView) ?? app.workspace.getMostRecentLeaf()?.view;
	const file = view instanceof MarkdownView ? view.file : app.workspace.getActiveFile();
	const path = file?.extension === 'md' ? asVaultPath(file.path) : null;
	if (path === null) return null;
	const selected = view instanceof MarkdownView && view.getMode() === 'source' ? selectionIn(view.editor, path) : null;
	const attachment = selected ?? ({ type: 'note', path } as const);
	if (beside.has(attachment)) return null;
	return { attachment, name: selected ? words.beside.lines(titleOf(path), selected.fromLine, selected.toLine) : titleOf(path) };
}

/** Null when nothing but blanks is selected, or the file is no note. */
export function selectionIn(editor: Editor, file: string): Extract<Attachment, { type: 'selection' }> | null {
	const path = asVaultPath(file);
	const text = editor.getSelection();
	if (path === null || text.trim() === '') return null;
	return { type: 'selection', path, text, fromLine: editor.getCursor('from').line + 1, toLine: editor.getCursor('to').line + 1 };
}
