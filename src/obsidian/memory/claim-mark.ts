/** A mark beside a claim: an icon, a few words, and why, on hover and on focus. */
import { setIcon } from 'obsidian';
import { readsLikeInstruction } from '../../core/memory/instruction';
import { words } from '../words';

export function drawMark(parent: HTMLElement, icon: string, text: string, why: string): HTMLElement {
	const mark = parent.createSpan({ cls: 'praxis-claim-fact praxis-claim-mark', attr: why === '' ? {} : { title: why } });
	setIcon(mark.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
	mark.appendText(text);
	return mark;
}

/** Draws nothing beside a claim that tells. `stop`: the keyboard stops there, where nothing around it is stopped at. */
export function drawInstructionMark(parent: HTMLElement, claim: string, { stop = false } = {}): void {
	if (!readsLikeInstruction(claim)) return;
	const { instruction, instructionWhy } = words.memory;
	const mark = drawMark(parent, 'megaphone', instruction, instructionWhy);
	mark.addClass('praxis-mark-why');
	if (stop) mark.setAttrs({ tabindex: '0', role: 'note', 'aria-label': `${instruction}. ${instructionWhy}` });
}
