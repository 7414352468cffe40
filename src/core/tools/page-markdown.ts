/**
 * A web page as Markdown for a model to read: its text with headings, lists, tables, code and addresses. Not for showing:
 * what is left of the page is data by strangers. Scripts, forms, frames and what the page itself hides are left out.
 */
import { Parser } from 'htmlparser2';
import { decodeReferences } from '../lib/character-references';

const LEFT_OUT = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'frame', 'frameset', 'object', 'embed', 'canvas', 'audio', 'video', 'nav', 'footer', 'form', 'button', 'select', 'textarea', 'dialog', 'menu']);
/** Never with an end of their own: whatever stands behind them is not inside. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr', 'frame']);
const BLOCKS = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul']);
/** Nested deeper, marks are no longer indented. */
const DEEPEST = 12;

export interface Page {
	readonly title: string;
	readonly markdown: string;
}

/** `html` as far as it goes: a page that was cut off is read to there. Never throws. Addresses are made whole with `base`. */
export function pageMarkdown(html: string, base: string): Page {
	const writer = new Writer(base);
	const parser = new Parser({ onopentag: (name, attributes) => writer.open(name, decoded(attributes)), onclosetag: (name) => writer.close(name), ontext: (text) => writer.text(decodeReferences(text)) }, { decodeEntities: false });
	parser.end(html);
	return writer.page();
}

type Attributes = Readonly<Record<string, string>>;

function decoded(attributes: Attributes): Attributes {
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, decodeReferences(value)]));
}

class Writer {
	private readonly lines: string[] = [];
	/** The line that is being written, without the marks that open it. */
	private line = '';
	/** Marks of a heading or list item that wait for their text. */
	private lead = '';
	private wantsBlank = false;
	private title = '';
	/** Elements that are open inside one that is left out, itself included. */
	private hidden: string[] = [];
	private inTitle = false;
	private inHead = false;
	private readonly lists: { readonly isOrdered: boolean; count: number }[] = [];
	private quotes = 0;
	private pre = 0;
	private readonly links: { readonly href: string; readonly at: number; readonly row: number }[] = [];

	constructor(private readonly base: string) {}

	open(name: string, attributes: Attributes): void {
		if (this.hidden.length > 0 || LEFT_OUT.has(name) || isHidden(attributes)) {
			if (!VOID.has(name)) this.hidden.push(name);
		} else if (name === 'head') this.inHead = true;
		else if (name === 'title') this.inTitle = true;
		else if (BLOCKS.has(name)) this.openBlock(name);
		else this.openInline(name, attributes);
	}

	close(name: string): void {
		if (this.hidden.length > 0) {
			const at = this.hidden.lastIndexOf(name);
			if (at >= 0) this.hidden.length = at;
		} else if (name === 'head') this.inHead = false;
		else if (name === 'title') this.inTitle = false;
		else if (BLOCKS.has(name)) this.closeBlock(name);
		else this.closeInline(name);
	}

	text(raw: string): void {
		if (this.hidden.length > 0) return;
		if (this.inTitle) this.title += raw;
		else if (this.inHead) return;
		else if (this.pre > 0) {
			const [first = '', ...rest] = raw.replace(/\r\n?/g, '\n').split('\n');
			this.line += first;
			for (const next of rest) {
				this.lines.push(this.prefix() + this.line);
				this.line = next;
			}
		} else this.line += raw.replace(/\s+/g, ' ');
	}

	page(): Page {
		this.endLine();
		return { title: this.title.replace(/\s+/g, ' ').trim(), markdown: this.lines.join('\n').trim() };
	}

	private openBlock(name: string): void {
		this.endLine();
		if (!isTight(name) && this.lists.length === 0) this.wantsBlank = true;
		if (name === 'pre') {
			this.push('```');
			this.pre++;
		} else if (name === 'ul' || name === 'ol') this.lists.push({ isOrdered: name === 'ol', count: 0 });
		else if (name === 'blockquote') this.quotes++;
		else if (name === 'hr') this.push('---');
		else if (name === 'li') this.lead = this.bullet();
		else if (/^h[1-6]$/.test(name)) this.lead = `${'#'.repeat(Number(name[1]))} `;
	}

	private closeBlock(name: string): void {
		if (name === 'pre' && this.pre > 0) {
			if (this.line !== '') this.lines.push(this.prefix() + this.line);
			this.line = '';
			this.pre--;
			this.push('```');
		}
		this.endLine();
		if (name === 'ul' || name === 'ol') this.lists.pop();
		if (name === 'blockquote') this.quotes = Math.max(0, this.quotes - 1);
		if (name === 'li' || /^h[1-6]$/.test(name)) this.lead = '';
		if (!isTight(name) && this.lists.length === 0) this.wantsBlank = true;
	}

	private openInline(name: string, { href, alt }: Attributes): void {
		if (name === 'br') this.endLine();
		else if (name === 'td' || name === 'th') this.line += this.line.trim() === '' ? '' : ' | ';
		else if (name === 'img' && alt !== undefined && alt.trim() !== '') this.text(`[Image: ${alt.trim()}]`);
		else if (name === 'code' && this.pre === 0) this.line += '`';
		else if (name === 'a') this.links.push({ href: this.addressOf(href), at: this.line.length, row: this.lines.length });
	}

	private closeInline(name: string): void {
		if (name === 'code' && this.pre === 0) this.line += '`';
		if (name !== 'a') return;
		const link = this.links.pop();
		// A link around whole blocks would not be one in Markdown.
		if (!link || link.href === '' || this.pre > 0 || link.row !== this.lines.length) return;
		const shown = this.line.slice(link.at);
		const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(shown) ?? [];
		if (words !== '') this.line = `${this.line.slice(0, link.at)}${before}[${words.replace(/[[\]]/g, '')}](${link.href})${after}`;
	}

	/** Only addresses of the web; within the page there is nothing to follow. */
	private addressOf(href = ''): string {
		if (href === '' || href.startsWith('#')) return '';
		try {
			const url = new URL(href, this.base);
			return url.protocol === 'https:' || url.protocol === 'http:' ? url.href.replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29')) : '';
		} catch {
			return ''; // No address: its words stand without one.
		}
	}

	private bullet(): string {
		const list = this.lists.at(-1);
		const indent = '  '.repeat(Math.min(DEEPEST, Math.max(0, this.lists.length - 1)));
		return list?.isOrdered ? `${indent}${++list.count}. ` : `${indent}- `;
	}

	private prefix(): string {
		return '> '.repeat(Math.min(DEEPEST, this.quotes));
	}

	/** Ends the line that is being written, if there is anything on it. */
	private endLine(): void {
		const text = this.line.replace(/ {2,}/g, ' ').trim();
		this.line = '';
		if (text === '') return;
		this.push(this.lead + text);
		this.lead = '';
	}

	private push(text: string): void {
		if (this.wantsBlank && this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('');
		this.wantsBlank = false;
		this.lines.push(this.prefix() + text);
	}
}

function isTight(name: string): boolean {
	return name === 'li' || name === 'tr' || name === 'dt' || name === 'dd' || name === 'tbody' || name === 'thead' || name === 'tfoot';
}

function isHidden({ hidden, style = '', 'aria-hidden': aria }: Attributes): boolean {
	return hidden !== undefined || aria === 'true' || /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|font-size\s*:\s*0/i.test(style);
}
