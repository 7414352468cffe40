/** From tokens to money, as far as the catalog knows it. */
import type { ModelSpec, Usage } from './model';

const PER = 1_000_000;

/** US dollars. Null when the price is not known. Nothing is paid for a model on this device, unless the person has set a price for it. */
export function costOf(usage: Usage, { price, place }: Pick<ModelSpec, 'price' | 'place'>): number | null {
	if (price === null) return place === 'device' ? 0 : null;
	const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = usage;
	return (inputTokens * price.input + cacheReadTokens * (price.cacheRead ?? price.input) + cacheWriteTokens * (price.cacheWrite ?? price.input) + outputTokens * price.output) / PER;
}

/** The most that a call can cost: nothing from the cache, and the answer as long as it may be. Null when not known. */
export function mostCost(inputTokens: number, outputTokens: number, spec: Pick<ModelSpec, 'price' | 'place'>): number | null {
	const { price } = spec;
	const isWritten = price !== null && (price.cacheWrite ?? 0) > price.input;
	return costOf({ inputTokens: isWritten ? 0 : inputTokens, cacheReadTokens: 0, cacheWriteTokens: isWritten ? inputTokens : 0, outputTokens }, spec);
}
