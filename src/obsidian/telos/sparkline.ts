/** Values over time as a small line, drawn as SVG in the colour of the text. It says what it shows to who cannot see it. */
import { daysBetween } from '../../core/telos/days';
import type { DatedText } from '../../core/telos/item';
import { words } from '../words';
import { dateText } from './telos-dates';

export interface SparklineOptions {
	readonly name: string;
	readonly values: readonly DatedText[];
	readonly target: number | null;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
}

const INSET = 3;
/** Beyond this a finer line cannot be seen. */
const MOST_POINTS = 200;

export function drawSparkline(parent: HTMLElement, { name, values, target, width, height }: SparklineOptions): SVGSVGElement {
	const shown = values.filter((_value, index) => values.length <= MOST_POINTS || index % Math.ceil(values.length / MOST_POINTS) === 0 || index === values.length - 1);
	const points = pointsOf(shown, target, { width: width - 2 * INSET, height: height - 2 * INSET });
	const [first, last] = [values[0], values[values.length - 1]];
	const label = words.telos.sparkline(name, values.length, first ? dateText(first.day) : '', last ? dateText(last.day) : '');
	const svg = parent.createSvg('svg', { cls: 'praxis-sparkline', attr: { viewBox: `${-INSET} ${-INSET} ${width} ${height}`, width, height, role: 'img', 'aria-label': label } });
	if (points.target !== null) svg.createSvg('line', { cls: 'praxis-sparkline-target', attr: { x1: 0, x2: width - 2 * INSET, y1: points.target, y2: points.target } });
	svg.createSvg('polyline', { cls: 'praxis-sparkline-line', attr: { points: points.line.map(({ x, y }) => `${x},${y}`).join(' ') } });
	const end = points.line[points.line.length - 1];
	if (end) svg.createSvg('circle', { cls: 'praxis-sparkline-end', attr: { cx: end.x, cy: end.y, r: 2 } });
	return svg;
}

interface Points {
	readonly line: readonly { readonly x: number; readonly y: number }[];
	/** Height of the target; null without one. */
	readonly target: number | null;
}

/** Days across and values up, the target within the picture. Equal values lie in the middle. */
export function pointsOf(values: readonly DatedText[], target: number | null, { width, height }: { readonly width: number; readonly height: number }): Points {
	const [first] = values;
	const last = values[values.length - 1];
	if (!first || !last) return { line: [], target: null };
	const heights = [...values.map(({ value }) => value ?? 0), ...(target === null ? [] : [target])];
	const least = heights.reduce((one, other) => Math.min(one, other), Infinity);
	const most = heights.reduce((one, other) => Math.max(one, other), -Infinity);
	const days = daysBetween(first.day, last.day);
	const across = (day: string): number => round(days === 0 ? width / 2 : (daysBetween(first.day, day) / days) * width);
	const up = (value: number): number => round(most === least ? height / 2 : height - ((value - least) / (most - least)) * height);
	return { line: values.map(({ day, value }) => ({ x: across(day), y: up(value ?? 0) })), target: target === null ? null : up(target) };
}

function round(n: number): number {
	return Math.round(n * 10) / 10;
}
