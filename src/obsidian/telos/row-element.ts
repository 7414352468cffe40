/** One row of the TELOS tree: fold, title, status, last work, progress, sparkline. It has no state of its own. */
import { setIcon } from 'obsidian';
import type { Item } from '../../core/telos/item';
import { words } from '../words';
import { itemTitle } from './item-names';
import { hasFacts, iconOf, lookOf, rowFacts, shareWords, statusText } from './item-words';
import { drawSparkline } from './sparkline';
import type { TelosFacts } from './telos-facts';
import type { TreeRow } from './tree-rows';

const SPARKLINE = { width: 72, height: 24 };
/** Beyond this an indent would leave no room for the title. */
const DEEPEST_INDENT = 8;

/** Fills `el`, an empty element of the class `praxis-telos-row`. */
export function drawRow(el: HTMLElement, row: TreeRow, facts: TelosFacts): void {
	const { place, hasChildren, isOpen, isContext } = row;
	el.toggleClass('is-context', isContext);
	el.style.setProperty('--praxis-telos-indent', String(Math.min(place.level - 1, DEEPEST_INDENT)));
	const fold = el.createSpan({ cls: 'praxis-icon praxis-telos-fold', attr: { 'aria-hidden': 'true' } });
	if (hasChildren) setIcon(fold, isOpen ? 'chevron-down' : 'chevron-right');
	if (place.kind === 'group') {
		el.addClass('is-group');
		const name = place.group === 'unlinked' ? words.telos.unlinked : words.telos.types(place.group);
		el.createSpan({ cls: 'praxis-telos-title', text: name });
		el.createSpan({ cls: 'praxis-telos-count', text: String(place.count) });
		return;
	}
	drawItem(el, place.item, { facts, isRepeat: place.isRepeat });
}

export function isTall({ place }: TreeRow): boolean {
	return place.kind === 'item' && hasFacts(place.item);
}

/** The text by which a letter finds the row. */
export function rowName({ place }: TreeRow): string {
	return place.kind === 'item' ? itemTitle(place.item) : place.group === 'unlinked' ? words.telos.unlinked : words.telos.types(place.group);
}

/** The chip by which the person sees what never leaves the device. */
export function drawPrivateChip(parent: HTMLElement): void {
	const { telos } = words;
	const chip = parent.createSpan({ cls: 'praxis-private', attr: { title: telos.privateWhy } });
	setIcon(chip.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'lock');
	chip.createSpan({ text: telos.private });
}

export function drawStatus(parent: HTMLElement, item: Item): void {
	const el = parent.createSpan({ cls: `praxis-telos-status is-${lookOf(item)}` });
	el.createSpan({ cls: 'praxis-telos-dot', attr: { 'aria-hidden': 'true' } });
	el.createSpan({ text: statusText(item) });
}

/** The name of a row is its text: its parts are not to run together. */
function separate(el: HTMLElement): void {
	for (const part of Array.from(el.querySelectorAll('span'))) if (part.textContent !== '' && part.nextSibling) part.after(' ');
}

function drawItem(el: HTMLElement, item: Item, { facts, isRepeat }: { readonly facts: TelosFacts; readonly isRepeat: boolean }): void {
	const { telos } = words;
	const isFull = hasFacts(item);
	el.toggleClass('is-closed', lookOf(item) === 'closed');
	setIcon(el.createSpan({ cls: 'praxis-icon praxis-telos-type', attr: { 'aria-hidden': 'true', title: telos.type(item.type) } }), iconOf(item.type));
	const main = el.createSpan({ cls: 'praxis-telos-main' });
	const line = main.createSpan({ cls: 'praxis-telos-line' });
	const title = itemTitle(item);
	line.createSpan({ cls: 'praxis-telos-title', text: title, attr: { title } });
	if (item.isPrivate) drawPrivateChip(line);
	if (isRepeat) line.createSpan({ cls: 'praxis-telos-aside', text: telos.alsoAbove });
	const said = isFull ? rowFacts(item, facts) : [];
	if (isFull) {
		const factsEl = main.createSpan({ cls: 'praxis-telos-facts' });
		if (item.type !== 'metric') drawStatus(factsEl, item);
		for (const fact of said) factsEl.createSpan({ cls: 'praxis-telos-fact', text: fact, attr: { title: fact } });
	} else el.createSpan({ cls: 'praxis-telos-aside praxis-telos-type-name', text: telos.type(item.type) });
	const share = isFull ? facts.share(item) : null;
	if (share && share.share > 0) {
		const bar = main.createSpan({ cls: 'praxis-telos-bar', attr: { title: shareWords(share) } });
		bar.createSpan().style.setProperty('--praxis-telos-share', String(share.share));
	}
	const values = isFull ? facts.values(item) : null;
	if (values) drawSparkline(el, { name: title, ...values, ...SPARKLINE }).setAttribute('aria-hidden', 'true');
	// What is drawn as a picture is said in words.
	const drawn = [...(isFull ? [telos.type(item.type)] : []), ...(share ? [shareWords(share)] : [])].join(', ');
	if (drawn !== '') el.createSpan({ cls: 'praxis-live', text: drawn });
	separate(el);
}
