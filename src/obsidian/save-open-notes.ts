/** Brings what is being typed to the vault: the app saves an edit two seconds later, and a question asks for it now. */
import { type App, MarkdownView } from 'obsidian';

/** Saves each open note whose editor holds other words than the vault. */
export async function saveOpenNotes(app: App): Promise<void> {
	for (const { view } of app.workspace.getLeavesOfType('markdown')) {
		if (view instanceof MarkdownView) await saveIfEdited(app, view);
	}
}

async function saveIfEdited(app: App, view: MarkdownView): Promise<void> {
	if (!view.file || view.getMode() !== 'source') return;
	const saved = await app.vault.cachedRead(view.file);
	// An editor has line ends of its own; they alone are no edit.
	if (withLineFeeds(saved) !== withLineFeeds(view.getViewData())) await view.save();
}

function withLineFeeds(text: string): string {
	return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
