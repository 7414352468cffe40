/** From tokens to money, as far as the catalog knows it. */
import type { ModelSpec, Rates, Usage } from './model';

const PER = 1_000_000;

type Priced = Pick<ModelSpec, 'price' | 'place'>;

/** US dollars. Null when the price is not known. Nothing is paid for a model on this device, unless the person has set a price for it. */
export function costOf(usage: Usage, spec: Priced): number | null {
	const rates = ratesFor(usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens, spec);
	if (rates === null) return spec.price === null && spec.place === 'device' ? 0 : null;
	const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = usage;
	return (inputTokens * rates.input + cacheReadTokens * (rates.cacheRead ?? rates.input) + cacheWriteTokens * (rates.cacheWrite ?? rates.input) + outputTokens * rates.output) / PER;
}

/** The most that a call can cost: nothing from the cache, and the answer as long as it may be. Null when not known. */
export function mostCost(inputTokens: number, outputTokens: number, spec: Priced): number | null {
	const rates = ratesFor(inputTokens, spec);
	const isWritten = rates !== null && (rates.cacheWrite ?? 0) > rates.input;
	return costOf({ inputTokens: isWritten ? 0 : inputTokens, cacheReadTokens: 0, cacheWriteTokens: isWritten ? inputTokens : 0, outputTokens }, spec);
}

/** `read`: all input tokens, from the cache or not. The rates of a long request hold for all of it. */
function ratesFor(read: number, { price }: Priced): Rates | null {
	return price?.long && read > price.long.above ? price.long.rates : price;
}
