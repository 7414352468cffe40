/** The person's own limits on what models may cost, and the guard's limits that follow from them. */
import { DEFAULT_LIMITS, type Limits } from './limits';

export interface LimitSettings {
	/** US dollars. Calls whose price nobody knows count with their tokens alone. */
	readonly runUsd: number;
	/** Input and output together. */
	readonly runTokens: number;
	/** US dollars on this device; days change at midnight UTC. */
	readonly dayUsd: number;
	readonly dayTokens: number;
}

export const DEFAULT_LIMIT_SETTINGS: LimitSettings = { runUsd: 1, runTokens: 400_000, dayUsd: DEFAULT_LIMITS.day.cost, dayTokens: DEFAULT_LIMITS.day.tokens };

/** What is no amount falls back to its default. Never throws. */
export function readLimitSettings(data: Readonly<Record<string, unknown>>): LimitSettings {
	const amount = (name: keyof LimitSettings): number => {
		const value = data[name];
		return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : DEFAULT_LIMIT_SETTINGS[name];
	};
	return { runUsd: amount('runUsd'), runTokens: amount('runTokens'), dayUsd: amount('dayUsd'), dayTokens: amount('dayTokens') };
}

/** Where the person set none, the guard's own hold. */
export function limitsOf({ runUsd, runTokens, dayUsd, dayTokens }: Partial<LimitSettings>): Limits {
	const { run, day, depth } = DEFAULT_LIMITS;
	return {
		run: { ...run, cost: runUsd ?? run.cost, tokens: runTokens ?? run.tokens },
		day: { ...day, cost: dayUsd ?? day.cost, tokens: dayTokens ?? day.tokens },
		depth,
	};
}
