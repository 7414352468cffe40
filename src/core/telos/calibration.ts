/** How well the person's predictions fit what happened. */
import { daysBetween } from './days';
import type { Day, Item } from './item';

export interface Bin {
	/** Confidence in percent, both included. */
	readonly from: number;
	readonly to: number;
	readonly n: number;
	readonly right: number;
	readonly meanConfidence: number | null;
	/** Share that came true; null without any. */
	readonly accuracy: number | null;
}

export interface Calibration {
	/** Mean of (confidence − outcome)², outcome 1 or 0 (Brier 1950). 0 is perfect, 0.25 is a coin. Null without any. */
	readonly brier: number | null;
	/** Predictions with a confidence and a clear outcome. */
	readonly n: number;
	readonly bins: readonly Bin[];
	/** Open predictions whose day has come, longest overdue first. */
	readonly due: readonly { readonly item: Item; readonly daysOverdue: number }[];
}

/** The bins of the PAI template, and one for what was held unlikely. */
const BINS = [[90, 100], [70, 89], [50, 69], [0, 49]] as const;

export function calibrationOf(items: readonly Item[], today: Day): Calibration {
	const predictions = items.filter(({ type }) => type === 'prediction' || type === 'bet');
	const scored = predictions.flatMap((item) => {
		const cameTrue = truthOf(item.outcome);
		return cameTrue === null || item.confidence === null ? [] : [{ confidence: item.confidence, truth: cameTrue ? 1 : 0 }];
	});
	const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);
	const bins = BINS.map(([from, to]): Bin => {
		const inside = scored.filter(({ confidence }) => Math.round(confidence * 100) >= from && Math.round(confidence * 100) <= to);
		return { from, to, n: inside.length, right: inside.filter(({ truth }) => truth === 1).length, meanConfidence: mean(inside.map(({ confidence }) => confidence)), accuracy: mean(inside.map(({ truth }) => truth)) };
	});
	const due = predictions.flatMap((item) => (item.due !== null && item.due <= today && truthOf(item.outcome) === null ? [{ item, daysOverdue: daysBetween(item.due, today) }] : []));
	return { brier: mean(scored.map(({ confidence, truth }) => (confidence - truth) ** 2)), n: scored.length, bins, due: due.sort((one, other) => other.daysOverdue - one.daysOverdue || (one.item.key < other.item.key ? -1 : 1)) };
}

/** True, false, or null for "pending", nothing and sentences: a clear word is asked for, none is guessed. */
export function truthOf(outcome: string | null): boolean | null {
	const word = (outcome ?? '').trim().toLowerCase().replace(/[.!]$/, '');
	if (/^(?:yes|true|right|correct|accurate|happened|came true|won)$/.test(word)) return true;
	return /^(?:no|false|wrong|incorrect|inaccurate|did not happen|lost)$/.test(word) ? false : null;
}
