/** The chat before the first question: what it is for, and three questions of this vault to begin with. */
import type { App } from 'obsidian';
import type { KnownUnknowns } from '../../core/app';
import type { Settings } from '../../core/settings';
import { folderOf, isInAny } from '../../core/lib/vault-path';
import { drawOpenQuestions } from '../unknowns/open-questions';
import { exampleQuestions, type ExampleNote } from './examples';
import { words } from '../words';

/** How many of the notes that others link to most are looked at for examples. */
const MOST_LINKED = 200;

export interface EmptyChatOptions {
	readonly app: App;
	readonly settings: Settings;
	/** What the notes are known not to say; null while it cannot be known. */
	readonly unknowns: KnownUnknowns | null;
	choose(question: string): void;
}

/** Returns the function that ends its following of what changes. */
export function drawEmptyChat(parent: HTMLElement, options: EmptyChatOptions): () => void {
	const el = parent.createDiv({ cls: 'praxis-empty' });
	el.createDiv({ cls: 'praxis-empty-title', text: words.chat.emptyTitle, attr: { role: 'heading', 'aria-level': '2' } });
	el.createEl('p', { text: words.chat.emptyText });
	const notes = bestKnownNotes(options);
	if (notes.length === 0) {
		el.createEl('p', { text: words.chat.emptyVault });
		return () => undefined;
	}
	drawExamples(el, notes, options);
	const openEl = el.createDiv();
	return options.unknowns ? drawOpenQuestions(openEl, { unknowns: options.unknowns, app: options.app, ask: (question) => options.choose(question) }) : () => undefined;
}

function drawExamples(el: HTMLElement, notes: readonly ExampleNote[], options: Pick<EmptyChatOptions, 'choose'>): void {
	const questions = exampleQuestions(notes);
	if (questions.length === 0) return;
	el.createDiv({ cls: 'praxis-empty-label', text: words.chat.examples, attr: { id: 'praxis-examples' } });
	const list = el.createEl('ul', { cls: 'praxis-examples', attr: { 'aria-labelledby': 'praxis-examples' } });
	for (const question of questions) {
		const button = list.createEl('li').createEl('button', { cls: 'praxis-example', text: question });
		button.addEventListener('click', () => options.choose(question));
	}
}

/** What a vault is about is what its notes link to; among equals, what was changed last. */
function bestKnownNotes({ app, settings }: EmptyChatOptions): ExampleNote[] {
	const hidden = [...settings.excludedFolders, ...settings.privateFolders, settings.resultFolder];
	const linksTo = new Map<string, number>();
	for (const targets of Object.values(app.metadataCache.resolvedLinks)) {
		for (const path of Object.keys(targets)) linksTo.set(path, (linksTo.get(path) ?? 0) + 1);
	}
	return app.vault
		.getMarkdownFiles()
		.filter((file) => !isInAny(file.path, hidden))
		.sort((a, b) => (linksTo.get(b.path) ?? 0) - (linksTo.get(a.path) ?? 0) || b.stat.mtime - a.stat.mtime)
		.slice(0, MOST_LINKED)
		.map((file) => ({
			folder: folderOf(file.path).split('/')[0] ?? '',
			title: file.basename,
			headings: (app.metadataCache.getFileCache(file)?.headings ?? []).map(({ heading }) => heading),
		}));
}
