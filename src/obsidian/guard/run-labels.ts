/** Quiet chips that say what a run has read: text from elsewhere, private notes; each with its reason. */
import { setIcon } from 'obsidian';
import type { RunLabels } from '../../core/runs/outcome';
import { titleOf } from '../../core/lib/vault-path';
import { words } from '../words';

/** Named in the reason; of more only the number is told. */
const MOST_NAMED = 5;

export function drawRunLabels(parent: HTMLElement, labels: RunLabels | undefined): void {
	if (!labels) return;
	const { foreign, isPrivate } = labels;
	const el = parent.createDiv({ cls: 'praxis-run-labels' });
	const [first] = foreign;
	if (first) {
		const named = foreign.slice(0, MOST_NAMED).map(({ name, reason }) => `${name} ${reason}`);
		const more = foreign.length - named.length;
		drawChip(el, 'globe', { text: foreign.length === 1 ? words.runLabels.foreignOne(titleOf(first.name)) : words.runLabels.foreign(foreign.length), why: words.runLabels.foreignWhy([...named, ...(more > 0 ? [words.runLabels.foreign(more)] : [])]) });
	}
	if (isPrivate) drawChip(el, 'lock', { text: words.runLabels.isPrivate, why: words.runLabels.privateWhy });
}

function drawChip(parent: HTMLElement, icon: string, { text, why }: { readonly text: string; readonly why: string }): void {
	const chip = parent.createSpan({ cls: 'praxis-private', attr: { role: 'note', tabindex: '0', title: why, 'aria-label': `${text}. ${why}` } });
	setIcon(chip.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
	chip.createSpan({ text, attr: { 'aria-hidden': 'true' } });
}
