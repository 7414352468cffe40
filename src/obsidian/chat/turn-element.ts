/** One question and its answer in the chat: drawn once, then changed in place as the run goes on. */
import { setIcon } from 'obsidian';
import type { Step, Turn } from '../../core/agents/transcript';
import type { Citation } from '../../core/runs/outcome';
import { AnswerElement } from './answer-element';
import { drawMark, drawSources, type SourceActions } from './sources';
import { drawTurnFoot, type TurnActions } from './turn-foot';
import { ThinkingElement } from './thinking-element';
import { words } from '../words';

export interface TurnOptions extends SourceActions, TurnActions {}

export class TurnElement {
	readonly el: HTMLElement;
	private readonly stepsEl: HTMLElement;
	private readonly text: AnswerElement;
	private readonly thinking: ThinkingElement;
	private readonly noteEl: HTMLElement;
	private readonly workingEl: HTMLElement;
	private readonly afterEl: HTMLElement;
	private readonly stepRows = new Map<string, { step: Step; el: HTMLElement }>();
	private citations: readonly Citation[] = [];
	private shown: Turn | null = null;

	constructor(
		parent: HTMLElement,
		turn: Turn,
		private readonly options: TurnOptions,
	) {
		this.el = parent.createEl('article', { cls: 'praxis-turn', attr: { 'aria-label': words.turn.you(turn.question) } });
		this.el.createDiv({ cls: 'praxis-question', text: turn.question, attr: { role: 'heading', 'aria-level': '3' } });
		this.stepsEl = this.el.createDiv({ cls: 'praxis-steps' });
		this.noteEl = this.el.createDiv({ cls: 'praxis-model-note' });
		this.thinking = new ThinkingElement(this.stepsEl);
		this.workingEl = this.el.createDiv({ cls: 'praxis-working', text: words.chat.working });
		const textEl = this.el.createDiv({ cls: 'praxis-answer' });
		this.text = new AnswerElement(textEl, (at, n) => drawMark(at, n, this.citations[n - 1], this.options));
		this.afterEl = this.el.createDiv({ cls: 'praxis-after' });
		this.update(turn);
	}

	update(turn: Turn): void {
		if (turn === this.shown) return;
		for (const step of turn.steps) this.drawStep(step);
		this.noteEl.setText(turn.modelNote);
		this.noteEl.toggle(turn.modelNote !== '');
		this.thinking.update(turn.thinking);
		this.workingEl.toggle(turn.answer === null && turn.text === '');
		if (turn.answer === null) this.text.update(turn.text);
		else if (this.shown?.answer !== turn.answer) this.end(turn);
		this.shown = turn;
	}

	private end(turn: Turn): void {
		const answer = turn.answer;
		if (!answer) return;
		this.citations = answer.citations;
		this.text.finish(answer.text);
		this.afterEl.empty();
		if (answer.citations.length > 0) drawSources(this.afterEl, answer.citations, this.options);
		if (answer.outcome !== 'answered') this.drawWhatIsMissing(turn);
		drawTurnFoot(this.afterEl, turn, this.options);
	}

	/** What was tried and what would settle it: an answer as good as any other, set like one. */
	private drawWhatIsMissing({ answer }: Turn): void {
		if (!answer) return;
		const rows: [string, string][] = [
			[words.turn.missing, words.turn.missingWords(answer.missing)],
			[words.turn.searched, answer.outcome === 'partial' ? '' : answer.searched],
			[answer.outcome === 'failed' ? words.turn.recover : words.turn.resolve, answer.resolve],
		];
		const toShow = rows.filter(([, text]) => text !== '' && !answer.text.includes(text));
		if (toShow.length === 0) return;
		const list = this.afterEl.createEl('dl', { cls: 'praxis-missing' });
		for (const [name, text] of toShow) {
			list.createEl('dt', { text: name });
			list.createEl('dd', { text });
		}
	}

	private drawStep(step: Step): void {
		const row = this.stepRows.get(step.callId);
		if (row?.step === step) return;
		const isOpen = row?.el.hasAttribute('open') ?? false;
		const el = createStep(step, isOpen);
		if (row) row.el.replaceWith(el);
		else this.stepsEl.append(el);
		this.stepRows.set(step.callId, { step, el });
	}
}

function createStep(step: Step, isOpen: boolean): HTMLElement {
	const el = createEl('details', { cls: `praxis-step praxis-step-${step.state}` });
	el.open = isOpen;
	const summary = el.createEl('summary');
	setIcon(summary.createSpan({ cls: 'praxis-icon praxis-step-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
	// How much was found stays in sight, however long the words searched for are.
	const [, line = '', count = ''] = /^([^]*?)( · [^·]*)?$/.exec(stepLine(step)) ?? [];
	summary.createSpan({ cls: 'praxis-step-line', text: line });
	if (count !== '') summary.createSpan({ cls: 'praxis-step-count', text: count });
	const list = el.createEl('dl', { cls: 'praxis-step-details' });
	for (const [name, text] of [
		[words.turn.stepTool, step.tool],
		[words.turn.stepInput, step.title],
		[words.turn.stepResult, step.state === 'running' ? words.turn.stepRunning : step.summary || words.turn.stepFailed],
	] as const) {
		list.createEl('dt', { text: name });
		list.createEl('dd', { text });
	}
	return el;
}

function stepLine({ state, title, summary }: Step): string {
	if (state === 'failed') return [title, summary || words.turn.stepFailed].join(' · ');
	// A short result says nothing without what was done.
	if (state === 'done' && summary !== '') return summary.length < title.length ? `${title} · ${summary}` : summary;
	return title;
}
