/** *What left this device*: every request by day, found by host or note; what is not here was not sent by Praxis. */
import { ItemView, Notice, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import type { EgressEntry } from '../../core/guard/egress-record';
import type { GuardDesk } from '../../core/guard/guard-desk';
import { titleOf } from '../../core/lib/vault-path';
import { dayName } from '../activity/when';
import { GrowingList } from '../growing-list';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { drawSkeleton } from '../skeleton';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';
import { drawRequest } from './request-element';

export const SENT_VIEW = 'praxis-sent';
const AT_ONCE = 100;

type Row = { readonly day: string } | { readonly request: EgressEntry };

export class SentView extends ItemView {
	override icon = 'radio-tower';
	#desk: GuardDesk | null = null;
	#endChanges: () => void = () => undefined;
	#list: GrowingList<Row> | null = null;
	#listEl: HTMLElement | null = null;
	/** Null until it was read. */
	#requests: readonly EgressEntry[] | null = null;
	#query = '';
	/** Only requests with text of this note; null for all. */
	private note: string | null = null;

	constructor(
		leaf: WorkspaceLeaf,
		private readonly session: Session,
	) {
		super(leaf);
	}

	override getViewType(): string {
		return SENT_VIEW;
	}

	override getDisplayText(): string {
		return words.sent.title;
	}

	override getState(): Record<string, unknown> {
		return { ...super.getState(), note: this.note };
	}

	override async setState(state: unknown, result: ViewStateResult): Promise<void> {
		const note: unknown = typeof state === 'object' && state !== null && 'note' in state ? state.note : null;
		this.note = typeof note === 'string' ? note : null;
		await super.setState(state, result);
		this.#draw();
	}

	override onOpen(): Promise<void> {
		this.contentEl.empty();
		this.contentEl.addClass('praxis-activity', 'praxis-sent');
		this.register(this.session.onStatus(() => this.#connect()));
		this.#draw();
		this.#connect();
		return Promise.resolve();
	}

	override onClose(): Promise<void> {
		this.#endChanges();
		this.#list?.close();
		this.contentEl.empty();
		return Promise.resolve();
	}

	#connect(): void {
		const desk = this.session.praxis?.guard;
		if (!desk || desk === this.#desk) return;
		this.#endChanges();
		this.#desk = desk;
		this.#endChanges = desk.guard.egress.onChange(() => void this.#read());
		void this.#read();
	}

	async #read(): Promise<void> {
		try {
			const { requests, problems } = (await this.#desk?.guard.egress.read()) ?? { requests: [], problems: [] };
			this.#requests = requests;
			this.#draw(problems.length === 0 ? '' : words.sent.damaged(problems.length));
		} catch (error) {
			console.error('Praxis: the record of what left could not be read', error);
			this.#requests ??= [];
			this.#draw(explainError(words.sent.failed, error));
		}
	}

	#draw(warning = ''): void {
		const { contentEl: el, note } = this;
		this.#list?.close();
		el.empty();
		if (this.session.settings.onDeviceOnly) el.createEl('p', { cls: 'praxis-sent-mode', text: words.sent.onDevice });
		if (warning !== '') el.createEl('p', { cls: 'praxis-sent-mode', text: warning, attr: { role: 'alert' } });
		if (this.#requests === null) return void drawSkeleton(el, words.sent.loading);
		const asked = note === null ? this.#requests : this.#requests.filter(({ notes }) => notes.includes(note));
		if (note !== null) this.#drawScope(el, note);
		if (asked.length === 0) return this.#drawEmpty(el);
		const bar = el.createDiv({ cls: 'praxis-sent-bar' });
		const filter = bar.createEl('input', { type: 'search', value: this.#query, attr: { placeholder: words.sent.filter, 'aria-label': words.sent.filter } });
		bar.createEl('button', { text: words.sent.export }).addEventListener('click', () => void this.#export());
		this.#listEl = el.createDiv({ attr: { role: 'region', 'aria-label': words.sent.list } });
		filter.addEventListener('input', () => {
			this.#query = filter.value;
			this.#drawList(asked);
		});
		this.#drawList(asked);
	}

	#drawScope(parent: HTMLElement, note: string): void {
		const el = parent.createEl('p', { cls: 'praxis-muted', text: `${words.sent.onlyNote(titleOf(note))} · ` });
		el.createEl('button', { cls: 'praxis-link', text: words.sent.showAll }).addEventListener('click', () => {
			this.note = null;
			this.#draw();
		});
	}

	#drawEmpty(parent: HTMLElement): void {
		const empty = parent.createDiv({ cls: 'praxis-empty' });
		empty.createDiv({ cls: 'praxis-empty-title', text: this.note === null ? words.sent.emptyTitle : words.sent.emptyNote(titleOf(this.note)), attr: { role: 'heading', 'aria-level': '2' } });
		empty.createEl('p', { text: words.sent.emptyText });
	}

	#drawList(requests: readonly EgressEntry[]): void {
		const el = this.#listEl;
		if (!el) return;
		this.#list?.close();
		el.empty();
		const wanted = this.#query.trim().toLowerCase();
		const rows = rowsOf(requests.filter(({ host, notes }) => [host, ...notes].some((name) => name.toLowerCase().includes(wanted))), new Date());
		if (rows.length === 0) return void el.createEl('p', { cls: 'praxis-muted', text: words.sent.noMatch });
		const draw = (parent: HTMLElement, row: Row): void => {
			if ('day' in row) parent.createDiv({ cls: 'praxis-day', text: row.day, attr: { role: 'heading', 'aria-level': '2' } });
			else drawRequest(parent, row.request, (path) => void showNote(this.app, path, 'tab'));
		};
		this.#list = new GrowingList<Row>(el, { items: rows, atOnce: AT_ONCE, moreText: words.sent.earlier, draw });
	}

	async #export(): Promise<void> {
		try {
			const path = await this.#desk?.exportSent();
			if (path === undefined) return;
			new Notice(words.sent.exported(path));
			await showNote(this.app, path, 'tab');
		} catch (error) {
			tellError(words.sent.exportFailed, error);
		}
	}
}

function rowsOf(requests: readonly EgressEntry[], now: Date): Row[] {
	let day = '';
	return requests.flatMap((request): Row[] => {
		const name = dayName(new Date(request.at), now);
		const isNew = name !== day;
		day = name;
		return isNew ? [{ day: name }, { request }] : [{ request }];
	});
}
