/** What a run asks the person, drawn in its turn: a question with answers to choose from, or a change with its difference. */
import { type App, Modal } from 'obsidian';
import type { GuardQuestion } from '../../core/guard/run-guard';
import { drawHunk, drawText } from '../diff/diff-element';
import { askPerson } from '../guard/question-modal';
import { drawNoteHead } from '../modals/change-element';
import { words } from '../words';
import type { PendingAsk } from './pending-asks';

/** So many hunks are drawn in the chat; the rest is seen in the review. */
const HUNKS_SHOWN = 6;

/** What waits, in `parent`; drawn anew only when that changes. */
export class InlineAsks {
	readonly #drawn = new Map<PendingAsk, HTMLElement>();

	constructor(
		private readonly app: App,
		private readonly el: HTMLElement,
	) {}

	update(asks: readonly PendingAsk[]): void {
		for (const [ask, el] of this.#drawn) {
			if (asks.includes(ask)) continue;
			el.remove();
			this.#drawn.delete(ask);
		}
		for (const ask of asks) if (!this.#drawn.has(ask)) this.#drawn.set(ask, drawAsk(this.el, ask, this.app));
	}
}

/** Closing it is no answer. */
class AskElsewhere extends Modal {
	#isAnswered = false;

	constructor(
		app: App,
		private readonly ask: Extract<PendingAsk, { kind: 'question' }>,
	) {
		super(app);
	}

	override onOpen(): void {
		this.setTitle(words.chatAsk.title);
		drawQuestion(this.contentEl, {
			...this.ask,
			answer: (text) => {
				this.#isAnswered = true;
				this.close();
				this.ask.answer(text);
			},
		});
	}

	override onClose(): void {
		this.contentEl.empty();
		if (!this.#isAnswered) this.ask.answer(null);
	}
}

/** For `PendingAsks`: asks in a window what no view is open to draw. */
export function askElsewhere(app: App, ask: PendingAsk): void {
	if (ask.kind === 'question') new AskElsewhere(app, ask).open();
	else void askPerson(app, ask.question).then(ask.answer);
}

function drawAsk(parent: HTMLElement, ask: PendingAsk, app: App): HTMLElement {
	const el = parent.createDiv({ cls: 'praxis-ask-inline' });
	if (ask.kind === 'question') drawQuestion(el, ask);
	else drawLeave(el, ask, app);
	return el;
}

function drawQuestion(el: HTMLElement, { text, options, answer }: Extract<PendingAsk, { kind: 'question' }>): void {
	el.setAttrs({ role: 'group', 'aria-label': text });
	el.createDiv({ cls: 'praxis-ask-text', text });
	if (options.length > 0) {
		const list = el.createDiv({ cls: 'praxis-ask-options' });
		for (const option of options) list.createEl('button', { cls: 'praxis-ask-option', text: option }).addEventListener('click', () => answer(option));
	}
	const form = el.createEl('form', { cls: 'praxis-ask-own' });
	const field = form.createEl('input', { type: 'text', attr: { placeholder: options.length > 0 ? words.chatAsk.own : words.chatAsk.answer, 'aria-label': words.chatAsk.answer } });
	const send = form.createEl('button', { cls: 'mod-cta', text: words.chatAsk.send, attr: { type: 'submit' } });
	send.disabled = true;
	field.addEventListener('input', () => (send.disabled = field.value.trim() === ''));
	form.createEl('button', { text: words.chatAsk.none, attr: { type: 'button' } }).addEventListener('click', () => answer(null));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		if (field.value.trim() !== '') answer(field.value.trim());
	});
}

function drawLeave(el: HTMLElement, { question, answer }: Extract<PendingAsk, { kind: 'approval' }>, app: App): void {
	const { agent, tool, plan, reason } = question;
	const title = plan ? plan.summary : words.question.agent(agent, tool);
	el.setAttrs({ role: 'group', 'aria-label': title });
	el.createDiv({ cls: 'praxis-ask-text', text: title });
	for (const why of new Set([plan?.reason ?? '', reason])) if (why !== '') el.createDiv({ cls: 'praxis-muted', text: why });
	drawSources(el, question);
	const body = el.createDiv({ cls: 'praxis-ask-body', attr: { role: 'region', 'aria-label': words.approve.title, tabindex: '0' } });
	const isWhole = drawPlan(body, question);
	const buttons = el.createDiv({ cls: 'praxis-ask-options' });
	const changes = plan?.notes.reduce((sum, { hunks, kind }) => sum + (kind === 'write' ? hunks.length : 1), 0) ?? 0;
	// What is not seen whole is not allowed from here.
	if (isWhole) buttons.createEl('button', { cls: 'mod-cta', text: plan ? words.approve.apply(changes) : words.question.yes }).addEventListener('click', () => answer(true));
	if (plan) buttons.createEl('button', { cls: isWhole ? '' : 'mod-cta', text: words.chatAsk.review(changes) }).addEventListener('click', () => void askPerson(app, question).then(answer));
	buttons.createEl('button', { text: plan ? words.chatAsk.leave : words.question.no }).addEventListener('click', () => answer(false));
}

/** False when some of it is not drawn. */
function drawPlan(parent: HTMLElement, { plan, text }: GuardQuestion): boolean {
	if (!plan) {
		drawText(parent, text);
		return true;
	}
	let left = HUNKS_SHOWN;
	for (const note of plan.notes) {
		if (left === 0) return false;
		drawNoteHead(parent, note);
		if (note.kind === 'rename') parent.createDiv({ text: words.approve.moveTo(note.to) });
		for (const hunk of note.kind === 'rename' ? [] : note.hunks) {
			if (left === 0) return false;
			drawHunk(parent.createDiv({ cls: 'praxis-diff' }), hunk);
			left--;
		}
	}
	return true;
}

function drawSources(parent: HTMLElement, { sources }: GuardQuestion): void {
	if (sources.length === 0) return;
	const el = parent.createEl('details', { cls: 'praxis-approve-sources' });
	el.createEl('summary', { text: words.approve.sources(sources.length) });
	const list = el.createEl('ul');
	for (const { name, reason } of sources) list.createEl('li', { text: `${name} ${reason}` });
}
