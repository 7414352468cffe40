/** Below an answer: which memories and learnings its run was told, folded into one line; each opens where it stands. */
import { setIcon } from 'obsidian';
import type { Answer } from '../../core/runs/outcome';
import { words } from '../words';
import { drawInstructionMark } from './claim-mark';
import { shortly } from './known-claim';

export interface UsedActions {
	/** Shows the claim whose note lies there. */
	openMemory(path: string): void;
	openNote(path: string): void;
}

/** Draws nothing where nothing was told. */
export function drawUsed(parent: HTMLElement, { told, learned }: Pick<Answer, 'told' | 'learned'>, actions: UsedActions): void {
	const [memories, learnings] = [told?.used ?? [], learned?.used ?? []];
	if (memories.length + learnings.length === 0) return;
	const el = parent.createEl('details', { cls: 'praxis-step praxis-memory-line' });
	const summary = el.createEl('summary');
	setIcon(summary.createSpan({ cls: 'praxis-icon praxis-step-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
	summary.createSpan({ cls: 'praxis-step-line', text: words.used.line(memories.length, learnings.length) });
	const list = el.createEl('ul', { cls: 'praxis-used', attr: { 'aria-label': words.used.list } });
	const add = (icon: string, text: string, open: () => void): HTMLElement => {
		const row = list.createEl('li');
		setIcon(row.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
		row.createEl('button', { cls: 'praxis-link', text: shortly(text), attr: { dir: 'auto' } }).addEventListener('click', open);
		return row;
	};
	for (const { path, text, isPinned } of memories) drawInstructionMark(add(isPinned ? 'pin' : 'brain', text, () => actions.openMemory(path)), text, { stop: true });
	for (const { path, text } of learnings) add('lightbulb', text, () => actions.openNote(path));
}
