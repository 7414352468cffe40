/**
 * An answer in its element, drawn from safe parts only (see `core/guard/answer-parts`). Obsidian's own renderer
 * is not used: it would fetch images, keep HTML, and hand code blocks to whatever plugin claims their language.
 */
import { readAnswerParts, type SafeBlock, type SafeInline } from '../../core/guard/answer-parts';
import { readQuotePieces } from './quote-pieces';

/** Draws the mark of citation `n`, counted from 1, into `parent`. */
export type DrawCitation = (parent: HTMLElement, n: number) => void;

/** The view owns the heading levels above: an answer's headings stand below the question's. */
const LEVELS_ABOVE = 3;
const TAGS = { strong: 'strong', emphasis: 'em', strike: 's' } as const;
const QUOTE_TAGS = { strong: 'strong', emphasis: 'em', code: 'code', highlight: 'span', sign: 'span', bar: 'span' } as const;

export class AnswerElement {
	private drawn: { readonly source: string; readonly el: HTMLElement }[] = [];

	constructor(
		private readonly el: HTMLElement,
		private readonly cite: DrawCitation,
	) {}

	/** Draws what changed: the parts before the first difference stay the elements they are. */
	update(markdown: string): void {
		const parts = readAnswerParts(markdown);
		let same = 0;
		while (same < this.drawn.length && this.drawn[same]?.source === parts[same]?.source) same++;
		for (const old of this.drawn.splice(same)) old.el.remove();
		for (const { block, source } of parts.slice(same)) {
			const el = this.el.createDiv({ cls: 'praxis-block' });
			this.drawBlock(el, block);
			this.drawn.push({ source, el });
		}
	}

	/** Draws everything anew: the citations behind the marks are known now. */
	redraw(markdown: string): void {
		for (const old of this.drawn.splice(0)) old.el.remove();
		this.update(markdown);
	}

	private drawBlock(parent: HTMLElement, block: SafeBlock): void {
		switch (block.kind) {
			case 'paragraph':
				return this.drawInline(parent.createEl('p'), block.children);
			case 'heading': {
				const level = String(Math.min(6, block.level + LEVELS_ABOVE));
				return this.drawInline(parent.createEl('p', { cls: 'praxis-heading', attr: { role: 'heading', 'aria-level': level } }), block.children);
			}
			case 'quote': {
				const el = parent.createEl('blockquote', { cls: 'praxis-quote' });
				drawQuote(el.createSpan({ cls: 'praxis-quote-text' }), block.text);
				for (const n of block.citations) this.cite(el, n);
				return;
			}
			case 'list': {
				const el = parent.createEl(block.start === null ? 'ul' : 'ol');
				if (block.start !== null) el.setAttribute('start', String(block.start));
				for (const item of block.items) {
					const itemEl = el.createEl('li');
					for (const child of item) this.drawBlock(itemEl, child);
				}
				return;
			}
			case 'table':
				return this.drawTable(parent.createEl('table'), block.rows);
			case 'code':
				parent.createEl('pre').createEl('code', { text: block.text });
				return;
			case 'rule':
				parent.createEl('hr');
		}
	}

	private drawTable(el: HTMLElement, rows: readonly (readonly (readonly SafeInline[])[])[]): void {
		rows.forEach((row, index) => {
			const rowEl = el.createEl('tr');
			for (const cell of row) this.drawInline(rowEl.createEl(index === 0 ? 'th' : 'td'), cell);
		});
	}

	private drawInline(parent: HTMLElement, parts: readonly SafeInline[]): void {
		for (const part of parts) {
			if (part.kind === 'text') parent.appendText(part.text);
			else if (part.kind === 'code') parent.createEl('code', { text: part.text });
			else if (part.kind === 'break') parent.createEl('br');
			else if (part.kind === 'citation') this.cite(parent, part.n);
			else if (part.kind === 'link') this.drawInline(parent.createEl('a', { cls: 'external-link', href: part.url, title: part.url, attr: { rel: 'noopener nofollow', target: '_blank' } }), part.children);
			else this.drawInline(parent.createEl(TAGS[part.kind]), part.children);
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
