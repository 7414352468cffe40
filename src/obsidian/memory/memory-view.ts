/** The memory view: all claims, by subject or by time, with what is new, what waits and what has a problem, and what can be done with each; beside them people and pieces of work. */
import { ItemView, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import { inTurns } from '../../core/lib/turns';
import { yieldToHost } from '../../core/lib/yield-to-host';
import { CLAIM_TYPES } from '../../core/memory/claim';
import { GrowingList } from '../growing-list';
import { drawLeftOut } from '../left-out';
import type { Session } from '../session';
import { drawSkeleton } from '../skeleton';
import { explainError } from '../tell-error';
import { words } from '../words';
import { BudgetLine, type Budget } from './budget-line';
import { claimActions } from './claim-actions';
import { drawClaim } from './claim-element';
import { NO_FILTER, ONLY, type ClaimFilter, type ClaimRow, type ClaimTable, type Shape } from './claim-rows';
import { drawHead } from './fold-row';
import { MemoryBar } from './memory-bar';
import { MemorySource, turns } from './memory-source';
import { MemoryTabs, TABS, type Tab } from './memory-tabs';
import { peoplePage } from './people-page';
import { RememberModal } from './remember-modal';
import { SideList } from './side-page';
import { workPage } from './work-page';

export const MEMORY_VIEW = 'praxis-memory';
const CLAIMS_AT_ONCE = 20;
const DRAW_AFTER_MS = 60;
const CHECK_AFTER_MS = 500;

export class MemoryView extends ItemView {
	override icon = 'brain';
	#parts: { readonly tabs: MemoryTabs; readonly claimsEl: HTMLElement; readonly sideEl: HTMLElement; readonly bar: MemoryBar; readonly budget: BudgetLine; readonly countEl: HTMLElement; readonly listEl: HTMLElement } | null = null;
	#list: GrowingList<ClaimRow> | null = null;
	#source: MemorySource | null = null;
	#endSource: () => void = () => undefined;
	#filter: ClaimFilter = NO_FILTER;
	#shape: Shape = 'subject';
	#tab: Tab = 'claims';
	/** What is shown in place of the claims. */
	#side: Pick<SideList<never>, 'update' | 'close'> | null = null;
	readonly #open = new Set<string>();
	/** The note of a claim that was asked for: it stands first, opened, until something else is looked for. */
	#toShow: string | null = null;
	#isShown = false;
	#timer = 0;
	#checkTimer = 0;
	#round = 0;

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Session,
	) {
		super(leaf);
	}

	override getViewType(): string {
		return MEMORY_VIEW;
	}

	override getDisplayText(): string {
		return words.memory.title;
	}

	override getState(): Record<string, unknown> {
		return { tab: this.#tab, filter: this.#filter, shape: this.#shape };
	}

	override async setState(state: unknown, result: ViewStateResult): Promise<void> {
		const { tab, filter, shape, open } = recordOf(state);
		const wanted = typeof open === 'string' ? 'claims' : TABS.find((one) => one === tab);
		if (wanted !== undefined && wanted !== this.#tab) this.#showTab(wanted);
		if (filter !== undefined) this.#filter = readFilter(filter);
		if (shape === 'subject' || shape === 'time') this.#shape = shape;
		if (typeof open === 'string') [this.#toShow, this.#isShown] = [open, false];
		this.#drawSoon();
		await super.setState(state, result);
	}

	override onOpen(): Promise<void> {
		const { contentEl, session } = this;
		contentEl.empty();
		contentEl.addClass('praxis-memory');
		const tabs = new MemoryTabs(contentEl, (tab) => this.#showTab(tab));
		const tellLeftOut = drawLeftOut(contentEl, session);
		const claimsEl = contentEl.createDiv({ attr: { role: 'tabpanel', 'aria-label': words.memory.tabs.claims } });
		const sideEl = contentEl.createDiv({ attr: { role: 'tabpanel' } });
		const bar = new MemoryBar(claimsEl, {
			onFilter: (filter) => this.#show(filter, this.#shape),
			onShape: (shape) => this.#show(this.#filter, shape),
			onRemember: () => new RememberModal(session, {}).open(),
		});
		const budget = new BudgetLine(claimsEl, () => this.#show({ ...NO_FILTER, only: 'hot' }, this.#shape));
		const countEl = claimsEl.createDiv({ cls: 'praxis-muted praxis-memory-count', attr: { role: 'status' } });
		const listEl = claimsEl.createDiv({ cls: 'praxis-runs', attr: { role: 'region', 'aria-label': words.memory.list } });
		contentEl.addEventListener('keydown', (event) => this.#onKey(event));
		this.#parts = { tabs, claimsEl, sideEl, bar, budget, countEl, listEl };
		drawSkeleton(listEl, words.memory.loading);
		this.#drawTab();
		this.register(session.onStatus(() => {
			tellLeftOut();
			this.#connect();
		}));
		this.#connect();
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.contentEl.win.clearTimeout(this.#timer);
		this.contentEl.win.clearTimeout(this.#checkTimer);
		this.#endSource();
		this.#list?.close();
		this.#side?.close();
		this.#parts = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	focusField(): void {
		if (this.#side) this.#parts?.sideEl.querySelector('input')?.focus();
		else this.#parts?.bar.focus();
	}

	/** Once the core has started: reads the claims, now and after each change. */
	#connect(): void {
		const memory = this.session.praxis?.memory;
		// People are found by the index.
		if (memory && this.#source?.memory === memory && this.#tab === 'people' && this.session.status.state === 'ready') this.#drawSoon();
		if (!memory || this.#source?.memory === memory) return;
		this.#endSource();
		this.#source = new MemorySource(this.session, memory);
		const [source, checking] = [this.#source, new AbortController()];
		const ends = [source.onChange(() => this.#drawSoon()), memory.work.onChange(() => this.#tab === 'work' && this.#drawSoon()), memory.claims.onChange(() => this.#checkSoon(source, checking.signal))];
		this.#endSource = () => {
			checking.abort();
			ends.forEach((end) => end());
		};
		this.#drawTab();
		void this.#draw().then(() => this.#checkSoon(source, checking.signal));
	}

	#showTab(tab: Tab): void {
		this.#tab = tab;
		this.app.workspace.requestSaveLayout();
		this.#drawTab();
		void this.#draw(true);
	}

	#drawTab(): void {
		const { praxis } = this.session;
		if (!this.#parts) return;
		const { tabs, claimsEl, sideEl } = this.#parts;
		const [tab, isSide] = [this.#tab, this.#tab !== 'claims'];
		tabs.update(tab);
		claimsEl.toggle(!isSide);
		sideEl.toggle(isSide);
		sideEl.empty();
		sideEl.setAttribute('aria-label', words.memory.tabs[tab]);
		this.#side?.close();
		this.#side = !isSide || !praxis ? null : tab === 'people' ? new SideList(sideEl, peoplePage(this.session, praxis)) : new SideList(sideEl, workPage(this.session, praxis));
		if (isSide && !praxis) drawSkeleton(sideEl, words.memory.loading);
	}

	#show(filter: ClaimFilter, shape: Shape): void {
		const isTyped = filter.text !== this.#filter.text;
		this.#filter = filter;
		this.#shape = shape;
		this.#toShow = null;
		this.app.workspace.requestSaveLayout();
		if (isTyped) this.#drawSoon(true);
		else void this.#draw(true);
	}

	/** What conflicts or no longer verifies is looked for while somebody looks, some time after the last change. */
	#checkSoon(source: MemorySource, signal: AbortSignal): void {
		const { win } = this.contentEl;
		win.clearTimeout(this.#checkTimer);
		if (!signal.aborted) this.#checkTimer = win.setTimeout(() => void source.check(signal), CHECK_AFTER_MS);
	}

	/** Many notes may change at once, and keys come fast. */
	#drawSoon(isAnew = false): void {
		this.contentEl.win.clearTimeout(this.#timer);
		this.#timer = this.contentEl.win.setTimeout(() => void this.#draw(isAnew), DRAW_AFTER_MS);
	}

	/** Never rejects. */
	async #draw(isAnew = false): Promise<void> {
		const mine = ++this.#round;
		const source = this.#source;
		if (!source || !this.#parts) return;
		if (this.#side) return this.#side.update();
		try {
			const table = await source.table();
			if (mine !== this.#round) return;
			const isWanted = this.#startAt(table);
			const [filter, shape] = [this.#filter, this.#shape];
			const first = this.#toShow !== null ? [this.#toShow] : filter.text.trim() === '' ? [] : await source.recalled(filter.text);
			const budget = await source.budget();
			await yieldToHost();
			const { rows, found } = await inTurns(table.look({ filter, shape, first }), turns());
			await yieldToHost();
			if (mine !== this.#round) return;
			this.#drawAbove(table, { budget, found });
			await this.#drawRows(rows, { mine, isEmpty: table.size === 0, isAnew: isAnew || isWanted });
			if (isWanted && mine === this.#round) this.#showFirst();
		} catch (error) {
			if (mine === this.#round) this.#drawError(error);
		}
	}

	/** Where a claim was asked for: it is let through, whatever was filtered before. True when that is new. */
	#startAt(table: ClaimTable): boolean {
		const wanted = this.#toShow === null || this.#isShown ? null : table.onlyFor(this.#toShow);
		if (!wanted || this.#toShow === null) return false;
		this.#filter = { ...NO_FILTER, only: wanted.only };
		this.#open.add(this.#toShow);
		return (this.#isShown = true);
	}

	#drawAbove(table: ClaimTable, { budget, found }: { readonly budget: Budget; readonly found: number }): void {
		const { size, subjects, counts } = table;
		this.#parts?.bar.update({ isEmpty: size === 0, filter: this.#filter, shape: this.#shape, subjects, counts });
		this.#parts?.budget.update(budget);
		this.#parts?.countEl.setText(size === 0 ? '' : words.memory.found(found, size));
	}

	#showFirst(): void {
		this.contentEl.scrollTop = 0;
		this.#toggles()[0]?.focus({ preventScroll: true });
	}

	/** What a person reads stays where it is, unless the list is another: it is drawn apart, in turns, and takes its place whole. */
	async #drawRows(rows: readonly ClaimRow[], { mine, isEmpty, isAnew }: { readonly mine: number; readonly isEmpty: boolean; readonly isAnew: boolean }): Promise<void> {
		const source = this.#source;
		if (!this.#parts || !source) return;
		const { listEl } = this.#parts;
		const apart = createDiv();
		const actions = claimActions(this.session);
		const draw = (parent: HTMLElement, row: ClaimRow): void => {
			if (row.kind === 'head') return drawHead(parent, row);
			const { path } = row.known.claim;
			drawClaim(parent, row.known, { ...actions, label: (claim) => source.label(claim), uses: (claim) => source.uses(claim), runName: (run) => source.runName(run).catch(() => run), isUnderSubject: this.#shape === 'subject' && !row.isBest, isOpen: this.#open.has(path), toggled: (isOpen) => void (isOpen ? this.#open.add(path) : this.#open.delete(path)) });
		};
		const list = rows.length === 0 ? null : new GrowingList<ClaimRow>(apart, { items: rows, atOnce: CLAIMS_AT_ONCE, moreText: words.memory.more, draw });
		for (let turn = turns(), before = isAnew ? 0 : (this.#list?.shown ?? 0); list && list.shown < Math.min(before, rows.length); list.growTo(list.shown)) {
			await turn();
			if (mine !== this.#round) return list.close();
		}
		// Asking where it stands has all laid out at once.
		const [scrollTop, focused] = isAnew || !this.#list ? [0, null] : [this.contentEl.scrollTop, focusIn(listEl)];
		const wasThere = this.#list !== null;
		this.#list?.close();
		this.#list = list;
		listEl.replaceChildren(apart);
		if (!list) return isEmpty ? this.#drawEmpty(listEl) : this.#drawNone(listEl);
		if (isAnew || !wasThere) return;
		this.contentEl.scrollTop = scrollTop;
		if (focused) restoreFocus(listEl, focused);
	}

	#drawEmpty(parent: HTMLElement): void {
		const { memory, remember } = words;
		const el = parent.createDiv({ cls: 'praxis-empty' });
		el.createDiv({ cls: 'praxis-empty-title', text: memory.emptyTitle, attr: { role: 'heading', 'aria-level': '2' } });
		el.createEl('p', { text: memory.emptyText });
		el.createEl('p', { text: memory.emptyWays });
		el.createEl('button', { cls: 'mod-cta', text: remember.something }).addEventListener('click', () => new RememberModal(this.session, {}).open());
	}

	#drawNone(parent: HTMLElement): void {
		const el = parent.createDiv({ cls: 'praxis-empty' });
		el.createDiv({ cls: 'praxis-empty-title', text: words.memory.noMatch });
		el.createEl('button', { text: words.memory.clearFilter }).addEventListener('click', () => this.#show(NO_FILTER, this.#shape));
	}

	#drawError(error: unknown): void {
		console.error('Praxis: the memory could not be read', error);
		if (!this.#parts) return;
		this.#list?.close();
		this.#list = null;
		const { listEl, countEl } = this.#parts;
		countEl.empty();
		listEl.empty();
		const el = listEl.createDiv({ cls: 'praxis-empty', attr: { role: 'alert' } });
		el.createEl('p', { text: explainError(words.memory.failed, error) });
		el.createEl('button', { text: words.memory.again }).addEventListener('click', () => void this.#draw());
	}

	#toggles(): HTMLElement[] {
		const el = this.#side ? this.#parts?.sideEl : this.#parts?.listEl;
		return [...(el?.querySelectorAll<HTMLElement>('.praxis-run-toggle') ?? [])];
	}

	/** Arrows go from line to line, from the words to the first, and from there back. */
	#onKey(event: KeyboardEvent): void {
		const toggles = this.#toggles();
		const isField = (event.target as HTMLElement).matches('input[type="search"]');
		const at = isField ? -1 : toggles.findIndex((toggle) => toggle === event.target);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if ((at === -1 && !(isField && step === 1)) || event.altKey || event.ctrlKey || event.metaKey) return;
		if (step !== undefined) (toggles[at + step] ?? (step < 0 ? null : toggles[at]))?.focus();
		if (step === -1 && at === 0) this.focusField();
		if (step !== undefined) event.preventDefault();
	}
}

interface Focused {
	readonly path: string;
	readonly act: string | undefined;
}

function focusIn(listEl: HTMLElement): Focused | null {
	const { activeElement } = listEl.doc;
	const path = listEl.contains(activeElement) ? activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row : undefined;
	return path === undefined ? null : { path, act: (activeElement as HTMLElement).dataset.act };
}

function claimIn(listEl: HTMLElement, path: string): HTMLElement | undefined {
	return [...listEl.querySelectorAll<HTMLElement>('[data-row]')].find(({ dataset }) => dataset.row === path);
}

/** To the same button of the same claim; to its line when that button is gone. */
function restoreFocus(listEl: HTMLElement, { path, act }: Focused): void {
	const claim = claimIn(listEl, path);
	const button = act === undefined ? null : claim?.querySelector<HTMLElement>(`[data-act="${act}"]`);
	(button ?? claim?.querySelector<HTMLElement>('.praxis-run-toggle') ?? listEl.querySelector<HTMLElement>('.praxis-run-toggle'))?.focus({ preventScroll: true });
}

/** What the workspace kept, read with care: another version or a hand may have written it. */
function readFilter(value: unknown): ClaimFilter {
	const { text, subject, type, only } = recordOf(value);
	return { text: typeof text === 'string' ? text : '', subject: typeof subject === 'string' ? subject : '', type: CLAIM_TYPES.find((one) => one === type) ?? '', only: ONLY.find((one) => one === only) ?? null };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
