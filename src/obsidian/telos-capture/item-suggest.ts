/** Picks an item of the purpose graph by its name. */
import { FuzzySuggestModal, type App, type FuzzyMatch } from 'obsidian';
import type { Item, ItemType } from '../../core/telos/item';
import { itemTitle } from '../telos/item-names';
import { words } from '../words';

export interface ItemChoice {
	readonly items: readonly Item[];
	readonly placeholder?: string;
	readonly choose: (item: Item) => void;
}

export class ItemSuggest extends FuzzySuggestModal<Item> {
	constructor(
		app: App,
		private readonly choice: ItemChoice,
	) {
		super(app);
		this.setPlaceholder(choice.placeholder ?? words.capture.pickItem);
		this.emptyStateText = words.capture.noItems;
	}

	override getItems(): Item[] {
		return [...this.choice.items];
	}

	override getItemText(item: Item): string {
		return itemTitle(item);
	}

	override renderSuggestion(match: FuzzyMatch<Item>, el: HTMLElement): void {
		el.addClass('praxis-item-suggestion');
		el.createSpan({ cls: 'praxis-item-name', text: itemTitle(match.item) });
		el.createSpan({ cls: 'praxis-item-kind', text: [words.telos.type(match.item.type), match.item.id ?? ''].filter((part) => part !== '').join(' · ') });
	}

	override onChooseItem(item: Item): void {
		this.choice.choose(item);
	}
}

/** Items of these types, those of the first type first. */
export function itemsOf(items: readonly Item[], types: readonly ItemType[]): Item[] {
	return types.flatMap((type) => items.filter((item) => item.type === type));
}
