/** The memory view: all claims, by subject or by time, with what is new, what waits and what has a problem; and what can be done with each. */
import { ItemView, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import { CLAIM_TYPES } from '../../core/memory/claim';
import { GrowingList } from '../growing-list';
import type { Session } from '../session';
import { explainError } from '../tell-error';
import { words } from '../words';
import { BudgetLine, type Budget } from './budget-line';
import { claimActions } from './claim-actions';
import { drawClaim } from './claim-element';
import { countOnly, isOnly, matching, NO_FILTER, ONLY, rowsOf, subjectsOf, type ClaimFilter, type ClaimRow, type Shape } from './claim-rows';
import type { KnownClaim } from './known-claim';
import { MemoryBar } from './memory-bar';
import { MemorySource } from './memory-source';
import { RememberModal } from './remember-modal';

export const MEMORY_VIEW = 'praxis-memory';
const CLAIMS_AT_ONCE = 60;
const DRAW_AFTER_MS = 60;
const CHECK_AFTER_MS = 500;

export class MemoryView extends ItemView {
	override icon = 'brain';
	#parts: { readonly bar: MemoryBar; readonly budget: BudgetLine; readonly countEl: HTMLElement; readonly listEl: HTMLElement } | null = null;
	#list: GrowingList<ClaimRow> | null = null;
	#source: MemorySource | null = null;
	#endSource: () => void = () => undefined;
	#filter: ClaimFilter = NO_FILTER;
	#shape: Shape = 'subject';
	readonly #open = new Set<string>();
	/** The note of a claim that is to be shown opened once it is in the list. */
	#toShow: string | null = null;
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
		return { filter: this.#filter, shape: this.#shape };
	}

	override async setState(state: unknown, result: ViewStateResult): Promise<void> {
		const { filter, shape, open } = recordOf(state);
		if (filter !== undefined) this.#filter = readFilter(filter);
		if (shape === 'subject' || shape === 'time') this.#shape = shape;
		if (typeof open === 'string') this.#toShow = open;
		this.#drawSoon();
		await super.setState(state, result);
	}

	override onOpen(): Promise<void> {
		const { contentEl, session } = this;
		contentEl.empty();
		contentEl.addClass('praxis-memory');
		const bar = new MemoryBar(contentEl, {
			onFilter: (filter) => this.#show(filter, this.#shape),
			onShape: (shape) => this.#show(this.#filter, shape),
			onRemember: () => new RememberModal(session, {}).open(),
			onLeave: () => this.#toggles()[0]?.focus(),
		});
		const budget = new BudgetLine(contentEl, () => this.#show({ ...NO_FILTER, only: 'hot' }, this.#shape));
		const countEl = contentEl.createDiv({ cls: 'praxis-muted praxis-memory-count', attr: { role: 'status' } });
		const listEl = contentEl.createDiv({ cls: 'praxis-runs', attr: { role: 'region', 'aria-label': words.memory.list } });
		listEl.addEventListener('keydown', (event) => this.#onKey(event));
		this.#parts = { bar, budget, countEl, listEl };
		drawSkeleton(listEl);
		this.register(session.onStatus(() => this.#connect()));
		this.#connect();
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.contentEl.win.clearTimeout(this.#timer);
		this.contentEl.win.clearTimeout(this.#checkTimer);
		this.#endSource();
		this.#list?.close();
		this.#parts = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	focusField(): void {
		this.#parts?.bar.focus();
	}

	/** Once the core has started: reads the claims, now and after each change. */
	#connect(): void {
		const memory = this.session.praxis?.memory;
		if (!memory || this.#source?.memory === memory) return;
		this.#endSource();
		this.#source = new MemorySource(this.session, memory);
		const [source, checking] = [this.#source, new AbortController()];
		const ends = [source.onChange(() => this.#drawSoon()), memory.claims.onChange(() => this.#checkSoon(source, checking.signal))];
		this.#endSource = () => {
			checking.abort();
			ends.forEach((end) => end());
		};
		void this.#draw().then(() => this.#checkSoon(source, checking.signal));
	}

	#show(filter: ClaimFilter, shape: Shape): void {
		const isTyped = filter.text !== this.#filter.text;
		this.#filter = filter;
		this.#shape = shape;
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
		const [source, filter] = [this.#source, this.#filter];
		if (!source || !this.#parts) return;
		try {
			const all = await source.all();
			const first = filter.text.trim() === '' ? [] : await source.recalled(filter.text);
			const budget = await source.budget();
			if (mine === this.#round) this.#drawAll(all, { first, budget, isAnew });
		} catch (error) {
			if (mine === this.#round) this.#drawError(error);
		}
	}

	/** `first`: paths of claims that answer what is looked for, the best first; they stand above those that hold its words. */
	#drawAll(all: readonly KnownClaim[], { first, budget: hot, isAnew }: { readonly first: readonly string[]; readonly budget: Budget; readonly isAnew: boolean }): void {
		if (!this.#parts) return;
		const { bar, budget, countEl } = this.#parts;
		const now = new Date();
		const wanted = all.find(({ claim: { path } }) => path === this.#toShow);
		if (wanted) this.#filter = { ...NO_FILTER, only: (['past', 'cold'] as const).find((only) => isOnly(wanted, only, now)) ?? null };
		bar.update({ isEmpty: all.length === 0, filter: this.#filter, shape: this.#shape, subjects: subjectsOf(all), counts: countOnly(all, now) });
		budget.update(hot);
		const best = matching(all.filter(({ claim }) => first.includes(claim.path)), { ...this.#filter, text: '' }, now).sort((one, other) => first.indexOf(one.claim.path) - first.indexOf(other.claim.path));
		const others = matching(all, this.#filter, now).filter((known) => !best.includes(known));
		const found = best.length + others.length;
		countEl.setText(all.length === 0 ? '' : words.memory.found(found, all.length));
		const rows: ClaimRow[] = [...best.map((known) => ({ kind: 'claim' as const, known })), ...rowsOf(others, this.#shape, now)];
		if (wanted) this.#open.add(wanted.claim.path);
		this.#drawRows(rows, { isEmpty: all.length === 0, isAnew: isAnew || wanted !== undefined });
		if (wanted) this.#showRow(rows, wanted);
	}

	#showRow(rows: readonly ClaimRow[], { claim: { path } }: KnownClaim): void {
		this.#toShow = null;
		this.#list?.growTo(rows.findIndex((row) => row.kind === 'claim' && row.known.claim.path === path));
		const el = this.#parts && claimIn(this.#parts.listEl, path);
		el?.scrollIntoView({ block: 'center' });
		el?.querySelector<HTMLElement>('.praxis-run-toggle')?.focus({ preventScroll: true });
	}

	#drawRows(rows: readonly ClaimRow[], { isEmpty, isAnew }: { readonly isEmpty: boolean; readonly isAnew: boolean }): void {
		const source = this.#source;
		if (!this.#parts || !source) return;
		const { listEl } = this.#parts;
		const [before, scrollTop, focused] = [this.#list?.shown ?? 0, this.contentEl.scrollTop, focusIn(listEl)];
		this.#list?.close();
		this.#list = null;
		listEl.empty();
		if (rows.length === 0) return isEmpty ? this.#drawEmpty(listEl) : this.#drawNone(listEl);
		const actions = claimActions(this.session);
		const draw = (parent: HTMLElement, row: ClaimRow): void => {
			if (row.kind === 'head') return drawHead(parent, row);
			const { path } = row.known.claim;
			drawClaim(parent, row.known, { ...actions, label: (claim) => source.label(claim), uses: (claim) => source.uses(claim), runName: (run) => source.runName(run).catch(() => run), isUnderSubject: this.#shape === 'subject' && this.#filter.text === '', isOpen: this.#open.has(path), toggled: (isOpen) => void (isOpen ? this.#open.add(path) : this.#open.delete(path)) });
		};
		this.#list = new GrowingList<ClaimRow>(listEl, { items: rows, atOnce: CLAIMS_AT_ONCE, moreText: words.memory.more, draw });
		if (isAnew) return;
		// What a person reads stays where it is.
		this.#list.growTo(Math.max(0, before - 1));
		this.contentEl.scrollTop = scrollTop;
		if (focused) restoreFocus(listEl, focused);
	}

	#drawEmpty(parent: HTMLElement): void {
		const { memory, remember } = words;
		const el = parent.createDiv({ cls: 'praxis-empty' });
		el.createDiv({ cls: 'praxis-empty-title', text: memory.emptyTitle, attr: { role: 'heading', 'aria-level': '3' } });
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
		return [...(this.#parts?.listEl.querySelectorAll<HTMLElement>('.praxis-claim .praxis-run-toggle') ?? [])];
	}

	/** Arrows go from claim to claim, and from the first back to the words. */
	#onKey(event: KeyboardEvent): void {
		const toggles = this.#toggles();
		const at = toggles.findIndex((toggle) => toggle === event.target);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (at === -1 || event.altKey || event.ctrlKey || event.metaKey) return;
		if (step !== undefined) (toggles[at + step] ?? (step < 0 ? null : toggles[at]))?.focus();
		if (step === -1 && at === 0) this.focusField();
		if (step !== undefined) event.preventDefault();
	}
}

function drawHead(parent: HTMLElement, { name, count }: Extract<ClaimRow, { kind: 'head' }>): void {
	const el = parent.createDiv({ cls: 'praxis-day praxis-memory-head', attr: { role: 'heading', 'aria-level': '3' } });
	el.createSpan({ text: name, attr: { dir: 'auto' } });
	el.createSpan({ cls: 'praxis-memory-head-count', text: String(count) });
}

interface Focused {
	readonly path: string;
	readonly act: string | undefined;
}

function focusIn(listEl: HTMLElement): Focused | null {
	const { activeElement } = listEl.doc;
	const path = listEl.contains(activeElement) ? activeElement?.closest<HTMLElement>('[data-claim]')?.dataset.claim : undefined;
	return path === undefined ? null : { path, act: (activeElement as HTMLElement).dataset.act };
}

function claimIn(listEl: HTMLElement, path: string): HTMLElement | undefined {
	return [...listEl.querySelectorAll<HTMLElement>('[data-claim]')].find(({ dataset }) => dataset.claim === path);
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

/** Appears only after a moment (see the styles). */
function drawSkeleton(parent: HTMLElement): void {
	const el = parent.createDiv({ cls: 'praxis-skeleton', attr: { role: 'img', 'aria-label': words.memory.loading } });
	for (let row = 0; row < 5; row++) el.createDiv({ cls: 'praxis-skeleton-row' });
}
