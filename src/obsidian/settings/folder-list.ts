/** A list of folders in the settings: add one with suggestions from the vault, remove one with its button. */
import { AbstractInputSuggest, type App, setIcon, type TFolder } from 'obsidian';
import { plainFolder } from '../../core/lib/vault-path';
import { words } from '../words';

export interface FolderListOptions {
	readonly app: App;
	/** The list's name, as the person reads it. */
	readonly name: string;
	readonly folders: readonly string[];
	change(folders: readonly string[]): void;
}

/** Draws the list into `parent` and again after each change. Returns the function that ends it. */
export function drawFolderList(parent: HTMLElement, options: FolderListOptions): () => void {
	const el = parent.createDiv({ cls: 'praxis-folders' });
	const listEl = el.createEl('ul', { cls: 'praxis-folder-list', attr: { 'aria-label': options.name } });
	let folders = options.folders;
	const change = (next: readonly string[]): void => {
		folders = next;
		draw();
		options.change(next);
	};
	const draw = (): void => {
		listEl.empty();
		listEl.toggle(folders.length > 0);
		for (const folder of folders) drawFolder(listEl, folder, () => change(folders.filter((other) => other !== folder)));
	};
	const suggest = drawField(el, options, (folder) => {
		if (!folders.includes(folder)) change([...folders, folder].sort((a, b) => a.localeCompare(b)));
	});
	draw();
	return () => suggest.close();
}

function drawFolder(parent: HTMLElement, folder: string, remove: () => void): void {
	const row = parent.createEl('li', { cls: 'praxis-folder' });
	setIcon(row.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'folder');
	row.createSpan({ cls: 'praxis-folder-name', text: folder });
	const button = row.createEl('button', { cls: 'clickable-icon praxis-icon-button', attr: { 'aria-label': words.settings.remove(folder) } });
	setIcon(button, 'x');
	button.addEventListener('click', remove);
}

function drawField(parent: HTMLElement, { app, name }: FolderListOptions, add: (folder: string) => void): FolderSuggest {
	const form = parent.createEl('form', { cls: 'praxis-folder-add' });
	const field = form.createEl('input', { type: 'text', attr: { placeholder: words.settings.addFolder, 'aria-label': words.settings.addTo(name) } });
	form.createEl('button', { text: words.settings.add, attr: { type: 'submit' } });
	const errorEl = form.createDiv({ cls: 'praxis-folder-error', attr: { role: 'alert' } });
	const take = (typed: string): void => {
		const folder = plainFolder(typed.trim());
		if (folder === '') return;
		const isKnown = app.vault.getFolderByPath(folder) !== null;
		errorEl.setText(isKnown ? '' : words.settings.unknownFolder(folder));
		if (!isKnown) return;
		field.value = '';
		add(folder);
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		take(field.value);
	});
	field.addEventListener('input', () => errorEl.setText(''));
	return new FolderSuggest(app, field, take);
}

class FolderSuggest extends AbstractInputSuggest<TFolder> {
	constructor(
		app: App,
		field: HTMLInputElement,
		private readonly take: (path: string) => void,
	) {
		super(app, field);
	}

	protected override getSuggestions(query: string): TFolder[] {
		const wanted = query.trim().toLowerCase();
		return this.app.vault
			.getAllFolders(false)
			.filter((folder) => folder.path.toLowerCase().includes(wanted))
			.sort((a, b) => a.path.localeCompare(b.path));
	}

	override renderSuggestion(folder: TFolder, el: HTMLElement): void {
		el.setText(folder.path);
	}

	override selectSuggestion(folder: TFolder): void {
		this.take(folder.path);
		this.close();
	}
}
