/** The TELOS view before there is something to show: reading, nothing yet, not readable. */
import { drawSkeleton } from '../skeleton';
import { explainError } from '../tell-error';
import { words } from '../words';
import type { TelosOffers } from './telos-source';

export function drawReading(parent: HTMLElement): void {
	drawSkeleton(parent, words.telos.loading, 6).addClass('praxis-telos-state');
}

/** Says what TELOS is and offers the next step. */
export function drawNothingYet(parent: HTMLElement, { interview, importFiles }: TelosOffers): void {
	const { telos } = words;
	const el = parent.createDiv({ cls: 'praxis-empty praxis-telos-state' });
	el.createEl('h2', { cls: 'praxis-empty-title', text: telos.emptyTitle });
	el.createEl('p', { text: telos.emptyText });
	const buttons = el.createDiv({ cls: 'praxis-telos-offers' });
	if (interview) buttons.createEl('button', { cls: 'mod-cta', text: telos.interview }).addEventListener('click', () => interview());
	if (importFiles) buttons.createEl('button', { text: telos.importFiles }).addEventListener('click', () => importFiles());
}

export function drawFailed(parent: HTMLElement, error: unknown, again: () => void): void {
	console.error('Praxis: the TELOS notes could not be read', error);
	const el = parent.createDiv({ cls: 'praxis-empty praxis-telos-state', attr: { role: 'alert' } });
	el.createEl('p', { text: explainError(words.telos.failed, error) });
	el.createEl('button', { text: words.telos.again }).addEventListener('click', again);
}
