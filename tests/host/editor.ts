/** Obsidian's `Editor` over a real CodeMirror 6 view. */
import { history, historyKeymap, defaultKeymap, redo, undo } from '@codemirror/commands';
import { EditorSelection, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { EditorChange, EditorPosition, EditorRange, EditorSelection as Selected, EditorSelectionOrCaret, EditorTransaction } from 'obsidian';
import { strict } from './strict';

export class Editor {
	private readonly view__: EditorView;

	constructor(parent: HTMLElement, onEdit: () => void, extensions: Extension[] = []) {
		const watch = EditorView.updateListener.of((update) => {
			if (update.docChanged) onEdit();
		});
		const shared = [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping, EditorState.allowMultipleSelections.of(true)];
		this.view__ = new EditorView({ parent, state: EditorState.create({ extensions: [...shared, watch, ...extensions] }) });
		this.view__.contentDOM.setAttribute('aria-label', 'Note text');
		return strict(this, 'Editor');
	}

	/** As in the app, where its types do not name it. */
	get cm(): EditorView {
		return this.view__;
	}

	get doc__(): EditorState['doc'] {
		return this.view__.state.doc;
	}
	destroy__(): void {
		this.view__.destroy();
	}
	getDoc(): this {
		return this;
	}
	refresh(): void {
		this.view__.requestMeasure();
	}
	getValue(): string {
		return this.doc__.toString();
	}
	setValue(content: string): void {
		this.view__.dispatch({ changes: { from: 0, to: this.doc__.length, insert: content } });
	}
	getLine(line: number): string {
		return line < 0 || line >= this.doc__.lines ? '' : this.doc__.line(line + 1).text;
	}
	setLine(line: number, text: string): void {
		this.replaceRange(text, { line, ch: 0 }, { line, ch: this.getLine(line).length });
	}
	lineCount(): number {
		return this.doc__.lines;
	}
	lastLine(): number {
		return this.doc__.lines - 1;
	}

	posToOffset(position: EditorPosition): number {
		const line = this.doc__.line(Math.min(Math.max(position.line, 0), this.doc__.lines - 1) + 1);
		return Math.min(line.from + Math.max(position.ch, 0), line.to);
	}
	offsetToPos(offset: number): EditorPosition {
		const line = this.doc__.lineAt(Math.min(Math.max(offset, 0), this.doc__.length));
		return { line: line.number - 1, ch: offset - line.from };
	}

	getSelection(): string {
		const { from, to } = this.view__.state.selection.main;
		return this.doc__.sliceString(from, to);
	}
	somethingSelected(): boolean {
		return this.view__.state.selection.ranges.some((range) => !range.empty);
	}
	getRange(from: EditorPosition, to: EditorPosition): string {
		return this.doc__.sliceString(this.posToOffset(from), this.posToOffset(to));
	}
	replaceSelection(replacement: string, _origin?: string): void {
		this.view__.dispatch(this.view__.state.replaceSelection(replacement));
	}
	replaceRange(replacement: string, from: EditorPosition, to: EditorPosition = from, _origin?: string): void {
		this.view__.dispatch({ changes: { from: this.posToOffset(from), to: this.posToOffset(to), insert: replacement } });
	}

	getCursor(which: 'from' | 'to' | 'head' | 'anchor' = 'head'): EditorPosition {
		return this.offsetToPos(this.view__.state.selection.main[which]);
	}
	listSelections(): Selected[] {
		return this.view__.state.selection.ranges.map((range) => ({ anchor: this.offsetToPos(range.anchor), head: this.offsetToPos(range.head) }));
	}
	setCursor(position: EditorPosition | number, ch = 0): void {
		this.setSelection(typeof position === 'number' ? { line: position, ch } : position);
	}
	setSelection(anchor: EditorPosition, head: EditorPosition = anchor): void {
		this.setSelections([{ anchor, head }]);
	}
	setSelections(ranges: EditorSelectionOrCaret[], main = 0): void {
		const selected = ranges.map(({ anchor, head }) => EditorSelection.range(this.posToOffset(anchor), this.posToOffset(head ?? anchor)));
		this.view__.dispatch({ selection: EditorSelection.create(selected, main) });
	}

	focus(): void {
		this.view__.focus();
	}
	blur(): void {
		this.view__.contentDOM.blur();
	}
	hasFocus(): boolean {
		return this.view__.hasFocus;
	}
	getScrollInfo(): { top: number; left: number } {
		return { top: this.view__.scrollDOM.scrollTop, left: this.view__.scrollDOM.scrollLeft };
	}
	scrollTo(x?: number | null, y?: number | null): void {
		if (typeof x === 'number') this.view__.scrollDOM.scrollLeft = x;
		if (typeof y === 'number') this.view__.scrollDOM.scrollTop = y;
	}
	scrollIntoView(range: EditorRange, center = false): void {
		this.view__.dispatch({ effects: EditorView.scrollIntoView(this.posToOffset(range.from), { y: center ? 'center' : 'nearest' }) });
	}
	undo(): void {
		undo(this.view__);
	}
	redo(): void {
		redo(this.view__);
	}

	/** All changes at once, positions as before the first of them. */
	transaction(asked: EditorTransaction): void {
		const changes = (asked.changes ?? []).map((change: EditorChange) => ({ from: this.posToOffset(change.from), to: this.posToOffset(change.to ?? change.from), insert: change.text }));
		this.view__.dispatch({ changes: [...(asked.replaceSelection === undefined ? [] : [{ ...this.mainRange__(), insert: asked.replaceSelection }]), ...changes] });
		if (asked.selection) this.setSelection(asked.selection.from, asked.selection.to);
		if (asked.selections) this.setSelections(asked.selections.map(({ from, to }) => ({ anchor: from, head: to ?? from })));
	}
	private mainRange__(): { from: number; to: number } {
		const { from, to } = this.view__.state.selection.main;
		return { from, to };
	}

	wordAt(position: EditorPosition): EditorRange | null {
		const word = this.view__.state.wordAt(this.posToOffset(position));
		return word && { from: this.offsetToPos(word.from), to: this.offsetToPos(word.to) };
	}
	processLines<T>(read: (line: number, text: string) => T | null, write: (line: number, text: string, value: T | null) => EditorChange | void): void {
		const values = Array.from({ length: this.lineCount() }, (_, line) => read(line, this.getLine(line)));
		const changes = values.flatMap((value, line) => write(line, this.getLine(line), value) ?? []);
		this.transaction({ changes });
	}
	exec(command: string): void {
		if (command === 'undo') this.undo();
		else if (command === 'redo') this.redo();
		else throw new Error(`The stand-in's editor does not know "${command}"`);
	}
}
