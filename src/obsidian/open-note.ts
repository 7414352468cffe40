/** Opens a note where it is cited: at the block's id when it has one, else with the quote selected. */
import { type App, MarkdownView, Notice, type PaneType, Platform } from 'obsidian';
import type { Citation } from '../core/runs/outcome';
import { editorPlace, findQuote } from './find-quote';
import { tellError } from './tell-error';
import { words } from './words';

/** `newLeaf` as Obsidian's `getLeaf` takes it: false for the current tab. */
export interface OpenOptions {
	readonly newLeaf?: PaneType | boolean;
}

/** Opens the note of a citation at its quote. Rejects when the app cannot open or read it. */
export async function openCitation(app: App, citation: Citation, options: OpenOptions = {}): Promise<void> {
	const file = app.vault.getFileByPath(citation.path);
	if (!file) {
		new Notice(words.citation.gone);
		return;
	}
	const newLeaf = options.newLeaf ?? false;
	hideDrawers(app);
	if (citation.blockId !== null) {
		await app.workspace.getLeaf(newLeaf).openFile(file, { active: true, eState: { subpath: `#^${citation.blockId}` } });
		return;
	}
	const text = await app.vault.cachedRead(file);
	const span = findQuote(text, citation);
	if (!span) new Notice(words.citation.changed);
	const start = editorPlace(text, span?.start ?? Math.min(citation.span.start, text.length));
	const leaf = app.workspace.getLeaf(newLeaf);
	await leaf.openFile(file, { active: true, eState: { line: start.line } });
	if (!span || !(leaf.view instanceof MarkdownView)) return;
	const end = editorPlace(text, span.end);
	leaf.view.editor.setSelection(start, end);
	leaf.view.editor.scrollIntoView({ from: start, to: end }, true);
}

/**
 * Opens a note by its path. Never rejects; says when it cannot. Not by its link: a "#" in the path would name another
 * note, and the app makes an empty one where there is none.
 */
export async function showNote(app: App, path: string, newLeaf: PaneType | boolean = false): Promise<void> {
	const file = app.vault.getFileByPath(path);
	if (!file) {
		new Notice(words.citation.gone);
		return;
	}
	try {
		await app.workspace.getLeaf(newLeaf).openFile(file, { active: true });
	} catch (error) {
		tellError(words.errors.open, error);
	}
}

/** Opens a note at a line, counted from 1. Rejects when the app cannot open it. */
export async function openAtLine(app: App, path: string, line: number): Promise<void> {
	const file = app.vault.getFileByPath(path);
	if (!file) {
		new Notice(words.citation.gone);
		return;
	}
	hideDrawers(app);
	await app.workspace.getLeaf(false).openFile(file, { active: true, eState: { line: Math.max(0, line - 1) } });
}

/** On a phone the chat covers the note: put it away. */
function hideDrawers(app: App): void {
	if (Platform.isPhone) app.workspace.rightSplit.collapse();
}
