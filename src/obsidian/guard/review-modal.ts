/**
 * *Review what steers agents*: notes that wait for the person's yes, as source with what changed, and other changes
 * from outside. A yes is bound to the text that is shown.
 */
import { Modal, Notice, type App } from 'obsidian';
import type { PendingThing } from '../../core/guard/acceptances';
import type { GuardDesk } from '../../core/guard/guard-desk';
import type { SteeringChange } from '../../core/guard/steering-watch';
import { isPraxisError } from '../../core/lib/errors';
import { titleOf } from '../../core/lib/vault-path';
import { drawDiff, drawText } from '../diff/diff-element';
import { GrowingList } from '../growing-list';
import { showNote } from '../open-note';
import { drawSkeleton } from '../skeleton';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';

/** Things that are drawn at once: each with its whole text. */
const AT_ONCE = 10;

export class ReviewModal extends Modal {
	#end: () => void = () => undefined;
	#drawn = 0;
	#list: GrowingList<PendingThing> | null = null;
	/** What stands there, to tell whether anything changed. */
	#shown = '';

	constructor(
		app: App,
		private readonly desk: GuardDesk,
	) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle(words.review.title);
		this.modalEl.addClass('praxis-review');
		this.#end = this.desk.onAcceptances(() => void this.#draw());
		drawSkeleton(this.contentEl, words.review.loading, 4);
		void this.#draw();
	}

	override onClose(): void {
		this.#end();
		this.#list?.close();
		this.contentEl.empty();
	}

	async #draw(): Promise<void> {
		const order = ++this.#drawn;
		try {
			const things = await this.desk.pendingAcceptances();
			if (order === this.#drawn) this.#drawAll(things);
		} catch (error) {
			this.#shown = '';
			this.contentEl.empty();
			this.contentEl.createEl('p', { text: explainError(words.review.failed, error), attr: { role: 'alert' } });
		}
	}

	#drawAll(things: readonly PendingThing[]): void {
		const el = this.contentEl;
		const waiting = new Set<string>(things.map(({ path }) => path));
		// What waits is shown above, with what it was when it was accepted.
		const others = this.desk.watch.found.filter(({ path, isProgram }) => isProgram || !waiting.has(path));
		// What is the same stays: a list that is drawn anew under the hand loses the click, and its place.
		const shown = JSON.stringify([things.map(({ path, hash }) => [path, hash]), others.map(({ path, change, hunks }) => [path, change, hunks?.length])]);
		if (shown === this.#shown) return;
		this.#shown = shown;
		this.#list?.close();
		el.empty();
		el.createEl('p', { cls: 'praxis-muted', text: things.length + others.length === 0 ? words.review.none : things.length > 0 ? words.review.explain : words.outside.explain });
		const listEl = el.createDiv();
		this.#list = new GrowingList(listEl, { items: things, atOnce: AT_ONCE, moreText: words.review.more, draw: (parent, thing) => this.#drawThing(parent, thing) });
		if (others.length > 0 && things.length > 0) el.createEl('h4', { cls: 'praxis-review-more', text: words.review.others });
		for (const change of others) this.#drawChange(el, change);
		this.#drawButtons(el, things, others.length > 0);
	}

	#drawThing(parent: HTMLElement, thing: PendingThing): void {
		const { path, kind, isChanged, warnings, acceptedText, hunks, text } = thing;
		const el = this.#drawHead(parent, path, [words.review.kinds[kind], isChanged ? words.review.changed : words.review.isNew]);
		for (const warning of warnings) el.createEl('p', { cls: 'praxis-review-warning', text: words.review.warning(warning) });
		if (isChanged && acceptedText !== null) drawDiff(el, acceptedText, hunks);
		else drawText(el.createDiv({ cls: 'praxis-review-source', attr: { tabindex: '0', role: 'region', 'aria-label': words.review.source(titleOf(path)) } }), text);
		el.createEl('button', { text: words.review.accept, attr: { 'aria-label': `${words.review.accept}: ${titleOf(path)}` } }).addEventListener('click', () => void this.#accept([thing]));
	}

	#drawChange(parent: HTMLElement, { path, change, isProgram, beforeText, hunks }: SteeringChange): void {
		const el = this.#drawHead(parent, path, [words.outside.kinds[change], isProgram ? words.outside.program : ''], !isProgram && change !== 'removed');
		if (hunks) drawDiff(el, beforeText, hunks);
		else el.createEl('p', { cls: 'praxis-muted', text: words.outside.noText });
	}

	#drawHead(parent: HTMLElement, path: string, facts: readonly string[], canOpen = true): HTMLElement {
		const el = parent.createEl('section', { cls: 'praxis-outside-change', attr: { 'aria-label': path } });
		const head = el.createDiv({ cls: 'praxis-outside-head' });
		head.createSpan({ text: path });
		head.createSpan({ cls: 'praxis-muted', text: facts.filter((fact) => fact !== '').join(' · ') });
		if (!canOpen) return el;
		head.createEl('button', { cls: 'praxis-link', text: words.outside.open, attr: { 'aria-label': `${words.outside.open}: ${titleOf(path)}` } }).addEventListener('click', () => {
			this.close();
			void showNote(this.app, path);
		});
		return el;
	}

	#drawButtons(parent: HTMLElement, things: readonly PendingThing[], hasOthers: boolean): void {
		const row = parent.createDiv({ cls: 'modal-button-container' });
		// What was not yet shown was looked at by nobody.
		const all = things.length > AT_ONCE ? words.review.acceptShown : words.review.acceptAll(things.length);
		if (things.length > 1) row.createEl('button', { cls: 'mod-cta', text: all }).addEventListener('click', () => void this.#accept(things.slice(0, this.#list?.shown ?? things.length)));
		else if (hasOthers) row.createEl('button', { cls: things.length === 0 ? 'mod-cta' : '', text: words.outside.seen }).addEventListener('click', () => this.desk.watch.dismiss());
		if (things.length === 0 && !hasOthers) row.createEl('button', { text: words.close }).addEventListener('click', () => this.close());
	}

	async #accept(things: readonly PendingThing[]): Promise<void> {
		try {
			for (const { path, hash } of things) await this.desk.accept(path, hash);
		} catch (error) {
			if (isPraxisError(error, 'conflict')) new Notice(`${error.message} ${error.hint}`);
			else tellError(words.review.notAccepted, error);
			await this.#draw();
		}
	}
}
