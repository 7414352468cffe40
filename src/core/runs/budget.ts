/**
 * How much one run may use before it is stopped. What was found until then is kept. The tightest of three limits holds:
 * this one, which an agent's note or a caller sets; and the person's own for a run and for a day, which the guard keeps.
 */
import type { RunCost } from './cost';

export interface Budget {
	/** Input and output together. */
	readonly tokens: number;
	/** US dollars. Calls without a known price do not count here; the other limits hold for them. */
	readonly usd: number;
	/** Calls of a model. */
	readonly calls: number;
	/** Notes written. */
	readonly writes: number;
}

/** Tokens and money are the person's to limit, in the settings. */
export const DEFAULT_BUDGET: Budget = { tokens: Infinity, usd: Infinity, calls: 30, writes: 20 };

export interface Spent {
	readonly cost: RunCost;
	readonly writes: number;
}

/** A call that is about to be made. */
export interface NextCall {
	readonly inputTokens: number;
	/** US dollars for its input at least; null when not known. */
	readonly usd: number | null;
}

/** Why another call would pass the budget, as a sentence; null when it fits. */
export function budgetPassed({ cost }: Spent, budget: Budget, next: NextCall = { inputTokens: 0, usd: 0 }): string | null {
	if (cost.calls + 1 > budget.calls) return `Stopped at the limit of ${budget.calls} calls of a model in one run.`;
	if (cost.inputTokens + cost.outputTokens + next.inputTokens >= budget.tokens) return `Stopped at the limit of ${budget.tokens.toLocaleString('en-US')} tokens in one run.`;
	if (cost.usd + (next.usd ?? 0) >= budget.usd && cost.usd + (next.usd ?? 0) > 0) return `Stopped at the limit of $${budget.usd.toFixed(2)} in one run.`;
	return null;
}

/** Tokens that an answer may still have, `most` at most. */
export function tokensLeft({ cost }: Spent, budget: Budget, next: NextCall): number {
	return Math.max(1, Math.floor(budget.tokens - cost.inputTokens - cost.outputTokens - next.inputTokens));
}
