/** One step of a run: a line that says what was done and what came of it, opened to its details. */
import { setIcon } from 'obsidian';
import type { Step } from '../../core/agents/transcript';
import { words } from '../words';

export function createStep(step: Step, isOpen: boolean): HTMLElement {
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
