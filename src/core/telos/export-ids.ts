/** The ids that items have in an export: their own where it is theirs alone, and new ones where a type asks for one. */
import type { TelosGraph } from './graph';
import type { Item } from './item';
import { NoteNames } from './note-name';
import { ID_PATTERN, prefixOf, typeOfId } from './vocabulary';

const ID = new RegExp(`^${ID_PATTERN}$`);

export class ExportIds {
	readonly #said = new Map<string, string>();
	readonly #aims: ReadonlySet<string>;

	/** `first`: notes whose items are printed before all others; an id that is there twice is theirs. */
	constructor(private readonly graph: TelosGraph, first: ReadonlySet<string>) {
		const items = [...graph.items()].sort((one, other) => Number(first.has(other.path)) - Number(first.has(one.path)));
		const taken = new Set<string>();
		for (const { key, id } of items) {
			if (id === null || taken.has(id)) continue;
			taken.add(id);
			if (ID.test(id)) this.#said.set(key, id);
		}
		for (const { key, id, type } of items) {
			const prefix = prefixOf(type);
			if (id !== null || prefix === null) continue;
			let number = 0;
			while (taken.has(`${prefix}${number}`)) number++;
			taken.add(`${prefix}${number}`);
			this.#said.set(key, `${prefix}${number}`);
		}
		this.#aims = new Set(graph.view.edges.filter(({ kind }) => kind !== 'mentions').map(({ to }) => to));
	}

	/** What stands before the title; null when nothing can. */
	of({ key }: Pick<Item, 'key'>): string | null {
		return this.#said.get(key) ?? null;
	}

	/** True when only a link can lead to the item, and one does: it has to be a note again. */
	isLinked(item: Item): boolean {
		return this.#aims.has(item.key) && this.of(item) === null;
	}

	/** What stands for a link of a note in the export; null to keep it. */
	standIn(from: string): (link: string) => string | null {
		return (link) => {
			const [target = '', ...rest] = link.split('#');
			const key = this.graph.resolve(target, rest.length === 0 ? null : rest.join('#'), from);
			const item = key === null ? null : this.graph.item(key);
			if (!item) return null;
			const id = this.of(item);
			// A prefix that nobody knows is no reference.
			return id !== null && typeOfId(id) !== null ? id : `[[${new NoteNames([]).next(item.title, item.id ?? item.type)}]]`;
		};
	}
}
