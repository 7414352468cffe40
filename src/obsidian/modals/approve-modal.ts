/**
 * Shows what a plan would do and asks which of it may be done. Raw text, nothing rendered. Keyboard first: y accepts,
 * n rejects, j and k move, a accepts all, Enter applies, Escape leaves everything as it is. It applies nothing itself.
 */
import { Modal, type App } from 'obsidian';
import { diffParts, type DiffPart } from '../../core/changes/word-diff';
import type { Plan, PlannedNote } from '../../core/changes/plan';
import { drawUnchanged } from '../diff/diff-element';
import { GrowingList } from '../growing-list';
import { words } from '../words';
import { Approval, type Decision, type PlannedChange } from './approval';
import { ChangeElement, drawNoteHead } from './change-element';

export interface ApprovalOptions {
	/** How the changes stand at first. `accepted` only for what the person has just asked for. Default `open`. */
	readonly start?: 'open' | 'accepted';
	/** Places the run has read that the person did not write: notes from elsewhere, pages, tools. */
	readonly sources?: readonly string[];
	/** Why it is asked; "" or absent when the person asked for it themselves. */
	readonly reason?: string;
}

export interface Approved {
	/** Ids of what was not accepted, for `Changes.apply`. */
	readonly rejected: ReadonlySet<string>;
}

/** Resolves with null when the person closed it or accepted nothing: then nothing may be done. */
export function askApproval(app: App, plan: Plan, options: ApprovalOptions = {}): Promise<Approved | null> {
	return new Promise((resolve) => new ApproveModal(app, { plan, options, resolve }).open());
}

const DRAWN_AT_ONCE = 60;
/** Keys count once none was pressed for so long: what is being typed elsewhere when this opens accepts nothing. */
const QUIET_MS = 400;

interface Asked {
	readonly plan: Plan;
	readonly options: ApprovalOptions;
	readonly resolve: (approved: Approved | null) => void;
}

type Row = { readonly kind: 'note'; readonly note: PlannedNote } | { readonly kind: 'part'; readonly part: Exclude<DiffPart, { kind: 'hunk' }> } | { readonly kind: 'change'; readonly change: PlannedChange; readonly index: number };

class ApproveModal extends Modal {
	readonly #approval: Approval;
	readonly #rows: readonly Row[];
	readonly #elements = new Map<number, ChangeElement>();
	#parts: { list: GrowingList<Row>; statusEl: HTMLElement; apply: HTMLButtonElement } | null = null;
	#quietTimer = 0;
	#approved: Approved | null = null;

	constructor(
		app: App,
		private readonly asked: Asked,
	) {
		super(app);
		this.#approval = new Approval(asked.plan, asked.options.start ?? 'open');
		this.#rows = rowsOf(asked.plan, this.#approval.changes);
	}

	override onOpen(): void {
		this.setTitle(words.approve.title);
		this.modalEl.addClass('praxis-approve');
		const { plan, options } = this.asked;
		const intro = this.contentEl.createDiv({ cls: 'praxis-approve-intro' });
		intro.createDiv({ cls: 'praxis-approve-summary', text: plan.summary });
		if (plan.reason !== '') intro.createDiv({ cls: 'praxis-muted', text: plan.reason });
		if (options.reason) intro.createDiv({ cls: 'praxis-approve-reason', text: options.reason });
		drawSources(intro, options.sources ?? []);
		const body = this.contentEl.createDiv({ cls: 'praxis-approve-body', attr: { role: 'region', 'aria-label': words.approve.title, tabindex: '0' } });
		this.#drawFooter(body);
		this.#registerKeys();
		this.#update();
		this.#focusCurrent();
	}

	override onClose(): void {
		this.contentEl.win.clearTimeout(this.#quietTimer);
		this.#parts?.list.close();
		this.contentEl.empty();
		this.asked.resolve(this.#approved);
	}

	#drawFooter(body: HTMLElement): void {
		const foot = this.contentEl.createDiv({ cls: 'praxis-approve-foot' });
		const keys = foot.createDiv({ cls: 'praxis-keys', attr: { 'aria-hidden': 'true' } });
		for (const [key, meaning] of words.approve.keys) {
			const hint = keys.createSpan({ cls: 'praxis-key' });
			hint.createEl('kbd', { text: key });
			hint.appendText(` ${meaning}`);
		}
		const statusEl = foot.createDiv({ cls: 'praxis-approve-status', attr: { role: 'status' } });
		const row = foot.createDiv({ cls: 'modal-button-container' });
		const apply = row.createEl('button', { cls: 'mod-cta' });
		apply.addEventListener('click', () => this.#apply());
		if (this.#approval.changes.length > 1) row.createEl('button', { text: words.approve.acceptAll }).addEventListener('click', () => this.#acceptAll());
		row.createEl('button', { cls: 'mod-cancel', text: words.approve.cancel }).addEventListener('click', () => this.close());
		const list = new GrowingList(body, { items: this.#rows, atOnce: DRAWN_AT_ONCE, moreText: words.diff.moreChanges, draw: (parent, one) => this.#drawRow(parent, one) });
		this.#parts = { list, statusEl, apply };
	}

	#drawRow(parent: HTMLElement, row: Row): void {
		if (row.kind === 'note') return drawNoteHead(parent, row.note);
		if (row.kind === 'part') return drawUnchanged(parent.createDiv({ cls: 'praxis-diff' }), row.part);
		const { change, index } = row;
		const element = new ChangeElement(parent, change, { index, total: this.#approval.changes.length, decide: (decision) => this.#decide(index, decision) });
		element.el.addEventListener('focusin', () => this.#moveTo(index));
		element.update(this.#approval.decisionOf(change.id), index === this.#approval.current);
		this.#elements.set(index, element);
	}

	#registerKeys(): void {
		let isQuiet = false;
		const listen = (): void => {
			this.contentEl.win.clearTimeout(this.#quietTimer);
			this.#quietTimer = this.contentEl.win.setTimeout(() => {
				isQuiet = true;
				this.modalEl.dataset.keys = 'on';
			}, QUIET_MS);
		};
		const on = (key: string, act: (event: KeyboardEvent) => void): void =>
			void this.scope.register([], key, (event) => {
				if (key === 'Enter' && isOtherControl(event.target)) return true;
				if (isQuiet) act(event);
				else listen();
				return false;
			});
		on('y', () => this.#decideCurrent('accepted'));
		on('n', () => this.#decideCurrent('rejected'));
		on('j', () => this.#step(1));
		on('k', () => this.#step(-1));
		on('a', () => this.#acceptAll());
		on('Enter', (event) => event.repeat || this.#apply());
		listen();
	}

	#decideCurrent(decision: Decision): void {
		this.#decide(this.#approval.current, decision);
		this.#approval.moveTo(this.#approval.nextOpen(this.#approval.current));
		this.#update();
		this.#focusCurrent();
	}

	#decide(index: number, decision: Decision): void {
		this.#approval.decide(index, decision);
		this.#update();
	}

	#acceptAll(): void {
		this.#approval.acceptAll();
		this.#update();
	}

	#step(by: number): void {
		this.#approval.moveTo(this.#approval.current + by);
		this.#update();
		this.#focusCurrent();
	}

	#moveTo(index: number): void {
		if (index === this.#approval.current) return;
		this.#approval.moveTo(index);
		this.#update();
	}

	#apply(): void {
		if (this.#approval.count('accepted') === 0) return;
		this.#approved = { rejected: this.#approval.rejected };
		this.close();
	}

	#focusCurrent(): void {
		const { current } = this.#approval;
		this.#parts?.list.growTo(this.#rows.findIndex((row) => row.kind === 'change' && row.index === current));
		const el = this.#elements.get(current)?.el;
		el?.focus({ preventScroll: true });
		el?.scrollIntoView({ block: 'nearest' });
	}

	#update(): void {
		if (!this.#parts) return;
		const { statusEl, apply } = this.#parts;
		const accepted = this.#approval.count('accepted');
		for (const [index, element] of this.#elements) element.update(this.#approval.decisionOf(this.#approval.changes[index]?.id ?? ''), index === this.#approval.current);
		statusEl.setText(words.approve.status(accepted, this.#approval.count('rejected'), this.#approval.count('open')));
		apply.setText(words.approve.apply(accepted));
		apply.disabled = accepted === 0;
	}
}

function drawSources(parent: HTMLElement, sources: readonly string[]): void {
	if (sources.length === 0) return;
	const el = parent.createEl('details', { cls: 'praxis-approve-sources' });
	el.createEl('summary', { text: words.approve.sources(sources.length) });
	const list = el.createEl('ul');
	for (const source of sources) list.createEl('li', { text: source });
}

/** Each note's line, then its changes in order with the unchanged lines between them. */
function rowsOf(plan: Plan, changes: readonly PlannedChange[]): Row[] {
	const places = new Map(changes.map((change, index) => [change.id, { kind: 'change' as const, change, index }]));
	return plan.notes.flatMap((note): Row[] => {
		const head: Row = { kind: 'note', note };
		if (note.kind !== 'write') return [head, ...[...places.values()].filter(({ change }) => change.note === note)];
		return [head, ...diffParts(note.before, note.hunks).flatMap((part): Row[] => (part.kind === 'hunk' ? [places.get(part.hunk.id)].filter((row) => row !== undefined) : [{ kind: 'part', part }]))];
	});
}

/** Enter on a button or a fold is that one's own. */
function isOtherControl(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('button, summary') !== null;
}
