/**
 * Builds the leaf blocks of a note one after the other: where each starts and ends, its id, its units of text.
 * Knows nothing of Markdown's line rules; `markdown-blocks.ts` decides what is opened and what goes on.
 */
import type { Segment } from './markdown-inline';
import { trailingBlockId } from './markdown-lines';
import type { Block, BlockKind } from './note';
import { trimmedEnd } from './text-scan';

type OpenBlock = { -readonly [Key in keyof Block]: Block[Key] } & { span: { start: number; end: number } };

export interface LeafStart {
	readonly kind: BlockKind;
	readonly start: number;
	readonly end: number;
	readonly line: number;
	/** Nesting depth of a list item. */
	readonly depth?: number;
	/** Goes on with an open block of the same kind instead of starting another. */
	readonly joins?: boolean;
}

export class LeafBuilder {
	readonly blocks: OpenBlock[] = [];
	/** Index of the heading that new blocks stand under. */
	heading = -1;
	private leaf: OpenBlock | null = null;
	#unit: Segment[] = [];
	/** End of the leaf's first line: an id may stand there although more of the item follows. */
	#firstEnd = 0;
	#wasBlank = false;

	constructor(private readonly text: string, private readonly onUnit: (unit: readonly Segment[]) => void) {}

	get isItem(): boolean {
		return this.leaf?.kind === 'list-item';
	}

	get isQuote(): boolean {
		return this.leaf?.kind === 'quote' || this.leaf?.kind === 'callout';
	}

	get isTable(): boolean {
		return this.leaf?.kind === 'table';
	}

	/** True when the last line was text that a next line may go on with. */
	get inParagraph(): boolean {
		return this.#unit.length > 0;
	}

	get lastLine(): Segment | null {
		return this.#unit[this.#unit.length - 1] ?? null;
	}

	open(start: LeafStart): void {
		if (start.joins && this.leaf?.kind === start.kind && (start.kind === 'code' || !this.#wasBlank)) {
			this.extend(start.end);
			return;
		}
		this.close();
		const { kind, line } = start;
		this.leaf = { kind, span: { start: start.start, end: start.end }, line, id: null, heading: this.heading, depth: start.depth ?? 0 };
		this.#firstEnd = start.end;
		this.#wasBlank = false;
	}

	extend(end: number): void {
		if (this.leaf && end > this.leaf.span.end) this.leaf.span.end = end;
		this.#wasBlank = false;
	}

	addText(segment: Segment): void {
		const end = trimmedEnd(this.text, segment.start, segment.end);
		this.#unit.push({ start: segment.start, end, line: segment.line });
		this.extend(end);
	}

	/** An empty line ends a paragraph, a quote and a table; an item or indented code may go on after it. */
	blank(): void {
		this.endUnit();
		this.#wasBlank = true;
		if (!this.isItem && this.leaf?.kind !== 'code') this.close();
	}

	/** The list item at `depth` has ended. */
	leaveItem(depth: number): void {
		if (!this.isItem || (this.leaf?.depth ?? 0) >= depth) this.close();
	}

	endUnit(): void {
		if (this.#unit.length) this.onUnit(this.#unit);
		this.#unit = [];
	}

	close(): void {
		this.endUnit();
		const { leaf } = this;
		this.leaf = null;
		if (!leaf) return;
		leaf.id = this.#idOf(leaf);
		this.blocks.push(leaf);
	}

	#idOf(leaf: OpenBlock): string | null {
		if (leaf.id !== null || !CAN_END_IN_ID.has(leaf.kind)) return leaf.id;
		const { start, end } = leaf.span;
		return trailingBlockId(this.text, start, end) ?? (leaf.kind === 'list-item' ? trailingBlockId(this.text, start, this.#firstEnd) : null);
	}

	/** Gives up the open paragraph, which is a heading after all. */
	takeParagraph(): (Segment & { end: number }) | null {
		const { leaf } = this;
		if (leaf?.kind !== 'paragraph') return null;
		this.leaf = null;
		this.#unit = [];
		return { ...leaf.span, line: leaf.line };
	}

	/** The open paragraph's last line is the header of a table; what is above it stays a paragraph. */
	turnIntoTable(): void {
		const header = this.#unit.pop();
		const above = this.#unit[this.#unit.length - 1];
		if (!header) return;
		if (above && this.leaf) {
			this.leaf.span.end = above.end;
			this.close();
		}
		this.leaf = null;
		this.open({ kind: 'table', start: header.start, end: header.end, line: header.line });
		this.#unit = [header];
	}

	/** `^id` on a line of its own names the block above it. False when there is none under the same heading. */
	takeLoneId(id: string, heading: number): boolean {
		if (this.leaf?.kind === 'paragraph' && this.inParagraph) return false;
		if (this.leaf?.kind === 'list-item' && this.inParagraph) return false;
		this.close();
		const last = this.blocks[this.blocks.length - 1];
		if (!last || last.heading !== heading || last.id !== null) return false;
		last.id = id;
		return true;
	}
}

const CAN_END_IN_ID: ReadonlySet<BlockKind> = new Set(['paragraph', 'list-item', 'quote', 'callout']);
