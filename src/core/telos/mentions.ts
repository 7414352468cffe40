/**
 * Notes that mention an item in their words without linking to it, by the index. A search costs milliseconds for each
 * item, so what was found is kept for a while, and is looked for in slices where somebody can wait.
 */
import type { ContentIndex } from '../search/content-index';
import type { Proof } from './activity';
import type { TelosGraph } from './graph';
import type { Item } from './item';
import { isActive } from './vocabulary';

export type Mention = Omit<Proof, 'kind'>;

export interface MentionsOptions {
	readonly graph: TelosGraph;
	readonly index: Pick<ContentIndex, 'find'>;
	/** Milliseconds on any clock that moves forward. */
	readonly clock: () => number;
	readonly yieldToHost: () => Promise<void>;
}

const MOST_MENTIONS = 50;
/** Of this many items mentions are looked for before a digest or review; links and dates tell of the others. */
const MOST_ITEMS = 100;
/** Meanwhile an edit may have added one: it is seen when the time is over. */
const FRESH_MS = 60_000;
const SLICE_MS = 8;

export class Mentions {
	readonly #known = new Map<string, { readonly found: readonly Mention[]; readonly at: number }>();

	constructor(private readonly options: MentionsOptions) {}

	/** Passages of dated notes with the item's title in them, word for word. A title of one word says too little to count. */
	of(item: Item): readonly Mention[] {
		const title = phraseOf(item);
		if (title === null) return [];
		const known = this.#known.get(title);
		const found = known && this.#isFresh(known.at) ? known.found : this.#find(title, item);
		return found.filter(({ path }) => path !== item.path);
	}

	/** Looks for those of active goals and what serves them, with pauses, so that `of` answers at once. At most a hundred items. */
	async prepare(items: readonly Item[], signal?: AbortSignal): Promise<void> {
		const { clock, yieldToHost } = this.options;
		let sliceEnd = clock() + SLICE_MS;
		for (const item of items.filter(({ status }) => isActive(status)).slice(0, MOST_ITEMS)) {
			if (signal?.aborted) return;
			this.of(item);
			if (clock() < sliceEnd) continue;
			await yieldToHost();
			sliceEnd = clock() + SLICE_MS;
		}
	}

	#isFresh(at: number): boolean {
		return this.options.clock() - at < FRESH_MS;
	}

	#find(title: string, item: Item): readonly Mention[] {
		const { graph, index, clock } = this.options;
		const found = index.find(`"${title}"`, { limit: MOST_MENTIONS }).hits.flatMap(({ path, block }): Mention[] => {
			const day = graph.note(path)?.day ?? null;
			return day === null || block === null || graph.item(path) !== null ? [] : [{ day, path, line: block.line, text: `Mentions “${item.title}”` }];
		});
		this.#known.set(title, { found, at: clock() });
		return found;
	}
}

function phraseOf({ title }: Item): string | null {
	const words = title.replace(/[^\p{L}\p{N}'’]+/gu, ' ').trim();
	return words.includes(' ') ? words : null;
}
