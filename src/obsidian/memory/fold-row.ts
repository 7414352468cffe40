/** A line that is opened to what is behind it: a claim, a person, a piece of work. It does not know which. */
import { setIcon } from 'obsidian';

export interface FoldRowOptions {
	/** The same for the same thing, in all of its drawings. */
	readonly key: string;
	readonly title: string;
	readonly cls?: string;
	readonly isOpen: boolean;
	readonly toggled: (isOpen: boolean) => void;
	/** What stands below the title. */
	readonly drawLine: (el: HTMLElement) => void;
	/** Called once, when it is first opened. */
	readonly drawBody: (el: HTMLElement) => void;
}

/** Returns the part beside which a button may stand. */
export function drawFoldRow(parent: HTMLElement, { key, title, cls = '', isOpen: isOpenNow, toggled, drawLine, drawBody }: FoldRowOptions): HTMLElement {
	const el = parent.createEl('article', { cls: `praxis-run praxis-claim ${cls}`, attr: { 'aria-label': title, 'data-row': key } });
	const head = el.createDiv({ cls: 'praxis-run-head' });
	const toggle = head.createEl('button', { cls: 'praxis-run-toggle' });
	setIcon(toggle.createSpan({ cls: 'praxis-icon praxis-run-fold', attr: { 'aria-hidden': 'true' } }), 'chevron-right');
	const text = toggle.createSpan({ cls: 'praxis-run-text' });
	text.createSpan({ cls: 'praxis-run-title', text: title, attr: { dir: 'auto' } });
	drawLine(text.createSpan({ cls: 'praxis-run-line praxis-claim-line' }));
	const body = el.createDiv({ cls: 'praxis-claim-body' });
	const open = (isOpen: boolean): void => {
		toggle.setAttribute('aria-expanded', String(isOpen));
		el.toggleClass('is-open', isOpen);
		body.toggle(isOpen);
		if (isOpen && body.childElementCount === 0) drawBody(body);
	};
	open(isOpenNow);
	toggle.addEventListener('click', () => {
		const isOpen = toggle.getAttribute('aria-expanded') !== 'true';
		toggled(isOpen);
		open(isOpen);
	});
	return head;
}

export function drawFact(line: HTMLElement, text: string): void {
	if (text !== '') line.createSpan({ cls: 'praxis-claim-fact', text });
}

export function drawHead(parent: HTMLElement, { name, count }: { readonly name: string; readonly count: number }): void {
	const el = parent.createDiv({ cls: 'praxis-day praxis-memory-head', attr: { role: 'heading', 'aria-level': '2' } });
	el.createSpan({ text: name, attr: { dir: 'auto' } });
	el.createSpan({ cls: 'praxis-memory-head-count', text: String(count) });
}
