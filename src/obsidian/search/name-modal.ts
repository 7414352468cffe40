/** Goes to anything by what it is called: notes, headings, people, tags, folders, patterns, commands. */
import { Notice, setIcon, SuggestModal, type Command } from 'obsidian';
import type { FoundKind, FoundName } from '../../core/search/finder';
import { folderOf, titleOf } from '../../core/lib/vault-path';
import { drawLeftOut } from '../left-out';
import type { Session } from '../session';
import { words } from '../words';
import { openPlace } from './found-place';
import { drawMarked } from './result-list';

export interface NameModalOptions {
	/** Commands of the plugin. */
	readonly commands: () => readonly Command[];
	/** Searches the notes for what is filed under a tag or folder. */
	readonly search: (query: string) => void;
	readonly runPattern: (name: string) => void;
}

/** One icon a meaning, from Lucide. */
const ICONS: Readonly<Record<FoundKind, string>> = { note: 'file-text', person: 'user', heading: 'heading', tag: 'tag', folder: 'folder', pattern: 'wand-sparkles', command: 'terminal' };

export class NameModal extends SuggestModal<FoundName> {
	readonly #tellLeftOut: () => void;

	constructor(
		private readonly session: Session,
		private readonly options: NameModalOptions,
	) {
		super(session.app);
		this.setPlaceholder(words.finding.placeholder);
		this.emptyStateText = words.finding.none;
		for (const el of [this.modalEl, this.resultContainerEl, this.inputEl]) el.setAttribute('aria-label', words.finding.command);
		this.#tellLeftOut = drawLeftOut(this.modalEl, session, this.inputEl);
		session.praxis?.lookup.names.give('command', options.commands().map(({ id, name }) => ({ id, name })));
	}

	override getSuggestions(query: string): FoundName[] {
		this.#tellLeftOut();
		return this.session.praxis?.lookup.names.find(query, query.trim() === '' ? { kinds: ['note', 'person'] } : {}) ?? [];
	}

	override renderSuggestion({ kind, name, path, matches }: FoundName, el: HTMLElement): void {
		el.addClass('praxis-name');
		setIcon(el.createSpan({ cls: 'praxis-icon', attr: { role: 'img', 'aria-label': words.finding.kinds[kind] } }), ICONS[kind]);
		drawMarked(el.createSpan({ cls: 'praxis-name-text', attr: { dir: 'auto' } }), name, matches);
		const isNote = kind === 'note' || kind === 'person';
		const place = kind === 'heading' || (isNote && name !== titleOf(path)) ? words.finding.inNote(titleOf(path)) : isNote || kind === 'folder' ? folderOf(path) : words.finding.kinds[kind];
		if (place !== '') el.createSpan({ cls: 'praxis-found-folder', text: place, attr: { dir: 'auto' } });
	}

	override onChooseSuggestion({ kind, name, path }: FoundName, event: MouseEvent | KeyboardEvent): void {
		const newLeaf = event.ctrlKey || event.metaKey ? (event.altKey ? 'split' : 'tab') : false;
		if (kind === 'tag') this.options.search(`tag:${/\s/.test(path) ? `"${path}"` : path}`);
		else if (kind === 'folder') this.options.search(`path:"${path}/"`);
		else if (kind === 'pattern') this.options.runPattern(path);
		else if (kind === 'command') this.#run(path);
		else void openPlace(this.app, { path, block: null, headings: kind === 'heading' ? [name] : [] }, newLeaf);
	}

	#run(id: string): void {
		const command = this.options.commands().find((one) => one.id === id);
		const { activeEditor } = this.app.workspace;
		if (command?.callback) void command.callback();
		else if (command?.checkCallback?.(true) === true) void command.checkCallback(false);
		else if (command?.editorCallback && activeEditor?.editor) void command.editorCallback(activeEditor.editor, activeEditor);
		else if (activeEditor?.editor && command?.editorCheckCallback?.(true, activeEditor.editor, activeEditor) === true) void command.editorCheckCallback(false, activeEditor.editor, activeEditor);
		else new Notice(words.finding.notRun);
	}
}
