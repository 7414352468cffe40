/** What can be done with a note or a block that was found: opened, linked, dragged. One menu for all lists. */
import { Menu, Notice, type App, type PaneType } from 'obsidian';
import type { HitBlock } from '../../core/search/hit';
import type { Span } from '../../core/lib/note';
import { asVaultPath } from '../../core/lib/vault-path';
import { editedNote } from '../deliver';
import { openCitation, showNote } from '../open-note';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface FoundPlace {
	readonly path: string;
	readonly version?: string;
	/** Null for the note as a whole. */
	readonly block: HitBlock | null;
	/** Names above the block, or the heading itself. */
	readonly headings: readonly string[];
	/** What of the block is shown, as it stands in the note. */
	readonly shown?: { readonly span: Span; readonly text: string };
}

/** Never rejects; says when it cannot. */
export async function openPlace(app: App, { path, version = '', block, headings, shown }: FoundPlace, newLeaf: PaneType | false = false): Promise<void> {
	const vaultPath = asVaultPath(path);
	if (!block || vaultPath === null) {
		const heading = headings.at(-1);
		const file = heading === undefined ? null : app.vault.getFileByPath(path);
		if (!file) return showNote(app, path, newLeaf);
		return app.workspace.getLeaf(newLeaf).openFile(file, { active: true, eState: { subpath: `#${heading ?? ''}` } }).catch((error: unknown) => tellError(words.errors.open, error));
	}
	const { span, text } = shown ?? { span: block.span, text: '' };
	try {
		await openCitation(app, { path: vaultPath, version, span, line: block.line, quote: text, blockId: block.id, headings, isPrivate: false }, { newLeaf });
	} catch (error) {
		tellError(words.errors.open, error);
	}
}

/** A link to it as the person's settings make them; null when the note is gone. */
export function linkTo(app: App, { path, block, headings }: FoundPlace): string | null {
	const file = app.vault.getFileByPath(path);
	if (!file) return null;
	const heading = headings.at(-1);
	const subpath = block?.id ? `#^${block.id}` : heading === undefined ? '' : `#${heading.replace(/[#|^[\]]+/g, ' ').trim()}`;
	return app.fileManager.generateMarkdownLink(file, app.workspace.getActiveFile()?.path ?? '', subpath);
}

export async function copyLink(app: App, place: FoundPlace): Promise<void> {
	const link = linkTo(app, place);
	if (link === null) return void new Notice(words.citation.gone);
	try {
		await activeWindow.navigator.clipboard.writeText(link);
		new Notice(words.searching.copied);
	} catch (error) {
		tellError(words.searching.notCopied, error);
	}
}

/** Puts a link where the cursor stands in the note that is being edited. */
export function insertLink(app: App, place: FoundPlace): void {
	const link = linkTo(app, place);
	const note = editedNote(app);
	if (link === null || !note) return void new Notice(link === null ? words.citation.gone : words.searching.notEdited);
	note.editor.replaceSelection(link);
}

/** Lets the element be dragged into a note, where its link is dropped, or beside a question. */
export function dragAsLink(app: App, el: HTMLElement, place: FoundPlace): void {
	el.setAttribute('draggable', 'true');
	el.addEventListener('dragstart', (event) => {
		const link = linkTo(app, place);
		if (link === null || !event.dataTransfer) return;
		event.dataTransfer.setData('text/plain', link);
		event.dataTransfer.effectAllowed = 'copyLink';
	});
}

export function placeMenu(app: App, event: MouseEvent, { place, open }: { readonly place: FoundPlace; readonly open: (newLeaf: PaneType | false) => void }): void {
	event.preventDefault();
	const { searching } = words;
	const menu = new Menu();
	const add = (title: string, icon: string, run: () => void): void => void menu.addItem((item) => item.setTitle(title).setIcon(icon).onClick(run));
	add(searching.open, 'file-text', () => open(false));
	add(searching.openTab, 'file-plus', () => open('tab'));
	add(searching.openSplit, 'separator-vertical', () => open('split'));
	add(searching.copyLink, 'link', () => void copyLink(app, place));
	add(searching.insertLink, 'between-horizontal-start', () => insertLink(app, place));
	menu.showAtMouseEvent(event);
}
