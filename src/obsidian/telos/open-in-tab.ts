/** Opens a note at a line without taking the place of the view that asked: in the tab that has the note, else in a new one. */
import { type App, MarkdownView, Notice, Platform } from 'obsidian';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface PlaceInNote {
	readonly path: string;
	/** From 1. */
	readonly line: number;
	/** Another tab even where the note is open already. */
	readonly isNewTab?: boolean;
}

/** Never rejects; says when the note is gone or cannot be opened. */
export async function openInTab({ vault, workspace }: App, { path, line, isNewTab = false }: PlaceInNote): Promise<void> {
	const file = vault.getFileByPath(path);
	if (!file) {
		new Notice(words.citation.gone);
		return;
	}
	try {
		if (Platform.isPhone) workspace.rightSplit.collapse();
		const open = isNewTab ? undefined : workspace.getLeavesOfType('markdown').find(({ view }) => view instanceof MarkdownView && view.file === file);
		const leaf = open ?? workspace.getLeaf('tab');
		await leaf.openFile(file, { active: true, eState: { line: Math.max(0, line - 1) } });
		await workspace.revealLeaf(leaf);
	} catch (error) {
		tellError(words.errors.open, error);
	}
}
