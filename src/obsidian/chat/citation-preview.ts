/** The small card beside a citation: where it stands, and its words marked in the note as it is now. */
import { type App, Component } from 'obsidian';
import { readFrontMatter } from '../../core/lib/front-matter';
import type { Citation } from '../../core/runs/outcome';
import { findQuote } from '../find-quote';
import { placeName } from './place-name';
import { words } from '../words';

const SHOW_AFTER_MS = 250;
const HIDE_AFTER_MS = 200;
/** Characters of the note shown on each side of the quote. */
const CONTEXT = 160;
const GAP_PX = 4;
/** Between the card and the pane's sides. */
const EDGE_PX = 8;

export class CitationPreview extends Component {
	#card: HTMLElement | null = null;
	#timer = 0;

	/** The card is drawn inside `pane`, a positioned element that it never leaves. */
	constructor(
		private readonly app: App,
		private readonly pane: HTMLElement,
	) {
		super();
	}

	override onload(): void {
		this.registerDomEvent(this.pane, 'keydown', (event) => {
			if (event.key === 'Escape' && this.#card) {
				event.stopPropagation();
				this.hide();
			}
		});
	}

	override onunload(): void {
		this.hide();
	}

	/** Shows the card while the pointer or the focus is on `target`. */
	attach(target: HTMLElement, citation: Citation): void {
		const show = (): void => this.#later(() => void this.#show(target, citation), SHOW_AFTER_MS);
		const hide = (): void => this.#later(() => this.hide(), HIDE_AFTER_MS);
		target.addEventListener('pointerenter', (event) => {
			if (event.pointerType !== 'touch') show();
		});
		target.addEventListener('pointerleave', hide);
		target.addEventListener('focus', () => {
			if (target.matches(':focus-visible')) show();
		});
		target.addEventListener('blur', hide);
	}

	hide(): void {
		this.pane.win.clearTimeout(this.#timer);
		this.#card?.remove();
		this.#card = null;
	}

	#later(action: () => void, ms: number): void {
		this.pane.win.clearTimeout(this.#timer);
		this.#timer = this.pane.win.setTimeout(action, ms);
	}

	async #show(target: HTMLElement, citation: Citation): Promise<void> {
		const file = this.app.vault.getFileByPath(citation.path);
		// A note that cannot be read now is shown as gone; opening it says why.
		const text = file ? await this.app.vault.cachedRead(file).catch(() => null) : null;
		if (!target.isConnected) return;
		this.hide();
		const card = this.pane.createDiv({ cls: 'praxis-preview', attr: { role: 'tooltip' } });
		this.#card = card;
		card.createDiv({ cls: 'praxis-preview-place', text: placeName(citation) });
		drawQuoteInContext(card, citation, text);
		card.addEventListener('pointerenter', () => this.pane.win.clearTimeout(this.#timer));
		card.addEventListener('pointerleave', () => this.#later(() => this.hide(), HIDE_AFTER_MS));
		this.#place(card, target);
	}

	/** Below the target, or above it when there is no room; never beyond the pane's edges. */
	#place(card: HTMLElement, target: HTMLElement): void {
		const pane = this.pane.getBoundingClientRect();
		const at = target.getBoundingClientRect();
		const below = at.bottom - pane.top + GAP_PX;
		const fits = below + card.offsetHeight <= pane.height;
		const top = fits ? below : Math.max(GAP_PX, at.top - pane.top - card.offsetHeight - GAP_PX);
		const left = Math.max(EDGE_PX, Math.min(at.left - pane.left, pane.width - card.offsetWidth - EDGE_PX));
		card.setCssProps({ '--praxis-preview-top': `${Math.round(top)}px`, '--praxis-preview-left': `${Math.round(left)}px` });
	}
}

function drawQuoteInContext(card: HTMLElement, citation: Citation, text: string | null): void {
	const body = card.createDiv({ cls: 'praxis-preview-text' });
	const span = text === null ? null : findQuote(text, citation);
	if (text === null || !span) {
		body.createEl('mark', { text: citation.quote });
		card.createDiv({ cls: 'praxis-preview-note', text: text === null ? words.citation.gone : words.citation.changed });
		return;
	}
	const from = Math.max(span.start - CONTEXT, bodyStart(text, span.start));
	const to = Math.min(span.end + CONTEXT, text.length);
	const before = withoutEmptyLines(text.slice(from, span.start)).trimStart();
	const after = withoutEmptyLines(text.slice(span.end, to)).trimEnd();
	body.appendText(from > 0 && /\S/.test(text.charAt(from - 1)) ? before.replace(/^\S+/, '…') : before);
	body.createEl('mark', { text: citation.quote });
	body.appendText(to < text.length ? after.replace(/\S+$/, '…') : after);
}

/** Where the note begins below its properties; 0 when the quote itself stands in them. */
function bodyStart(text: string, before: number): number {
	const end = readFrontMatter(text).frontMatter?.span.end ?? 0;
	return end <= before ? end : 0;
}

function withoutEmptyLines(text: string): string {
	return text.replace(/\n\s*\n/g, '\n');
}
