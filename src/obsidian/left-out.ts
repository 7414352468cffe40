/** What a phone with little memory leaves out of every search, told wherever a result may be missing for it. */
import type { IndexStatus } from '../core/app';
import { words } from './words';

/** One sentence; "" where all notes are searched. */
export function leftOutText({ leftOut }: IndexStatus): string {
	return leftOut ? words.index.leftOut(leftOut) : '';
}

/**
 * A quiet line at the end of `parent`, of which nothing is seen where all notes are searched. `field`: where one types
 * to find, which is described by it. Call what is returned when the index may have changed.
 */
export function drawLeftOut(parent: HTMLElement, session: { readonly status: IndexStatus }, field?: HTMLElement): () => void {
	const el = parent.createDiv({ cls: 'praxis-left-out', attr: field ? { id: 'praxis-left-out' } : {} });
	field?.setAttribute('aria-describedby', 'praxis-left-out');
	const update = (): void => el.setText(leftOutText(session.status));
	update();
	return update;
}
