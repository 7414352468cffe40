/** Below an answer: which memories and learnings its run was given, folded into one line; each opens its note. */
import { setIcon } from 'obsidian';
import { words } from '../words';
import { shortly } from './known-claim';

export interface UsedThing {
	readonly path: string;
	readonly text: string;
}

export interface UsedThings {
	readonly memories: readonly UsedThing[];
	readonly learnings: readonly UsedThing[];
}

/** Draws nothing where nothing was used. */
export function drawUsed(parent: HTMLElement, { memories, learnings }: UsedThings, open: (path: string) => void): void {
	if (memories.length + learnings.length === 0) return;
	const el = parent.createEl('details', { cls: 'praxis-step praxis-memory-line' });
	const summary = el.createEl('summary');
	setIcon(summary.createSpan({ cls: 'praxis-icon praxis-step-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
	summary.createSpan({ cls: 'praxis-step-line', text: words.used.line(memories.length, learnings.length) });
	const list = el.createEl('ul', { cls: 'praxis-used', attr: { 'aria-label': words.used.memories } });
	for (const [icon, things] of [['brain', memories], ['lightbulb', learnings]] as const) {
		for (const { path, text } of things) {
			const row = list.createEl('li');
			setIcon(row.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
			row.createEl('button', { cls: 'praxis-link', text: shortly(text), attr: { dir: 'auto' } }).addEventListener('click', () => open(path));
		}
	}
}
