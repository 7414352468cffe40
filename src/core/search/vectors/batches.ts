/** What is sent in one request for vectors, and how much in all. */
import { PraxisError } from '../../lib/errors';
import { estimateTokens } from '../../models/estimate-tokens';

export type KeyedText = readonly [key: string, text: string];

/** Passages in one request; servers take 100 and more. */
const MOST = 64;
/** Tokens in one request, as estimated. */
const MOST_TOKENS = 24_000;

/** The texts in their order, cut where a request would become too large. A text that is too large itself stands alone. */
export function batchesOf(fresh: readonly KeyedText[]): (readonly KeyedText[])[] {
	const batches: KeyedText[][] = [];
	let tokens = Infinity;
	for (const one of fresh) {
		const own = estimateTokens(one[1]);
		const last = batches.at(-1);
		if (last && last.length < MOST && tokens + own <= MOST_TOKENS) {
			last.push(one);
			tokens += own;
		} else {
			batches.push([one]);
			tokens = own;
		}
	}
	return batches;
}

/** How many tokens one build may send to a remote model. */
export class Budget {
	#left: number;

	/** `tokens`: 0 for no limit. */
	constructor(place: 'device' | 'remote', tokens: number) {
		this.#left = place === 'remote' && tokens > 0 ? tokens : Infinity;
	}

	/** Takes these texts from it. Throws `quota` when they are too many. */
	check(texts: readonly string[]): void {
		this.#left -= texts.reduce((sum, text) => sum + estimateTokens(text), 0);
		if (this.#left < 0) throw new PraxisError('quota', 'The budget for vectors is used up.', { hint: 'Go on when you want, or raise it in the settings.' });
	}
}
