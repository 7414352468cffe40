/** The place of rows that are still being read. It appears only after a moment (see the styles). */
export function drawSkeleton(parent: HTMLElement, label: string, rows = 5): HTMLElement {
	const el = parent.createDiv({ cls: 'praxis-skeleton', attr: { role: 'img', 'aria-label': label } });
	for (let row = 0; row < rows; row++) el.createDiv({ cls: 'praxis-skeleton-row' });
	return el;
}
