/** The note view: a CodeMirror editor or the reading view, and the block that a link opened, scrolled to and marked. */
import { Editor } from './editor';
import { Component } from './events';
import { resolveSubpath } from './functions';
import type { WorkspaceLeaf } from './leaves';
import { MarkdownRenderer } from './markdown';
import { Menu } from './menus';
import { TextFileView } from './views';

export class MarkdownView extends TextFileView {
	editor: Editor;
	previewMode: { containerEl: HTMLElement; rerender(full?: boolean): void };
	currentMode: { getScroll(): number };
	hoverPopover: unknown = null;
	private mode__: 'source' | 'preview';
	private readonly sourceEl__: HTMLElement;
	private readonly readingEl__: HTMLElement;
	private drawn__: Component | null = null;
	/** The line (from 0) that was last opened, and the subpath that asked for it: for tests. */
	shown__: { line: number; subpath: string } | null = null;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		this.icon = 'file-text';
		this.mode__ = this.app.defaultMode__;
		this.sourceEl__ = this.contentEl.createDiv('markdown-source-view cm-s-obsidian mod-cm6');
		this.readingEl__ = this.contentEl.createDiv('markdown-reading-view').createDiv('markdown-preview-view markdown-rendered');
		this.editor = new Editor(this.sourceEl__, () => this.onEdit__(), this.app.editorExtensions__);
		this.previewMode = { containerEl: this.readingEl__, rerender: () => this.draw__() };
		this.currentMode = { getScroll: () => 0 };
		this.addAction('book-open', 'Toggle reading view', () => this.toggleMode__());
		this.contentEl.addEventListener('click', (event) => this.onClick__(event));
		this.contentEl.addEventListener('mouseover', (event) => this.onHover__(event));
		this.sourceEl__.addEventListener('contextmenu', (event) => {
			const menu = new Menu();
			this.app.workspace.trigger('editor-menu', menu, this.editor, this);
			menu.showAtMouseEvent(event);
		});
		this.showMode__();
	}

	getViewType(): string {
		return 'markdown';
	}
	getMode(): 'source' | 'preview' {
		return this.mode__;
	}
	showSearch(): void {}

	override getState(): Record<string, unknown> {
		return { ...super.getState(), mode: this.mode__ };
	}

	override async setState(state: unknown, result: { history: boolean }): Promise<void> {
		await super.setState(state, result);
		const mode = (state as { mode?: string } | null)?.mode;
		if (mode === 'source' || mode === 'preview') this.mode__ = mode;
		this.showMode__();
	}

	toggleMode__(): void {
		this.mode__ = this.mode__ === 'source' ? 'preview' : 'source';
		this.showMode__();
	}

	private showMode__(): void {
		this.sourceEl__.toggle(this.mode__ === 'source');
		this.readingEl__.parentElement?.toggleClass('mod-hidden', this.mode__ !== 'preview');
		this.containerEl.dataset.mode = this.mode__;
		if (this.mode__ === 'preview') this.draw__();
		else this.editor.refresh();
	}

	getViewData(): string {
		return this.editor.getValue();
	}

	private isFilling__ = false;

	setViewData(data: string, clear: boolean): void {
		const cursor = clear ? { line: 0, ch: 0 } : this.editor.getCursor();
		this.isFilling__ = true;
		this.editor.setValue(data);
		this.isFilling__ = false;
		this.editor.setCursor(cursor);
		if (clear) this.shown__ = null;
		if (this.mode__ === 'preview') this.draw__();
	}

	clear(): void {
		this.shown__ = null;
	}

	private onEdit__(): void {
		if (this.isFilling__) return;
		this.requestSave();
		this.app.workspace.trigger('editor-change', this.editor, this);
	}

	private draw__(): void {
		if (this.drawn__) this.removeChild(this.drawn__);
		this.drawn__ = this.addChild(new Component());
		const fresh = createDiv('markdown-preview-sizer markdown-preview-section');
		if (this.file) fresh.createDiv({ cls: 'inline-title', text: this.file.basename });
		this.readingEl__.replaceChildren(fresh);
		const component = this.drawn__;
		void MarkdownRenderer.render(this.app, this.getViewData(), fresh, this.file?.path ?? '', component).then(() => {
			if (this.drawn__ === component && this.shown__) this.mark__(this.shown__.line);
		});
	}

	/** `line` counts from 0; `subpath` is "#Heading" or "#^block". */
	override setEphemeralState(state: unknown): void {
		const { line, subpath = '' } = (state ?? {}) as { line?: number; subpath?: string };
		const cache = this.file && this.app.metadataCache.getFileCache(this.file);
		const found = subpath && cache ? (resolveSubpath(cache, subpath)?.start.line ?? null) : null;
		const target = found ?? line;
		if (target === undefined) return;
		this.shown__ = { line: target, subpath };
		this.mark__(target);
	}

	override getEphemeralState(): Record<string, unknown> {
		return this.shown__ ? { line: this.shown__.line } : {};
	}

	private mark__(line: number): void {
		this.contentEl.dataset.openedLine = String(line);
		if (this.mode__ === 'source') {
			const position = { line, ch: 0 };
			this.editor.setSelection(position, { line, ch: this.editor.getLine(line).length });
			this.editor.scrollIntoView({ from: position, to: position }, true);
			return;
		}
		this.readingEl__.findAll('.is-flashing').forEach((el) => el.removeClass('is-flashing'));
		const blocks = this.readingEl__.findAll('[data-line]').filter((el) => Number(el.dataset.line) <= line);
		const block = blocks.reduce<HTMLElement | null>((best, el) => (best && Number(best.dataset.line) > Number(el.dataset.line) ? best : el), null);
		block?.addClass('is-flashing');
		block?.scrollIntoView?.({ block: 'center' });
	}

	private onClick__(event: MouseEvent): void {
		const link = (event.target as HTMLElement).closest<HTMLElement>('a.internal-link');
		if (!link) return;
		event.preventDefault();
		void this.app.workspace.openLinkText(link.dataset.href ?? '', this.file?.path ?? '', event.ctrlKey || event.metaKey);
	}

	private onHover__(event: MouseEvent): void {
		const link = (event.target as HTMLElement).closest<HTMLElement>('a.internal-link');
		if (!link) return;
		const details = { event, source: 'preview', hoverParent: this, targetEl: link, linktext: link.dataset.href ?? '', sourcePath: this.file?.path ?? '' };
		this.app.workspace.trigger('hover-link', details);
	}

	protected override async onClose(): Promise<void> {
		await super.onClose();
		this.editor.destroy__();
	}
}
