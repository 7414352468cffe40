/**
 * Draws an answer as elements made here, one by one: nothing in it can run, load, embed or reach out.
 *
 * Obsidian's own renderer is not used, because an answer holds words of notes and of models: an image would be
 * fetched, HTML kept, a code block handed to whatever plugin claims its language. Quotes are drawn as plain text.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Blockquote, List, Nodes, PhrasingContent, RootContent, Table } from 'mdast';

/** Draws the mark of citation `n`, counted from 1, into `parent`. */
export type DrawCitation = (parent: HTMLElement, n: number) => void;

const CITATION = /\[\^(\d{1,4})\]/g;
const LAST_CITATIONS = /(?:\s*\[\^\d{1,4}\])+\s*$/;

interface DrawnBlock {
	readonly source: string;
	readonly el: HTMLElement;
}

/** An answer in its element. As the text grows, the blocks that stayed the same are not drawn again. */
export class SafeMarkdown {
	private drawn: DrawnBlock[] = [];

	constructor(
		private readonly el: HTMLElement,
		private readonly cite: DrawCitation,
	) {}

	/** Draws everything anew: the citations behind the marks are known now. */
	redraw(markdown: string): void {
		for (const old of this.drawn.splice(0)) old.el.remove();
		this.update(markdown);
	}

	update(markdown: string): void {
		const blocks = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;
		const sources = blocks.map((block) => sourceOf(block, markdown));
		let same = 0;
		while (same < this.drawn.length && this.drawn[same]?.source === sources[same]) same++;
		for (const old of this.drawn.splice(same)) old.el.remove();
		blocks.slice(same).forEach((block, i) => {
			const el = this.el.createDiv({ cls: 'praxis-block' });
			this.drawBlock(el, block, markdown);
			this.drawn.push({ source: sources[same + i] ?? '', el });
		});
	}

	private drawBlock(parent: HTMLElement, block: RootContent, markdown: string): void {
		if (block.type === 'paragraph') this.drawInline(parent.createEl('p'), block.children);
		else if (block.type === 'heading') {
			// The view owns the levels above: an answer's headings stand below the question's.
			const heading = parent.createEl('p', { cls: 'praxis-heading', attr: { role: 'heading', 'aria-level': String(Math.min(6, block.depth + 3)) } });
			this.drawInline(heading, block.children);
		} else if (block.type === 'blockquote') this.drawQuote(parent, block, markdown);
		else if (block.type === 'list') this.drawList(parent, block, markdown);
		else if (block.type === 'table') this.drawTable(parent, block);
		else if (block.type === 'code') parent.createEl('pre').createEl('code', { text: block.value });
		else if (block.type === 'thematicBreak') parent.createEl('hr');
		else this.drawText(parent.createEl('p'), sourceOf(block, markdown));
	}

	private drawList(parent: HTMLElement, list: List, markdown: string): void {
		const el = parent.createEl(list.ordered ? 'ol' : 'ul');
		if (list.ordered && typeof list.start === 'number') el.setAttribute('start', String(list.start));
		for (const item of list.children) {
			const itemEl = el.createEl('li');
			for (const child of item.children) this.drawBlock(itemEl, child, markdown);
		}
	}

	private drawTable(parent: HTMLElement, table: Table): void {
		const el = parent.createEl('table');
		table.children.forEach((row, index) => {
			const rowEl = el.createEl('tr');
			for (const cell of row.children) this.drawInline(rowEl.createEl(index === 0 ? 'th' : 'td'), cell.children);
		});
	}

	/** The note's words exactly as they stand; only citations after the last word are marks. */
	private drawQuote(parent: HTMLElement, quote: Blockquote, markdown: string): void {
		const text = sourceOf(quote, markdown).replace(/^ {0,3}> ?/gm, '');
		const marks = LAST_CITATIONS.exec(text)?.[0] ?? '';
		const el = parent.createEl('blockquote', { cls: 'praxis-quote' });
		el.createSpan({ cls: 'praxis-quote-text', text: text.slice(0, text.length - marks.length) });
		this.drawText(el, marks.trimEnd());
	}

	private drawInline(parent: HTMLElement, nodes: readonly PhrasingContent[]): void {
		for (const node of nodes) {
			if (node.type === 'text') this.drawText(parent, node.value);
			else if (node.type === 'inlineCode') parent.createEl('code', { text: node.value });
			else if (node.type === 'break') parent.createEl('br');
			else if (node.type === 'strong') this.drawInline(parent.createEl('strong'), node.children);
			else if (node.type === 'emphasis') this.drawInline(parent.createEl('em'), node.children);
			else if (node.type === 'delete') this.drawInline(parent.createEl('s'), node.children);
			else if (node.type === 'link') this.drawLink(parent, node.url, node.children);
			else if (node.type === 'image') parent.appendText(node.alt ?? '');
			else if (node.type === 'html') parent.appendText(node.value);
			else if ('children' in node) this.drawInline(parent, node.children);
		}
	}

	private drawLink(parent: HTMLElement, url: string, children: readonly PhrasingContent[]): void {
		if (!/^https?:\/\//i.test(url)) return this.drawInline(parent, children);
		this.drawInline(parent.createEl('a', { cls: 'external-link', href: url, title: url, attr: { rel: 'noopener nofollow', target: '_blank' } }), children);
	}

	private drawText(parent: HTMLElement, text: string): void {
		let from = 0;
		for (const match of text.matchAll(CITATION)) {
			parent.appendText(text.slice(from, match.index));
			this.cite(parent, Number(match[1]));
			from = match.index + match[0].length;
		}
		parent.appendText(text.slice(from));
	}
}

function sourceOf(node: Nodes, markdown: string): string {
	return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
