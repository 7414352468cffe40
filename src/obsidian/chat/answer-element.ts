/**
 * An answer in its element, drawn from safe parts only (see `core/guard/answer-parts`). Obsidian's own renderer
 * is not used: it would fetch images, keep HTML, and hand code blocks to whatever plugin claims their language.
 */
import { readAnswerParts, type SafeBlock, type SafeInline } from '../../core/guard/answer-parts';
import { words } from '../words';
import { readQuotePieces } from './quote-pieces';

/** Draws the mark of citation `n`, counted from 1, into `parent`. */
export type DrawCitation = (parent: HTMLElement, n: number) => void;

/** The view owns the heading levels above: an answer's headings stand below the question's. */
const LEVELS_ABOVE = 2;
const TAGS = { strong: 'strong', emphasis: 'em', strike: 's' } as const;
const QUOTE_TAGS = { strong: 'strong', emphasis: 'em', code: 'code', highlight: 'span', sign: 'span', bar: 'span' } as const;

/** These many parts at the end may still change while an answer grows: a mark may yet join the quote above it. */
const OPEN_PARTS = 2;

interface DrawnPart {
	readonly source: string;
	readonly el: HTMLElement;
	readonly hasMarks: boolean;
}

export class AnswerElement {
	#drawn: DrawnPart[] = [];
	/** What was read and will not change as long as the answer only grows; it has these many parts. */
	#finished = '';
	#finishedParts = 0;
	#marks = 0;

	constructor(
		private readonly el: HTMLElement,
		private readonly cite: DrawCitation,
	) {}

	/** Draws what changed: finished parts are neither read nor drawn again while the answer grows. */
	update(markdown: string): void {
		if (!markdown.startsWith(this.#finished)) this.#begin();
		const from = this.#finished.length;
		const parts = readAnswerParts(markdown.slice(from));
		parts.forEach(({ block, source }, i) => {
			const at = this.#finishedParts + i;
			const old = this.#drawn[at];
			if (old?.source === source) return;
			const part = this.#drawPart(block, source);
			if (old) old.el.replaceWith(part.el);
			else this.el.append(part.el);
			this.#drawn[at] = part;
		});
		for (const old of this.#drawn.splice(this.#finishedParts + parts.length)) old.el.remove();
		const open = parts.at(-OPEN_PARTS);
		if (parts.length <= OPEN_PARTS || !open) return;
		this.#finished = markdown.slice(0, from + open.at);
		this.#finishedParts += parts.length - OPEN_PARTS;
	}

	/** The answer is whole, and the citations behind its marks are known: what holds none stays as it is. */
	finish(markdown: string): void {
		this.#begin();
		this.#drawn = this.#drawn.map((part) => (part.hasMarks ? { ...part, source: '' } : part));
		this.update(markdown);
	}

	#begin(): void {
		this.#finished = '';
		this.#finishedParts = 0;
	}

	#drawPart(block: SafeBlock, source: string): DrawnPart {
		// Each part is read in the direction of its own words.
		const el = createDiv({ cls: 'praxis-block', attr: { dir: 'auto' } });
		const before = this.#marks;
		this.#drawBlock(el, block);
		return { source, el, hasMarks: this.#marks > before };
	}

	#drawBlock(parent: HTMLElement, block: SafeBlock): void {
		switch (block.kind) {
			case 'paragraph':
				return this.#drawInline(parent.createEl('p'), block.children);
			case 'heading': {
				const level = String(Math.min(6, block.level + LEVELS_ABOVE));
				return this.#drawInline(parent.createEl('p', { cls: 'praxis-heading', attr: { role: 'heading', 'aria-level': level } }), block.children);
			}
			case 'quote': {
				const el = parent.createEl('blockquote', { cls: 'praxis-quote' });
				drawQuote(el.createSpan({ cls: 'praxis-quote-text' }), block.text);
				for (const n of block.citations) this.#mark(el, n);
				return;
			}
			case 'list': {
				const el = parent.createEl(block.start === null ? 'ul' : 'ol');
				if (block.start !== null) el.setAttribute('start', String(block.start));
				for (const item of block.items) {
					const itemEl = el.createEl('li');
					for (const child of item) this.#drawBlock(itemEl, child);
				}
				return;
			}
			case 'table':
				return this.#drawTable(parent.createDiv({ cls: 'praxis-table', attr: { role: 'region', 'aria-label': words.turn.table, tabindex: '0' } }).createEl('table'), block.rows);
			case 'code':
				parent.createEl('pre', { attr: { role: 'region', 'aria-label': words.turn.code, tabindex: '0' } }).createEl('code', { text: block.text });
				return;
			case 'rule':
				parent.createEl('hr');
		}
	}

	#mark(parent: HTMLElement, n: number): void {
		this.#marks++;
		this.cite(parent, n);
	}

	#drawTable(el: HTMLElement, rows: readonly (readonly (readonly SafeInline[])[])[]): void {
		rows.forEach((row, index) => {
			const rowEl = el.createEl('tr');
			for (const cell of row) this.#drawInline(rowEl.createEl(index === 0 ? 'th' : 'td'), cell);
		});
	}

	#drawInline(parent: HTMLElement, parts: readonly SafeInline[]): void {
		for (const part of parts) {
			if (part.kind === 'text') parent.appendText(part.text);
			else if (part.kind === 'code') parent.createEl('code', { text: part.text });
			else if (part.kind === 'break') parent.createEl('br');
			else if (part.kind === 'citation') this.#mark(parent, part.n);
			else if (part.kind === 'link') this.#drawInline(parent.createEl('a', { cls: 'external-link', href: part.url, title: part.url, attr: { rel: 'noopener nofollow', target: '_blank' } }), part.children);
			else this.#drawInline(parent.createEl(TAGS[part.kind]), part.children);
		}
	}
}

/** Every character of the quote is there; its signs are hidden by their style. */
function drawQuote(el: HTMLElement, quote: string): void {
	for (const { kind, text } of readQuotePieces(quote)) {
		if (kind === 'text') el.appendText(text);
		else el.createEl(QUOTE_TAGS[kind], { cls: `praxis-quote-${kind}`, text });
	}
}
