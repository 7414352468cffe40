/** A run in its window: the text as it is written, what it lacks, and then the change that would write it, for a yes. */
import { Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { PlannedResult } from '../../core/actions/action-desk';
import { draftIn } from '../../core/actions/pattern-draft';
import { titleOf } from '../../core/lib/vault-path';
import type { RunEvent } from '../../core/runs/events';
import type { Answer } from '../../core/runs/outcome';
import { takeBack } from '../activity/run-actions';
import { AnswerElement } from '../chat/answer-element';
import { showNote } from '../open-note';
import { saveOpenNotes } from '../save-open-notes';
import type { Session } from '../session';
import { explainError, tellError } from '../tell-error';
import { tellDone } from '../telos-capture/write-plan';
import { words } from '../words';
import type { ActionWishes } from './action-form';
import { placeOf, type Replaced } from './action-request';
import { drawUsed } from '../memory/used-line';
import { drawRating, SavePatternModal } from './result-extras';
import { askInChat, replayed } from './to-chat';
import { drawPlanned } from './planned-element';
import type { Here } from './here';

export interface ActionResultOptions {
	readonly session: Session;
	readonly praxis: Praxis;
	/** Begins the run. */
	readonly act: (signal: AbortSignal) => AsyncIterable<RunEvent>;
	readonly wishes: ActionWishes;
	readonly here: Here;
	/** The text in whose place the result goes. */
	readonly replaced?: Replaced | null;
	/** The name that ratings know. */
	readonly pattern: string;
	/** What stands for the question when it goes on in the chat. */
	readonly question: string;
	/** To the form again. */
	readonly back: () => void;
	readonly close: () => void;
}

export class ActionResult {
	private readonly body: HTMLElement;
	private readonly buttons: HTMLElement;
	private readonly live: HTMLElement;
	private running: AbortController | null = null;
	/** What has happened, to go on with in the chat. */
	private events: RunEvent[] = [];
	private model = '';

	constructor(
		readonly el: HTMLElement,
		private readonly options: ActionResultOptions,
	) {
		this.body = el.createDiv({ cls: 'praxis-action-body', attr: { role: 'region', 'aria-label': words.actions.result, tabindex: '0' } });
		this.live = el.createDiv({ cls: 'praxis-live', attr: { 'aria-live': 'polite' } });
		this.buttons = el.createDiv({ cls: 'modal-button-container' });
	}

	/** Never rejects. */
	async run(): Promise<void> {
		const running = new AbortController();
		this.running = running;
		const { actions } = words;
		this.body.empty();
		const stateEl = this.body.createDiv({ cls: 'praxis-muted', text: actions.running });
		const drawn = new AnswerElement(this.body.createDiv({ cls: 'praxis-answer' }), (parent, n) => parent.appendText(`[${n}]`));
		this.live.setText(actions.running);
		this.setButtons([{ text: actions.stop, act: () => running.abort() }]);
		let text = '';
		this.events = [];
		try {
			for await (const event of this.options.act(running.signal)) {
				this.events.push(event);
				if (event.type === 'run-start' || event.type === 'model-change') this.model = event.model;
				if (event.type === 'text-delta') text += event.text;
				if (event.type === 'text-reset') text = text.slice(0, event.keep);
				if (event.type === 'text-delta' || event.type === 'text-reset') this.grow(() => drawn.update(text));
				if (event.type !== 'run-end' || this.running !== running) continue;
				stateEl.remove();
				drawn.finish(event.answer.text);
				await this.settle(event.runId, event.answer);
			}
		} catch (error) {
			this.fail(explainError(actions.failed, error));
		} finally {
			if (this.running === running) this.running = null;
		}
	}

	stop(): void {
		this.running?.abort();
		this.running = null;
	}

	/** Follows only at the bottom. */
	private grow(draw: () => void): void {
		const { body } = this;
		const isAtEnd = body.scrollHeight - body.scrollTop - body.clientHeight < 24;
		draw();
		if (isAtEnd) body.scrollTop = body.scrollHeight;
	}

	private async settle(runId: string, answer: Answer): Promise<void> {
		const { actions } = words;
		if (answer.text === '') return this.fail(answer.resolve);
		this.live.setText(actions.announceDone);
		this.body.scrollTop = 0;
		if (answer.resolve !== '') this.body.prepend(createDiv({ cls: 'praxis-refusal', text: answer.outcome === 'partial' ? `${actions.misses} ${answer.resolve}` : answer.resolve }));
		const { wishes, here, praxis, pattern } = this.options;
		if (this.model !== '') drawRating(this.body, { praxis, pattern, model: this.model, run: runId });
		drawUsed(this.body, answer, { openMemory: (path) => this.options.session.openMemory({ open: path }), openNote: (path) => void showNote(this.options.session.app, path, 'tab') });
		if (wishes.output === 'clipboard') await copyText(answer.text);
		if (placeOf(wishes, here, { again: false, replaced: this.options.replaced ?? null })) return this.plan(runId, answer, false);
		const isForChat = wishes.output === 'chat';
		this.setButtons([...(isForChat ? [{ text: actions.goOnInChat, isMain: true, act: () => this.goOn() }] : []), { text: actions.copy, isMain: !isForChat, act: () => void copyText(answer.text) }, ...this.offers(runId, answer), ...this.usualButtons()]);
	}

	private goOn(): void {
		const { session, praxis, question, close } = this.options;
		if (askInChat({ session, praxis, question, act: () => replayed(this.events) })) close();
	}

	/** A result that is a pattern can be kept as one. */
	private offers(runId: string, { text }: Answer): readonly Button[] {
		const { session, praxis } = this.options;
		const draft = draftIn(text);
		const isPrivate = praxis.actions.labelOf(runId)?.secrecy === 'private';
		return draft ? [{ text: words.actions.save, act: () => new SavePatternModal({ session, praxis, draft, isPrivate }).open() }] : [];
	}

	/** Never rejects. */
	private async plan(runId: string, answer: Answer, again: boolean): Promise<void> {
		const { praxis, session, wishes, here } = this.options;
		const { actions } = words;
		this.body.querySelector('.praxis-planned')?.remove();
		const el = this.body.createDiv({ cls: 'praxis-planned' });
		try {
			await saveOpenNotes(session.app);
			const place = placeOf(wishes, here, { again, replaced: this.options.replaced ?? null });
			if (!place) return;
			const planned = await praxis.actions.planResult(runId, place);
			drawPlanned(el, planned, { isNewNote: place.to === 'new-note', again, choose: (other) => void this.plan(runId, answer, other) });
			const isEmpty = planned.plan.notes.length === 0;
			this.setButtons([...(isEmpty ? [] : [{ text: actions.apply, isMain: true, act: () => void this.apply(planned) }]), { text: actions.copy, act: () => void copyText(answer.text) }, ...this.offers(runId, answer), ...this.usualButtons()]);
		} catch (error) {
			el.createDiv({ cls: 'praxis-refusal', text: explainError(actions.writeFailed, error) });
			this.setButtons([{ text: actions.copy, isMain: true, act: () => void copyText(answer.text) }, ...this.usualButtons()]);
		}
	}

	/** Never rejects. */
	private async apply(planned: PlannedResult): Promise<void> {
		const { praxis, session, wishes, close } = this.options;
		const { actions } = words;
		try {
			const report = await planned.apply();
			const failed = report.notes.find(({ outcome }) => outcome === 'failed' || outcome === 'kept');
			if (failed) return this.tell(`${actions.writeFailed} ${failed.detail}`.trim());
			const path = report.notes.find(({ outcome }) => outcome === 'created')?.path ?? report.notes[0]?.path;
			close();
			if (path === undefined) return;
			tellDone(actions.written(titleOf(path)), () => void takeBack(praxis.changes, report.id, 'undo'));
			if (wishes.output === 'new-note') await showNote(session.app, path, 'tab');
		} catch (error) {
			this.tell(explainError(actions.writeFailed, error));
		}
	}

	private fail(message: string): void {
		this.body.querySelector('.praxis-muted')?.remove();
		this.tell(message === '' ? words.actions.nothingWritten : message);
		this.setButtons(this.usualButtons());
	}

	private tell(sentence: string): void {
		this.body.querySelector('.praxis-action-said')?.remove();
		this.body.prepend(createDiv({ cls: 'praxis-refusal praxis-action-said', text: sentence }));
		this.live.setText(sentence);
	}

	private usualButtons(): readonly Button[] {
		const { actions } = words;
		return [
			{ text: actions.again, act: () => void this.run() },
			{ text: actions.back, act: this.options.back },
		];
	}

	private setButtons(buttons: readonly Button[]): void {
		const had = this.buttons.contains(activeDocument.activeElement) || activeDocument.activeElement === activeDocument.body;
		this.buttons.empty();
		for (const { text, act, isMain = false } of buttons) this.buttons.createEl('button', { text, cls: isMain ? 'mod-cta' : '' }).addEventListener('click', act);
		if (had) this.buttons.querySelector('button')?.focus();
	}
}

interface Button {
	readonly text: string;
	readonly act: () => void;
	readonly isMain?: boolean;
}

async function copyText(text: string): Promise<void> {
	try {
		await activeWindow.navigator.clipboard.writeText(text);
		new Notice(words.actions.copied);
	} catch (error) {
		tellError(words.errors.copy, error);
	}
}
