/**
 * The block structure of a note, line by line: headings, leaf blocks with their ids, tasks; and the units of
 * text that hold links and tags, handed on in order.
 *
 * CommonMark's rules with Obsidian's additions (callouts, `%%` and `$$` blocks, block ids), for one purpose: leaf
 * blocks that can be cited. So a quote is one block whatever it holds, and a list item's own text is one block.
 * Headings count at the top level only, as in Obsidian's outline. Nothing here recurses: nesting is a stack.
 */
import { LeafBuilder } from './markdown-leaf';
import { atxHeading, closesFence, delimiterCells, fenceAt, htmlBlock, isThematicBreak, listMarker, rowCells, setextLevel, taskBox, trailingBlockId } from './markdown-lines';
import type { Fence, ListMarker } from './markdown-lines';
import type { Segment } from './markdown-inline';
import type { Block, BlockKind, Heading, Task, Span } from './note';
import { CODE, LineReader, indentFrom, skipBlanks, trimmedEnd } from './text-scan';
import type { Indent, Line } from './text-scan';

export interface BlockStructure {
	readonly headings: Heading[];
	readonly blocks: Block[];
	readonly tasks: Task[];
}

/** Lines that belong to what was opened, whatever they look like. */
interface Region {
	readonly kind: 'fence' | 'math' | 'comment' | 'html-comment' | 'html-raw' | 'html';
	readonly fence: Fence | null;
	/** Column of the list item around it: a line further left ends both. */
	readonly column: number;
	/** Opened after a `>`: a line without one ends it. */
	readonly isQuoted: boolean;
}

const CALLOUT = /\[![^\]\n\r]+\]/y;
const RAW_END = /<\/(?:script|pre|style|textarea)>/i;

/** Reads the blocks of `text` from `start` (a line's first character) on, and hands each unit of inline text to `onUnit`. */
export function readBlocks(text: string, where: { start: number; line: number }, onUnit: (unit: readonly Segment[]) => void): BlockStructure {
	return new BlockReader(text, onUnit).read(where);
}

class BlockReader {
	private readonly leaves: LeafBuilder;
	/** Content columns of the open list items, outermost first. */
	readonly #items: number[] = [];
	#region: Region | null = null;
	readonly #headings: Heading[] = [];
	readonly #outline: number[] = [];
	readonly #tasks: Task[] = [];

	constructor(private readonly text: string, private readonly onUnit: (unit: readonly Segment[]) => void) {
		this.leaves = new LeafBuilder(text, onUnit);
	}

	read(where: { start: number; line: number }): BlockStructure {
		const lines = new LineReader(this.text, where.start, where.line);
		for (let line = lines.next(); line; line = lines.next()) this.#line(line);
		this.leaves.close();
		return { headings: this.#headings, blocks: this.leaves.blocks, tasks: this.#tasks };
	}

	#line(line: Line): void {
		const indent = indentFrom(this.text, line.start, line.end);
		if (this.#region && this.#inRegion(this.#region, line, indent)) return;
		if (trimmedEnd(this.text, indent.at, line.end) === indent.at) return this.leaves.blank();
		if (this.#isLazy(indent, line)) return this.leaves.addText({ start: indent.at, end: line.end, line: line.number });
		while (this.#items.length && (this.#items[this.#items.length - 1] ?? 0) > indent.column) {
			this.#items.pop();
			this.leaves.leaveItem(this.#items.length);
		}
		this.#block(line, indent);
	}

	get #column(): number {
		const { length } = this.#items;
		// Asked for every line, mostly of none; to look before the first is slow.
		return length === 0 ? 0 : (this.#items[length - 1] ?? 0);
	}

	/** A line that goes on with the paragraph above although its marker or indentation is missing. */
	#isLazy(indent: Indent, line: Line): boolean {
		if (!this.leaves.inParagraph || this.leaves.isTable) return false;
		const isQuote = this.leaves.isQuote;
		if (!isQuote && indent.column >= this.#column) return false;
		if (isQuote && this.text.charCodeAt(indent.at) === CODE.greater) return false;
		return !this.#startsBlock(indent, line) && !this.#isLoneId(indent.at, line.end);
	}

	#startsBlock(indent: Indent, line: Line): boolean {
		const { text } = this;
		const { at } = indent;
		const { end } = line;
		const marker = listMarker(text, at, end, indent.column);
		return (
			text.charCodeAt(at) === CODE.greater || marker?.interrupts === true || (marker !== null && this.#items.length > 0) || atxHeading(text, at, end) !== null ||
			fenceAt(text, at, end) !== null || isThematicBreak(text, at, end) || htmlBlock(text, at) !== null ||
			MARKED.some(({ open }) => text.startsWith(open, at))
		);
	}

	/** One line whose list items are known: what starts or goes on here. */
	#block(line: Line, indent: Indent): void {
		const { text, leaves } = this;
		const { at } = indent;
		const { end } = line;
		if (indent.column - this.#column >= 4 && !leaves.inParagraph) return this.#indentedCode(line, at);
		if (indent.column - this.#column >= 4) return this.#continueText(line, at);
		if (leaves.inParagraph && !leaves.isItem && !leaves.isQuote && this.#setext(line, at)) return;
		if (isThematicBreak(text, at, end)) return this.#items.length && leaves.isItem ? leaves.endUnit() : leaves.close();
		const heading = this.#items.length ? null : atxHeading(text, at, end);
		if (heading) {
			leaves.close();
			return this.#heading(heading.level, { start: at, end: trimmedEnd(text, at, end), line: line.number }, { start: heading.textStart, end: heading.textEnd });
		}
		const marker = listMarker(text, at, end, indent.column);
		if (marker && (marker.interrupts || !leaves.inParagraph || this.#items.length)) return this.#item(marker, at, line);
		if (text.charCodeAt(at) === CODE.greater) return this.#quote(line, at);
		if (this.#isLoneId(at, end) && leaves.takeLoneId(text.slice(at + 1, trimmedEnd(text, at, end)), this.#currentHeading)) return;
		if (this.#tableRow(line, at)) return;
		this.#body(line, at);
	}

	get #currentHeading(): number {
		return this.#headings.length - 1;
	}

	#isLoneId(at: number, end: number): boolean {
		const stop = trimmedEnd(this.text, at, end);
		return this.text.charCodeAt(at) === CODE.caret && trailingBlockId(this.text, at, stop)?.length === stop - at - 1;
	}

	#heading(level: Heading['level'], span: Segment, words: { start: number; end: number }): void {
		while (this.#outline.length && (this.#headings[this.#outline[this.#outline.length - 1] ?? 0]?.level ?? 0) >= level) this.#outline.pop();
		const parent = this.#outline[this.#outline.length - 1] ?? -1;
		this.#outline.push(this.#headings.length);
		this.#headings.push({ level, text: this.text.slice(words.start, words.end), span: { start: span.start, end: span.end }, line: span.line, parent });
		this.leaves.heading = this.#currentHeading;
		this.onUnit(this.#segments(words, span.line));
	}

	/** An underlined heading may have several lines; each link in it stands on its own. */
	#segments(words: Span, firstLine: number): Segment[] {
		const found: Segment[] = [];
		let start = words.start;
		for (const [index, row] of this.text.slice(words.start, words.end).split(/(\r\n|\r|\n)/).entries()) {
			const end = start + row.length;
			if (index % 2 === 0) found.push({ start, end, line: firstLine + index / 2 });
			start = end;
		}
		return found;
	}

	#setext(line: Line, at: number): boolean {
		const level = this.leaves.isTable ? null : setextLevel(this.text, at, line.end);
		if (!level) return false;
		const paragraph = this.leaves.takeParagraph();
		if (!paragraph) return false;
		const end = trimmedEnd(this.text, at, line.end);
		this.#heading(level, { start: paragraph.start, end, line: paragraph.line }, { start: paragraph.start, end: paragraph.end });
		return true;
	}

	#indentedCode(line: Line, at: number): void {
		const { leaves } = this;
		if (leaves.isItem) leaves.extend(trimmedEnd(this.text, at, line.end));
		else leaves.open({ kind: 'code', joins: true, start: at, line: line.number, end: trimmedEnd(this.text, at, line.end) });
	}

	#item(marker: ListMarker, at: number, line: Line): void {
		const { text, leaves } = this;
		leaves.close();
		this.#items.push(marker.column);
		let inner: ListMarker | null = marker;
		let start = at;
		for (;;) {
			const next: ListMarker | null = isThematicBreak(text, inner.content, line.end) ? null : listMarker(text, inner.content, line.end, inner.column);
			if (inner.isEmpty || !next) break;
			start = inner.content;
			inner = next;
			this.#items.push(inner.column);
		}
		leaves.open({ kind: 'list-item', start, line: line.number, end: trimmedEnd(text, start, line.end), depth: this.#items.length - 1 });
		if (!inner.isEmpty) this.#body(line, this.#task(line, { marker: start, content: inner.content }));
	}

	/** Notes the task in an item's text; returns where the text goes on. */
	#task(line: Line, at: { marker: number; content: number }): number {
		const { text } = this;
		const box = taskBox(text, at.content, line.end);
		if (!box) return at.content;
		const end = trimmedEnd(text, box.content, line.end);
		const id = trailingBlockId(text, box.content, end);
		const words = text.slice(box.content, id === null ? end : trimmedEnd(text, box.content, end - id.length - 1));
		this.#tasks.push({ status: box.status, text: words, span: { start: at.marker, end: trimmedEnd(text, at.marker, line.end) }, line: line.number });
		return box.content;
	}

	#quote(line: Line, at: number): void {
		const { text, leaves } = this;
		const content = afterQuoteMarks(text, at, line.end);
		if (!leaves.isItem && !leaves.isQuote) {
			CALLOUT.lastIndex = content;
			const kind: BlockKind = CALLOUT.test(text) ? 'callout' : 'quote';
			leaves.open({ kind, start: at, line: line.number, end: at });
		}
		leaves.extend(trimmedEnd(text, at, line.end));
		if (content >= line.end) return leaves.endUnit();
		const marker = listMarker(text, content, line.end, 0);
		if (!marker) return this.#body(line, content, true);
		leaves.endUnit();
		this.#body(line, this.#task(line, { marker: content, content: marker.content }), true);
	}

	#tableRow(line: Line, at: number): boolean {
		const { text, leaves } = this;
		if (leaves.isTable) {
			leaves.endUnit();
			leaves.addText({ start: at, end: line.end, line: line.number });
			return true;
		}
		const header = leaves.lastLine;
		if (!header || leaves.isItem || leaves.isQuote) return false;
		const cells = delimiterCells(text, at, line.end);
		if (!cells || rowCells(text, header.start, header.end) !== cells) return false;
		leaves.turnIntoTable();
		leaves.extend(trimmedEnd(text, at, line.end));
		return true;
	}

	#continueText(line: Line, at: number): void {
		if (this.leaves.isTable) this.leaves.endUnit();
		this.leaves.addText({ start: at, end: line.end, line: line.number });
	}

	/** Text past all markers: opens a region, or goes on with the paragraph. */
	#body(line: Line, at: number, isQuoted = false): void {
		const { text, leaves } = this;
		const { end } = line;
		const fence = fenceAt(text, at, end);
		if (fence) return this.#openRegion(line, at, { kind: 'fence', fence, isQuoted });
		for (const { kind, open, close } of MARKED) {
			if (!text.startsWith(open, at)) continue;
			const stop = text.slice(at + open.length, end).indexOf(close);
			if (stop < 0) return this.#openRegion(line, at, { kind, isQuoted });
			if (skipBlanks(text, at + open.length + stop + close.length, end) >= end) return this.#single(BLOCK_OF[kind], line, at);
		}
		const html = leaves.inParagraph && htmlBlock(text, at) === null ? null : htmlBlock(text, at);
		if (html === 'raw' && RAW_END.test(text.slice(at, end))) return this.#single('html', line, at);
		if (html) return this.#openRegion(line, at, { kind: html === 'raw' ? 'html-raw' : 'html', isQuoted });
		if (!leaves.isItem && !leaves.isQuote) leaves.open({ kind: 'paragraph', joins: true, start: at, line: line.number, end: at });
		leaves.addText({ start: at, end, line: line.number });
	}

	#single(kind: BlockKind, line: Line, at: number): void {
		const end = trimmedEnd(this.text, at, line.end);
		if (this.leaves.isItem || this.leaves.isQuote) this.leaves.extend(end);
		else {
			this.leaves.open({ kind, start: at, line: line.number, end });
			this.leaves.close();
		}
	}

	#openRegion(line: Line, at: number, region: Pick<Region, 'kind' | 'isQuoted'> & { fence?: Fence }): void {
		const { leaves } = this;
		const end = trimmedEnd(this.text, at, line.end);
		if (leaves.isItem || leaves.isQuote) leaves.extend(end);
		else leaves.open({ kind: BLOCK_OF[region.kind], start: at, line: line.number, end });
		leaves.endUnit();
		this.#region = { fence: null, column: this.#column, ...region };
	}

	/** True when the line belongs to the open region. Ends it when this is its last line, or when its container ended. */
	#inRegion(region: Region, line: Line, indent: Indent): boolean {
		const { text, leaves } = this;
		const isBlank = indent.at >= line.end;
		const isQuoteLine = text.charCodeAt(indent.at) === CODE.greater && !isBlank;
		const isOutside = region.isQuoted ? !isQuoteLine : !isBlank && indent.column < region.column;
		if (isOutside || (region.kind === 'html' && isBlank)) {
			this.#region = null;
			if (!leaves.isItem || isOutside) leaves.close();
			return false;
		}
		const at = region.isQuoted ? afterQuoteMarks(text, indent.at, line.end) : indent.at;
		const after = regionEnd(text, region, { start: at, end: line.end });
		if (after < 0) {
			leaves.extend(trimmedEnd(text, line.start, line.end));
			return true;
		}
		this.#region = null;
		leaves.extend(trimmedEnd(text, line.start, after));
		if (!leaves.isItem && !leaves.isQuote) leaves.close();
		const rest = skipBlanks(text, after, line.end);
		if (rest < line.end && BLOCK_OF[region.kind] === 'comment') this.#body(line, rest, region.isQuoted);
		else leaves.extend(trimmedEnd(text, line.start, line.end));
		return true;
	}
}

/** Regions that have marks of their own, on one line or over many. Unclosed, they reach to the end of what holds them. */
const MARKED = [
	{ kind: 'math', open: '$$', close: '$$' },
	{ kind: 'comment', open: '%%', close: '%%' },
	{ kind: 'html-comment', open: '<!--', close: '-->' },
] as const;

const BLOCK_OF: Record<Region['kind'], BlockKind> = { fence: 'code', math: 'math', comment: 'comment', 'html-comment': 'comment', 'html-raw': 'html', html: 'html' };

/** Position after the end of the region in this line, -1 when it goes on. */
function regionEnd(text: string, region: Region, line: { start: number; end: number }): number {
	if (region.fence) return closesFence(text, line.start, line.end, region.fence) ? line.end : -1;
	const words = text.slice(line.start, line.end);
	if (region.kind === 'html-raw') return RAW_END.test(words) ? line.end : -1;
	const mark = MARKED.find(({ kind }) => kind === region.kind)?.close;
	const at = mark === undefined ? -1 : words.indexOf(mark);
	return mark === undefined || at < 0 ? -1 : line.start + at + mark.length;
}

/** Past `> > >` and the blanks after them. */
function afterQuoteMarks(text: string, at: number, end: number): number {
	while (at < end && text.charCodeAt(at) === CODE.greater) at = skipBlanks(text, at + 1, end);
	return at;
}
