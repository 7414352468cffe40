/** What a run has used: tokens, and money as far as prices are known. */

export interface RunCost {
	readonly calls: number;
	readonly inputTokens: number;
	readonly outputTokens: number;
	/** US dollars for the calls whose price is known. */
	readonly usd: number;
	/** Calls whose price nobody knows: the sum is then a lower bound. */
	readonly unpricedCalls: number;
}

export const NO_COST: RunCost = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, unpricedCalls: 0 };

export interface CallCost {
	readonly inputTokens: number;
	readonly outputTokens: number;
	/** Null when the price is not known. */
	readonly usd: number | null;
}

export function addCall(cost: RunCost, { inputTokens, outputTokens, usd }: CallCost): RunCost {
	return {
		calls: cost.calls + 1,
		inputTokens: cost.inputTokens + inputTokens,
		outputTokens: cost.outputTokens + outputTokens,
		usd: cost.usd + (usd ?? 0),
		unpricedCalls: cost.unpricedCalls + (usd === null ? 1 : 0),
	};
}

/** "12,300 tokens · $0.04", "12,300 tokens · price unknown", "12,300 tokens · at least $0.04". */
export function costText(cost: RunCost): string {
	const tokens = `${(cost.inputTokens + cost.outputTokens).toLocaleString('en-US')} tokens`;
	if (cost.calls === 0) return 'Nothing used';
	if (cost.unpricedCalls === cost.calls) return `${tokens} · price unknown`;
	return `${tokens} · ${cost.unpricedCalls > 0 ? 'at least ' : ''}${moneyText(cost.usd)}`;
}

function moneyText(usd: number): string {
	if (usd > 0 && usd < 0.01) return 'under $0.01';
	return `$${usd.toFixed(2)}`;
}
