/** The parts that the pages of the TELOS view are built of: sections, links to notes and items, lists that grow. */
import { setIcon } from 'obsidian';
import type { Item } from '../../core/telos/item';
import { titleOf } from '../../core/lib/vault-path';
import { words } from '../words';
import { itemTitle } from './item-names';
import { iconOf, statusText } from './item-words';
import { drawPrivateChip } from './row-element';
import type { TelosFacts } from './telos-facts';

/** Lines that come when more is asked for. */
const MORE_AT_ONCE = 100;

export interface PageContext {
	readonly facts: TelosFacts;
	/** Shows another item's page. */
	readonly select: (key: string) => void;
	/** Opens a note at a line, from 1. */
	readonly openAt: (path: string, line: number, isNewTab: boolean) => void;
	/** Opens what a link in `from` leads to. */
	readonly openLink: (link: string, from: string) => void;
}

/** A section with its heading; its lines follow. */
export function drawSection(parent: HTMLElement, heading: string): HTMLElement {
	const el = parent.createEl('section', { cls: 'praxis-telos-section', attr: { 'aria-label': heading } });
	el.createEl('h3', { cls: 'praxis-telos-heading', text: heading });
	return el;
}

export interface NoteLink {
	readonly path: string;
	readonly line: number;
	/** What the link says; the note and its line unless given. */
	readonly text?: string;
}

export function drawNoteLink(parent: HTMLElement, { path, line, text }: NoteLink, { openAt }: PageContext): HTMLElement {
	const place = words.telos.place(titleOf(path), line);
	const link = parent.createEl('button', { cls: 'praxis-link', text: text ?? place, attr: { title: words.telos.place(path, line), ...(text === undefined ? {} : { 'aria-label': `${text}: ${place}` }) } });
	link.addEventListener('click', (event) => openAt(path, line, event.ctrlKey || event.metaKey));
	return link;
}

export function drawItemLink(parent: HTMLElement, item: Item, { select }: PageContext): HTMLElement {
	const link = parent.createEl('button', { cls: 'praxis-link praxis-telos-item-link' });
	setIcon(link.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true', title: words.telos.type(item.type) } }), iconOf(item.type));
	link.createSpan({ text: itemTitle(item) });
	link.setAttribute('aria-label', `${itemTitle(item)}, ${words.telos.type(item.type)}`);
	link.addEventListener('click', () => select(item.key));
	return link;
}

export interface ListOptions<T> {
	readonly items: readonly T[];
	readonly atOnce: number;
	readonly draw: (el: HTMLElement, item: T) => void;
	readonly label: string;
}

/** A list that shows its first lines, and more when asked: what stands below it is not pushed away unasked. */
export function drawList<T>(parent: HTMLElement, { items, atOnce, draw, label }: ListOptions<T>): void {
	const el = parent.createDiv({ cls: 'praxis-telos-list', attr: { role: 'group', 'aria-label': label } });
	const more = el.createEl('button', { cls: 'praxis-more' });
	let shown = 0;
	const show = (count: number): HTMLElement | null => {
		const lines = items.slice(shown, shown + count).map((item) => {
			const line = createDiv({ cls: 'praxis-telos-list-line' });
			draw(line, item);
			more.before(line);
			return line;
		});
		shown += lines.length;
		more.setText(words.telos.moreItems(items.length - shown));
		if (shown === items.length) more.remove();
		return lines[0] ?? null;
	};
	show(atOnce);
	// The button may go: the focus stays on what it brought.
	more.addEventListener('click', () => show(MORE_AT_ONCE)?.querySelector('button')?.focus());
}

/** Items one below the other, each with its state, and what there is to say of it. */
export function drawItems(parent: HTMLElement, items: readonly Item[], { context, label, say }: { readonly context: PageContext; readonly label: string; readonly say?: (item: Item) => string }): void {
	const draw = (el: HTMLElement, item: Item): void => {
		drawItemLink(el, item, context);
		if (item.isPrivate) drawPrivateChip(el);
		const said = say ? say(item) : item.status === null ? '' : statusText(item);
		if (said !== '') el.createSpan({ cls: 'praxis-muted', text: said });
	};
	drawList(parent, { items, atOnce: 12, draw, label });
}
