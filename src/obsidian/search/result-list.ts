/**
 * Notes that were found, each with its blocks and the words marked; one row is the chosen one. It searches nothing and
 * holds no focus: the field beside it does, and hands over keys.
 */
import { setIcon, type App, type PaneType } from 'obsidian';
import type { FoundBlock, Hit } from '../../core/search/hit';
import type { Quote, SearchDesk } from '../../core/search/search-desk';
import type { Span } from '../../core/lib/note';
import { folderOf } from '../../core/lib/vault-path';
import { noteName } from '../note-name';
import { words } from '../words';
import { dragAsLink, openPlace, placeMenu, type FoundPlace } from './found-place';

/** A note in the list. One without a hit stands there by its name alone. */
export interface FoundNote {
	readonly path: string;
	readonly hit: Hit | null;
	/** Shown after the title instead of its folder. */
	readonly about?: string;
}

export interface ResultListOptions {
	readonly app: App;
	readonly id: string;
	readonly desk: () => SearchDesk | null;
	/** Something was opened. */
	readonly opened: (newLeaf: PaneType | false) => void;
	/** The chosen row changed, for a screen reader: the id of its element. */
	readonly chose: (id: string | null) => void;
}

type Block = Pick<FoundBlock, 'headings' | 'matches'> & Pick<Hit, 'block' | 'snippet'>;

/** Notes drawn at once; the next ones when the end comes into view. */
const AT_ONCE = 8;
const PAGE = 5;
/** Pixels from the end. */
const NEAR_END = 400;

export class ResultList {
	readonly el: HTMLElement;
	#rows: { readonly el: HTMLElement; place: FoundPlace; readonly key: string }[] = [];
	#at = 0;
	#notes: readonly FoundNote[] = [];
	#quotes: ReadonlyMap<string, Quote | null> = new Map();
	#drawn = 0;
	readonly #endEl: HTMLElement;
	readonly #observer: IntersectionObserver | null;

	/** `scrollEl` scrolls; more is drawn while its end is near, however high it is. */
	constructor(
		scrollEl: HTMLElement,
		private readonly options: ResultListOptions,
	) {
		this.el = scrollEl.createDiv({ cls: 'search-results-children praxis-results', attr: { role: 'listbox', id: options.id, 'aria-label': words.searching.results, tabindex: '-1' } });
		this.#endEl = scrollEl.createDiv();
		this.#observer = typeof IntersectionObserver === 'undefined' ? null : new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#drawMore(), { root: scrollEl, rootMargin: `${NEAR_END}px` });
		// The field keeps the focus: what is pointed at is taken, not gone to.
		this.el.addEventListener('mousedown', (event) => event.button === 0 && !(event.target as HTMLElement).closest('[draggable]') && event.preventDefault());
	}

	get chosen(): FoundPlace | null {
		return this.#rows[this.#at]?.place ?? null;
	}

	/** Draws other notes; the row that was chosen stays so while it is there and `keeps`. */
	show(notes: readonly FoundNote[], { quotes, keeps }: { readonly quotes: ReadonlyMap<string, Quote | null>; readonly keeps: boolean }): void {
		const before = keeps ? this.#rows[this.#at]?.key : undefined;
		// Where nothing was scrolled or chosen, what stands below comes by itself.
		const least = keeps && (this.#at > 0 || (this.el.parentElement?.scrollTop ?? 0) > 0) ? this.#drawn : 0;
		this.el.empty();
		this.#rows = [];
		this.el.toggle(notes.length > 0);
		this.#notes = notes;
		this.#quotes = quotes;
		this.#drawn = 0;
		do this.#drawMore();
		while (this.#drawn < Math.min(least, notes.length));
		this.#choose(Math.max(0, before === undefined ? 0 : this.#rows.findIndex(({ key }) => key === before)), false);
	}

	#drawMore(): void {
		for (const note of this.#notes.slice(this.#drawn, this.#drawn + AT_ONCE)) this.#drawNote(this.el, note, this.#quotes);
		this.#drawn = Math.min(this.#notes.length, this.#drawn + AT_ONCE);
		// It tells again only of what it looks at anew.
		this.#observer?.unobserve(this.#endEl);
		if (this.#drawn < this.#notes.length) this.#observer?.observe(this.#endEl);
	}

	/** True when the key was for the list. */
	takeKey(event: KeyboardEvent): boolean {
		const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[event.key];
		if (by === undefined || event.altKey || event.shiftKey || this.#rows.length === 0) return false;
		// What is out of sight is drawn as it is reached.
		if (this.#at + by >= this.#rows.length) this.#drawMore();
		const last = this.#rows.length - 1;
		const next = this.#at + by;
		this.#choose(Math.abs(by) === 1 ? (next < 0 ? last : next > last ? 0 : next) : Math.min(last, Math.max(0, next)), true);
		return true;
	}

	open(place: FoundPlace, newLeaf: PaneType | false): void {
		this.options.opened(newLeaf);
		void openPlace(this.options.app, place, newLeaf);
	}

	#choose(at: number, scrolls: boolean): void {
		this.#rows[this.#at]?.el.removeClass('is-selected');
		this.#rows[this.#at]?.el.setAttribute('aria-selected', 'false');
		this.#at = at;
		const row = this.#rows[at];
		row?.el.addClass('is-selected');
		row?.el.setAttribute('aria-selected', 'true');
		if (scrolls) row?.el.scrollIntoView({ block: 'nearest' });
		this.options.chose(row?.el.id ?? null);
	}

	#drawNote(parent: HTMLElement, { path, hit, about }: FoundNote, quotes: ReadonlyMap<string, Quote | null>): void {
		const el = parent.createDiv({ cls: 'tree-item search-result praxis-found-note', attr: { role: 'group', 'aria-label': noteName(path) } });
		const head = this.#addRow(el, 'tree-item-self search-result-file-title is-clickable praxis-found-title', { path, block: null, headings: [] });
		head.createSpan({ cls: 'tree-item-inner praxis-found-name', text: noteName(path), attr: { dir: 'auto' } });
		const place = about ?? folderOf(path);
		if (place !== '') head.createSpan({ cls: 'praxis-found-folder', text: place, attr: { dir: 'auto' } });
		void this.options.desk()?.isPrivate(path).then((isPrivate) => isPrivate && drawPrivate(head));
		if (!hit) return;
		const blocks: Block[] = [...(hit.block && (hit.matches.length > 0 || hit.others.length === 0) ? [hit] : []), ...hit.others];
		if (hit.matches.length === 0 && hit.reasons.length > 0) el.createDiv({ cls: 'praxis-found-reason', text: hit.reasons.map(({ place: where, words: found }) => `${found.map((word) => `“${word}”`).join(', ')} ${words.searching.places[where]}`).join(' · ') });
		const matchesEl = el.createDiv({ cls: 'search-result-file-matches praxis-found-blocks', attr: { role: 'presentation' } });
		for (const block of blocks) this.#drawBlock(matchesEl, { hit, block, quotes });
	}

	#drawBlock(parent: HTMLElement, { hit, block, quotes }: { hit: Hit; block: Block; quotes: ReadonlyMap<string, Quote | null> }): void {
		if (!block.block || !block.snippet) return;
		const { snippet } = block;
		const row = this.#addRow(parent, 'search-result-file-match tappable praxis-found-block', { path: hit.path, version: hit.version, block: block.block, headings: block.headings });
		const heading = block.headings.at(-1);
		if (heading !== undefined) row.createDiv({ cls: 'praxis-found-heading', text: heading, attr: { dir: 'auto' } });
		const textEl = row.createDiv({ cls: 'praxis-found-text' });
		const fill = (quote: Quote | null): void => {
			const held = this.#rows.find(({ el }) => el === row);
			if (quote && held) held.place = { ...held.place, shown: { span: snippet, text: quote.text } };
			drawQuote(textEl, quote);
		};
		const known = quotes.get(quoteKey(hit, block));
		if (known !== undefined) return fill(known);
		void this.options.desk()?.quote(hit, block).then(fill);
	}

	#addRow(parent: HTMLElement, cls: string, place: FoundPlace): HTMLElement {
		const index = this.#rows.length;
		const el = parent.createDiv({ cls, attr: { role: 'option', id: `${this.options.id}-${index}`, 'aria-selected': 'false' } });
		this.#rows.push({ el, place, key: `${place.path} ${place.block?.span.start ?? ''}` });
		const now = (): FoundPlace => this.#rows[index]?.place ?? place;
		const open = (newLeaf: PaneType | false): void => this.open(now(), newLeaf);
		el.addEventListener('click', (event) => open(event.ctrlKey || event.metaKey ? (event.altKey ? 'split' : 'tab') : false));
		el.addEventListener('auxclick', (event) => event.button === 1 && open('tab'));
		el.addEventListener('contextmenu', (event) => placeMenu(this.options.app, event, { place: now(), open }));
		dragAsLink(this.options.app, el, place);
		return el;
	}
}

/** What quotes are known by. */
export function quoteKey({ path, version }: Pick<Hit, 'path' | 'version'>, { snippet }: Pick<Block, 'snippet'>): string {
	return `${path} ${version} ${snippet?.start ?? ''}`;
}

/** Quotes of the notes that are drawn at once, so that nothing jumps when they are. */
export async function firstQuotes(desk: SearchDesk, hits: readonly Hit[]): Promise<Map<string, Quote | null>> {
	const blocks = hits.slice(0, AT_ONCE).flatMap((hit) => [hit, ...hit.others].map((block) => ({ hit, block })));
	return new Map(await Promise.all(blocks.map(async ({ hit, block }) => [quoteKey(hit, block), await desk.quote(hit, block)] as const)));
}

export function drawPrivate(parent: HTMLElement): void {
	const el = parent.createSpan({ cls: 'praxis-found-private' });
	setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'lock');
	el.createSpan({ text: words.searching.isPrivate });
}

function drawQuote(el: HTMLElement, quote: Quote | null): void {
	el.empty();
	if (!quote) return void el.createSpan({ cls: 'praxis-muted', text: words.searching.stale });
	el.setAttribute('dir', 'auto');
	if (quote.isCut.before) el.appendText('…');
	drawMarked(el, quote.text, quote.matches);
	if (quote.isCut.after) el.appendText('…');
}

/** The text with the ranges marked as the app marks what its own search finds. */
export function drawMarked(el: HTMLElement, text: string, matches: readonly Span[]): void {
	let from = 0;
	for (const { start, end } of matches) {
		if (start < from) continue;
		el.appendText(text.slice(from, start));
		el.createSpan({ cls: 'search-result-file-matched-text', text: text.slice(start, end) });
		from = end;
	}
	el.appendText(text.slice(from));
}
