/** The links of a new item: a row for each usual edge, with what was chosen as chips and a button to choose more. */
import { setIcon, type App } from 'obsidian';
import type { Draft, DraftEdge } from '../../core/telos/draft';
import { USUAL_EDGES } from '../../core/telos/draft';
import type { Item } from '../../core/telos/item';
import { itemTitle } from '../telos/item-names';
import { words } from '../words';
import { itemsOf, ItemSuggest } from './item-suggest';

export class LinkRows {
	readonly #chosen: DraftEdge[];

	/** `items`: all that may be linked to. Kinds of which there is nothing yet have no row. */
	constructor(parent: HTMLElement, { app, type, items, edges = [] }: { readonly app: App; readonly type: Draft['type']; readonly items: readonly Item[]; readonly edges?: readonly DraftEdge[] }) {
		this.#chosen = [...edges];
		for (const { kind, to } of USUAL_EDGES[type] ?? []) {
			const possible = itemsOf(items, to);
			if (possible.length === 0) continue;
			const row = parent.createDiv({ cls: 'praxis-field praxis-link-row', attr: { role: 'group', 'aria-label': words.capture.edge(kind) } });
			row.createDiv({ cls: 'praxis-field-label', text: words.capture.edge(kind) });
			const chips = row.createDiv({ cls: 'praxis-link-chips' });
			const draw = (): void => {
				chips.empty();
				for (const edge of this.#chosen.filter((one) => one.kind === kind)) this.#drawChip(chips, edge, draw);
				const add = chips.createEl('button', { cls: 'praxis-link-add', text: words.capture.add, attr: { type: 'button', 'aria-label': words.capture.addLink(words.capture.edge(kind)) } });
				add.addEventListener('click', () => new ItemSuggest(app, { items: possible.filter((item) => !this.#chosen.some((one) => one.kind === kind && one.to.key === item.key)), choose: (item) => {
					this.#chosen.push({ kind, to: item });
					draw();
				} }).open());
			};
			draw();
		}
	}

	get edges(): readonly DraftEdge[] {
		return this.#chosen;
	}

	#drawChip(parent: HTMLElement, edge: DraftEdge, redraw: () => void): void {
		const title = itemTitle(edge.to);
		const chip = parent.createSpan({ cls: 'praxis-link-chip' });
		chip.createSpan({ cls: 'praxis-link-chip-name', text: title });
		const remove = chip.createEl('button', { cls: 'clickable-icon', attr: { type: 'button', 'aria-label': words.capture.removeLink(title) } });
		setIcon(remove, 'x');
		remove.addEventListener('click', () => {
			this.#chosen.splice(this.#chosen.indexOf(edge), 1);
			redraw();
		});
	}
}
