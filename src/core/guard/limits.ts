/** How much a run, and a day, may do. A limit stops a run; it never asks whether it may be exceeded. */

export interface Amounts {
	readonly calls: number;
	readonly tokens: number;
	/** US dollars. */
	readonly cost: number;
	/** Notes created or changed. */
	readonly writes: number;
	/** Notes removed or renamed away without the person's confirmation. */
	readonly removals: number;
}

export interface Limits {
	readonly run: Amounts;
	readonly day: Amounts;
	/** Sub-runs within sub-runs. */
	readonly depth: number;
}

export interface Usage {
	readonly run: Amounts;
	readonly day: Amounts;
	readonly depth: number;
}

export const NO_AMOUNTS: Amounts = { calls: 0, tokens: 0, cost: 0, writes: 0, removals: 0 };

const ANY_AMOUNT: Amounts = { calls: Infinity, tokens: Infinity, cost: Infinity, writes: Infinity, removals: Infinity };

/** For what no run does but the person, who has looked at it. */
export const NO_LIMITS: Limits = { run: ANY_AMOUNT, day: ANY_AMOUNT, depth: 0 };

export const DEFAULT_LIMITS: Limits = {
	run: { calls: 100, tokens: 1_000_000, cost: 2, writes: 20, removals: 0 },
	day: { calls: 2000, tokens: 10_000_000, cost: 10, writes: 200, removals: 0 },
	depth: 3,
};

const WORDS: Record<keyof Amounts, (n: number) => string> = {
	calls: (n) => `${n.toLocaleString('en-US')} calls`,
	tokens: (n) => `${n.toLocaleString('en-US')} tokens`,
	cost: (n) => `$${n.toFixed(2)}`,
	writes: (n) => `${n} notes written`,
	removals: (n) => `${n} notes removed unasked`,
};

export function addAmounts(a: Amounts, b: Partial<Amounts>): Amounts {
	return {
		calls: a.calls + (b.calls ?? 0),
		tokens: a.tokens + (b.tokens ?? 0),
		cost: a.cost + (b.cost ?? 0),
		writes: a.writes + (b.writes ?? 0),
		removals: a.removals + (b.removals ?? 0),
	};
}

/**
 * Which limit would be passed if `more` were done now, in words; null when none. Not a number counts as passed:
 * a cost that nobody could compute must not run on.
 */
export function limitPassed(usage: Usage, limits: Limits, more: Partial<Amounts> = {}): string | null {
	if (!(usage.depth <= limits.depth)) return `sub-runs go at most ${limits.depth} deep`;
	for (const period of ['run', 'day'] as const) {
		const after = addAmounts(usage[period], more);
		for (const name of Object.keys(WORDS) as (keyof Amounts)[]) {
			if (!(after[name] <= limits[period][name])) return `the limit of ${WORDS[name](limits[period][name])} in one ${period} is reached`;
		}
	}
	return null;
}

export interface LengthChange {
	/** UTF-16 units. */
	readonly before: number;
	/** 0 for a note that is removed. */
	readonly after: number;
}

/**
 * True when a run's changes, taken together, would remove or shrink so many notes that it must stop: over 5, or
 * over 1 % of the vault (a single note is always possible). A note shrinks when it loses a quarter of its text.
 */
export function isMassRemoval(changes: readonly LengthChange[], vaultNotes: number): boolean {
	const lost = changes.filter(({ before, after }) => before > 0 && after <= before * 0.75).length;
	return lost > Math.min(5, Math.max(1, Math.floor(vaultNotes / 100)));
}
