/** Draws a pane anew without moving the person: what was unfolded, scrolled to and focused stays so. */

/** Draws in `el`, which is emptied first. Parts are told apart by their order: the same page is drawn again. */
export function redraw(el: HTMLElement, draw: () => void): void {
	const { scrollTop } = el;
	const open = foldsOf(el).map((fold) => fold.open);
	const focused = stopsOf(el).findIndex((stop) => stop === el.ownerDocument.activeElement);
	el.empty();
	draw();
	foldsOf(el).forEach((fold, index) => (fold.open = open[index] ?? false));
	if (focused !== -1) stopsOf(el)[focused]?.focus({ preventScroll: true });
	el.scrollTop = scrollTop;
}

function foldsOf(el: HTMLElement): HTMLDetailsElement[] {
	return Array.from(el.querySelectorAll('details'));
}

function stopsOf(el: HTMLElement): HTMLElement[] {
	return Array.from(el.querySelectorAll<HTMLElement>('button, summary, a, [tabindex]'));
}
