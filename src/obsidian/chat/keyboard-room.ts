/** Room for an on-screen keyboard that lies over a view: what is typed into stays above it. Phones and tablets. */

/**
 * Sets `--praxis-keyboard` on `el` to how much of it the keyboard covers, in pixels. `change` is handed each change, to
 * make it while keeping what the person sees. Returns what ends it.
 */
export function followKeyboard(el: HTMLElement, change: (apply: () => void) => void): () => void {
	const shown = el.win.visualViewport;
	if (!shown) return () => undefined;
	let covered = 0;
	const look = (): void => {
		// A page that is zoomed in shows a part of itself without any keyboard.
		const next = shown.scale > 1.01 ? 0 : Math.max(0, Math.round(el.getBoundingClientRect().bottom - shown.offsetTop - shown.height));
		if (next === covered) return;
		covered = next;
		change(() => el.setCssProps({ '--praxis-keyboard': `${covered}px` }));
	};
	shown.addEventListener('resize', look);
	shown.addEventListener('scroll', look);
	look();
	return () => {
		shown.removeEventListener('resize', look);
		shown.removeEventListener('scroll', look);
	};
}
