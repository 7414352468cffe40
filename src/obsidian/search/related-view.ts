/**
 * Notes that belong to the note that is open, or to what is selected in it, each with its reason. It follows the person:
 * what is being written counts a moment later, worked out in slices between their keys.
 */
import { ItemView, MarkdownView, setIcon, type PaneType, type WorkspaceLeaf } from 'obsidian';
import type { DeskReason, RelatedNote } from '../../core/search/search-desk';
import { folderOf, titleOf } from '../../core/lib/vault-path';
import { IndexBar } from '../index-bar';
import { drawLeftOut } from '../left-out';
import { noteName } from '../note-name';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { dragAsLink, insertLink, openPlace, placeMenu, type FoundPlace } from './found-place';
import { drawPrivate } from './result-list';

export const RELATED_VIEW = 'praxis-related';
const LIMIT = 15;
/** After the last key or step of the index, and after the last change of what is selected or open. */
const WRITING_MS = 800;
const LOOKING_MS = 200;
/** A selection says something from this length; longer ones and notes say it by their beginning. */
const LEAST_SELECTED = 12;
const MOST_READ = 20_000;

interface About {
	readonly path: string;
	readonly text?: string;
	readonly isSelection: boolean;
}

export class RelatedView extends ItemView {
	override icon = 'waypoints';
	#parts: { readonly index: IndexBar; readonly head: HTMLElement; readonly list: HTMLElement } | null = null;
	#view: MarkdownView | null = null;
	#timer = 0;
	#working: AbortController | null = null;
	#drawn = '';
	/** The note that was written in since it was opened: what the index knows of it is older. */
	#written = '';

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Session,
	) {
		super(leaf);
	}

	override getViewType(): string {
		return RELATED_VIEW;
	}

	override getDisplayText(): string {
		return words.related.title;
	}

	override onOpen(): Promise<void> {
		const { contentEl, app, session } = this;
		contentEl.empty();
		contentEl.addClass('praxis-related');
		const index = new IndexBar(contentEl, session);
		const head = contentEl.createDiv({ cls: 'praxis-related-head', attr: { role: 'status' } });
		const list = contentEl.createDiv({ cls: 'praxis-related-list' });
		this.#parts = { index, head, list };
		this.registerEvent(app.workspace.on('active-leaf-change', () => this.#updateIn(LOOKING_MS)));
		this.registerEvent(app.workspace.on('file-open', () => this.#updateIn(LOOKING_MS)));
		this.registerEvent(app.workspace.on('layout-change', () => this.#updateIn(LOOKING_MS)));
		this.registerEvent(app.workspace.on('editor-change', (_editor, { file }) => {
			this.#written = file?.path ?? '';
			this.#updateIn(WRITING_MS);
		}));
		this.registerDomEvent(contentEl.doc, 'selectionchange', () => this.#updateIn(LOOKING_MS));
		this.register(session.onStatus((status) => {
			index.update(status);
			this.#updateIn(WRITING_MS);
		}));
		this.registerDomEvent(list, 'keydown', (event) => this.#onKey(event));
		this.#updateIn(0);
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.contentEl.win.clearTimeout(this.#timer);
		this.#working?.abort();
		this.#parts = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	override onResize(): void {
		// It may have been out of sight.
		this.#updateIn(LOOKING_MS);
	}

	/** Each call puts it off, so that nothing is worked out between two keys. */
	#updateIn(ms: number): void {
		const { win } = this.contentEl;
		win.clearTimeout(this.#timer);
		this.#timer = win.setTimeout(() => void this.#update(), ms);
	}

	/** Never rejects. */
	async #update(): Promise<void> {
		const { praxis, status } = this.session;
		// A pane that nobody sees costs nothing; it is asked again when it is shown.
		if (!this.#parts || !this.contentEl.isShown()) return;
		const about = this.#about();
		if (!about || !praxis) return this.#draw(null, []);
		this.#working?.abort();
		const working = new AbortController();
		this.#working = working;
		try {
			if (status.state === 'ready') void praxis.telos.ready().catch(() => undefined);
			const { path, text } = about;
			const found = await praxis.lookup.related({ path, ...(text === undefined ? {} : { text }) }, { limit: LIMIT, signal: working.signal });
			if (found) this.#draw(about, found);
		} catch (error) {
			tellError(words.related.failed, error);
		}
	}

	/** The note the person is at, or was last. */
	#about(): About | null {
		const active = this.app.workspace.getActiveViewOfType(MarkdownView);
		const recent = this.app.workspace.getMostRecentLeaf()?.view;
		this.#view = active ?? (recent instanceof MarkdownView ? recent : null);
		const file = this.#view?.file;
		if (!this.#view || file?.extension !== 'md') return null;
		const selected = this.#view.getMode() === 'source' ? this.#view.editor.getSelection() : '';
		if (selected.trim().length >= LEAST_SELECTED) return { path: file.path, text: selected.slice(0, MOST_READ), isSelection: true };
		if (this.#written !== file.path) return { path: file.path, isSelection: false };
		return { path: file.path, text: this.#view.editor.getValue().slice(0, MOST_READ), isSelection: false };
	}

	#draw(about: About | null, notes: readonly RelatedNote[]): void {
		if (!this.#parts) return;
		const { head, list } = this.#parts;
		const { related } = words;
		const { state, leftOut } = this.session.status;
		// What is read or dragged at this moment is not drawn anew when nothing of it changed.
		const key = JSON.stringify([about?.path, about?.isSelection, notes.map(({ path, reasons }) => [path, reasons]), state, leftOut]);
		if (key === this.#drawn) return;
		this.#drawn = key;
		head.setText(about ? (about.isSelection ? related.toSelection : related.toNote)(titleOf(about.path)) : '');
		list.empty();
		if (!about || notes.length === 0) list.createDiv({ cls: 'praxis-empty', text: !about ? related.noNote : state === 'ready' ? related.none : related.building });
		else {
			const items = list.createDiv({ attr: { role: 'list', 'aria-label': related.list } });
			for (const note of notes) this.#drawNote(items, note);
		}
		if (about) drawLeftOut(list, this.session);
	}

	#drawNote(parent: HTMLElement, { path, reasons }: RelatedNote): void {
		const { app } = this;
		const place: FoundPlace = { path, block: null, headings: [] };
		const title = noteName(path);
		const el = parent.createDiv({ cls: 'tree-item praxis-related-note', attr: { role: 'listitem' } });
		const open = (newLeaf: PaneType | false): void => void openPlace(app, place, newLeaf);
		const about = el.createDiv({ cls: 'praxis-related-about' });
		const head = about.createDiv({ cls: 'praxis-related-line' });
		const link = head.createEl('button', { cls: 'praxis-related-title', text: title, attr: { dir: 'auto' } });
		link.addEventListener('click', (event) => open(event.ctrlKey || event.metaKey ? (event.altKey ? 'split' : 'tab') : false));
		const folder = folderOf(path);
		if (folder !== '') head.createSpan({ cls: 'praxis-found-folder', text: folder, attr: { dir: 'auto' } });
		about.createDiv({ cls: 'praxis-related-reasons', text: reasons.map(reasonText).join('\u00a0· '), attr: { dir: 'auto' } });
		void this.session.praxis?.lookup.isPrivate(path).then((isPrivate) => isPrivate && drawPrivate(head));
		const insert = el.createEl('button', { cls: 'clickable-icon praxis-related-insert', attr: { 'aria-label': words.related.insert(title) } });
		setIcon(insert, 'between-horizontal-start');
		// The cursor of the note stays where it is.
		insert.addEventListener('mousedown', (event) => event.preventDefault());
		insert.addEventListener('click', () => insertLink(app, place));
		el.addEventListener('contextmenu', (event) => placeMenu(app, event, { place, open }));
		dragAsLink(app, el, place);
	}

	/** Arrows go from note to note. */
	#onKey(event: KeyboardEvent): void {
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const titles = Array.from(this.#parts?.list.querySelectorAll<HTMLElement>('.praxis-related-title') ?? []);
		const at = titles.findIndex((el) => el === event.target || el.closest('.praxis-related-note')?.contains(event.target as Node));
		if (by === undefined || at < 0) return;
		event.preventDefault();
		titles[(at + by + titles.length) % titles.length]?.focus();
	}
}

function reasonText(reason: DeskReason): string {
	const { reasons } = words.related;
	switch (reason.kind) {
		case 'shared-words':
			return reasons.words(reason.words);
		case 'links-to':
			return reasons.linksTo;
		case 'linked-from':
			return reasons.linkedFrom;
		case 'shared-links':
			return reasons.sharedLinks(reason.paths.map(titleOf));
		case 'same-day':
			return reasons.sameDay;
		case 'same-goal':
			return reasons.sameGoal(reason.goal);
	}
}
