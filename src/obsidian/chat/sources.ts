/** Citations of one answer: the small marks in its text and the list of sources under it. */
import { setIcon } from 'obsidian';
import type { Citation } from '../../core/runs/outcome';
import { placeName, shortPlaceName } from './place-name';
import { words } from '../words';

export interface SourceActions {
	open(citation: Citation, event: MouseEvent): void;
	preview(target: HTMLElement, citation: Citation): void;
}

/** The mark `n` (from 1) in the text: the citation as a button, or the bare number when there is none behind it. */
export function drawMark(parent: HTMLElement, n: number, citation: Citation | undefined, actions: SourceActions): void {
	const sup = parent.createEl('sup', { cls: 'praxis-cite' });
	if (!citation) {
		sup.createSpan({ cls: 'praxis-cite-pending', text: String(n) });
		return;
	}
	const mark = sup.createEl('button', { cls: 'praxis-cite-button', text: String(n), attr: { 'aria-label': words.citation.label(n, placeName(citation)) } });
	wire(mark, citation, actions);
}

export function drawSources(parent: HTMLElement, citations: readonly Citation[], actions: SourceActions): void {
	const list = parent.createEl('ol', { cls: 'praxis-sources', attr: { 'aria-label': words.turn.sources } });
	citations.forEach((citation, i) => {
		const row = list.createEl('li', { cls: 'praxis-source' });
		const open = row.createEl('button', { cls: 'praxis-source-button' });
		open.createSpan({ cls: 'praxis-source-number', text: String(i + 1) });
		open.createSpan({ cls: 'praxis-source-place', text: shortPlaceName(citation) });
		open.setAttribute('title', placeName(citation));
		wire(open, citation, actions);
		if (citation.isPrivate) drawChip(row, { icon: 'lock', text: words.turn.private, why: words.turn.privateWhy });
		if (citation.foreign !== undefined) drawChip(row, { icon: 'globe', text: words.turn.foreign, why: words.turn.foreignWhy(citation.foreign) });
	});
}

interface Chip {
	readonly icon: string;
	readonly text: string;
	readonly why: string;
}

/** The reason stands in the tooltip, and in its name for a screen reader. */
function drawChip(parent: HTMLElement, { icon, text, why }: Chip): void {
	const chip = parent.createSpan({ cls: 'praxis-private', attr: { title: why, role: 'note', 'aria-label': `${text}. ${why}` } });
	setIcon(chip.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
	chip.createSpan({ text });
}

function wire(button: HTMLElement, citation: Citation, actions: SourceActions): void {
	button.addEventListener('click', (event) => actions.open(citation, event));
	button.addEventListener('auxclick', (event) => {
		if (event.button === 1) actions.open(citation, event);
	});
	actions.preview(button, citation);
}
