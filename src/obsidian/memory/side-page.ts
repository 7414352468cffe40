/** A tab of the memory beside its claims: things in a list, found by a word, each opened to what is behind it. It does not know what they are. */
import { yieldToHost } from '../../core/lib/yield-to-host';
import { GrowingList } from '../growing-list';
import { explainError } from '../tell-error';
import { words } from '../words';
import { drawHead } from './fold-row';

export interface Fold {
	readonly key: string;
	readonly isOpen: boolean;
	toggled(isOpen: boolean): void;
}

export interface SidePage<T> {
	/** The name of the field for words. */
	readonly find: string;
	/** Said where there are none, and where they could not be read. */
	readonly empty: string;
	readonly failed: string;
	/** What begins a new one. */
	readonly act?: { readonly text: string; run(): void };
	all(): Promise<readonly T[]>;
	keyOf(item: T): string;
	/** The heading that it stands below; "" for none. */
	groupOf(item: T): string;
	/** What is looked through for words. */
	textOf(item: T): string;
	/** What is drawn of it, as a text: nothing is drawn anew while all stay the same. */
	stateOf(item: T): string;
	draw(parent: HTMLElement, item: T, fold: Fold): void;
}

const AT_ONCE = 20;

export class SideList<T> {
	readonly #el: HTMLElement;
	readonly #fieldEl: HTMLInputElement;
	readonly #barEl: HTMLElement;
	readonly #open = new Set<string>();
	#list: GrowingList<T> | null = null;
	#drawn = '';
	#round = 0;

	constructor(
		parent: HTMLElement,
		private readonly page: SidePage<T>,
	) {
		const { act, find } = page;
		this.#barEl = parent.createDiv({ cls: 'praxis-memory-bar praxis-memory-bar-line' });
		this.#fieldEl = this.#barEl.createEl('input', { type: 'search', attr: { placeholder: find, 'aria-label': find } });
		this.#fieldEl.addEventListener('input', () => void this.update());
		if (act) this.#barEl.createEl('button', { text: act.text }).addEventListener('click', () => act.run());
		this.#barEl.hide();
		this.#el = parent.createDiv({ cls: 'praxis-runs' });
	}

	/** Draws what has changed. Never rejects. */
	async update(): Promise<void> {
		const mine = ++this.#round;
		try {
			const all = await this.page.all();
			await yieldToHost();
			if (mine === this.#round) this.#draw(all);
		} catch (error) {
			console.error('Praxis: a part of the memory could not be read', error);
			if (mine === this.#round) this.#say(explainError(this.page.failed, error));
		}
	}

	close(): void {
		this.#round++;
		this.#list?.close();
	}

	#draw(all: readonly T[]): void {
		const wanted = this.#fieldEl.value.trim().toLowerCase();
		const found = all.filter((item) => this.page.textOf(item).toLowerCase().includes(wanted));
		const state = JSON.stringify([all.length, ...found.map((item) => this.page.stateOf(item))]);
		if (state === this.#drawn) return;
		this.#barEl.toggle(all.length > 0);
		if (found.length === 0) this.#say(all.length === 0 ? this.page.empty : words.memory.noneFound);
		else this.#drawFound(found);
		this.#drawn = state;
	}

	#drawFound(found: readonly T[]): void {
		const { page } = this;
		const shown = this.#list?.shown ?? 0;
		this.#clear();
		const draw = (parent: HTMLElement, item: T, at: number): void => {
			const group = page.groupOf(item);
			const before = found[at - 1];
			if (group !== '' && (before === undefined || page.groupOf(before) !== group)) drawHead(parent, { name: group, count: found.filter((one) => page.groupOf(one) === group).length });
			const key = page.keyOf(item);
			page.draw(parent, item, { key, isOpen: this.#open.has(key), toggled: (isOpen) => void (isOpen ? this.#open.add(key) : this.#open.delete(key)) });
		};
		this.#list = new GrowingList(this.#el, { items: found, atOnce: AT_ONCE, moreText: words.memory.more, draw });
		this.#list.growTo(Math.max(0, shown - 1));
	}

	#say(text: string): void {
		const { act } = this.page;
		this.#clear();
		this.#drawn = '';
		const el = this.#el.createDiv({ cls: 'praxis-empty', attr: { role: 'status' } });
		el.createEl('p', { text });
		if (act && this.#barEl.style.display === 'none') el.createEl('button', { cls: 'mod-cta', text: act.text }).addEventListener('click', () => act.run());
	}

	#clear(): void {
		this.#list?.close();
		this.#list = null;
		this.#el.empty();
	}
}
