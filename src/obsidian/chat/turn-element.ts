/** One question and its answer in the chat: drawn once, then changed in place as the run goes on. */
import { setIcon } from 'obsidian';
import type { Step, Turn } from '../../core/agents/transcript';
import type { Citation } from '../../core/runs/outcome';
import { AnswerElement } from './answer-element';
import { BESIDE_ICONS } from './beside';
import { drawForeign } from './beside-chips';
import { BranchSwitch } from './branch-switch';
import { InlineAsks } from './inline-ask';
import type { PendingAsk } from './pending-asks';
import { drawMark, drawSources, type SourceActions } from './sources';
import { drawTurnFoot, type TurnActions } from './turn-foot';
import { createStep } from './step-element';
import { ThinkingElement } from './thinking-element';
import { TurnChanges, type TurnChangesOptions } from './turn-changes';
import { drawProposalLine, type ProposalLineOptions } from '../memory/proposal-line';
import { drawRateLine, type RateLineOptions } from '../learning/rate-line';
import { drawUsed, type UsedActions } from '../memory/used-line';
import { drawUnknownLine, type UnknownLineOptions } from '../unknowns/unknown-line';
import { words } from '../words';

/** A question of more characters is set like a text, not like a heading. */
const LONG = 300;

export interface TurnOptions extends SourceActions, TurnActions, TurnChangesOptions, UnknownLineOptions, ProposalLineOptions, UsedActions, RateLineOptions {
	edit(turn: Turn): void;
	showBranch(runId: string): void;
	/** That this model answers from here on, in a sentence. */
	newModel(ref: string): string;
	/** What of the notes is not searched, below an answer. */
	drawLeftOut(parent: HTMLElement): void;
	/** The limits that the person set are shown, to be changed. */
	changeLimits(): void;
}

export class TurnElement {
	readonly el: HTMLElement;
	readonly #stepsEl: HTMLElement;
	readonly #text: AnswerElement;
	readonly #thinking: ThinkingElement;
	readonly #noteEl: HTMLElement;
	readonly #workingEl: HTMLElement;
	readonly #afterEl: HTMLElement;
	readonly #asks: InlineAsks;
	readonly #branches: BranchSwitch;
	readonly #stepRows = new Map<string, { step: Step; el: HTMLElement }>();
	#changes: TurnChanges | null = null;
	#endUnknown: () => void = () => undefined;
	#endProposals: () => void = () => undefined;
	#endRating: () => void = () => undefined;
	#citations: readonly Citation[] = [];
	#shown: Turn | null = null;

	/** `el` stands nowhere yet. */
	constructor(
		turn: Turn,
		private readonly options: TurnOptions,
	) {
		this.el = createEl('article', { cls: 'praxis-turn', attr: { 'aria-label': words.turn.you(turn.question) } });
		const head = this.el.createDiv({ cls: 'praxis-turn-head' });
		head.createDiv({ cls: turn.question.length > LONG ? 'praxis-question is-long' : 'praxis-question', text: turn.question, attr: { role: 'heading', 'aria-level': '2', dir: 'auto' } });
		this.#branches = new BranchSwitch(head.createDiv(), { runId: turn.runId, show: (runId) => options.showBranch(runId) });
		const edit = head.createEl('button', { cls: 'clickable-icon praxis-icon-button praxis-edit', attr: { 'aria-label': words.turn.edit } });
		setIcon(edit, 'pencil');
		edit.addEventListener('click', () => options.edit(this.#shown ?? turn));
		drawAttached(this.el, turn);
		this.#noteEl = this.el.createDiv({ cls: 'praxis-model-note' });
		this.#stepsEl = this.el.createDiv({ cls: 'praxis-steps' });
		this.#thinking = new ThinkingElement(this.#stepsEl);
		this.#workingEl = this.el.createDiv({ cls: 'praxis-working', text: words.chat.working });
		const textEl = this.el.createDiv({ cls: 'praxis-answer' });
		this.#text = new AnswerElement(textEl, (at, n) => drawMark(at, n, this.#citations[n - 1], this.options));
		this.#asks = new InlineAsks(options.app, this.el.createDiv({ cls: 'praxis-asks' }));
		this.#afterEl = this.el.createDiv({ cls: 'praxis-after' });
	}

	/** All turns that stand in its place, itself included. */
	setBranches(ids: readonly string[], isLast: boolean): void {
		this.#branches.update(ids);
		this.el.toggleClass('is-last', isLast);
	}

	setAsks(asks: readonly PendingAsk[]): void {
		this.#asks.update(asks);
		this.el.toggleClass('is-asking', asks.length > 0);
	}

	/** It is drawn no more. */
	close(): void {
		this.#changes?.close();
		this.#endUnknown();
		this.#endProposals();
		this.#endRating();
	}

	/** `before`: the turn that it follows. */
	update(turn: Turn, before?: Turn): void {
		if (turn === this.#shown) return;
		for (const step of turn.steps) this.#drawStep(step);
		const isSwapped = before !== undefined && before.model !== '' && turn.model !== '' && turn.model !== before.model;
		this.#noteEl.setText(turn.modelNote || (isSwapped ? this.options.newModel(turn.model) : ''));
		this.#noteEl.toggle(this.#noteEl.textContent !== '');
		this.#thinking.update(turn.thinking);
		this.#workingEl.toggle(turn.answer === null && turn.text === '');
		if (turn.answer === null) this.#text.update(turn.text);
		else if (this.#shown?.answer !== turn.answer) this.#end(turn);
		this.#shown = turn;
	}

	#end(turn: Turn): void {
		const answer = turn.answer;
		if (!answer) return;
		this.#citations = answer.citations;
		this.#text.finish(answer.text);
		this.#afterEl.empty();
		if (answer.citations.length > 0) drawSources(this.#afterEl, answer.citations, this.options);
		if (answer.outcome !== 'answered') this.#drawWhatIsMissing(turn);
		drawUsed(this.#afterEl, answer, this.options);
		if (answer.outcome !== 'failed' && answer.outcome !== 'refused') this.options.drawLeftOut(this.#afterEl);
		if (answer.atLimit) this.#afterEl.createEl('button', { cls: 'praxis-change-limits', text: words.limits.change }).addEventListener('click', () => this.options.changeLimits());
		this.close();
		this.#endUnknown = answer.outcome === 'unknown' ? drawUnknownLine(this.#afterEl, turn.question, this.options) : () => undefined;
		this.#changes = turn.changes.length > 0 ? new TurnChanges(this.#afterEl, turn, this.options) : null;
		drawTurnFoot(this.#afterEl, turn, this.options);
		this.#endRating = drawRateLine(this.#afterEl, turn, this.options);
		this.#endProposals = drawProposalLine(this.#afterEl, turn.runId, this.options);
	}

	/** What was tried and what would settle it: an answer as good as any other, set like one. */
	#drawWhatIsMissing({ answer }: Turn): void {
		if (!answer) return;
		const rows: [string, string][] = [
			[words.turn.missing, words.turn.missingWords(answer.missing)],
			[words.turn.searched, answer.outcome === 'partial' ? '' : answer.searched],
			[answer.outcome === 'failed' || answer.atLimit ? words.turn.recover : words.turn.resolve, answer.resolve],
		];
		const toShow = rows.filter(([, text]) => text !== '' && !answer.text.includes(text));
		if (toShow.length === 0) return;
		const list = this.#afterEl.createEl('dl', { cls: 'praxis-missing' });
		for (const [name, text] of toShow) {
			list.createEl('dt', { text: name });
			list.createEl('dd', { text });
		}
	}

	#drawStep(step: Step): void {
		const row = this.#stepRows.get(step.callId);
		if (row?.step === step) return;
		const isOpen = row?.el.hasAttribute('open') ?? false;
		const el = createStep(step, isOpen);
		if (row) row.el.replaceWith(el);
		else this.#stepsEl.append(el);
		this.#stepRows.set(step.callId, { step, el });
	}
}

/** What lay beside the question. */
function drawAttached(parent: HTMLElement, { attached }: Turn): void {
	if (attached.length === 0) return;
	const list = parent.createDiv({ cls: 'praxis-beside praxis-attached', attr: { role: 'list', 'aria-label': words.beside.label } });
	for (const { kind, name, isPrivate, foreign } of attached) {
		const chip = list.createDiv({ cls: 'praxis-chip', attr: { role: 'listitem' } });
		setIcon(chip.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), isPrivate ? 'lock' : BESIDE_ICONS[kind]);
		chip.createSpan({ cls: 'praxis-chip-name', text: name });
		if (isPrivate) chip.createSpan({ cls: 'praxis-chip-note', text: words.turn.private });
		if (foreign !== undefined) drawForeign(chip, foreign);
	}
}
