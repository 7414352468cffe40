/**
 * Mentions of items, looked for after the rows are drawn: a search over all notes for each item would hold them up.
 * What is known is given at once; the rest is looked for piece by piece, and told when there is more to say.
 */
import type { MoreEvidence, Proof } from '../../core/telos/activity';
import type { Item } from '../../core/telos/item';

type Mention = Omit<Proof, 'kind'>;

export interface LateEvidenceOptions {
	/** As the source has it now. */
	readonly evidence: () => MoreEvidence;
	/** There is more to say of items that were asked for. */
	readonly onMore: () => void;
	readonly win: Pick<Window, 'setTimeout' | 'clearTimeout'>;
}

/** So long at a time; a slice may overrun it by one search. */
const SLICE_MS = 8;
/** Between slices the person comes first. */
const PAUSE_MS = 16;
/** What was looked for is good for so long, whatever is edited meanwhile. */
const FRESH_MS = 300_000;

export class LateEvidence {
	readonly #known = new Map<string, { readonly found: readonly Mention[]; readonly at: number }>();
	readonly #waiting = new Map<string, Item>();
	#timer: number | null = null;
	#hasMore = false;
	#isClosed = false;
	#asked: MoreEvidence['mentions'];
	#missing = false;

	constructor(private readonly options: LateEvidenceOptions) {}

	/** Evidence that answers at once. */
	get evidence(): MoreEvidence {
		const { mentions, ...others } = this.options.evidence();
		// Another search, such as after the index was read: what is shown is looked for again.
		if (mentions !== this.#asked) for (const [key, { found }] of this.#known) this.#known.set(key, { found, at: -Infinity });
		this.#asked = mentions;
		return mentions ? { ...others, mentions: (item) => this.#mentions(item) } : others;
	}

	/** True when something asked for since the last call is not known yet. */
	takeMissing(): boolean {
		const was = this.#missing;
		this.#missing = false;
		return was;
	}

	close(): void {
		this.#isClosed = true;
		if (this.#timer !== null) this.options.win.clearTimeout(this.#timer);
	}

	#mentions(item: Item): readonly Mention[] {
		const known = this.#known.get(item.key);
		if (!known) this.#missing = true;
		if (!known || performance.now() - known.at > FRESH_MS) this.#wait(item);
		return known?.found ?? [];
	}

	#wait(item: Item): void {
		this.#waiting.set(item.key, item);
		if (!this.#isClosed) this.#timer ??= this.options.win.setTimeout(() => this.#slice(), PAUSE_MS);
	}

	#slice(): void {
		this.#timer = null;
		const { mentions } = this.options.evidence();
		const end = performance.now() + SLICE_MS;
		for (const [key, item] of this.#waiting) {
			this.#waiting.delete(key);
			const found = mentions?.(item) ?? [];
			const before = this.#known.get(key);
			this.#hasMore ||= !before || before.found.length !== found.length;
			this.#known.set(key, { found, at: performance.now() });
			if (performance.now() >= end) break;
		}
		if (this.#waiting.size > 0) {
			this.#timer = this.options.win.setTimeout(() => this.#slice(), PAUSE_MS);
			return;
		}
		const hasMore = this.#hasMore;
		this.#hasMore = false;
		if (hasMore && !this.#isClosed) this.options.onMore();
	}
}
