/** What the memory holds: claims, people, pieces of work; one is shown. */
import { words } from '../words';

export const TABS = ['claims', 'people', 'work'] as const;
export type Tab = (typeof TABS)[number];

export class MemoryTabs {
	readonly #els = new Map<Tab, HTMLElement>();

	constructor(parent: HTMLElement, choose: (tab: Tab) => void) {
		const el = parent.createDiv({ cls: 'praxis-telos-shapes praxis-memory-tabs', attr: { role: 'tablist', 'aria-label': words.memory.title } });
		for (const tab of TABS) {
			const one = el.createEl('button', { cls: 'praxis-telos-shape-button', text: words.memory.tabs[tab], attr: { role: 'tab' } });
			one.addEventListener('click', () => choose(tab));
			this.#els.set(tab, one);
		}
		el.addEventListener('keydown', ({ key, target }) => {
			const [all, step] = [[...this.#els.values()], { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0];
			const next = step === 0 ? undefined : all.at((all.findIndex((one) => one === target) + step) % all.length);
			next?.click();
			next?.focus();
		});
	}

	update(shown: Tab): void {
		for (const [tab, el] of this.#els) el.setAttrs({ 'aria-selected': String(tab === shown), tabindex: tab === shown ? '0' : '-1' });
	}
}
