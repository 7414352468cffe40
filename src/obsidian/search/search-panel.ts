/**
 * Searching as the person types, for the modal and the pane: runs the query, drops what is out of date, and shows what was
 * found or why nothing was. It opens nothing by itself and knows nothing of where it stands.
 */
import { Component, Keymap, type PaneType } from 'obsidian';
import type { Attachment } from '../../core/app';
import type { SearchResult } from '../../core/search/content-index';
import { readQuery } from '../../core/search/query';
import { asVaultPath } from '../../core/lib/vault-path';
import { IndexBar } from '../index-bar';
import { drawLeftOut } from '../left-out';
import type { Session } from '../session';
import { words } from '../words';
import { copyLink, insertLink } from './found-place';
import { QueryBar } from './query-bar';
import { hintsOf, looser, type QueryHint } from './query-text';
import { firstQuotes, ResultList, type FoundNote } from './result-list';

export interface SearchPanelOptions {
	readonly session: Session;
	/** Tells the two places apart where ids must. */
	readonly id: string;
	readonly opened: (newLeaf: PaneType | false) => void;
	readonly ask: (attachments: readonly Attachment[]) => void;
	/** The query changed. */
	readonly changed?: (query: string) => void;
}

const LIMIT = 24;
const MORE = 4;
/** So many of the notes found are put beside a question. */
const ASKED = 8;
const LATELY = 12;
/** While the index changes the same query is asked again, this often at most. */
const AGAIN_MS = 600;
/** A search that took longer than a frame leaves the typing this many times as long to go on. */
const FRAME_MS = 16;
const REST = 3;

export class SearchPanel extends Component {
	readonly bar: QueryBar;
	readonly #index: IndexBar;
	readonly #statusEl: HTMLElement;
	readonly #askEl: HTMLElement;
	readonly #notesEl: HTMLElement;
	readonly #hintsEl: HTMLElement;
	readonly #moreEl: HTMLElement;
	readonly #tellLeftOut: () => void;
	readonly #list: ResultList;
	#round = 0;
	#timer = 0;
	/** The search under way: a later one takes its place. */
	#working: AbortController | null = null;
	#tookMs = 0;
	#limit = LIMIT;
	#shown: { readonly query: string; readonly paths: readonly string[] } = { query: '', paths: [] };

	constructor(
		private readonly el: HTMLElement,
		private readonly options: SearchPanelOptions,
	) {
		super();
		const { session, id } = options;
		el.addClass('praxis-search');
		const listId = `praxis-found-${id}`;
		this.bar = new QueryBar(el, { app: session.app, listId, typed: () => this.#typed(), key: (event) => this.#takeKey(event) });
		this.#index = new IndexBar(el, session);
		const line = el.createDiv({ cls: 'praxis-search-line' });
		this.#statusEl = line.createSpan({ cls: 'praxis-search-count', attr: { role: 'status' } });
		this.#askEl = line.createEl('button', { cls: 'praxis-link', text: words.searching.ask });
		this.#askEl.addEventListener('click', () => this.#ask());
		this.#hintsEl = el.createDiv({ cls: 'praxis-search-hints' });
		const scrollEl = el.createDiv({ cls: 'search-result-container praxis-search-scroll' });
		this.#notesEl = scrollEl.createDiv({ cls: 'praxis-search-notes' });
		this.#list = new ResultList(scrollEl, { app: session.app, id: listId, desk: () => session.praxis?.lookup ?? null, opened: options.opened, chose: (row) => this.#tellChosen(row) });
		this.#moreEl = scrollEl.createEl('button', { cls: 'praxis-more', text: words.searching.more });
		this.#moreEl.addEventListener('click', () => this.#showMore());
		this.#moreEl.hide();
		this.#tellLeftOut = drawLeftOut(scrollEl, session);
		this.#askEl.hide();
	}

	override onload(): void {
		this.register(this.options.session.onStatus((status) => {
			this.#index.update(status);
			this.#schedule(AGAIN_MS);
		}));
		this.register(() => this.el.win.clearTimeout(this.#timer));
		void this.#run();
	}

	override onunload(): void {
		this.#round++;
		this.#stopWorking();
	}

	focus(): void {
		this.bar.field.focus();
		this.bar.field.select();
	}

	#typed(): void {
		this.#limit = LIMIT;
		this.#round++;
		this.#stopWorking();
		this.#list.el.setAttribute('aria-busy', 'true');
		this.options.changed?.(this.bar.text);
		this.el.win.clearTimeout(this.#timer);
		this.#timer = 0;
		this.#schedule(this.#tookMs > FRAME_MS ? Math.min(300, this.#tookMs * REST) : 0);
	}

	/** Runs the query some time from now; one that is waiting already is enough. */
	#schedule(ms: number): void {
		if (this.#timer !== 0) return;
		this.#timer = this.el.win.setTimeout(() => {
			this.#timer = 0;
			// What changed while a search is under way is seen by the next one.
			if (this.#working) this.#schedule(AGAIN_MS);
			else void this.#run();
		}, ms);
	}

	#stopWorking(): void {
		this.#working?.abort();
		this.#working = null;
	}

	/** Never rejects. */
	async #run(): Promise<void> {
		const mine = ++this.#round;
		const { praxis } = this.options.session;
		if (!praxis) return this.#say(words.searching.loading);
		const query = this.bar.text;
		try {
			const began = performance.now();
			this.#stopWorking();
			const working = new AbortController();
			this.#working = working;
			const result = await praxis.lookup.find(query, { limit: this.#limit, signal: working.signal });
			this.#tookMs = performance.now() - began;
			if (!result || mine !== this.#round) return;
			const quotes = await firstQuotes(praxis.lookup, result.hits);
			if (mine === this.#round) this.#show(query, result, quotes);
		} catch (error) {
			console.error('Praxis: a search failed', error);
			if (mine === this.#round) this.#fail();
		} finally {
			if (mine === this.#round) this.#working = null;
		}
	}

	#show(query: string, result: SearchResult, quotes: Awaited<ReturnType<typeof firstQuotes>>): void {
		const isEmpty = query.trim() === '';
		const notes: FoundNote[] = isEmpty ? this.#lately() : result.hits.map((hit) => ({ path: hit.path, hit }));
		this.bar.showFilters(result.query);
		this.#list.show(notes, { quotes, keeps: query === this.#shown.query });
		this.#list.el.setAttribute('aria-busy', 'false');
		this.#shown = { query, paths: isEmpty ? [] : notes.map(({ path }) => path) };
		const isAll = result.hits.length < this.#limit;
		this.#say(isEmpty || notes.length === 0 ? '' : words.searching.found(notes.length, isAll));
		this.#askEl.toggle(this.#shown.paths.length > 0);
		this.#askEl.setAttribute('aria-label', words.searching.askLabel(Math.min(ASKED, notes.length)));
		this.#moreEl.toggle(!isEmpty && !isAll);
		this.#showHints(isEmpty ? [] : [...result.repairs.map(({ typed, meant }) => words.searching.repaired(typed, meant)), ...hintsOf(query, result.query).map(hintText)]);
		this.#tellLeftOut();
		this.#notesEl.empty();
		if (isEmpty) this.#drawEmpty(notes.length);
		else if (notes.length === 0) this.#drawNone(query);
	}

	/** Notes by name, what was changed last first. */
	#lately(): FoundNote[] {
		const found = this.options.session.praxis?.lookup.names.find('', { kinds: ['note', 'person'], limit: LATELY }) ?? [];
		return found.map(({ path }) => ({ path, hit: null }));
	}

	#drawEmpty(notes: number): void {
		const { state } = this.options.session.status;
		this.#notesEl.createDiv({ cls: 'praxis-empty', text: notes === 0 && state === 'ready' ? words.searching.noNotes : words.searching.empty });
		if (notes > 0) this.#notesEl.createDiv({ cls: 'praxis-search-label', text: words.searching.lately });
	}

	#drawNone(query: string): void {
		const { session } = this.options;
		const isPartial = session.status.state !== 'ready';
		const el = this.#notesEl.createDiv({ cls: 'praxis-empty' });
		el.createDiv({ cls: 'praxis-empty-title', text: isPartial ? words.searching.nonePartly : words.searching.none });
		for (const way of looser(query)) {
			el.createEl('button', { text: way.without === '' ? words.searching.looser : words.searching.without(way.without) }).addEventListener('click', () => this.bar.set(way.query));
		}
		const named = session.praxis?.lookup.names.find(readQuery(query).terms.map(({ text }) => text).join(' '), { kinds: ['note', 'person', 'heading'], limit: 5 }) ?? [];
		if (named.length === 0 || readQuery(query).terms.length === 0) return;
		el.createDiv({ cls: 'praxis-empty-label', text: words.searching.meant });
		this.#list.show(named.map(({ path, name, kind }) => ({ path, hit: null, ...(kind === 'heading' ? { about: name } : {}) })), { quotes: new Map(), keeps: false });
	}

	#fail(): void {
		this.#say('');
		this.#list.el.setAttribute('aria-busy', 'false');
		this.#list.show([], { quotes: new Map(), keeps: false });
		this.#notesEl.empty();
		const el = this.#notesEl.createDiv({ cls: 'praxis-empty', attr: { role: 'alert' } });
		el.createDiv({ cls: 'praxis-empty-title', text: words.searching.failed });
		el.createEl('button', { text: words.searching.again }).addEventListener('click', () => void this.#run());
	}

	#showHints(hints: readonly string[]): void {
		this.#hintsEl.empty();
		for (const text of hints.slice(0, 4)) this.#hintsEl.createDiv({ text });
	}

	#say(text: string): void {
		if (this.#statusEl.textContent !== text) this.#statusEl.setText(text);
	}

	#showMore(): void {
		this.#limit *= MORE;
		void this.#run();
	}

	#ask(): void {
		const paths = this.#shown.paths.slice(0, ASKED).flatMap((path) => asVaultPath(path) ?? []);
		if (paths.length > 0) this.options.ask(paths.map((path) => ({ type: 'note', path })));
	}

	#tellChosen(row: string | null): void {
		if (row === null) this.bar.field.removeAttribute('aria-activedescendant');
		else this.bar.field.setAttribute('aria-activedescendant', row);
	}

	#takeKey(event: KeyboardEvent): boolean {
		if (this.#list.takeKey(event)) return true;
		const { app } = this.options.session;
		const { chosen } = this.#list;
		const isMod = Keymap.isModifier(event, 'Mod');
		if (event.key === 'Enter' && isMod && event.shiftKey) this.#ask();
		else if (event.key === 'Enter' && event.altKey && !isMod && chosen) insertLink(app, chosen);
		else if (event.key === 'Enter' && chosen) this.#list.open(chosen, isMod ? (event.altKey ? 'split' : 'tab') : false);
		else if (event.key === 'Enter') void this.#run();
		else if (event.key.toLowerCase() === 'c' && isMod && !event.shiftKey && chosen && this.bar.field.selectionStart === this.bar.field.selectionEnd) void copyLink(app, chosen);
		else if (event.key === 'Escape' && this.bar.text !== '' && this.options.id === 'pane') this.bar.set('');
		else return false;
		return true;
	}
}

function hintText(hint: QueryHint): string {
	const { searching } = words;
	switch (hint.kind) {
		case 'not-a-filter':
			return searching.notAFilter(hint.text);
		case 'no-date':
			return searching.noDate(hint.text);
		case 'open-quote':
			return searching.openQuote;
		case 'only-stop-words':
			return searching.onlyStopWords;
		case 'only-left-out':
			return searching.onlyLeftOut;
		case 'no-words':
			return searching.noWords;
		case 'too-long':
			return searching.tooLong;
	}
}
