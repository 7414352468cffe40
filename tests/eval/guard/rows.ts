/** Counting decided cases into rows. */

export interface Row {
	readonly set: string;
	readonly engine: string;
	readonly metric: string;
	readonly value: number;
	readonly n: number;
}

export type Items = readonly Record<string, unknown>[];

export interface Judged {
	readonly id: string;
	readonly set: string;
	readonly isExpected: boolean;
	/** For a case that must stay as it is: whether it did. */
	readonly isKept?: boolean;
}

/** as_expected, and kept where something had to stay, for each set in order of first appearance. */
export function shares(judged: readonly Judged[]): Row[] {
	if (process.env.GUARD_MISSES) for (const { id } of judged.filter(({ isExpected }) => !isExpected)) console.error('not as expected:', id);
	return [...new Set(judged.map(({ set }) => set))].flatMap((set) => {
		const cases = judged.filter((item) => item.set === set);
		const keeps = cases.filter((item) => item.isKept !== undefined);
		const rows = [share(set, 'as_expected', cases.map((item) => item.isExpected))];
		return keeps.length > 0 ? [...rows, share(set, 'kept', keeps.map((item) => item.isKept === true))] : rows;
	});
}

export function share(set: string, metric: string, hits: readonly boolean[]): Row {
	return { set, engine: 'praxis', metric, value: hits.length === 0 ? 0 : hits.filter(Boolean).length / hits.length, n: hits.length };
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
