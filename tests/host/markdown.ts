/** Draws Markdown: links, embeds as links, tasks, tags, callouts, block lines as `data-line`, and the plugin's post-processors. */
import MarkdownIt from 'markdown-it';
import type { App } from './app';
import { Component, reportLater } from './events';
import { setIcon } from './icons';

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

parser.inline.ruler.before('link', 'wikilink', (state, silent) => {
	const match = /^(!?)\[\[([^[\]\n]+?)\]\]/.exec(state.src.slice(state.pos));
	if (!match) return false;
	if (!silent) {
		const [target = '', ...alias] = (match[2] ?? '').split('|');
		const token = state.push('wikilink', 'a', 0);
		token.content = alias.join('|') || target.replace(/^#/, '').replace(/#/g, ' > ');
		token.attrs = [['data-href', target.trim()], ['class', match[1] ? 'internal-link internal-embed' : 'internal-link']];
	}
	state.pos += match[0].length;
	return true;
});
parser.renderer.rules.wikilink = (tokens, at) => {
	const token = tokens[at];
	const href = parser.utils.escapeHtml(String(token?.attrGet('data-href') ?? ''));
	return `<a class="${token?.attrGet('class') ?? ''}" data-href="${href}" href="${href}">${parser.utils.escapeHtml(token?.content ?? '')}</a>`;
};
parser.core.ruler.push('block-lines', (state) => {
	for (const token of state.tokens) if (token.map && token.nesting !== -1) token.attrSet('data-line', String(token.map[0]));
});

export interface PostProcessor {
	(el: HTMLElement, context: unknown): unknown;
	sortOrder?: number;
}

export class MarkdownRenderChild extends Component {
	containerEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.containerEl = containerEl;
	}
}

interface Rendering {
	app: App;
	markdown: string;
	el: HTMLElement;
	sourcePath: string;
	component: Component;
}

export class MarkdownRenderer extends MarkdownRenderChild {
	/** Appends to `el`; `component` owns what the drawing needs to clean up. */
	static async render(app: App, markdown: string, el: HTMLElement, sourcePath: string, component: Component): Promise<void> {
		await draw({ app, markdown, el, sourcePath, component });
	}

	static async renderMarkdown(): Promise<void> {
		throw new Error('MarkdownRenderer.renderMarkdown is deprecated: use render');
	}
}

async function draw({ app, markdown, el, sourcePath, component }: Rendering): Promise<void> {
	if (!(component instanceof Component)) throw new Error('MarkdownRenderer.render needs a Component');
	const body = markdown.replace(/^---\r?\n[\s\S]*?\r?\n---[ \t]*(?=\r?\n|$)/, (head) => head.replace(/[^\n]/g, ''));
	const holder = document.createElement('template');
	holder.innerHTML = parser.render(body.replace(/%%[\s\S]*?%%/g, (comment) => comment.replace(/[^\n]/g, '')));
	dressLinks(app, holder.content, sourcePath);
	dressTasks(holder.content);
	dressCallouts(holder.content);
	dressText(holder.content);
	const made = [...holder.content.childNodes];
	el.append(holder.content);
	const context = { docId: sourcePath, sourcePath, frontmatter: app.metadataCache.getCache(sourcePath)?.frontmatter, addChild: (child: Component) => component.addChild(child), getSectionInfo: (part: HTMLElement) => sectionInfo(part) };
	const lines = new Map<Element, number>();
	const sectionInfo = (part: HTMLElement): object | null => {
		const lineStart = [...lines].find(([section]) => section.contains(part))?.[1];
		if (lineStart === undefined) return null;
		const next = [...lines.values()].find((line) => line > lineStart) ?? markdown.split('\n').length;
		return { text: markdown, lineStart, lineEnd: next - 1 };
	};
	for (const node of made) {
		if (!(node instanceof HTMLElement)) continue;
		const section = createDiv();
		const line = node.dataset['line'] ?? node.querySelector<HTMLElement>('[data-line]')?.dataset['line'];
		if (line !== undefined) lines.set(section, Number(line));
		node.replaceWith(section);
		section.append(node);
		for (const process of app.postProcessors__) await Promise.resolve(process(section, context)).catch(reportLater);
	}
}

function dressLinks(app: App, root: DocumentFragment, sourcePath: string): void {
	root.querySelectorAll<HTMLAnchorElement>('a').forEach((link) => {
		const href = link.getAttribute('href') ?? '';
		if (link.hasAttribute('data-href')) {
			if (!app.metadataCache.getFirstLinkpathDest((link.dataset.href ?? '').split('#')[0] ?? '', sourcePath)) link.classList.add('is-unresolved');
		} else if (/^[a-z][a-z0-9+.-]*:/i.test(href)) {
			link.className = 'external-link';
			link.rel = 'noopener nofollow';
			link.target = '_blank';
		} else {
			link.className = 'internal-link';
			link.dataset.href = decodeURIComponent(href);
		}
	});
}

function dressTasks(root: DocumentFragment): void {
	root.querySelectorAll('li').forEach((item) => {
		const holder = item.querySelector(':scope > p') ?? item;
		const first = holder.firstChild;
		const match = first?.nodeType === Node.TEXT_NODE ? /^\[(.)\] /.exec(first.textContent ?? '') : null;
		if (!match || !first) return;
		first.textContent = (first.textContent ?? '').slice(4);
		item.className = 'task-list-item';
		item.dataset.task = match[1] ?? ' ';
		const box = createEl('input', { type: 'checkbox', cls: 'task-list-item-checkbox' });
		box.checked = match[1] !== ' ';
		box.disabled = true;
		holder.prepend(box);
	});
}

function dressCallouts(root: DocumentFragment): void {
	root.querySelectorAll('blockquote').forEach((quote) => {
		const first = quote.querySelector(':scope > p');
		const match = /^\[!([\w-]+)\][+-]?[ ]?(.*)/.exec(first?.firstChild?.textContent ?? '');
		if (!first || !match) return;
		const callout = createDiv({ cls: 'callout', attr: { 'data-callout': (match[1] ?? 'note').toLowerCase() } });
		const title = callout.createDiv('callout-title');
		setIcon(title.createDiv('callout-icon'), 'pencil');
		title.createDiv({ cls: 'callout-title-inner', text: match[2] || (match[1] ?? '').replace(/^./, (letter) => letter.toUpperCase()) });
		first.firstChild?.remove();
		const body = callout.createDiv('callout-content');
		body.append(...quote.childNodes);
		callout.dataset.line = quote.dataset.line ?? '0';
		quote.replaceWith(callout);
	});
}

/** Tags become links, `==marks==` become marks, block ids disappear. */
function dressText(root: DocumentFragment): void {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	for (const text of texts) {
		if (text.parentElement?.closest('code, a, pre')) continue;
		const value = text.data.replace(/[ \t]\^[A-Za-z0-9-]+$/, '');
		const pieces = value.split(/((?:^|(?<=\s))#[\p{L}\p{N}_/-]*[\p{L}_/-][\p{L}\p{N}_/-]*|==[^=]+==)/u);
		if (pieces.length === 1 && value === text.data) continue;
		text.replaceWith(...pieces.map(dressPiece));
	}
}

function dressPiece(piece: string): string | HTMLElement {
	if (/^#\S/.test(piece)) return createEl('a', { cls: 'tag', href: piece, text: piece });
	if (/^==.+==$/.test(piece)) return createEl('mark', { text: piece.slice(2, -2) });
	return piece;
}
