/** The chat before the first question: what it is for, and three questions of this vault to begin with. */
import type { App } from 'obsidian';
import type { Settings } from '../../core/settings';
import { isInAny } from '../open-note';
import { exampleQuestions } from './examples';
import { words } from '../words';

/** How many of the latest notes are looked at for examples. */
const LATEST = 200;

export interface EmptyChatOptions {
	readonly app: App;
	readonly settings: Settings;
	choose(question: string): void;
}

export function drawEmptyChat(parent: HTMLElement, options: EmptyChatOptions): void {
	const el = parent.createDiv({ cls: 'praxis-empty' });
	el.createDiv({ cls: 'praxis-empty-title', text: words.chat.emptyTitle, attr: { role: 'heading', 'aria-level': '3' } });
	el.createEl('p', { text: words.chat.emptyText });
	const notes = latestNotes(options);
	if (notes.length === 0) {
		el.createEl('p', { text: words.chat.emptyVault });
		return;
	}
	const questions = exampleQuestions(notes);
	if (questions.length === 0) return;
	el.createDiv({ cls: 'praxis-empty-label', text: words.chat.examples, attr: { id: 'praxis-examples' } });
	const list = el.createEl('ul', { cls: 'praxis-examples', attr: { 'aria-labelledby': 'praxis-examples' } });
	for (const question of questions) {
		const button = list.createEl('li').createEl('button', { cls: 'praxis-example', text: question });
		button.addEventListener('click', () => options.choose(question));
	}
}

function latestNotes({ app, settings }: EmptyChatOptions): { title: string; headings: string[] }[] {
	const hidden = [...settings.excludedFolders, ...settings.privateFolders, settings.resultFolder];
	return app.vault
		.getMarkdownFiles()
		.filter((file) => !isInAny(file.path, hidden))
		.sort((a, b) => b.stat.mtime - a.stat.mtime || a.path.localeCompare(b.path))
		.slice(0, LATEST)
		.map((file) => ({ title: file.basename, headings: (app.metadataCache.getFileCache(file)?.headings ?? []).map(({ heading }) => heading) }));
}
