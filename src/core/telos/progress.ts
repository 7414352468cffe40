/**
 * How far a goal is: by its metrics, its milestones and what serves it, side by side and never averaged together.
 * A forecast only says where the measured pace leads, with the data behind it.
 */
import { addDays, daysBetween } from './days';
import type { TelosGraph } from './graph';
import type { DatedText, Day, Item } from './item';
import { isOpen } from './vocabulary';

export interface MetricProgress {
	readonly metric: Item;
	/** Oldest first. */
	readonly values: readonly DatedText[];
	readonly target: number | null;
	readonly unit: string | null;
	/** Of the way from the first value to the target, 0 to 1; null without a target or with fewer than one value. */
	readonly share: number | null;
	readonly forecast: Forecast | null;
}

export interface Forecast {
	/** The day on which the line through the values reaches the target; null when it never does. */
	readonly day: Day | null;
	/** In the metric's unit. */
	readonly perDay: number;
	readonly from: DatedText;
	readonly to: DatedText;
	readonly n: number;
	/** "At this pace: 2027-04-12 (7 values, 2024-11-30 to 2026-10-31)". */
	readonly text: string;
}

export interface Progress {
	readonly item: Item;
	readonly metrics: readonly MetricProgress[];
	readonly milestones: { readonly done: number; readonly all: number } | null;
	readonly children: { readonly done: number; readonly all: number } | null;
}

const DONE = /^(?:done|completed?|achieved|overcome)\b/i;

export function progressOf(item: Item, graph: TelosGraph): Progress {
	const steps = graph.view.below.get(item.key) ?? [];
	const below = [...new Set(steps.map(({ lower }) => lower))].flatMap((key) => graph.item(key) ?? []);
	const measured = [...(item.history.some(({ value }) => value !== null) ? [item] : []), ...below].filter(({ type, key }) => type === 'metric' && (key !== item.key || item.type === 'metric'));
	const children = below.filter(({ type }) => type === 'goal' || type === 'project' || type === 'strategy');
	const counted = children.filter(({ status }) => isOpen(status) || DONE.test(status ?? ''));
	return {
		item,
		metrics: measured.map(metricProgress),
		milestones: item.milestones.length === 0 ? null : { done: item.milestones.filter(({ isDone }) => isDone).length, all: item.milestones.length },
		children: counted.length === 0 ? null : { done: counted.filter(({ status }) => DONE.test(status ?? '')).length, all: counted.length },
	};
}

/** A metric's values against its target. */
export function metricProgress(metric: Item): MetricProgress {
	const values = metric.history.filter(({ value }) => value !== null);
	const { targetValue: target, unit } = metric;
	const [first] = values;
	const last = values[values.length - 1];
	const way = target === null || !first ? 0 : target - (first.value ?? 0);
	// With one value there is no way travelled yet: what counts is how much of the target is there.
	const gone = values.length === 1 && target ? (last?.value ?? 0) / target : way === 0 ? 1 : ((last?.value ?? 0) - (first?.value ?? 0)) / way;
	return { metric, values, target, unit, share: target === null || !last ? null : Math.min(1, Math.max(0, gone)), forecast: forecast(values, target) };
}

/**
 * Least squares over all values, days as the abscissa. Null for less than three values or when they are of one day: two
 * points make a line through any noise. A target already passed, or a pace that leads away from it, has no day.
 */
export function forecast(values: readonly DatedText[], target: number | null): Forecast | null {
	const [from] = values;
	const to = values[values.length - 1];
	if (target === null || !from || !to || values.length < 3 || from.day === to.day) return null;
	const points = values.map(({ day, value }) => ({ x: daysBetween(from.day, day), y: value ?? 0 }));
	const mean = (pick: (point: { x: number; y: number }) => number): number => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
	const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
	const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
	if (spread === 0) return null;
	const perDay = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
	const missing = target - (to.value ?? 0);
	const days = missing / perDay;
	const day = perDay !== 0 && missing !== 0 && days > 0 && Number.isFinite(days) ? addDays(to.day, Math.ceil(days)) : null;
	const data = `${values.length} values, ${from.day} to ${to.day}`;
	return { day, perDay, from, to, n: values.length, text: day === null ? `At this pace it is not reached (${data})` : `At this pace: ${day} (${data})` };
}
