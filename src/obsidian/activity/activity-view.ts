/** The activity view: every run of Praxis on this device, newest first, each with what it changed and a way back. */
import { ItemView, Notice, Platform, type WorkspaceLeaf } from 'obsidian';
import type { CutOffRun } from '../../core/app';
import type { RunReport } from '../../core/changes/changes';
import type { GuardedChanges } from '../../core/guard/guarded-changes';
import { GrowingList } from '../growing-list';
import { showNote } from '../open-note';
import { drawWaiting } from '../guard/waiting-element';
import type { Session } from '../session';
import { drawSkeleton } from '../skeleton';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';
import { CutOffLine } from './cut-off-line';
import { drawKeptFold } from './kept-fold';
import { rowsOf, type Row } from './rows';
import { restoreNote, takeBack } from './run-actions';
import { RunElement } from './run-element';

export const ACTIVITY_VIEW = 'praxis-activity';
const RUNS_AT_ONCE = 100;
const TICK_MS = 60_000;

export class ActivityView extends ItemView {
	override icon = 'history';
	readonly #runs = new Map<string, RunElement>();
	#list: GrowingList<Row> | null = null;
	#rows: readonly RunReport[] = [];
	#cutOffEl: HTMLElement | null = null;
	#listEl: HTMLElement | null = null;
	#waitingEl: HTMLElement | null = null;
	#endWaiting: () => void = () => undefined;
	#changes: GuardedChanges | null = null;
	#endRuns: () => void = () => undefined;
	#reading: Promise<void> = Promise.resolve();
	/** Names of the days whose kept chats are shown. */
	readonly #openFolds = new Set<string>();
	/** A run that is to be shown opened once it is in the list. */
	#toOpen: string | null = null;

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Session,
		private readonly open: { readonly ask: () => void; readonly chat: () => Promise<void> },
	) {
		super(leaf);
	}

	override getViewType(): string {
		return ACTIVITY_VIEW;
	}

	override getDisplayText(): string {
		return words.activity.title;
	}

	override onOpen(): Promise<void> {
		this.contentEl.empty();
		this.contentEl.addClass('praxis-activity');
		this.#waitingEl = this.contentEl.createDiv({ cls: 'praxis-waitings', attr: { role: 'region', 'aria-label': words.waiting.title } });
		this.#waitingEl.hide();
		this.#cutOffEl = this.contentEl.createDiv();
		this.#listEl = this.contentEl.createDiv({ cls: 'praxis-runs', attr: { role: 'region', 'aria-label': words.activity.runs } });
		drawSkeleton(this.#listEl, words.activity.loading);
		this.register(this.session.onStatus(() => this.#connect()));
		this.registerInterval(this.contentEl.win.setInterval(() => this.#tick(), TICK_MS));
		this.#connect();
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.#endRuns();
		this.#endWaiting();
		this.#list?.close();
		this.#listEl = null;
		this.contentEl.empty();
		return Promise.resolve();
	}

	/** Once the core has started: reads the runs, now and after each one. */
	#connect(): void {
		const changes = this.session.praxis?.changes;
		if (!changes || changes === this.#changes) return;
		this.#endRuns();
		this.#changes = changes;
		this.#endRuns = changes.onRuns(() => this.#read());
		this.#endWaiting();
		const guard = this.session.praxis?.guard.guard;
		if (guard && this.#waitingEl) this.#endWaiting = drawWaiting(this.#waitingEl, this.app, guard);
		this.#drawCutOff();
		this.#read();
	}

	#drawCutOff(): void {
		const runs = this.session.praxis?.runs;
		if (!runs || !this.#cutOffEl) return;
		const failed = (error: unknown): void => tellError(words.activity.cutOffFailed, error);
		const line = new CutOffLine(this.#cutOffEl, { runs, failed, resume: (run) => void this.#resume(run).then(() => line.update(new Date())) });
		void line.update(new Date());
	}

	/** The answer comes in the chat, where answers are read. */
	async #resume(run: CutOffRun): Promise<void> {
		const { conversation } = this.session;
		if (conversation.isRunning) return void new Notice(words.chat.busy);
		const ended = conversation.ask(run.question, { after: null, resume: run.id });
		await this.open.chat();
		await ended;
	}

	/** Reads the list anew, one reading at a time: the last one sees everything. */
	#read(): void {
		this.#reading = this.#reading.then(async () => {
			try {
				if (this.#changes && this.#listEl) this.#draw(await this.#changes.runs());
			} catch (error) {
				this.#drawError(error);
			}
		});
	}

	#draw(runs: readonly RunReport[]): void {
		if (!this.#listEl) return;
		const known = new Map(runs.map((run) => [run.id, run]));
		const isSameStart = this.#list !== null && this.#rows.length > 0 && runs.length === this.#rows.length && runs.every((run, index) => run.id === this.#rows[index]?.id);
		this.#rows = runs;
		if (!isSameStart) this.#drawList(this.#listEl, runs);
		for (const [id, element] of this.#runs) {
			const run = known.get(id);
			if (run) element.update(run, new Date());
		}
		if (this.#toOpen === null) return;
		const element = this.#runs.get(this.#toOpen);
		this.#toOpen = null;
		element?.setOpen(true);
		element?.el.scrollIntoView({ block: 'nearest' });
	}

	/** Draws as many rows as were drawn before; runs that are open stay open, and what is seen stays where it is. */
	#drawList(el: HTMLElement, runs: readonly RunReport[]): void {
		const before = this.#list?.shown ?? 0;
		const { scrollTop, scrollHeight } = this.contentEl;
		const kept = new Map(this.#runs);
		this.#list?.close();
		this.#runs.clear();
		el.empty();
		this.#list = null;
		if (runs.length === 0) return this.#drawEmpty(el);
		this.#list = new GrowingList<Row>(el, { items: rowsOf(runs, new Date()), atOnce: RUNS_AT_ONCE, moreText: words.activity.earlier, draw: (parent, row) => this.#drawRow(parent, row, kept) });
		this.#list.growTo(Math.max(0, before - 1));
		if (scrollTop > 0) this.contentEl.scrollTop = scrollTop + this.contentEl.scrollHeight - scrollHeight;
	}

	#drawRow(parent: HTMLElement, row: Row, kept: ReadonlyMap<string, RunElement>): void {
		if (row.kind === 'day') return void parent.createDiv({ cls: 'praxis-day', text: row.name, attr: { role: 'heading', 'aria-level': '2' } });
		if (row.kind === 'run') return this.#drawRun(parent, row.run, kept);
		const { day, runs } = row;
		const toggled = (isOpen: boolean): void => void (isOpen ? this.#openFolds.add(day) : this.#openFolds.delete(day));
		drawKeptFold(parent, { count: runs.length, isOpen: this.#openFolds.has(day), toggled, draw: (at) => runs.forEach((run) => this.#drawRun(at, run, kept)) });
	}

	#drawRun(parent: HTMLElement, run: RunReport, kept: ReadonlyMap<string, RunElement>): void {
		const old = kept.get(run.id);
		if (old) parent.append(old.el);
		this.#runs.set(run.id, old ?? new RunElement(parent, run, this.#runOptions()));
	}

	#drawEmpty(el: HTMLElement): void {
		const empty = el.createDiv({ cls: 'praxis-empty' });
		empty.createDiv({ cls: 'praxis-empty-title', text: words.activity.emptyTitle, attr: { role: 'heading', 'aria-level': '2' } });
		empty.createEl('p', { text: words.activity.emptyText });
		empty.createEl('button', { text: words.activity.emptyAction }).addEventListener('click', () => this.open.ask());
	}

	#drawError(error: unknown): void {
		console.error('Praxis: the runs could not be read', error);
		if (!this.#listEl) return;
		this.#list?.close();
		this.#list = null;
		this.#rows = [];
		this.#runs.clear();
		this.#listEl.empty();
		const el = this.#listEl.createDiv({ cls: 'praxis-empty', attr: { role: 'alert' } });
		el.createEl('p', { text: explainError(words.activity.failed, error) });
		el.createEl('button', { text: words.activity.again }).addEventListener('click', () => this.#read());
	}

	#runOptions(): ConstructorParameters<typeof RunElement>[2] {
		const changes = this.#changes;
		return {
			app: this.app,
			details: (runId) => changes?.details(runId) ?? Promise.resolve([]),
			open: (path) => {
				if (Platform.isPhone) this.app.workspace.rightSplit.collapse();
				void showNote(this.app, path, 'tab');
			},
			restore: (run, path) => void (changes && restoreNote(this.app, changes, { runId: run.id, path })),
			takeBack: async (runId, way) => {
				const report = changes && (await takeBack(changes, runId, way));
				if (!report?.notes.some(({ outcome }) => outcome === 'copied')) return;
				this.#toOpen = report.id;
				this.#read();
			},
		};
	}

	#tick(): void {
		const now = new Date();
		for (const element of this.#runs.values()) element.tick(now);
	}
}
